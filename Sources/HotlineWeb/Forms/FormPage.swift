import HotlineApp
import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineText

/// A form: what is open, what people fill in, the form as it is printed, and how each score came about.
struct FormPage {
  /// The form's name: `hotline-2019`.
  let name: String
  let fields: FormFields
  /// The form with its scores, and its markup; `nil` where it cannot be drafted.
  let drawn: DrawnForm?
  /// Why it cannot be drafted.
  let trouble: String?
  let attachments: [Attachment]
  /// What was typed and not saved.
  var typed = TypedFields()
  /// What was saved just now.
  var saved: [FillInForm.Change]?
  let inquiry: Inquiry

  private var language: Language { fields.language }
  private var markup: FieldMarkup { FieldMarkup(typed: typed, language: language) }
  private var isEditor: Bool { inquiry.session.role >= .editor }
  /// The form's address.
  private var address: Address { Address("/forms/\(name)") }

  private func e(_ text: String) -> String { Markup.escaped(text) }
  private func id(_ name: String, _ prefix: String) -> String { FieldMarkup.id(name, prefix) }

  var page: Page {
    let form = fields.definition
    let title = "\(form.title(language)) · \(form.header.project(language))"
    let content = [
      summary, savedNote, trouble.map { Markup.problem($0) } ?? "", score, files, openPoints,
      isEditor ? fillIn : "", drawn?.markup ?? "",
    ]
    let asOf = drawn.map { language("数据截至 ", "Data as of ") + $0.document.asOf.text } ?? ""
    return Page(
      title: typed.isUnsaved ? language("未保存：", "Not saved: ") + title : title,
      subtitle: "\(form.header.budgetUnit(language)) · \(form.period.text)", place: .forms,
      notice: drawn?.document.notice?.plain, content: content.filter { !$0.isEmpty }.joined(separator: "\n"),
      footer: asOf)
  }

  // MARK: What comes first

  /// What keeps the form from being saved, each with the way to its field.
  private var summary: String {
    guard typed.isUnsaved else { return "" }
    let contested = fields.groups.flatMap(\.fields).filter(typed.isContested)
    var paragraphs: [String] = []
    if typed.isStale {
      paragraphs.append(
        language(
          "您填写期间，他人保存了这张表。您的内容都还在下面，但没有保存；他人的修改也没有被覆盖。",
          "While you were typing somebody else saved this form. What you typed stands below and is not saved; nothing was overwritten."
        ))
      paragraphs.append(
        contested.isEmpty
          ? language("两边修改的不是同一项，请再按一次“保存”。", "You changed different fields: press “Save” once more.")
          : language(
            "下列各项两人都改了：请核对，留下应保存的内容，再按“保存”。",
            "These fields were changed by both: look at them, leave what is right, and press “Save” again."))
    } else {
      paragraphs.append(language("没有保存，请先改正：", "Nothing was saved. Put this right first:"))
    }
    let links = contested.map { ($0.name, label(of: $0.name)) }
    let problems = typed.problems.map { problem in
      (
        problem.field,
        problem.field.map { label(of: $0) + language("：", ": ") + problem.text(language) } ?? problem.text(language)
      )
    }
    let items = links.map { item($0.0, $0.1) } + problems.map { item($0.0, $0.1) }
    return """
      <div class="problem" role="alert">\(paragraphs.map { Markup.paragraph($0) }.joined())\
      \(items.isEmpty ? "" : "<ul>\(items.joined())</ul>")</div>
      """
  }

  private func item(_ field: String?, _ text: String) -> String {
    let shown = field.map { Markup.link("#\(FieldMarkup.id($0))", text) } ?? e(text)
    return "<li>\(shown)</li>"
  }

  /// A field with the row that it belongs to: `资金使用的合规性 · 得分（满分 6）`.
  private func label(of field: String) -> String {
    for group in fields.head {
      if let found = group.fields.first(where: { $0.name == field }) {
        return "\(group.title(language)) · \(found.label(language))"
      }
    }
    for row in fields.sections.flatMap(\.rows) {
      for found in row.groups.flatMap(\.fields) where found.name == field {
        return "\(row.title(language)) · \(found.label(language))"
      }
    }
    return field
  }

  private var savedNote: String {
    guard let saved else { return "" }
    guard !saved.isEmpty else {
      return
        "<div class=\"done\" role=\"status\">\(Markup.paragraph(language("没有改动，无需保存。", "Nothing was changed.")))</div>"
    }
    let items = saved.map { item($0.field, label(of: $0.field)) }
    return """
      <div class="done" role="status">\(Markup.paragraph(language("已保存，分数已随之更新：", "Saved, and the scores follow:")))\
      <ul>\(items.joined())</ul></div>
      """
  }

