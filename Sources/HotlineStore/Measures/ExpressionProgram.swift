import HotlineModel

/// Expressions as flat lists of steps over a stack, so that millions of facts need no tree and no reference counting.
///
/// Built once for all expressions of a ``MeasureProgram``; a ``Slice`` of the steps is one of them.
struct ExpressionProgram {
  /// One expression: the range of its steps.
  typealias Slice = Range<Int>

  private enum Step {
    case number(Double)
    case null
    case column(Int)
    case not, negate, isNull, and, or
    case compare(MeasureExpression.Comparison)
    case arithmetic(MeasureExpression.Arithmetic)
    /// Goes on at a step if the condition on the stack does not hold.
    case goUnless(Int)
    case go(Int)
  }

  private var steps: [Step] = []
  private var depth = 0

  /// Adds an expression whose names have been resolved; see ``MeasureExpression/Node/resolved(_:)``.
  mutating func add(_ node: MeasureExpression.Node) -> Slice {
    let start = steps.count
    append(node, depth: 1)
    return start..<steps.count
  }

  /// - Parameter depth: values on the stack when the node's is.
  private mutating func append(_ node: MeasureExpression.Node, depth: Int) {
    self.depth = max(self.depth, depth)
    switch node {
    case .number(let value, _): steps.append(.number(value))
    case .null, .named: steps.append(.null)
    case .column(let column): steps.append(.column(column))
    case .not(let inner): append(inner, then: .not, depth)
    case .negate(let inner): append(inner, then: .negate, depth)
    case .isNull(let inner): append(inner, then: .isNull, depth)
    case .and(let left, let right): append(left, right, then: .and, depth)
    case .or(let left, let right): append(left, right, then: .or, depth)
    case .compare(let comparison, let left, let right): append(left, right, then: .compare(comparison), depth)
    case .arithmetic(let operation, let left, let right): append(left, right, then: .arithmetic(operation), depth)
    case .choose(let branches, let otherwise):
      var ends: [Int] = []
      for branch in branches {
        append(branch.when, depth: depth)
        let test = steps.count
        steps.append(.goUnless(0))
        append(branch.then, depth: depth)
        ends.append(steps.count)
        steps.append(.go(0))
        steps[test] = .goUnless(steps.count)
      }
      append(otherwise, depth: depth)
      for end in ends { steps[end] = .go(steps.count) }
    }
  }

  private mutating func append(_ inner: MeasureExpression.Node, then step: Step, _ depth: Int) {
    append(inner, depth: depth)
    steps.append(step)
  }

  private mutating func append(
    _ left: MeasureExpression.Node, _ right: MeasureExpression.Node, then step: Step, _ depth: Int
  ) {
    append(left, depth: depth)
    append(right, depth: depth + 1)
    steps.append(step)
  }

  /// The value of an expression over one fact; `nil` is SQL's NULL, truth is 1 and 0, with SQL's three-valued logic.
  func value(_ slice: Slice, _ cells: FactCells) -> Double? {
    steps.withUnsafeBufferPointer { steps in
      withUnsafeTemporaryAllocation(of: Double?.self, capacity: depth) { stack in
        // The place after the topmost value.
        var top = 0
        var next = slice.lowerBound
        while next < slice.upperBound {
          let step = steps[next]
          next += 1
          switch step {
          case .number(let value):
            stack[top] = value
            top += 1
          case .null:
            stack[top] = nil
            top += 1
          case .column(let column):
            stack[top] = cells.isPresent[column] ? Double(cells.values[column]) : nil
            top += 1
          case .not: stack[top - 1] = stack[top - 1].map { $0 == 0 ? 1 : 0 }
          case .negate: stack[top - 1] = stack[top - 1].map { -$0 }
          case .isNull: stack[top - 1] = stack[top - 1] == nil ? 1 : 0
          case .goUnless(let place):
            top -= 1
            if (stack[top] ?? 0) == 0 { next = place }
          case .go(let place): next = place
          case .and, .or, .compare, .arithmetic:
            top -= 1
            stack[top - 1] = Self.combine(step, stack[top - 1], stack[top])
          }
        }
        return stack[0]
      }
    }
  }

  private static func combine(_ step: Step, _ left: Double?, _ right: Double?) -> Double? {
    switch step {
    case .and:
      if left == 0 || right == 0 { return 0 }
      return left == nil || right == nil ? nil : 1
    case .or:
      if (left ?? 0) != 0 || (right ?? 0) != 0 { return 1 }
      return left == nil || right == nil ? nil : 0
    case .compare(let comparison):
      guard let left, let right else { return nil }
      return comparison.holds(left, right) ? 1 : 0
    case .arithmetic(let operation):
      guard let left, let right else { return nil }
      return operation.result(left, right)
    case .number, .null, .column, .not, .negate, .isNull, .goUnless, .go: return nil
    }
  }
}

extension MeasureExpression.Comparison {
  @inline(__always)
  fileprivate func holds(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

extension MeasureExpression.Arithmetic {
  /// `nil` for a division by 0, as SQL has it.
  @inline(__always)
  fileprivate func result(_ left: Double, _ right: Double) -> Double? {
    switch self {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: right == 0 ? nil : left / right
    }
  }
}
