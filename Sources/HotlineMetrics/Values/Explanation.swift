import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Where a value comes from: definition, formula, SQL for `sqlite3`, counts, and the rows themselves.
package struct Explanation: Sendable {
  /// Which rows a listing is of.
  package enum Part: String, Sendable, CaseIterable {
    /// What is counted above the line.
    case numerator
    /// What is counted below the line but not above it.
    case missed
    /// What is counted below the line.
    case denominator
  }

  /// One measure's share in the value.
  package struct Term: Sendable {
    /// The measure.
    package let measure: Measure
    /// The SQL that gives its sum.
    package let sql: String
    /// Its sum, of medians and their like the value; `nil` where that is not known.
    package let sum: Double?
    /// What the sum counts in.
    package let unit: Metric.Unit

    init(_ measure: Measure, sql: String, sum: Double?, unit: Metric.Unit? = nil) {
      self.measure = measure
      self.sql = sql
      self.sum = sum
      self.unit = unit ?? measure.unit ?? .count
    }
  }

  /// The value explained.
  package let value: MetricValue
  /// The slice.
  package let slice: Slice
  /// The moment up to which the data speak.
  package let asOf: Int64
  /// What is added up above the line.
  package let numerator: [Term]
  /// What is added up below the line.
  package let denominator: [Term]
  /// What was left out.
  package let leftOut: [Term]

  /// The SQL that gives the numerator's whole sum.
  package var numeratorSQL: String { FactSQL.total(of: numerator.map(\.sql)) }
  /// The SQL that gives the denominator's whole sum; `nil` for a plain count.
  package var denominatorSQL: String? { denominator.isEmpty ? nil : FactSQL.total(of: denominator.map(\.sql)) }
}

extension MetricEngine {
  /// Explains a metric's value in a slice.
  ///
  /// - Throws: a ``Diagnostic`` where its facts bear no such names, or when the database cannot be read.
  package func explain(_ metric: Metric, slice: Slice, asOf: Int64? = nil) throws -> Explanation {
    try checkNames(of: metric, in: slice)
    let table = try values(MetricQuery(metrics: [metric], slice: slice, asOf: asOf))
    let query = SumQuery(measures: [], period: slice.period, conditions: slice.conditions, asOf: table.asOf)
    guard let value = table.values.first else {
      throw Diagnostic(found: LocalizedText(zh: "没有可解释的值", en: "there is no value to explain"))
    }
    // Where no file tells of a count, the SQL gives 0, which is not known.
    let isUntold = metric.counting == .sums && metric.denominator.isEmpty && value.numerator == nil
    func terms(_ measures: [Measure]) throws -> [Explanation.Term] {
      try measures.map { measure in
        let facts = FactQuestion(measure, in: query)
        return Explanation.Term(measure, sql: try data.sql(facts, .sum), sum: isUntold ? nil : try data.sum(facts))
      }
    }
    return Explanation(
      value: value, slice: slice, asOf: table.asOf,
      numerator: try metric.answer == .sum ? terms(metric.numerator) : ownTerms(metric, value: value, query: query),
      denominator: try metric.counting == .hoursCovered
        ? hours(metric, value: value, query: query) : terms(metric.denominator),
      leftOut: try terms(metric.leftOut).filter { !$0.measure.isRare || $0.sum != 0 })
  }

  /// The terms of a metric that does not add up.
  private func ownTerms(_ metric: Metric, value: MetricValue, query: SumQuery) throws -> [Explanation.Term] {
    try metric.numerator.map { measure in
      let sql = try data.sql(FactQuestion(measure, in: query), metric.answer)
      return Explanation.Term(measure, sql: sql, sum: value.top, unit: value.topUnit)
    }
  }

  /// The clock hours of the period, up to the end of the data, in which a service might have been on duty.
  private func hours(_ metric: Metric, value: MetricValue, query: SumQuery) -> [Explanation.Term] {
    guard let fact = metric.numerator.first?.fact else { return [] }
    let hours = Measure(id: "clock_hours", fact: fact, filter: nil, value: nil, time: nil)
    return [Explanation.Term(hours, sql: FactSQL.clockHours(of: query), sum: value.denominator)]
  }

  /// The cases of a measure that have the value of a statistic; `nil` when there are none.
  private func cases(with statistic: OrderStatistic, of measure: Measure, in query: SumQuery) throws -> Measure? {
    let found = try data.values(of: measure, in: query) { Set(statistic.ranks(of: $0)) }.first
    return found.flatMap { measure.cases(valued: Set($0.values.values)) }
  }

  /// The first rows behind a value.
  package func rows(
    _ part: Explanation.Part, of metric: Metric, slice: Slice, asOf: Int64, limit: Int
  ) throws -> [FactRow] {
    try listing(part, of: metric, slice: slice, asOf: asOf, limit: limit, from: .offset(0)).rows
  }

  /// A page of the rows behind a value. Above the line of a median and its like are the cases that have the value.
  package func listing(
    _ part: Explanation.Part, of metric: Metric, slice: Slice, asOf: Int64, limit: Int, from place: RowPlace
  ) throws -> RowListing {
    try checkNames(of: metric, in: slice)
    let query = SumQuery(measures: [], period: slice.period, conditions: slice.conditions, asOf: asOf)
    let listsAll = part == .denominator && !metric.denominator.isEmpty
    var above = metric.numerator
    // Which cases have the value takes a look at all of them.
    if let statistic = metric.statistic, !listsAll {
      above = try metric.numerator.compactMap { try cases(with: statistic, of: $0, in: query) }
    }
    let measures = part == .numerator || metric.denominator.isEmpty ? above : metric.denominator
    var found = RowListing()
    func rows(_ term: Int, from place: RowSpan.Place) throws -> RowListing {
      let facts = FactQuestion(measures[term], in: query)
      let other =
        part == .missed
        ? above.first { $0.fact == facts.measure.fact }.map { FactQuestion($0, in: query) } : nil
      return RowListing(
        try data.rows(facts, excluding: other, RowSpan(limit - found.rows.count, from: place)), term: term)
    }
    switch place {
    case .offset(var skipped):
      for term in measures.indices where found.rows.count < limit {
        let page = try rows(term, from: .offset(skipped))
        found = found + page
        if page.rows.isEmpty, measures.count > 1 {
          skipped = max(0, skipped - Int(try data.sum(FactQuestion(measures[term], in: query))))
        } else {
          skipped = 0
        }
      }
    case .after(let mark):
      for term in measures.indices where term >= mark.term && found.rows.count < limit {
        found = try found + rows(term, from: term == mark.term ? .after(mark.position) : .start)
      }
    case .before(let mark):
      for term in measures.indices.reversed() where term <= mark.term && found.rows.count < limit {
        found = try rows(term, from: term == mark.term ? .before(mark.position) : .end) + found
      }
    case .end:
      for term in measures.indices.reversed() where found.rows.count < limit {
        found = try rows(term, from: .end) + found
      }
    }
    return found
  }
}

extension Metric {
  /// What the SQL of the numerator tells.
  package var answer: FactAnswer {
    if let statistic { return .statistic(statistic) }
    return switch counting {
    case .hoursCovered: .hours
    case .longestGap: .longestGap
    case .sums, .median, .percentile, .minimum, .maximum: .sum
    }
  }
}

extension MetricValue {
  /// What the SQL of the numerator gives: of medians and their like the value itself.
  var top: Double? { metric.statistic == nil ? numerator : value }
  /// What that counts in; `nil` where the measure tells.
  var topUnit: Metric.Unit? { metric.statistic == nil ? nil : metric.unit }
}
