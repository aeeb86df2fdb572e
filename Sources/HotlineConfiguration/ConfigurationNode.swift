import Foundation
import HotlineText
import Yams

/// A YAML value that remembers its file, line and column, so that every mistake can be reported at its place.
///
/// ```swift
/// let root = try ConfigurationNode(contentsOf: "data/metrics.yaml")
/// for (key, node) in try root.entries(allowed: ["measures", "metrics"]) { … }
/// let better = try node.required("better").word(of: ["higher", "lower"])
/// ```
/// All accessors throw a ``Diagnostic`` that names the place, what was found and what is allowed.
package struct ConfigurationNode {
  /// The value's own file, line and column.
  package let place: Diagnostic.Place
  private let node: Node
  /// The values of a mapping by key, because they are looked up one by one.
  private let fields: [String: Node]

  /// Reads a YAML file.
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read, is not UTF-8 or is not YAML. Anchors (`&name`) are refused:
  ///   no file of ours needs them and nested ones can grow without bound.
  package init(contentsOf path: String) throws {
    let data = try SmallFile.bytes(of: path)
    guard let text = String(data: data, encoding: .utf8) else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "不是 UTF-8 文本", en: "not UTF-8 text"),
        fix: LocalizedText(zh: "请另存为 UTF-8", en: "save it as UTF-8"))
    }
    try self.init(yaml: text, file: path)
  }

  /// Parses YAML text; `file` is the name used in errors.
  package init(yaml: String, file: String) throws {
    // Quick test: most files have no `&` at all.
    if yaml.utf8.contains(UInt8(ascii: "&")),
      let place = placeOfAnchor(in: yaml, file: file) ?? placeOfAlias(in: yaml, file: file)
    {
      throw Diagnostic(
        at: place, found: LocalizedText(zh: "使用了 YAML 锚点（&）", en: "a YAML anchor (&name) is used"),
        fix: LocalizedText(zh: "请把内容写全", en: "write the content out"))
    }
    do {
      // Every scalar is kept as text: each accessor decides the scalar's type.
      guard let root = try Yams.compose(yaml: yaml, .basic) else {
        throw Diagnostic(
          at: .init(file: file), found: LocalizedText(zh: "文件为空", en: "the file is empty"),
          expected: LocalizedText(zh: "YAML 映射", en: "a YAML mapping"))
      }
      self.init(node: root, file: file)
    } catch let error as YamlError {
      throw Diagnostic(
        at: Self.place(of: error, file: file),
        found: LocalizedText(
          zh: "不是合法的 YAML：\(Self.problem(of: error))", en: "not valid YAML: \(Self.problem(of: error))"))
    }
  }

  private init(node: Node, file: String) {
    self.node = node
    fields = Self.fields(of: node)
    place = Diagnostic.Place(file: file, line: node.mark?.line, column: node.mark?.column)
  }

  private init(child: Node, of parent: ConfigurationNode) {
    node = child
    fields = Self.fields(of: child)
    place = Diagnostic.Place(
      file: parent.place.file, line: child.mark?.line ?? parent.place.line,
      column: child.mark?.column ?? parent.place.column)
  }

  private static func fields(of node: Node) -> [String: Node] {
    guard case .mapping(let mapping) = node else { return [:] }
    return Dictionary(mapping.compactMap { key, value in key.scalar.map { ($0.string, value) } }) { first, _ in first }
  }

  private static func place(of error: YamlError, file: String) -> Diagnostic.Place {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      Diagnostic.Place(file: file, line: mark.line, column: mark.column)
    default:
      Diagnostic.Place(file: file)
    }
  }

  /// The parser's message, without the text around the mistake.
  private static func problem(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    default: String("\(error)".prefix(200))
    }
  }

  /// A diagnostic at this place.
  package func problem(_ found: LocalizedText, expected: LocalizedText? = nil, fix: LocalizedText? = nil) -> Diagnostic
  {
    Diagnostic(at: place, found: found, expected: expected, fix: fix)
  }

  // MARK: Shape

  /// Whether the value is a list.
  package var isList: Bool { node.sequence != nil }
  /// Whether the value is a mapping.
  package var isMapping: Bool { node.mapping != nil }
  /// Whether the value is null or empty.
  package var isNull: Bool { node.null != nil }

  /// The entries of a mapping in file order; keys outside `allowed` are errors (pass `nil` for free keys).
  package func entries(allowed: [String]? = nil) throws -> [(
    key: String, keyPlace: Diagnostic.Place, value: ConfigurationNode
  )] {
    guard let mapping = node.mapping else {
      throw wrongShape(LocalizedText(zh: "映射（键: 值）", en: "a mapping (key: value)"))
    }
    var seen: Set<String> = []
    return try mapping.map { key, value in
      let keyNode = ConfigurationNode(child: key, of: self)
      let name = try keyNode.string()
      if let allowed, !allowed.contains(name) {
        throw keyNode.problem(
          LocalizedText(zh: "未知的键“\(name)”", en: "unknown key “\(name)”"),
          expected: LocalizedText(
            zh: "可用的键：\(allowed.joined(separator: "、"))", en: "allowed here: \(allowed.joined(separator: ", "))"))
      }
      guard seen.insert(name).inserted else {
        throw keyNode.problem(LocalizedText(zh: "键“\(name)”重复", en: "key “\(name)” appears twice"))
      }
      return (name, keyNode.place, ConfigurationNode(child: value, of: self))
    }
  }

  /// The value under a key, or `nil` when it is absent.
  package func optional(_ key: String) throws -> ConfigurationNode? {
    guard isMapping else { throw wrongShape(LocalizedText(zh: "映射（键: 值）", en: "a mapping (key: value)")) }
    return fields[key].map { ConfigurationNode(child: $0, of: self) }
  }

  /// The value under a key; absent is an error.
  package func required(_ key: String) throws -> ConfigurationNode {
    guard let value = try optional(key) else {
      throw problem(
        LocalizedText(zh: "缺少“\(key)”", en: "“\(key)” is missing"),
        fix: LocalizedText(zh: "请补上“\(key)”", en: "add “\(key)”"))
    }
    return value
  }

  /// The elements of a list.
  package func elements() throws -> [ConfigurationNode] {
    guard let sequence = node.sequence else { throw wrongShape(LocalizedText(zh: "列表", en: "a list")) }
    return sequence.map { ConfigurationNode(child: $0, of: self) }
  }

  /// The elements of a list, or the value itself as the only element.
  package func oneOrMore() -> [ConfigurationNode] {
    guard let sequence = node.sequence else { return [self] }
    return sequence.map { ConfigurationNode(child: $0, of: self) }
  }

  // MARK: Scalars

  /// The scalar's text.
  package func string() throws -> String {
    guard let scalar = node.scalar else { throw wrongShape(LocalizedText(zh: "文本", en: "a text")) }
    return scalar.string
  }

  /// The scalar as a whole number.
  package func int() throws -> Int {
    guard let value = node.int else { throw wrongShape(LocalizedText(zh: "整数", en: "a whole number")) }
    return value
  }

  /// The scalar as a finite number.
  package func double() throws -> Double {
    guard let value = node.float ?? node.int.map(Double.init), value.isFinite else {
      throw wrongShape(LocalizedText(zh: "数字", en: "a number"))
    }
    return value
  }

  /// The scalar as true or false.
  package func bool() throws -> Bool {
    guard let value = node.bool else { throw wrongShape(LocalizedText(zh: "true 或 false", en: "true or false")) }
    return value
  }

  /// The scalar as one of a fixed set of words.
  package func word(of allowed: [String]) throws -> String {
    let word = try string()
    guard allowed.contains(word) else {
      throw problem(
        LocalizedText(zh: "“\(word)”不是允许的值", en: "“\(word)” is not allowed here"),
        expected: LocalizedText(
          zh: "可用的值：\(allowed.joined(separator: "、"))", en: "one of: \(allowed.joined(separator: ", "))"))
    }
    return word
  }

  /// The scalar as a case of an enumeration with text values.
  package func word<Word: RawRepresentable & CaseIterable>(as type: Word.Type = Word.self) throws -> Word
  where Word.RawValue == String {
    let text = try word(of: Word.allCases.map(\.rawValue))
    guard let value = Word(rawValue: text) else { throw wrongShape(LocalizedText(zh: "固定的词", en: "a fixed word")) }
    return value
  }

  /// A name in both languages: `{zh: …, en: …}`.
  package func localizedText() throws -> LocalizedText {
    _ = try entries(allowed: ["zh", "en"])
    return LocalizedText(zh: try required("zh").string(), en: try required("en").string())
  }

  /// A text that may have a version for each language: `{zh: …, en: …}`, or one text for both.
  package func text() throws -> LocalizedText {
    guard !isMapping else { return try localizedText() }
    let text = try string()
    return LocalizedText(zh: text, en: text)
  }

  private func wrongShape(_ expected: LocalizedText) -> Diagnostic {
    let found =
      switch node {
      case .scalar(let scalar): LocalizedText(zh: "“\(scalar.string)”", en: "“\(scalar.string)”")
      case .mapping: LocalizedText(zh: "映射", en: "a mapping")
      case .sequence: LocalizedText(zh: "列表", en: "a list")
      case .alias: LocalizedText(zh: "别名", en: "an alias")
      }
    return problem(
      LocalizedText(zh: "此处是\(found.zh)", en: "found \(found.en)"),
      expected: LocalizedText(zh: "应为\(expected.zh)", en: "expected \(expected.en)"))
  }
}

