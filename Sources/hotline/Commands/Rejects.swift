import ArgumentParser
import Foundation
import HotlineConfiguration
import HotlineDocument
import HotlineReading
import HotlineRender
import HotlineReports
import HotlineStore
import HotlineText

/// `hotline rejects`: the rows that became nothing, and why.
struct Rejects: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects", abstract: "Lists rejected rows with file, line, column, value and reason.",
    discussion: """
      --format csv reads the files again, where they still are, and writes the rejected rows of one file under their own
      header, to be corrected and ingested. Callers in it are pseudonyms (caller:…), which ingest understands; columns that
      the profile does not read are left out.
      """)

  @Argument(help: "Only the rejected rows of this file (its name without folders).")
  var file: String?

  @Option(help: "table, csv or json.")
  var format = TableFormat.table

  @OptionGroup var options: CommonOptions

  func run() throws {
    let room = Room(options: options)
    let database = try room.database(.readOnly, catalog: room.catalog())
    let rejects = try database.rejects(file: file)
    switch format {
    case .csv: try writeCorrectable(rejects, database: database, profiles: room.profiles())
    case .json:
      for reject in rejects { try Console.print(json: reject) }
    default:
      var table = ReportTable(
        columns: (options.language == .zh
          ? ["文件", "行", "列", "表头", "值", "原因", "说明"]
          : ["file", "line", "column", "header", "value", "reason", "detail"]).map {
            .init($0)
          })
      table.texts = rejects.map {
        [
          $0.file, String($0.line), $0.column.map(String.init) ?? "", $0.header ?? "", $0.value ?? "", $0.reason,
          $0.detail(options.language),
        ]
      }
      Console.print(table, as: format)
    }
  }

  private func writeCorrectable(_ rejects: [StoredReject], database: HotlineDatabase, profiles: ProfileCatalog) throws {
    let sources = Dictionary(grouping: rejects) { $0.path }
    var header: [String]?
    for (path, rows) in sources.sorted(by: { $0.key < $1.key }) {
      guard let first = rows.first else { continue }
      let rejected = try RejectedFields(
        path: path, profile: profiles.profile(named: first.profile), caller: database.callerToken)
      if let header, header != rejected.header {
        throw Diagnostic(
          .usage,
          found: LocalizedText(
            zh: "各文件的表头不同，不能写进同一个 CSV", en: "the files have different headers and cannot share one CSV"),
          fix: LocalizedText(
            zh: "请逐个指定文件：hotline rejects 文件名 --format csv", en: "name one file: hotline rejects FILE --format csv"))
      }
      if header == nil {
        header = rejected.header
        Console.print(ReportTable(columns: rejected.header.map { .init($0) }).csvText, terminator: "")
      }
      for row in rejected.rows { Console.print(row.map(\.csvField).joined(separator: ",")) }
    }
  }
}

/// The rejected rows of one file, read again, with callers as pseudonyms and only the columns that its profile reads.
struct RejectedFields: RecordSink {
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
