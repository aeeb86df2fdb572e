extension String {
  /// A file's path as an address relative to the document's folder: whatever is no letter, digit or harmless sign is written as bytes, so
  /// that no name begins another protocol or leaves its attribute.
  var relativeAddress: String {
    let digits = Array("0123456789ABCDEF")
    let address = utf8.map { byte -> String in
      let character = Character(UnicodeScalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "-_./".contains(character) {
        return String(character)
      }
      return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
    return "./" + address
  }
}
