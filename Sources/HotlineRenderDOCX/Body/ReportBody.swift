import HotlineDocument
import HotlineRender
import HotlineText

/// The text of a report: title, chapters, evidence.
struct ReportBody {
  private let document: Document
  private let media: WordMedia
  private let bookmarks: WordBookmarks

  init(_ document: Document, media: WordMedia) {
    self.document = document
    self.media = media
    bookmarks = WordBookmarks(document)
  }

  /// The paragraphs and tables.
  var markup: String {
    let asOf = document.language("数据截至 ", "Data as of ") + document.asOf.text
    var parts = [paragraph("Title", RunMarkup.run(document.title))]
    if !document.subtitle.isEmpty { parts.append(paragraph("Subtitle", RunMarkup.run(document.subtitle))) }
    parts.append(paragraph("AsOf", RunMarkup.run(asOf)))
    if let notice = document.notice { parts.append(paragraph("Remark", text(notice))) }
    parts += document.sections.map { section($0, level: 1) }
    if !document.evidence.isEmpty {
      parts.append(
        paragraph("Heading1", RunMarkup.run(document.language("数据来源与口径", "Where the figures come from"))))
      parts += document.evidence.map(evidence)
    }
    return parts.joined()
  }

  private func section(_ section: Document.Section, level: Int) -> String {
    let heading = paragraph(
      "Heading\(min(level, 4))", bookmarks.mark(section.anchor) + RunMarkup.run(section.title))
    return heading + section.blocks.map(block).joined()
      + section.sections.map { self.section($0, level: level + 1) }.joined()
  }

  private func block(_ block: Document.Block) -> String {
    switch block {
    case .paragraph(let text): return paragraph("Normal", self.text(text))
    case .remark(let text): return paragraph("Remark", self.text(text))
    case .keySentences(let texts):
      let list = media.numberedList()
      return texts.map { item("KeySentence", $0, list: list) }.joined()
    case .list(let texts): return texts.map { item("ListParagraph", $0, list: WordMedia.bullets) }.joined()
    case .cards(let cards): return table(cards.table(document.language))
    case .table(let table): return self.table(table)
    case .figure(let figure): return self.figure(figure)
    }
  }

  /// - Parameter more: elements of `w:pPr` after the style.
  private func paragraph(_ style: String, _ runs: String, _ more: String = "") -> String {
    "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(more)</w:pPr>\(runs)</w:p>"
  }

  private func item(_ style: String, _ text: RichText, list: Int) -> String {
    paragraph(
      style, self.text(text), "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
  }

  private func text(_ text: RichText, _ look: String = "") -> String { bookmarks.runs(text, look) }

  // MARK: Tables and figures

  private func table(_ table: ReportTable, caption: Bool = true) -> String {
    let absences = table.absences
    let markup = WordTable(
      table, width: WordFrame.reportWidth, language: document.language, bookmarks: bookmarks, absences: absences
    ).markup
    var parts: [String] = []
    if caption, !table.caption.isEmpty { parts.append(paragraph("Caption", RunMarkup.run(table.caption))) }
    parts.append(markup)
    if !table.note.isEmpty { parts.append(paragraph("Note", text(table.note))) }
    if absences.count == 1 {
      parts.append(paragraph("Note", RunMarkup.run("– " + absences[0])))
    } else {
      let notes = absences.enumerated().map { index, reason in
        RunMarkup.run("–") + RunMarkup.run("\(index + 1)", "<w:vertAlign w:val=\"superscript\"/>")
          + RunMarkup.run(" " + reason)
      }
      if !notes.isEmpty { parts.append(paragraph("Note", notes.joined(separator: RunMarkup.run("  ")))) }
    }
    // Two tables without a paragraph between them would become one.
    if table.note.isEmpty, absences.isEmpty { parts.append(paragraph("Note", "")) }
    return parts.joined()
  }

  private func figure(_ figure: Figure) -> String {
    let caption = paragraph("Caption", bookmarks.mark(figure.anchor) + RunMarkup.run(figure.title))
    let pictures = figure.pictures(document.language).map { picture in
      paragraph("Figure", PictureMarkup.run(picture, names: media.add(picture)), "<w:keepNext/>")
    }
    // What cannot be drawn stands as a table.
    let content = pictures.isEmpty ? table(figure.table(document.language), caption: false) : pictures.joined()
    var note = text(figure.note)
    func more(_ anchor: Anchor?, _ words: String) {
      guard let anchor, bookmarks.knows(anchor) else { return }
      note += RunMarkup.run(note.isEmpty ? "" : " ") + text(.link(words, to: anchor))
    }
    more(figure.evidence, document.language("数据来源", "Source"))
    more(figure.numbers, document.language("数据表", "Data"))
    return caption + content + paragraph("Note", note)
  }

  private func evidence(_ evidence: Evidence) -> String {
    paragraph("Heading2", bookmarks.mark(evidence.anchor) + RunMarkup.run(evidence.title))
      + table(evidence.sheet(document.language))
  }
}
