import HotlineConfiguration
import Synchronization

/// An `.xlsx` workbook.
final class Workbook: Sendable {
  let archive: ZipArchive
  let parts: WorkbookParts
  private let loaded = Mutex<SharedStrings?>(nil)

  init(_ archive: ZipArchive) throws {
    self.archive = archive
    parts = try WorkbookParts(archive)
  }

  /// The texts that its cells share; read once.
  func strings() throws -> SharedStrings {
    try loaded.withLock { loaded in
      if let loaded { return loaded }
      let strings = try SharedStrings(path: archive.path)
      if let entry = parts.stringsEntry {
        try MarkupParser.parse(
          archive.open(entry), SharedStringsHandler(strings, path: "\(archive.path)/\(entry.name)"))
      }
      loaded = strings
      return strings
    }
  }

  /// The rows of a sheet.
  func rows(of sheet: WorkbookParts.Sheet) throws -> any RowSource {
    let rows = CellRows()
    let handler = try SheetHandler(self, rows: rows, path: "\(archive.path)#\(sheet.name)")
    return try MarkupRows(
      archive.open(sheet.entry), sizeBytes: sheet.entry.unpacked, handler: handler, isHTML: false, rows: rows)
  }
}
