import HotlineText

/// A shape of digits, as `data/locality.yaml` writes it: `1[3-9]#{9}`.
///
/// A digit stands for itself, `#` for any digit, `[3-9]` and `[0-9X]` for one of those, `YYYYMMDD` for a date of the years 1900
/// to 2100, `YYMMDD` for one of the years 1930 to 1999. `C` at the end is the check character of all digits before it (ISO 7064,
/// MOD 11-2). `{9}`, `{9,11}` or `{8,}` behind one of the others says how often it stands.
package struct NumberPattern: Sendable, Hashable {
  /// One place of the shape, or several alike.
  private struct Part: Hashable {
    /// The digits that may stand here, a bit each; bit 10 is the letter X.
    var allowed: UInt16 = 0
    var counts: ClosedRange<Int> = 1...1
    /// The digits of a date, eight or six; 0 for what is no date.
    var dateDigits = 0
  }

  /// The pattern as it was written.
  package let text: String
  private let parts: [Part]
  /// The fewest and the most digits of such a number; `Int.max` when there is no limit.
  package let lengths: ClosedRange<Int>
  /// The places, from 0, at which the letter X may stand.
  package let letterPlaces: Set<Int>
  /// Whether the last character follows from the others.
  package let hasCheckCharacter: Bool

  private static let anyDigit: UInt16 = 0x3FF
  private static let letterX: UInt16 = 0x400

  /// Compiles a pattern; `nil` when it is none.
  package init?(_ text: String) {
    self.text = text
    var bytes = Array(text.utf8)[...]
    var parts: [Part] = []
    while let first = bytes.first {
      var part = Part()
      if let form = ["YYYYMMDD", "YYMMDD"].first(where: { bytes.starts(with: Array($0.utf8)) }) {
        part.dateDigits = form.utf8.count
        bytes.removeFirst(part.dateDigits)
      } else if bytes.elementsEqual([UInt8(ascii: "C")]), !parts.isEmpty {
        part.allowed = Self.anyDigit | Self.letterX
        bytes.removeFirst()
      } else {
        bytes.removeFirst()
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): part.allowed = Self.bit(first)
        case UInt8(ascii: "#"): part.allowed = Self.anyDigit
        case UInt8(ascii: "["):
          guard let allowed = Self.choice(&bytes) else { return nil }
          part.allowed = allowed
        default: return nil
        }
      }
      if bytes.first == UInt8(ascii: "{") {
        guard part.dateDigits == 0, let counts = Self.counts(&bytes) else { return nil }
        part.counts = counts
      }
      parts.append(part)
    }
    guard !parts.isEmpty else { return nil }
    self.parts = parts
    hasCheckCharacter = text.hasSuffix("C")
    var (least, most) = (0, 0)
    var places: Set<Int> = []
    for part in parts {
      if part.allowed & Self.letterX != 0 { places.insert(least) }
      let counts = part.dateDigits > 0 ? part.dateDigits...part.dateDigits : part.counts
      least += counts.lowerBound
      most = most == .max || counts.upperBound == .max ? .max : most + counts.upperBound
    }
    lengths = least...most
    letterPlaces = places
  }

  /// The digits with which such a number may begin, a bit each.
  var firstDigits: UInt16 { parts[0].dateDigits > 0 ? Self.anyDigit : parts[0].allowed }

  /// Whether digits that begin with these two may have this shape.
  func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
    guard firstDigits & Self.bit(first) != 0 else { return false }
    guard parts.count > 1, parts[0].counts == 1...1, parts[0].dateDigits == 0, parts[1].dateDigits == 0 else {
      return true
    }
    return parts[1].allowed & Self.bit(second) != 0
  }

  /// Whether the digits (ASCII; the letter X large or small) have this shape.
  package func matches(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count <= Self.mostDigits, lengths.contains(digits.count), let first = digits.first,
      firstDigits & Self.bit(first) != 0
    else {
      return false
    }
    // The places that the parts so far can end at, a bit each: one pass over the parts, whatever they are.
    var ends: UInt64 = 1
    for part in parts {
      var next: UInt64 = 0
      for place in 0...digits.count where ends & 1 << UInt64(place) != 0 {
        next |= Self.ends(of: part, in: digits, from: place)
      }
      ends = next
      if ends == 0 { return false }
    }
    return ends & 1 << UInt64(digits.count) != 0 && (!hasCheckCharacter || Self.isChecked(digits))
  }

  /// Longer runs of digits are no number.
  private static let mostDigits = 63

  /// Where a part that begins at a place can end, a bit each.
  private static func ends(of part: Part, in digits: ArraySlice<UInt8>, from place: Int) -> UInt64 {
    let rest = digits.dropFirst(place)
    if part.dateDigits > 0 {
      let date = rest.prefix(part.dateDigits)
      let isDay =
        isDate(part.dateDigits == 6 ? [0x31, 0x39] + date : date)
        && (part.dateDigits == 8 || date.first.map { $0 >= UInt8(ascii: "3") } == true)
      return isDay ? 1 << UInt64(place + part.dateDigits) : 0
    }
    var ends: UInt64 = 0
    var taken = 0
    for digit in rest.prefix(part.counts.upperBound) {
      guard bit(digit) & part.allowed != 0 else { break }
      taken += 1
      if taken >= part.counts.lowerBound { ends |= 1 << UInt64(place + taken) }
    }
    return ends
  }

  /// The bit of a digit or of the letter X; 0 for anything else.
  private static func bit(_ byte: UInt8) -> UInt16 {
    if byte &- 0x30 < 10 { return 1 << UInt16(byte &- 0x30) }
    return byte | 0x20 == UInt8(ascii: "x") ? letterX : 0
  }

  /// Whether eight digits are a day of the years 1900 to 2100.
  static func isDate(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 8, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
    let number = digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    return (1900...2100).contains(number / 10_000) && (1...12).contains(number / 100 % 100)
      && (1...31).contains(number % 100)
  }

  /// Whether the last of the characters is the check character of the others.
  private static func isChecked(_ characters: ArraySlice<UInt8>) -> Bool {
    guard let last = characters.last else { return false }
    let product = characters.dropLast().reduce(0) { ($0 + Int($1 &- 0x30)) * 2 % 11 }
    return (product + (last | 0x20 == UInt8(ascii: "x") ? 10 : Int(last &- 0x30))) % 11 == 1
  }

  /// What stands between `[` and `]`.
  private static func choice(_ bytes: inout ArraySlice<UInt8>) -> UInt16? {
    var allowed: UInt16 = 0
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "]") { return allowed == 0 ? nil : allowed }
      guard bit(byte) != 0 else { return nil }
      guard bytes.first == UInt8(ascii: "-") else {
        allowed |= bit(byte)
        continue
      }
      bytes.removeFirst()
      guard let last = bytes.popFirst(), byte &- 0x30 < 10, last &- 0x30 < 10, byte <= last else { return nil }
      for digit in byte...last { allowed |= bit(digit) }
    }
    return nil
  }

  /// What stands between `{` and `}`.
  private static func counts(_ bytes: inout ArraySlice<UInt8>) -> ClosedRange<Int>? {
    bytes.removeFirst()
    guard let end = bytes.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let numbers = bytes[bytes.startIndex..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    bytes = bytes[(end + 1)...]
    guard let least = numbers.first.flatMap({ Int($0) }), (1...40).contains(least), numbers.count <= 2 else {
      return nil
    }
    guard numbers.count == 2 else { return least...least }
    if numbers[1].isEmpty { return least...Int.max }
    guard let most = Int(numbers[1]), (least...40).contains(most) else { return nil }
    return least...most
  }
}

