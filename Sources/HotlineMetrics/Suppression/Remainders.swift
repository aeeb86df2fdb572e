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
  /// The pairs by what they tell.
  private let places: [Quantity: Int]
  /// Of each pair, what held in all groups and months so far.
  private var held: [(rest: Bool, larger: Bool, smaller: Bool)]

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
    places = Dictionary(pairs.enumerated().flatMap { [($1.rest, $0), ($1.excess, $0)] }) { first, _ in first }
    held = pairs.map { _ in (true, true, true) }
  }

  /// Whether two metrics are different rates of one denominator.
  static func areRelated(_ first: Metric, _ second: Metric) -> Bool {
    func names(_ measures: [Measure]) -> Quantity { SmallCellSuppression.names(measures) }
    return PublicFigures.isShare(first) && PublicFigures.isShare(second)
      && names(first.denominator) == names(second.denominator)
      && names(first.numerator) != names(second.numerator)
  }

  /// The counts of a further month with what each pair tells beside them.
  ///
  /// Whether two numerators exclude each other, or one holds the other, is taken from the counts themselves: where one group of the
  /// table says otherwise, in this month or one before, the difference is nobody's number.
  ///
  /// - Parameter counts: of each quantity, by the labels of the table's groups.
  mutating func added(to counts: [Quantity: [Labels: Double]]) -> [Quantity: [Labels: Double]] {
    var added = counts
    for (place, pair) in pairs.enumerated() {
      let cells = (counts[pair.second] ?? [:]).compactMap {
        labels, second -> (labels: Labels, rest: Double, excess: Double)? in
        guard let first = counts[pair.first]?[labels], let whole = counts[pair.denominator]?[labels] else { return nil }
        // Beside a 0 the pair tells no more than the other rate alone.
        guard first > 0, second > 0 else { return nil }
        return (labels, whole - first - second, second - first)
      }
      for cell in cells {
        held[place].rest = held[place].rest && cell.rest >= 0
        held[place].larger = held[place].larger && cell.excess >= 0
        held[place].smaller = held[place].smaller && cell.excess <= 0
      }
      let (isRest, larger, smaller) = held[place]
      for cell in cells {
        if isRest { added[pair.rest, default: [:]][cell.labels] = cell.rest }
        if larger || smaller { added[pair.excess, default: [:]][cell.labels] = abs(cell.excess) }
      }
    }
    return added
  }

  /// What a pair tells beside the counts, by the name of its denominator less both numerators, or of one less the other, while that holds.
  func holds(_ quantity: Quantity) -> Bool {
    guard let place = places[quantity] else { return true }
    return pairs[place].rest == quantity ? held[place].rest : held[place].larger || held[place].smaller
  }

  /// Hides the second rate of a pair where what both tell is hidden.
  func hide(in hidden: inout [Quantity: Set<Labels>]) {
    for pair in pairs {
      let labels = (hidden[pair.rest] ?? []).union(hidden[pair.excess] ?? [])
      if !labels.isEmpty { hidden[pair.second, default: []].formUnion(labels) }
    }
  }
}
