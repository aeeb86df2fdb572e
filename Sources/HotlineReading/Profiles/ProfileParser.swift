import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Reads a profile's YAML.
struct ProfileParser {
  let root: ConfigurationNode
  let path: String
  let text: Data
  let model: DataModel

  static let keys = [
    "title", "kind", "header", "encoding", "delimiter", "time_zone", "decimal", "absent", "skip", "rows", "completes",
    "fields",
    "dimensions", "numbers",
  ]
  static let fieldKeys = [
    "columns", "join", "sum", "constant", "plus", "when_present", "file_name", "formats", "words", "otherwise", "unit",
    "century", "lost_digits", "default",
  ]

  func parse() throws -> Profile {
    _ = try root.entries(allowed: Self.keys)
    let kind = model.kind(try root.required("kind").word(as: FactKind.self))
    let isHeaderless = try root.optional("header").map { try $0.word(of: ["yes", "none"]) == "none" } ?? false
    let fieldsNode = try root.required("fields")
    var fields: [FactField: Profile.FieldSource] = [:]
    for (name, keyPlace, node) in try fieldsNode.entries() {
      guard let field = kind.field(named: name), !field.isDeclared else {
        let allowed = kind.fields.filter { !$0.isDeclared }.map(\.rawValue)
        throw Diagnostic(
          at: keyPlace,
          found: LocalizedText(zh: "“\(name)”不是\(kind.name.zh)的字段", en: "“\(name)” is no field of \(kind.name.en)"),
          expected: LocalizedText(
            zh: "可用的字段：\(allowed.joined(separator: "、"))", en: "one of: \(allowed.joined(separator: ", "))"))
      }
      fields[field] = try source(node, field: field, kind: kind, isHeaderless: isHeaderless)
    }
    fields.merge(try declared("dimensions", of: kind, isHeaderless: isHeaderless)) { own, _ in own }
    fields.merge(try declared("numbers", of: kind, isHeaderless: isHeaderless)) { own, _ in own }
    let completes = try root.optional("completes")?.bool() ?? false
    let required = completes ? kind.identifyingFields : kind.requiredFields
    if let missing = required.first(where: { fields[$0] == nil && !($0 == .key && !kind.keyFields.isEmpty) }) {
      throw fieldsNode.problem(
        LocalizedText(zh: "缺少必需字段“\(missing.rawValue)”", en: "the required field “\(missing.rawValue)” is missing"),
        expected: LocalizedText(
          zh: "必需字段：\(required.map(\.rawValue).joined(separator: "、"))",
          en: "required: \(required.map(\.rawValue).joined(separator: ", "))"))
    }
    return Profile(
      name: URL(filePath: path).deletingPathExtension().lastPathComponent,
      title: try root.required("title").localizedText(),
      kind: kind, place: root.place, fingerprint: fingerprint, mergesParts: try !completes && mergesParts(kind),
      completes: completes,
      isHeaderless: isHeaderless, encoding: try encoding(),
      delimiter: try delimiter(), clock: try clock(),
      isDecimalComma: try root.optional("decimal").map { try $0.word(of: ["point", "comma"]) == "comma" } ?? false,
      absentWords: try root.optional("absent")?.oneOrMore().map { Array(try $0.string().utf8) } ?? [],
      skips: try root.optional("skip")?.elements().map { try skipRule($0, isHeaderless: isHeaderless) } ?? [],
      fields: fields)
  }

  /// `dimensions: {channel: [来源渠道]}`, `numbers: {score: [评分]}`: where fields come from that `data/model.yaml` declares.
  private func declared(
    _ section: String, of kind: FactKind, isHeaderless: Bool
  ) throws -> [FactField: Profile.FieldSource] {
    let allowed = kind.fields.filter { $0.isDeclared && ($0.dimension != nil) == (section == "dimensions") }
    var fields: [FactField: Profile.FieldSource] = [:]
    for (name, keyPlace, node) in try root.optional(section)?.entries() ?? [] {
      guard let field = allowed.first(where: { $0.rawValue == name }) else {
        throw Diagnostic(
          at: keyPlace,
          found: LocalizedText(
            zh: "data/model.yaml 没有为\(kind.name.zh)声明“\(name)”",
            en: "data/model.yaml declares no “\(name)” of \(kind.name.en)"),
          expected: allowed.isEmpty
            ? nil
            : LocalizedText(
              zh: "已声明：\(allowed.map(\.rawValue).joined(separator: "、"))",
              en: "declared: \(allowed.map(\.rawValue).joined(separator: ", "))"),
          fix: LocalizedText(
            zh: "请在 data/model.yaml 的 \(section) 中声明", en: "declare it under `\(section)` of data/model.yaml"))
      }
      fields[field] = try source(node, field: field, kind: kind, isHeaderless: isHeaderless)
    }
    return fields
  }

