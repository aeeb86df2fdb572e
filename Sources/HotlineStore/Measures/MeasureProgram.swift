/// The measures of one fact, ready to be evaluated over many facts at once.
///
/// A filter is a conjunction; many filters share conjuncts (`direction = 'inbound'` stands in most). Each distinct one is
/// evaluated once per fact, the simple shapes without walking a tree, and a filter holds when all of its conjuncts do.
struct MeasureProgram {
  /// A conjunct in a shape that needs no walk. Only its truth matters: unknown counts as false.
  private enum Test: Hashable {
    case isNull(Int)
    case isNotNull(Int)
    /// The value is one of the codes below 64 that the mask has.
    case isIn(Int, mask: UInt64)
    case isNotIn(Int, mask: UInt64)
    case equals(Int, Double)
    case atMost(Int, Double)
    case below(Int, Double)
    case columnAtMost(Int, Int)
  }

  private struct Prepared {
    var tests: [Int]
    var conditions: [MeasureExpression.Node]
    var value: MeasureExpression.Node?
    var matures: Int?
  }

  private var tests: [Test] = []
  private var measures: [Prepared] = []

  /// The number of measures.
  var count: Int { measures.count }

  init(_ list: [Measure], names: NameTables) {
    var places: [Test: Int] = [:]
    for measure in list {
      func id(_ column: Int, _ name: String) -> Int64? {
        guard case .dimension(let dimension) = measure.fact.columns[column].content else { return nil }
        return names.existingID(of: name, in: dimension)
      }
      var prepared = Prepared(
        tests: [], conditions: [], value: measure.value?.root.resolved(id),
        matures: measure.matures.flatMap { name in measure.fact.columns.firstIndex { $0.name == name } })
      for node in measure.filter?.root.resolved(id).conjuncts ?? [] {
        guard let test = Self.test(node) else {
          prepared.conditions.append(node)
          continue
        }
        let place = places[test] ?? tests.count
        if place == tests.count { tests.append(test) }
        places[test] = place
        prepared.tests.append(place)
      }
      measures.append(prepared)
    }
  }

  /// Writes what the fact adds to each measure, whatever the as-of moment, and says whether it adds anything.
  /// - Parameter verdicts: room for the tests' outcomes, at least ``testCount`` long.
  func evaluate(_ cells: FactCells, verdicts: UnsafeMutablePointer<Bool>, into sums: UnsafeMutablePointer<Double>)
    -> Bool
  {
    for (index, test) in tests.enumerated() { verdicts[index] = Self.holds(test, cells) }
    var isAny = false
    for (index, measure) in measures.enumerated() {
      let sum = contribution(measure, cells, verdicts)
      sums[index] = sum
      if sum != 0 { isAny = true }
    }
    return isAny
  }

  var testCount: Int { max(1, tests.count) }

  @inline(__always)
  private func contribution(_ measure: Prepared, _ cells: FactCells, _ verdicts: UnsafeMutablePointer<Bool>) -> Double {
    for test in measure.tests where !verdicts[test] { return 0 }
    if let matures = measure.matures, !cells.isPresent[matures] { return 0 }
    for condition in measure.conditions where (condition.value(cells) ?? 0) == 0 { return 0 }
    guard let value = measure.value else { return 1 }
    if case .column(let column) = value { return cells.isPresent[column] ? Double(cells.values[column]) : 0 }
    return value.value(cells) ?? 0
  }

  @inline(__always)
  private static func holds(_ test: Test, _ cells: FactCells) -> Bool {
    switch test {
    case .isNull(let column): !cells.isPresent[column]
    case .isNotNull(let column): cells.isPresent[column]
    case .isIn(let column, let mask):
      cells.isPresent[column] && UInt64(bitPattern: cells.values[column]) < 64
        && mask >> UInt64(cells.values[column]) & 1 == 1
    case .isNotIn(let column, let mask):
      cells.isPresent[column]
        && !(UInt64(bitPattern: cells.values[column]) < 64 && mask >> UInt64(cells.values[column]) & 1 == 1)
    case .equals(let column, let value): cells.isPresent[column] && Double(cells.values[column]) == value
    case .atMost(let column, let value): cells.isPresent[column] && Double(cells.values[column]) <= value
    case .below(let column, let value): cells.isPresent[column] && Double(cells.values[column]) < value
    case .columnAtMost(let left, let right):
      cells.isPresent[left] && cells.isPresent[right] && cells.values[left] <= cells.values[right]
    }
  }

  private static func test(_ node: MeasureExpression.Node) -> Test? {
    switch node {
    case .isNull(.column(let column)): return .isNull(column)
    case .not(.isNull(.column(let column))): return .isNotNull(column)
    case .not(let inner):
      guard let (column, mask) = inner.codes else { return nil }
      return .isNotIn(column, mask: mask)
    case .compare(.lessOrEqual, .column(let column), .number(let value)): return .atMost(column, value)
    case .compare(.less, .column(let column), .number(let value)): return .below(column, value)
    case .compare(.lessOrEqual, .column(let left), .column(let right)): return .columnAtMost(left, right)
    case .compare(.equal, .column(let column), .number(let value)):
      if let (column, mask) = node.codes { return .isIn(column, mask: mask) }
      return .equals(column, value)
    default:
      guard let (column, mask) = node.codes else { return nil }
      return .isIn(column, mask: mask)
    }
  }
}

extension MeasureExpression.Node {
  /// The conditions that must all hold for the node to.
  fileprivate var conjuncts: [MeasureExpression.Node] {
    if case .and(let left, let right) = self { return left.conjuncts + right.conjuncts }
    return [self]
  }

  /// The column and the codes below 64 of `column = 1 or column = 3`, if the node is that.
  fileprivate var codes: (column: Int, mask: UInt64)? {
    switch self {
    case .compare(.equal, .column(let column), .number(let value)):
      return (0..<64).contains(value) && value.rounded() == value ? (column, 1 << UInt64(value)) : nil
    case .or(let left, let right):
      guard let first = left.codes, let second = right.codes, first.column == second.column else { return nil }
      return (first.column, first.mask | second.mask)
    default: return nil
    }
  }
}
