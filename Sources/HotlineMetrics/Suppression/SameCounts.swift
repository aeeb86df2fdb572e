import HotlineModel

/// Counts that are the same number under different names, or nearly: calls that were answered, and those of them whose wait is known. What is
/// hidden of the one is hidden of the other.
struct SameCounts {
  typealias Quantity = [String]
  typealias Labels = [String]

  private let pairs: [(Quantity, Quantity)]

  /// Finds them in the counts themselves: two that agree in every month and group, and not only in being 0. Of the calls that were answered and
  /// those whose wait is known some row of the year makes two: they are told by what they count.
  ///
  /// - Parameters:
  ///   - counts: of each month, of each quantity, by the labels of the table's groups.
  ///   - metrics: those of the table.
  init(_ counts: [String: [Quantity: [Labels: Double]]], _ metrics: [Metric]) {
    var cells: [Quantity: [Labels: Double]] = [:]
    for (month, quantities) in counts {
      for (quantity, ofMonth) in quantities {
        for (labels, count) in ofMonth { cells[quantity, default: [:]][[month] + labels] = count }
      }
    }
    cells = cells.filter { $0.value.contains { $0.value > 0 } }
    let groups = Dictionary(grouping: cells.keys) { cells[$0] }
    let equal = groups.values.flatMap { same in
      let sorted = same.sorted { $0.lexicographicallyPrecedes($1) }
      return zip(sorted, sorted.dropFirst()).map { ($0, $1) }
    }
    pairs = equal + Self.knownParts(cells, metrics)
  }

  /// The share that is unknown of a count, at most, for the known part to tell what the whole tells.
  private static let unknown = 0.05

  /// What is known of a count, beside the count itself, where nearly all is known.
  private static func knownParts(
    _ cells: [Quantity: [Labels: Double]], _ metrics: [Metric]
  ) -> [(Quantity, Quantity)] {
    let counted = Dictionary(metrics.flatMap { $0.numerator + $0.denominator }.map { ($0.id, $0) }) { first, _ in first
    }
    let sums = counted.compactMap { id, measure in
      cells[[id]].map { (measure: measure, sum: $0.values.reduce(0, +)) }
    }.sorted { $0.measure.id < $1.measure.id }
    return sums.flatMap { part in
      sums.filter { $0.sum * (1 - unknown) <= part.sum && part.measure.isKnownPart(of: $0.measure) }
        .map { ([part.measure.id], [$0.measure.id]) }
    }
  }

  /// Hides what is hidden of one under the names of the others too.
  func hide(in hidden: inout [Quantity: Set<Labels>]) {
    for (first, second) in pairs + pairs.reversed() {
      let both = (hidden[first] ?? []).union(hidden[second] ?? [])
      guard !both.isEmpty else { continue }
      hidden[first] = both
      hidden[second] = both
    }
  }
}
