import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// A moment as a person writes it, for as-of questions.
package enum Moment {
  /// The moment in Unix seconds; a day means its end.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  package static func parsed(_ text: String) throws -> Int64 {
    let time = LocalDay(iso: text).map { $0.advanced(by: 1).start - 1 } ?? LocalTime.parse(text)
    guard let time, Period.years.contains(LocalDay(containing: time).civil.year) else {
      let shown = Masking.masked(text)
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "“\(shown)”不是时间", en: "“\(shown)” is not a time"),
        expected: LocalizedText(
          zh: "如 2019-12-31 或 2019-12-31 18:00，年份 \(Period.years.lowerBound) 至 \(Period.years.upperBound)",
          en:
            "such as 2019-12-31 or 2019-12-31 18:00, of the years \(Period.years.lowerBound) to \(Period.years.upperBound)"
        ))
    }
    return time
  }
}
