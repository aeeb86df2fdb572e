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
  /// The names that lists of names know, by dimension.
  let names: [String: [String]]
  /// The answer; `nil` before anything was asked.
  let answered: AskKPIs.Answer?
  let comparisons: [Comparison]
  let notice: String?
  let inquiry: Inquiry

  private var language: Language { inquiry.language }

  private func document(_ figures: AnswerFigures) -> Document? {
    guard let answered else { return nil }
    var table = ReportTable(KPITable(language: language).table(answered.tables, comparisons: comparisons))
    table.anchor = "answer-table"
    // The rows stand in the order of the values; the metric's name leads to the value's own page.
    for (row, value) in answered.tables.flatMap(\.values).enumerated() where row < table.rows.count {
      table.rows[row].cells[0] = table.rows[row].cells[0].linked(to: figures.places.anchor(value))
    }
    var section = Document.Section(
      "answer", language("结果", "Answer"),
      blocks: figures.figures.map { .figure($0) } + [.table(table)])
    if !answered.remarks.isEmpty {
      section.blocks.append(
        .list(
          answered.remarks.map {
            RichText("\($0.file)\(language("：", ": "))\(FieldName.named($0.text(language), language))")
          }))
    }
    return Document(
      name: "explore", title: language("查询", "Explore"), language: language,
      asOf: .init(0, text: answered.tables.first.map { LocalTime.text($0.asOf) } ?? ""), sections: [section])
  }

  func answer() throws -> Answer {
    let figures = AnswerFigures(
      answered?.tables ?? [], hidesValues: question.hiddenUnder != nil, language: language)
    let document = document(figures)
    var parts = [form, withoutConditions]
    if let document {
      let addresses = figures.places.places.mapValues { question.address(of: $0.slice, metric: $0.metric).text }
      parts.append(Markup.part(document, addresses: addresses))
      let metrics = question.metrics.compactMap { id in catalog.metrics.first { $0.id == id } }
      parts.append(
        Markup.links(
          metrics.map { (Address("/metric/\($0.id)", question.asked).text, $0.name(language)) },
          label: language("口径、走势、明细与 SQL", "Definition, trend, rows and SQL"), isLabelled: true))
      parts.append(Markup.twins(of: inquiry.address, document, language))
    } else {
      parts.append(
        Markup.paragraph(
          language(
            "请选择指标后查询。整个问题都在地址栏里，可以把链接发给同事。",
            "Choose metrics and ask. The whole question stands in the address, which can be sent to a colleague.")))
    }
    return Answer(
      page: Page(
        title: language("查询", "Explore"), place: .explore, notice: notice, content: parts.joined(separator: "\n"),
        footer: document.map { language("数据截至 ", "Data as of ") + $0.asOf.text } ?? ""),
      document: document ?? Document(name: "explore", title: "", language: language, asOf: .init(0, text: "")),
      json: try answered.map { try KPIDocument($0.tables, language: language).json() })
  }

  // MARK: Question

  /// The conditions that can be chosen: a dimension, and its names as the address writes them.
  private var choices: [(dimension: String, options: [(value: String, text: String)])] {
    let lists = [("line", Locality.current.lines)] + names.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return lists.filter { !$0.1.isEmpty }.map { dimension, names in
      (dimension, names.map { ("\(dimension)=\($0)", $0) })
    }
  }

  /// The conditions that stand in no list of choices.
  private var others: [String] {
    let known = Set(choices.flatMap { $0.options.map(\.value) })
    var seen: Set<String> = []
    return question.conditions.filter { condition in
      let dimension = condition.prefix { $0 != "=" }
      // A list holds one choice; a second name of the same dimension stands beside it.
      return !known.contains(condition) || !seen.insert(String(dimension)).inserted
    }
  }

  private var form: String {
    let metrics = catalog.metrics.map { ($0.id, $0.name(language)) }
    let chosen = metrics.filter { question.metrics.contains($0.0) }.map(\.1)
    let groups = catalog.model.groupings.map { ($0.name, KPITable.name($0)(language)) }
    let comparisons = [
      ("", language("不比较", "nothing")), ("previous", language("上一期间", "the period before")),
      ("year-ago", language("上年同期", "a year earlier")),
    ]
    var form = Form("/explore")
    form.checks(
      "metrics", language("指标", "Metrics"), metrics, chosen: Set(question.metrics),
      summary: chosen.isEmpty
        ? language("选择指标", "Choose metrics")
        : language("指标：", "Metrics: ") + chosen.joined(separator: language("、", ", ")))
    form.checks("by", language("分组", "Broken down by"), groups, chosen: Set(question.groups))
    form.input(
      "period", language("期间", "Period"), value: question.period, hint: "2019 · 2019-Q4 · 2019-12 · 2019-01..2019-06")
    for (dimension, options) in choices {
      form.select(
        "where", FieldName.text(dimension, language), [("", language("全部", "all"))] + options,
        chosen: Set(
          question.conditions.first { condition in options.contains { $0.value == condition } }.map { [$0] } ?? [""]),
        id: "where-\(dimension)")
    }
    for condition in others { form.hidden("where", condition) }
    form.select(
      "compare", language("与之比较", "Compared with"), comparisons,
      chosen: Set(question.comparisons + (question.comparisons.isEmpty ? [""] : [])))
    form.input(
      "suppress", language("隐去少于（件）", "Hide values of fewer cases than"),
      value: question.hiddenUnder.map(String.init) ?? "",
      hint: language("对外公布时填 10", "10 for what is made public"))
    form.button(language("查询", "Ask"), style: "first")
    return form.html
  }

  /// The way to the question without each of the other conditions.
  private var withoutConditions: String {
    let links = others.map { condition in
      var address = inquiry.address
      address.items.removeAll { $0.name == "where" && $0.value == condition }
      return (address.text, language("去掉条件 ", "without ") + Question.text(of: condition, language))
    }
    return Markup.links(links, label: language("条件", "Conditions"))
  }
}
