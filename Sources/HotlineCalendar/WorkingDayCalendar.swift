import HotlineConfiguration
import HotlineText

/// A place's working days as its authorities announce them: weekends, holidays and make-up working days.
///
/// Outside the years of its table it knows nothing and says so: working days are never guessed from weekdays alone.
package struct WorkingDayCalendar: Sendable {
  /// The years that the table covers.
  package let years: ClosedRange<Int>
  /// Changes whenever an entry does.
  package let fingerprint: String
  private let exceptions: [LocalDay: Bool]
  private let names: [LocalDay: String]

  /// Reads the `date,kind,name` rows of one file or of several: kind is `holiday` (a day off) or `workday` (a make-up
  /// working day). The last row about a day counts.
  ///
  /// - Throws: a ``Diagnostic`` with the line of a bad date or kind.
  package init(contentsOf paths: String...) throws { try self.init(contentsOf: paths) }

  /// Reads the rows of several files as one calendar.
  package init(contentsOf paths: [String]) throws {
    let rows = try paths.flatMap { try DataTable(contentsOf: $0, columns: ["date", "kind", "name"]).rows }
    var exceptions: [LocalDay: Bool] = [:]
    var names: [LocalDay: String] = [:]
    var hash = Fingerprint()
    for row in rows {
      guard let day = LocalDay(iso: row["date"]), ["holiday", "workday"].contains(row["kind"]) else {
        throw Diagnostic(
          at: row.place, found: LocalizedText(zh: "无法识别的日期或类别", en: "a date or kind that cannot be read"),
          expected: LocalizedText(
            zh: "如 2019-10-01,holiday,国庆节；类别为 holiday 或 workday",
            en: "e.g. 2019-10-01,holiday,国庆节; kind holiday or workday"))
      }
      exceptions[day] = row["kind"] == "workday"
      names[day] = row["name"]
      hash.add((row["date"] + row["kind"]).utf8)
    }
    guard let first = exceptions.keys.min(), let last = exceptions.keys.max() else {
      throw Diagnostic(
        at: paths.first.map { .init(file: $0) }, found: LocalizedText(zh: "日历为空", en: "the calendar is empty"))
    }
    self.exceptions = exceptions
    self.names = names
    years = first.civil.year...last.civil.year
    fingerprint = hash.text
  }

  /// The years that the table covers, as text: `2013–2026`.
  package var span: String {
    years.count == 1 ? String(years.lowerBound) : "\(years.lowerBound)–\(years.upperBound)"
  }

  /// Whether people work on the day; `nil` outside the table's years.
  package func isWorkingDay(_ day: LocalDay) -> Bool? {
    guard years.contains(day.civil.year) else { return nil }
    return exceptions[day] ?? (day.weekday <= 5)
  }

  /// The holiday for which a day is off, or for which people make it up; `nil` for a day like others.
  package func holiday(on day: LocalDay) -> String? { names[day] }

  /// The last second of the n-th working day after a moment (Unix seconds). What comes on a day off counts as if it came
  /// on the next working day (domain.md §1.8).
  package func endOfWorkingDay(after received: Int64, days: Int) -> Int64? {
    guard var day = firstWorkingDay(from: LocalDay(containing: received)) else { return nil }
    for _ in 0..<days {
      guard let next = firstWorkingDay(from: day.advanced(by: 1)) else { return nil }
      day = next
    }
    return day.end - 1
  }

  /// Working days between two moments (Unix seconds): those after the working day that `start` counts to, up to the day of
  /// `end`; 0 when both fall on the same working day. `nil` outside the table or when `end` is earlier than `start`.
  package func workingDays(from start: Int64, to end: Int64) -> Int? {
    guard end >= start, let first = firstWorkingDay(from: LocalDay(containing: start)) else { return nil }
    let last = LocalDay(containing: end)
    var count = 0
    var day = first.advanced(by: 1)
    while day <= last {
      guard let isWorking = isWorkingDay(day) else { return nil }
      if isWorking { count += 1 }
      day = day.advanced(by: 1)
    }
    return count
  }

  private func firstWorkingDay(from start: LocalDay) -> LocalDay? {
    var day = start
    while let isWorking = isWorkingDay(day) {
      if isWorking { return day }
      day = day.advanced(by: 1)
    }
    return nil
  }
}
