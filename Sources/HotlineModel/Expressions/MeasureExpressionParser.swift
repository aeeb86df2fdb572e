import HotlineConfiguration
import HotlineText

/// Reads a ``MeasureExpression`` by precedence: or, and, not, comparison, sum, product, factor. Types are strict, so that the
/// text means the same on every SQL engine: a condition is no number, a word or name is only compared with texts, two
/// whole numbers are not divided (SQLite and DuckDB disagree about 3 / 2), and none is made that a `Double` does not hold.
struct MeasureExpressionParser {
  typealias Node = MeasureExpression.Node
  typealias Token = MeasureExpressionLexer.Token

  /// What a part of an expression is.
  enum Kind {
    case condition, wholeNumber, number, text, null

    var isNumber: Bool { self == .wholeNumber || self == .number || self == .null }
  }

  /// A part of an expression, what it is and where it stands.
  struct Part {
    var node: Node
    var kind: Kind
    var offset: Int
    /// What a whole number is not beyond, whatever its sign.
    var bound = 0.0
  }

  private let fact: FactKind
  private let lexer: MeasureExpressionLexer
  private let tokens: [(token: Token, offset: Int)]
  private var index = 0
  private var depth = 0
  private static let maxDepth = 60

  init(text: String, fact: FactKind, place: Diagnostic.Place) throws {
    self.fact = fact
    lexer = MeasureExpressionLexer(text, place: place)
    tokens = try lexer.tokens()
  }

  mutating func parse() throws -> (node: Node, isCondition: Bool) {
    let part = try disjunction()
    guard current == .end else { throw unexpected("and, or", "and、or") }
    guard part.kind != .text, part.kind != .null else { throw problem("缺少比较", "nothing is compared", at: part.offset) }
    return (part.node, part.kind == .condition)
  }

  // MARK: Tokens

  private var current: Token { tokens[index].token }
  private var offset: Int { tokens[index].offset }

  private mutating func accept(word: String) -> Bool {
    guard case .word(let text) = current, text.lowercased() == word else { return false }
    index += 1
    return true
  }

  private mutating func accept(sign: String) -> Bool {
    guard current == .sign(sign) else { return false }
    index += 1
    return true
  }

  private mutating func expect(sign: String) throws {
    guard accept(sign: sign) else { throw unexpected("“\(sign)”", "“\(sign)”") }
  }

  private mutating func expect(word: String) throws {
    guard accept(word: word) else { throw unexpected("“\(word)”", "“\(word)”") }
  }

  // MARK: Conditions

  private mutating func disjunction() throws -> Part {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else { throw problem("表达式嵌套过深", "the expression is nested too deeply", at: offset) }
    var part = try conjunction()
    while accept(word: "or") {
      let right = try conjunction()
      let (first, second) = (try condition(part), try condition(right))
      part = Part(node: .or(first, second), kind: .condition, offset: part.offset)
    }
    return part
  }

  private mutating func conjunction() throws -> Part {
    var part = try negation()
    while accept(word: "and") {
      let right = try negation()
      let (first, second) = (try condition(part), try condition(right))
      part = Part(node: .and(first, second), kind: .condition, offset: part.offset)
    }
    return part
  }

  private mutating func negation() throws -> Part {
    let start = offset
    guard accept(word: "not") else { return try comparison() }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else { throw problem("表达式嵌套过深", "the expression is nested too deeply", at: start) }
    let denied = try condition(negation())
    return Part(node: .not(denied), kind: .condition, offset: start)
  }

