/// Writes expressions as SQL: the one place where a tree becomes text.
package struct SQLRenderer: Sendable {
  /// How the engine writes names and texts.
  private let spelling: any SQLSpelling

  /// Creates a renderer.
  package init(_ spelling: any SQLSpelling) { self.spelling = spelling }

  /// How tightly the parts of an expression hold together, as ``MeasureExpressionParser`` reads them.
  private enum Level: Int, Comparable {
    case or, and, not, comparison, sum, product, factor

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// An expression over a fact's view.
  package func sql(_ node: MeasureExpression.Node, over fact: FactKind) -> String {
    part(node, fact, at: .or)
  }

  /// A node, in parentheses where it would fall apart beside its neighbours.
  private func part(_ node: MeasureExpression.Node, _ fact: FactKind, at level: Level) -> String {
    let (text, own) = written(node, fact)
    return own < level ? "(\(text))" : text
  }

  private func written(_ node: MeasureExpression.Node, _ fact: FactKind) -> (text: String, level: Level) {
    func part(_ node: MeasureExpression.Node, _ level: Level) -> String { self.part(node, fact, at: level) }
    if let names = names(node, fact) { return (names, .comparison) }
    switch node {
    case .number(let value, let isWhole): return (Self.number(value, isWhole: isWhole), .factor)
    case .null: return ("null", .factor)
    case .column(let column): return (name(column, fact), .factor)
    case .not(.isNull(let inner)): return ("\(part(inner, .sum)) is not null", .comparison)
    case .not(.compare(.equal, let left, let right)):
      return ("\(part(left, .sum)) <> \(part(right, .sum))", .comparison)
    case .not(let inner): return ("not \(part(inner, .not))", .not)
    case .isNull(let inner): return ("\(part(inner, .sum)) is null", .comparison)
    case .and(let left, let right): return ("\(part(left, .and)) and \(part(right, .and))", .and)
    case .or(let left, let right): return ("\(part(left, .or)) or \(part(right, .or))", .or)
    case .compare(let comparison, let left, let right):
      return ("\(part(left, .sum)) \(comparison.sign) \(part(right, .sum))", .comparison)
    case .arithmetic(.divide, let left, let right):
      let isWhole = left.isWhole && right.isWhole
      return (spelling.quotient(part(left, .product), part(right, .factor), isWhole: isWhole), .product)
    case .arithmetic(let operation, let left, let right):
      // What stands to the right of a sign holds together by itself: 1 - (2 - 3).
      return operation.isSum
        ? ("\(part(left, .sum)) \(operation.sign) \(part(right, .product))", .sum)
        : ("\(part(left, .product)) \(operation.sign) \(part(right, .factor))", .product)
    case .negate(let inner):
      // Two minus signs would begin a comment.
      if case .negate = inner { return ("-(\(part(inner, .or)))", .factor) }
      return ("-\(part(inner, .factor))", .factor)
    case .named: return ("null", .factor)
    case .choose(let branches, let otherwise):
      let cases = branches.map { "when \(part($0.when, .or)) then \(part($0.then, .or))" }.joined(separator: " ")
      if case .null = otherwise { return ("case \(cases) end", .factor) }
      return ("case \(cases) else \(part(otherwise, .or)) end", .factor)
    }
  }

  /// A column held against texts (`=`, `<>`, `in`, `not in`), if the node is that.
  private func names(_ node: MeasureExpression.Node, _ fact: FactKind) -> String? {
    if case .not(let inner) = node { return list(inner, fact).map { listed($0, fact, isNegated: true) } }
    return list(node, fact).map { listed($0, fact, isNegated: false) }
  }

  private func listed(_ list: (column: Int, texts: [String]), _ fact: FactKind, isNegated: Bool) -> String {
    let texts = list.texts.map(spelling.literal)
    let column = name(list.column, fact)
    guard texts.count > 1 else { return "\(column) \(isNegated ? "<>" : "=") \(texts[0])" }
    return "\(column) \(isNegated ? "not in" : "in") (\(texts.joined(separator: ", ")))"
  }

  private func list(_ node: MeasureExpression.Node, _ fact: FactKind) -> (column: Int, texts: [String])? {
    switch node {
    case .named(let column, let names): return (column, names.sorted())
    case .compare(.equal, .column(let column), .number(let value, _)):
      guard case .word(let vocabulary) = fact.columns[column].content, vocabulary.words.indices.contains(Int(value))
      else {
        return nil
      }
      return (column, [vocabulary.words[Int(value)]])
    case .or(let left, let right):
      guard let first = list(left, fact), let second = list(right, fact), first.column == second.column else {
        return nil
      }
      return (first.column, first.texts + second.texts)
    default: return nil
    }
  }

  private func name(_ column: Int, _ fact: FactKind) -> String { spelling.identifier(fact.columns[column].name) }

  /// A number as it is written: a whole one that was written with a fraction keeps it, so that a quotient keeps its own.
  private static func number(_ value: Double, isWhole: Bool) -> String { isWhole ? String(Int64(value)) : "\(value)" }
}

extension MeasureExpression.Node {
  /// Whether its values are whole numbers, as those of all columns are.
  fileprivate var isWhole: Bool {
    switch self {
    case .number(_, let isWhole): isWhole
    case .arithmetic(_, let left, let right): left.isWhole && right.isWhole
    case .negate(let inner): inner.isWhole
    case .choose(let branches, let otherwise): branches.allSatisfy(\.then.isWhole) && otherwise.isWhole
    default: true
    }
  }
}

extension MeasureExpression.Comparison {
  /// The sign in SQL.
  package var sign: String {
    switch self {
    case .equal: "="
    case .unequal: "<>"
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }
}

extension MeasureExpression.Arithmetic {
  fileprivate var isSum: Bool { self == .add || self == .subtract }

  fileprivate var sign: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    }
  }
}
