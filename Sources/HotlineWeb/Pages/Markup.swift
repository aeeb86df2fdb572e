import HotlineDocument
import HotlineRender
import HotlineText

/// Pieces of markup; every text that comes in is escaped.
enum Markup {
  static func escaped(_ text: String) -> String { text.markupEscaped { $0 == "'" ? "&#39;" : nil } }

  static func paragraph(_ text: String, _ style: String = "") -> String {
    "<p\(style.isEmpty ? "" : " class=\"\(style)\"")>\(escaped(text))</p>"
  }

  static func link(_ address: String, _ text: String, _ style: String = "") -> String {
    "<a\(style.isEmpty ? "" : " class=\"\(style)\"") href=\"\(escaped(address))\">\(escaped(text))</a>"
  }

  /// About how many bytes markup and the document that it is of take: a table's cells take some twenty times the bytes of their markup.
  static func weight(_ markup: String) -> Int { markup.utf8.count * 20 }

  /// The size of a file in words; a part of a megabyte counts as one.
  static func megabytes(_ bytes: Int) -> String { "\(NumberText.count(Double((bytes + (1 << 20) - 1) >> 20))) MB" }

  /// What is wrong, at the top of a page.
  static func problem(_ text: String) -> String { problem([text]) }

  /// What is wrong, a paragraph each.
  static func problem(_ texts: [String]) -> String {
    "<div class=\"problem\" role=\"alert\">\(texts.map { paragraph($0) }.joined())</div>"
  }

  /// Links in a row, such as a page's twins in other formats.
  ///
  /// - Parameter isLabelled: whether the label can be seen, not only heard.
  static func links(_ links: [(address: String, text: String)], label: String, isLabelled: Bool = false) -> String {
    guard !links.isEmpty else { return "" }
    let seen = isLabelled ? "<li aria-hidden=\"true\" class=\"label\">\(escaped(label))</li>" : ""
    let items = links.map { "<li>\(link($0.address, $0.text))</li>" }.joined()
    return "<nav class=\"row\" aria-label=\"\(escaped(label))\"><ul>\(seen)\(items)</ul></nav>"
  }

  /// The ways to take a page's figures away: all of them as a workbook or JSON, each table as CSV.
  ///
  /// - Parameter document: the page's document, which may have several tables.
  static func twins(of address: Address, _ document: Document?, _ language: Language) -> String {
    let tables = document?.tables ?? []
    let csv =
      tables.count < 2
      ? [(address.twin(.csv).text, "CSV")]
      : tables.map { table in
        let isAlone = tables.count { $0.section == table.section } == 1
        let title = isAlone || table.table.caption.isEmpty ? table.section : table.table.caption
        return (address.twin(.csv).setting("table", table.name).text, "CSV · \(title)")
      }
    let whole = [PageFormat.xlsx, .json].map { (address.twin($0).text, $0.rawValue.uppercased()) }
    let label = language("下载本页数据", "Take this page's data away")
    guard tables.count > 3 else { return links(whole + csv, label: label, isLabelled: true) }
    return links(whole, label: label, isLabelled: true)
      + "<details><summary>\(escaped(language("逐表下载 CSV", "Each table as CSV")))</summary>"
      + links(csv, label: language("逐表下载 CSV", "Each table as CSV")) + "</details>"
  }

  /// A document as the part of a page that it is.
  static func part(_ document: Document, addresses: [Anchor: String] = [:]) -> String {
    HTMLDocument(partOfPage: document, addresses: addresses).chapters
  }
}
