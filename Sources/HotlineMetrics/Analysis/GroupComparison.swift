import HotlineModel

/// A share compared between districts or units: which differ from the average of all by more than chance.
package struct GroupComparison: Sendable {
  /// One district or unit.
  package struct Member: Sendable {
    /// Its value.
    package let value: MetricValue
    /// Where it lies in the funnel.
    package let judgement: FunnelPlot.Judgement
    /// The share that its topics would have at the average of all for each topic; `nil` where topics are not known.
    package internal(set) var expected: Double?
    /// Where it lies among what its topics make expected.
    package internal(set) var adjusted: FunnelPlot.Judgement?
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
  package private(set) var members: [Member]
  /// Whether the judged members differ by more than chance; `nil` where that cannot be told.
  package let heterogeneity: FunnelPlot.Heterogeneity?

  /// Compares the values of a share, one of each member; a value's first label is the member's name.
  package init(metric: Metric, values: [MetricValue]) {
    self.metric = metric
    func count(_ value: MetricValue) -> FunnelPlot.Count {
      FunnelPlot.Count(cases: value.numerator ?? 0, of: value.denominator ?? 0)
    }
    let funnel = FunnelPlot(values.filter { !$0.labels[0].isEmpty }.map(count))
    self.funnel = funnel
    heterogeneity = FunnelPlot.Heterogeneity(values.filter { !$0.labels[0].isEmpty }.map(count))
    members = values.map { value in
      let isJudged = value.value != nil && !value.labels[0].isEmpty
      return Member(value: value, judgement: isJudged ? funnel?.judgement(count(value)) ?? .tooFew : .tooFew)
    }
  }

  /// Whether members that are not named differ by more than chance among themselves.
  package var restHeterogeneity: FunnelPlot.Heterogeneity? {
    FunnelPlot.Heterogeneity(
      members.filter { !$0.name.isEmpty && [.ordinary, .watch].contains(standing($0)) }.map {
        FunnelPlot.Count(cases: $0.value.numerator ?? 0, of: $0.cases)
      })
  }

  /// Compares each member with what its topics make expected (indirect standardisation).
  ///
  /// - Parameter byTopic: values by member and topic.
  mutating func adjust(_ byTopic: [MetricValue]) {
    // Topics that a public version hides would be missing from what is expected.
    guard let funnel, !byTopic.contains(where: \.isSuppressed) else { return }
    let named = byTopic.filter { !$0.labels[0].isEmpty && ($0.denominator ?? 0) > 0 }
    let topics = Dictionary(grouping: named) { $0.labels[1] }.mapValues { values in
      values.reduce(0) { $0 + ($1.numerator ?? 0) } / values.reduce(0) { $0 + ($1.denominator ?? 0) }
    }
    guard topics.count > 1 else { return }
    let expected = Dictionary(grouping: named) { $0.labels[0] }.mapValues { values in
      values.reduce(0) { $0 + ($1.denominator ?? 0) * (topics[$1.labels[1]] ?? 0) }
    }
    for index in members.indices {
      let member = members[index]
      guard member.judgement != .tooFew, let cases = expected[member.name], member.cases > 0 else { continue }
      let share = min(1, max(0, cases / member.cases))
      members[index].expected = share
      members[index].adjusted = FunnelPlot(average: share, variance: funnel.variance).judgement(
        FunnelPlot.Count(cases: member.value.numerator ?? 0, of: member.cases))
    }
  }

  /// How a member stands among all, by the way that is better.
  package func standing(_ member: Member) -> Standing { standing(member.judgement) }

  /// How a member stands beside what its topics make expected; `nil` where they are not known.
  package func adjustedStanding(_ member: Member) -> Standing? { member.adjusted.map(standing) }

  private func standing(_ judgement: FunnelPlot.Judgement) -> Standing {
    switch judgement {
    case .tooFew: .tooFew
    case .usual: .ordinary
    case .lowish, .highish: .watch
    case .low: metric.better == .lower ? .better : metric.better == .higher ? .worse : .watch
    case .high: metric.better == .lower ? .worse : metric.better == .higher ? .better : .watch
    }
  }

  /// The members of a standing, in listing order; those that a public version hides have none.
  package func members(_ standing: Standing) -> [Member] {
    members.filter { !$0.name.isEmpty && !$0.value.isSuppressed && self.standing($0) == standing }
  }

  /// The members whose values a public version hides.
  package var hidden: [Member] { members.filter { !$0.name.isEmpty && $0.value.isSuppressed } }

  /// Whether a member lies above the average; `nil` where that is not known.
  package func isAbove(_ member: Member) -> Bool? {
    guard let rate = member.value.value, let funnel else { return nil }
    return rate > funnel.average
  }
}

extension MetricEngine {
  /// Shares compared between the members of a dimension: one query for all metrics.
  package func comparisons(_ metrics: [Metric], by dimension: Dimension, slice: Slice) throws -> [GroupComparison] {
    let table = try values(
      MetricQuery(metrics: metrics.map(\.withoutLeftOut), slice: slice, groups: [.dimension(dimension)]))
    let byMetric = Dictionary(grouping: table.values) { $0.metric.id }
    var comparisons = metrics.map { GroupComparison(metric: $0, values: byMetric[$0.id] ?? []) }
    guard dimension != .category else { return comparisons }
    let hasTopics = metrics.filter { $0.isTold(by: .category) }
    // Of so many members none is large enough to be told by its topics.
    guard !hasTopics.isEmpty, Set(table.values.map(\.labels)).count <= 1000 else { return comparisons }
    let topics = try values(
      MetricQuery(
        metrics: hasTopics.map(\.withoutLeftOut), slice: slice, groups: [.dimension(dimension), .dimension(.category)]))
    let byTopic = Dictionary(grouping: topics.values) { $0.metric.id }
    for index in comparisons.indices { comparisons[index].adjust(byTopic[comparisons[index].metric.id] ?? []) }
    return comparisons
  }
}
