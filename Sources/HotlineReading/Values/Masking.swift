import HotlineCalendar
import HotlineConfiguration

/// Takes citizens' numbers out of texts that are shown or stored; the locality says what such numbers look like.
package enum Masking {
  /// The longest text kept of a rejected value, in characters.
  package static let limit = 120

  /// The text with every phone and ID number masked (`138****1234`), control characters made visible, cut to ``limit``.
  ///
  /// Masked are mobile numbers, landlines and numbers of identity cards, also with blanks and dashes inside and in full-width
  /// digits. Other long numbers — order ids — are left alone, as they are what a reader looks for.
  package static func masked(_ text: String, limit: Int = limit) -> String {
    masked(text, limit: limit, .current)
  }

  private static func masked(_ text: String, limit: Int, _ shapes: MaskedShapes) -> String {
    let characters = text.prefix(4 * limit).map(narrowed)
    var output = ""
    var index = 0
    while index < characters.count, output.count < limit {
      guard isDigit(characters[index]) else {
        output.append(visible(characters[index]))
        index += 1
        continue
      }
      if let (end, mask) = numberAt(index, in: characters, shapes) {
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
  static func maskedNumber(in bytes: Bytes, _ shapes: MaskedShapes = .current, landlines: Bool = true) -> String? {
    guard bytes.holdsDigits(landlines ? shapes.fewestDigits : shapes.fewestMobileDigits),
      landlines || shapes.mayBeginMobile(bytes)
    else { return nil }
    let masked = masked(bytes.string, limit: limit, shapes)
    return masked.contains("****") ? masked : nil
  }

  /// A caller's number, whatever it looks like: the first three and the last four characters at most.
  static func maskedCaller(_ text: String) -> String {
    let characters = Array(text.prefix(limit).map { visible(narrowed($0)) })
    guard characters.count >= 7 else { return String(repeating: "*", count: characters.count) }
    let tail = characters.count >= 11 ? 4 : 2
    return String(characters.prefix(3)) + "****" + String(characters.suffix(tail))
  }

  /// The longest number of a person that begins at `start` and ends where its digits do; separators may stand inside.
  private static func numberAt(
    _ start: Int, in characters: [Character], _ shapes: MaskedShapes
  ) -> (end: Int, mask: String)? {
    var digits: [UInt8] = []
    var best: (end: Int, mask: String)?
    var index = start
    while index < characters.count, digits.count <= shapes.mostDigits {
      let character = characters[index]
      let isCheckDigit = (character == "X" || character == "x") && shapes.letterPlaces.contains(digits.count)
      if let digit = character.asciiValue, isDigit(character) || isCheckDigit {
        digits.append(digit)
        let isRunOver = index + 1 == characters.count || !isDigit(characters[index + 1])
        if isRunOver, let mask = shapes.mask(digits) { best = (index + 1, mask) }
        index += 1
      } else if let width = shapes.separatorWidth(at: index, in: characters), index + width < characters.count,
        isDigit(characters[index + width])
      {
        index += width
      } else {
        break
      }
    }
    return best
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

/// A locality's numbers of persons, with what is asked of them for every text.
struct MaskedShapes: Sendable {
  private let plan: NumberPlan
  private let separators: [[Character]]
  private let firstMobileDigits: UInt16
  let fewestDigits: Int
  let fewestMobileDigits: Int
  let mostDigits: Int
  let letterPlaces: Set<Int>

  /// Those of the locality in force.
  static let current = MaskedShapes(Locality.current.numbers)

  init(_ plan: NumberPlan) {
    self.plan = plan
    separators = plan.separators.map(Array.init)
    firstMobileDigits = plan.firstMobileDigits
    fewestDigits = plan.fewestDigits
    fewestMobileDigits = plan.fewestMobileDigits
    mostDigits = plan.mostDigits
    letterPlaces = plan.letterPlaces
  }

  /// Whether a text may begin with a mobile's number.
  func mayBeginMobile(_ bytes: Bytes) -> Bool {
    guard let first = bytes.first else { return false }
    return first == 0x2B || first &- 0x30 < 10 && firstMobileDigits & (1 << UInt16(first &- 0x30)) != 0
  }

  /// The length of the separator that stands at a place.
  func separatorWidth(at index: Int, in characters: [Character]) -> Int? {
    separators.first { characters[index...].starts(with: $0) }?.count
  }

  /// A person's number with most of its digits hidden; `nil` for digits that are none.
  func mask(_ digits: [UInt8]) -> String? {
    var number = digits[...]
    _ = plan.dropInternational(&number, hasPlus: false)
    plan.dropPrefixes(&number)
    guard let kind = plan.kind(of: number) else { return nil }
    let text = String(decoding: number, as: UTF8.self)
    let tail =
      switch kind {
      case .telephone: 4
      case .local: 2
      case .identityCard: 0
      }
    return text.prefix(3) + "****" + text.suffix(tail)
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
