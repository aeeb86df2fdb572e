extension Document {
  /// Every place to which a link may lead, in the order of the document.
  package var anchors: [Anchor] {
    sections.flatMap(\.anchors) + evidence.map(\.anchor)
  }

  /// Every link, in the order of the document.
  package var links: [Anchor] {
    (notice?.links ?? []) + sections.flatMap(\.links) + evidence.compactMap(\.value.link)
  }

  /// Links that lead nowhere. A renderer draws them as plain text; a document that is ready has none.
  package var unresolvedLinks: Set<Anchor> { Set(links).subtracting(anchors) }
}

extension Document.Section {
  fileprivate var anchors: [Anchor] {
    [anchor]
      + blocks.compactMap { block in
        switch block {
        case .table(let table): table.anchor
        case .figure(let figure): figure.anchor
        default: nil
        }
      } + sections.flatMap(\.anchors)
  }

  fileprivate var links: [Anchor] { blocks.flatMap(\.links) + sections.flatMap(\.links) }
}

extension Document.Block {
  fileprivate var links: [Anchor] {
    switch self {
    case .paragraph(let text), .remark(let text): text.links
    case .keySentences(let texts), .list(let texts): texts.flatMap(\.links)
    case .cards(let cards): cards.flatMap { card in card.value.links + card.changes.flatMap(\.difference.links) }
    case .table(let table):
      table.note.links + table.columns.compactMap(\.link) + table.rows.flatMap { $0.cells.flatMap(\.links) }
    case .figure(let figure):
      figure.note.links + [figure.evidence, figure.numbers].compactMap { $0 } + figure.marks.joined().compactMap { $0 }
    }
  }
}

extension ReportTable.Cell {
  fileprivate var links: [Anchor] {
    let inText: [Anchor] = if case .text(let text) = content { text.links } else { [] }
    return inText + [link].compactMap { $0 }
  }
}

extension RichText {
  fileprivate var links: [Anchor] {
    inlines.compactMap { if case .link(_, let anchor) = $0 { anchor } else { nil } }
  }
}
