import HotlineConfiguration
import HotlineLogs

/// Reads a ``MeasureExpression`` by precedence: or, and, not, comparison, sum, product, factor.
struct MeasureExpressionParser {
  typealias Node = MeasureExpression.Node

  private enum Token: Equatable {
    case word(String)
    case text(String)
    case number(Double)
    case sign(String)
    case end
  }

  private let fact: Fact
  private let place: Diagnostic.Place
  private var tokens: [(token: Token, offset: Int)] = []
  private var index = 0

  init(text: String, fact: Fact, place: Diagnostic.Place) throws {
    self.fact = fact
    self.place = place
    tokens = try tokenise(Array(text))
  }

  mutating func parse() throws -> Node {
    let node = try disjunction()
    guard current == .end else { throw unexpected("and, or", "and、or") }
    return node
  }

  // MARK: Words

  private func tokenise(_ characters: [Character]) throws -> [(Token, Int)] {
    var tokens: [(Token, Int)] = []
    var index = 0
    while index < characters.count {
      let start = index
      let character = characters[index]
      if character.isWhitespace {
        index += 1
      } else if character.isLetter || character == "_" {
        while index < characters.count, characters[index].isLetter || characters[index].isNumber || characters[index] == "_" { index += 1 }
        tokens.append((.word(String(characters[start..<index])), start))
      } else if character.isASCII, character.isNumber {
        while index < characters.count, characters[index].isNumber || characters[index] == "." { index += 1 }
        guard let number = Double(String(characters[start..<index])) else { throw refused(String(characters[start..<index]), at: start) }
        tokens.append((.number(number), start))
      } else if character == "'" {
        var text = ""
        index += 1
        while index < characters.count {
          if characters[index] == "'" {
            guard index + 1 < characters.count, characters[index + 1] == "'" else { break }
            index += 1
          }
          text.append(characters[index])
          index += 1
        }
        guard index < characters.count else { throw refused("'", at: start) }
        index += 1
        tokens.append((.text(text), start))
      } else {
        let two = index + 1 < characters.count ? String([character, characters[index + 1]]) : ""
        let sign = ["<=", ">=", "<>", "!="].contains(two) ? two : String(character)
        guard "<>=!+-*/(),".contains(character), sign != "!" else { throw refused(sign, at: start) }
        index += sign.count
        tokens.append((.sign(sign), start))
      }
    }
    return tokens + [(.end, characters.count)]
  }

  private var current: Token { tokens[index].token }

  private func isWord(_ word: String) -> Bool {
    if case .word(let text) = current { return text.lowercased() == word }
    return false
  }

