/// A value at a place among the values of a measure's cases, in rising order. Exact: no case is grouped with another.
package enum OrderStatistic: Sendable, Hashable {
  /// The middle value; of an even number of cases the mean of the two in the middle.
  case median
  /// The smallest value that at least so many percent of the cases do not exceed (nearest rank).
  case percentile(Int)
  /// The smallest value.
  case minimum
  /// The largest value.
  case maximum

  /// The ranks, from 1, of the cases whose values' mean it is; none of no cases.
  package func ranks(of cases: Int) -> [Int] {
    guard cases > 0 else { return [] }
    return switch self {
    case .median: cases.isMultiple(of: 2) ? [cases / 2, cases / 2 + 1] : [(cases + 1) / 2]
    case .percentile(let percent): [max(1, (cases * percent + 99) / 100)]
    case .minimum: [1]
    case .maximum: [cases]
    }
  }

  /// The share of all cases that lies below it; `nil` for the ends, of which a sample tells nothing.
  package var share: Double? {
    switch self {
    case .median: 0.5
    case .percentile(let percent): Double(percent) / 100
    case .minimum, .maximum: nil
    }
  }
}

/// The values of one group's cases at the ranks that were asked for.
package struct RankedValues: Sendable, Hashable {
  /// The group's labels, in the order of the query's groups; an absent name is empty.
  package let labels: [String]
  /// How many cases the group has.
  package let cases: Int
  /// The values by rank, from 1 in rising order.
  package let values: [Int: Double]

  /// Creates a group's values.
  package init(labels: [String], cases: Int, values: [Int: Double]) {
    self.labels = labels
    self.cases = cases
    self.values = values
  }

  /// The value of a statistic; `nil` without cases, or where a rank of it was not asked for.
  package func value(_ statistic: OrderStatistic) -> Double? {
    let found = statistic.ranks(of: cases).map { values[$0] }
    let known = found.compactMap { $0 }
    return known.isEmpty || known.count < found.count ? nil : known.reduce(0, +) / Double(known.count)
  }
}
