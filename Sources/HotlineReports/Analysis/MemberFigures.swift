import HotlineCalendar
import HotlineMetrics
import HotlineModel

/// Values of the districts or of the units over a period.
struct MemberFigures {
  let dimension: Dimension
  /// The members' names in the order of their file.
  let order: [String]
  /// Counts by member.
  let volumes: [MetricValue]
  /// Shares by which members are compared, each on the line with most cases.
  let shares: [(comparison: GroupComparison, line: String?)]

  /// - Parameters:
  ///   - volumes: counts by member.
  ///   - mainLine: the line on which a metric has most cases.
  ///   - base: what else must hold of the facts.
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  init(
    _ dimension: Dimension, volumes: [MetricValue], period: Period, engine: MetricEngine,
    mainLine: (Metric) -> String?, conditions base: [Dimension: [String]] = [:]
  ) throws {
    self.dimension = dimension
    self.volumes = volumes
    order = engine.data.listingOrder(of: dimension)
    let compared = engine.catalog.reports.compared[dimension] ?? []
    let lines = compared.map(mainLine)
    var found: [String: GroupComparison] = [:]
    // One question for all metrics of a line.
    for line in Set(lines) {
      let conditions = base.merging(line.map { [.line: [$0]] } ?? [:]) { _, own in own }
      let comparisons = try engine.comparisons(
        zip(compared, lines).filter { $0.1 == line }.map(\.0), by: dimension,
        slice: Slice(period: period, conditions: conditions))
      for comparison in comparisons { found[comparison.metric.id] = comparison }
    }
    shares = zip(compared, lines).compactMap { metric, line in found[metric.id].map { ($0, line) } }
  }

  /// How many members have a call or an order.
  var count: Int { Set(volumes.filter { ($0.value ?? 0) > 0 }.map { $0.labels[0] }).subtracting([""]).count }
}
