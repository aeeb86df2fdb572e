import HotlineConfiguration
import HotlineText

/// A span of whole local days, both ends included, as a user writes it: `2019`, `2019-Q4`, `2019-12`, `2019-12-25`,
/// or two of these joined by `..` (`2019-01..2019-06`).
package struct Period: Sendable, Hashable {
  /// The first day.
  package let first: LocalDay
  /// The last day, included.
  package let last: LocalDay

  /// The years that a period may be of. Beyond them no hotline has data, and dates are only computed.
  package static let years = 1970...2200

  /// A span of days.
  ///
  /// - Precondition: none; a `last` before `first` is an empty period.
  package init(first: LocalDay, last: LocalDay) {
    self.first = first
    self.last = last
  }

  /// One month.
  package init(month: LocalMonth) {
    self.init(first: month.firstDay, last: month.lastDay)
  }

  /// One calendar year.
  package init(year: Int) {
    self.init(first: LocalMonth(year: year, month: 1).firstDay, last: LocalMonth(year: year, month: 12).lastDay)
  }

  /// Parses a period as the user wrote it.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage that lists the forms allowed.
  package init(parsing text: String) throws {
    let ends = text.components(separatedBy: "..")
    let periods = ends.compactMap(Self.single)
    guard periods.count == ends.count, let first = periods.first, let last = periods.last, ends.count <= 2,
      first.first <= last.last
    else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(zh: "无法理解的时段“\(Masking.masked(text))”", en: "“\(Masking.masked(text))” is not a period"),
        expected: LocalizedText(
          zh:
            "2019、2019-Q4、2019-12、2019-12-25 或 2019-01..2019-06，年份 \(Self.years.lowerBound) 至 \(Self.years.upperBound)",
          en:
            "2019, 2019-Q4, 2019-12, 2019-12-25 or 2019-01..2019-06, of the years \(Self.years.lowerBound) to \(Self.years.upperBound)"
        ))
    }
    self.init(first: first.first, last: last.last)
  }

  private static func single(_ text: String) -> Period? {
    if let day = LocalDay(iso: text) { return years.contains(day.civil.year) ? Period(first: day, last: day) : nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let yearText = parts.first, yearText.utf8.count == 4, let year = Int(yearText), years.contains(year)
    else { return nil }
    if parts.count == 1 { return Period(year: year) }
    guard parts.count == 2 else { return nil }
    if let quarter = parts[1].first.flatMap({ $0 == "Q" || $0 == "q" ? Int(parts[1].dropFirst()) : nil }),
      (1...4).contains(quarter)
    {
      return Period(
        first: LocalMonth(year: year, month: quarter * 3 - 2).firstDay,
        last: LocalMonth(year: year, month: quarter * 3).lastDay)
    }
    guard parts[1].utf8.count == 2, let month = Int(parts[1]), (1...12).contains(month) else { return nil }
    return Period(month: LocalMonth(year: year, month: month))
  }

  /// The number of days.
  package var dayCount: Int { max(0, last.number - first.number + 1) }
  /// The first moment, in Unix seconds.
  package var start: Int64 { first.start }
  /// The first moment after the period, in Unix seconds.
  package var end: Int64 { last.end }
  /// Whether a day lies in it.
  package func contains(_ day: LocalDay) -> Bool { first <= day && day <= last }

  /// The months touched, in order.
  package var months: [LocalMonth] {
    guard dayCount > 0 else { return [] }
    return (first.month.number...last.month.number).map { LocalMonth(year: 0, month: $0 + 1) }
  }

  /// Whether the period is made of whole months.
  var isWholeMonths: Bool { first == first.month.firstDay && last == last.month.lastDay }

  /// The period just before: as many months when it is made of whole months, as many days otherwise.
  package var previous: Period {
    if isWholeMonths {
      let count = last.month.number - first.month.number + 1
      return Period(first: first.month.advanced(by: -count).firstDay, last: first.advanced(by: -1))
    }
    return Period(first: first.advanced(by: -dayCount), last: first.advanced(by: -1))
  }

  /// The same period one year earlier; 29 February becomes the 28th.
  package var yearAgo: Period {
    func back(_ day: LocalDay) -> LocalDay {
      let (year, month, date) = day.civil
      let length = LocalDay.length(ofMonth: month, year: year - 1)
      return LocalDay(year: year - 1, month: month, day: min(date, length)) ?? day
    }
    if isWholeMonths {
      return Period(first: first.month.advanced(by: -12).firstDay, last: last.month.advanced(by: -12).lastDay)
    }
    return Period(first: back(first), last: back(last))
  }

  /// The shortest way to write the period: `2019`, `2019-12`, or `2019-01-05..2019-03-02`.
  package var text: String {
    if isWholeMonths {
      if first.month == last.month { return first.month.iso }
      if first.civil.year == last.civil.year, dayCount >= 365 { return String(first.civil.year) }
      return "\(first.month.iso)..\(last.month.iso)"
    }
    return first == last ? first.iso : "\(first.iso)..\(last.iso)"
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
