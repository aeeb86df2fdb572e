/// Takes citizens' numbers out of texts that are shown or stored.
package enum Masking {
  /// The longest text kept of a rejected value, in characters.
  package static let limit = 120

  /// The text with every phone and ID number masked (`138****1234`), control characters made visible, cut to ``limit``.
  ///
  /// Masked are mobile numbers, landlines (with area code, or eight digits that are no date) and 18-digit ID numbers, also
  /// with blanks and dashes inside and in full-width digits. Other long numbers — order ids — are left alone, as they are
  /// what a reader looks for.
  package static func masked(_ text: String, limit: Int = limit) -> String {
    let characters = text.prefix(4 * limit).map(narrowed)
    var output = ""
    var index = 0
    while index < characters.count, output.count < limit {
      guard isDigit(characters[index]) else {
        output.append(visible(characters[index]))
        index += 1
        continue
      }
      if let (end, mask) = numberAt(index, in: characters) {
        output += mask
        index = end
      } else {
        // No number of a person begins here: show the digits up to the next blank or dash.
        while index < characters.count, isDigit(characters[index]) {
          output.append(characters[index])
          index += 1
        }
      }
    }
    return String(output.prefix(limit))
  }

  /// The text with its numbers masked if there is one of a person in it, else `nil`; quick where there are few digits.
  ///
  /// - Parameter landlines: whether a landline may be a person's; a hotline's own number is one.
  static func maskedNumber(in bytes: Bytes, landlines: Bool = true) -> String? {
    guard bytes.holdsDigits(landlines ? 8 : 11), landlines || bytes.first == 0x31 || bytes.first == 0x2B else {
      return nil
    }
    let masked = masked(bytes.string)
    return masked.contains("****") ? masked : nil
  }

  /// A caller's number, whatever it looks like: the first three and the last four characters at most.
  package static func maskedCaller(_ text: String) -> String {
    let characters = Array(text.prefix(limit).map { visible(narrowed($0)) })
    guard characters.count >= 7 else { return String(repeating: "*", count: characters.count) }
    let tail = characters.count >= 11 ? 4 : 2
    return String(characters.prefix(3)) + "****" + String(characters.suffix(tail))
  }

  /// The longest number of a person that begins at `start` and ends where its digits do; blanks and dashes may stand inside.
  private static func numberAt(_ start: Int, in characters: [Character]) -> (end: Int, mask: String)? {
    var digits: [Character] = []
    var best: (end: Int, mask: String)?
    var index = start
    while index < characters.count, digits.count <= 18 {
      let character = characters[index]
      let isCheckDigit = digits.count == 17 && (character == "X" || character == "x")
      if isDigit(character) || isCheckDigit {
        digits.append(character)
        let isRunOver = index + 1 == characters.count || !isDigit(characters[index + 1])
        if isRunOver, let mask = mask(digits) { best = (index + 1, mask) }
      } else if !(character == "-" || character == " ") || index + 1 == characters.count
        || !isDigit(characters[index + 1])
      {
        break
      }
      index += 1
    }
    return best
  }

  private static func mask(_ digits: [Character]) -> String? {
    var number = digits[...]
    if number.starts(with: "0086") { number = number.dropFirst(4) }
    if number.count == 13, number.starts(with: "861") { number = number.dropFirst(2) }
    if number.count == 12, number.starts(with: "01"), number.dropFirst(2).first != "0" { number = number.dropFirst() }
    let text = String(number)
    let first = number.first ?? "0"
    let isMobile = number.count == 11 && first == "1" && "3456789".contains(number.dropFirst().first ?? "0")
    let isLandline = (10...12).contains(number.count) && first == "0"
    let isLocal = number.count == 8 && "23456789".contains(first) && !text.hasPrefix("20")
    let isIdentity = number.count == 18 && first != "0" && hasIdentityDate(digits)
    guard isMobile || isLandline || isLocal || isIdentity else { return nil }
    return text.prefix(3) + "****" + text.suffix(isIdentity ? 0 : isLocal ? 2 : 4)
  }

  private static func hasIdentityDate(_ digits: [Character]) -> Bool {
    guard let year = Int(String(digits[6..<10])), let month = Int(String(digits[10..<12])),
      let day = Int(String(digits[12..<14]))
    else {
      return false
    }
    return (1900...2100).contains(year) && (1...12).contains(month) && (1...31).contains(day)
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  private static func narrowed(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, (0xFF10...0xFF19).contains(scalar.value),
      let digit = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return character }
    return Character(digit)
  }

  private static func visible(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, scalar.properties.generalCategory == .control else {
      return character
    }
    return scalar.value < 0x20 ? Character(Unicode.Scalar(scalar.value + 0x2400) ?? "\u{FFFD}") : "\u{FFFD}"
  }
}

extension Bytes {
  /// Whether there are at least so many digits, full-width ones (which 0xEF begins) included.
  func holdsDigits(_ least: Int) -> Bool {
    guard count >= least else { return false }
    var digits = 0
    for byte in self where byte &- 0x30 < 10 || byte == 0xEF { digits += 1 }
    return digits >= least
  }
}
