/// One character as pages (`&#49;`, `&#x31;`), workbooks (`_x0031_`), addresses (`%2D`) and programs (`\u0031`, `\x20`) write it.
struct CharacterEscape {
  /// The character.
  let scalar: Unicode.Scalar
  /// How many bytes write it.
  let length: Int

  /// Longer ones have zeros that nobody needs, and are no characters.
  private static let longest = 12

  /// - Parameter bytes: a text from the place on where the escape may begin.
  init?(_ bytes: Substring.UTF8View) {
    let bytes = Array(bytes.prefix(Self.longest))
    func isHex(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
    func digits(from start: Int, radix: Int, end: UInt8?, count: Int?) -> (scalar: Unicode.Scalar, length: Int)? {
      let digits = bytes.dropFirst(start).prefix { radix == 16 ? isHex($0) : (0x30...0x39).contains($0) }
        .prefix(count ?? Self.longest)
      guard !digits.isEmpty, count.map({ $0 == digits.count }) ?? true,
        let value = UInt32(String(decoding: digits, as: UTF8.self), radix: radix), let scalar = Unicode.Scalar(value)
      else { return nil }
      let length = start + digits.count
      guard let end else { return (scalar, length) }
      return length < bytes.count && bytes[length] == end ? (scalar, length + 1) : nil
    }
    func begins(_ text: String) -> Bool {
      bytes.count >= text.utf8.count && zip(bytes, text.utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    }
    let found =
      if begins("&#x") {
        digits(from: 3, radix: 16, end: UInt8(ascii: ";"), count: nil)
      } else if begins("&#") {
        digits(from: 2, radix: 10, end: UInt8(ascii: ";"), count: nil)
      } else if begins("_x") {
        digits(from: 2, radix: 16, end: UInt8(ascii: "_"), count: 4)
      } else if begins("\\u") {
        digits(from: 2, radix: 16, end: nil, count: 4)
      } else if begins("\\x") {
        digits(from: 2, radix: 16, end: nil, count: 2)
      } else if begins("%2") {
        // Signs alone: of `50%1381234` the digits are digits.
        digits(from: 1, radix: 16, end: nil, count: 2)
      } else {
        (scalar: Unicode.Scalar, length: Int)?.none
      }
    guard let found else { return nil }
    (scalar, length) = found
  }
}
