import HotlineCalendar
import HotlineConfiguration

/// How a profile says that times are written: `yyyy-MM-dd HH:mm:ss`, `M/d/yyyy h:mm a`, or one of the words
/// `epoch_s`, `epoch_ms`, `excel_serial`.
///
/// Letters: `yyyy` or `yy` year, `M` month, `d` day, `H` hour 0–23, `h` hour 1–12 with `a` (上午/下午, AM/PM), `m` minute,
/// `s` second. One letter or two, a number may have one digit or two. Everything else stands for itself; a blank for one
/// or more blanks. A fraction after the seconds and a zone (`Z`, `+08:00`) at the end are understood.
struct TimeFormat: Sendable, Hashable {
  private enum Part: Hashable {
    case year4, year2, month, day, hour24, hour12, minute, second, half
    case literal([UInt8])
    case blanks
  }

  private enum Style: Hashable {
    case parts([Part])
    case epochSeconds, epochMilliseconds, excelSerial
  }

  /// The text that was given.
  let text: String
  /// Whether such times are exact to the second.
  let hasSeconds: Bool
  /// Whether such times have a time of day.
  let hasClock: Bool
  private let style: Style

  /// The formats tried when a profile names none: those that Chinese platforms and spreadsheets write.
  static let usual: [TimeFormat] = [
    "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy年MM月dd日 HH:mm:ss", "yyyy年MM月dd日 HH时mm分ss秒",
    "yyyy-MM-ddTHH:mm:ss", "yyyyMMddHHmmss", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm", "yyyy年MM月dd日 HH:mm",
    "yyyy年MM月dd日 HH时mm分", "yyyy.MM.dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy/MM/dd a h:mm:ss", "yyyy-MM-dd a h:mm:ss",
    "yyyy/MM/dd h:mm:ss a", "yyyy-MM-dd", "yyyy/MM/dd", "yyyy年MM月dd日", "yyyy.MM.dd", "yyyyMMdd",
  ].compactMap { TimeFormat($0) }

  /// Compiles a format; `nil` when it has no year, month and day.
  init?(_ text: String) {
    self.text = text
    switch text {
    case "epoch_s":
      style = .epochSeconds
      hasSeconds = true
      hasClock = true
    case "epoch_ms":
      style = .epochMilliseconds
      hasSeconds = true
      hasClock = true
    case "excel_serial":
      style = .excelSerial
      hasSeconds = true
      hasClock = true
    default:
      let parts = Self.compile(text)
      guard parts.contains(where: { $0 == .year4 || $0 == .year2 }), parts.contains(.month), parts.contains(.day) else {
        return nil
      }
      style = .parts(parts)
      hasSeconds = parts.contains(.second)
      hasClock = parts.contains(.hour24) || parts.contains(.hour12)
    }
  }

