import HotlineModel

/// Shows each hotline number by itself: 962200's calls and 12345's are not one population.
///
/// Metrics of facts without a line (a budget) are shown once.
package struct LineBreakdown: Sendable {
  private let engine: MetricEngine
  private let isMerged: Bool

  /// - Parameter isMerged: whether lines are added up, or already told apart by the query itself.
  package init(engine: MetricEngine, isMerged: Bool) {
    self.engine = engine
    self.isMerged = isMerged
  }

  /// The query's values as tables to be read one after the other: with the line as their first group, or without.
  package func tables(_ query: MetricQuery) throws -> [MetricTable] {
    guard !isMerged else { return [try engine.values(query)] }
    let hasLine = query.metrics.map { metric in
      (metric.numerator + metric.denominator).allSatisfy { $0.fact.dimensions.contains(.line) }
    }
    var byLine = query
    byLine.metrics = zip(query.metrics, hasLine).filter(\.1).map(\.0)
    byLine.groups = [.dimension(.line)] + query.groups
    var without = query
    without.metrics = zip(query.metrics, hasLine).filter { !$0.1 }.map(\.0)
    var tables: [MetricTable] = []
    if !byLine.metrics.isEmpty {
      let table = try engine.values(byLine)
      let values = Self.heard(table.values)
      tables.append(MetricTable(slice: table.slice, groups: table.groups, asOf: table.asOf, values: values))
    }
    if !without.metrics.isEmpty { tables.append(try engine.values(without)) }
    return tables
  }

  /// Values without the lines to which nothing of a metric ever happened: that is not a zero worth a row. Of a metric of which
  /// nothing happened at all the first line stays.
  private static func heard(_ values: [MetricValue]) -> [MetricValue] {
    var loud: [String: Set<String>] = [:]
    for value in values where !value.isSilent { loud[value.metric.id, default: []].insert(value.labels[0]) }
    return values.filter { value in
      loud[value.metric.id].map { $0.contains(value.labels[0]) } ?? (value.labels[0] == values[0].labels[0])
    }
  }
}

extension MetricValue {
  /// Whether nothing at all was counted, above the line or below it.
  fileprivate var isSilent: Bool {
    (numerator ?? 0) == 0 && (denominator ?? 0) == 0 || metric.counting != .sums && (numerator ?? 0) == 0
  }
}
