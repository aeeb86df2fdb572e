import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineStore
import HotlineText

/// Reads the rejected rows again where their files still are, to be corrected and ingested.
///
/// Callers, and citizens' numbers in keys and names, become pseudonyms, which an ingest understands; columns that the profile does not read
/// are left out.
package struct CollectRejectedRows: Sendable {
  /// Only those of the file of this name, or of this path; all of them unless given.
  package var file: String?
  /// Only those of the source of this number.
  package var source: Int?

  /// Creates the question.
  package init(of file: String? = nil) { self.file = file }

  /// Creates the question about one source.
  package init(ofSource number: Int) { source = number }

  /// A table of rejected rows under their own header.
  package struct Table: Sendable, Hashable {
    /// The header; `nil` when no row was rejected.
    package var header: [String]?
    /// The rows.
    package var rows: [[String]] = []
    /// Where each of them stands, and what is wrong with it.
    package var places: [Place] = []
    /// Whether the cells of each column are citizens' pseudonyms.
    package var areCallers: [Bool] = []
  }

  /// Where a rejected row stands, and what is wrong with it.
  package struct Place: Sendable, Hashable {
    /// The line on which it begins.
    package let line: Int
    /// The column at fault among those of the table; `nil` when the whole row is meant, or a column that the table has not.
    package let column: Int?
    /// What is wrong.
    package let detail: LocalizedText
  }

  /// - Throws: a ``Diagnostic`` when a file is gone or the files have different headers.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Table {
    try workspace.reading(cancellation) { database in
      let rejects = try database.rejects(file: file.map(ListRejects.storedName), source: source)
      // Without rows nobody needs the key.
      guard !rejects.isEmpty else { return Table() }
      let profiles = try workspace.profiles()
      let texts = try database.storedTexts()
      var table = Table()
      for (path, rows) in Dictionary(grouping: rejects, by: \.path).sorted(by: { $0.key < $1.key }) {
        guard let first = rows.first else { continue }
        try cancellation.check()
        let rejected = try RejectedFields(
          path: readable(path), profile: profiles.profile(named: first.profile), texts: texts)
        guard table.header == nil || table.header == rejected.header else { throw Self.differentHeaders }
        table.header = rejected.header
        table.rows += rejected.rows
        table.places += rejected.places
        table.areCallers = rejected.areCallers
      }
      return table
    }
  }

  /// Where a file is read again: at its stored path, or where the user says that it is when the stored path is masked.
  private func readable(_ stored: String) throws -> String {
    guard !FileManager.default.fileExists(atPath: stored) else { return stored }
    if let file {
      let given = URL(filePath: file).standardizedFileURL.path
      if Masking.path(given) == stored { return given }
    }
    guard stored.contains(Masking.hidden) else { return stored }
    throw Diagnostic(
      .usage, at: Diagnostic.Place(file: stored),
      found: LocalizedText(
        zh: "路径中有形似公民号码的数字，库中只存遮盖后的路径，无法据此找到文件",
        en:
          "the path holds what reads as a citizen's number, so that only its masked form is kept and the file cannot be found by it"
      ),
      fix: LocalizedText(
        zh: "请写出文件的完整路径：hotline rejects /路径/文件名 --format csv",
        en: "give the file's whole path: hotline rejects /PATH/FILE --format csv"))
  }

  private static var differentHeaders: Diagnostic {
    Diagnostic(
      .usage,
      found: LocalizedText(zh: "各文件的表头不同，不能写进同一个 CSV", en: "the files have different headers and cannot share one CSV"),
      fix: LocalizedText(
        zh: "请逐个指定文件：hotline rejects 文件名 --format csv", en: "name one file: hotline rejects FILE --format csv"))
  }
}

/// The rejected rows of one file, read again, with pseudonyms and only the columns that its profile reads.
private struct RejectedFields: RecordSink {
  private(set) var header: [String] = []
  private(set) var rows: [[String]] = []
  private(set) var places: [CollectRejectedRows.Place] = []
  private var columns: [MappedColumn] = []
  private let texts: StoredTexts

  init(path: String, profile: Profile, texts: StoredTexts) throws {
    self.texts = texts
    let file = try ExportFile(path: path)
    columns = try file.mappedColumns(profile: profile)
    header = columns.map(\.header)
    _ = try file.read(profile: profile, into: &self)
  }

  var areCallers: [Bool] { columns.map { $0.field.role == .caller } }

  mutating func receive(_ batch: borrowing RecordBatch) {}

  mutating func reject(_ row: RejectedRow, fields: () -> [String]) throws {
    let fields = fields()
    guard !fields.isEmpty else { return }
    func field(_ column: MappedColumn) -> String? { column.index < fields.count ? fields[column.index] : nil }
    let caller = columns.first { $0.field == .caller }.flatMap(field)
    places.append(
      .init(
        line: row.line, column: row.column.flatMap { number in columns.firstIndex { $0.index == number - 1 } },
        detail: row.detail))
    rows.append(
      columns.map { column in
        guard let text = field(column) else { return "" }
        return switch column.field.role {
        case .caller: texts.caller(text) ?? ""
        case .key where column.field.content == .text: texts.key(text, caller: caller)
        // A hotline that is none is rejected; a name so long is a text that somebody typed.
        case .name(let dimension) where dimension != .line && text.unicodeScalars.count <= Masking.limit:
          texts.name(text, isCode: column.holdsCodes)
        default: Masking.masked(text)
        }
      })
  }
}
