/// Which facts are meant: those that a measure counts under a query's period, conditions and as-of moment.
package struct FactQuestion: Sendable {
  /// The measure.
  package let measure: Measure
  /// The period, the conditions and the as-of moment; its measures and groups are not looked at.
  package let query: SumQuery

  /// Creates a question.
  package init(_ measure: Measure, in query: SumQuery) {
    self.measure = measure
    self.query = query
  }
}

/// What is to be told of the facts of a ``FactQuestion``.
package enum FactAnswer: Sendable, Hashable {
  /// The measure's sum.
  case sum
  /// The clock hours with at least one of them.
  case hours
  /// The longest run of clock hours without one of them, up to the period's or the data's end.
  case longestGap
  /// The value at a place among those of the measure's cases.
  case statistic(OrderStatistic)
}