  private mutating func comparison() throws -> Part {
    let left = try sum()
    func result(_ node: Node, negated: Bool = false) -> Part {
      Part(node: negated ? .not(node) : node, kind: .condition, offset: left.offset)
    }
    if accept(word: "is") {
      let isNegated = accept(word: "not")
      try expect(word: "null")
      guard left.kind != .condition else { throw notANumber(left) }
      if case .named(-1, _) = left.node { throw problem("文本不会为空", "a text is never null", at: left.offset) }
      return result(.isNull(left.node), negated: isNegated)
    }
    let isNegated = accept(word: "not")
    if accept(word: "in") {
      try expect(sign: "(")
      var node: Node?
      repeat {
        let one = try equality(left, sum())
        node = node.map { .or($0, one) } ?? one
      } while accept(sign: ",")
      try expect(sign: ")")
      return result(node ?? .null, negated: isNegated)
    }
    if accept(word: "between") {
      let low = try number(sum())
      try expect(word: "and")
      let value = try number(left)
      return result(
        .and(.compare(.greaterOrEqual, value, low), .compare(.lessOrEqual, value, try number(sum()))),
        negated: isNegated)
    }
    guard !isNegated else { throw unexpected("in, between", "in、between") }
    if accept(sign: "=") { return result(try equality(left, sum())) }
    if accept(sign: "<>") { return result(try equality(left, sum()), negated: true) }
    for (sign, comparison) in [
      ("<=", MeasureExpression.Comparison.lessOrEqual), (">=", .greaterOrEqual), ("<", .less), (">", .greater),
    ]
    where accept(sign: sign) {
      return result(.compare(comparison, try number(left), try number(sum())))
    }
    return left
  }

  /// A column of words or names is compared with a text, a number with a number.
  // Operands are read before their node is made, here and below: what is thrown in between would leave its box behind.

  private func equality(_ left: Part, _ right: Part) throws -> Node {
    guard left.kind == .text || right.kind == .text else {
      let (first, second) = (try number(left), try number(right))
      return .compare(.equal, first, second)
    }
    guard case .column(let column) = left.node, left.kind == .text else {
      throw problem("文本只能与列比较", "a text can only be compared with a column", at: right.offset)
    }
    guard case .named(-1, let texts) = right.node, let text = texts.first else {
      throw problem(
        "\(fact.columns[column].name) 只能与文本比较", "\(fact.columns[column].name) can only be compared with a text",
        at: right.offset)
    }
    guard case .word(let vocabulary) = fact.columns[column].content else { return .named(column: column, [text]) }
    guard let code = vocabulary.code(of: text) else {
      throw problem(
        "“\(text)”不是 \(vocabulary.rawValue) 的词", "“\(text)” is no word of \(vocabulary.rawValue)",
        allowed: vocabulary.words, at: right.offset)
    }
    return .compare(.equal, .column(column), .number(Double(code), isWhole: true))
  }

  // MARK: Numbers

  private mutating func sum() throws -> Part {
    var part = try product()
    while true {
      let operation: MeasureExpression.Arithmetic
      let sign = offset
      if accept(sign: "+") { operation = .add } else if accept(sign: "-") { operation = .subtract } else { return part }
      part = try arithmetic(operation, part, product(), at: sign)
    }
  }

  private mutating func product() throws -> Part {
    var part = try factor()
    while true {
      let operation: MeasureExpression.Arithmetic
      let sign = offset
      if accept(sign: "*") {
        operation = .multiply
      } else if accept(sign: "/") {
        operation = .divide
      } else {
        return part
      }
      let right = try factor()
      if operation == .divide, part.kind != .number, right.kind != .number {
        throw Diagnostic(
          at: lexer.position(sign), found: LocalizedText(zh: "两个整数相除", en: "two whole numbers are divided"),
          expected: LocalizedText(zh: "各种数据库结果不同", en: "databases disagree about the result"),
          fix: LocalizedText(zh: "把除数写成小数，如 60.0", en: "write the divisor with a fraction, 60.0"))
      }
      part = try arithmetic(operation, part, right, at: sign)
    }
  }

  /// - Parameter sign: where the sign between them stands.
  private func arithmetic(
    _ operation: MeasureExpression.Arithmetic, _ left: Part, _ right: Part, at sign: Int
  ) throws -> Part {
    let isWhole = left.kind == .wholeNumber && right.kind == .wholeNumber
    let (first, second) = (try number(left), try number(right))
    let bound = operation == .multiply ? left.bound * right.bound : left.bound + right.bound
    guard !isWhole || bound <= Self.largestExact else {
      throw Diagnostic(
        at: lexer.position(sign),
        found: LocalizedText(zh: "整数结果可能超过 2^53", en: "a whole number that can pass 2^53"),
        expected: LocalizedText(zh: "可精确累加的数", en: "one whose sums are exact"),
        fix: LocalizedText(zh: "在前面乘以小数 1.0，按小数计算", en: "begin with 1.0 *, so that it is no whole number"))
    }
    return Part(
      node: .arithmetic(operation, first, second), kind: isWhole ? .wholeNumber : .number, offset: left.offset,
      bound: bound)
  }

