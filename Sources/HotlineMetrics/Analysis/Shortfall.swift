import HotlineModel

/// 短板: what a group loses against the average of all, in cases (domain.md §4.2, part 6).
package struct Shortfall: Sendable {
  /// The group: unit and topic.
  package let labels: [String]
  /// Its value.
  package let value: MetricValue
  /// Cases that the average would have had: n × (average − own rate), above 0.
  package let cases: Double
  /// Whether so much is more than chance: beyond the funnel's 99.8 % (`worse`) or 95 % limits (`watch`).
  package let standing: GroupComparison.Standing
}

extension MetricEngine {
  /// Where most cases are lost against the average, the most first. Groups of fewer than 30 cases are left out.
  package func shortfalls(_ metric: Metric, by dimensions: [Dimension], slice: Slice) throws -> [Shortfall] {
    guard metric.unit == .share, metric.better != .neither else { return [] }
    let table = try values(
      MetricQuery(
        metrics: [metric.withoutLeftOut], slice: slice, groups: dimensions.map(Grouping.dimension), limit: .max))
    let named = table.values.filter { value in value.value != nil && value.labels.allSatisfy { !$0.isEmpty } }
    func count(_ value: MetricValue) -> FunnelPlot.Count {
      FunnelPlot.Count(cases: value.numerator ?? 0, of: value.denominator ?? 0)
    }
    guard let funnel = FunnelPlot(named.map(count)) else { return [] }
    let sign = metric.better == .higher ? 1.0 : -1
    return named.compactMap { value -> Shortfall? in
      let count = count(value)
      let lost = sign * (count.of * funnel.average - count.cases)
      guard count.of >= FunnelPlot.fewestJudged, lost > 0 else { return nil }
      let standing: GroupComparison.Standing =
        switch funnel.judgement(count) {
        case .low, .high: .worse
        case .lowish, .highish: .watch
        default: .ordinary
        }
      return Shortfall(labels: value.labels, value: value, cases: lost, standing: standing)
    }.sorted { ($1.cases, $0.labels.joined()) < ($0.cases, $1.labels.joined()) }
  }
}
