import HotlineConfiguration
import HotlineModel
import HotlineText

/// Writes a suggestion as the YAML of a profile: what is settled as keys, reasons and what is open as comments.
struct SuggestionText {
  let fields: [ProfileSuggestion.Field]
  let kind: KindEvidence
  let headerLine: Int?
  let encoding: String
  let delimiter: String
  let sampledRows: Int
  let unused: [ProfileSuggestion.UnusedColumn]
  /// The column that settled the order of day and month.
  let decider: String?
  let language: Language

  var yaml: String {
    var lines = head
    for field in fields where field.way != "none" || field.isRequired { lines += text(of: field) }
    let notFound = fields.filter { $0.way == "none" && !$0.isRequired }.map(\.field.rawValue)
    if !notFound.isEmpty {
      lines.append("# " + say("未找到列的字段：", "no column for: ") + notFound.joined(separator: ", "))
    }
    if !unused.isEmpty {
      lines.append(say("# 未使用的列（样例）：", "# columns not used, with samples:"))
      for column in unused.prefix(60) {
        let sample = column.sample.isEmpty ? say("不显示", "not shown") : column.sample.joined(separator: " | ")
        lines.append(comment("  \(column.column) \(column.header): \(sample)"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    let open = fields.filter { $0.isRequired && $0.sure == .open }.map(\.field.rawValue)
    let place = headerLine.map { say("表头在第 \($0) 行", "header in line \($0)") } ?? say("没有表头", "no header")
    var lines = [
      say(
        "# 由 hotline profile suggest 依据表头用词、\(sampledRows) 行的值和各列之间的关系写成，请逐项核对。",
        "# Written by `hotline profile suggest` from header words, the values of \(sampledRows) rows and how columns agree; check it."
      ),
      "# \(place); \(encoding); \(delimiter)",
      say("# 类别依据：", "# the kind, because of: ") + kind.reasons.map { $0(language) }.joined(separator: say("；", "; "))
        + (kind.certainty == .sure ? "" : say("（请核对）", " (check this)")),
    ]
    if !open.isEmpty {
      lines.append(
        say(
          "# 待定：\(open.joined(separator: "、"))。补全前不能使用。",
          "# TO DO: \(open.joined(separator: ", ")). The profile cannot be used before."))
    }
    if let decider {
      lines.append(
        comment(
          say("日与月的先后由“\(decider)”列中大于 12 的日定出", "a day above 12 in “\(decider)” settles the order of day and month")))
    }
    lines += [
      "title: {zh: \"\(say("（请填写）", "（请填写）"))\", en: \"(name it)\"}", "kind: \(kind.kind.rawValue)",
    ]
    if headerLine == nil { lines.append("header: none") }
    return lines + ["fields:"]
  }

  private func text(of field: ProfileSuggestion.Field) -> [String] {
    let name = field.field.rawValue
    let mark = say("待定", "TO DO")
    guard field.way != "none" else {
      var lines = [comment("\(mark): \(name): \(field.why)", indent: 2)]
      switch field.field {
      case .line: lines.append("  # line: {constant: \"\(kind.kind == .workOrder ? "12345" : "962200")\"}")
      case .direction: lines.append("  # direction: {constant: inbound}")
      default: lines.append("  # \(name): [\(headerLine == nil ? "1" : "\"…\"")]")
      }
      return lines
    }
    let certainty =
      switch field.sure {
      case .sure: say("可靠", "sure")
      case .likely: say("较可能", "likely")
      case .open: mark
      }
    let rival = field.runnerUp.map { say("；其次：\($0)", "; else: \($0)") } ?? ""
    var lines = [comment("\(certainty): \(field.why)\(rival)", indent: 2)]
    if !field.otherFormats.isEmpty {
      lines.append(comment(say("以下两行只留一行：", "keep one of the two lines:"), indent: 2))
      lines.append("  # \(name): \(specification(field, formats: field.formats))")
      lines.append("  # \(name): \(specification(field, formats: field.otherFormats))")
      return lines
    }
    lines.append((field.sure == .open ? "  # " : "  ") + "\(name): \(specification(field, formats: field.formats))")
    return lines + wordRemarks(field)
  }

  private func specification(_ field: ProfileSuggestion.Field, formats: [String]) -> String {
    let columns = field.columns.map { headerLine == nil ? $0 : quoted($0) }
    var parts: [String]
    switch field.way {
    case "join", "sum":
      parts = ["\(field.way): [\(columns.map { headerLine == nil ? $0 : "[\($0)]" }.joined(separator: ", "))]"]
    case "plus": parts = ["plus: {time: \(field.base?.rawValue ?? ""), seconds: \(reference(columns[0]))}"]
    case "when_present":
      parts = ["when_present: {field: \(field.base?.rawValue ?? ""), then: answered, else: abandoned}"]
    default: parts = ["columns: \(reference(columns[0]))"]
    }
    let usual = TimeFormat.usual.map(\.text)
    if !formats.isEmpty, !formats.allSatisfy(usual.contains) {
      parts.append("formats: [\(formats.map(quoted).joined(separator: ", "))]")
    }
    let known = StandardWords.of(field.field)
    let own = field.words.filter { word in
      word.meaning != nil && known[word.word] == nil && word.word != word.meaning && !word.word.contains("****")
    }
    if !own.isEmpty {
      parts.append("words: {\(own.map { "\(quoted($0.word)): \($0.meaning ?? "")" }.joined(separator: ", "))}")
    }
    if parts.count == 1, field.way == "column" { return reference(columns[0]) }
    return "{\(parts.joined(separator: ", "))}"
  }

  private func reference(_ column: String) -> String { headerLine == nil ? column : "[\(column)]" }

  /// The words by frequency, and those whose meaning is open.
  private func wordRemarks(_ field: ProfileSuggestion.Field) -> [String] {
    guard !field.words.isEmpty else { return [] }
    var lines = [
      "    # "
        + field.words.prefix(20).map { "\(shown($0.word)) ×\($0.count) = \($0.meaning ?? "?")" }.joined(separator: ", ")
    ]
    let open = field.words.filter { $0.meaning == nil }
    guard !open.isEmpty else { return lines }
    let allowed = (field.field.content.words + ["absent"]).joined(separator: "/")
    lines.append(
      comment(
        say("待定：? 处的含义（\(allowed)），写入 words", "TO DO: the meaning of each ? (\(allowed)), to be put into words"),
        indent: 4))
    if field.field == .satisfaction, open.contains(where: { $0.word.allSatisfy(\.isNumber) }) {
      lines.append(
        comment(say("分数哪一端为满意，要由平台说明", "only the platform can say which end of a score is the good one"), indent: 4))
    }
    return lines
  }

  private func comment(_ text: String, indent: Int = 0) -> String {
    String(repeating: " ", count: indent) + "# " + shown(text)
  }

  private func quoted(_ text: String) -> String {
    "\"" + shown(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Without line breaks and other controls, which would end a comment.
  private func shown(_ text: String) -> String {
    String(text.map { $0.isNewline || $0.unicodeScalars.first?.properties.generalCategory == .control ? " " : $0 })
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}
