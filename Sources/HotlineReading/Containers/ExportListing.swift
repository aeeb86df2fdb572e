import Foundation
import HotlineConfiguration
import HotlineModel

/// The exports that a file holds, and what else is in it.
package struct ExportListing: Sendable {
  /// The exports, in the order of the archive or of the workbook's tabs.
  package private(set) var sources: [ExportSource] = []
  /// Entries of an archive that look like exports and cannot be read, and why.
  package private(set) var refused: [Diagnostic] = []
  /// Entries of an archive that are no exports, by name.
  package private(set) var passedOver: [String] = []

  private let file: DiskFile
  private let wanted: String?

  /// Lists the exports of a file: the file itself, or those of a zip archive or workbook.
  ///
  /// The type of a file is recognised by its first bytes, not by its name.
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read, is not a table at all or holds no exports.
  package init(_ file: DiskFile) throws { try self.init(file, only: nil) }

  /// - Parameter only: looks for one export alone.
  init(_ file: DiskFile, only wanted: String?) throws {
    self.file = file
    self.wanted = wanted
    let stream = try ByteStream(file)
    try look(at: .file(file, sizeBytes: stream.sizeBytes), path: file.path, depth: 0)
  }

  /// - Parameter depth: how many archives it is inside of.
  private mutating func look(at origin: ExportSource.Origin, path: String, depth: Int) throws {
    var bytes = try origin.open()
    var start = Array(try bytes.next())
    let isGzip = ContentKind(of: start) == .gzip
    if isGzip {
      bytes = try GzipStream(origin.open(), path: path)
      start = Array(try bytes.next())
    }
    func add(_ form: ExportSource.Form, sheet: String? = nil, remarks: [ReadingRemark] = []) {
      sources.append(
        ExportSource(
          path: sheet.map { "\(path)#\($0)" } ?? path, file: file, origin: origin, isGzip: isGzip, form: form,
          sheetName: sheet, remarks: remarks))
    }
    switch ContentKind(of: start) {
    case .text: add(.text)
    case .gzip: throw ContainerProblem.nested(path)
    case .other(let kind): throw NotATable.diagnostic(kind, path: path, start: start)
    case .html:
      let encoding = HTMLEncoding.encoding(of: start)
      let table = try HTMLOutline.dataTable(
        of: DecodedText(isGzip ? GzipStream(origin.open(), path: path) : origin.open(), encoding: encoding), path: path)
      add(.table(table, encoding))
    case .workbookXML:
      let outline = WorkbookXMLOutline(path: path)
      try MarkupParser.parse(isGzip ? GzipStream(origin.open(), path: path) : origin.open(), outline)
      let choice = try SheetChoice(outline, path: path)
      for (index, sheet) in choice.sheets.enumerated() {
        add(
          .sheetXML(sheet.number), sheet: choice.sheets.count > 1 ? sheet.name : nil,
          remarks: index == 0 ? choice.remarks : [])
      }
    case .zip:
      // An empty archive, which minizip takes for a damaged one.
      if start.starts(with: [0x50, 0x4B, 5, 6]) { throw NotATable.noExports(path, names: []) }
      let archive = try Self.archive(origin, isGzip: isGzip, path: path)
      guard archive.isWorkbook else {
        guard depth == 0, !isGzip else { throw ContainerProblem.nested(path) }
        return try look(into: archive)
      }
      let workbook = try Workbook(archive)
      let choice = try SheetChoice(workbook)
      for (index, sheet) in choice.sheets.enumerated() {
        add(
          .sheet(workbook, workbook.parts.sheets[sheet.number]), sheet: choice.sheets.count > 1 ? sheet.name : nil,
          remarks: index == 0 ? choice.remarks : [])
      }
    }
  }

  /// An archive in a file, or one that lies packed in another and is unpacked for it.
  private static func archive(_ origin: ExportSource.Origin, isGzip: Bool, path: String) throws -> ZipArchive {
    if case .file(let file, _) = origin, !isGzip { return try ZipArchive(SeekableFile(file), path: path) }
    let bytes = isGzip ? try GzipStream(origin.open(), path: path) : try origin.open()
    return try ZipArchive(SeekableFile.spooled(bytes, path: path), path: path)
  }

  private mutating func look(into archive: ZipArchive) throws {
    if let refusal = NotATable.document(archive.entries.map(\.name), path: archive.path) { throw refusal }
    let entries = archive.entries.filter { !ZipName.isPassedOver($0.name) }
    let candidates = entries.filter { ExportName.isExport($0.name) }
    guard !candidates.isEmpty else { throw NotATable.noExports(archive.path, names: entries.map(\.name)) }
    if candidates.allSatisfy(\.isEncrypted) { throw ContainerProblem.encrypted(archive.path) }
    passedOver = entries.filter { !ExportName.isExport($0.name) }.map(\.name)
    for entry in candidates {
      let path = "\(archive.path)/\(entry.name)"
      if let wanted, wanted != path, !wanted.hasPrefix(path + "#") { continue }
      do {
        try look(at: .entry(archive, entry), path: path, depth: 1)
      } catch let refusal as Diagnostic {
        refused.append(refusal)
      }
    }
  }
}

/// The exports of a folder and the folders in it, and what else is there.
package struct FolderListing {
  /// The files that can be exports, by path.
  package private(set) var exports: [DiskFile] = []
  /// The others, by their path within the folder: files of other names, and links, which may lead anywhere. Dot files are not among them.
  package private(set) var passedOver: [String] = []
  /// Folders within folders, at most; an archive holds no more either.
  private static let deepest = 16
  private let folder: String

  /// - Throws: when the folder cannot be read.
  package init(path: String) throws {
    folder = path
    try look(at: path, below: "", depth: 0)
  }

  private mutating func look(at path: String, below: String, depth: Int) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() where !name.hasPrefix(".") {
      let (own, shown) = ("\(path)/\(name)", below + name)
      switch FileKind(own) {
      case .folder where depth < Self.deepest: try look(at: own, below: shown + "/", depth: depth + 1)
      case .regular where ExportName.isExport(name): exports.append(DiskFile(shown, in: folder))
      case .regular, .link, .folder: passedOver.append(shown)
      case .other, nil: if ExportName.isExport(name) { exports.append(DiskFile(shown, in: folder)) }
      }
    }
  }
}

/// What stands at a path.
package enum FileKind {
  case regular, folder, link, other

  /// `nil` when nothing does. A link is not followed.
  package init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