  private mutating func accept(word: String) -> Bool {
    guard isWord(word) else { return false }
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

  // MARK: Grammar

  private mutating func disjunction() throws -> Node {
    var node = try conjunction()
    while accept(word: "or") { node = .or(node, try conjunction()) }
    return node
  }

  private mutating func conjunction() throws -> Node {
    var node = try negation()
    while accept(word: "and") { node = .and(node, try negation()) }
    return node
  }

  private mutating func negation() throws -> Node {
    accept(word: "not") ? .not(try negation()) : try comparison()
  }

  private mutating func comparison() throws -> Node {
    let offset = tokens[index].offset
    let left = try sum()
    if accept(word: "is") {
      let isNegated = accept(word: "not")
      try expect(word: "null")
      return isNegated ? .not(.isNull(left)) : .isNull(left)
    }
    let isNegated = accept(word: "not")
    if accept(word: "in") {
      try expect(sign: "(")
      var node: Node?
      repeat {
        let one = try equality(left, to: operand(of: left), at: offset)
        node = node.map { .or($0, one) } ?? one
      } while accept(sign: ",")
      try expect(sign: ")")
      let list = node ?? .null
      return isNegated ? .not(list) : list
    }
    if accept(word: "between") {
      let low = try sum()
      try expect(word: "and")
      let high = try sum()
      let node = Node.and(.compare(.greaterOrEqual, left, low), .compare(.lessOrEqual, left, high))
      return isNegated ? .not(node) : node
    }
    guard !isNegated else { throw unexpected("in, between", "in、between") }
    if accept(sign: "=") { return try equality(left, to: operand(of: left), at: offset) }
    if accept(sign: "<>") || accept(sign: "!=") { return .not(try equality(left, to: operand(of: left), at: offset)) }
    for (sign, comparison) in [("<=", MeasureExpression.Comparison.lessOrEqual), (">=", .greaterOrEqual), ("<", .less), (">", .greater)] {
      if accept(sign: sign) { return .compare(comparison, left, try sum()) }
    }
    return left
  }

  /// What a column is compared with: a text for words and names, an expression otherwise.
  private enum Operand {
    case text(String, offset: Int)
    case node(Node)
  }

  private mutating func operand(of left: Node) throws -> Operand {
    if case .text(let text) = current {
      let offset = tokens[index].offset
      index += 1
      return .text(text, offset: offset)
    }
    return .node(try sum())
  }

  private func equality(_ left: Node, to operand: Operand, at offset: Int) throws -> Node {
    switch operand {
    case .node(let node): return .compare(.equal, left, node)
    case .text(let text, let textOffset):
      guard case .column(let column) = left else {
        throw problem(LocalizedText(zh: "文本只能与列比较", en: "a text can only be compared with a column"), at: textOffset)
      }
      switch fact.columns[column].content {
      case .dimension: return .named(column: column, [text])
      case .word(let vocabulary):
        guard let code = vocabulary.code(of: text) else {
          throw problem(
            LocalizedText(zh: "“\(text)”不是 \(vocabulary.rawValue) 的词", en: "“\(text)” is no word of \(vocabulary.rawValue)"),
            expected: vocabulary.words, at: textOffset)
        }
        return .compare(.equal, left, .number(Double(code)))
      case .number:
        throw problem(
          LocalizedText(zh: "\(fact.columns[column].name) 是数字列", en: "\(fact.columns[column].name) is a column of numbers"), at: textOffset)
      }
    }
  }

  private mutating func sum() throws -> Node {
    var node = try product()
    while true {
      if accept(sign: "+") {
        node = .arithmetic(.add, node, try product())
      } else if accept(sign: "-") {
        node = .arithmetic(.subtract, node, try product())
      } else {
        return node
      }
    }
  }

  private mutating func product() throws -> Node {
    var node = try factor()
    while true {
      if accept(sign: "*") {
        node = .arithmetic(.multiply, node, try factor())
      } else if accept(sign: "/") {
        node = .arithmetic(.divide, node, try factor())
      } else {
        return node
      }
    }
  }

  private mutating func factor() throws -> Node {
    switch current {
    case .number(let value):
      index += 1
      return .number(value)
    case .sign("("):
      index += 1
      let node = try disjunction()
      try expect(sign: ")")
      return node
    case .sign("-"):
      index += 1
      return .negate(try factor())
    case .word(let word):
      if word.lowercased() == "case" { return try choice() }
      if word.lowercased() == "null" {
        index += 1
        return .null
      }
      guard let column = fact.columns.firstIndex(where: { $0.name == word }) else {
        throw problem(
          LocalizedText(zh: "“\(word)”不是 \(fact.view) 的列", en: "“\(word)” is no column of \(fact.view)"),
          expected: fact.columns.map(\.name), at: tokens[index].offset)
      }
      index += 1
      return .column(column)
    default:
      throw unexpected("a column, a number or “(”", "列名、数字或“(”")
    }
  }

  private mutating func choice() throws -> Node {
    try expect(word: "case")
    var branches: [(when: Node, then: Node)] = []
    while accept(word: "when") {
      let condition = try disjunction()
      try expect(word: "then")
      branches.append((condition, try disjunction()))
    }
    guard !branches.isEmpty else { throw unexpected("when", "when") }
    let otherwise = accept(word: "else") ? try disjunction() : .null
    try expect(word: "end")
    return .choose(branches, otherwise: otherwise)
  }

  // MARK: Errors

  private func unexpected(_ english: String, _ chinese: String) -> Diagnostic {
    let found =
      switch current {
      case .word(let text), .sign(let text): text
      case .text(let text): "'\(text)'"
      case .number(let number): String(number)
      case .end: ""
      }
    return Diagnostic(
      at: position(tokens[index].offset),
      found: found.isEmpty
        ? LocalizedText(zh: "表达式不完整", en: "the expression ends too early") : LocalizedText(zh: "此处不能是“\(found)”", en: "“\(found)” cannot stand here"),
      expected: LocalizedText(zh: "应为\(chinese)", en: "expected \(english)"))
  }

  private func refused(_ text: String, at offset: Int) -> Diagnostic {
    Diagnostic(
      at: position(offset), found: LocalizedText(zh: "不允许的写法“\(text)”", en: "“\(text)” is not allowed"),
      expected: LocalizedText(
        zh: "只可用列名、数字、'文本'、比较、and/or/not、in、between、is null、四则运算、case",
        en: "columns, numbers, 'texts', comparison, and/or/not, in, between, is null, arithmetic, case"))
  }

  private func problem(_ found: LocalizedText, expected: [String] = [], at offset: Int) -> Diagnostic {
    Diagnostic(
      at: position(offset), found: found,
      expected: expected.isEmpty
        ? nil : LocalizedText(zh: "可用：\(expected.joined(separator: "、"))", en: "one of: \(expected.joined(separator: ", "))"))
  }

  private func position(_ offset: Int) -> Diagnostic.Place {
    Diagnostic.Place(file: place.file, line: place.line, column: place.column.map { $0 + offset })
  }
}
