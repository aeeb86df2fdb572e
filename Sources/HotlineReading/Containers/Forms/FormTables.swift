import HotlineConfiguration
import HotlineText

/// The tables of a document that a person filled in: a Word file (.docx) or a workbook (.xlsx), as rows of cells.
///
/// Cells keep their place in the grid: a merged cell's text stands in its first place, the others are empty and know their origin.
package struct FormTables: Sendable {
  /// A row of a table; a paragraph outside of tables is a row of one cell.
  package struct Row: Sendable, Hashable {
    /// Where it stands: the sheet's row, or the row's number among all table rows and paragraphs of the document.
    package let place: Diagnostic.Place
    /// The texts, one for each column of the grid.
    package let cells: [String]
    /// For each column, the column in which the cell that covers it begins.
    package let origins: [Int]
  }

  /// The rows in their order.
  package let rows: [Row]

  /// Reads a Word file or a workbook; `nil` for anything that is text.
  ///
  /// - Throws: a ``Diagnostic`` when it is damaged, hostile or another kind of document.
  package init?(contentsOf path: String) throws {
    let stream = try ByteStream(path: path)
    let start = try withExtendedLifetime(stream) { Array(try stream.next()) }
    switch ContentKind(of: start) {
    case .zip: rows = try Self.rows(of: ZipArchive(SeekableFile(DiskFile(path)), path: path))
    case .other(let kind) where kind != .json && kind != .xml:
      throw Diagnostic(
        at: .init(file: path), found: NotATable.diagnostic(kind, path: path, start: start).found, fix: Self.saveAgain)
    default: return nil
    }
  }

  /// Rows of a document at most: a form has some dozens.
  static let rowLimit = 5_000
  /// Cells of a document at most, those that merged ones cover and the empty ones before others among them.
  static let cellLimit = 100_000

  /// What is said of a document that is no form by its size.
  static func tooLarge(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "文档过大或嵌套过深，不像自评表", en: "the document is too large or too deeply nested for a form"),
      fix: LocalizedText(zh: "请只保留自评表再检查", en: "keep the form alone and check again"))
  }

  private static let saveAgain = LocalizedText(
    zh: "请另存为 .docx、.xlsx、CSV 或 Markdown", en: "save it as .docx, .xlsx, CSV or Markdown")

  private static func rows(of archive: ZipArchive) throws -> [Row] {
    if archive.isWorkbook { return try SheetForm.rows(of: Workbook(archive)) }
    guard let part = archive.entry(named: "word/document.xml") else {
      let refusal = NotATable.document(archive.entries.map(\.name), path: archive.path)
      throw Diagnostic(
        at: .init(file: archive.path),
        found: refusal?.found
          ?? LocalizedText(
            zh: "压缩包中没有 Word 文档或工作簿", en: "the archive is neither a Word document nor a workbook"),
        fix: saveAgain)
    }
    let handler = WordTables(path: archive.path)
    try MarkupParser.parse(archive.openSmall(part), handler)
    return handler.rows
  }
}
