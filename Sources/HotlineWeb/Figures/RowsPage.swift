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
  let inquiry: Inquiry

  private var language: Language { inquiry.language }

  var answer: Answer {
    // What is taken away has every column; a page shows those that say why a row counts.
    var table = inquiry.format == .page ? FactListing.table(rows, language) : ReportTable(rows)
    table.hasRowHeaders = false
    table.caption = language("第 \(number) 页", "page \(number)")
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
      : Markup.part(document) + Markup.links(links, label: language("页", "Pages"))
        + Markup.twins(of: page.setting("page", nil), language)
    return Answer(
      page: Page(
        title: metric.name(language), subtitle: ([question.period] + question.conditions).joined(separator: " · "),
        place: .explore,
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
