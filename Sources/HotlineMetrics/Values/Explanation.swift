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
    /// Its sum.
    package let sum: Double
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
  package func explain(_ metric: Metric, slice: Slice, asOf: Int64? = nil) throws -> Explanation {
    let table = try values(MetricQuery(metrics: [metric], slice: slice, asOf: asOf))
    let query = SumQuery(measures: [], period: slice.period, conditions: slice.conditions, asOf: table.asOf)
    func terms(_ measures: [Measure]) throws -> [Explanation.Term] {
      try measures.map { measure in
        let facts = FactQuestion(measure, in: query)
        return Explanation.Term(measure: measure, sql: try data.sql(facts, .sum), sum: try data.sum(facts))
      }
    }
    guard let value = table.values.first else {
      throw Diagnostic(found: LocalizedText(zh: "没有可解释的值", en: "there is no value to explain"))
    }
    return Explanation(
      value: value, slice: slice, asOf: table.asOf,
      numerator: try metric.counting == .sums ? terms(metric.numerator) : hourTerms(metric, value: value, query: query),
      denominator: try terms(metric.denominator),
      leftOut: try terms(metric.leftOut).filter { !$0.measure.isRare || $0.sum != 0 })
  }

  private func hourTerms(_ metric: Metric, value: MetricValue, query: SumQuery) throws -> [Explanation.Term] {
    try metric.numerator.map { measure in
      let sql = try data.sql(FactQuestion(measure, in: query), metric.counting.answer)
      return Explanation.Term(measure: measure, sql: sql, sum: value.numerator ?? 0)
    }
  }

  /// A page of the rows behind a value.
  package func rows(
    _ part: Explanation.Part, of metric: Metric, slice: Slice, asOf: Int64, limit: Int, offset: Int
  ) throws -> [FactRow] {
    let query = SumQuery(measures: [], period: slice.period, conditions: slice.conditions, asOf: asOf)
    let measures = part == .numerator || metric.denominator.isEmpty ? metric.numerator : metric.denominator
    var rows: [FactRow] = []
    var skipped = offset
    for measure in measures where rows.count < limit {
      let facts = FactQuestion(measure, in: query)
      let other =
        part == .missed
        ? metric.numerator.first { $0.fact == measure.fact }.map { FactQuestion($0, in: query) } : nil
      let page = try data.rows(facts, excluding: other, limit: limit - rows.count, offset: skipped)
      rows += page
      if page.isEmpty, measures.count > 1 {
        skipped = max(0, skipped - Int(try data.sum(facts)))
      } else {
        skipped = 0
      }
    }
    return rows
  }
}

extension Metric.Counting {
  /// What the SQL of a numerator tells.
  var answer: FactAnswer {
    switch self {
    case .sums: .sum
    case .hoursCovered: .hours
    case .longestGap: .longestGap
    }
  }
}
