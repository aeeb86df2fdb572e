extension MeasureExpression.Node {
  /// The node with names replaced by the ids that they have in a database.
  package func resolved(_ ids: (_ column: Int, _ name: String) -> Int64?) -> MeasureExpression.Node {
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
        MeasureExpression.Node.compare(.equal, .column(column), .number(Double(ids(column, name) ?? -1), isWhole: true))
      }
      return comparisons.dropFirst().reduce(comparisons.first ?? .null) { .or($0, $1) }
    case .choose(let branches, let otherwise):
      return .choose(
        branches.map { ($0.when.resolved(ids), $0.then.resolved(ids)) }, otherwise: otherwise.resolved(ids))
    }
  }

  /// The conditions that must all hold for the node to.
  package var conjuncts: [MeasureExpression.Node] {
    if case .and(let left, let right) = self { return left.conjuncts + right.conjuncts }
    return [self]
  }

  /// The columns that the value depends on.
  package var columns: Set<Int> {
    switch self {
    case .number, .null: []
    case .column(let column), .named(let column, _): [column]
    case .not(let node), .isNull(let node), .negate(let node): node.columns
    case .and(let left, let right), .or(let left, let right), .compare(_, let left, let right),
      .arithmetic(_, let left, let right):
      left.columns.union(right.columns)
    case .choose(let branches, let otherwise):
      branches.reduce(otherwise.columns) { $0.union($1.when.columns).union($1.then.columns) }
    }
  }
}

extension Measure {
  /// The columns that decide whether a fact counts, and for how much.
  package var columns: Set<Int> { (filter?.root.columns ?? []).union(value?.root.columns ?? []) }
}