  /// The total, or between what it still lies.
  private var score: String {
    guard let draft = drawn?.draft else { return "" }
    let grades = draft.grades.map { $0.name(language) }.joined(separator: language("或", " or "))
    let total = Self.points(draft.total)
    return Markup.paragraph(
      language("合计 \(total) 分，\(grades)", "\(total) points in all, \(grades)"), "total-score")
  }

  private static func points(_ range: ScoreRange) -> String {
    let texts = [range.low, range.high].map { NumberText.count($0) }
    return texts[0] == texts[1] ? texts[0] : "\(texts[0])–\(texts[1])"
  }

  private var files: String {
    let formats = [("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"), ("html", "HTML"), ("md", "Markdown")]
    var links = formats.map { (Address("/forms/\(name).\($0.0)").text, $0.1) }
    links.append((Address("/forms/\(name)/basis").text, language("数值依据", "What the figures rest on")))
    guard inquiry.session.role >= .analyst else {
      return Markup.links(links, label: language("下载与依据", "Take away"))
    }
    let count = attachments.isEmpty ? "" : language("（\(attachments.count)）", " (\(attachments.count))")
    links.append((Address("/forms/\(name)/evidence").text, language("证明材料\(count)", "Attached files\(count)")))
    links.append((Address("/forms/\(name)/evidence.zip").text, language("佐证材料包", "Evidence pack")))
    return Markup.links(links, label: language("下载与依据", "Take away"))
  }

  private var openPoints: String {
    let points = OpenPoints(name: name, fields: fields, draft: drawn?.draft).all
    guard !points.isEmpty else { return "" }
    let items = points.map { point in
      // Who may not fill in has no fields to go to.
      let hasPlace = isEditor || !point.address.hasPrefix("#")
      return "<li>\(hasPlace ? Markup.link(point.address, point.text) : e(point.text))</li>"
    }
    let title = language("还有 \(points.count) 项待填", "\(points.count) points are open")
    return """
      <section class="open" aria-labelledby="open-points"><h2 id="open-points">\(e(title))</h2><ul>\(items.joined())</ul></section>
      """
  }

  // MARK: What is filled in

  private var fillIn: String {
    // The language of the page is that of the texts, whatever another tab chose meanwhile.
    var form = Form(
      address.setting("lang", language.rawValue).text, way: .post(inquiry.session), style: "sheet")
    form.hidden("seen", fields.state)
    for section in fields.sections {
      form.markup("<h3>\(e(section.title(language)))</h3>")
      for row in section.rows { form.markup(self.row(row)) }
    }
    form.markup("<h3>\(language("表头和文字", "Head and texts"))</h3>")
    for group in fields.head { form.markup(headGroup(group)) }
    form.markup(
      "<p class=\"send sticky\"><button class=\"first\">\(language("保存", "Save"))</button> <span>\(language("一次保存所有改动", "saves all that was changed"))</span></p>"
    )
    let guarded = form.html.replacing(
      "<form ", with: "<form novalidate data-guard=\"\(typed.isUnsaved ? "typed" : "")\" ", maxReplacements: 1)
    return """
      <section aria-labelledby="fill-in"><h2 id="fill-in">\(language("填写", "Fill in"))</h2>
      \(Markup.paragraph(language("保存后分数随之更新。两人同时修改时，后保存的一方会得到提示，谁的内容都不会被覆盖。请勿填写市民的电话或证件号码。", "The scores follow as soon as you save. When two people change the form, the later one is told, and nothing is overwritten. Write no citizen's number.")))
      \(guarded)</section>
      """
  }

  /// Whether a group must be seen at once.
  private func isUrgent(_ group: FieldGroup) -> Bool {
    group.isOpen || isMarked(group)
  }

  /// Whether something in a group was saved just now, is wrong, or was changed by two.
  private func isMarked(_ group: FieldGroup) -> Bool {
    group.fields.contains { field in
      typed.isContested(field) || typed.problems.contains { $0.field == field.name }
    } || savedFields(group).isEmpty == false
  }

  private func savedFields(_ group: FieldGroup) -> [FillInForm.Change] {
    (saved ?? []).filter { $0.group == group.name }
  }

