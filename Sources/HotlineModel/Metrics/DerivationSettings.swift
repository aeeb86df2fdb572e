import HotlineText

/// Policies that derived columns follow; `data/metrics.yaml` sets them.
package struct DerivationSettings: Sendable, Hashable {
  /// Working days after receipt within which the first contact is due, where the export gives no deadline.
  package var firstContactWorkingDays: Int
  /// Days within which a further call counts as a repeated one.
  package var repeatWindowDays: Int
  /// Whether a call to another hotline counts as a further call too.
  package var repeatsAcrossLines: Bool

  /// Creates settings; one working day, seven days and calls to the same hotline unless given.
  package init(firstContactWorkingDays: Int = 1, repeatWindowDays: Int = 7, repeatsAcrossLines: Bool = false) {
    self.firstContactWorkingDays = firstContactWorkingDays
    self.repeatWindowDays = repeatWindowDays
    self.repeatsAcrossLines = repeatsAcrossLines
  }

  /// A definition's words with the policies in force: `{repeat_days}` is the window in days, `{repeat_lines}` which hotlines' calls
  /// are linked.
  func filled(_ text: LocalizedText) -> LocalizedText {
    func fill(_ words: String, _ lines: String) -> String {
      words.replacing("{repeat_days}", with: String(repeatWindowDays)).replacing("{repeat_lines}", with: lines)
    }
    return LocalizedText(
      zh: fill(text.zh, repeatsAcrossLines ? "任一热线" : "同一热线"),
      en: fill(text.en, repeatsAcrossLines ? "any hotline" : "the same hotline"))
  }
}
