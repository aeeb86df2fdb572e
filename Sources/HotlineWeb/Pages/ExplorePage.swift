import HotlineApp
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineText

/// Any table: metrics by dimensions, of some days, under conditions, compared. The whole question stands in the address.
struct ExplorePage {
  let question: Question
  let catalog: MetricCatalog
  /// The answer; `nil` before anything was asked.
  let answer: AskKPIs.Answer?
  let comparisons: [Comparison]
  let address: Address
  let language: Language

  var page: Page {
    var parts = [form]
    if let answer {
      let table = ReportTable(KPITable(language: language).table(answer.tables, comparisons: comparisons))
      let document = Document(
        name: "explore", title: "", language: language, asOf: .init(0, text: ""),
        sections: [Document.Section("answer", language("结果", "Answer"), blocks: [.table(table)])])
      parts.append(HTMLDocument(document).chapters)
      parts += answer.remarks.map { Markup.paragraph("\($0.file): \($0.text(language))", "remark") }
      parts.append(
        Markup.links(
          ["csv", "json"].map { (address.twin($0).text, $0.uppercased()) },
          label: language("其他格式", "Other formats")))
    }
    return Page(title: language("查询", "Explore"), place: .explore, content: parts.joined(separator: "\n"))
  }

  private var form: String {
    let metrics = catalog.metrics.map { ($0.id, $0.name(language)) }
    let groups = catalog.model.groupings.map { ($0.name, KPITable.name($0)(language)) }
    let comparisons = [
      ("previous", language("上一期间", "the period before")), ("year-ago", language("上年同期", "a year earlier")),
    ]
    return """
      <form method="get" action="/explore">
      \(Markup.select("metrics", language("指标", "Metrics"), metrics, chosen: Set(question.metrics), isMultiple: true))
      \(Markup.input("period", language("期间", "Period"), value: question.period, hint: "2019 · 2019-Q4 · 2019-12 · 2019-01..2019-06"))
      \(Markup.select("by", language("分组", "Broken down by"), groups, chosen: Set(question.groups), isMultiple: true))
      \(Markup.input("where", language("条件", "Condition"), value: question.conditions.first ?? "", hint: "district=黄浦区|静安区"))
      \(Markup.select("compare", language("比较", "Compared with"), [("", "–")] + comparisons, chosen: Set(question.comparisons)))
      \(Markup.input("suppress", language("隐去少于", "Hide under"), value: question.hiddenUnder.map(String.init) ?? ""))
      \(Markup.button(language("查询", "Ask")))
      </form>
      """
  }
}
