/// Finds the sums over months that must be hidden so that no small count of a month follows from them and the months' totals.
///
/// In each month the hidden cells of a table add up to what its total leaves; over months, those of a label to what its sum leaves. Such a
/// system is a graph: a hidden cell joins its month with the sum that it enters, and a sum that is hidden itself is joined with the sum
/// of all. What is known at each end are totals, so that a cell follows from them just when it lies on no circle: when taking it out
/// would part the graph in two.
struct MonthSums {
  /// The sum of a label over months of which some are hidden.
  struct Sum {
    /// The label of the table.
    let label: [String]
    /// The counts of its hidden months, by month.
    let months: [String: Double]
    /// Whether it may still be hidden; those of years so far that were shown cannot.
    let isOpen: Bool
    /// Whether it is hidden.
    var isHidden: Bool

    fileprivate var size: Double { months.values.reduce(0, +) }
  }

  /// An edge of the graph: a hidden cell, or what joins a hidden sum with the sum of all.
  private struct Edge {
    let ends: (Int, Int)
    let sum: Int
    let isSmall: Bool
  }

  private let threshold: Double
  private var sums: [Sum]

  /// The labels of open sums that must be hidden, those that are hidden already among them.
  ///
  /// - Parameters:
  ///   - sums: all sums that hidden months enter.
  ///   - axis: the place in a label of what the months' totals add up; the others part the table into several.
  ///   - threshold: counts under this are small.
  static func hidden(_ sums: [Sum], axis: Int, under threshold: Double) -> Set<[String]> {
    let tables = Dictionary(grouping: sums) { sum in
      var rest = sum.label
      rest[axis] = ""
      return rest
    }
    return tables.values.reduce(into: []) { hidden, sums in
      var table = MonthSums(threshold: threshold, sums: sums)
      hidden.formUnion(table.hidden())
    }
  }

  private mutating func hidden() -> Set<[String]> {
    while let told = toldEdge(), let next = next(besides: told) { sums[next].isHidden = true }
    return Set(sums.filter { $0.isOpen && $0.isHidden }.map(\.label))
  }

  /// The sum to hide for the sake of a cell: its own, else the smallest.
  private func next(besides edge: Edge) -> Int? {
    func isFree(_ index: Int) -> Bool { sums[index].isOpen && !sums[index].isHidden }
    if isFree(edge.sum) { return edge.sum }
    return sums.indices.filter(isFree).min { left, right in
      let (first, second) = (sums[left], sums[right])
      return first.size == second.size
        ? first.label.lexicographicallyPrecedes(second.label) : first.size < second.size
    }
  }

  private func isSmall(_ count: Double) -> Bool { count > 0 && count < threshold }

  /// A small count that follows from the totals, the first by label and month.
  private func toldEdge() -> Edge? {
    let months = Set(sums.flatMap(\.months.keys)).sorted()
    let places = Dictionary(uniqueKeysWithValues: months.enumerated().map { ($0.element, $0.offset) })
    var edges: [Edge] = []
    for (index, sum) in sums.enumerated() {
      let own = months.count + index
      for (month, count) in sum.months.sorted(by: { $0.key < $1.key }) {
        edges.append(Edge(ends: (places[month] ?? 0, own), sum: index, isSmall: isSmall(count)))
      }
      if sum.isHidden {
        edges.append(Edge(ends: (own, months.count + sums.count), sum: index, isSmall: isSmall(sum.size)))
      }
    }
    return Self.bridges(edges, vertices: months.count + sums.count + 1).map { edges[$0] }.first(where: \.isSmall)
  }

  /// The edges that lie on no circle, in order (Tarjan 1974): those below which nothing leads back above them.
  private static func bridges(_ edges: [Edge], vertices: Int) -> [Int] {
    var around = [[Int]](repeating: [], count: vertices)
    for (index, edge) in edges.enumerated() {
      around[edge.ends.0].append(index)
      around[edge.ends.1].append(index)
    }
    var (order, low) = ([Int](repeating: -1, count: vertices), [Int](repeating: 0, count: vertices))
    var count = 0
    var bridges: [Int] = []
    // Vertices on the way from the root, each with the edge that led to it and how many of its own were followed.
    var path: [(vertex: Int, edge: Int, followed: Int)] = []
    func enter(_ vertex: Int, by edge: Int) {
      (order[vertex], low[vertex]) = (count, count)
      count += 1
      path.append((vertex, edge, 0))
    }
    for root in 0..<vertices where order[root] < 0 {
      enter(root, by: -1)
      while let (vertex, edge, followed) = path.last {
        if followed < around[vertex].count {
          path[path.count - 1].followed += 1
          let next = around[vertex][followed]
          guard next != edge else { continue }
          let other = edges[next].ends.0 == vertex ? edges[next].ends.1 : edges[next].ends.0
          if order[other] < 0 { enter(other, by: next) } else { low[vertex] = min(low[vertex], order[other]) }
        } else {
          path.removeLast()
          guard let above = path.last?.vertex else { continue }
          low[above] = min(low[above], low[vertex])
          if low[vertex] > order[above] { bridges.append(edge) }
        }
      }
    }
    return bridges.sorted()
  }
}
