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
    let hasLine = query.metrics.map { $0.isTold(by: .line) }
    var byLine = query
    byLine.metrics = zip(query.metrics, hasLine).filter(\.1).map(\.0)
    byLine.groups = [.dimension(.line)] + query.groups
    var without = query
    without.metrics = zip(query.metrics, hasLine).filter { !$0.1 }.map(\.0)
    var tables: [MetricTable] = []
    if !byLine.metrics.isEmpty {
      let table = try engine.values(byLine)
      let values = Self.withActivity(table.values)
      if !values.isEmpty {
        tables.append(MetricTable(slice: table.slice, groups: table.groups, asOf: table.asOf, values: values))
      }
      // Where no hotline has a fact there is no line to name, and still something to say.
      if values.isEmpty, query.groups.isEmpty { without.metrics = byLine.metrics + without.metrics }
    }
    if !without.metrics.isEmpty { tables.append(try engine.values(without)) }
    return tables
  }

  /// Leaves out lines without activity of a metric. A metric without any activity keeps its first line.
  private static func withActivity(_ values: [MetricValue]) -> [MetricValue] {
    var active: [String: Set<String>] = [:]
    for value in values where value.hasActivity { active[value.metric.id, default: []].insert(value.labels[0]) }
    return values.filter { value in
      active[value.metric.id].map { $0.contains(value.labels[0]) } ?? (value.labels[0] == values[0].labels[0])
    }
  }
}

extension MetricValue {
  /// Whether anything was counted in the numerator or the denominator. Hours have a denominator in any case.
  fileprivate var hasActivity: Bool {
    (numerator ?? 0) != 0 || !metric.countsHours && (denominator ?? 0) != 0
  }
}
