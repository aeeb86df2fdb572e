import Foundation
import HotlineConfiguration
import HotlineText

/// What there is to know: the kinds of fact with their fields, those built in and those that `data/model.yaml` declares.
///
/// ```yaml
/// dimensions:
///   channel: {name: {zh: 来源渠道, en: Channel}, facts: [work_order, call]}
/// numbers:
///   score: {name: {zh: 评分, en: Score}, facts: [call, work_order], unit: points}
/// ```
/// A profile fills them, and they work where built-in ones do. Without the file there are only the built-in ones.
package struct DataModel: Sendable {
  /// A dimension or a number that the file declares.
  package struct Declaration: Sendable, Hashable {
    /// What is declared.
    package let field: FactField
    /// The kinds of fact that bear it.
    package let facts: [FactKind]
  }

  /// The kinds of fact, with their declared fields.
  package let kinds: [FactKind]
  /// The dimensions, built-in ones first.
  package let dimensions: [Dimension]
  /// What is declared, dimensions first.
  package let declarations: [Declaration]

  /// What is built in.
  package static let builtIn = DataModel([])

  /// A kind of fact can have so many declared fields.
  private static let mostFields = 24

  init(_ declarations: [Declaration]) {
    self.declarations = declarations
    kinds = FactKind.allCases.map { kind in
      kind.with(declarations.filter { $0.facts.contains(kind) }.map(\.field))
    }
    dimensions = Dimension.builtIn + declarations.compactMap(\.field.dimension)
  }

  /// Reads `model.yaml` of a data folder; what is built in when there is none.
  ///
  /// - Throws: a ``Diagnostic`` at the mistake, with what is allowed.
  package init(directory: String) throws {
    let path = "\(directory)/model.yaml"
    guard FileManager.default.fileExists(atPath: path) else {
      self = .builtIn
      return
    }
    try self.init(root: ConfigurationNode(contentsOf: path))
  }

  /// Parses text; `file` is the name used in errors.
  package init(yaml: String, file: String) throws { try self.init(root: ConfigurationNode(yaml: yaml, file: file)) }

  private init(root: ConfigurationNode) throws {
    _ = try root.entries(allowed: ["dimensions", "numbers"])
    var names = Self.takenNames
    var declarations: [Declaration] = []
    for (index, entry) in try (root.optional("dimensions")?.entries() ?? []).enumerated() {
      try Self.check(entry.key, at: entry.keyPlace, &names)
      _ = try entry.value.entries(allowed: ["name", "facts"])
      let dimension = Dimension(
        declared: entry.key, name: try entry.value.required("name").localizedText(), place: index)
      declarations.append(
        Declaration(field: FactField(declared: dimension), facts: try Self.facts(entry.value)))
    }
    for entry in try root.optional("numbers")?.entries() ?? [] {
      try Self.check(entry.key, at: entry.keyPlace, &names)
      _ = try entry.value.entries(allowed: ["name", "facts", "unit"])
      let unit = try entry.value.optional("unit")?.word(as: Metric.Unit.self) ?? .count
      let name = try entry.value.required("name").localizedText()
      declarations.append(
        Declaration(
          field: FactField(declaredNumber: entry.key, name: name, unit: unit), facts: try Self.facts(entry.value)))
    }
    for kind in FactKind.allCases where declarations.count(where: { $0.facts.contains(kind) }) > Self.mostFields {
      throw root.problem(
        LocalizedText(zh: "\(kind.name.zh)声明的字段过多", en: "too many fields are declared for \(kind.name.en)"),
        expected: LocalizedText(zh: "至多 \(Self.mostFields) 个", en: "at most \(Self.mostFields)"))
    }
    self.init(declarations)
  }

  private static func facts(_ node: ConfigurationNode) throws -> [FactKind] {
    try node.required("facts").oneOrMore().map { try $0.word(as: FactKind.self) }
  }

  /// Names that a column of a view or a grouping has already.
  private static var takenNames: Set<String> {
    let columns = FactKind.allCases.flatMap { kind in
      kind.descriptions.map(\.field.rawValue) + kind.columns.map(\.name)
    }
    return Set(columns).union(Dimension.builtIn.map(\.rawValue)).union([
      "id", "fact", "carried", "source_file", "source_line", "month", "day", "hour", "weekday", "value",
    ])
  }

  private static func check(_ name: String, at place: Diagnostic.Place, _ taken: inout Set<String>) throws {
    guard isName(name) else {
      throw Diagnostic(
        at: place, found: LocalizedText(zh: "“\(name)”不能作名字", en: "“\(name)” cannot be a name"),
        expected: LocalizedText(
          zh: "以小写字母开头，由小写字母、数字和下划线组成，至多 40 个字符，不以 _at、_local 或 _id 结尾，也不是 SQL 的词",
          en:
            "small letters, digits and underscores, a letter first, at most 40 characters, not ending in _at, _local or _id, no word of SQL"
        ))
    }
    guard taken.insert(name).inserted else {
      throw Diagnostic(
        at: place, found: LocalizedText(zh: "名字“\(name)”已有含义", en: "the name “\(name)” is taken"),
        fix: LocalizedText(zh: "请换一个名字", en: "choose another"))
    }
  }

  /// Whether a name can stand in SQL and in filters as it is.
  package static func isName(_ name: String) -> Bool {
    let letters = name.utf8
    return letters.count <= 40 && letters.first.map { (0x61...0x7A).contains($0) } == true
      && letters.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
      && !name.hasSuffix("_at") && !name.hasSuffix("_local") && !name.hasSuffix("_id") && !words.contains(name)
  }

  /// Words that SQL engines keep for themselves, and those of our expressions.
  private static let words: Set<String> = [
    "all", "alter", "and", "any", "array", "as", "asc", "between", "both", "by", "case", "cast", "check", "collate",
    "column", "commit", "constraint", "create", "cross", "current", "default", "delete", "desc", "describe", "distinct",
    "drop", "else", "end", "escape", "except", "exists", "false", "fetch", "filter", "for", "foreign", "from", "full",
    "grant", "group", "grouping", "having", "in", "index", "inner", "insert", "intersect", "interval", "into", "is",
    "isnull", "join", "lateral", "leading", "left", "like", "limit", "natural", "not", "notnull", "null", "of",
    "offset",
    "on", "only", "or", "order", "outer", "overlaps", "partition", "pivot", "primary", "qualify", "references",
    "returning",
    "right", "row", "rowid", "rows", "select", "set", "some", "table", "then", "time", "to", "trailing", "transaction",
    "true", "union", "unique", "unknown", "unpivot", "update", "user", "using", "values", "when", "where", "window",
    "with",
  ]
}

