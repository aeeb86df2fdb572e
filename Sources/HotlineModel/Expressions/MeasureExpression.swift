import HotlineConfiguration

/// A filter or a value of a measure: portable SQL over one fact's columns.
///
/// Allowed: column names, numbers, texts in single quotes, `=` `<>` `<` `<=` `>` `>=`, `and` `or` `not`, `in (…)`,
/// `between … and …`, `is [not] null`, `+` `-` `*` `/`, `case when … then … else … end`, parentheses. Anything else is
/// refused at its place in the file. Times are Unix seconds, words and names are texts.
package struct MeasureExpression: Sendable {
  /// The expression as SQL that every engine reads, over the fact's view; the same for the same tree.
  package let sql: String
  /// Whether it is true or false of a fact, as a filter must be, and not a number, as a value must be.
  let isCondition: Bool
  /// The fact whose columns it reads.
  package let fact: FactKind
  /// Its shape.
  package let root: Node
  /// Where its author wrote it.
  package let place: Diagnostic.Place

  /// The shape of an expression.
  package indirect enum Node: Sendable {
    /// A number; whether it was written without a fraction.
    case number(Double, isWhole: Bool)
    /// SQL's NULL.
    case null
    /// The value of a column, by its place among the fact's.
    case column(Int)
    /// True where the node is false.
    case not(Node)
    /// Both.
    case and(Node, Node)
    /// Either.
    case or(Node, Node)
    /// Whether there is no value.
    case isNull(Node)
    /// A comparison of two numbers.
    case compare(Comparison, Node, Node)
    /// A sum, difference, product or quotient.
    case arithmetic(Arithmetic, Node, Node)
    /// The number with the other sign.
    case negate(Node)
    /// A column of names is one of these canonical names. While parsing, a text on its own has the column -1.
    case named(column: Int, Set<String>)
    /// The first branch whose condition holds.
    case choose([(when: Node, then: Node)], otherwise: Node)
  }

  /// How two numbers are compared.
  package enum Comparison: Sendable { case equal, unequal, less, lessOrEqual, greater, greaterOrEqual }
  /// How two numbers become one.
  package enum Arithmetic: Sendable { case add, subtract, multiply, divide }

  /// Parses an expression over a fact's columns.
  ///
  /// - Throws: a ``Diagnostic`` at the offending word: what it is and what is allowed.
  package init(_ text: String, fact: FactKind, place: Diagnostic.Place) throws {
    var parser = try MeasureExpressionParser(text: text, fact: fact, place: place)
    let (root, isCondition) = try parser.parse()
    self.init(root, isCondition: isCondition, fact: fact, place: place)
  }

  private init(_ root: Node, isCondition: Bool, fact: FactKind, place: Diagnostic.Place) {
    sql = SQLRenderer(StandardSpelling()).sql(root, over: fact)
    self.root = root
    self.isCondition = isCondition
    self.fact = fact
    self.place = place
  }

  /// The condition that there is a value; `nil` for a condition.
  var isThere: MeasureExpression? {
    isCondition ? nil : MeasureExpression(.not(.isNull(root)), isCondition: true, fact: fact, place: place)
  }

  /// The condition that the value is one of some; `nil` for a condition, and for no values.
  func isOne(of values: [Double]) -> MeasureExpression? {
    let comparisons = values.map { value -> Node in
      let number = Node.number(abs(value), isWhole: value == value.rounded() && abs(value) < 9e15)
      return .compare(.equal, root, value < 0 ? .negate(number) : number)
    }
    guard !isCondition, let first = comparisons.first else { return nil }
    let either = comparisons.dropFirst().reduce(first) { .or($0, $1) }
    return MeasureExpression(either, isCondition: true, fact: fact, place: place)
  }

  /// The condition that holds where all of some conditions over one fact do; `nil` of none.
  package static func all(of conditions: [MeasureExpression]) -> MeasureExpression? {
    guard let first = conditions.first, let last = conditions.last else { return nil }
    let root = conditions.dropFirst().reduce(first.root) { .and($0, $1.root) }
    return MeasureExpression(root, isCondition: true, fact: first.fact, place: last.place)
  }
}

extension MeasureExpression {
  /// Whether it is the condition that there is a value.
  var isPresence: Bool {
    if case .not(.isNull) = root { return true }
    return false
  }

  /// The conditions that must all hold for this one to.
  package var conjuncts: [MeasureExpression] {
    root.conjuncts.map { MeasureExpression($0, isCondition: true, fact: fact, place: place) }
  }
}
