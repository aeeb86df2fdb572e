import HotlineText

extension String {
  /// The text as XML shows it verbatim, in content and in quoted attributes. Control characters and those that turn the
  /// direction of writing are made visible; what XML cannot hold at all is left out.
  var xmlEscaped: String {
    markupEscaped { $0 == "\u{FFFE}" || $0 == "\u{FFFF}" ? "" : nil }
  }
}

/// Runs of text. Their look comes from styles; line ends become breaks.
enum RunMarkup {
  /// A run of a text.
  ///
  /// - Parameter properties: the elements of `w:rPr`, in the order that the schema wants; empty for none.
  static func run(_ text: String, _ properties: String = "") -> String {
    guard !text.isEmpty else { return "" }
    let look = properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.isEmpty ? "" : "<w:t xml:space=\"preserve\">\(String(line).xmlEscaped)</w:t>"
    }
    return "<w:r>\(look)\(lines.joined(separator: "<w:br/>"))</w:r>"
  }

  /// A field that the word processor fills in, such as the number of the page.
  static func field(_ name: String) -> String {
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> \(name) </w:instrText></w:r>"
      + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
  }
}
