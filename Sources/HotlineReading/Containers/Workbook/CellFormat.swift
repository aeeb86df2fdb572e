/// What a spreadsheet's number format makes of a number.
enum CellFormat: Equatable, Sendable {
  /// A number; no format changes which one.
  case number
  /// A whole number written with at least so many digits: `00000`.
  case padded(digits: Int)
  /// A date, a time of day or both; with `hasFraction` also parts of a second.
  case time(hasDate: Bool, hasClock: Bool, hasFraction: Bool)
  /// A length of time: `[h]:mm:ss`.
  case duration

  /// A built-in format by its number; the ones of Chinese Excel (27–36, 50–58) are dates there.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .time(hasDate: true, hasClock: false, hasFraction: false)
    case 18...21, 32...35, 55, 56: self = .time(hasDate: false, hasClock: true, hasFraction: false)
    case 22: self = .time(hasDate: true, hasClock: true, hasFraction: false)
    case 45...47: self = .duration
    default: self = .number
    }
  }

  /// A format by its code, such as `yyyy"年"m"月"d"日" h:mm`.
  init(code: String) {
    var letters: [UInt8] = []
    var isElapsed = false
    var hasMark = false
    let bytes = Array(code.utf8)
    var index = 0
    // Only the first section counts: the others are for negative numbers, zero and text.
    scan: while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: ";"): break scan
      case UInt8(ascii: "\""):
        let end = bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.count
        let quoted = String(decoding: bytes[(index + 1)..<max(end, index + 1)], as: UTF8.self)
        hasMark = hasMark || quoted == "上午" || quoted == "下午"
        index = end
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 1
      case UInt8(ascii: "["):
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count
        let inner = bytes[(index + 1)..<max(end, index + 1)].map { $0 | 0x20 }
        if let first = inner.first, "hms".utf8.contains(first), inner.allSatisfy({ $0 == first }) { isElapsed = true }
        index = end
      default: letters.append(byte | (byte >= 0x41 && byte <= 0x5A ? 0x20 : 0))
      }
      index += 1
    }
    self = isElapsed ? .duration : Self.classified(letters, hasMark: hasMark)
  }

  /// - Parameter letters: the section in lower case, without quoted text and brackets.
  private static func classified(_ letters: [UInt8], hasMark: Bool) -> CellFormat {
    if letters.starts(with: "general".utf8) { return .number }
    if letters.count >= 2, letters.allSatisfy({ $0 == UInt8(ascii: "0") }) { return .padded(digits: letters.count) }
    // `e` is a year in Chinese formats and an exponent before a sign.
    let hasEra = letters.indices.contains { index in
      letters[index] == UInt8(ascii: "e")
        && !(index + 1 < letters.count && [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(letters[index + 1]))
    }
    let hasHour = letters.contains(UInt8(ascii: "h"))
    let hasSecond = letters.contains(UInt8(ascii: "s"))
    let hasDay = letters.contains(UInt8(ascii: "y")) || letters.contains(UInt8(ascii: "d")) || hasEra
    let hasMonth = letters.contains(UInt8(ascii: "m"))
    if hasSecond, !hasHour, !hasDay, !hasMark { return .duration }
    let hasClock = hasHour || hasSecond || hasMark
    // Without a clock an m is a month.
    guard hasDay || hasClock || hasMonth else { return .number }
    let second = letters.lastIndex(of: UInt8(ascii: "s"))
    let hasFraction =
      second.map { $0 + 2 < letters.count && letters[$0 + 1] == 0x2E && letters[$0 + 2] == 0x30 } ?? false
    return .time(hasDate: hasDay || (hasMonth && !hasClock), hasClock: hasClock, hasFraction: hasFraction)
  }
}
