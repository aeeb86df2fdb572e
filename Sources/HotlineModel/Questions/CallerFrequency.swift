/// How many callers called how often. Counts alone: no caller can be told from them.
package struct CallerFrequency: Sendable, Hashable {
  /// Calls of one caller in the period.
  package let calls: Int
  /// How many callers made so many.
  package let callers: Int

  /// Creates a frequency.
  package init(
    calls: Int, callers: Int
  ) {
    self.calls = calls
    self.callers = callers
  }
}
