import HotlineModel

/// Finds the values of metrics that are one of their cases' values, with the interval of each.
struct OrderStatistics {
  private struct Found {
    let value: Double
    let interval: ValueInterval?

    init?(_ row: RankedValues, _ statistic: OrderStatistic) {
      guard let value = row.value(statistic) else { return nil }
      self.value = value
      interval = statistic.interval(of: row.cases).flatMap { ends in
        row.values[ends.low].flatMap { low in row.values[ends.high].map { ValueInterval(low: low, high: $0) } }
      }
    }
  }

  /// For each metric and group, what was found.
  private var found: [String: [[String]: Found]] = [:]

  init(_ metrics: [Metric], data: any MetricSource, slice: Slice, groups: [Grouping], asOf: Int64) throws {
    let query = SumQuery(
      measures: [], period: slice.period, conditions: slice.conditions, groups: groups, asOf: asOf)
    let wanted = metrics.filter { $0.statistic != nil && $0.numerator.count == 1 }
    // Metrics of one measure share the way through its cases.
    for (_, metrics) in Dictionary(grouping: wanted, by: { $0.numerator[0].id }) {
      let rows = try data.values(of: metrics[0].numerator[0], in: query) { cases in
        metrics.compactMap(\.statistic).reduce(into: []) { ranks, statistic in
          ranks.formUnion(statistic.ranks(of: cases))
          if let interval = statistic.interval(of: cases) { ranks.formUnion([interval.low, interval.high]) }
        }
      }
      for metric in metrics {
        guard let statistic = metric.statistic else { continue }
        for row in rows { found[metric.id, default: [:]][row.labels] = Found(row, statistic) }
      }
    }
  }

  func value(_ context: ValueContext, cases: Double?, unknown: Double?) -> MetricValue {
    let found = found[context.metric.id]?[context.labels]
    return context.value(
      numerator: nil, denominator: cases, value: found?.value, interval: found?.interval, unknown: unknown)
  }
}

extension OrderStatistic {
  fileprivate func interval(of cases: Int) -> QuantileInterval? {
    share.flatMap { QuantileInterval(cases: cases, share: $0) }
  }
}
