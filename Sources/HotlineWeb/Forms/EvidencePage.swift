import HotlineApp
import HotlineCalendar
import HotlineText

/// The files that are attached to a form, by the rows that they bear out, and the form by which one is added.
struct EvidencePage {
  /// The place of a file that belongs to the form as a whole.
  static let wholeForm = "form"

  /// The form's name.
  let name: String
  let fields: FormFields
  let attachments: [Attachment]
  /// The place that was chosen.
  let place: String?
  /// What is wrong with what was sent.
  let problems: [String]
  let inquiry: Inquiry

  private var language: Language { inquiry.language }
  private func e(_ text: String) -> String { Markup.escaped(text) }

  /// The places to which a file can belong, in the order of the form.
  private var places: [(name: String, title: String)] {
    let rows = fields.sections.flatMap(\.rows).flatMap { row in
      row.groups.map { ($0.name, "\(row.title(language)) · \($0.title(language))") }
    }
    return [(Self.wholeForm, language("整张表", "The form as a whole"))] + rows
  }

  private func title(of place: String) -> String {
    places.first { $0.name == place }?.title ?? language("表上已没有的一项", "something that is no longer on the form")
  }

  var page: Page {
    let form = fields.definition
    let problem =
      problems.isEmpty
      ? ""
      : "<div class=\"problem\" role=\"alert\"><ul>"
        + problems.map { "<li>\(Markup.link("#files", $0))</li>" }.joined() + "</ul></div>"
    let links = Markup.links(
      [
        (Address("/forms/\(name)").text, language("回到自评表", "Back to the form")),
        (Address("/forms/\(name)/evidence.zip").text, language("下载佐证材料包", "Take the evidence pack away")),
      ], label: language("自评表", "The form"))
    return Page(
      title: language("证明材料", "Attached files"),
      subtitle: "\(form.title(language)) · \(form.header.project(language)) · \(form.period.text)", place: .forms,
      content: [problem, links, list, inquiry.session.role >= .editor ? adding : ""].joined(separator: "\n"))
  }

  private var list: String {
    let heading = "<h2 id=\"attached\">\(language("已有的材料", "What is attached"))</h2>"
    guard !attachments.isEmpty else {
      return heading + Markup.paragraph(language("还没有材料。", "Nothing is attached yet."))
    }
    let order = Dictionary(places.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let sorted = attachments.sorted {
      (order[$0.place] ?? .max, $0.at, $0.name) < (order[$1.place] ?? .max, $1.at, $1.name)
    }
    let isEditor = inquiry.session.role >= .editor
    let items = sorted.map { one in
      let file = Address("/forms/\(name)/evidence/\(one.sha256)").text
      let size = one.size < 1 << 20 ? "\(max(1, one.size >> 10)) KB" : "\(one.size >> 20) MB"
      let facts: [(String, String)] = [
        (language("证明", "Bears out"), title(of: one.place)),
        (language("类型", "Type"), "\(one.type.title(language)) · \(size)"),
        (language("上传", "Sent"), "\(one.by) · \(LocalTime.text(one.at))"),
      ]
      let terms = facts.map { "<dt>\(e($0.0))</dt><dd>\(e($0.1))</dd>" }.joined()
      let hash = "<dt>SHA-256</dt><dd><code>\(e(one.sha256))</code></dd>"
      return """
        <li><p>\(Markup.link(file, one.name))</p><dl>\(terms)\(hash)</dl>\(isEditor ? removal(one) : "")</li>
        """
    }
    return heading + "<ul class=\"attachments\">\(items.joined(separator: "\n"))</ul>"
  }

  /// What is taken away is gone: it takes two steps.
  private func removal(_ attachment: Attachment) -> String {
    var form = Form("/forms/\(name)/evidence/remove", way: .post, style: "inline")
    form.hidden("sha256", attachment.sha256)
    form.hidden("place", attachment.place)
    form.button(language("移除“\(attachment.name)”", "Remove “\(attachment.name)”"), style: "grave")
    return """
      <details><summary>\(language("移除", "Remove"))</summary>\(Markup.paragraph(language("移除后这里不再保存此文件，不能恢复。", "It is no longer kept here then, and cannot be brought back.")))\(form.html)</details>
      """
  }

  private var adding: String {
    let size = AttachmentStore.mostBytes >> 20
    var form = Form("/forms/\(name)/evidence", way: .post, hasFiles: true)
    form.select(
      "place", language("证明哪一项", "What it bears out"), places.map { ($0.name, $0.title) },
      chosen: [place ?? Self.wholeForm], id: "place")
    form.files(
      "files", language("文件", "Files"), isMultiple: true,
      hint: language(
        "PDF、PNG、JPEG、Word（docx）、Excel（xlsx）或文本（txt、csv），每个至多 \(size) MB。文件原样保存，请勿上传含市民电话、证件号码的材料。",
        "PDF, PNG, JPEG, docx, xlsx, txt or csv, \(size) MB each at most. They are kept as they are: send nothing that holds a citizen's number."
      ),
      accept: EvidenceType.accepted)
    form.button(language("上传", "Attach"), style: "first")
    return """
      <section aria-labelledby="add"><h2 id="add">\(language("添加材料", "Attach a file"))</h2>\(form.html)</section>
      """
  }
}
