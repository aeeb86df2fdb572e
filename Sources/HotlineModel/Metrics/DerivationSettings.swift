/// Policies that derived columns follow; `data/metrics.yaml` sets them.
package struct DerivationSettings: Sendable, Hashable {
  /// Working days after receipt within which the first contact is due, where the export gives no deadline.
  package var firstContactWorkingDays: Int
  /// Days within which a further call counts as a repeated one.
  package var repeatWindowDays: Int

  /// Creates settings; one working day and seven days unless given.
  package init(firstContactWorkingDays: Int = 1, repeatWindowDays: Int = 7) {
    self.firstContactWorkingDays = firstContactWorkingDays
    self.repeatWindowDays = repeatWindowDays
  }
}
