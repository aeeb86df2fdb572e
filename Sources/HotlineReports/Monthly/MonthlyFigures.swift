import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel

/// Everything that the monthly report shows, asked of the engine in a few grouped queries.
struct MonthlyFigures {
  /// Months of a trend: the month itself, a year before it and all between.
  static let trendMonths = 13

  let month: LocalMonth
  /// Which metrics the report shows, and as what.
  let roles: ReportRoles
  let asOf: Int64
  /// Up to when the sources of each kind of fact speak.
  let horizons: [FactKind: Horizon]
  /// One for each metric and line; for each metric the line with most cases first.
  let series: [MetricSeries]
  /// Values of the month itself with what was left out, by line.
  let values: [MetricValue]
  let load: HourlyLoad?
  let loadLine: String?
  let coverage: [MetricValue]
  let silences: [SilentHours]
  let districts: MemberFigures
  let units: MemberFigures
  /// Orders that missed a deadline: metric, how many, the first of them.
  let missed: [MissedOrders]
  let quality: DataQuality
  let isSimulated: Bool

  /// Orders that a metric counts below the line but not above it.
  struct MissedOrders {
    /// Which deadline: for closing the order or for the first contact.
    let role: ReportRoles.Role
    let metric: Metric
    let value: MetricValue
    let rows: [FactRow]
    var count: Int { Int(((value.denominator ?? 0) - (value.numerator ?? 0)).rounded()) }
  }

  var period: Period { Period(month: month) }

  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  init(month: LocalMonth, engine: MetricEngine) throws {
    self.month = month
    let roles = try engine.catalog.rolesOfReports()
    self.roles = roles
    let metrics = roles.monthly
    let places = Dictionary(metrics.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    let period = Period(month: month)
    let months = (0..<Self.trendMonths).map { month.advanced(by: $0 - Self.trendMonths + 1) }
    series = try engine.series(metrics, months: months).sorted { left, right in
      func place(_ series: MetricSeries) -> (Int, Double) {
        let cases = series.values[series.shown].reduce(0) { $0 + ($1?.denominator ?? $1?.numerator ?? 0) }
        return (places[series.metric.id] ?? metrics.count, -cases)
      }
      return place(left) < place(right)
    }
    let table = try engine.values(
      MetricQuery(metrics: metrics, slice: Slice(period: period), groups: [.dimension(.line)]))
    values = table.values
    asOf = table.asOf
    horizons = try engine.data.horizons()
    let series = series
    func mainLine(_ metric: Metric?) -> String? { series.first { $0.metric.id == metric?.id }?.line }
    loadLine = mainLine(roles[.abandonment])
    if let volume = roles[.calls], let abandonment = roles[.abandonment] {
      let conditions: [Dimension: [String]] = loadLine.map { [.line: [$0]] } ?? [:]
      load = try engine.hourlyLoad(
        volume: volume, abandonment: abandonment, slice: Slice(period: period, conditions: conditions))
    } else {
      load = nil
    }
    let hours = [roles[.hoursCovered], roles[.longestGap]].compactMap { $0 }
    coverage = try engine.values(
      MetricQuery(metrics: hours, slice: Slice(period: period), groups: [.dimension(.line)])
    ).values
    silences =
      try hours.first?.numerator.first.map {
        try engine.silentHours($0, in: period, asOf: table.asOf, fewest: 3)
      } ?? []
    func members(_ dimension: Dimension) throws -> MemberFigures {
      let volumes = try engine.values(
        MetricQuery(metrics: roles.volumes, slice: Slice(period: period), groups: [.dimension(dimension)])
      ).values
      return try MemberFigures(dimension, volumes: volumes, period: period, engine: engine, mainLine: mainLine)
    }
    districts = try members(.district)
    units = try members(.unit)
    missed = try [ReportRoles.Role.closure, .firstContact].compactMap { role in
      guard let metric = roles[role],
        let value = table.values.filter({ $0.metric.id == metric.id }).max(by: {
          ($0.denominator ?? 0) < ($1.denominator ?? 0)
        }),
        (value.denominator ?? 0) > 0
      else { return nil }
      let conditions: [Dimension: [String]] = [.line: [value.labels[0]]]
      return MissedOrders(
        role: role, metric: metric, value: value,
        rows: try engine.rows(
          .missed, of: metric, slice: Slice(period: period, conditions: conditions), asOf: table.asOf, limit: 100))
    }
    quality = try DataQuality(period: period, engine: engine, asOf: table.asOf)
    isSimulated = try engine.data.isSimulated()
  }

  /// The series of a metric on the line with most cases.
  func main(_ role: ReportRoles.Role) -> MetricSeries? { series.first { $0.metric.id == roles[role]?.id } }

  /// The places of the headline series, each on the line with most cases.
  var headline: [Int] { roles.headline.compactMap { metric in series.firstIndex { $0.metric.id == metric.id } } }

  /// The month's value of a series, with what was left out.
  func value(_ series: MetricSeries) -> MetricValue? {
    values.first { $0.metric.id == series.metric.id && $0.labels[0] == series.line ?? "" }
  }

  /// What a series' values speak of.
  func slice(_ series: MetricSeries) -> Slice {
    Slice(period: period, conditions: series.line.map { [.line: [$0]] } ?? [:])
  }
}
