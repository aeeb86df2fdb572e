import HotlineCalendar
import HotlineModel

/// A metric on one line, month by month; tells change from random variation.
package struct MetricSeries: Sendable {
  /// One month against an earlier one.
  package struct Step: Sendable, Hashable {
    /// The difference: in points (0…1) for rates, as a ratio minus 1 otherwise.
    package let difference: Double
    /// Whether it is more than months usually differ by, and, for shares, more than chance between the two.
    package let isChange: Bool
  }

  /// The metric.
  package let metric: Metric
  /// The hotline number; `nil` for all together or facts without one.
  package let line: String?
  /// The months, in order.
  package let months: [LocalMonth]
  /// A value for each month; `nil` for a month without data, which is no 0.
  package let values: [MetricValue?]
  /// The chart of the months that can be judged: whole ones, shares of at least 30 cases.
  package let chart: ControlChart?
  private let charted: [Int: Int]

  init(metric: Metric, line: String?, months: [LocalMonth], values: [MetricValue?], asOf: Int64) {
    self.metric = metric
    self.line = line
    self.months = months
    self.values = values
    let judged = months.indices.filter { index in
      guard let value = values[index], value.value != nil else { return false }
      let isWhole = metric.isRatio || months[index].lastDay.advanced(by: 1).start <= asOf + 1
      return isWhole && (!metric.isRatio || (value.denominator ?? 0) >= FunnelPlot.fewestJudged)
    }
    chart = ControlChart(judged.compactMap { values[$0]?.value })
    charted = Dictionary(uniqueKeysWithValues: judged.enumerated().map { ($0.element, $0.offset) })
  }

  /// The newest month's value.
  package var last: MetricValue? { values.last ?? nil }

  /// A month's point on the chart; `nil` where it is not judged.
  package func point(_ index: Int) -> ControlChart.Point? {
    guard let chart, let position = charted[index] else { return nil }
    return chart.points[position]
  }

  /// The newest month against the one a number of months before; `nil` where either is absent.
  package func step(monthsBack: Int) -> Step? {
    let index = months.count - 1 - monthsBack
    guard months.indices.contains(index), let now = last, let before = values[index], let value = now.value,
      let earlier = before.value, metric.unit.isRate || earlier != 0
    else { return nil }
    var isChange = false
    if let chart, charted[index] != nil, charted[months.count - 1] != nil {
      isChange = abs(value - earlier) > chart.ordinaryStep
    }
    if isChange, metric.unit == .share, let n = now.numerator, let d = now.denominator, let m = before.numerator,
      let e = before.denominator
    {
      isChange = NewcombeInterval((n, d), minus: (m, e))?.isDifferent ?? false
    }
    return Step(difference: metric.unit.isRate ? value - earlier : value / earlier - 1, isChange: isChange)
  }

  /// The sum of a count over the newest month's year so far; `nil` for rates and where a month of it is missing.
  package var yearToDate: Double? {
    guard !metric.isRatio, let last = months.last else { return nil }
    let known = zip(months, values).filter { $0.0.year == last.year }.compactMap { $0.1?.value }
    return known.count == last.month ? known.reduce(0, +) : nil
  }
}

extension MetricEngine {
  /// Series of metrics over whole months, by line: one query for all. Lines without activity of a metric have no series;
  /// metrics that count hours are left out.
  package func series(_ metrics: [Metric], months: [LocalMonth]) throws -> [MetricSeries] {
    guard let first = months.first, let last = months.last else { return [] }
    let metrics = metrics.filter { !$0.countsHours }.map(\.withoutLeftOut)
    let hasLine = metrics.filter { ($0.numerator + $0.denominator).allSatisfy { $0.fact.dimensions.contains(.line) } }
    let table = try values(
      MetricQuery(
        metrics: hasLine, slice: Slice(period: Period(first: first.firstDay, last: last.lastDay)),
        groups: [.dimension(.line), .month]))
    let values = Dictionary(grouping: table.values) { SeriesKey(metric: $0.metric.id, line: $0.labels[0]) }
    // A month without any activity of a fact on a line has no data: its counts are absent, not 0.
    var active: Set<ActiveMonth> = []
    for value in table.values where (value.numerator ?? 0) != 0 || (value.denominator ?? 0) != 0 {
      for fact in value.metric.facts {
        active.insert(ActiveMonth(fact: fact, line: value.labels[0], month: value.labels[1]))
      }
    }
    let lines = Set(table.values.map { $0.labels[0] }).sorted(by: >)
    return hasLine.flatMap { metric in
      lines.compactMap { line -> MetricSeries? in
        let found = values[SeriesKey(metric: metric.id, line: line)] ?? []
        guard found.contains(where: { ($0.numerator ?? 0) != 0 || ($0.denominator ?? 0) != 0 }) else { return nil }
        let byMonth = Dictionary(found.map { ($0.labels[1], $0) }) { first, _ in first }
        let ordered = months.map { month -> MetricValue? in
          let isActive = metric.facts.contains { active.contains(ActiveMonth(fact: $0, line: line, month: month.iso)) }
          return isActive ? byMonth[month.iso] : nil
        }
        return MetricSeries(
          metric: metric, line: line.isEmpty ? nil : line, months: months, values: ordered, asOf: table.asOf)
      }
    }
  }
}

private struct SeriesKey: Hashable {
  let metric: String
  let line: String
}

private struct ActiveMonth: Hashable {
  let fact: FactKind
  let line: String
  let month: String
}
