import HotlineModel

/// A count and what its value leaves out: together they are a whole that another metric of the same table may show. Then a part that is hidden
/// alone is the whole less the others.
struct Partition {
  typealias Quantity = [String]

  /// What the value counts, then each measure that it leaves out.
  private let parts: [Quantity]

  /// - Returns: `nil` for a metric that leaves nothing out.
  init?(_ metric: Metric) {
    guard !metric.leftOut.isEmpty, metric.counting == .sums else { return nil }
    let counted = metric.denominator.isEmpty ? metric.numerator : metric.denominator
    parts = [SmallCellSuppression.names(counted)] + metric.leftOut.map { [metric.leftOutID($0)] }
  }

  /// What a table must hide so that its wholes tell no hidden part.
  ///
  /// - Parameters:
  ///   - counts: of each quantity, by the labels of the table's groups.
  ///   - threshold: counts under this are small.
  ///   - hide: gives what is hidden of a quantity when these labels of it are hidden whatever their count.
  static func hidden(
    _ partitions: [Partition], in counts: [Quantity: [[String]: Double]], under threshold: Double,
    hide: (Quantity, [[String]: Double], Set<[String]>) -> Set<[String]>
  ) -> [Quantity: Set<[String]>] {
    var forced: [Quantity: Set<[String]>] = [:]
    var hidden = Dictionary(uniqueKeysWithValues: counts.map { ($0.key, hide($0.key, $0.value, [])) })
    while true {
      let before = forced
      for partition in partitions { partition.force(&forced, in: counts, hidden: hidden, under: threshold) }
      guard forced != before else { return hidden }
      for (quantity, labels) in forced where labels != before[quantity] {
        hidden[quantity] = hide(quantity, counts[quantity] ?? [:], labels)
      }
    }
  }

  /// Adds what must be hidden beside the hidden parts: the smallest others, until two are hidden that together are not small. The value itself
  /// stays, although all that it leaves out is then told as one number: without it nothing would be left of a rate that counts nearly all.
  private func force(
    _ forced: inout [Quantity: Set<[String]>], in counts: [Quantity: [[String]: Double]],
    hidden: [Quantity: Set<[String]>], under threshold: Double
  ) {
    let labels = parts.dropFirst().reduce(into: Set<[String]>()) { $0.formUnion(hidden[$1] ?? []) }
    guard !labels.isEmpty else { return }
    let wholes = wholes(in: counts)
    for label in labels {
      func count(_ part: Quantity) -> Double { counts[part]?[label] ?? 0 }
      func isHidden(_ part: Quantity) -> Bool {
        hidden[part]?.contains(label) == true || forced[part]?.contains(label) == true
      }
      guard wholes.contains(where: { !isHidden($0) }) else { continue }
      var inside = parts.filter(isHidden)
      let others = parts.dropFirst().filter { !isHidden($0) && count($0) > 0 }.sorted { count($0) < count($1) }
      for part in others {
        guard inside.count < 2 || inside.reduce(0, { $0 + count($1) }) < threshold else { break }
        forced[part, default: []].insert(label)
        inside.append(part)
      }
    }
  }

  /// The quantities that are the parts together, in every group of the table.
  private func wholes(in counts: [Quantity: [[String]: Double]]) -> [Quantity] {
    let sums = parts.reduce(into: [:]) { sums, part in sums.merge(counts[part] ?? [:], uniquingKeysWith: +) }
    return counts.filter { quantity, cells in
      !parts.contains(quantity) && sums.allSatisfy { $0.value == cells[$0.key] ?? 0 }
    }.map(\.key)
  }
}
