import HotlineApp
import HotlineAppraisal
import HotlineText

/// The part of a form's page in which people fill in: one form for all rows, the head and the texts.
struct FillInSection {
  /// The form's name.
  let name: String
  let fields: FormFields
  /// The form with its scores; `nil` where it cannot be drafted.
  let draft: AppraisalDraft?
  let attachments: [Attachment]
  /// What was typed and not saved.
  let typed: TypedFields
  /// What was saved just now.
  let saved: [FillInForm.Change]
  let session: Sessions.Session

  private var language: Language { fields.language }
  private var markup: FieldMarkup { FieldMarkup(typed: typed, language: language) }

  private func e(_ text: String) -> String { Markup.escaped(text) }
  private func id(_ name: String, _ prefix: String) -> String { FieldMarkup.id(name, prefix) }

  var html: String {
    // The language of the page is that of the texts, whatever another tab chose meanwhile.
    var form = Form(
      Address("/forms/\(name)").setting("lang", language.rawValue).text, way: .post, style: "sheet")
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
    } || !savedFields(group).isEmpty
  }

  private func savedFields(_ group: FieldGroup) -> [FillInForm.Change] {
    saved.filter { $0.group == group.name }
  }

  private func row(_ row: FieldRow) -> String {
    let drafted = draft?.indicators.first { $0.indicator.id == row.id }
    let weight = NumberText.count(row.weight)
    let isOpen = row.groups.contains(where: isUrgent) || demandsCause(row)
    let state =
      row.groups.contains(where: \.isOpen)
      ? " <span class=\"state\">\(language("待填", "open"))</span>" : ""
    let points = drafted.map { "\(FormPage.points($0.score)) / \(weight)" } ?? language("满分 \(weight)", "of \(weight)")
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
    guard let draft, draft.form.layout.demandsCauses,
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
    guard isQuiet, !isMarked(group) else { return fieldset(group) }
    return """
      <details><summary>\(e(group.title(language)))</summary>
      \(fieldset(group, hasTitle: true))</details>
      """
  }

  private func headGroup(_ group: FieldGroup) -> String {
    """
    <details class="fields"\(isMarked(group) ? " open" : "")><summary><span>\(e(group.title(language)))</span></summary>
    \(fieldset(group, hasTitle: true))</details>
    """
  }

  /// - Parameter hasTitle: whether the title stands above it already, and is only heard here.
  private func fieldset(_ group: FieldGroup, hasTitle: Bool = false) -> String {
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
    let drafted =
      group.subject == .narrative && draft != nil
      ? "<p class=\"hint whole\">"
        + Markup.link("#form-head", language("看现在印在表上的文字", "See what is printed now")) + "</p>" : ""
    let changes = savedFields(group)
    let names = changes.map { $0.label(language) }.joined(separator: language("、", ", "))
    let note = changes.isEmpty ? "" : Markup.paragraph(language("已保存：\(names)", "Saved: \(names)"), "done whole")
    return """
      <fieldset id="\(id(group.name, "at"))"><legend\(hasTitle ? " class=\"unseen\"" : "")>\(e(group.title(language)))</legend>\(note)\(hint)\(drafted)
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
