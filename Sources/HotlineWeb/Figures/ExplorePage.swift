import HotlineApp
import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineText

/// Any table and chart: metrics by dimensions, of some days, under conditions, compared. The whole question stands in the address.
struct ExplorePage {
  /// The most groups of an answer on a page.
  static let mostGroups = 5_000

  let question: Question
  let catalog: MetricCatalog
  /// The answer; `nil` before anything was asked.
  let answered: AskKPIs.Answer?
  let comparisons: [Comparison]
  let inquiry: Inquiry

  private var language: Language { inquiry.language }

  private var document: Document? {
    guard let answered else { return nil }
    var table = ReportTable(KPITable(language: language).table(answered.tables, comparisons: comparisons))
    table.anchor = "answer-table"
    let figure = AnswerFigure(answered.tables, language: language).figure
    var section = Document.Section(
      "answer", language("结果", "Answer"), blocks: (figure.map { [.figure($0)] } ?? []) + [.table(table)])
    if !answered.remarks.isEmpty {
      section.blocks.append(
        .list(answered.remarks.map { RichText("\($0.file)\(language("：", ": "))\($0.text(language))") }))
    }
    return Document(
      name: "explore", title: language("查询", "Explore"), language: language,
      asOf: .init(0, text: answered.tables.first.map { LocalTime.text($0.asOf) } ?? ""), sections: [section])
  }

  func answer() throws -> Answer {
    let document = document
    var parts = [form]
    if let document {
      parts.append(Markup.part(document))
      if let metric = question.metrics.first {
        parts.append(
          Markup.links(
            [(Address("/metric/\(metric)", question.asked).text, language("口径、明细与 SQL", "Definition, rows and SQL"))],
            label: language("更多", "More")))
      }
      parts.append(Markup.twins(of: inquiry.address, language))
    } else {
      parts.append(
        Markup.paragraph(
          language(
            "请选择指标后查询。整个问题都在地址栏里，可以把链接发给同事。",
            "Choose metrics and ask. The whole question stands in the address, which can be sent to a colleague.")))
    }
    return Answer(
      page: Page(
        title: language("查询", "Explore"), place: .explore, content: parts.joined(separator: "\n"),
        footer: document.map { language("数据截至 ", "Data as of ") + $0.asOf.text } ?? ""),
      document: document ?? Document(name: "explore", title: "", language: language, asOf: .init(0, text: "")),
      json: try answered.map { try KPIDocument($0.tables, language: language).json() })
  }

  private var form: String {
    let metrics = catalog.metrics.map { ($0.id, $0.name(language)) }
    let groups = catalog.model.groupings.map { ($0.name, KPITable.name($0)(language)) }
    let comparisons = [
      ("", language("不比较", "nothing")), ("previous", language("上一期间", "the period before")),
      ("year-ago", language("上年同期", "a year earlier")),
    ]
    var form = Form("/explore")
    form.select("metrics", language("指标", "Metrics"), metrics, chosen: Set(question.metrics), isMultiple: true)
    form.select("by", language("分组", "Broken down by"), groups, chosen: Set(question.groups), isMultiple: true)
    form.input(
      "period", language("期间", "Period"), value: question.period, hint: "2019 · 2019-Q4 · 2019-12 · 2019-01..2019-06")
    form.input(
      "where", language("条件", "Condition"), value: question.conditions.first ?? "",
      hint: language("如 district=黄浦区|静安区", "such as line=962200"))
    for condition in question.conditions.dropFirst() { form.hidden("where", condition) }
    form.select(
      "compare", language("与之比较", "Compared with"), comparisons,
      chosen: Set(question.comparisons + (question.comparisons.isEmpty ? [""] : [])))
    form.input(
      "suppress", language("隐去少于（件）", "Hide values of fewer cases than"),
      value: question.hiddenUnder.map(String.init) ?? "",
      hint: language("对外公布时填 10", "10 for what is made public"))
    form.button(language("查询", "Ask"))
    return form.html
  }
}
