import ArgumentParser
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// `--as-of`: the moment up to which the data speak.
struct MomentOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The moment up to which the data speak, e.g. 2019-12-31; the newest data unless given.", valueName: "time"))
  var asOf: String?

  /// The moment in Unix seconds, if the user named one; a day means its end.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  func moment() throws -> Int64? {
    guard let text = asOf else { return nil }
    if let day = LocalDay(iso: text) { return day.advanced(by: 1).start - 1 }
    guard let time = LocalTime.parse(text) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "“\(text)”不是时间", en: "“\(text)” is not a time"),
        expected: LocalizedText(zh: "如 2019-12-31 或 2019-12-31 18:00", en: "such as 2019-12-31 or 2019-12-31 18:00"))
    }
    return time
  }
}
