import HotlineDocument
import HotlineText

/// A document's tables and chart data as CSV files, one for each, numbered in the order of the document.
///
/// The files begin with a byte order mark: without it Excel takes UTF-8 for the system's own encoding.
package struct CSVDocument: Sendable {
  private let document: Document

  /// The files of a document.
  package init(_ document: Document) {
    self.document = document
  }

  /// The names, without a folder, and contents.
  package var files: [(name: String, text: String)] {
    var tables = document.sections.flatMap { self.tables($0, of: document.language) }
    if !document.evidence.isEmpty { tables.append(("evidence", document.evidence.table(document.language))) }
    return tables.enumerated().map { index, table in
      let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
      return ("\(number)-\(table.name).csv", "\u{FEFF}" + table.table.csvText)
    }
  }

  private func tables(_ section: Document.Section, of language: Language) -> [(name: String, table: ReportTable)] {
    let own = section.blocks.compactMap { block -> (String, ReportTable)? in
      switch block {
      case .table(let table): (table.anchor?.id ?? section.anchor.id, table)
      case .figure(let figure) where figure.numbers == nil: (figure.anchor.id, figure.table(language))
      case .cards(let cards): (section.anchor.id, cards.table(language))
      default: nil
      }
    }
    return own + section.sections.flatMap { self.tables($0, of: language) }
  }
}
