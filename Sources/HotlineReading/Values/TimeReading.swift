import HotlineCalendar
import HotlineModel

/// A time as it is written: on its own clock, with the zone if the text names one.
struct WrittenTime {
  /// Seconds from 1970-01-01 0:00 on the clock that wrote it.
  var local: Int64
  /// Seconds by which that clock is ahead of UTC, if the text says so.
  var offset: Int?
  /// Whether a fraction of a second was cut off.
  var hasFraction = false
}

extension TimeFormat {
  /// Reads a time in this format.
  ///
  /// - Parameters:
  ///   - latestShortYear: the greatest year of two digits that belongs to this century; greater ones to the last.
  ///   - isDecimalComma: how numbers are written, for the formats that are numbers.
  /// - Returns: `nil` when the text does not fit or no such moment exists.
  func read(_ bytes: Bytes, latestShortYear: Int = 99, isDecimalComma: Bool = false) -> WrittenTime? {
    switch style {
    case .parts(let parts): return read(bytes, parts: parts, latestShortYear: latestShortYear)
    case .epochSeconds:
      guard let value = DecimalNumber(bytes, isDecimalComma: isDecimalComma), value.isIn(0..<32_503_680_000) else {
        return nil
      }
      return WrittenTime(local: value.whole, offset: 0, hasFraction: value.fraction > 0)
    case .epochMilliseconds:
      guard let value = DecimalNumber(bytes, isDecimalComma: isDecimalComma), value.isIn(0..<32_503_680_000_000) else {
        return nil
      }
      return WrittenTime(
        local: value.whole / 1000, offset: 0, hasFraction: value.whole % 1000 > 0 || value.fraction > 0)
    case .excelSerial:
      // Day 1 is 1900-01-01 and a 29 February 1900 that never was is counted, so day 0 is in effect 1899-12-30.
      guard let value = DecimalNumber(bytes, isDecimalComma: isDecimalComma), value.isIn(367..<2_958_466) else {
        return nil
      }
      return WrittenTime(local: (value.whole - 25_569) * 86_400 + Int64((value.fraction * 86_400).rounded()))
    }
  }

  /// Reads a time in this format, in Unix seconds.
  ///
  /// - Parameter clock: the clock that wrote it, unless the text names its zone; UTC if none is given.
  func parse(_ bytes: Bytes, clock: LocalZone? = nil) -> Int64? {
    read(bytes).map { time in
      time.offset.map { time.local - Int64($0) } ?? clock?.unixSeconds(ofLocal: time.local) ?? time.local
    }
  }

  private func read(_ bytes: Bytes, parts: [Part], latestShortYear: Int) -> WrittenTime? {
    var cursor = TimeCursor(bytes)
    var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
    var dayPart: DayPart?
    var hasFraction = false
    for part in parts {
      switch part {
      case .year4:
        guard let value = cursor.number(minimum: 4, maximum: 4) else { return nil }
        year = value
      case .year2:
        guard let value = cursor.number(minimum: 2, maximum: 2) else { return nil }
        year = (value > latestShortYear ? 1900 : 2000) + value
      case .monthName:
        guard let value = cursor.month() else { return nil }
        month = value
      case .month(let least):
        guard let value = cursor.number(minimum: least, maximum: 2) else { return nil }
        month = value
      case .day(let least):
        guard let value = cursor.number(minimum: least, maximum: 2) else { return nil }
        day = value
      case .hour24(let least), .hour12(let least):
        guard let value = cursor.number(minimum: least, maximum: 2) else { return nil }
        hour = value
      case .minute(let least):
        guard let value = cursor.number(minimum: least, maximum: 2) else { return nil }
        minute = value
      case .second(let least):
        guard let value = cursor.number(minimum: least, maximum: 2) else { return nil }
        second = value
      case .half:
        guard let value = cursor.dayPart() else { return nil }
        dayPart = value
      case .fraction: hasFraction = cursor.skipDigits()
      case .literal(let literal):
        guard cursor.skip(literal) else { return nil }
      case .blanks:
        guard cursor.skipBlanks() else { return nil }
      }
    }
    if hasSeconds, cursor.skipFraction() { hasFraction = true }
    let zone = hasClock ? cursor.zone() : nil
    guard cursor.isAtEnd, minute < 60, second < 60, let date = LocalDay(year: year, month: month, day: day) else {
      return nil
    }
    if let dayPart {
      guard let told = dayPart.hour(hour) else { return nil }
      hour = told
    } else {
      guard hour < 24 || hour == 24 && minute == 0 && second == 0 && !hasFraction else { return nil }
    }
    return WrittenTime(
      local: Int64(date.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second), offset: zone,
      hasFraction: hasFraction)
  }
}

extension WrittenTime {
  /// Whether the second is the last of its day. A closing in it stays in its day, and in time for a deadline of 23:59:59.
  var isLastSecondOfDay: Bool { local % 86_400 == 86_399 }
}

extension FactField {
  /// The greatest year of two digits that belongs to this century when a profile does not say. A day in a person's life that
  /// would lie in the future was in the last century; events are younger than the year 2000.
  func latestShortYear(now: Int64) -> Int {
    switch self {
    case .bornAt, .hiredAt, .leftAt: LocalDay(containing: now).civil.year % 100
    default: 99
    }
  }
}
