import HotlineConfiguration

/// A filter or a value of a measure: portable SQL over one fact's columns.
///
/// Allowed: column names, numbers, texts in single quotes, `=` `<>` `<` `<=` `>` `>=`, `and` `or` `not`, `in (…)`,
/// `between … and …`, `is [not] null`, `+` `-` `*` `/`, `case when … then … else … end`, parentheses. Anything else is
/// refused at its place in the file. Times are Unix seconds, words and names are texts.
package struct MeasureExpression: Sendable {
  /// The text as its author wrote it; valid SQL over the fact's view.
  package let sql: String
  /// Whether it is true or false of a fact, as a filter must be, and not a number, as a value must be.
  package let isCondition: Bool
  /// The fact whose columns it reads.
  package let fact: FactKind
  /// Its shape.
  package let root: Node
  /// Where its author wrote it.
  package let place: Diagnostic.Place

  /// The shape of an expression.
  package indirect enum Node: Sendable {
    /// A number.
    case number(Double)
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
    sql = text
    self.fact = fact
    self.place = place
    var parser = try MeasureExpressionParser(text: text, fact: fact, place: place)
    (root, isCondition) = try parser.parse()
  }
}
