import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel

/// Everything that the annual analysis shows, asked of the engine in grouped queries.
struct AnnualFigures {
  let period: Period
  /// Which metrics the report shows, and as what.
  let roles: ReportRoles
  let asOf: Int64
  /// Totals by metric and line beside the year before; for each metric the line with most cases first.
  let totals: [YearOnYear]
  let series: [MetricSeries]
  let load: HourlyLoad?
  let loadLine: String?
  /// Calls and orders of all lines together.
  let volumes: [YearOnYear]
  /// Up to when the sources of each kind of fact speak.
  let horizons: [FactKind: Horizon]
  /// Whether a public version hides small values.
  let isPublic: Bool
  /// Calls and orders by topic and line.
  let topics: [YearOnYear]
  /// Calls and orders by topic, all lines together.
  let topicTotals: [YearOnYear]
  let kinds: [YearOnYear]
  let districts: MemberFigures
  let units: MemberFigures
  /// Counts by district and by unit beside the year before.
  let growth: [Dimension: [YearOnYear]]
  /// By dimension and metric, whose share of all grew or shrank.
  private let shareGrowth: [Dimension: [String: ShareGrowth]]
  /// Calls by district and topic.
  let districtTopics: [MetricValue]
  let shortfalls: [(metric: Metric, line: String?, shortfalls: [Shortfall])]
  let demand: SeatDemand
  let ages: OrderAgeTable
  /// Callers by how often they called; `nil` where calls carry no caller.
  let callers: CallerBands?
  let repeats: [GroupComparison]
  let quality: DataQuality
  /// All facts of the year by kind, time base and line.
  private let facts: [FactBase: [String: Double]]
  let isSimulated: Bool
  /// Whether a public version hides how many calls the year had on one of the hotlines or in all.
  let hidesCalls: Bool

  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  init(year: Int, engine: MetricEngine, targets: ReportTargets) throws {
    let period = Period(year: year)
    self.period = period
    let roles = try engine.catalog.rolesOfReports()
    self.roles = roles
    let catalog = roles.annual
    let places = Dictionary(catalog.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    let year = Slice(period: period)
    let totals = try engine.yearOnYear(catalog, slice: year, groups: [.dimension(.line)]).filter {
      ($0.now.numerator ?? 0) != 0 || ($0.now.denominator ?? 0) != 0
    }.sorted { left, right in
      func place(_ total: YearOnYear) -> (Int, Double, String) {
        (
          places[total.now.metric.id] ?? catalog.count,
          -(total.now.denominator ?? total.now.numerator ?? 0),
          total.now.labels[0]
        )
      }
      return place(left) < place(right)
    }
    self.totals = totals
    func mainLine(_ metric: Metric?) -> String? { totals.first { $0.now.metric.id == metric?.id }?.now.labels[0] }
    func slice(_ metric: Metric?) -> Slice {
      Slice(period: period, conditions: mainLine(metric).map { [.line: [$0]] } ?? [:])
    }
    let table = try engine.values(MetricQuery(metrics: [], slice: year))
    asOf = table.asOf
    series = try engine.series(roles.annualMonths, months: period.months)
    loadLine = mainLine(roles[.abandonment])
    if let calls = roles[.calls], let abandonment = roles[.abandonment] {
      load = try engine.hourlyLoad(volume: calls, abandonment: abandonment, slice: slice(abandonment))
    } else {
      load = nil
    }
    horizons = try engine.data.horizons()
    isPublic = engine.hiddenUnder != nil
    let volumes = roles.volumes
    self.volumes = try engine.yearOnYear(volumes, slice: year, groups: [])
    topics = try engine.yearOnYear(volumes, slice: year, groups: [.dimension(.category), .dimension(.line)])
    topicTotals = try engine.yearOnYear(volumes, slice: year, groups: [.dimension(.category)])
    kinds = try engine.yearOnYear([roles[.orders]].compactMap { $0 }, slice: year, groups: [.dimension(.kind)])
    var growth: [Dimension: [YearOnYear]] = [:]
    func members(_ dimension: Dimension) throws -> MemberFigures {
      let counts = try engine.yearOnYear(volumes, slice: year, groups: [.dimension(dimension)])
      growth[dimension] = counts
      return try MemberFigures(
        dimension, volumes: counts.map(\.now), period: period, engine: engine, mainLine: mainLine)
    }
    districts = try members(.district)
    units = try members(.unit)
    self.growth = growth
    shareGrowth = try Self.shareGrowth(
      [.category: topicTotals, .kind: kinds].merging(growth) { first, _ in first }, in: period, engine)
    districtTopics = try engine.values(
      MetricQuery(
        metrics: [roles[.calls]].compactMap { $0 }, slice: year, groups: [.dimension(.district), .dimension(.category)])
    ).values
    shortfalls = try roles.shortfalls.filter { mainLine($0) != nil }.map { metric in
      (metric, mainLine(metric), try engine.shortfalls(metric, by: [.unit, .category], slice: slice(metric)))
    }
    demand = try engine.seatDemand(in: period, goal: targets.seatGoal(line: mainLine(roles[.connection])))
    ages = try engine.orderAges(in: period, asOf: asOf)
    callers = try engine.callerBands(AnnualRepeats.bands, in: period)
    repeats = try engine.comparisons(
      [roles[.repeats]].compactMap { $0 }, by: .category, slice: slice(roles[.repeats]))
    quality = try DataQuality(period: period, engine: engine, asOf: asOf)
    isSimulated = try engine.data.isSimulated()
    var facts: [FactBase: [String: Double]] = [:]
    for base in Set(totals.compactMap { FactBase($0.now.metric) }) {
      let rows = try engine.data.sums(
        SumQuery(
          measures: [.allFacts(base.fact, time: base.time)], period: period, groups: [.dimension(.line)], asOf: asOf))
      // All facts less those of the counts that are shown would tell one that is hidden.
      let hidden = try engine.linesHidden(engine.catalog.metrics.filter(base.isCounted), in: period)
      facts[base] = Dictionary(rows.map { ($0.labels[0], $0.values[0] ?? 0) }) { first, _ in first }.filter {
        !hidden.contains($0.key)
      }
    }
    hidesCalls = try !engine.linesHidden([roles[.calls]].compactMap { $0 }, in: period).isEmpty
    self.facts = facts
  }

  /// Where counts were, whose share of all grew or shrank. Beyond what the engine lists at once nobody is judged.
  private static func shareGrowth(
    _ counts: [Dimension: [YearOnYear]], in period: Period, _ engine: MetricEngine
  ) throws -> [Dimension: [String: ShareGrowth]] {
    var found: [Dimension: [String: ShareGrowth]] = [:]
    for (dimension, values) in counts where values.contains(where: { $0.before != nil }) {
      for (id, group) in Dictionary(grouping: values, by: \.now.metric.id) {
        guard let metric = group.first?.now.metric, group.count * 24 <= MetricQuery.usualLimit else { continue }
        found[dimension, default: [:]][id] = try engine.shareGrowth(metric, by: dimension, in: period)
      }
    }
    return found
  }

  /// Whose share of a count grew or shrank; `nil` where it was not judged.
  func shareGrowth(_ metric: Metric?, by dimension: Dimension) -> ShareGrowth? {
    metric.flatMap { shareGrowth[dimension]?[$0.id] }
  }

  /// A count of all lines together.
  func total(_ metric: Metric?) -> YearOnYear? { volumes.first { $0.now.metric.id == metric?.id } }

  /// The total of a metric on the line with most cases.
  func main(_ metric: Metric?) -> YearOnYear? { totals.first { $0.now.metric.id == metric?.id } }

  /// What a total speaks of.
  func slice(_ total: YearOnYear) -> Slice { Slice(period: period, conditions: [.line: [total.now.labels[0]]]) }

  /// All facts of the kind and time base by which a value counts its cases; `nil` where these are no counted facts.
  func base(_ value: MetricValue) -> Double? { FactBase(value.metric).flatMap { facts[$0]?[value.labels[0]] } }
}

/// What a ratio's cases are taken from: facts of a kind that belong to the period by one of their times.
private struct FactBase: Hashable {
  let fact: FactKind
  let time: String

  /// `nil` for what is not counted, or by several times.
  init?(_ metric: Metric) {
    let measures = metric.denominator + metric.leftOut
    guard let first = metric.denominator.first, let time = first.time,
      metric.denominator.allSatisfy({ $0.value == nil }),
      measures.allSatisfy({ $0.fact == first.fact && $0.time == time && $0.fact.dimensions.contains(.line) })
    else { return nil }
    self.fact = first.fact
    self.time = time
  }

  /// Whether a metric counts some of these facts.
  func isCounted(_ metric: Metric) -> Bool {
    metric.counting == .sums && metric.denominator.isEmpty && !metric.numerator.isEmpty
      && metric.numerator.allSatisfy { $0.fact == fact && $0.time == time && $0.value == nil }
  }
}