  private static func compile(_ text: String) -> [Part] {
    var parts: [Part] = []
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      var run = 1
      while index + run < characters.count, characters[index + run] == character { run += 1 }
      switch character {
      case "y": parts.append(run >= 3 ? .year4 : .year2)
      case "M": parts.append(.month)
      case "d": parts.append(.day)
      case "H": parts.append(.hour24)
      case "h": parts.append(.hour12)
      case "m": parts.append(.minute)
      case "s": parts.append(.second)
      case "a": parts.append(.half)
      case " ": parts.append(.blanks)
      default: parts.append(.literal(Array(String(repeating: character, count: run).utf8)))
      }
      index += run
    }
    return parts
  }

  /// Reads a time in this format.
  ///
  /// - Parameter zoneOffset: seconds by which the clock that wrote it is ahead of UTC, unless the text names its zone.
  /// - Returns: Unix seconds, or `nil` when the text does not fit or no such moment exists.
  func parse(_ bytes: Bytes, zoneOffset: Int) -> Int64? {
    switch style {
    case .epochSeconds:
      guard let value = DecimalNumber(bytes), (0..<32_503_680_000).contains(value.whole) else { return nil }
      return value.whole
    case .epochMilliseconds:
      guard let value = DecimalNumber(bytes), (0..<32_503_680_000_000).contains(value.whole) else { return nil }
      return value.whole / 1000
    case .excelSerial:
      // Day 1 is 1900-01-01 and a 29 February 1900 that never was is counted, so day 0 is in effect 1899-12-30.
      guard let value = DecimalNumber(bytes), (367..<2_958_466).contains(value.whole) else { return nil }
      let seconds = (value.fraction * 86_400).rounded()
      return (value.whole - 25_569) * 86_400 + Int64(seconds) - Int64(zoneOffset)
    case .parts(let parts):
      return parse(bytes, parts: parts, zoneOffset: zoneOffset)
    }
  }

  private func parse(_ bytes: Bytes, parts: [Part], zoneOffset: Int) -> Int64? {
    var cursor = ByteCursor(bytes: bytes)
    var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
    var isAfternoon: Bool?
    var isTwelveHour = false
    // Digits that stand together (20190105080311) have fixed widths.
    let isPacked = !parts.contains { if case .literal = $0 { true } else { false } } && !parts.contains(.blanks)
    for part in parts {
      switch part {
      case .year4:
        guard let value = cursor.number(minimum: 4, maximum: 4) else { return nil }
        year = value
      case .year2:
        guard let value = cursor.number(minimum: 2, maximum: 2) else { return nil }
        year = 2000 + value
      case .month, .day, .hour24, .hour12, .minute, .second:
        guard let value = cursor.number(minimum: isPacked ? 2 : 1, maximum: 2) else { return nil }
        switch part {
        case .month: month = value
        case .day: day = value
        case .minute: minute = value
        case .second: second = value
        case .hour12:
          isTwelveHour = true
          hour = value
        default: hour = value
        }
      case .half:
        guard let half = cursor.half() else { return nil }
        isAfternoon = half
      case .literal(let literal):
        guard cursor.skip(literal) else { return nil }
      case .blanks:
        guard cursor.skipBlanks() else { return nil }
      }
    }
    if hasSeconds { cursor.skipFraction() }
    let zone = hasClock ? cursor.zone() ?? zoneOffset : zoneOffset
    guard cursor.isAtEnd, hour < 24, minute < 60, second < 60, let date = LocalDay(year: year, month: month, day: day)
    else { return nil }
    if isTwelveHour {
      guard let isAfternoon, (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    return Int64(date.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second - zone)
  }
}

/// Walks over the bytes of a time.
private struct ByteCursor {
  let bytes: Bytes
  private var index = 0

  init(bytes: Bytes) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { index == bytes.count }

  mutating func number(minimum: Int, maximum: Int) -> Int? {
    var value = 0
    var digits = 0
    while digits < maximum, index < bytes.count, case let digit = bytes[index] &- 0x30, digit < 10 {
      value = value * 10 + Int(digit)
      digits += 1
      index += 1
    }
    return digits >= minimum ? value : nil
  }

  mutating func skip(_ literal: [UInt8]) -> Bool {
    guard index + literal.count <= bytes.count else { return false }
    for (offset, byte) in literal.enumerated() where bytes[index + offset] != byte { return false }
    index += literal.count
    return true
  }

  /// Blanks; there may be none beside a word (`5日8时`), but not between two numbers.
  mutating func skipBlanks() -> Bool {
    let start = index
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    if index > start { return true }
    guard index > 0, index < bytes.count else { return false }
    return !(bytes[index - 1] &- 0x30 < 10 && bytes[index] &- 0x30 < 10)
  }

  mutating func half() -> Bool? {
    for (words, isAfternoon) in [(["上午", "AM", "am", "a.m."], false), (["下午", "PM", "pm", "p.m."], true)] {
      for word in words where skip(Array(word.utf8)) { return isAfternoon }
    }
    return nil
  }

  mutating func skipFraction() {
    guard index + 1 < bytes.count, bytes[index] == 0x2E, bytes[index + 1] &- 0x30 < 10 else { return }
    index += 1
    while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
  }

  mutating func zone() -> Int? {
    guard index < bytes.count else { return nil }
    let sign = bytes[index]
    if sign == 0x5A {
      index += 1
      return 0
    }
    guard sign == 0x2B || sign == 0x2D else { return nil }
    let start = index
    index += 1
    guard let hours = number(minimum: 2, maximum: 2) else {
      index = start
      return nil
    }
    _ = skip([0x3A])
    let minutes = number(minimum: 2, maximum: 2) ?? 0
    return (sign == 0x2B ? 1 : -1) * (hours * 3600 + minutes * 60)
  }
}
