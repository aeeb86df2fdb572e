import HotlineDocument
import HotlineText

/// A document as one HTML page: no script, no other file, no network; drawings are inline SVG.
package struct HTMLDocument: Sendable {
  let document: Document
  private let anchors: Set<Anchor>
  private let addresses: [Anchor: String]
  /// Whether widths are told by classes of ``pageStyleSheet(_:)``: a page's server allows no style within the markup.
  let hasStyleSheet: Bool

  /// A document as a page of its own.
  package init(_ document: Document) { self.init(document, addresses: [:], hasStyleSheet: false) }

  /// A document as part of a page that has ``pageStyleSheet(_:)``.
  ///
  /// - Parameter addresses: pages elsewhere to which links to these anchors lead.
  package init(partOfPage document: Document, addresses: [Anchor: String] = [:]) {
    self.init(document, addresses: addresses, hasStyleSheet: true)
  }

  private init(_ document: Document, addresses: [Anchor: String], hasStyleSheet: Bool) {
    self.document = document
    self.addresses = addresses
    self.hasStyleSheet = hasStyleSheet
    anchors = Set(document.anchors)
  }

  /// The chapters, for a page with a frame of its own; where there are many, their list before them, and the evidence behind.
  package var chapters: String {
    ([contents] + document.sections.map { section($0, level: 2) } + [evidence]).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// The style sheet of pages that documents are parts of.
  package static func pageStyleSheet(_ language: Language) -> String {
    HTMLStyle.sheet(language) + HTMLStyle.widths
  }

  /// The page.
  package var text: String {
    let title = [document.title, document.subtitle].filter { !$0.isEmpty }.joined(separator: " · ").htmlEscaped
    return """
      <!DOCTYPE html>
      <html lang="\(document.language("zh-CN", "en"))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="hotline">
      <title>\(title)</title>
      <style>
      \(HTMLStyle.sheet(document.language))</style>
      </head>
      <body>
      <a class="skip" href="#main">\(document.language("跳到正文", "Skip to the text"))</a>
      \(header)
      \(contents)
      <main id="main">
      \(document.sections.map { section($0, level: 2) }.joined(separator: "\n"))
      \(evidence)
      </main>
      \(document.isPrintedForm ? "" : "<footer><p>\(footer)</p></footer>")
      </body>
      </html>

      """
  }

  private var asOf: String {
    document.language("数据截至 ", "Data as of ") + document.asOf.text
  }

  private var footer: String {
    [document.title, document.subtitle].filter { !$0.isEmpty }.map(\.htmlEscaped).joined(separator: " · ")
  }

  private var header: String {
    guard !document.isPrintedForm else {
      return document.notice.map { "<p class=\"notice\" role=\"note\">\(html($0))</p>" } ?? ""
    }
    var parts = ["<header>"]
    if let notice = document.notice { parts.append("<p class=\"notice\" role=\"note\">\(html(notice))</p>") }
    parts.append("<h1>\(document.title.htmlEscaped)</h1>")
    if !document.subtitle.isEmpty { parts.append("<p class=\"subtitle\">\(document.subtitle.htmlEscaped)</p>") }
    parts.append("<p class=\"asof\">\(asOf.htmlEscaped)</p>")
    parts.append("</header>")
    return parts.joined(separator: "\n")
  }

  private var contents: String {
    var entries = document.sections.map { ($0.anchor, $0.title) }
    if !document.evidence.isEmpty { entries.append((Self.evidenceAnchor, evidenceTitle)) }
    guard entries.count > 2 else { return "" }
    let items = entries.map { "<li><a href=\"#\($0.0.id.htmlEscaped)\">\($0.1.htmlEscaped)</a></li>" }.joined()
    return "<nav aria-label=\"\(document.language("目录", "Contents"))\"><ol>\(items)</ol></nav>"
  }

  private func section(_ section: Document.Section, level: Int) -> String {
    let id = section.anchor.id.htmlEscaped
    let blocks = section.blocks.map { block($0, of: section) }
    let inner = section.sections.map { self.section($0, level: min(6, level + 1)) }
    return """
      <section aria-labelledby="\(id)">
      <h\(level) id="\(id)">\(section.title.htmlSpoken(document.language))</h\(level)>
      \((blocks + inner).joined(separator: "\n"))
      </section>
      """
  }

  private func block(_ block: Document.Block, of section: Document.Section) -> String {
    switch block {
    case .paragraph(let text): "<p>\(html(text))</p>"
    case .keySentences(let texts): "<ol class=\"key\">\(texts.map { "<li>\(html($0))</li>" }.joined())</ol>"
    case .list(let texts): "<ul>\(texts.map { "<li>\(html($0))</li>" }.joined())</ul>"
    case .remark(let text): "<p class=\"remark\" role=\"note\">\(html(text))</p>"
    case .cards(let cards): "<ul class=\"cards\">\(cards.map(card).joined(separator: "\n"))</ul>"
    case .table(let table):
      self.table(table, label: hasStyleSheet ? document.language("表格：", "Table: ") + section.title : nil)
    case .figure(let figure): self.figure(figure)
    }
  }

  /// A text with its emphasis and links; a link that leads nowhere is plain text.
  func html(_ text: RichText) -> String {
    text.inlines.map { inline in
      let escaped = inline.text.htmlSpoken(document.language)
      switch inline {
      case .text: return escaped
      case .strong: return "<strong>\(escaped)</strong>"
      case .code: return "<code>\(escaped)</code>"
      case .file(_, let path): return "<a href=\"\(path.relativeAddress)\">\(escaped)</a>"
      // A pointer elsewhere says nothing on paper.
      case .link(_, let anchor): return link(escaped, to: anchor, Self.pointers.contains(inline.text) ? "go" : "")
      }
    }.joined()
  }

  private static let pointers: Set<String> = ["依据", "evidence", "回到自评表", "Back to the form"]

  /// Where links to an anchor lead; `nil` for nowhere.
  func address(of anchor: Anchor) -> String? {
    addresses[anchor] ?? (anchors.contains(anchor) ? "#\(anchor.id)" : nil)
  }

  /// Markup under a link, where the link leads somewhere.
  func link(_ markup: String, to anchor: Anchor?, _ style: String) -> String {
    guard let anchor else { return markup }
    guard let address = address(of: anchor) else { return markup }
    let attribute = style.isEmpty ? "" : " class=\"\(style)\""
    return "<a\(attribute) href=\"\(address.htmlEscaped)\">\(markup)</a>"
  }

  /// A status as symbol and word.
  func status(_ status: Status) -> String {
    "<span class=\"status \(status.tone.rawValue)\"><span aria-hidden=\"true\">\(status.symbol.htmlEscaped)</span> "
      + "\(status.name(document.language).htmlEscaped)</span>"
  }

  private func card(_ card: KPICard) -> String {
    var parts = ["<li class=\"card \(card.status.tone.rawValue)\">"]
    parts.append("<p class=\"name\">\(card.name.htmlEscaped)</p>")
    parts.append("<p class=\"value\">\(link(card.value.text.htmlEscaped, to: card.value.link, "src"))</p>")
    if case .absent(let reason) = card.value.content { parts.append("<p class=\"counts\">\(reason.htmlEscaped)</p>") }
    if !card.counts.isEmpty { parts.append("<p class=\"counts\">\(card.counts.htmlEscaped)</p>") }
    let goal = card.target.map { document.language("目标 ", "target ") + $0 }
    // Beside a target that is not judged by this value, "no target" would be untrue.
    let judged = card.status == .noTarget && goal != nil ? "" : status(card.status) + " "
    parts.append("<p class=\"goal\">\(judged)\(goal?.htmlEscaped ?? "")</p>")
    if !card.changes.isEmpty {
      let rows = card.changes.map { change in
        let isKnown = change.difference.number != nil
        let tone = isKnown ? change.status.tone.rawValue : "neutral"
        return "<dt>\(change.label.htmlEscaped)</dt><dd class=\"\(tone)\">\(difference(change))</dd>"
      }
      parts.append("<dl class=\"changes\">\(rows.joined())</dl>")
    }
    let months = document.language("最近 \(card.trend.count) 个月的走势", "the last \(card.trend.count) months")
    if let spark = ChartDrawing.sparkline(card.trend, alternative: months, document.language) { parts.append(spark) }
    if let note = card.note { parts.append("<p class=\"note\">\(note.htmlEscaped)</p>") }
    return parts.joined() + "</li>"
  }

  private func difference(_ change: KPICard.Change) -> String {
    guard case .absent(let reason) = change.difference.content else {
      return change.text(document.language).htmlEscaped
    }
    return "– <small>\(reason.htmlEscaped)</small>"
  }
}
