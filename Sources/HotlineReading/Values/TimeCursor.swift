/// Walks over the bytes of a time.
struct TimeCursor {
  private let bytes: Bytes
  private var index = 0

  init(_ bytes: Bytes) {
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
    for offset in literal.indices where bytes[index + offset] != literal[offset] { return false }
    index += literal.count
    return true
  }

  /// Blanks; there may be none beside a word (`5日8时`), but not between two numbers.
  mutating func skipBlanks() -> Bool {
    if skipAnyBlanks() { return true }
    guard index > 0, index < bytes.count else { return false }
    return !(bytes[index - 1] &- 0x30 < 10 && bytes[index] &- 0x30 < 10)
  }

  /// An English month, short or long, in any case: the first three letters or more of its name, perhaps with a dot.
  mutating func month() -> Int? {
    let start = index
    var letters: [UInt8] = []
    while index < bytes.count, case let letter = bytes[index] | 0x20, letter &- 0x61 < 26, letters.count < 9 {
      letters.append(letter)
      index += 1
    }
    guard letters.count >= 3, let month = Self.months.firstIndex(where: { $0.starts(with: letters) }) else {
      index = start
      return nil
    }
    if letters.count < 9, index + 1 < bytes.count, bytes[index] == 0x2E, bytes[index + 1] == 0x20 { index += 1 }
    return month + 1
  }

  mutating func dayPart() -> DayPart? {
    for (word, part) in DayPart.words where skip(word) { return part }
    return nil
  }

  /// `.400` after the seconds; whether any of its digits is not zero.
  mutating func skipFraction() -> Bool {
    guard index + 1 < bytes.count, bytes[index] == 0x2E, bytes[index + 1] &- 0x30 < 10 else { return false }
    index += 1
    return skipDigits()
  }

  /// Digits; whether any of them is not zero.
  mutating func skipDigits() -> Bool {
    var isAny = false
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      if bytes[index] != 0x30 { isAny = true }
      index += 1
    }
    return isAny
  }

  /// The zone at the end: `Z`, `+08:00`, `+0800`, `UTC`, `GMT+8`, perhaps after a blank. Seconds ahead of UTC.
  mutating func zone() -> Int? {
    let start = index
    _ = skipAnyBlanks()
    let isNamed = skip(Self.utc) || skip(Self.gmt)
    if let zone = offset(minimumDigits: isNamed ? 1 : 2) { return zone }
    if isNamed || skip(Self.zulu) { return 0 }
    index = start
    return nil
  }

  private mutating func offset(minimumDigits: Int) -> Int? {
    guard index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D else { return nil }
    let start = index
    let sign = bytes[index] == 0x2B ? 1 : -1
    index += 1
    guard let hours = number(minimum: minimumDigits, maximum: 2), hours <= 14 else {
      index = start
      return nil
    }
    _ = skip([0x3A])
    let minutes = number(minimum: 2, maximum: 2) ?? 0
    guard minutes < 60 else {
      index = start
      return nil
    }
    return sign * (hours * 3600 + minutes * 60)
  }

  private mutating func skipAnyBlanks() -> Bool {
    let start = index
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    return index > start
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ].map { Array($0.utf8) }
  private static let utc = Array("UTC".utf8)
  private static let gmt = Array("GMT".utf8)
  private static let zulu = Array("Z".utf8)
}

/// The part of a day that a word beside a clock of twelve hours names.
enum DayPart {
  case morning, noon, afternoon, evening

  /// Longer words first.
  static let words: [(word: [UInt8], part: DayPart)] = [
    (morning, ["上午", "凌晨", "清晨", "早上", "早晨", "AM", "am", "a.m."]), (noon, ["中午"]),
    (afternoon, ["下午", "傍晚", "PM", "pm", "p.m."]), (evening, ["晚上", "晚"]),
  ].flatMap { (part: DayPart, words: [String]) in words.map { (word: Array($0.utf8), part: part) } }

  /// The hour of the day, 0…24, or `nil` when the hour does not belong to the part.
  ///
  /// 中午 12:30 is 12:30 and 中午 1:05 is 13:05; 凌晨 12:10 is 0:10; 晚上 12:10 is 24:10, the night at the end of that day.
  /// 晚上 1:00 may be of either night and is refused. From 13 on the clock counts 24 hours already and the word adds nothing.
  func hour(_ hour: Int) -> Int? {
    switch (self, hour) {
    case (.morning, 0...12): hour % 12
    case (.noon, 11...14): hour
    case (.noon, 1...2): hour + 12
    case (.afternoon, 1...11): hour + 12
    case (.afternoon, 12...23): hour
    case (.evening, 5...12): hour + 12
    case (.evening, 17...23): hour
    default: nil
    }
  }
}
