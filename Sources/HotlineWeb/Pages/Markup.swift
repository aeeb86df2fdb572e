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

  /// Links in a row, such as a page's twins in other formats.
  static func links(_ links: [(address: String, text: String)], label: String) -> String {
    guard !links.isEmpty else { return "" }
    let items = links.map { "<li>\(link($0.address, $0.text))</li>" }.joined()
    return "<nav class=\"row\" aria-label=\"\(escaped(label))\"><ul>\(items)</ul></nav>"
  }

  /// The ways to take a page's figures away.
  static func twins(of address: Address, _ language: Language, _ formats: [PageFormat] = [.csv, .xlsx, .json]) -> String
  {
    links(
      formats.map { (address.twin($0).text, $0.rawValue.uppercased()) },
      label: language("下载本页数据", "Take this page's data away"))
  }

  /// A document as the part of a page that it is.
  static func part(_ document: Document, addresses: [Anchor: String] = [:]) -> String {
    HTMLDocument(partOfPage: document, addresses: addresses).chapters
  }
}
