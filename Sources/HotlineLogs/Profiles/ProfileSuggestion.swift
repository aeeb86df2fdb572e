import HotlineConfiguration

/// A first profile for an export of an unknown shape: columns placed by the headers that the known profiles read, times
/// and words by the look of the values. What could not be placed is marked.
public struct ProfileSuggestion: Sendable {
  /// The profile's text.
  public let yaml: String

  /// Looks at the file's first rows.
  ///
  /// - Throws: a ``Diagnostic`` when no row looks like a header.
  public init(for file: ExportFile, catalog: ProfileCatalog, language: Language) throws {
    let candidates = RecordKind.allCases.compactMap { kind in Self.placement(kind, file: file, catalog: catalog) }
    guard let best = candidates.max(by: { $0.fields.count < $1.fields.count }), !best.fields.isEmpty else {
      throw HeaderRow.noHeader(file)
    }
    yaml = Self.text(best, file: file, language: language)
  }

  private struct Placement {
    let kind: RecordKind
    let header: HeaderRow
    var fields: [(field: RecordField, column: Int)]
  }

  private static func placement(_ kind: RecordKind, file: ExportFile, catalog: ProfileCatalog) -> Placement? {
    var synonyms: [String: RecordField] = [:]
    for profile in catalog.profiles where profile.kind == kind && !profile.isHeaderless {
      for (field, column) in profile.columns {
        for name in column.folded where synonyms[name] == nil { synonyms[name] = field }
      }
    }
    let placements = file.sample.prefix(ExportFile.headerSearchRows).map { row in
      var placement = Placement(kind: kind, header: HeaderRow(line: row.line, fields: row.fields), fields: [])
      for (index, header) in row.fields.enumerated() {
        guard let field = synonyms[HeaderText.folded(header)], !placement.fields.contains(where: { $0.field == field })
        else { continue }
        placement.fields.append((field, index))
      }
      return placement
    }
    return placements.max { $0.fields.count < $1.fields.count }
  }

  private static func text(_ placement: Placement, file: ExportFile, language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let rows = file.sample.filter { $0.line > placement.header.line }
    var lines = [
      say(
        "# 由 hotline profile suggest 依据表头和样例值生成，请核对；凡标“待定”处须补全。",
        "# Written by `hotline profile suggest` from headers and sample values; check it. Complete what is marked TO DO."
      ),
      "title: {zh: \(quoted(say("（请填写）", "(name it)"))), en: \(quoted("(name it)"))}",
      "kind: \(placement.kind.rawValue)", "fields:",
    ]
    for field in placement.kind.fields {
      let isRequired = placement.kind.requiredFields.contains(field)
      guard let placed = placement.fields.first(where: { $0.field == field }) else {
        let mark = isRequired ? say("待定（必需）", "TO DO (required)") : say("未找到", "not found")
        lines.append("  # \(mark): \(field.rawValue): [\(say("表头", "HEADER"))]")
        if field == .line { lines.append("  # line: {constant: \"962200\"}") }
        continue
      }
      let values = rows.map { placed.column < $0.fields.count ? $0.fields[placed.column] : "" }.filter { !$0.isEmpty }
      lines.append(
        "  \(field.rawValue): " + spec(field, header: placement.header.fields[placed.column], values: values, say: say))
    }
    let used = Set(placement.fields.map(\.column))
    let unused = placement.header.fields.enumerated().filter { !used.contains($0.offset) && !$0.element.isEmpty }.map(
      \.element)
    if !unused.isEmpty {
      lines.append(
        "# " + say("未使用的列：", "columns not used: ") + unused.map { Masking.masked($0) }.joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func spec(_ field: RecordField, header: String, values: [String], say: (String, String) -> String)
    -> String
  {
    let column = "[\(quoted(header))]"
    switch field.content {
    case .time:
      let usual = values.allSatisfy { fits(TimeFormat.usual, $0) }
      if usual { return column }
      let others = [
        "epoch_s", "epoch_ms", "excel_serial", "M/d/yyyy HH:mm:ss", "M/d/yyyy h:mm:ss a", "d/M/yyyy HH:mm:ss",
        "M/d/yyyy HH:mm", "yyyy-MM-dd a h:mm:ss",
      ]
      let found = others.first { name in
        TimeFormat(name).map { format in values.allSatisfy { fits([format], $0) } } ?? false
      }
      let format = found ?? say("待定", "TO DO")
      return "{columns: \(column), formats: [\(quoted(format))]}"
    case .word, .flag:
      let known = StandardWords.of(field)
      let words = field.content.words
      let unknown = Set(values).filter { known[$0] == nil && !words.contains($0) }.sorted()
      guard !unknown.isEmpty else { return column }
      let entries = unknown.prefix(20).map { "\(quoted(Masking.masked($0))): absent" }.joined(separator: ", ")
      return "{columns: \(column), words: {\(entries)}}  # "
        + say(
          "待定：absent 改为 \(words.joined(separator: "/")) 之一",
          "TO DO: replace absent by one of \(words.joined(separator: "/"))")
    default: return column
    }
  }

  private static func fits(_ formats: [TimeFormat], _ value: String) -> Bool {
    Array(value.utf8).withUnsafeBufferPointer { bytes in formats.contains { $0.parse(bytes, zoneOffset: 0) != nil } }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.withoutLineBreaks.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

extension String {
  fileprivate var withoutLineBreaks: String { String(map { $0.isNewline ? " " : $0 }) }
}
