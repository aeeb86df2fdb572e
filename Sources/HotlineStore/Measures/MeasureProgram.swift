import HotlineModel

/// The measures of one fact, ready to be evaluated over many facts at once.
///
/// Filters consist of few simple conditions, and many share them (most have `direction = 'inbound'`). Each distinct condition
/// is tested once for each fact. A filter is then a comparison of bits, and a value that depends on one word is looked up in a
/// table.
final class MeasureProgram {
  /// A condition that can be evaluated without the expression tree. Unknown counts as false.
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
    case columnBelow(Int, Int)
  }

  private struct Prepared {
    /// The filter: the tests of one of these, as bits, must all hold. Places in ``alternatives``.
    var alternatives = 0..<0
    /// What else must hold; empty when nothing.
    var condition: ExpressionProgram.Slice = 0..<0
    /// The column that must be there for the measure to count; -1 for none.
    var matures = -1
    /// The column that is summed or that ``table`` goes by; -1 where facts are counted or the value is an expression.
    var column = -1
    /// The first place in ``tables``; -1 when the column itself is summed.
    var table = -1
    /// The value, if it is none of these; else empty.
    var value: ExpressionProgram.Slice = 0..<0
  }

  private let tests: [Test]
  private let measures: [Prepared]
  private let alternatives: [UInt64]
  /// For each value that follows from one word, its values by the word's code, then the one without a word.
  private let tables: [Double]
  private let expressions: ExpressionProgram
  /// The measures whose sums need not be whole numbers.
  let fractional: [Int]
  /// No vocabulary has more words.
  private static let tableSize = 64

  init(_ list: [Measure], names: NameTables) {
    var builder = Builder()
    for (index, measure) in list.enumerated() { builder.add(measure, index, names) }
    tests = builder.tests
    measures = builder.measures
    alternatives = builder.alternatives
    tables = builder.tables
    expressions = builder.expressions
    fractional = builder.fractional
  }

  private struct Builder {
    var tests: [Test] = []
    var measures: [Prepared] = []
    var alternatives: [UInt64] = []
    var tables: [Double] = []
    var expressions = ExpressionProgram()
    var fractional: [Int] = []

    mutating func add(_ measure: Measure, _ index: Int, _ names: NameTables) {
      func id(_ column: Int, _ name: String) -> Int64? {
        guard case .dimension(let dimension) = measure.fact.columns[column].content else { return nil }
        return names.existingID(of: name, in: dimension)
      }
      var prepared = Prepared()
      if let matures = measure.matures {
        prepared.matures = measure.fact.columns.firstIndex { $0.name == matures } ?? -1
      }
      if let value = measure.value?.root.resolved(id) {
        if !value.isWhole { fractional.append(index) }
        add(value, of: measure.fact, to: &prepared)
      }
      var masks: [UInt64] = [0]
      var rest: [MeasureExpression.Node] = []
      for node in measure.filter?.root.resolved(id).conjuncts ?? [] {
        if let ways = ways(node), ways.count * masks.count <= 16 {
          masks = masks.flatMap { mask in ways.map { mask | $0 } }
        } else {
          rest.append(node)
        }
      }
      prepared.alternatives = alternatives.count..<alternatives.count + masks.count
      alternatives += masks
      if let first = rest.first {
        prepared.condition = expressions.add(rest.dropFirst().reduce(first) { .and($0, $1) })
      }
      measures.append(prepared)
    }

    private mutating func add(_ value: MeasureExpression.Node, of fact: FactKind, to prepared: inout Prepared) {
      if case .column(let column) = value {
        prepared.column = column
        return
      }
      let slice = expressions.add(value)
      guard value.columns.count == 1, let column = value.columns.first, case .word = fact.columns[column].content else {
        prepared.value = slice
        return
      }
      let cells = FactCells(count: fact.columns.count)
      defer { cells.deallocate() }
      prepared.column = column
      prepared.table = tables.count
      for code in 0...MeasureProgram.tableSize {
        cells.values[column] = Int64(code)
        cells.isPresent[column] = code < MeasureProgram.tableSize
        tables.append(expressions.value(slice, cells) ?? 0)
      }
    }

    /// The alternatives of a condition, each a set of tests that must all hold; `nil` when it has other parts than tests.
    private mutating func ways(_ node: MeasureExpression.Node) -> [UInt64]? {
      if let test = MeasureProgram.test(node) {
        let place = tests.firstIndex(of: test) ?? tests.count
        guard place < UInt64.bitWidth else { return nil }
        if place == tests.count { tests.append(test) }
        return [1 << UInt64(place)]
      }
      switch node {
      case .or(let left, let right):
        guard let left = ways(left), let right = ways(right) else { return nil }
        return left + right
      case .and(let left, let right):
        guard let left = ways(left), let right = ways(right), left.count * right.count <= 16 else { return nil }
        return left.flatMap { mask in right.map { mask | $0 } }
      default: return nil
      }
    }
  }

  /// Writes what the fact adds to each measure, whatever the as-of moment, and says whether it adds anything.
  func evaluate(_ cells: FactCells, into sums: UnsafeMutablePointer<Double>) -> Bool {
    var verdicts: UInt64 = 0
    for index in tests.indices where Self.holds(tests[index], cells) { verdicts |= 1 << UInt64(index) }
    var isAny = false
    for index in measures.indices {
      let sum = contribution(measures[index], verdicts, cells)
      sums[index] = sum
      if sum != 0 { isAny = true }
    }
    return isAny
  }

  @inline(__always)
  private func contribution(_ measure: Prepared, _ verdicts: UInt64, _ cells: FactCells) -> Double {
    guard measure.alternatives.contains(where: { verdicts & alternatives[$0] == alternatives[$0] }),
      measure.matures < 0 || cells.isPresent[measure.matures]
    else { return 0 }
    if !measure.condition.isEmpty && (expressions.value(measure.condition, cells) ?? 0) == 0 { return 0 }
    if !measure.value.isEmpty { return expressions.value(measure.value, cells) ?? 0 }
    guard measure.column >= 0 else { return 1 }
    let isPresent = cells.isPresent[measure.column]
    let value = cells.values[measure.column]
    guard measure.table >= 0 else { return isPresent ? Double(value) : 0 }
    let isWord = isPresent && UInt64(bitPattern: value) < UInt64(Self.tableSize)
    return tables[measure.table + (isWord ? Int(value) : Self.tableSize)]
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
    case .columnBelow(let left, let right):
      cells.isPresent[left] && cells.isPresent[right] && cells.values[left] < cells.values[right]
    }
  }

  private static func test(_ node: MeasureExpression.Node) -> Test? {
    switch node {
    case .isNull(.column(let column)): return .isNull(column)
    case .not(.isNull(.column(let column))): return .isNotNull(column)
    case .not(let inner):
      guard let (column, mask) = inner.codes else { return nil }
      return .isNotIn(column, mask: mask)
    case .compare(.lessOrEqual, .column(let column), .number(let value, _)): return .atMost(column, value)
    case .compare(.less, .column(let column), .number(let value, _)): return .below(column, value)
    case .compare(.lessOrEqual, .column(let left), .column(let right)),
      .compare(.greaterOrEqual, .column(let right), .column(let left)):
      return .columnAtMost(left, right)
    case .compare(.less, .column(let left), .column(let right)),
      .compare(.greater, .column(let right), .column(let left)):
      return .columnBelow(left, right)
    case .compare(.equal, .column(let column), .number(let value, _)):
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
    case .number(let value, _): value.rounded() == value
    case .null, .column, .not, .isNull, .and, .or, .compare, .named: true
    case .negate(let node): node.isWhole
    case .arithmetic(let operation, let left, let right): operation != .divide && left.isWhole && right.isWhole
    case .choose(let branches, let otherwise): otherwise.isWhole && branches.allSatisfy { $0.then.isWhole }
    }
  }

  /// The column and the codes below 64 of `column = 1 or column = 3`, if the node is that.
  fileprivate var codes: (column: Int, mask: UInt64)? {
    switch self {
    case .compare(.equal, .column(let column), .number(let value, _)):
      return (0..<64).contains(value) && value.rounded() == value ? (column, 1 << UInt64(value)) : nil
    case .or(let left, let right):
      guard let first = left.codes, let second = right.codes, first.column == second.column else { return nil }
      return (first.column, first.mask | second.mask)
    default: return nil
    }
  }
}
