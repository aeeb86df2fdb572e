import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel

/// Everything that the annual analysis shows, asked of the engine in grouped queries.
struct AnnualFigures {
  /// Metrics of the table of totals, in order; those that a catalog lacks are left out.
  private static let totalMetrics = [
    "call_volume", "outbound_calls", "connection_rate", "connection_rate_total", "abandonment_rate",
    "service_level_15s", "service_level_15s_of_answered", "average_wait", "average_talk", "satisfaction_rate",
    "satisfaction_index", "rated_share", "transfer_success_rate", "repeat_call_rate", "first_call_resolution_rate",
    "orders_received", "first_contact_rate", "first_contact_rate_surveyed", "on_time_closure_rate",
    "on_time_closure_rate_original", "actual_resolution_rate", "satisfaction_rate_orders", "satisfaction_index_orders",
    "rated_share_orders", "return_rate", "reopen_rate", "extension_rate", "average_closure_days",
  ]
  /// Those shown month by month.
  static let monthlyMetrics = [
    "call_volume", "connection_rate", "service_level_15s", "average_wait", "satisfaction_rate", "orders_received",
    "first_contact_rate", "actual_resolution_rate", "satisfaction_index_orders",
  ]
  /// Those that districts and units are compared by.
  private static let compared = [
    "connection_rate", "satisfaction_rate", "first_contact_rate", "on_time_closure_rate", "actual_resolution_rate",
    "satisfaction_rate_orders",
  ]
  /// Those of which shortfalls are told.
  private static let shortfallMetrics = [
    "satisfaction_rate", "satisfaction_rate_orders", "on_time_closure_rate", "first_contact_rate",
    "actual_resolution_rate",
  ]

  let period: Period
  let asOf: Int64
  /// Totals by metric and line beside the year before; for each metric the line with most cases first.
  let totals: [YearOnYear]
  let series: [MetricSeries]
  let load: HourlyLoad?
  let loadLine: String?
  /// Calls and orders by topic and line.
  let topics: [YearOnYear]
  /// Calls and orders by topic, all lines together.
  let topicTotals: [YearOnYear]
  let kinds: [YearOnYear]
  let districts: Members
  let units: Members
  /// Calls by district and topic.
  let districtTopics: [MetricValue]
  let shortfalls: [(metric: Metric, line: String?, shortfalls: [Shortfall])]
  let demand: SeatDemand
  let ages: [String: [OrderAge: Int]]
  let callers: [CallerFrequency]
  let repeats: [GroupComparison]
  let quality: DataQuality
  let isSimulated: Bool

  /// Values of a dimension's members.
  struct Members {
    let dimension: Dimension
    let order: [String]
    let volumes: [YearOnYear]
    let shares: [(comparison: GroupComparison, line: String?)]

    /// How many members have a call or an order.
    var count: Int {
      Set(volumes.filter { ($0.now.value ?? 0) > 0 }.map { $0.now.labels[0] }).subtracting([""]).count
    }
  }

  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  init(year: Int, engine: MetricEngine, targets: ReportTargets) throws {
    let period = Period(year: year)
    self.period = period
    func metrics(_ ids: [String]) -> [Metric] {
      ids.compactMap { id in engine.catalog.metrics.first { $0.id == id } }
    }
    let catalog = metrics(Self.totalMetrics)
    let year = Slice(period: period)
    let totals = try engine.yearOnYear(catalog, slice: year, groups: [.dimension(.line)]).filter {
      ($0.now.numerator ?? 0) != 0 || ($0.now.denominator ?? 0) != 0
    }.sorted { left, right in
      func place(_ total: YearOnYear) -> (Int, Double, String) {
        (
          catalog.firstIndex { $0.id == total.now.metric.id } ?? 0,
          -(total.now.denominator ?? total.now.numerator ?? 0),
          total.now.labels[0]
        )
      }
      return place(left) < place(right)
    }
    self.totals = totals
    func mainLine(_ id: String) -> String? { totals.first { $0.now.metric.id == id }?.now.labels[0] }
    func slice(_ id: String) -> Slice { Slice(period: period, conditions: mainLine(id).map { [.line: [$0]] } ?? [:]) }
    let table = try engine.values(MetricQuery(metrics: [], slice: year))
    asOf = table.asOf
    series = try engine.series(metrics(Self.monthlyMetrics), months: period.months)
    loadLine = mainLine("abandonment_rate")
    let callMetrics = metrics(["call_volume", "abandonment_rate"])
    load =
      try callMetrics.count == 2
      ? engine.hourlyLoad(volume: callMetrics[0], abandonment: callMetrics[1], slice: slice("abandonment_rate")) : nil
    let volumes = metrics(["call_volume", "orders_received"])
    topics = try engine.yearOnYear(volumes, slice: year, groups: [.dimension(.category), .dimension(.line)])
    topicTotals = try engine.yearOnYear(volumes, slice: year, groups: [.dimension(.category)])
    kinds = try engine.yearOnYear(metrics(["orders_received"]), slice: year, groups: [.dimension(.kind)])
    func members(_ dimension: Dimension) throws -> Members {
      let shares = metrics(Self.compared)
      var found: [String: GroupComparison] = [:]
      for line in Set(shares.map { mainLine($0.id) }) {
        let group = shares.filter { mainLine($0.id) == line }
        guard let first = group.first else { continue }
        for comparison in try engine.comparisons(group, by: dimension, slice: slice(first.id)) {
          found[comparison.metric.id] = comparison
        }
      }
      return Members(
        dimension: dimension, order: engine.data.listingOrder(of: dimension),
        volumes: try engine.yearOnYear(volumes, slice: year, groups: [.dimension(dimension)]),
        shares: shares.compactMap { metric in found[metric.id].map { ($0, mainLine(metric.id)) } })
    }
    districts = try members(.district)
    units = try members(.unit)
    districtTopics = try engine.values(
      MetricQuery(
        metrics: metrics(["call_volume"]), slice: year, groups: [.dimension(.district), .dimension(.category)])
    ).values
    shortfalls = try metrics(Self.shortfallMetrics).filter { mainLine($0.id) != nil }.map { metric in
      (metric, mainLine(metric.id), try engine.shortfalls(metric, by: [.unit, .category], slice: slice(metric.id)))
    }
    demand = try engine.seatDemand(in: period, goal: targets.seatGoal(line: mainLine("connection_rate")))
    ages = try engine.data.orderAges(in: period, asOf: asOf)
    callers = try engine.data.callerFrequencies(in: period)
    repeats = try engine.comparisons(
      metrics(["repeat_call_rate"]), by: .category, slice: slice("repeat_call_rate"))
    quality = try DataQuality(period: period, engine: engine, asOf: asOf)
    isSimulated = try engine.data.isSimulated()
  }

  /// The total of a metric on the line with most cases.
  func main(_ id: String) -> YearOnYear? { totals.first { $0.now.metric.id == id } }

  /// What a total speaks of.
  func slice(_ total: YearOnYear) -> Slice { Slice(period: period, conditions: [.line: [total.now.labels[0]]]) }
}
