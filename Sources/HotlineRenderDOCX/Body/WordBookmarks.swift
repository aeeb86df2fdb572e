import HotlineDocument

/// The places of a document as bookmarks, and links to them. Word allows only short names of letters and digits, so places are
/// numbered in their order.
final class WordBookmarks {
  private let numbers: [Anchor: Int]
  private var marked: Set<Int> = []

  init(_ document: Document) {
    numbers = Dictionary(document.anchors.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }

  /// Whether a link to a place leads somewhere.
  func knows(_ anchor: Anchor) -> Bool { numbers[anchor] != nil }

  /// A bookmark at a place; empty where it has one already.
  func mark(_ anchor: Anchor?) -> String {
    guard let anchor, let number = numbers[anchor], marked.insert(number).inserted else { return "" }
    return "<w:bookmarkStart w:id=\"\(number)\" w:name=\"place\(number)\"/><w:bookmarkEnd w:id=\"\(number)\"/>"
  }

  /// Runs under a link, where the link leads somewhere.
  func link(_ runs: String, to anchor: Anchor?) -> String {
    guard let anchor, let number = numbers[anchor], !runs.isEmpty else { return runs }
    return "<w:hyperlink w:anchor=\"place\(number)\" w:history=\"1\">\(runs)</w:hyperlink>"
  }

  /// A text with its emphasis and links.
  ///
  /// - Parameter look: elements of `w:rPr` behind the style: bold, colour, size.
  func runs(_ text: RichText, _ look: String = "") -> String {
    text.inlines.map { inline in
      switch inline {
      // Where a Word file is mailed to, its neighbours are not.
      case .text(let text), .file(let text, _): RunMarkup.run(text, look)
      case .strong(let text): RunMarkup.run(text, "<w:rStyle w:val=\"Strong\"/>" + look)
      case .code(let text): RunMarkup.run(text, "<w:rStyle w:val=\"Code\"/>" + look)
      case .link(let text, let anchor):
        knows(anchor)
          ? link(RunMarkup.run(text, "<w:rStyle w:val=\"Hyperlink\"/>" + look), to: anchor) : RunMarkup.run(text, look)
      }
    }.joined()
  }
}
