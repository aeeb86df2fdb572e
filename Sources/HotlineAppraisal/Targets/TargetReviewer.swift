import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Holds a form's targets against the months up to the end of its period.
package struct TargetReviewer: Sendable {
  private let engine: MetricEngine
  private let asOf: Int64?
  private let months: Int

  /// How far back targets are reviewed unless another window is asked for, in months: the form and `targets review` agree.
  package static let usualMonths = 24

  /// How many months there must be before a target is proposed.
  static let fewestMonths = 6

  /// - Parameters:
  ///   - asOf: the moment up to which the data speak; the database's own unless given.
  ///   - months: how far back, 12…36.
  package init(engine: MetricEngine, asOf: Int64? = nil, months: Int) {
    self.engine = engine
    self.asOf = asOf
    self.months = months
  }

  /// A review for every target on a metric, in the order of the form.
  package func reviews(_ form: FormDefinition) throws -> [TargetReview] {
    try form.indicators.flatMap { indicator in
      try indicator.components.compactMap { try review($0, of: indicator, in: form) }
    }
  }

  private func review(_ component: Component, of indicator: Indicator, in form: FormDefinition) throws -> TargetReview?
  {
    guard case .metric(let metric, let conditions) = component.content, let target = component.target else {
      return nil
    }
    let last = form.period.last.month
    let period = Period(first: last.advanced(by: 1 - months).firstDay, last: last.lastDay)
    let table = try engine.values(
      MetricQuery(
        metrics: [metric], slice: Slice(period: period, conditions: conditions), groups: [.month], asOf: asOf))
    let isCount = !metric.isRatio
    var values = table.values.map { TargetReview.Month(month: $0.labels[0], value: $0.isWhole ? $0.value : nil) }
    if isCount {
      // Before the first month with anything, nothing was recorded: that is no zero.
      let first = values.firstIndex { $0.value ?? 0 > 0 } ?? values.endIndex
      values = values.enumerated().map { $0.offset < first ? .init(month: $0.element.month, value: nil) : $0.element }
    }
    let known = values.compactMap(\.value).sorted()
    let note = Self.obstacle(known, metric: metric, isCount: isCount)
    let distribution = note == nil ? Self.distribution(known) : nil
    let scale = isCount ? Double(max(1, form.period.months.count)) : 1
    let best = note == nil ? try best(metric, conditions, target: target, months: values) : nil
    return TargetReview(
      indicator: indicator.id, indicatorName: indicator.name, component: component, target: target, months: values,
      isYearlyCount: isCount, distribution: distribution,
      proposals: distribution.map {
        Self.proposals(target, $0, known: known, best: best, unit: metric.unit, scale: scale)
      } ?? [], note: note)
  }

  /// The best whole twelve months of the window, counted back from its end: their value and when they were.
  ///
  /// A target is held against a year, and a year's value is its numerator over its denominator; half of the months may well lie
  /// above what the year comes to.
  private func best(
    _ metric: Metric, _ conditions: [Dimension: [String]], target: Target, months: [TargetReview.Month]
  ) throws -> (value: Double, from: String, to: String)? {
    var end = months.count
    var years: [(value: Double, from: String, to: String)] = []
    while end >= 12 {
      let year = months[(end - 12)..<end]
      end -= 12
      guard year.allSatisfy({ $0.value != nil }), let first = year.first?.month, let last = year.last?.month,
        let from = LocalDay(iso: first + "-01"), let to = LocalDay(iso: last + "-01")
      else { continue }
      let value = try engine.values(
        MetricQuery(
          metrics: [metric], slice: Slice(period: Period(first: from, last: to.month.lastDay), conditions: conditions),
          asOf: asOf)
      ).values.first?.value
      if let value { years.append((value, first, last)) }
    }
    return target.direction == .atMost ? years.min { $0.value < $1.value } : years.max { $0.value < $1.value }
  }

  private static func obstacle(_ known: [Double], metric: Metric, isCount: Bool) -> LocalizedText? {
    if known.count < fewestMonths {
      return LocalizedText(
        zh: "只有 \(known.count) 个月有值，少于 \(fewestMonths) 个月，不作建议",
        en: "only \(known.count) months have a value, fewer than \(fewestMonths): nothing is proposed")
    }
    if isCount, known.count(where: { $0 == 0 }) * 2 > known.count {
      return LocalizedText(zh: "多数月份为 0，不宜按月评估", en: "most months are 0: not a thing to judge by month")
    }
    return nil
  }

  private static func distribution(_ sorted: [Double]) -> TargetReview.Distribution? {
    guard let lowest = sorted.first, let highest = sorted.last else { return nil }
    func percentile(_ share: Double) -> Double {
      let position = share * Double(sorted.count - 1)
      let lower = Int(position)
      let upper = min(lower + 1, sorted.count - 1)
      return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
    }
    return TargetReview.Distribution(
      lowest: lowest, tenth: percentile(0.1), median: percentile(0.5), ninetieth: percentile(0.9), highest: highest)
  }

  private static func proposals(
    _ target: Target, _ distribution: TargetReview.Distribution, known: [Double],
    best: (value: Double, from: String, to: String)?, unit: Metric.Unit, scale: Double
  ) -> [TargetReview.Proposal] {
    let isAtMost = target.direction == .atMost
    func rounded(_ value: Double) -> Double {
      let step = unit.isRate ? 0.005 : 1
      let steps = value * scale / step
      return (isAtMost ? (steps - 1e-9).rounded(.up) : (steps + 1e-9).rounded(.down)) * step
    }
    func proposal(_ kind: TargetReview.Proposal.Kind, _ target: Target, _ basis: LocalizedText) -> TargetReview.Proposal
    {
      let monthly = Target(target.direction, target.value / scale)
      return TargetReview.Proposal(
        kind: kind, target: target, monthsMet: known.count { monthly.isMet(by: $0) }, basis: basis)
    }
    let count = known.count
    let stretch =
      best.map { best in
        proposal(
          .stretch, Target(target.direction, rounded(best.value / scale)),
          LocalizedText(
            zh: "\(best.from)至\(best.to)达到的水平\(unit.text(best.value).zh)",
            en: "what \(best.from) to \(best.to) reached, \(unit.text(best.value).en)"))
      }
      ?? proposal(
        .stretch, Target(target.direction, rounded(distribution.median)),
        LocalizedText(zh: "近 \(count) 个月的中位数", en: "the median of the last \(count) months"))
    return [
      proposal(.keep, target, LocalizedText(zh: "现行目标", en: "the target as it is")),
      stretch,
      proposal(
        .floor, Target(target.direction, rounded(isAtMost ? distribution.ninetieth : distribution.tenth)),
        LocalizedText(zh: "近 \(count) 个月中九成月份达到的水平", en: "what nine in ten of the last \(count) months reached")),
    ]
  }
}
