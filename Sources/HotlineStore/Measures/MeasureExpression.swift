import HotlineConfiguration
import HotlineReading

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
  let fact: Fact
  let root: Node

  /// The shape of an expression.
  indirect enum Node: Sendable {
    case number(Double)
    case null
    case column(Int)
    case not(Node)
    case and(Node, Node)
    case or(Node, Node)
    case isNull(Node)
    case compare(Comparison, Node, Node)
    case arithmetic(Arithmetic, Node, Node)
    case negate(Node)
    /// A column of names is one of these canonical names. While parsing, a text on its own has the column -1.
    case named(column: Int, Set<String>)
    case choose([(when: Node, then: Node)], otherwise: Node)
  }

  enum Comparison: Sendable { case equal, unequal, less, lessOrEqual, greater, greaterOrEqual }
  enum Arithmetic: Sendable { case add, subtract, multiply, divide }

  /// Parses an expression over a fact's columns.
  ///
  /// - Throws: a ``Diagnostic`` at the offending word: what it is and what is allowed.
  package init(_ text: String, fact: Fact, place: Diagnostic.Place) throws {
    sql = text
    self.fact = fact
    var parser = try MeasureExpressionParser(text: text, fact: fact, place: place)
    (root, isCondition) = try parser.parse()
    try ExpressionGuard.check(text, fact: fact, place: place)
  }
}
