import HotlineApp
import HotlineDocument
import HotlineRender
import HotlineReports
import HotlineText

/// The rows behind a number, with file and line; citizens' numbers are not in them.
struct RowsPage {
  /// Rows on a page.
  static let size = 100

  let metric: String
  let rows: ListFacts.Page
  let number: Int
  let address: Address
  let language: Language

  var page: Page {
    let table = ReportTable(rows.rows)
    var links: [(address: String, text: String)] = []
    if number > 1 { links.append((address.setting("page", String(number - 1)).text, language("上一页", "Previous page"))) }
    if rows.mayHaveMore { links.append((address.setting("page", String(number + 1)).text, language("下一页", "Next page"))) }
    let document = Document(
      name: "rows", title: metric, language: language, asOf: .init(0, text: ""),
      sections: [Document.Section("rows", language("明细", "Rows"), blocks: [.table(table)])])
    return Page(
      title: metric, place: .explore,
      content: rows.rows.isEmpty
        ? Markup.paragraph(language("没有记录。", "There are no rows."))
        : HTMLDocument(document).chapters + Markup.links(links, label: language("页", "Pages")))
  }
}
