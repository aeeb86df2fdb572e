import HotlineApp
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineText

/// The rows behind a number, with file and line; citizens' numbers are not in them.
struct RowsPage {
  /// Rows on a page.
  static let size = 100
  /// The most rows that are written into one file.
  static let most = 100_000

  let metric: Metric
  let part: Explanation.Part
  let rows: [FactRow]
  let mayHaveMore: Bool
  let number: Int
  let question: Question
  /// The sources of the database, by the name of their file.
  let sources: [String: Int]
  let notice: String?
  let inquiry: Inquiry

  private var language: Language { inquiry.language }

  var answer: Answer {
    // What is taken away has every column; a page shows those that say why a row counts.
    let isPage = inquiry.format == .page
    var table = isPage ? FactListing.table(rows, language, namesWords: true) : ReportTable(rows)
    table.hasRowHeaders = false
    let first = (number - 1) * Self.size + 1
    table.caption =
      isPage
      ? language(
        "第 \(first) 至 \(first + rows.count - 1) 条\(mayHaveMore ? "，后面还有" : "，到此为止")",
        "\(first) to \(first + rows.count - 1)\(mayHaveMore ? "; there are more" : "; these are the last")") : title
    if isPage {
      for index in rows.indices where sources[rows[index].file] != nil {
        table.rows[index].cells[0] = table.rows[index].cells[0].linked(to: Anchor("file-\(rows[index].file)"))
      }
    }
    let addresses = Dictionary(
      sources.map { (Anchor("file-\($0.key)"), "/sources/\($0.value)") }, uniquingKeysWith: { first, _ in first })
    var links: [(address: String, text: String)] = []
    let page = inquiry.address
    if number > 1 { links.append((page.setting("page", String(number - 1)).text, language("← 上一页", "← Previous"))) }
    if mayHaveMore {
      links.append((page.setting("page", String(number + 1)).text, language("下一页 →", "Next →")))
    }
    let document = Document(
      name: "rows-\(metric.id)-\(part.rawValue)", title: metric.name(language), language: language,
      asOf: .init(0, text: ""),
      sections: [Document.Section("rows", title, blocks: [.table(table)])])
    let content =
      rows.isEmpty
      ? Markup.paragraph(language("没有记录。", "There are no rows."))
      : Markup.part(document, addresses: addresses) + Markup.links(links, label: language("页", "Pages"))
        + Markup.twins(of: page.setting("page", nil), nil, language)
    return Answer(
      page: Page(
        title: metric.name(language),
        subtitle: ([question.period] + question.conditions.map { Question.text(of: $0, language) }).joined(
          separator: " · "), place: .explore, notice: notice,
        content: Markup.links(
          [(Address("/metric/\(metric.id)", question.asked).text, language("← 回到指标", "← Back to the metric"))],
          label: language("上级", "Above")) + content), document: document, json: json)
  }

  private var title: String {
    switch part {
    case .numerator: language("计入分子的记录", "Rows in the numerator")
    case .denominator: language("计入分母的记录", "Rows in the denominator")
    case .missed: language("分母中未计入分子的记录", "Rows in the denominator but not in the numerator")
    }
  }

  private var json: String? {
    guard inquiry.format == .json else { return nil }
    return RowsJSON.text(rows)
  }
}
