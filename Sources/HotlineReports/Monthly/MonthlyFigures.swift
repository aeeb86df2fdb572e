import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel

/// Everything that the monthly report shows, asked of the engine in a few grouped queries.
struct MonthlyFigures {
  /// The metrics of the report, in order; those that a catalog lacks are left out.
  private static let metrics = [
    "call_volume", "connection_rate", "abandonment_rate", "service_level_15s", "average_wait", "average_talk",
    "satisfaction_rate", "repeat_call_rate", "transfer_success_rate", "orders_received", "first_contact_rate",
    "on_time_closure_rate", "actual_resolution_rate", "satisfaction_rate_orders", "satisfaction_index_orders",
    "average_closure_days", "reopen_rate", "extension_rate",
  ]
  /// Those that districts and units are compared by.
  private static let compared = [
    "connection_rate", "satisfaction_rate", "first_contact_rate", "on_time_closure_rate", "actual_resolution_rate",
    "satisfaction_rate_orders",
  ]
  /// Months of a trend: the month itself, a year before it and all between.
  static let trendMonths = 13

  let month: LocalMonth
  let asOf: Int64
  /// One for each metric and line; for each metric the line with most cases first.
  let series: [MetricSeries]
  /// Values of the month itself with what was left out, by line.
  let values: [MetricValue]
  let load: HourlyLoad?
  let loadLine: String?
  let coverage: [MetricValue]
  let silences: [SilentHours]
  let districts: Breakdown
  let units: Breakdown
  /// Orders that missed a deadline: metric, how many, the first of them.
  let missed: [MissedOrders]
  let quality: DataQuality
  let isSimulated: Bool

  /// Values of a dimension's members.
  struct Breakdown {
    let order: [String]
    let volumes: [MetricTable]
    let shares: [(comparison: GroupComparison, line: String?)]
  }

  /// Orders that a metric counts below the line but not above it.
  struct MissedOrders {
    let metric: Metric
    let value: MetricValue
    let rows: [FactRow]
    var count: Int { Int(((value.denominator ?? 0) - (value.numerator ?? 0)).rounded()) }
  }

  var period: Period { Period(month: month) }

  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  init(month: LocalMonth, engine: MetricEngine) throws {
    self.month = month
    let metrics = Self.metrics.compactMap { id in engine.catalog.metrics.first { $0.id == id } }
    func metric(_ id: String) -> Metric? { engine.catalog.metrics.first { $0.id == id } }
    let period = Period(month: month)
    let months = (0..<Self.trendMonths).map { month.advanced(by: $0 - Self.trendMonths + 1) }
    series = try engine.series(metrics, months: months).sorted { left, right in
      func place(_ series: MetricSeries) -> (Int, Double) {
        let cases = series.values.reduce(0) { $0 + ($1?.denominator ?? $1?.numerator ?? 0) }
        return (metrics.firstIndex { $0.id == series.metric.id } ?? 0, -cases)
      }
      return place(left) < place(right)
    }
    let table = try engine.values(
      MetricQuery(metrics: metrics, slice: Slice(period: period), groups: [.dimension(.line)]))
    values = table.values
    asOf = table.asOf
    let lineOf = { (id: String, series: [MetricSeries]) in series.first { $0.metric.id == id }?.line }
    loadLine = lineOf("abandonment_rate", series)
    if let volume = metric("call_volume"), let abandonment = metric("abandonment_rate") {
      let conditions: [Dimension: [String]] = loadLine.map { [.line: [$0]] } ?? [:]
      load = try engine.hourlyLoad(
        volume: volume, abandonment: abandonment, slice: Slice(period: period, conditions: conditions))
    } else {
      load = nil
    }
    let hours = ["service_hours_covered", "longest_gap_hours"].compactMap(metric)
    coverage = try engine.values(
      MetricQuery(metrics: hours, slice: Slice(period: period), groups: [.dimension(.line)])
    ).values
    silences =
      try hours.first?.numerator.first.map {
        try engine.silentHours($0, in: period, asOf: table.asOf, fewest: 3)
      } ?? []
    let series = series
    func breakdown(_ dimension: Dimension) throws -> Breakdown {
      let counts = ["call_volume", "orders_received"].compactMap(metric)
      let volumes = try engine.values(
        MetricQuery(metrics: counts, slice: Slice(period: period), groups: [.dimension(dimension)]))
      let shares = Self.compared.compactMap(metric).map { ($0, lineOf($0.id, series)) }
      var found: [String: GroupComparison] = [:]
      for line in Set(shares.map(\.1)) {
        let conditions: [Dimension: [String]] = line.map { [.line: [$0]] } ?? [:]
        let comparisons = try engine.comparisons(
          shares.filter { $0.1 == line }.map(\.0), by: dimension, slice: Slice(period: period, conditions: conditions))
        for comparison in comparisons { found[comparison.metric.id] = comparison }
      }
      return Breakdown(
        order: engine.data.listingOrder(of: dimension), volumes: [volumes],
        shares: shares.compactMap { metric, line in found[metric.id].map { ($0, line) } })
    }
    districts = try breakdown(.district)
    units = try breakdown(.unit)
    missed = try ["on_time_closure_rate", "first_contact_rate"].compactMap(metric).compactMap { metric in
      guard
        let value = table.values.filter({ $0.metric.id == metric.id }).max(by: {
          ($0.denominator ?? 0) < ($1.denominator ?? 0)
        }),
        (value.denominator ?? 0) > 0
      else { return nil }
      let conditions: [Dimension: [String]] = [.line: [value.labels[0]]]
      return MissedOrders(
        metric: metric, value: value,
        rows: try engine.rows(
          .missed, of: metric, slice: Slice(period: period, conditions: conditions), asOf: table.asOf, limit: 100,
          offset: 0))
    }
    quality = try DataQuality(period: period, engine: engine, asOf: table.asOf)
    isSimulated = try engine.data.isSimulated()
  }

  /// The series of a metric on the line with most cases.
  func main(_ id: String) -> MetricSeries? { series.first { $0.metric.id == id } }

  /// The month's value of a series, with what was left out.
  func value(_ series: MetricSeries) -> MetricValue? {
    values.first { $0.metric.id == series.metric.id && $0.labels[0] == series.line ?? "" }
  }

  /// What a series' values speak of.
  func slice(_ series: MetricSeries) -> Slice {
    Slice(period: period, conditions: series.line.map { [.line: [$0]] } ?? [:])
  }
}
