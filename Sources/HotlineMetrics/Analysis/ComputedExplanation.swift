import HotlineModel

extension MetricEngine {
  /// Explains values that are already computed: definitions and SQL, with counts taken from the values. Only sums of
  /// several measures are counted again.
  ///
  /// - Parameter slice: the value's slice, without its groups.
  package func explain(_ value: MetricValue, slice: Slice, asOf: Int64) throws -> Explanation {
    var slice = slice
    slice.conditions = slice.conditions.restricted(to: conditions)
    let query = SumQuery(measures: [], period: slice.period, conditions: slice.conditions, asOf: asOf)
    func terms(_ measures: [Measure], _ sum: Double?, _ answer: FactAnswer = .sum) throws -> [Explanation.Term] {
      try measures.map { measure in
        let facts = FactQuestion(measure, in: query)
        return Explanation.Term(
          measure, sql: try data.sql(facts, answer),
          sum: try measures.count == 1 ? sum ?? 0 : data.sum(facts),
          unit: answer == .sum ? nil : value.topUnit)
      }
    }
    // What is hidden has no counts, and none is asked for again.
    guard !value.isSuppressed else {
      return Explanation(value: value, slice: slice, asOf: asOf, numerator: [], denominator: [], leftOut: [])
    }
    return Explanation(
      value: value, slice: slice, asOf: asOf,
      numerator: try terms(value.metric.numerator, value.top, value.metric.answer),
      denominator: try terms(value.metric.denominator, value.denominator),
      leftOut: try value.metric.leftOut.compactMap { measure in
        let count = value.leftOut.first { $0.measure == value.metric.leftOutID(measure) }?.count
        guard count != nil || publicPlans == nil && !measure.isRare else { return nil }
        return Explanation.Term(
          measure, sql: try data.sql(FactQuestion(measure, in: query), .sum), sum: count ?? 0)
      })
  }
}
