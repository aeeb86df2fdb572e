/// Finds the cells of a table of counts that must be hidden so that no count under a threshold can be read, nor worked out
/// from the others and their totals (primary and complementary suppression).
///
/// After Washington State Department of Health, *Guidelines for Working with Small Numbers*: non-zero counts under the
/// threshold, and further cells so that subtraction from a total does not give them back. A 0 is shown.
package struct SmallCells: Sendable {
  /// Counts under this are small.
  package let threshold: Double
  /// The axes over which a reader may know the totals, by their place in a label.
  package let axes: [Int]

  /// Creates a search.
  package init(threshold: Double, axes: [Int]) {
    self.threshold = threshold
    self.axes = axes
  }

  /// The labels to hide.
  ///
  /// In every strip of the table (the cells that differ in one axis only) either nothing is hidden or at least two cells that
  /// together reach the threshold, as far as the strip has so many; and no hidden cell follows from the totals of all
  /// strips taken together. The smallest cells are hidden first, so that little is lost.
  ///
  /// - Parameters:
  ///   - counts: a count for each label; all labels have the same number of parts.
  ///   - forced: labels that are hidden whatever their count, because another table would tell of a small one.
  package func hidden(in counts: [[String]: Double], forced: Set<[String]> = []) -> Set<[String]> {
    var hidden = Set(counts.filter { $0.value > 0 && $0.value < threshold }.keys)
    hidden.formUnion(forced.filter { counts[$0] != nil })
    guard !hidden.isEmpty else { return [] }
    let strips = strips(of: counts.keys)
    var isChanged = true
    while isChanged {
      isChanged = false
      for strip in strips where !isProtected(strip, hidden: hidden, counts: counts) {
        guard let next = smallest(of: strip, besides: hidden, counts: counts) else { continue }
        hidden.insert(next)
        isChanged = true
      }
      guard !isChanged else { continue }
      for label in determined(hidden, by: strips) {
        let around = strips.filter { $0.contains(label) }.flatMap { $0 }
        guard let next = smallest(of: around, besides: hidden, counts: counts) else { continue }
        hidden.insert(next)
        isChanged = true
        break
      }
    }
    return hidden
  }

  /// The table's strips along each axis, in a fixed order.
  private func strips(of labels: some Sequence<[String]>) -> [[[String]]] {
    let sorted = labels.sorted { $0.lexicographicallyPrecedes($1) }
    return axes.flatMap { axis -> [[[String]]] in
      var strips: [[String]: [[String]]] = [:]
      var order: [[String]] = []
      for label in sorted {
        var others = label
        others[axis] = ""
        if strips[others] == nil { order.append(others) }
        strips[others, default: []].append(label)
      }
      return order.compactMap { strips[$0] }
    }
  }

  private func isProtected(_ strip: [[String]], hidden: Set<[String]>, counts: [[String]: Double]) -> Bool {
    let inside = strip.filter(hidden.contains)
    return inside.isEmpty || inside.count > 1 && inside.reduce(0) { $0 + (counts[$1] ?? 0) } >= threshold
  }

  /// The smallest cell that is not hidden yet; a 0 only when there is nothing else, for it protects little.
  private func smallest(of strip: [[String]], besides hidden: Set<[String]>, counts: [[String]: Double]) -> [String]? {
    strip.filter { !hidden.contains($0) }.min { left, right in
      let (first, second) = (counts[left] ?? 0, counts[right] ?? 0)
      let (firstRank, secondRank) = (first == 0 ? .infinity : first, second == 0 ? .infinity : second)
      return firstRank == secondRank ? left.lexicographicallyPrecedes(right) : firstRank < secondRank
    }
  }

  // MARK: What follows from all totals together

  /// Above so many hidden cells the totals are not solved as one system; each strip is protected all the same.
  private static let solvable = 600
  private static let prime = 2_147_483_647

  /// The hidden cells whose counts follow from the totals: those that stand alone in a row of the reduced system of one
  /// equation a strip. It is reduced modulo a prime, which for 0 and 1 as coefficients is as good as exact.
  private func determined(_ hidden: Set<[String]>, by strips: [[[String]]]) -> [[String]] {
    guard hidden.count <= Self.solvable, axes.count > 1 else { return [] }
    let labels = hidden.sorted { $0.lexicographicallyPrecedes($1) }
    let place = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($0.element, $0.offset) })
    // Equations by the place of their first unknown.
    var pivots: [Int: [Int: Int]] = [:]
    for strip in strips {
      var row = Dictionary(uniqueKeysWithValues: strip.compactMap { place[$0].map { ($0, 1) } })
      // A strip of one is its own total: what is known of it is known.
      guard strip.count > 1 else { continue }
      for (pivot, equation) in pivots { Self.eliminate(pivot, with: equation, from: &row) }
      guard let pivot = row.keys.min(), let leading = row[pivot] else { continue }
      let inverse = Self.power(leading, Self.prime - 2)
      row = row.mapValues { $0 * inverse % Self.prime }
      for other in Array(pivots.keys) { Self.eliminate(pivot, with: row, from: &pivots[other, default: [:]]) }
      pivots[pivot] = row
    }
    return pivots.filter { $0.value.count == 1 }.keys.sorted().map { labels[$0] }
  }

  private static func eliminate(_ pivot: Int, with equation: [Int: Int], from row: inout [Int: Int]) {
    guard let factor = row[pivot] else { return }
    for (column, value) in equation {
      let rest = ((row[column] ?? 0) + (prime - factor) * value) % prime
      row[column] = rest == 0 ? nil : rest
    }
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, square, rest) = (1, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square % prime }
      square = square * square % prime
      rest >>= 1
    }
    return result
  }
}
