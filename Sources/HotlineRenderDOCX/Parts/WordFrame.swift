import HotlineDocument
import HotlineText

/// What stands around the text of every page: paper, margins, header and footer.
struct WordFrame {
  private let document: Document

  init(_ document: Document) {
    self.document = document
  }

  /// A4 upright, in twentieths of a point.
  static let paper = (width: 11_906, height: 16_838)
  /// The margins of a report at the sides and above and below.
  static let reportMargins = (side: 1_020, end: 1_134)
  /// The margins of a printed form.
  static let formMargins = (side: 850, end: 640)

  /// The width of a report's text.
  static let reportWidth = paper.width - 2 * reportMargins.side
  /// The width of a printed form's text.
  static let formWidth = paper.width - 2 * formMargins.side
  /// The height of a printed form's text.
  static let formHeight = paper.height - 2 * formMargins.end

  private var hasHeader: Bool { document.notice != nil }
  private var hasFooter: Bool { !document.isPrintedForm }

  /// The header and footer, by the names of their files.
  var parts: [(String, String)] {
    var parts: [(String, String)] = []
    if let notice = document.notice {
      let text = RunMarkup.run(notice.plain)
      parts.append(("word/header1.xml", part("hdr", "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>\(text)</w:p>")))
    }
    if hasFooter {
      let line = [document.title, document.subtitle].filter { !$0.isEmpty }.joined(separator: " · ")
      let pages = RunMarkup.field("PAGE") + RunMarkup.run(" / ") + RunMarkup.field("NUMPAGES")
      parts.append(
        (
          "word/footer1.xml",
          part(
            "ftr",
            "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>\(RunMarkup.run(line))<w:r><w:tab/></w:r>\(pages)</w:p>")
        ))
    }
    return parts
  }

  private func part(_ name: String, _ content: String) -> String {
    WordPackage.head + "<w:\(name) \(WordPackage.namespaces)>\(content)</w:\(name)>"
  }

  /// The relations to header and footer.
  var relations: String {
    (hasHeader ? WordPackage.relation("header", "header", "header1.xml") : "")
      + (hasFooter ? WordPackage.relation("footer", "footer", "footer1.xml") : "")
  }

  /// The kinds of header and footer.
  var contentTypes: String {
    (hasHeader ? WordPackage.contentType("header1", "header") : "")
      + (hasFooter ? WordPackage.contentType("footer1", "footer") : "")
  }

  /// `w:sectPr`, the last element of the body.
  var section: String {
    let margins = document.isPrintedForm ? Self.formMargins : Self.reportMargins
    let references =
      (hasHeader ? "<w:headerReference w:type=\"default\" r:id=\"header\"/>" : "")
      + (hasFooter ? "<w:footerReference w:type=\"default\" r:id=\"footer\"/>" : "")
    return "<w:sectPr>\(references)<w:pgSz w:w=\"\(Self.paper.width)\" w:h=\"\(Self.paper.height)\"/>"
      + "<w:pgMar w:top=\"\(margins.end)\" w:right=\"\(margins.side)\" w:bottom=\"\(margins.end)\""
      + " w:left=\"\(margins.side)\" w:header=\"454\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
  }
}
