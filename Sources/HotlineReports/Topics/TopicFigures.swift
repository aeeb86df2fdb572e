import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Everything that a report on one topic shows.
struct TopicFigures {
  /// A rate of the topic beside that of all topics.
  struct Rate {
    let metric: Metric
    let line: String
    let own: MetricValue
    let all: MetricValue
    /// The difference from the other topics; `nil` where either has fewer than 30 cases, and for what is no share.
    let difference: Double?
    /// Better or worse than the others by more than chance.
    let status: Status?
  }

  /// A word of a vocabulary with its cases.
  struct WordCount {
    let name: LocalizedText
    let own: Double
    let all: Double
  }

  let roles: ReportRoles
  let asOf: Int64
  let horizons: [FactKind: Horizon]
  let isSimulated: Bool
  /// Whether the data reach to the period's end: a part is not compared with a whole year.
  let isWhole: Bool
  let metrics: [Metric]
  /// Calls and orders of the topic beside the year before, and those of all topics.
  let volumes: [(own: YearOnYear, all: Double)]
  let rates: [Rate]
  let series: [MetricSeries]
  let units: MemberFigures
  let districts: MemberFigures
  let hours: [Double]
  let allHours: [Double]
  let callOutcomes: [WordCount]
  let orderOutcomes: [WordCount]
  let callRatings: [WordCount]
  let orderRatings: [WordCount]

  init(topic: String, period: Period, engine: MetricEngine) throws {
    let roles = try engine.catalog.rolesOfReports()
    self.roles = roles
    let slice = Slice(period: period, conditions: [.category: [topic]])
    let whole = Slice(period: period)
    let metrics = roles.annual.filter { metric in
      metric.counting == .sums && metric.isTold(by: .category) && metric.isTold(by: .line)
    }
    self.metrics = metrics
    let table = try engine.values(
      MetricQuery(metrics: metrics.map(\.withoutLeftOut), slice: slice, groups: [.dimension(.line)]))
    let all = try engine.values(
      MetricQuery(metrics: metrics.map(\.withoutLeftOut), slice: whole, groups: [.dimension(.line)])
    ).values
    let asOf = table.asOf
    self.asOf = asOf
    isWhole = period.months.last.map { $0.isOver(by: asOf) } ?? false
    horizons = try engine.data.horizons()
    isSimulated = try engine.data.isSimulated()
    guard table.values.contains(where: { ($0.numerator ?? 0) > 0 || ($0.denominator ?? 0) > 0 }) else {
      throw try Self.unknown(topic, in: whole, roles.volumes, engine)
    }
    let volumeMetrics = roles.volumes.filter { volume in metrics.contains { $0.id == volume.id } }
    let totals = try engine.values(MetricQuery(metrics: volumeMetrics, slice: whole)).values
    volumes = try engine.yearOnYear(volumeMetrics, slice: slice, groups: []).map { own in
      (own, totals.first { $0.metric.id == own.now.metric.id }?.value ?? 0)
    }
    rates = Self.rates(table.values, all)
    func mainLine(_ metric: Metric) -> String? {
      table.values.filter { $0.metric.id == metric.id }.max {
        ($0.denominator ?? $0.numerator ?? 0) < ($1.denominator ?? $1.numerator ?? 0)
      }.map { $0.labels[0] }
    }
    let last = period.last.month
    let months = period.months.count > 1 ? period.months : (0..<13).map { last.advanced(by: $0 - 12) }
    let drawn =
      volumeMetrics
      + roles.headline.filter { metric in
        metric.isRatio && metrics.contains { $0.id == metric.id }
      }
    let found = try engine.series(drawn, months: months, by: .category)[topic] ?? []
    series = Array(
      drawn.compactMap { metric in
        found.first { $0.metric.id == metric.id && ($0.line ?? "") == mainLine(metric) ?? "" }
      }.prefix(6))
    func members(_ dimension: Dimension) throws -> MemberFigures {
      let counts = try engine.values(
        MetricQuery(metrics: volumeMetrics, slice: slice, groups: [.dimension(dimension)], limit: .max))
      return try MemberFigures(
        dimension, volumes: counts.values, period: period, engine: engine, mainLine: mainLine,
        conditions: slice.conditions)
    }
    units = try members(.unit)
    districts = try members(.district)
    func hours(_ slice: Slice) throws -> [Double] {
      guard let calls = roles[.calls] else { return Array(repeating: 0, count: 24) }
      let values = try engine.values(MetricQuery(metrics: [calls.withoutLeftOut], slice: slice, groups: [.hour])).values
      return (0..<24).map { hour in
        values.first { Int($0.labels[0]) == hour }?.value ?? 0
      }
    }
    self.hours = try hours(slice)
    allHours = try hours(whole)
    func words(_ breakdown: TopicWords.Breakdown) throws -> [WordCount] {
      let measures = try breakdown.measures()
      func sums(_ conditions: [Dimension: [String]]) throws -> [Double] {
        let rows = try engine.data.sums(
          SumQuery(measures: measures, period: period, conditions: conditions, asOf: asOf))
        return rows.first?.values.map { $0 ?? 0 } ?? Array(repeating: 0, count: measures.count)
      }
      let (own, all) = (try sums(slice.conditions), try sums([:]))
      return zip(breakdown.words, zip(own, all)).map { WordCount(name: $0.name, own: $1.0, all: $1.1) }
    }
    callOutcomes = try words(TopicWords.callOutcomes)
    orderOutcomes = try words(TopicWords.orderOutcomes)
    callRatings = try words(TopicWords.callRatings)
    orderRatings = try words(TopicWords.orderRatings)
  }

