/// A day of the local calendar, counted from 1 January 1970 (day 0).
///
/// Where the clock changes, a day may have 23 or 25 hours: its length is ``end`` − ``start``, never 86,400 seconds by itself.
package struct LocalDay: Sendable, Hashable, Comparable, Codable {
  /// Days since 1970-01-01.
  package let number: Int

  /// The day with the given number of days since 1970-01-01.
  package init(number: Int) {
    self.number = number
  }

  /// The local day that holds a moment, in Unix seconds. Moments beyond the years 1 to 9999 are those years' ends.
  package init(containing unixSeconds: Int64) {
    let moment = LocalTime.bounded(unixSeconds)
    number = Int((moment + LocalZone.offset(at: moment)).flooredDivision(by: 86_400))
  }

  /// The day of a civil date, or `nil` when there is no such date (2019-02-30) or its year is outside 1…9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else {
      return nil
    }
    // Days from civil, H. Hinnant, https://howardhinnant.github.io/date_algorithms.html
    let shifted = month > 2 ? year : year - 1
    let era = shifted.flooredDivision(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Parses `2019-01-05`.
  package init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The civil date: year, month 1…12, day 1…31.
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted.flooredDivision(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  /// The weekday, 1 Monday … 7 Sunday (ISO 8601).
  package var weekday: Int { (number + 3).flooredRemainder(by: 7) + 1 }

  /// Local midnight at the start of the day, in Unix seconds; the first moment of the day where the clock skips midnight.
  package var start: Int64 { LocalZone.unixSeconds(ofLocal: Int64(number) * 86_400) }

  /// The first moment after the day, in Unix seconds.
  package var end: Int64 { advanced(by: 1).start }

  /// The moment at which the day's clock shows a second of the day, 0…86,399, in Unix seconds.
  package func moment(_ secondOfDay: Int) -> Int64 {
    LocalZone.unixSeconds(ofLocal: Int64(number) * 86_400 + Int64(secondOfDay))
  }

  /// `2019-01-05`.
  package var iso: String {
    let (year, month, day) = civil
    return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }

  /// The month that holds the day.
  package var month: LocalMonth {
    let (year, month, _) = civil
    return LocalMonth(year: year, month: month)
  }

  /// The day a number of days later (or earlier, if negative).
  package func advanced(by days: Int) -> LocalDay { LocalDay(number: number + days) }

  /// Earlier days come first.
  package static func < (left: LocalDay, right: LocalDay) -> Bool { left.number < right.number }

  /// The number of days in a month.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A calendar month.
package struct LocalMonth: Sendable, Hashable, Comparable, Codable {
  /// Months since January of year 0.
  package let number: Int

  /// Creates a month from its year and its number 1…12.
  package init(year: Int, month: Int) {
    number = year * 12 + month - 1
  }

  /// The year.
  package var year: Int { number.flooredDivision(by: 12) }
  /// The month of the year, 1…12.
  package var month: Int { number.flooredRemainder(by: 12) + 1 }
  /// `2019-01`.
  package var iso: String { "\(year.padded(to: 4))-\(month.padded(to: 2))" }

  /// The month a number of months later (or earlier, if negative).
  package func advanced(by months: Int) -> LocalMonth { LocalMonth(year: 0, month: number + months + 1) }

  /// The month's first day.
  package var firstDay: LocalDay { LocalDay(year: year, month: month, day: 1) ?? LocalDay(number: 0) }
  /// The month's last day.
  package var lastDay: LocalDay { advanced(by: 1).firstDay.advanced(by: -1) }

  /// Earlier months come first.
  package static func < (left: LocalMonth, right: LocalMonth) -> Bool { left.number < right.number }
}

extension BinaryInteger {
  func flooredDivision(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  func flooredRemainder(by divisor: Self) -> Self { self - flooredDivision(by: divisor) * divisor }

  func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
