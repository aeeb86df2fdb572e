import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// A moment as a person writes it, for as-of questions.
package enum Moment {
  /// The moment in Unix seconds; a day means its end.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  package static func parsed(_ text: String) throws -> Int64 {
    if let day = LocalDay(iso: text) { return day.advanced(by: 1).start - 1 }
    guard let time = LocalTime.parse(text) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "“\(text)”不是时间", en: "“\(text)” is not a time"),
        expected: LocalizedText(zh: "如 2019-12-31 或 2019-12-31 18:00", en: "such as 2019-12-31 or 2019-12-31 18:00"))
    }
    return time
  }
}