  private static func unknown(
    _ topic: String, in slice: Slice, _ counts: [Metric], _ engine: MetricEngine
  ) throws -> Diagnostic {
    let values = try engine.values(
      MetricQuery(metrics: counts.map(\.withoutLeftOut), slice: slice, groups: [.dimension(.category)], limit: .max)
    ).values
    var sizes: [String: Double] = [:]
    for value in values where !value.labels[0].isEmpty { sizes[value.labels[0], default: 0] += value.value ?? 0 }
    let known = sizes.filter { $0.value > 0 }.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(20).map(\.key)
    return Diagnostic(
      .usage,
      found: LocalizedText(
        zh: "\(slice.period.text) 没有类别“\(Masking.masked(topic))”的来电或工单",
        en: "\(slice.period.text) has no calls or orders on “\(Masking.masked(topic))”"),
      expected: LocalizedText(
        zh: known.isEmpty ? "有记录的类别" : known.joined(separator: "、"),
        en: known.isEmpty ? "a topic on record" : known.joined(separator: ", ")))
  }

  /// The topic's rates beside those of all, those of more than chance marked.
  private static func rates(_ own: [MetricValue], _ all: [MetricValue]) -> [Rate] {
    let pairs = own.compactMap { value -> (MetricValue, MetricValue)? in
      guard (value.numerator ?? 0) != 0 || (value.denominator ?? 0) != 0 else { return nil }
      return all.first { $0.metric.id == value.metric.id && $0.labels == value.labels }.map { (value, $0) }
    }
    func counts(_ pair: (MetricValue, MetricValue)) -> (own: (Double, Double), rest: (Double, Double))? {
      let (own, all) = pair
      guard own.metric.unit == .share, own.value != nil, let n = own.numerator, let d = own.denominator,
        let m = all.numerator, let e = all.denominator, d >= FunnelPlot.fewestJudged, e - d >= FunnelPlot.fewestJudged
      else { return nil }
      return ((n, d), (m - n, e - d))
    }
    let probabilities = pairs.map { pair in counts(pair).map { ShareDifference($0.own, $0.rest).probability } }
    let found = FalseDiscovery.found(among: probabilities)
    return zip(pairs, found).map { pair, isFound in
      let (own, all) = pair
      let counts = counts(pair)
      let difference = counts.map { $0.own.0 / $0.own.1 - $0.rest.0 / $0.rest.1 }
      return Rate(
        metric: own.metric, line: own.labels[0], own: own, all: all, difference: difference,
        status: isFound ? difference.map { Status(isUpward: $0 > 0, own.metric).directed(isUp: $0 > 0) } : nil)
    }
  }
}

/// Facts of one kind by the words of one column.
enum TopicWords {
  struct Breakdown {
    let words: [VocabularyWord]
    let fact: FactKind
    let filter: String
    let column: String
    let time: String

    /// A count for each word.
    func measures() throws -> [Measure] {
      try words.map { word in
        Measure(
          id: "\(column) \(word.id)", fact: fact,
          filter: try MeasureExpression(
            "\(filter) and \(column) = '\(word.id)'", fact: fact, place: .init(file: "TopicFigures")),
          value: nil, time: time)
      }
    }
  }

  static let callOutcomes = Breakdown(
    words: Vocabulary.outcome.named, fact: .call, filter: "direction = 'inbound'", column: "outcome", time: "started_at"
  )
  static let orderOutcomes = Breakdown(
    words: Vocabulary.resolution.named, fact: .workOrder, filter: "status = 'closed'", column: "resolution",
    time: "closed_at")
  static let callRatings = Breakdown(
    words: Vocabulary.satisfaction.named, fact: .call, filter: "direction = 'inbound' and outcome = 'answered'",
    column: "satisfaction", time: "started_at")
  static let orderRatings = Breakdown(
    words: Vocabulary.satisfaction.named, fact: .workOrder, filter: "status = 'closed'", column: "satisfaction",
    time: "closed_at")
}

/// Measures that reports count besides those of the catalog.
package enum ReportMeasures {
  /// All of them: whoever forms sums ahead needs them.
  package static func all() throws -> [Measure] {
    try [TopicWords.callOutcomes, TopicWords.orderOutcomes, TopicWords.callRatings, TopicWords.orderRatings].flatMap {
      try $0.measures()
    }
  }
}
