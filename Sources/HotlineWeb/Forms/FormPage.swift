import HotlineApp
import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineRender
import HotlineText

/// A form as it is printed, with what it rests on; the rows that people judge are filled in beside it, and the scores follow.
struct FormPage {
  let outcome: ShowForm.Outcome
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  var answer: Answer {
    let document = outcome.drawn.document
    let name = inquiry.parts.count > 1 ? inquiry.parts[1] : ""
    let formats = [("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"), ("html", "HTML"), ("md", "Markdown")]
    let content = [
      score, Markup.links(formats.map { ("/forms/\(name).\($0.0)", $0.1) }, label: language("下载", "Take away")),
      Markup.part(document), inquiry.session.role >= .editor ? judging(name) : "",
    ]
    return Answer(
      page: Page(
        title: document.title, subtitle: document.subtitle, place: .forms, notice: document.notice?.plain,
        content: content.joined(separator: "\n"), footer: language("数据截至 ", "Data as of ") + document.asOf.text),
      document: document)
  }

  /// The total, or between what it still lies, and the rows that are open.
  private var score: String {
    let draft = outcome.draft
    func points(_ range: ScoreRange) -> String {
      let texts = [range.low, range.high].map { NumberText.count($0) }
      return texts[0] == texts[1] ? texts[0] : "\(texts[0])–\(texts[1])"
    }
    let grades = draft.grades.map { $0.name(language) }.joined(separator: language("或", " or "))
    let total = Markup.paragraph(
      language("合计 \(points(draft.total)) 分，\(grades)", "\(points(draft.total)) points in all, \(grades)"),
      "total-score")
    let open = draft.indicators.filter { $0.score.low != $0.score.high }
    guard !open.isEmpty else { return total }
    let items = open.map { row in
      let what =
        row.indicator.isJudged
        ? Markup.link("#judge-\(row.indicator.id)", row.indicator.name(language))
        : Markup.escaped(row.indicator.name(language))
      return "<li>\(what) <span>\(points(row.score)) / \(NumberText.count(row.indicator.weight))</span></li>"
    }
    return total
      + "<div class=\"problem\"><p>\(language("待评的行：", "Rows that are open:"))</p><ul>\(items.joined())</ul></div>"
  }

  private func judging(_ name: String) -> String {
    let rows = outcome.draft.indicators.filter { $0.indicator.isJudged }
    guard !rows.isEmpty else { return "" }
    let forms = rows.map { row in
      let indicator = row.indicator
      let known = indicator.judgement
      var form = Form("/forms/\(name)/judge", way: .post(inquiry.session))
      form.hidden("indicator", indicator.id)
      form.hidden("seen", outcome.state)
      func id(_ field: String) -> String { "\(indicator.id)-\(field)" }
      let weight = NumberText.count(indicator.weight)
      form.input(
        "points", language("得分（满分 \(weight)）", "Points (of \(weight))"),
        value: known.map { NumberText.count($0.points) } ?? "",
        hint: language("达成 100–80%，部分达成 80–60%，未达成 60–0%", "achieved 100–80 %, partly 80–60 %, missed 60–0 %"),
        isRequired: true, id: id("points"))
      form.input(
        "by", language("由谁评定", "Who judged"), value: known?.attestation.by ?? "", isRequired: true, id: id("by"))
      form.input(
        "on", language("评定日期", "When"), value: known?.attestation.on.iso ?? "", hint: "2020-03-12", isRequired: true,
        id: id("on"))
      form.input(
        "document", language("依据的文件", "By which document"), value: known?.attestation.document ?? "", isRequired: true,
        id: id("document"))
      form.text(
        "reason", language("扣分原因", "Why not all points"), value: known?.reason?(language) ?? "", rows: 2,
        id: id("reason"))
      form.text(
        "improvement", language("改进措施", "What is to be done"), value: known?.improvement?(language) ?? "", rows: 2,
        id: id("improvement"))
      form.button(language("保存", "Save"), style: "first")
      return """
        <details id="judge-\(Markup.escaped(indicator.id))"\(known == nil ? " open" : "")><summary>\(Markup.escaped(indicator.name(language)))</summary>\(form.html)</details>
        """
    }
    return """
      <section aria-labelledby="judging"><h2 id="judging">\(language("由人评定的行", "Rows that people judge"))</h2>
      \(Markup.paragraph(language("保存后分数随之更新。两人同时修改时，后保存的一方会得到提示，谁的内容都不会被覆盖。", "The scores follow as soon as you save. When two people change the form, the later one is told, and nothing is overwritten.")))
      \(forms.joined(separator: "\n"))</section>
      """
  }
}