/// The place of the first anchor (`&name`) in YAML text, where a value can begin: not in a text, in quotes or in a comment.
///
/// Looked for before the text is composed: composing nested anchors would already unfold them into billions of nodes.
private func placeOfAnchor(in yaml: String, file: String) -> Diagnostic.Place? {
  for (index, line) in yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    var quote: Character?
    var previous: Character = " "
    // Whether a value can begin here, or a text is going on: in `a: b & c` the sign is part of the text.
    var isStart = true
    var depth = 0
    for (column, character) in line.enumerated() {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == " " || character == "\t" {
        if previous == ":" { isStart = true }
      } else if character == "#", previous == " " || previous == "\t" {
        break
      } else if "[{".contains(character), isStart || depth > 0 {
        (isStart, depth) = (true, depth + 1)
      } else if character == ",", depth > 0 {
        isStart = true
      } else if isStart, character != "-", character != "?" {
        if character == "&" { return Diagnostic.Place(file: file, line: index + 1, column: column + 1) }
        if character == "'" || character == "\"" { quote = character }
        isStart = false
      }
      previous = character
    }
  }
  return nil
}

/// The place of the first `*name` for which there is a `&name` anywhere, inside quotes or not.
///
/// Quotes that go on over lines could hide an anchor from ``placeOfAnchor(in:file:)``; without an alias it does no harm.
private func placeOfAlias(in yaml: String, file: String) -> Diagnostic.Place? {
  func names(after sign: UInt8) -> [[UInt8]: (line: Int, column: Int)] {
    var names: [[UInt8]: (line: Int, column: Int)] = [:]
    var (line, column) = (1, 0)
    let bytes = Array(yaml.utf8)
    for (index, byte) in bytes.enumerated() {
      (line, column) = byte == 0x0A ? (line + 1, 0) : (line, column + 1)
      guard byte == sign else { continue }
      let name = bytes[(index + 1)...].prefix {
        $0 == 0x2D || $0 == 0x5F || ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10
      }
      if !name.isEmpty, names[Array(name)] == nil { names[Array(name)] = (line, column) }
    }
    return names
  }
  let aliases = names(after: UInt8(ascii: "*"))
  guard !aliases.isEmpty else { return nil }
  let anchors = names(after: UInt8(ascii: "&"))
  let used = aliases.filter { anchors[$0.key] != nil }.values.min { ($0.line, $0.column) < ($1.line, $1.column) }
  return used.map { Diagnostic.Place(file: file, line: $0.line, column: $0.column) }
}