extension ConfigurationNode {
  /// A list of patterns, or one.
  func patterns() throws -> [NumberPattern] {
    try oneOrMore().map { node in
      let text = try node.string()
      guard let pattern = NumberPattern(text) else {
        throw node.problem(
          LocalizedText(zh: "“\(text)”不是号码格式", en: "“\(text)” is no pattern of digits"),
          expected: LocalizedText(
            zh: "如 1[3-9]#{9}：数字、#（任一数字）、[3-9]、YYYYMMDD、YYMMDD，其后可加 {9}、{9,11} 或 {8,}；末尾可为校验位 C",
            en:
              "such as 1[3-9]#{9}: digits, # for any digit, [3-9], YYYYMMDD, YYMMDD, with {9}, {9,11} or {8,} behind one; C for a check character at the end"
          ))
      }
      return pattern
    }
  }

  /// What is dialled before a number is looked for before each: more would make every ingest slow.
  private static let mostDigitTexts = 200

  /// A list of runs of digits, or one.
  func digitTexts() throws -> [[UInt8]] {
    let nodes = oneOrMore()
    guard nodes.count <= Self.mostDigitTexts else {
      throw problem(
        LocalizedText(
          zh: "列了 \(nodes.count) 个，最多 \(Self.mostDigitTexts) 个",
          en: "\(nodes.count) are listed, and at most \(Self.mostDigitTexts) may be")
      )
    }
    return try nodes.map { node in
      let text = String(try node.string().prefix(40))
      guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
        throw node.problem(
          LocalizedText(zh: "“\(text)”不是 1 至 6 位数字", en: "“\(text)” is not one to six digits"))
      }
      return Array(text.utf8)
    }
  }
}
