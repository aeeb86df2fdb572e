/// Of which days and which hotline the rows of a file tell. What lies in no file's span is not known: nothing counted there is not 0.
package struct SourceSpan: Sendable, Hashable {
  /// What the rows are.
  package let kind: FactKind
  /// The hotline; `nil` where the file names none, and may tell of all.
  package let line: String?
  /// From the day of the first fact to that of the last, by number; of lists that are kept by years from the first year on. All days where the
  /// kind has no times.
  package let days: ClosedRange<Int>
  /// From the day of the first fact to the last day of which the file says what became of facts: its export, or the latest event that it names.
  package let laterDays: ClosedRange<Int>
  /// How many of the file's rows were rejected: some of them may have told of a day that has no fact now.
  package let rejected: Int

  /// Creates a span; what became of facts is told to the last of their own days unless a later one is named.
  package init(kind: FactKind, line: String?, days: ClosedRange<Int>, until: Int? = nil, rejected: Int = 0) {
    self.rejected = rejected
    self.kind = kind
    self.line = line
    self.days = days
    laterDays = days.lowerBound...max(days.upperBound, until ?? days.upperBound)
  }
}
