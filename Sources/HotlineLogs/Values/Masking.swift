/// Takes citizens' numbers out of texts that are shown or stored.
public enum Masking {
  /// The longest text kept of a rejected value, in characters.
  public static let limit = 120

  /// The text with every phone and ID number masked (`138****1234`), control characters made visible, cut to ``limit``.
  ///
  /// Masked are: runs of digits (blanks and dashes inside allowed) that look like a mobile number, a landline with area
  /// code or an 18-digit ID number. Other long numbers — order ids — are left alone, as they are what a reader looks for.
  public static func masked(_ text: String) -> String {
    let characters = Array(text.prefix(4 * limit))
    var output = ""
    var index = 0
    while index < characters.count, output.count < limit {
      guard characters[index].isASCII, characters[index].isNumber || characters[index] == "+" else {
        output.append(visible(characters[index]))
        index += 1
        continue
      }
      var end = index
      var digits: [Character] = []
      while end < characters.count {
        let character = characters[end]
        if character.isASCII, character.isNumber || (character.uppercased() == "X" && digits.count == 17) {
          digits.append(character)
        } else if !(character == "+" && end == index),
          !("- ".contains(character) && end + 1 < characters.count && characters[end + 1].isNumber)
        {
          break
        }
        end += 1
      }
      output += mask(digits: digits) ?? String(characters[index..<max(end, index + 1)])
      index = max(end, index + 1)
    }
    return String(output.prefix(limit))
  }

  /// A caller's number, whatever it looks like: the first three and the last four characters at most.
  public static func maskedCaller(_ text: String) -> String {
    let characters = Array(text.prefix(limit))
    guard characters.count >= 7 else { return String(repeating: "*", count: characters.count) }
    let tail = characters.count >= 11 ? 4 : 2
    return String(characters.prefix(3)) + "****" + String(characters.suffix(tail))
  }

  private static func mask(digits: [Character]) -> String? {
    var number = digits[...]
    if number.starts(with: "0086") { number = number.dropFirst(4) }
    if number.count == 13, number.starts(with: "861") { number = number.dropFirst(2) }
    if number.count == 12, number.starts(with: "01"), number.dropFirst(2).first != "0" { number = number.dropFirst() }
    let text = String(number)
    let isMobile = number.count == 11 && number.first == "1" && "3456789".contains(number.dropFirst().first ?? "0")
    let isLandline = (10...12).contains(number.count) && number.first == "0"
    let isIdentity = number.count == 18 && "123456789".contains(number.first ?? "0") && hasIdentityDate(text)
    guard isMobile || isLandline || isIdentity else { return nil }
    return text.prefix(3) + "****" + text.suffix(isIdentity ? 0 : 4)
  }

  private static func hasIdentityDate(_ text: String) -> Bool {
    let digits = Array(text)
    guard let year = Int(String(digits[6..<10])), let month = Int(String(digits[10..<12])),
      let day = Int(String(digits[12..<14]))
    else {
      return false
    }
    return (1900...2100).contains(year) && (1...12).contains(month) && (1...31).contains(day)
  }

  private static func visible(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, scalar.properties.generalCategory == .control else {
      return character
    }
    return scalar.value < 0x20 ? Character(Unicode.Scalar(scalar.value + 0x2400) ?? "\u{FFFD}") : "\u{FFFD}"
  }
}
