import HotlineModel

/// Counts that are the same number under different names, or nearly: calls that were answered, and those of them whose wait is known. What is
/// hidden of the one is hidden of the other.
struct SameCounts {
  typealias Quantity = [String]
  typealias Labels = [String]

  private var equal: [(Quantity, Quantity)] = []
  /// Quantities that agreed in all months so far have the same number; those that were in none have none.
  private var classes: [Quantity: Int] = [:]
  private var counted: Set<Quantity> = []
  /// What is known of a count, beside the count itself.
  private let knownParts: [(part: Quantity, whole: Quantity)]

  /// Of the calls that were answered and those whose wait is known some row of the year makes two: they are told by what they count.
  ///
  /// - Parameter metrics: those of the table.
  init(_ metrics: [Metric]) {
    let counted = Dictionary(metrics.flatMap { $0.numerator + $0.denominator }.map { ($0.id, $0) }) { first, _ in first
    }
    let measures = counted.values.sorted { $0.id < $1.id }
    knownParts = measures.flatMap { part in
      measures.filter { part.isKnownPart(of: $0) }.map { ([part.id], [$0.id]) }
    }
  }

  /// Looks at a further month: two quantities that agree in every month and group so far, and not only in being 0, are one.
  ///
  /// - Parameter counts: of each quantity, by the labels of the table's groups.
  mutating func add(_ counts: [Quantity: [Labels: Double]]) {
    struct Agreement: Hashable {
      let before: Int?
      let cells: [Labels: Double]
    }
    var numbers: [Agreement: Int] = [:]
    var groups: [Int: [Quantity]] = [:]
    for quantity in Set(classes.keys).union(counts.keys) {
      let cells = counts[quantity] ?? [:]
      let number = numbers[Agreement(before: classes[quantity], cells: cells), default: numbers.count]
      numbers[Agreement(before: classes[quantity], cells: cells)] = number
      groups[number, default: []].append(quantity)
      if cells.contains(where: { $0.value > 0 }) { counted.insert(quantity) }
    }
    classes = [:]
    for (number, quantities) in groups { for quantity in quantities { classes[quantity] = number } }
    equal = groups.values.flatMap { same in
      let sorted = same.filter(counted.contains).sorted { $0.lexicographicallyPrecedes($1) }
      return zip(sorted, sorted.dropFirst()).map { ($0, $1) }
    }
  }

  /// Hides what is hidden of one under the names of the others too.
  ///
  /// - Parameters:
  ///   - counts: of each quantity, by the labels of the table's groups.
  ///   - threshold: a known part that lacks fewer than so many of its whole, and is most of it, tells the whole.
  func hide(in hidden: inout [Quantity: Set<Labels>], of counts: [Quantity: [Labels: Double]], under threshold: Double)
  {
    var before: [Quantity: Set<Labels>]
    repeat {
      before = hidden
      hideOnce(in: &hidden, of: counts, under: threshold)
    } while hidden != before
  }

  private func hideOnce(
    in hidden: inout [Quantity: Set<Labels>], of counts: [Quantity: [Labels: Double]], under threshold: Double
  ) {
    for (first, second) in equal { hide(first, second, in: &hidden) }
    for (part, whole) in knownParts {
      let labels = (hidden[part] ?? []).union(hidden[whole] ?? [])
      // Where one group is told by the others of its table, all of them have to be hidden.
      let isNear = labels.contains { labels in
        let (known, all) = (counts[part]?[labels] ?? 0, counts[whole]?[labels] ?? 0)
        return all - known < threshold && known > all / 2
      }
      if isNear { hide(part, whole, in: &hidden) }
    }
  }

  private func hide(_ first: Quantity, _ second: Quantity, in hidden: inout [Quantity: Set<Labels>]) {
    let both = (hidden[first] ?? []).union(hidden[second] ?? [])
    guard !both.isEmpty else { return }
    hidden[first] = both
    hidden[second] = both
  }
}
