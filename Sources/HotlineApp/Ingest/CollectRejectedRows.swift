import Foundation
import HotlineConfiguration
import HotlineReading
import HotlineStore
import HotlineText

/// Reads the rejected rows again where their files still are, to be corrected and ingested.
///
/// Callers become pseudonyms, which an ingest understands; columns that the profile does not read are left out.
package struct CollectRejectedRows: Sendable {
  /// Only those of the file of this name, or of this path; all of them unless given.
  package var file: String?

  /// Creates the question.
  package init(of file: String? = nil) { self.file = file }

  /// A table of rejected rows under their own header.
  package struct Table: Sendable, Hashable {
    /// The header; `nil` when no row was rejected.
    package var header: [String]?
    /// The rows.
    package var rows: [[String]] = []
  }

  /// - Throws: a ``Diagnostic`` when a file is gone or the files have different headers.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Table {
    try workspace.reading(cancellation) { database in
      let rejects = try database.rejects(file: file.map(ListRejects.storedName))
      let profiles = try workspace.profiles()
      var table = Table()
      for (path, rows) in Dictionary(grouping: rejects, by: \.path).sorted(by: { $0.key < $1.key }) {
        guard let first = rows.first else { continue }
        try cancellation.check()
        let rejected = try RejectedFields(
          path: readable(path), profile: profiles.profile(named: first.profile), caller: database.callerToken)
        guard table.header == nil || table.header == rejected.header else { throw Self.differentHeaders }
        table.header = rejected.header
        table.rows += rejected.rows
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

/// The rejected rows of one file, read again, with callers as pseudonyms and only the columns that its profile reads.
private struct RejectedFields: RecordSink {
  private(set) var header: [String] = []
  private(set) var rows: [[String]] = []
  private var columns: [(index: Int, isCaller: Bool)] = []
  private let caller: (String) throws -> String

  init(path: String, profile: Profile, caller: @escaping (String) throws -> String) throws {
    self.caller = caller
    let file = try ExportFile(path: path)
    let mapped = try file.mappedColumns(profile: profile)
    header = mapped.map(\.header)
    columns = mapped.map { ($0.index, $0.field == .caller) }
    _ = try file.read(profile: profile, into: &self)
  }

  mutating func receive(_ batch: borrowing RecordBatch) {}

  mutating func reject(_ row: RejectedRow, fields: () -> [String]) throws {
    let fields = fields()
    guard !fields.isEmpty else { return }
    rows.append(
      try columns.map { column in
        guard column.index < fields.count else { return "" }
        let value = fields[column.index]
        guard column.isCaller else { return Masking.masked(value) }
        guard let number = CallerNumber.normalised(value) else { return "" }
        return try caller(number)
      })
  }
}
