import HotlineStore

extension MetricEngine {
  /// Explains values that are already computed: definitions and SQL, with counts taken from the values. Only sums of
  /// several measures are counted again.
  ///
  /// - Parameter slice: what the value speaks of, without its groups.
  package func explain(_ value: MetricValue, slice: Slice, asOf: Int64) throws -> Explanation {
    let query = SumQuery(measures: [], period: slice.period, conditions: slice.conditions, asOf: asOf)
    func terms(_ measures: [Measure], _ sum: Double?) throws -> [Explanation.Term] {
      try measures.map { measure in
        let facts = try database.factQuery(measure, query: query)
        var sql = facts.sumSQL
        let end = min(slice.period.end, asOf + 1)
        switch value.metric.counting {
        case .hoursCovered: sql = facts.hoursSQL
        case .longestGap: sql = facts.longestGapSQL(from: slice.period.start, to: end)
        case .sums: break
        }
        return Explanation.Term(
          measure: measure, sql: sql, sum: try measures.count == 1 ? sum ?? 0 : database.sum(facts))
      }
    }
    return Explanation(
      value: value, slice: slice, asOf: asOf, numerator: try terms(value.metric.numerator, value.numerator),
      denominator: try terms(value.metric.denominator, value.denominator),
      leftOut: try value.metric.leftOut.compactMap { measure in
        let count = value.leftOut.first { $0.measure == measure.id }?.count
        guard !measure.isRare || count != nil else { return nil }
        return Explanation.Term(
          measure: measure, sql: try database.factQuery(measure, query: query).sumSQL, sum: count ?? 0)
      })
  }
}