  private var fingerprint: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }

  private func mergesParts(_ kind: FactKind) throws -> Bool {
    guard let node = try root.optional("rows") else { return kind == .call }
    let isParts = try node.word(of: ["parts", "versions"]) == "parts"
    guard kind == .call || !isParts else {
      throw node.problem(
        LocalizedText(zh: "只有话务记录可由几行合成", en: "only calls are put together from several rows"),
        expected: LocalizedText(zh: "versions", en: "versions"))
    }
    return isParts
  }

  private func encoding() throws -> ExportEncoding? {
    guard let node = try root.optional("encoding") else { return nil }
    let word = try node.word(of: ["auto"] + ExportEncoding.allCases.map(\.rawValue))
    return ExportEncoding(rawValue: word)
  }

  private func delimiter() throws -> UInt8? {
    guard let node = try root.optional("delimiter") else { return nil }
    let text = try node.string()
    switch text {
    case "auto": return nil
    case "comma": return 0x2C
    case "tab": return 0x09
    case "semicolon": return 0x3B
    case "pipe": return 0x7C
    default: break
    }
    let byte = text.utf8.first ?? 0
    guard text.utf8.count == 1, byte == 0x09 || (0x20..<0x7F).contains(byte), byte != 0x22 else {
      throw node.problem(
        LocalizedText(zh: "“\(text)”不能作分隔符", en: "“\(text)” cannot separate fields"),
        expected: LocalizedText(
          zh: "auto、comma、tab、semicolon、pipe，或一个 ASCII 字符（引号除外）",
          en: "auto, comma, tab, semicolon, pipe, or one ASCII character other than a quote"))
    }
    return byte
  }

  private func clock() throws -> LocalZone {
    guard let node = try root.optional("time_zone") else { return .current }
    let name = try node.string()
    guard let clock = LocalZone(name: name) else {
      throw node.problem(
        LocalizedText(zh: "无法识别的时区“\(name)”", en: "“\(name)” is not a known time zone"),
        expected: LocalizedText(
          zh: "\(LocalZone.current.name)、UTC、+09:00 这样的偏移，或系统时区数据中的名称，如 America/New_York",
          en:
            "\(LocalZone.current.name), UTC, an offset like +09:00, or a name of the system's zone data like America/New_York"
        ))
    }
    return clock
  }

  private func skipRule(_ node: ConfigurationNode, isHeaderless: Bool) throws -> Profile.SkipRule {
    _ = try node.entries(allowed: ["column", "in", "not_in"])
    let listed = try node.optional("in")
    let values = try listed ?? node.required("not_in")
    return Profile.SkipRule(
      column: try column(node.required("column"), isHeaderless: isHeaderless),
      values: try values.oneOrMore().map { Array(try $0.string().utf8) }, isListed: listed != nil)
  }

  private func column(_ node: ConfigurationNode, isHeaderless: Bool) throws -> Profile.ColumnReference {
    if isHeaderless {
      // `[1]` as well as `1`: a column by its header is a list of names.
      let numbers = node.oneOrMore()
      guard let number = numbers.first, numbers.count == 1 else {
        throw node.problem(
          LocalizedText(zh: "无表头的文件中一列只有一个列号", en: "without a header a column is one number"),
          expected: LocalizedText(zh: "如 [1]", en: "such as [1]"))
      }
      let position = try number.int()
      guard (1...RowReader.columnLimit).contains(position) else {
        throw node.problem(LocalizedText(zh: "列号须从 1 起", en: "columns are numbered from 1"))
      }
      return Profile.ColumnReference(synonyms: [], position: position - 1)
    }
    return Profile.ColumnReference(synonyms: try node.oneOrMore().map { try $0.string() }, position: nil)
  }

  private func source(
    _ node: ConfigurationNode, field: FactField, kind: FactKind, isHeaderless: Bool
  ) throws -> Profile.FieldSource {
    guard node.isMapping else {
      return try finished(
        Profile.FieldSource(origin: .columns([column(node, isHeaderless: isHeaderless)]), place: node.place), node: nil,
        field: field)
    }
    let keys = try node.entries(allowed: Self.fieldKeys).map(\.key)
    let origins = keys.filter {
      ["columns", "join", "sum", "constant", "plus", "when_present", "file_name"].contains($0)
    }
    // An empty cell of `columns` may take its word from what else is present.
    let isBoth = Set(origins) == ["columns", "when_present"]
    guard let key = isBoth ? "columns" : origins.first, isBoth || origins.count == 1 else {
      throw node.problem(
        LocalizedText(zh: "须且只能有一种取值方式", en: "exactly one way to the value is needed"),
        expected: LocalizedText(
          zh: "columns、join、sum、constant、plus、when_present 或 file_name 之一",
          en: "one of columns, join, sum, constant, plus, when_present, file_name"))
    }
    try checkUse(of: node, origin: key, for: field)
    let value = try node.required(key)
    let origin: Profile.FieldSource.Origin
    switch key {
    case "columns": origin = .columns([try column(value, isHeaderless: isHeaderless)])
    case "join", "sum": origin = .columns(try value.elements().map { try column($0, isHeaderless: isHeaderless) })
    case "constant": origin = .constant(try value.string())
    case "plus":
      _ = try value.entries(allowed: ["time", "seconds"])
      let base = try value.required("time")
      let times = kind.fields.filter { $0.content == .time && $0 != field }
      let word = try base.word(of: times.map(\.rawValue))
      guard let time = kind.field(named: word) else {
        throw base.problem(LocalizedText(zh: "须是时间字段", en: "a time field is needed"))
      }
      origin = .plus(time, try column(value.required("seconds"), isHeaderless: isHeaderless))
    case "when_present":
      origin = .presence
    default: origin = .fileName
    }
    var source = Profile.FieldSource(origin: origin, place: node.place)
    source.presence = try node.optional("when_present").map {
      try presence($0, field: field, kind: kind, isHeaderless: isHeaderless)
    }
    return try finished(source, node: node, field: field)
  }

  /// `{field: answered_at, then: answered, else: abandoned}`, or a list of such cases of which the last is `{else: …}`.
  private func presence(
    _ node: ConfigurationNode, field: FactField, kind: FactKind, isHeaderless: Bool
  ) throws -> Profile.Presence {
    var cases: [Profile.PresenceCase] = []
    var otherwise: String?
    for item in node.oneOrMore() {
      _ = try item.entries(allowed: ["field", "column", "then", "else"])
      if let word = try item.optional("else") { otherwise = try word.word(of: field.content.words + ["absent"]) }
      guard let then = try item.optional("then")?.word(of: field.content.words + ["absent"]) else { continue }
      if let other = try item.optional("field") {
        let word = try other.word(of: kind.fields.filter { $0 != field }.map(\.rawValue))
        if let present = kind.field(named: word) { cases.append(.init(subject: .field(present), then: then)) }
      } else {
        cases.append(
          .init(subject: .column(try column(item.required("column"), isHeaderless: isHeaderless)), then: then))
      }
    }
    guard let otherwise, !cases.isEmpty else {
      throw node.problem(
        LocalizedText(zh: "when_present 须有 then 和 else", en: "when_present needs a `then` and an `else`"),
        expected: LocalizedText(
          zh: "如 {field: answered_at, then: answered, else: abandoned}",
          en: "e.g. {field: answered_at, then: answered, else: abandoned}"))
    }
    return Profile.Presence(cases: cases, otherwise: otherwise)
  }

  /// A key that the field would not read is a mistake of its author.
  private func checkUse(of node: ConfigurationNode, origin: String, for field: FactField) throws {
    let isTime = field.content == .time
    let isSeconds = field.content == .seconds
    let hasWords = !field.content.words.isEmpty || field.content == .text
    let rules: [(key: String, isAllowed: Bool, where: LocalizedText)] = [
      ("formats", isTime, LocalizedText(zh: "时间字段", en: "times")),
      ("plus", isTime, LocalizedText(zh: "时间字段", en: "times")),
      ("file_name", field == .exportedAt, LocalizedText(zh: "exported_at", en: "exported_at")),
      ("century", isTime, LocalizedText(zh: "时间字段", en: "times")),
      ("unit", isSeconds || origin == "plus", LocalizedText(zh: "时长字段和 plus", en: "durations and plus")),
      ("sum", isSeconds, LocalizedText(zh: "时长字段", en: "durations")),
      ("join", !isSeconds, LocalizedText(zh: "时长以外的字段", en: "fields other than durations")),
      ("words", hasWords, LocalizedText(zh: "词与文本字段", en: "words and texts")),
      ("otherwise", !field.content.words.isEmpty, LocalizedText(zh: "词字段", en: "words")),
      ("when_present", !field.content.words.isEmpty, LocalizedText(zh: "词字段", en: "words")),
      ("lost_digits", field == .key, LocalizedText(zh: "key", en: "key")),
    ]
    for rule in rules where !rule.isAllowed {
      guard let value = try node.optional(rule.key) else { continue }
      throw value.problem(
        LocalizedText(
          zh: "“\(rule.key)”对字段“\(field.rawValue)”无效", en: "“\(rule.key)” has no meaning for “\(field.rawValue)”"),
        expected: LocalizedText(zh: "只用于\(rule.where.zh)", en: "only for \(rule.where.en)"))
    }
    let allowed = field.content.words
    if !allowed.isEmpty, let constant = try node.optional("constant") { _ = try constant.word(of: allowed) }
  }

  private func finished(_ start: Profile.FieldSource, node: ConfigurationNode?, field: FactField) throws
    -> Profile.FieldSource
  {
    var source = start
    source.formats = try node?.optional("formats").map(timeFormats) ?? TimeFormat.usual
    switch try node?.optional("otherwise")?.word(of: ["reject", "absent"]) {
    case "reject": source.unknownWord = .reject
    case "absent": source.unknownWord = .absent
    default: source.unknownWord = .remark
    }
    if let unit = try node?.optional("unit") { source.unit = try unit.word(as: DurationUnit.self) }
    source.century = try node?.optional("century").map { try $0.word(of: ["1900", "2000"]) == "1900" ? 1900 : 2000 }
    source.checksLostDigits =
      try node?.optional("lost_digits").map { try $0.word(of: ["reject", "ignore"]) == "reject" } ?? true
    source.fallback = try node?.optional("default")?.string()
    let allowed = field.content.words
    source.words = StandardWords.of(field)
    for word in allowed { source.words[word] = word }
    for (word, _, meaning) in try node?.optional("words")?.entries() ?? [] {
      let code = try meaning.string()
      guard allowed.isEmpty || allowed.contains(code) || code == "absent" else {
        throw Diagnostic(
          at: meaning.place,
          found: LocalizedText(zh: "“\(word)”的含义“\(code)”不存在", en: "“\(word)” cannot mean “\(code)”"),
          expected: LocalizedText(
            zh: "可用：\(allowed.joined(separator: "、"))、absent", en: "one of: \(allowed.joined(separator: ", ")), absent")
        )
      }
      source.words[word] = code
    }
    if !allowed.isEmpty, let node = try node?.optional("default"), let word = source.fallback, source.words[word] == nil
    {
      throw node.problem(
        LocalizedText(zh: "默认值“\(word)”不在词表中", en: "the default “\(word)” is not in the vocabulary"),
        expected: LocalizedText(
          zh: "\(allowed.joined(separator: "、"))，或 words 中列出的词",
          en: "one of \(allowed.joined(separator: ", ")), or a word listed under `words`"))
    }
    return source
  }

  private func timeFormats(_ node: ConfigurationNode) throws -> [TimeFormat] {
    let formats = try node.oneOrMore().map(timeFormat)
    guard !TimeFormat.allowBothOrders(formats) else {
      throw node.problem(
        LocalizedText(
          zh: "这些格式只差日与月的先后，3/4/2019 读作 3 月还是 4 月无法确定",
          en: "these formats differ in the order of day and month alone: 3/4/2019 would be March or April by chance"),
        expected: LocalizedText(zh: "只用一种先后", en: "one order only"),
        fix: LocalizedText(
          zh: "在导出中找一个日大于 12 的值，保留与之相符的格式",
          en: "look for a value with a day after the 12th in the export, and keep the format that fits it"))
    }
    return formats
  }

  private func timeFormat(_ node: ConfigurationNode) throws -> TimeFormat {
    let text = try node.string()
    guard let format = TimeFormat(text) else {
      throw node.problem(
        TimeFormat.problem(in: text)
          ?? LocalizedText(zh: "“\(text)”不是时间格式", en: "“\(text)” is not a time format"),
        expected: LocalizedText(
          zh: "字母 \(TimeFormat.tokens)，如 yyyy-MM-dd HH:mm:ss；或 epoch_s、epoch_ms、excel_serial",
          en: "the letters \(TimeFormat.tokens), as in yyyy-MM-dd HH:mm:ss; or epoch_s, epoch_ms, excel_serial"),
        fix: text.contains { "zZXx".contains($0) }
          ? LocalizedText(zh: "不写时区：值末尾的时区会自动识别", en: "leave the zone out: one at the end of a value is understood")
          : nil)
    }
    return format
  }
}

extension FactField.Content {
  /// The words that such a field can hold; empty for fields of free content.
  var words: [String] {
    switch self {
    case .word(let vocabulary): vocabulary.words
    case .flag: ["yes", "no"]
    default: []
    }
  }
}
