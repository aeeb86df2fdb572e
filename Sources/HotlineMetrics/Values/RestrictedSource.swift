import HotlineCalendar
import HotlineModel

/// Data of which only a part is asked: every sum and every row is under some conditions more.
///
/// Seats answer the calls of all parts: who asks for those of a part gets none.
struct RestrictedSource: MetricSource {
  let base: any MetricSource
  let conditions: [Dimension: [String]]

  private func restricted(_ query: SumQuery) -> SumQuery {
    var query = query
    query.conditions = query.conditions.restricted(to: conditions)
    return query
  }

  private func restricted(_ question: FactQuestion) -> FactQuestion {
    FactQuestion(question.measure, in: restricted(question.query))
  }

  var path: String { base.path }
  func asOf() throws -> Int64? { try base.asOf() }
  func sums(_ query: SumQuery) throws -> [SumRow] { try base.sums(restricted(query)) }
  func canonicalName(of name: String, in dimension: Dimension) throws -> String {
    try base.canonicalName(of: name, in: dimension)
  }
  func isKnown(_ name: String, in dimension: Dimension) -> Bool { base.isKnown(name, in: dimension) }
  func listingOrder(of dimension: Dimension) -> [String] { base.listingOrder(of: dimension) }
  func isWorkingDay(_ day: LocalDay) -> Bool? { base.isWorkingDay(day) }
  func holiday(on day: LocalDay) -> String? { base.holiday(on: day) }

  func sql(_ question: FactQuestion, _ answer: FactAnswer) throws -> String {
    try base.sql(restricted(question), answer)
  }
  func sum(_ question: FactQuestion) throws -> Double { try base.sum(restricted(question)) }
  func rows(_ question: FactQuestion, excluding other: FactQuestion?, _ span: RowSpan) throws -> [FactRow] {
    try base.rows(restricted(question), excluding: other.map(restricted), span)
  }

  func values(
    of measure: Measure, in query: SumQuery, at ranks: (_ cases: Int) -> Set<Int>
  ) throws -> [RankedValues] { try base.values(of: measure, in: restricted(query), at: ranks) }
  func seatHours(in period: Period) throws -> [SeatHour] { [] }
  func callerFrequencies(in period: Period, under others: [Dimension: [String]]) throws -> [CallerFrequency] {
    try base.callerFrequencies(in: period, under: others.restricted(to: conditions))
  }
  func orderAges(
    in period: Period, asOf: Int64, under others: [Dimension: [String]]
  ) throws -> [String: [OrderAge: Int]] {
    try base.orderAges(in: period, asOf: asOf, under: others.restricted(to: conditions))
  }

  func sources(of period: Period?) throws -> [SourceReport] { try base.sources(of: period) }
  func spans() throws -> [SourceSpan] { try base.spans() }
  func holdsFacts(of kind: FactKind) throws -> Bool { try base.holdsFacts(of: kind) }
  func horizons() throws -> [FactKind: Horizon] { try base.horizons() }
  func rejectCounts() throws -> [RejectCount] { try base.rejectCounts() }
  func minutePreciseSources(_ fact: FactKind, in period: Period) throws -> [String] {
    try base.minutePreciseSources(fact, in: period)
  }
  func isSimulated() throws -> Bool { try base.isSimulated() }
}

extension [Dimension: [String]] {
  /// The conditions under some more: of a dimension that both name only what both allow.
  func restricted(to others: [Dimension: [String]]) -> [Dimension: [String]] {
    merging(others) { own, other in own.filter(other.contains) }
  }
}

extension MetricEngine {
  /// An engine that knows only a part of the facts.
  package func restricted(to conditions: [Dimension: [String]]) -> MetricEngine {
    guard !conditions.isEmpty else { return self }
    var engine = MetricEngine(data: RestrictedSource(base: data, conditions: conditions), catalog: catalog)
    engine.conditions = self.conditions.restricted(to: conditions)
    engine.publicPlans = publicPlans
    return engine
  }
}
