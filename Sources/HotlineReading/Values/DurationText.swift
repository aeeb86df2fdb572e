import HotlineModel

/// What a bare number in a column of durations counts.
enum DurationUnit: String, Sendable, CaseIterable {
  case seconds = "s"
  case milliseconds = "ms"
  case minutes = "min"
  case hours = "h"
  /// Days and their fractions, as Excel keeps times.
  case days = "day"

  /// Whole seconds of so many ten-thousandths, rounded half up; the number is not negative and below 4 × 10^18.
  func seconds(_ number: DecimalNumber) -> Int64? {
    switch self {
    case .seconds: number.rounded
    case .milliseconds: (number.whole + 500) / 1000
    case .minutes: Self.product(number, 60)
    case .hours: Self.product(number, 3600)
    case .days: Self.product(number, 86_400)
    }
  }

  private static func product(_ number: DecimalNumber, _ seconds: Int64) -> Int64? {
    guard number.whole <= DurationText.longest else { return nil }
    return number.whole * seconds + Int64((number.fraction * Double(seconds)).rounded())
  }
}

/// A duration in whole seconds: `75`, `75.0`, `75秒`, `1分15秒`, `2m 0s`, `PT1H2M`, `01:15`, `0:01:15`.
enum DurationText {
  static let longest = FactField.Content.longestSeconds

  /// Reads bytes that are already trimmed and width-folded.
  ///
  /// - Parameters:
  ///   - unit: what a bare number counts.
  ///   - isDecimalComma: whether the comma is the decimal point.
  /// - Returns: `nil` when the bytes are no duration or one of over ``longest`` seconds.
  static func seconds(_ bytes: Bytes, unit: DurationUnit = .seconds, isDecimalComma: Bool = false) -> Int64? {
    if unit == .seconds, let plain = plain(bytes) { return plain }
    return read(bytes, unit: unit, isDecimalComma: isDecimalComma).flatMap { $0 <= longest ? $0 : nil }
  }

  /// A few digits and nothing else: what most cells are.
  @inline(__always)
  static func plain(_ bytes: Bytes) -> Int64? {
    guard (1...7).contains(bytes.count) else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }

  private static func read(_ bytes: Bytes, unit: DurationUnit, isDecimalComma: Bool) -> Int64? {
    if let number = DecimalNumber(bytes, allowsUnit: false, isDecimalComma: isDecimalComma) {
      return number.tenThousandths >= 0 ? unit.seconds(number) : nil
    }
    // Excel writes 8 seconds, a small part of a day, as 9.25926E-05.
    if unit == .days, let days = scientific(bytes) { return Int64((days * 86_400).rounded()) }
    if bytes.contains(0x3A) { return clock(withoutDayZero(bytes)) }
    return parts(bytes, isDecimalComma: isDecimalComma)
  }

  private static func scientific(_ bytes: Bytes) -> Double? {
    let isNumber = bytes.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E || $0 | 0x20 == 0x65 || $0 == 0x2D || $0 == 0x2B }
    guard isNumber, bytes.count <= 32, let value = Double(bytes.string), (0...366).contains(value) else { return nil }
    return value
  }

  /// Excel shows a duration in a cell meant for times as a moment of its first day.
  private static let dayZero = ["1900/1/0 ", "1900-01-00 ", "1900/01/00 ", "1899/12/30 ", "1899-12-30 "].map {
    Array($0.utf8)
  }

  private static func withoutDayZero(_ bytes: Bytes) -> Bytes {
    for day in dayZero where bytes.count > day.count && bytes.slice(0..<day.count).equals(day) {
      return bytes.slice(day.count..<bytes.count)
    }
    return bytes
  }

  private static func clock(_ bytes: Bytes) -> Int64? {
    var parts: [Int64] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x3A {
      guard parts.count < 3, start < bytes.count, bytes[start] &- 0x30 < 10,
        let part = DecimalNumber(bytes.slice(start..<index), allowsUnit: false),
        part.tenThousandths >= 0, index == bytes.count || part.exactWhole != nil
      else { return nil }
      // Seconds may have a fraction; 59.6 is a minute then, so the limit is looked at before it is rounded.
      guard parts.isEmpty || part.whole < 60 else { return nil }
      parts.append(index == bytes.count ? part.rounded : part.whole)
      start = index + 1
    }
    guard parts.count == 2 || parts.count == 3, parts[0] <= longest else { return nil }
    return parts.reduce(0) { $0 * 60 + $1 }
  }

  /// Units and the thousandths of a second that they last; longer words first.
  private static let units: [(word: [UInt8], milliseconds: Int64)] = [
    ("小时", 3_600_000), ("分钟", 60_000), ("毫秒", 1), ("天", 86_400_000), ("时", 3_600_000), ("分", 60_000), ("秒", 1000),
    ("hours", 3_600_000), ("hour", 3_600_000), ("minutes", 60_000), ("minute", 60_000), ("seconds", 1000),
    ("second", 1000), ("days", 86_400_000), ("day", 86_400_000), ("hrs", 3_600_000), ("hr", 3_600_000),
    ("mins", 60_000), ("min", 60_000), ("secs", 1000), ("sec", 1000), ("ms", 1), ("d", 86_400_000), ("h", 3_600_000),
    ("m", 60_000), ("s", 1000),
  ].map { (Array($0.0.utf8), $0.1) }

  /// Numbers with units, each smaller than the one before: `1小时2分`, `2m 0s`, `P1DT2H`, `PT2M`.
  private static func parts(_ bytes: Bytes, isDecimalComma: Bool) -> Int64? {
    guard bytes.count <= 64 else { return nil }
    let text = bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return text.withUnsafeBufferPointer { text -> Int64? in
      let isISO = text.first == 0x70
      var index = isISO ? 1 : 0
      var hasClock = false
      var previous = Int64.max
      var milliseconds: Int64 = 0
      while index < text.count {
        if text[index] == 0x20, !isISO {
          index += 1
          continue
        }
        if isISO, text[index] == 0x74, !hasClock {
          hasClock = true
          index += 1
          continue
        }
        let start = index
        while index < text.count, text[index] &- 0x30 < 10 || text[index] == 0x2E || text[index] == 0x2C { index += 1 }
        guard index > start,
          let number = DecimalNumber(text.slice(start..<index), allowsUnit: false, isDecimalComma: isDecimalComma)
        else { return nil }
        while index < text.count, text[index] == 0x20, !isISO { index += 1 }
        let rest = text.slice(index..<text.count)
        guard
          let unit = units.first(where: {
            rest.count >= $0.word.count && rest.slice(0..<$0.word.count).equals($0.word)
          }),
          unit.milliseconds < previous, !isISO || unit.word.count == 1 && hasClock == (unit.milliseconds < 86_400_000),
          // Each part by itself may not be too long either, so that their product and sum stay small.
          number.whole <= longest * 1000 / unit.milliseconds
        else { return nil }
        previous = unit.milliseconds
        milliseconds += number.whole * unit.milliseconds
        milliseconds += Int64((number.fraction * Double(unit.milliseconds)).rounded())
        index += unit.word.count
      }
      return previous == .max ? nil : (milliseconds + 500) / 1000
    }
  }
}
