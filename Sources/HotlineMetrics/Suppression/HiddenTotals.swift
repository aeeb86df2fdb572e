import HotlineCalendar
import HotlineModel

extension MetricEngine {
  /// The hotlines of which a public version hides a period's value of any of some metrics; the name is empty where it hides that of all of
  /// them together. None in every other version.
  ///
  /// What is worked out of the facts themselves (who called how often, hours, rows of files) adds up to such counts, and must not be
  /// shown beside them.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package func linesHidden(_ metrics: [Metric], in period: Period) throws -> Set<String> {
    guard hiddenUnder != nil, !metrics.isEmpty else { return [] }
    let slice = Slice(period: period)
    let lines = try values(MetricQuery(metrics: metrics, slice: slice, groups: [.dimension(.line)])).values
    let all = try values(MetricQuery(metrics: metrics, slice: slice)).values
    return Set(lines.filter(\.isSuppressed).map { $0.labels[0] } + all.filter(\.isSuppressed).map { _ in "" })
  }

  /// Whether a public version hides how many facts a period has by any of some metrics, on a hotline or in all.
  func hidesTotals(_ metrics: [Metric?], in period: Period) throws -> Bool {
    try !linesHidden(metrics.compactMap { $0 }, in: period).isEmpty
  }
}
