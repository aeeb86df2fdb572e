import HotlineCalendar
import HotlineMetrics

/// Tells what the figures of a known name would be if another spelling were taken for it; nothing is changed.
package struct PreviewName: Sendable {
  private let dimension: String
  private let name: String
  private let known: String

  /// Creates a question; see ``AssignName`` for its words.
  package init(_ name: String, of dimension: String, as known: String) {
    self.dimension = dimension
    self.name = name
    self.known = known
  }

  /// A KPI of the known name before and after.
  package struct Change: Sendable {
    /// Its value as it is.
    package let now: MetricValue
    /// Its value with the facts of the other spelling.
    package let after: MetricValue
  }

  /// All months of which something is known, and the KPIs that would be different.
  package struct Outcome: Sendable {
    /// The first and the last month.
    package let months: ClosedRange<LocalMonth>
    /// The KPIs, in the order of `metrics.yaml`.
    package let changes: [Change]
  }

  /// - Returns: what would change; `nil` while the database holds no data.
  /// - Throws: a ``Diagnostic`` for a dimension that is not known, or when the database cannot be read, or `CancellationError`.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Outcome? {
    let months = try ListMonths().run(in: workspace, cancellation: cancellation)
    guard let first = months.first, let last = months.last else { return nil }
    let period = Period(first: first.firstDay, last: last.lastDay)
    func values(_ names: [String]) throws -> [String: MetricValue] {
      let facts = FactSelection(period: period, conditions: [.init(dimension, names)])
      let answer = try AskKPIs(about: facts, mergesLines: true, wantsRemarks: false).run(
        in: workspace, cancellation: cancellation)
      return Dictionary(answer.tables.flatMap(\.values).map { ($0.metric.id, $0) }) { first, _ in first }
    }
    let (now, after) = try (values([known]), values([known, name]))
    let changes = try workspace.catalog().metrics.compactMap { metric -> Change? in
      guard let one = now[metric.id], let other = after[metric.id],
        (one.value, one.numerator, one.denominator) != (other.value, other.numerator, other.denominator)
      else { return nil }
      return Change(now: one, after: other)
    }
    return Outcome(months: first...last, changes: changes)
  }
}
