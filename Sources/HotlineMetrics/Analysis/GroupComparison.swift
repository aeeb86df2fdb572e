import HotlineModel

/// A share compared between districts or units: which differ from the average of all by more than chance.
package struct GroupComparison: Sendable {
  /// One district or unit.
  package struct Member: Sendable {
    /// Its value.
    package let value: MetricValue
    /// Where it lies in the funnel.
    package let judgement: FunnelPlot.Judgement
    /// Its name; empty for cases without one.
    package var name: String { value.labels[0] }
    /// Its cases.
    package var cases: Double { value.denominator ?? 0 }
  }

  /// What a judgement means for a metric of which one way is better.
  package enum Standing: Sendable, Hashable {
    /// Significantly better than the average.
    case better
    /// Significantly worse.
    case worse
    /// Between chance and alarm.
    case watch
    /// No different.
    case ordinary
    /// Too few cases.
    case tooFew
  }

  /// The metric.
  package let metric: Metric
  /// The funnel; `nil` without cases.
  package let funnel: FunnelPlot?
  /// The members in listing order, cases without a name last; they take no part in the funnel.
  package let members: [Member]

  init(metric: Metric, values: [MetricValue]) {
    self.metric = metric
    func count(_ value: MetricValue) -> FunnelPlot.Count {
      FunnelPlot.Count(cases: value.numerator ?? 0, of: value.denominator ?? 0)
    }
    let funnel = FunnelPlot(values.filter { !$0.labels[0].isEmpty }.map(count))
    self.funnel = funnel
    members = values.map { value in
      let isJudged = value.value != nil && !value.labels[0].isEmpty
      return Member(value: value, judgement: isJudged ? funnel?.judgement(count(value)) ?? .tooFew : .tooFew)
    }
  }

  /// How a member stands, by the way that is better.
  package func standing(_ member: Member) -> Standing {
    switch member.judgement {
    case .tooFew: .tooFew
    case .usual: .ordinary
    case .lowish, .highish: .watch
    case .low: metric.better == .lower ? .better : metric.better == .higher ? .worse : .watch
    case .high: metric.better == .lower ? .worse : metric.better == .higher ? .better : .watch
    }
  }

  /// The members of a standing, in listing order.
  package func members(_ standing: Standing) -> [Member] {
    members.filter { !$0.name.isEmpty && self.standing($0) == standing }
  }
}

extension MetricEngine {
  /// Shares compared between the members of a dimension: one query for all metrics.
  package func comparisons(_ metrics: [Metric], by dimension: Dimension, slice: Slice) throws -> [GroupComparison] {
    let table = try values(
      MetricQuery(metrics: metrics.map(\.withoutLeftOut), slice: slice, groups: [.dimension(dimension)]))
    let byMetric = Dictionary(grouping: table.values) { $0.metric.id }
    return metrics.map { GroupComparison(metric: $0, values: byMetric[$0.id] ?? []) }
  }
}
