import HotlineCalendar
import HotlineModel
import HotlineStore

/// Lists the months of which calls or orders are known, the first to the last.
package struct ListMonths: Sendable {
  /// Fifty years.
  private static let most = 600

  /// Creates the question.
  package init() {}

  /// - Throws: a ``Diagnostic`` when there is no database or it cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> [LocalMonth] {
    let span = try workspace.reading(cancellation) { try $0.span(of: [.call, .workOrder, .tally]) }
    guard let span else { return [] }
    let first = LocalDay(containing: span.lowerBound).month
    let count = min(Self.most, LocalDay(containing: span.upperBound).month.number - first.number + 1)
    return (0..<max(1, count)).map { first.advanced(by: $0) }
  }
}
