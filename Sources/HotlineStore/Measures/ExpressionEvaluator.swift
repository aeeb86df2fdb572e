/// One fact's cells, in the order of ``Fact/columns``; names as ids of canonical names, words as codes. Valid while the
/// scanner's call of its body lasts.
struct FactCells {
  let values: UnsafeMutablePointer<Int64>
  let isPresent: UnsafeMutablePointer<Bool>

  /// Room for cells, to be deallocated by its owner.
  init(count: Int) {
    values = .allocate(capacity: count)
    isPresent = .allocate(capacity: count)
  }

  func deallocate() {
    values.deallocate()
    isPresent.deallocate()
  }
}

extension MeasureExpression.Node {
  /// The node with names replaced by the ids that they have in a database.
  func resolved(_ ids: (_ column: Int, _ name: String) -> Int64?) -> MeasureExpression.Node {
    switch self {
    case .number, .null, .column: return self
    case .not(let node): return .not(node.resolved(ids))
    case .negate(let node): return .negate(node.resolved(ids))
    case .isNull(let node): return .isNull(node.resolved(ids))
    case .and(let left, let right): return .and(left.resolved(ids), right.resolved(ids))
    case .or(let left, let right): return .or(left.resolved(ids), right.resolved(ids))
    case .compare(let comparison, let left, let right):
      return .compare(comparison, left.resolved(ids), right.resolved(ids))
    case .arithmetic(let operation, let left, let right):
      return .arithmetic(operation, left.resolved(ids), right.resolved(ids))
    case .named(let column, let names):
      // A name that no fact has is an id that none has: the comparison is false, not unknown.
      let comparisons = names.sorted().map { name in
        MeasureExpression.Node.compare(.equal, .column(column), .number(Double(ids(column, name) ?? -1)))
      }
      return comparisons.dropFirst().reduce(comparisons.first ?? .null) { .or($0, $1) }
    case .choose(let branches, let otherwise):
      return .choose(
        branches.map { ($0.when.resolved(ids), $0.then.resolved(ids)) }, otherwise: otherwise.resolved(ids))
    }
  }

  /// The value over one fact; `nil` is SQL's NULL, truth is 1 and 0, with SQL's three-valued logic.
  func value(_ cells: FactCells) -> Double? {
    switch self {
    case .number(let value): return value
    case .null: return nil
    case .column(let index): return cells.isPresent[index] ? Double(cells.values[index]) : nil
    case .not(let node): return node.value(cells).map { $0 == 0 ? 1 : 0 }
    case .negate(let node): return node.value(cells).map { -$0 }
    case .isNull(let node): return node.value(cells) == nil ? 1 : 0
    case .and(let left, let right):
      let first = left.value(cells)
      if first == 0 { return 0 }
      let second = right.value(cells)
      if second == 0 { return 0 }
      return first == nil || second == nil ? nil : 1
    case .or(let left, let right):
      let first = left.value(cells)
      if let first, first != 0 { return 1 }
      let second = right.value(cells)
      if let second, second != 0 { return 1 }
      return first == nil || second == nil ? nil : 0
    case .compare(let comparison, let left, let right):
      guard let first = left.value(cells), let second = right.value(cells) else { return nil }
      let holds =
        switch comparison {
        case .equal: first == second
        case .unequal: first != second
        case .less: first < second
        case .lessOrEqual: first <= second
        case .greater: first > second
        case .greaterOrEqual: first >= second
        }
      return holds ? 1 : 0
    case .arithmetic(let operation, let left, let right):
      guard let first = left.value(cells), let second = right.value(cells) else { return nil }
      switch operation {
      case .add: return first + second
      case .subtract: return first - second
      case .multiply: return first * second
      case .divide: return second == 0 ? nil : first / second
      }
    case .named: return nil
    case .choose(let branches, let otherwise):
      for branch in branches where (branch.when.value(cells) ?? 0) != 0 { return branch.then.value(cells) }
      return otherwise.value(cells)
    }
  }
}
