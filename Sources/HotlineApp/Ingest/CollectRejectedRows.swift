import HotlineConfiguration
import HotlineReading
import HotlineStore
import HotlineText

/// Reads the rejected rows again where their files still are, to be corrected and ingested.
///
/// Callers become pseudonyms, which an ingest understands; columns that the profile does not read are left out.
package struct CollectRejectedRows: Sendable {
  /// Only those of the file of this name (without folders); all of them unless given.
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
      let rejects = try database.rejects(file: file.map(Masking.path), source: source)
      let profiles = try workspace.profiles()
      var table = Table()
      for (path, rows) in Dictionary(grouping: rejects, by: \.path).sorted(by: { $0.key < $1.key }) {
        guard let first = rows.first else { continue }
        try cancellation.check()
        let rejected = try RejectedFields(
          path: path, profile: profiles.profile(named: first.profile), caller: database.callerToken)
        guard table.header == nil || table.header == rejected.header else { throw Self.differentHeaders }
        table.header = rejected.header
        table.rows += rejected.rows
        table.places += rejected.places
        table.areCallers = rejected.areCallers
      }
      return table
    }
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
  private(set) var places: [CollectRejectedRows.Place] = []
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

  var areCallers: [Bool] { columns.map(\.isCaller) }

  mutating func receive(_ batch: borrowing RecordBatch) {}

  mutating func reject(_ row: RejectedRow, fields: () -> [String]) throws {
    let fields = fields()
    guard !fields.isEmpty else { return }
    places.append(
      .init(
        line: row.line, column: row.column.flatMap { number in columns.firstIndex { $0.index == number - 1 } },
        detail: row.detail))
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
