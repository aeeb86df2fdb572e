import HotlineDocument
import HotlineText

/// The text of a form that is handed in: its tables and notes and nothing else, in the largest letters with which all of it stands
/// on one page.
struct FormBody {
  private let blocks: [Document.Block]
  private let size: Int

  /// The room at the sides of a cell, in twentieths of a point.
  static let cellMargin = 70

  /// The sizes that are tried in half points, the largest first, and the size of a form that needs several pages.
  private static let sizes = [21, 20, 19, 18, 17, 16]
  private static let usualSize = 18

  init(_ document: Document) {
    func all(_ section: Document.Section) -> [Document.Block] { section.blocks + section.sections.flatMap(all) }
    blocks = document.sections.flatMap(all)
    let blocks = blocks
    size =
      Self.sizes.first { size in
        blocks.reduce(0) { $0 + Self.height($1, size: size) } <= WordFrame.formHeight
      } ?? Self.usualSize
  }

  /// The paragraphs and tables.
  var markup: String {
    let parts = blocks.map { block -> String in
      switch block {
      case .table(let table): FormTable(table, size: size).markup + Self.gap
      case .paragraph(let text), .remark(let text): note(text)
      case .list(let texts), .keySentences(let texts): texts.map(note).joined()
      case .cards, .figure: ""
      }
    }
    return parts.joined()
  }

  /// Room between two tables; without a paragraph they would become one.
  private static let gapHeight = 100
  private static let gap =
    "<w:p><w:pPr><w:pStyle w:val=\"FormText\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"\(gapHeight)\""
    + " w:lineRule=\"exact\"/></w:pPr></w:p>"

  private func note(_ text: RichText) -> String {
    "<w:p><w:pPr><w:pStyle w:val=\"FormLabel\"/>\(FormTable.spacing(size: size - 2))</w:pPr>"
      + RunMarkup.run(text.plain, WordStyles.size(size - 2)) + "</w:p>"
  }

  private static func height(_ block: Document.Block, size: Int) -> Int {
    func note(_ text: RichText) -> Int {
      FormTable.height(lines: FormTable.lines(text.plain, width: WordFrame.formWidth, size: size - 2), size: size - 2)
    }
    return switch block {
    case .table(let table): FormTable(table, size: size).height + gapHeight
    case .paragraph(let text), .remark(let text): note(text)
    case .list(let texts), .keySentences(let texts): texts.map(note).reduce(0, +)
    case .cards, .figure: 0
    }
  }
}
