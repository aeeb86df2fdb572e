import HotlineConfiguration
import HotlineModel

/// Where an export's rows come from: a file, what a gzip file unpacks to, an entry of a zip archive, a sheet of a workbook,
/// a table of a web page.
package struct ExportSource: Sendable {
  /// The bytes that hold it.
  enum Origin: Sendable {
    case file(DiskFile, sizeBytes: Int)
    case entry(ZipArchive, ZipArchive.Entry)

    /// Their size in bytes, before a gzip file among them is unpacked.
    var sizeBytes: Int {
      switch self {
      case .file(_, let sizeBytes): sizeBytes
      case .entry(_, let entry): entry.unpacked
      }
    }

    func open() throws -> any ByteSource {
      switch self {
      case .file(let file, _): try ByteStream(file)
      case .entry(let archive, let entry): try archive.open(entry)
      }
    }
  }

  /// What the bytes are.
  enum Form: Sendable {
    /// Text with delimiters.
    case text
    /// A sheet of an `.xlsx` workbook.
    case sheet(Workbook, WorkbookParts.Sheet)
    /// A sheet, by its number, of a workbook in one XML file.
    case sheetXML(Int)
    /// A table of a web page, by its number.
    case table(Int, ExportEncoding)
  }

  /// The export's name: the file's path, for an entry of an archive `archive.zip/calls.csv`, for one of several sheets
  /// `book.xlsx#Sheet1`.
  package let path: String
  private let disk: DiskFile
  let origin: Origin
  let isGzip: Bool
  let form: Form
  /// The sheet's name, when the workbook holds several exports.
  let sheetName: String?
  /// What is known before a row is read: sheets that were passed over.
  let remarks: [ReadingRemark]

  init(
    path: String, file: DiskFile, origin: Origin, isGzip: Bool, form: Form, sheetName: String?, remarks: [ReadingRemark]
  ) {
    self.path = path
    disk = file
    self.origin = origin
    self.isGzip = isGzip
    self.form = form
    self.sheetName = sheetName
    self.remarks = remarks
  }

  /// The bytes of the export, unpacked: the same for `calls.csv`, `calls.csv.gz` and `archive.zip/calls.csv`.
  ///
  /// - Throws: a ``Diagnostic`` when they cannot be read or are damaged.
  package func content() throws -> any ByteSource {
    let bytes = try origin.open()
    return isGzip ? try GzipStream(bytes, path: path) : bytes
  }

  /// A part of the bytes of a file on the disk, which hold the export as plain text.
  ///
  /// - Throws: a ``Diagnostic`` when they cannot be read.
  func content(of part: Range<Int>) throws -> any ByteSource { try ByteStream(disk, part: part) }

  /// The file on the disk.
  package var file: String { disk.path }

  /// What tells exports of one content apart: the sheet's name; empty for all others.
  package var contentPart: String { sheetName ?? "" }

  /// The size of ``content()`` in bytes, when it is known before it is unpacked.
  package var contentSizeBytes: Int? { isGzip ? nil : origin.sizeBytes }

  /// The size, in bytes, by which the progress of a reading is told.
  var sizeBytes: Int { origin.sizeBytes }

  /// Whether its rows are lines of text in a file of their own, so that the file's bytes can be counted.
  package var isPlainText: Bool {
    guard case .text = form, case .file = origin else { return false }
    return !isGzip
  }

  /// The encoding of a web page's table; `nil` for what decides it otherwise.
  var encoding: ExportEncoding? {
    if case .table(_, let encoding) = form { return encoding }
    return nil
  }

  /// The rows, for exports that come as cells; `nil` for text.
  func rows() throws -> (any RowSource)? {
    switch form {
    case .text: return nil
    case .sheet(let workbook, let sheet): return try workbook.rows(of: sheet)
    case .sheetXML(let number):
      let rows = CellRows()
      return try MarkupRows(
        content(), sizeBytes: sizeBytes, handler: WorkbookXMLHandler(sheet: number, rows: rows, path: path),
        isHTML: false, rows: rows)
    case .table(let number, let encoding):
      let rows = CellRows()
      let text = try DecodedText(content(), encoding: encoding)
      return try MarkupRows(
        text, sizeBytes: sizeBytes, handler: HTMLTableHandler(text, table: number, rows: rows, path: path),
        isHTML: true,
        rows: rows)
    }
  }

  /// The one export of a path, or the one that the path names inside an archive or workbook (`archive.zip/calls.csv`,
  /// `book.xlsx#Sheet1`).
  ///
  /// - Throws: a ``Diagnostic`` when there is none, or when there are several to choose from.
  package init(path: String) throws {
    guard let (file, inner) = ContainerPath.split(path) else {
      // Says why it cannot be opened.
      _ = try ByteStream(path: path)
      throw ContainerProblem.noExport(path, among: [])
    }
    let listing = try ExportListing(DiskFile(file), only: inner.isEmpty ? nil : path)
    if let match = listing.sources.first(where: { $0.path == path }) {
      self = match
    } else if let refusal = listing.refused.first {
      throw refusal
    } else if inner.isEmpty, listing.sources.count == 1 {
      self = listing.sources[0]
    } else {
      throw ContainerProblem.noExport(path, among: listing.sources.map(\.path))
    }
  }

  /// Whether the file of an export is still in its place, an archive for its entries.
  package static func fileExists(_ path: String) -> Bool { ContainerPath.split(path) != nil }
}

/// A path into a container.
enum ContainerPath {
  /// The file on the disk that a path begins with, and the rest; `nil` when there is no such file.
  static func split(_ path: String) -> (file: String, inner: Substring)? {
    if FileKind.exists(path) { return (path, "") }
    var end = path.endIndex
    while let cut = path[..<end].lastIndex(where: { $0 == "/" || $0 == "#" }), cut > path.startIndex {
      let file = String(path[..<cut])
      if FileKind.isRegular(file) { return (file, path[path.index(after: cut)...]) }
      if FileKind.exists(file) { return nil }
      end = cut
    }
    return nil
  }
}
