/// Of which days and which hotline the rows of a file tell. What lies in no file's span is not known: nothing counted there is not 0.
package struct SourceSpan: Sendable, Hashable {
  /// What the rows are.
  package let kind: FactKind
  /// The hotline; `nil` where the file names none, and may tell of all.
  package let line: String?
  /// From the day of the first fact to that of the last, by number; of lists that are kept by years from the first year on. All days where the
  /// file has no times.
  package let days: ClosedRange<Int>

  /// Creates a span.
  package init(kind: FactKind, line: String?, days: ClosedRange<Int>) {
    self.kind = kind
    self.line = line
    self.days = days
  }
}
