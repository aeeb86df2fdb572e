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
  private var isEditor: Bool { inquiry.session.role >= .editor }
  private var fillIn: FillInSection {
    FillInSection(
      name: name, fields: fields, draft: drawn?.draft, attachments: attachments, typed: typed, saved: saved ?? [],
      session: inquiry.session)
  }

  private func e(_ text: String) -> String { Markup.escaped(text) }

  var page: Page {
    let form = fields.definition
    let title = "\(form.title(language)) · \(form.header.project(language))"
    let content = [
      summary, savedNote, trouble.map { Markup.problem($0) } ?? "", score, files, openPoints,
      isEditor ? fillIn.html : "", drawn?.markup ?? "",
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

  static func points(_ range: ScoreRange) -> String {
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
}
