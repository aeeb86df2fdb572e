import HotlineModel

/// What two rates of one denominator tell together: the rest that is in neither (asked − connected − abandoned is what failed), or how
/// far the one reaches beyond the other (self-service alone).
struct Remainders {
  typealias Quantity = [String]
  typealias Labels = [String]

  /// Two rates of one denominator; the second is hidden where both together would tell a small count.
  private struct Pair {
    let denominator, first, second: Quantity

    var rest: Quantity { denominator + ["−"] + first + ["−"] + second }
    var excess: Quantity { second + ["−"] + first }
  }

  private let pairs: [Pair]

  /// - Parameter metrics: the metrics of a table, in the order of the catalog.
  init(_ metrics: [Metric]) {
    let shares = metrics.filter(PublicFigures.isShare)
    pairs = shares.indices.flatMap { place in
      shares[(place + 1)...].compactMap { second in
        let first = shares[place]
        guard Self.areRelated(first, second) else { return nil }
        return Pair(
          denominator: SmallCellSuppression.names(first.denominator),
          first: SmallCellSuppression.names(first.numerator),
          second: SmallCellSuppression.names(second.numerator))
      }
    }
  }

  /// Whether two metrics are different rates of one denominator.
  static func areRelated(_ first: Metric, _ second: Metric) -> Bool {
    func names(_ measures: [Measure]) -> Quantity { SmallCellSuppression.names(measures) }
    return PublicFigures.isShare(first) && PublicFigures.isShare(second)
      && names(first.denominator) == names(second.denominator)
      && names(first.numerator) != names(second.numerator)
  }

  /// The counts with what each pair tells beside them.
  ///
  /// Whether two numerators exclude each other, or one holds the other, is taken from the counts themselves: where one group of the
  /// table says otherwise, the difference is nobody's number.
  ///
  /// - Parameter counts: of each month, of each quantity, by the labels of the table's groups.
  func added(to counts: [String: [Quantity: [Labels: Double]]]) -> [String: [Quantity: [Labels: Double]]] {
    var added = counts
    for pair in pairs {
      let cells = counts.flatMap {
        month, quantities -> [(month: String, labels: Labels, rest: Double, excess: Double)] in
        (quantities[pair.second] ?? [:]).compactMap { labels, second in
          guard let first = quantities[pair.first]?[labels], let whole = quantities[pair.denominator]?[labels] else {
            return nil
          }
          // Beside a 0 the pair tells no more than the other rate alone.
          guard first > 0, second > 0 else { return nil }
          return (month, labels, whole - first - second, second - first)
        }
      }
      if cells.allSatisfy({ $0.rest >= 0 }) {
        for cell in cells { added[cell.month]?[pair.rest, default: [:]][cell.labels] = cell.rest }
      }
      if cells.allSatisfy({ $0.excess >= 0 }) || cells.allSatisfy({ $0.excess <= 0 }) {
        for cell in cells { added[cell.month]?[pair.excess, default: [:]][cell.labels] = abs(cell.excess) }
      }
    }
    return added
  }

  /// Hides the second rate of a pair where what both tell is hidden.
  func hide(in hidden: inout [Quantity: Set<Labels>]) {
    for pair in pairs {
      let labels = (hidden[pair.rest] ?? []).union(hidden[pair.excess] ?? [])
      if !labels.isEmpty { hidden[pair.second, default: []].formUnion(labels) }
    }
  }
}
