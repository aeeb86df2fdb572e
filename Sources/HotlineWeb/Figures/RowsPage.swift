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
  let found: RowListing
  /// Whether there are as many rows as a page holds.
  let isFull: Bool
  /// Where the page begins; by its number unless given.
  let place: RowPlace?
  /// The page's number; `nil` where they were counted from the end.
  let number: Int?
  let question: Question
  /// The sources of the database, by the name of their file.
  let sources: [String: Int]
  let notice: String?
  let inquiry: Inquiry

  private var language: Language { inquiry.language }
  private var rows: [FactRow] { found.rows }

  /// Whether rows come before and behind. Those of a full page may be the last ones: then the next one is empty, and says so.
  private var hasMore: (before: Bool, behind: Bool) {
    switch place {
    case nil, .offset: ((number ?? 1) > 1, isFull)
    case .after: (true, isFull)
    case .before: (isFull, true)
    case .end: (isFull, false)
    }
  }

  /// The addresses of the pages beside this one. They name a row, so that nothing is counted off, and the number that it has by then.
  private var neighbours: [(address: String, text: String)] {
    let (before, behind) = hasMore
    let page = Self.withoutPlace(inquiry.address)
    func to(_ name: String, _ mark: RowMark?, _ step: Int) -> String {
      (mark.map { page.setting(name, $0.text) } ?? page).setting("page", number.map { String($0 + step) }).text
    }
    var links: [(address: String, text: String)] = []
    if before {
      links.append((page.text, language("⇤ 第一页", "⇤ First")))
      // Before a second page is the first, whatever was brought in since.
      links.append((number == 2 ? page.text : to("before", found.first, -1), language("← 上一页", "← Previous")))
    }
    if behind {
      links.append((to("after", found.last, 1), language("下一页 →", "Next →")))
      links.append((page.setting("place", "end").text, language("最后一页 ⇥", "Last ⇥")))
    }
    return links
  }

  /// The address of all rows.
  private static func withoutPlace(_ address: Address) -> Address {
    ["page", "after", "before", "place"].reduce(address) { $0.setting($1, nil) }
  }

  /// Which rows stand on the page.
  private var caption: String {
    let behind = hasMore.behind
    let more = behind ? language("，后面还有", "; there are more") : language("，到此为止", "; these are the last")
    guard let number else {
      let count = NumberText.count(Double(rows.count))
      return language("\(count) 条", "\(count) rows") + more
    }
    let first = (number - 1) * Self.size + 1
    return language("第 \(first) 至 \(first + rows.count - 1) 条", "\(first) to \(first + rows.count - 1)") + more
  }

  /// The form that has all rows written into one file.
  private var wholeFile: String {
    guard hasMore.before || hasMore.behind else { return "" }
    var form = Form("/exports", way: .post, style: "inline")
    form.hidden("metric", metric.id)
    form.hidden("which", part.rawValue)
    for (name, value) in question.asked { form.hidden(name, value) }
    form.button(language("在后台生成全部明细（CSV）", "Write all rows into a file (CSV)"))
    return form.html
      + Markup.links([("/exports", language("我的明细文件", "My files of rows"))], label: language("更多", "More"))
  }

  var answer: Answer {
    // What is taken away has every column; a page shows those that say why a row counts.
    let isPage = inquiry.format == .page
    var table = isPage ? FactListing.table(rows, language, namesWords: true) : ReportTable(rows)
    table.hasRowHeaders = false
    table.caption = isPage ? caption : title
    if isPage {
      for index in rows.indices where sources[rows[index].file] != nil {
        table.rows[index].cells[0] = table.rows[index].cells[0].linked(to: Anchor("file-\(rows[index].file)"))
      }
    }
    let addresses = Dictionary(
      sources.map { (Anchor("file-\($0.key)"), "/sources/\($0.value)") }, uniquingKeysWith: { first, _ in first })
    let document = Document(
      name: "rows-\(metric.id)-\(part.rawValue)", title: metric.name(language), language: language,
      asOf: .init(0, text: ""),
      sections: [Document.Section("rows", title, blocks: [.table(table)])])
    let content =
      rows.isEmpty
      ? Markup.paragraph(language("没有记录。", "There are no rows."))
      : Markup.part(document, addresses: addresses) + Markup.links(neighbours, label: language("页", "Pages"))
        + Markup.twins(of: Self.withoutPlace(inquiry.address), nil, language) + wholeFile
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
