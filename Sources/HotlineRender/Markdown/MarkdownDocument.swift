import HotlineDocument
import HotlineText

/// A document in Markdown (GitHub's): charts as their tables, everything else as it is.
package struct MarkdownDocument: Sendable {
  let document: Document
  private let anchors: Set<Anchor>
  private let linked: Set<Anchor>

  /// The text of a document.
  package init(_ document: Document) {
    self.document = document
    anchors = Set(document.anchors)
    linked = Set(document.links)
  }

  /// The text.
  package var text: String {
    var parts: [String] = []
    if let notice = document.notice { parts.append("> " + paragraph(notice)) }
    parts.append("# " + document.title.markdownEscaped)
    if !document.subtitle.isEmpty { parts.append(paragraph(RichText(document.subtitle))) }
    parts.append(document.language("数据截至 \(document.asOf.text)。", "Data as of \(document.asOf.text)."))
    parts += document.sections.flatMap { section($0, level: 2) }
    if !document.evidence.isEmpty {
      parts.append("## " + document.language("数据来源与口径", "Where the figures come from"))
      parts += document.evidence.flatMap(evidence)
    }
    return parts.map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }.joined(separator: "\n\n") + "\n"
  }

  private func section(_ section: Document.Section, level: Int) -> [String] {
    [heading(section.title, section.anchor, level: level)] + section.blocks.flatMap(block)
      + section.sections.flatMap { self.section($0, level: min(6, level + 1)) }
  }

  /// A heading, with the place to which links lead where there are any.
  func heading(_ title: String, _ anchor: Anchor, level: Int) -> String {
    let place = linked.contains(anchor) ? "<a id=\"\(anchor.id.htmlEscaped)\"></a>\n\n" : ""
    return place + String(repeating: "#", count: level) + " " + title.markdownEscaped
  }

  private func block(_ block: Document.Block) -> [String] {
    switch block {
    case .paragraph(let text): [paragraph(text)]
    case .keySentences(let texts):
      [texts.enumerated().map { "\($0.offset + 1). \(inline($0.element))" }.joined(separator: "\n")]
    case .list(let texts): [texts.map { "- " + inline($0) }.joined(separator: "\n")]
    case .remark(let text): ["> " + paragraph(text)]
    case .cards(let cards): [self.table(cards.table(document.language))]
    case .table(let table): [self.table(table)]
    case .figure(let figure): self.figure(figure)
    }
  }

  private func figure(_ figure: Figure) -> [String] {
    let place = linked.contains(figure.anchor) ? "<a id=\"\(figure.anchor.id.htmlEscaped)\"></a>\n\n" : ""
    var parts = [place + "**\(figure.title.markdownEscaped)**"]
    if !figure.note.isEmpty { parts.append(paragraph(figure.note)) }
    if let numbers = figure.numbers {
      parts.append(document.language("数值见 ", "The numbers: ") + link(document.language("下表", "table"), to: numbers))
    } else {
      parts.append(table(figure.table(document.language)))
    }
    return parts
  }

  private func table(_ table: ReportTable) -> String {
    var parts: [String] = []
    if let anchor = table.anchor, linked.contains(anchor) { parts.append("<a id=\"\(anchor.id.htmlEscaped)\"></a>") }
    if !table.caption.isEmpty { parts.append("**\(table.caption.markdownEscaped)**") }
    parts.append(table.markdown(cell: cell))
    if !table.note.isEmpty { parts.append(paragraph(table.note)) }
    let reasons = table.absences
    if !reasons.isEmpty { parts.append(reasons.map { "– " + $0.markdownEscaped }.joined(separator: "  \n")) }
    return parts.map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }.joined(separator: "\n\n")
  }

  private func cell(_ cell: ReportTable.Cell) -> String {
    let text: String =
      if case .text(let text) = cell.content {
        inline(text).replacing("\u{240A}", with: "<br>")
      } else {
        cell.text.markdownEscaped
      }
    let linked = link(text, to: cell.link)
    guard let status = cell.status, ![.ordinary, .noTarget].contains(status) || text.isEmpty else { return linked }
    return linked.isEmpty
      ? "\(status.symbol) \(status.name(document.language))" : "\(linked) \(status.symbol.markdownEscaped)"
  }

  private func link(_ markup: String, to anchor: Anchor?) -> String {
    guard let anchor, anchors.contains(anchor), !markup.isEmpty else { return markup }
    return "[\(markup)](#\(anchor.id.markdownTarget))"
  }

  private func inline(_ text: RichText) -> String {
    text.inlines.map { inline in
      switch inline {
      case .text(let text): return text.markdownEscaped
      case .strong(let text): return "**\(text.markdownEscaped)**"
      case .code(let text): return "<code>\(text.markdownEscaped)</code>"
      case .link(let text, let anchor): return link(text.markdownEscaped, to: anchor)
      case .file(let text, let path): return "[\(text.markdownEscaped)](\(path.relativeAddress))"
      }
    }.joined()
  }

  /// A text at the start of a line, where `#`, `-` or `1.` would begin something.
  private func paragraph(_ text: RichText) -> String {
    let line = inline(text)
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, let next = line.dropFirst(digits.count).first, next == "." || next == ")" {
      return "\(digits)\\" + line.dropFirst(digits.count)
    }
    guard let first = line.first, "#-+=~".contains(first) else { return line }
    return "\\" + line
  }
}

extension String {
  /// The text as a link's target: nothing that ends it.
  fileprivate var markdownTarget: String {
    map { "()<> \\".contains($0) ? "-" : String($0) }.joined()
  }
}
