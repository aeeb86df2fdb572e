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

  /// A measure: the tests that must hold, as bits, and what is rarer.
  private struct Prepared {
    var tests: UInt64 = 0
    /// The column that must be there for the measure to count; -1 for none.
    var matures = -1
    /// The column that is summed; -1 where facts are counted or the value is an expression.
    var column = -1
    /// The place in ``expressions``; -1 for none.
    var expressions = -1
  }

  private struct Expressions {
    var conditions: [MeasureExpression.Node] = []
    var value: MeasureExpression.Node?
  }

  private var tests: [Test] = []
  private var measures: [Prepared] = []
  private var expressions: [Expressions] = []
  /// The measures whose sums need not be whole numbers.
  private(set) var fractional: [Int] = []

  /// The number of measures.
  var count: Int { measures.count }

  init(_ list: [Measure], names: NameTables) {
    var places: [Test: Int] = [:]
    for (index, measure) in list.enumerated() {
      func id(_ column: Int, _ name: String) -> Int64? {
        guard case .dimension(let dimension) = measure.fact.columns[column].content else { return nil }
        return names.existingID(of: name, in: dimension)
      }
      var prepared = Prepared()
      var rest = Expressions()
      if let matures = measure.matures {
        prepared.matures = measure.fact.columns.firstIndex { $0.name == matures } ?? -1
      }
      let value = measure.value?.root.resolved(id)
      if case .column(let column) = value { prepared.column = column } else { rest.value = value }
      if let value, !value.isWhole { fractional.append(index) }
      for node in measure.filter?.root.resolved(id).conjuncts ?? [] {
        guard let test = Self.test(node), places[test] != nil || tests.count < UInt64.bitWidth else {
          rest.conditions.append(node)
          continue
        }
        let place = places[test] ?? tests.count
        if place == tests.count { tests.append(test) }
        places[test] = place
        prepared.tests |= 1 << UInt64(place)
      }
      if rest.value != nil || !rest.conditions.isEmpty {
        prepared.expressions = expressions.count
        expressions.append(rest)
      }
      measures.append(prepared)
    }
  }

  /// Writes what the fact adds to each measure, whatever the as-of moment, and says whether it adds anything.
  func evaluate(_ cells: FactCells, into sums: UnsafeMutablePointer<Double>) -> Bool {
    var verdicts: UInt64 = 0
    tests.withUnsafeBufferPointer { tests in
      for index in 0..<tests.count where Self.holds(tests[index], cells) { verdicts |= 1 << UInt64(index) }
    }
    var isAny = false
    measures.withUnsafeBufferPointer { measures in
      for index in 0..<measures.count {
        let measure = measures[index]
        guard verdicts & measure.tests == measure.tests, measure.matures < 0 || cells.isPresent[measure.matures] else {
          sums[index] = 0
          continue
        }
        let sum: Double
        if measure.expressions >= 0 {
          sum = contribution(measure, expressions[measure.expressions], cells)
        } else if measure.column >= 0 {
          sum = cells.isPresent[measure.column] ? Double(cells.values[measure.column]) : 0
        } else {
          sum = 1
        }
        sums[index] = sum
        if sum != 0 { isAny = true }
      }
    }
    return isAny
  }

  private func contribution(_ measure: Prepared, _ rest: Expressions, _ cells: FactCells) -> Double {
    for condition in rest.conditions where (condition.value(cells) ?? 0) == 0 { return 0 }
    if let value = rest.value { return value.value(cells) ?? 0 }
    guard measure.column >= 0 else { return 1 }
    return cells.isPresent[measure.column] ? Double(cells.values[measure.column]) : 0
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
  /// Whether the value can only be a whole number.
  fileprivate var isWhole: Bool {
    switch self {
    case .number(let value): value.rounded() == value
    case .null, .column, .not, .isNull, .and, .or, .compare, .named: true
    case .negate(let node): node.isWhole
    case .arithmetic(let operation, let left, let right): operation != .divide && left.isWhole && right.isWhole
    case .choose(let branches, let otherwise): otherwise.isWhole && branches.allSatisfy { $0.then.isWhole }
    }
  }

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
