import HotlineApp
import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineReading
import HotlineReports
import HotlineText

/// A profile for an export of an unknown shape: for each field the column that was found, how sure that is, and another choice; then what the
/// first records would say, and the text that is kept.
struct ProfilePage {
  let from: String
  let file: String
  let draft: ProfileDraft
  let installed: String?
  let previews: [PreviewExport.Export]
  let inquiry: Inquiry
  private var language: Language { inquiry.language }
  private var suggestion: ProfileSuggestion { draft.suggestion }

  var answer: Answer {
    var parts: [String] = []
    if let installed {
      parts.append(
        "<div class=\"done\" role=\"status\">\(Markup.paragraph(language("已有格式“\(installed)”可以读它。", "The profile “\(installed)” reads it already.")))</div>"
      )
    }
    parts.append(
      Markup.paragraph(
        language(
          "看来是“\(suggestion.kind.name.zh)”：\(suggestion.reasons.joined(separator: "；"))。请核对每个字段取自哪一列；改动后按“预览”。",
          "It looks like \(suggestion.kind.name.en): \(suggestion.reasons.joined(separator: "; ")). Check from which column each field comes; after a change press Preview."
        )))
    parts.append(mapping)
    parts.append(preview)
    parts.append(save)
    return Answer(
      page: Page(
        title: language("新的格式", "A new profile"), subtitle: file, place: .sources,
        content: parts.joined(separator: "\n")))
  }

  private func word(_ certainty: SuggestionCertainty) -> String {
    switch certainty {
    case .sure: language("可靠", "sure")
    case .likely: language("较可能", "likely")
    case .open: language("待定", "open")
    }
  }

  private var mapping: String {
    var form = Form("/profiles/new", style: "rows")
    form.hidden("from", from)
    form.input(
      "title", language("格式的名称", "What it is called"), value: inquiry.fields["title"] ?? suggestion.kind.name.zh)
    for field in suggestion.fields {
      let title = FieldName.text(field.field.rawValue, language)
      // In the profile itself fields have their own names, which are English.
      let name = title == field.field.rawValue || language == .zh ? title : "\(title) (\(field.field.rawValue))"
      let needed = field.isRequired ? language("，必需", ", needed") : ""
      let found = field.columns.joined(separator: " + ")
      var options = [(value: "", text: language("（没有这一列）", "(no column)"))]
      if field.way != "none" {
        let way =
          [
            "column": "", "join": language("拼接 ", "joined "), "sum": language("相加 ", "sum of "),
            "plus": language("加到 \(field.base?.rawValue ?? "")：", "added to \(field.base?.rawValue ?? ""): "),
            "when_present": language("有值即：", "by whether there is: "),
          ][field.way] ?? ""
        options.append((ProfileDraft.asSuggested, "\(way)\(found.isEmpty ? field.base?.rawValue ?? "" : found)"))
      }
      options += draft.headers.filter { $0 != found }.map { ($0, $0) }
      form.markup("<fieldset class=\"whole\"><legend>\(Markup.escaped(name)) · \(word(field.sure))\(needed)</legend>")
      form.select(
        ProfileDraft.column(field.field), language("取自哪一列", "From which column"), options, chosen: [draft.choice(field)]
      )
      if case .word(let vocabulary) = field.field.content {
        if field.way == "none" || field.sure == .open {
          form.select(
            ProfileDraft.constant(field.field), language("或全部都是", "Or always"),
            [("", "–")] + named(vocabulary),
            chosen: [inquiry.fields[ProfileDraft.constant(field.field)] ?? ""])
        }
        for (place, found) in field.words.enumerated().prefix(30) {
          form.select(
            ProfileDraft.word(field.field, place),
            language("“\(found.word)”（\(found.count) 次）的意思", "“\(found.word)” (\(found.count) times) means"),
            [("", language("不知道", "not known")), ("absent", language("未填", "nothing"))]
              + named(vocabulary),
            chosen: [draft.meaning(field, place) ?? ""])
        }
      }
      if !field.otherFormats.isEmpty {
        form.select(
          ProfileDraft.format(field.field), language("日期怎么读", "How dates are read"),
          [("", field.formats.joined(separator: ", ")), ("other", field.otherFormats.joined(separator: ", "))],
          chosen: [inquiry.fields[ProfileDraft.format(field.field)] ?? ""])
      }
      form.markup(
        "<p class=\"field\"><small>\(Markup.escaped(FieldName.named(field.why, language)))</small></p></fieldset>")
    }
    form.button(language("预览", "Preview"))
    return "<h2>\(language("字段与列", "Fields and columns"))</h2>\(form.html)\(unused)"
  }

  private func named(_ vocabulary: Vocabulary) -> [(value: String, text: String)] {
    vocabulary.words.map { ($0, Vocabulary.name(of: $0, in: vocabulary.rawValue, language)) }
  }

  private var unused: String {
    guard !suggestion.unused.isEmpty else { return "" }
    let items = suggestion.unused.map { column in
      "<li>\(Markup.escaped(column.header.isEmpty ? String(column.column) : column.header)): \(Markup.escaped(column.sample.joined(separator: language("、", ", "))))</li>"
    }
    return
      "<details><summary>\(language("没有用到的列", "Columns that nothing reads"))</summary><ul>\(items.joined())</ul></details>"
  }

  private var preview: String {
    var parts = ["<h2>\(language("预览", "Preview"))</h2>"]
    for preview in previews {
      if let problem = preview.problem {
        parts.append(Markup.problem(ProblemText.of(problem, language)))
        continue
      }
      parts.append(
        Markup.paragraph(
          language(
            "看了前 \(preview.looked.rows) 行，其中 \(preview.looked.rejected) 行会被拒绝。",
            "Of the first \(preview.looked.rows) rows, \(preview.looked.rejected) would be rejected.")))
      var blocks: [Document.Block] = []
      var records = preview.records
      records.caption = language("前几条记录", "The first records")
      if !records.rows.isEmpty { blocks.append(.table(records)) }
      if !preview.rejected.isEmpty {
        blocks.append(
          .list(
            preview.rejected.prefix(5).map {
              RichText(
                language("第 \($0.line) 行：", "line \($0.line): ") + FieldName.named($0.detail(language), language))
            }))
      }
      parts.append(
        Markup.part(
          Document(
            name: "preview", title: "", language: language, asOf: .init(0, text: ""),
            sections: [Document.Section("preview", language("记录", "Records"), blocks: blocks)])))
    }
    return parts.joined(separator: "\n")
  }

  /// A name for the profile, after the file.
  private var usualName: String {
    let base = file.prefix { $0 != "." }
    let kept = base.map { $0.isLetter || $0.isNumber ? $0 : "-" }.split(separator: "-").map { String($0) }
    return String(kept.joined(separator: "-").prefix(40))
  }

  private var save: String {
    var form = Form("/profiles", way: .post)
    form.hidden("from", from)
    form.input(
      "name", language("文件名", "File name"), value: usualName,
      hint: language("字母、数字、汉字和 -，如 huawei-calls", "letters, digits and -, such as huawei-calls"),
      isRequired: true)
    form.text(
      "yaml", language("将保存的内容（YAML，可带走，也可在此修改）", "What is kept (YAML, to take away or to change here)"),
      value: draft.yaml, rows: 18)
    form.button(language("保存并用它再试", "Keep it and try again by it"), style: "first")
    return "<h2>\(language("保存", "Keep"))</h2>\(form.html)"
  }
}
