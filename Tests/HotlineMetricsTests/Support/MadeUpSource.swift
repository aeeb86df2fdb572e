import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Facts that a test makes up, and the sums over them: each fact says itself in which measures it counts, and for how much.
struct MadeUpSource: MetricSource {
  /// One fact, or several alike.
  struct Fact {
    var kind = FactKind.call
    /// Local time: `2019-12-03 10:00`.
    var at: String
    var names: [Dimension: String] = [:]
    /// What it adds to each measure.
    var counts: [String: Double]
    /// The values of single cases.
    var cases: [String: [Double]] = [:]

    var moment: Int64 { LocalTime.parse(at) ?? 0 }
  }

  var facts: [Fact] = []
  var end: Int64?
  var files: [SourceSpan] = FactKind.allCases.map { SourceSpan(kind: $0, line: nil, days: 0...60_000) }
  var reports: [SourceReport] = []
  var preciseToMinutes: [String] = []
  var order: [Dimension: [String]] = [:]
  var workingDays: [String: Bool] = [:]
  var holidays: [String: String] = [:]
  var hours: [SeatHour] = []
  var frequencies: [CallerFrequency] = []
  var ages: [String: [OrderAge: Int]] = [:]

  /// Facts up to the end of a day.
  init(_ facts: [Fact], until day: String) throws {
    self.facts = facts
    end = try #require(LocalDay(iso: day)).end - 1
  }

  var path: String { "made-up.sqlite" }
  func asOf() -> Int64? { end }

  private func found(_ measure: Measure, _ query: SumQuery) -> [Fact] {
    facts.filter { fact in
      fact.kind == measure.fact && query.period.contains(LocalDay(containing: fact.moment)) && fact.moment <= query.asOf
        && query.conditions.allSatisfy { $0.value.contains(fact.names[$0.key] ?? "") }
    }
  }

  private func labels(_ fact: Fact, _ groups: [Grouping]) -> [String] {
    let hour = LocalHour(containing: fact.moment)
    return groups.map { group in
      switch group {
      case .dimension(let dimension): fact.names[dimension] ?? ""
      case .hour: (hour.clock < 10 ? "0" : "") + String(hour.clock)
      case .hourOfDay: String(hour.start)
      default: group.label(of: hour.day) ?? ""
      }
    }
  }

  func sums(_ query: SumQuery) -> [SumRow] {
    var rows: [[String]: [Double]] = query.groups.isEmpty ? [[]: query.measures.map { _ in 0 }] : [:]
    for (place, measure) in query.measures.enumerated() {
      for fact in found(measure, query) {
        let count = measure.id == Measure.allFactsID ? 1 : fact.counts[measure.id] ?? 0
        rows[labels(fact, query.groups), default: query.measures.map { _ in 0 }][place] += count
      }
    }
    return rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { row in
      SumRow(
        labels: row.key, values: zip(query.measures, row.value).map { $0.isTold(by: query) ? $1 : nil })
    }
  }

  func canonicalName(of name: String, in dimension: Dimension) -> String { name }
  func isKnown(_ name: String, in dimension: Dimension) -> Bool { true }
  func listingOrder(of dimension: Dimension) -> [String] { order[dimension] ?? [] }
  func isWorkingDay(_ day: LocalDay) -> Bool? { workingDays[day.iso] }
  func holiday(on day: LocalDay) -> String? { holidays[day.iso] }

  func sql(_ question: FactQuestion, _ answer: FactAnswer) -> String { "\(question.measure.id) \(answer)" }
  func sum(_ question: FactQuestion) -> Double {
    found(question.measure, question.query).reduce(0) { $0 + ($1.counts[question.measure.id] ?? 0) }
  }
  /// A row for each fact that a measure counts, by its place among all facts.
  func rows(_ question: FactQuestion, excluding other: FactQuestion?, _ span: RowSpan) -> [FactRow] {
    var rows = facts.enumerated().filter { _, fact in
      fact.kind == question.measure.fact && (fact.counts[question.measure.id] ?? 0) != 0
        && other.map { (fact.counts[$0.measure.id] ?? 0) == 0 } ?? true
    }.map { place, _ in
      FactRow(
        file: question.measure.id, sourceLine: place, columns: [],
        position: RowPosition(number: Int64(place), key: nil))
    }
    switch span.place {
    case .offset(let count): rows = Array(rows.dropFirst(count))
    case .after(let mark): rows = rows.filter { ($0.position?.number ?? 0) > (mark.number ?? 0) }
    case .before(let mark): rows = rows.filter { ($0.position?.number ?? 0) < (mark.number ?? 0) }
    case .end: break
    }
    return Array(span.isBackwards ? rows.suffix(span.limit) : rows.prefix(span.limit))
  }

  func values(
    of measure: Measure, in query: SumQuery, at ranks: (_ cases: Int) -> Set<Int>
  ) -> [RankedValues] {
    Dictionary(grouping: found(measure, query)) { labels($0, query.groups) }.compactMap { group in
      let values = group.value.flatMap { $0.cases[measure.id] ?? [] }.sorted()
      guard !values.isEmpty else { return nil }
      let wanted = ranks(values.count).filter { (1...values.count).contains($0) }
      return RankedValues(
        labels: group.key, cases: values.count,
        values: Dictionary(uniqueKeysWithValues: wanted.map { ($0, values[$0 - 1]) }))
    }
  }
  func seatHours(in period: Period) -> [SeatHour] { hours }
  func callerFrequencies(in period: Period, under conditions: [Dimension: [String]]) -> [CallerFrequency] {
    frequencies
  }
  func orderAges(
    in period: Period, asOf: Int64, under conditions: [Dimension: [String]]
  ) -> [String: [OrderAge: Int]] { ages }

  func sources(of period: Period?) -> [SourceReport] { reports }
  func spans() -> [SourceSpan] { files }
  func holdsFacts(of kind: FactKind) -> Bool { true }
  func horizons() -> [FactKind: Horizon] { [:] }
  func rejectCounts() -> [RejectCount] { [] }
  func minutePreciseSources(_ fact: FactKind, in period: Period) -> [String] { preciseToMinutes }
  func isSimulated() -> Bool { false }
}

extension MadeUpSource {
  /// Calls of one hour: so many, of which so many asked for a seat, were connected, were abandoned.
  static func calls(
    _ at: String, _ inbound: Double, asked: Double? = nil, connected: Double? = nil, abandoned: Double = 0,
    line: String = "962200", names: [Dimension: String] = [:]
  ) -> Fact {
    let asked = asked ?? inbound
    return Fact(
      at: at, names: names.merging([.line: line]) { own, _ in own },
      counts: [
        "calls_inbound": inbound, "calls_asked": asked, "calls_connected": connected ?? asked - abandoned,
        "calls_abandoned": abandoned,
      ])
  }

  /// An engine over the facts, with the KPIs that are shipped.
  var engine: MetricEngine {
    get throws { MetricEngine(data: self, catalog: try ShippedMetrics.catalog.get()) }
  }
}