  private func row(_ row: FieldRow) -> String {
    let draft = drawn?.draft.indicators.first { $0.indicator.id == row.id }
    let weight = NumberText.count(row.weight)
    let isOpen = row.groups.contains(where: isUrgent) || demandsCause(row)
    let state =
      row.groups.contains(where: \.isOpen)
      ? " <span class=\"state\">\(language("待填", "open"))</span>" : ""
    let points = draft.map { "\(Self.points($0.score)) / \(weight)" } ?? language("满分 \(weight)", "of \(weight)")
    let groups = row.groups.map { group(html: $0, of: row) }.joined(separator: "\n")
    let note =
      row.takenOver.isEmpty
      ? ""
      : Markup.paragraph(
        language("在被引用的表中填写：", "Filled in on the form that this one uses: ")
          + row.takenOver.map { $0(language) }.joined(separator: language("、", ", ")), "hint")
    return """
      <details class="fields" id="\(id(row.id, "row"))"\(isOpen ? " open" : "")><summary><span>\(e(row.title(language)))</span> \
      <span class="points">\(points)</span>\(state)</summary>
      \(note)\(usedForm(row))\(groups)\(attached(to: row))</details>
      """
  }

  /// The way to the form from which a row is taken over.
  private func usedForm(_ row: FieldRow) -> String {
    guard !row.takenOver.isEmpty, let file = fields.uses, file.hasSuffix(".yaml"), !file.contains("/") else {
      return ""
    }
    return "<p>\(Markup.link(Address("/forms/\(file.dropLast(5))").text, language("打开该表", "Open that form")))</p>"
  }

  /// Whether the row differs from its target and nobody said why, on a form that wants to know.
  private func demandsCause(_ row: FieldRow) -> Bool {
    guard let draft = drawn?.draft, draft.form.layout.demandsCauses,
      let found = draft.indicators.first(where: { $0.indicator.id == row.id })
    else { return false }
    return found.deviation(beyond: draft.form.deviation) != nil && found.statedCauses.isEmpty
      && row.groups.contains { $0.subject == .cause }
  }

  private func group(html group: FieldGroup, of row: FieldRow) -> String {
    let isQuiet: Bool =
      switch group.subject {
      case .targetTooLow: group.field("confirmed")?.value != "yes"
      case .cause: group.fields.allSatisfy(\.value.isEmpty) && !demandsCause(row)
      default: false
      }
    guard isQuiet, !isMarked(group) else { return fieldset(group, title: group.title(language)) }
    return """
      <details><summary>\(e(group.title(language)))</summary>
      \(fieldset(group, title: group.title(language)))</details>
      """
  }

  private func headGroup(_ group: FieldGroup) -> String {
    """
    <details class="fields"\(isMarked(group) ? " open" : "")><summary><span>\(e(group.title(language)))</span></summary>
    \(fieldset(group, title: group.title(language)))</details>
    """
  }

  private func fieldset(_ group: FieldGroup, title: String) -> String {
    var hints: [String] = []
    if group.subject == .judgement {
      hints.append(
        language("达成 100–80%，部分达成 80–60%，未达成 60–0%", "achieved 100–80 %, partly 80–60 %, missed 60–0 %"))
    }
    if group.isTakenOver {
      hints.append(
        language(
          "现为被引用的表的内容；在此修改后，以本表为准",
          "this is what the form says that this one uses; once changed here it is this form's own"))
    }
    let hint = hints.isEmpty ? "" : Markup.paragraph(hints.joined(separator: language("；", "; ")), "hint whole")
    let changes = savedFields(group)
    let names = changes.map { $0.label(language) }.joined(separator: language("、", ", "))
    let note = changes.isEmpty ? "" : Markup.paragraph(language("已保存：\(names)", "Saved: \(names)"), "done whole")
    return """
      <fieldset id="\(id(group.name, "at"))"><legend>\(e(title))</legend>\(note)\(hint)
      \(group.fields.map(markup.html).joined(separator: "\n"))</fieldset>
      """
  }

  /// The files at a row, and the way to add one.
  private func attached(to row: FieldRow) -> String {
    let own = attachments.filter { one in row.groups.contains { $0.name == one.place } }
    let links = own.map { one in
      "<li>\(Markup.link(Address("/forms/\(name)/evidence/\(one.sha256)").text, one.name))</li>"
    }
    guard let place = row.groups.first?.name else { return "" }
    let add = Markup.link(
      Address("/forms/\(name)/evidence", [("place", place)]).text + "#add", language("添加证明材料", "Attach a file"))
    return """
      <div class="attached">\(own.isEmpty ? "" : "<p>\(language("证明材料：", "Attached:"))</p><ul>\(links.joined())</ul>")<p>\(add)</p></div>
      """
  }
}