  private static let largestExact = 0x1p53

  private mutating func factor() throws -> Part {
    let start = offset
    switch current {
    case .number(let value, let isWhole):
      index += 1
      return Part(
        node: .number(value, isWhole: isWhole), kind: isWhole ? .wholeNumber : .number, offset: start, bound: value)
    case .text(let text):
      index += 1
      return Part(node: .named(column: -1, [text]), kind: .text, offset: start)
    case .sign("("):
      index += 1
      let part = try disjunction()
      try expect(sign: ")")
      return part
    case .sign("-"):
      index += 1
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.maxDepth else { throw problem("表达式嵌套过深", "the expression is nested too deeply", at: start) }
      let part = try factor()
      let negated = try number(part)
      return Part(node: .negate(negated), kind: part.kind, offset: start, bound: part.bound)
    case .word(let word):
      index += 1
      if word.lowercased() == "case" { return try choice(start) }
      if word.lowercased() == "null" { return Part(node: .null, kind: .null, offset: start) }
      guard let column = fact.columns.firstIndex(where: { $0.name == word }) else {
        throw problem(
          "“\(word)”不是 \(fact.view) 的列", "“\(word)” is no column of \(fact.view)", allowed: fact.columns.map(\.name),
          at: start)
      }
      return Part(
        node: .column(column), kind: fact.columns[column].content == .number ? .wholeNumber : .text, offset: start,
        bound: Double(fact.columns[column].bound))
    default:
      throw unexpected("a column, a number or “(”", "列名、数字或“(”")
    }
  }

  /// `case when … then … else … end`: the branches are numbers.
  private mutating func choice(_ start: Int) throws -> Part {
    var branches: [(when: Node, then: Node)] = []
    var kinds: [Kind] = []
    var bound = 0.0
    func branch(_ part: Part) throws -> Node {
      let node = try number(part)
      bound = max(bound, part.bound)
      if part.kind != .null { kinds.append(part.kind) }
      return node
    }
    while accept(word: "when") {
      let when = try condition(disjunction())
      try expect(word: "then")
      branches.append((when, try branch(disjunction())))
    }
    guard !branches.isEmpty else { throw unexpected("when", "when") }
    let otherwise = accept(word: "else") ? try branch(disjunction()) : .null
    try expect(word: "end")
    let isWhole = kinds.allSatisfy { $0 == .wholeNumber }
    return Part(
      node: .choose(branches, otherwise: otherwise), kind: isWhole ? .wholeNumber : .number, offset: start, bound: bound
    )
  }
}

// MARK: Objections

extension MeasureExpressionParser {
  private func condition(_ part: Part) throws -> Node {
    guard part.kind == .condition else {
      throw problem("此处应为条件（如 resolved = 1）", "a condition is expected here (such as resolved = 1)", at: part.offset)
    }
    return part.node
  }

  private func number(_ part: Part) throws -> Node {
    guard part.kind.isNumber else { throw notANumber(part) }
    return part.node
  }

  private func notANumber(_ part: Part) -> Diagnostic {
    part.kind == .condition
      ? problem("条件不能当作数字", "a condition is no number", at: part.offset)
      : problem(
        "词和名称只能用 =、<>、in 与文本比较", "words and names are only compared with texts, by =, <> and in", at: part.offset)
  }

  private func unexpected(_ english: String, _ chinese: String) -> Diagnostic {
    Diagnostic(
      at: lexer.position(offset),
      found: current.shown.map { LocalizedText(zh: "此处不能是“\($0)”", en: "“\($0)” cannot stand here") }
        ?? LocalizedText(zh: "表达式不完整", en: "the expression ends too early"),
      expected: LocalizedText(zh: "应为\(chinese)", en: "expected \(english)"))
  }

  private func problem(_ chinese: String, _ english: String, allowed: [String] = [], at offset: Int) -> Diagnostic {
    Diagnostic(
      at: lexer.position(offset), found: LocalizedText(zh: chinese, en: english),
      expected: allowed.isEmpty
        ? nil
        : LocalizedText(zh: "可用：\(allowed.joined(separator: "、"))", en: "one of: \(allowed.joined(separator: ", "))"))
  }
}