extension DataModel {
  /// The kind with its declared fields.
  package func kind(_ kind: FactKind) -> FactKind { kinds.first { $0 == kind } ?? kind }

  /// The kind of a name.
  package func kind(named name: String) -> FactKind? { kinds.first { $0.rawValue == name } }

  /// The dimension of a name.
  package func dimension(named name: String) -> Dimension? { dimensions.first { $0.rawValue == name } }

  /// What sums can be broken down by, in the order of the documentation.
  package var groupings: [Grouping] {
    dimensions.map(Grouping.dimension) + [.year, .quarter, .month, .day, .hour, .weekday]
  }

  /// The grouping of a word.
  package func grouping(named name: String) -> Grouping? { groupings.first { $0.name == name } }

  /// The field of a name, built in or declared.
  package func field(named name: String) -> FactField? {
    FactField(rawValue: name) ?? declarations.first { $0.field.rawValue == name }?.field
  }

  /// The model with only those declared fields of kinds for which a condition holds.
  package func keeping(_ isKept: (FactField, FactKind) -> Bool) -> DataModel {
    DataModel(
      declarations.compactMap { declaration in
        let facts = declaration.facts.filter { isKept(declaration.field, $0) }
        return facts.isEmpty ? nil : Declaration(field: declaration.field, facts: facts)
      })
  }

  /// A model of fields of which only the names are known; what cannot be a name is left out.
  package init(dimensions: [String: [FactKind]], numbers: [String: [FactKind]]) {
    let names = dimensions.sorted { $0.key < $1.key }.filter { Self.isName($0.key) }
    let named = names.enumerated().map { place, entry in
      let name = LocalizedText(zh: entry.key, en: entry.key)
      return Declaration(
        field: FactField(declared: Dimension(declared: entry.key, name: name, place: place)), facts: entry.value)
    }
    let counted = numbers.sorted { $0.key < $1.key }.filter { Self.isName($0.key) }.map { name, facts in
      Declaration(
        field: FactField(declaredNumber: name, name: LocalizedText(zh: name, en: name), unit: .count), facts: facts)
    }
    self.init(named + counted)
  }
}
