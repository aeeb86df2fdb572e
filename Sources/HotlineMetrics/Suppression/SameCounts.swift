/// Counts that are the same number under different names: calls that were answered, and those of them whose wait is known. What is hidden of
/// the one is hidden of the other.
struct SameCounts {
  typealias Quantity = [String]
  typealias Labels = [String]

  private let pairs: [(Quantity, Quantity)]

  /// Finds them in the counts themselves: two that agree in every month and group, and not only in being 0.
  ///
  /// - Parameter counts: of each month, of each quantity, by the labels of the table's groups.
  init(_ counts: [String: [Quantity: [Labels: Double]]]) {
    var cells: [Quantity: [[String]: Double]] = [:]
    for (month, quantities) in counts {
      for (quantity, ofMonth) in quantities {
        for (labels, count) in ofMonth { cells[quantity, default: [:]][[month] + labels] = count }
      }
    }
    let groups = Dictionary(grouping: cells.filter { $0.value.contains { $0.value > 0 } }.keys) { cells[$0] }
    pairs = groups.values.flatMap { same in
      let sorted = same.sorted { $0.lexicographicallyPrecedes($1) }
      return zip(sorted, sorted.dropFirst()).map { ($0, $1) }
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
