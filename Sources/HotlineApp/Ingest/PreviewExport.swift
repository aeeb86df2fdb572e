import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineReading
import HotlineReports
import HotlineText

/// Reads the first rows of a file as an ingest would: which profile its headers call for, what its records would say.
package struct PreviewExport: Sendable {
  /// The file; of an archive or a workbook each export by itself.
  package var file: String
  /// The profile to read by; the one that the headers call for unless given.
  package var profile: String?
  /// The text of a profile that is not kept yet, to read by.
  package var yaml: String?
  /// The language of the table.
  package var language: Language

  /// Creates a question.
  package init(_ file: String, profile: String? = nil, language: Language) {
    self.file = file
    self.profile = profile
    self.language = language
  }

  /// One export of the file.
  package struct Export: Sendable {
    /// Its name.
    package let name: String
    /// Its encoding.
    package let encoding: String
    /// The profile by which it is read; `nil` when none reads it.
    package let profile: String?
    /// What its rows are.
    package let kind: FactKind?
    /// The first records; numbers of citizens are not in them.
    package let records: ReportTable
    /// Why the first of the rejected rows are.
    package let rejected: [RejectedRow]
    /// How many of the first rows were looked at, and how many of them would be rejected.
    package var looked = (rows: 0, rejected: 0)
    /// Why it cannot be read at all.
    package let problem: Diagnostic?
  }

  /// - Throws: a ``Diagnostic`` when the file cannot be opened.
  package func run(in workspace: Workspace) throws -> [Export] {
    let profiles = try workspace.profiles()
    let listing = try ExportListing(DiskFile(file))
    return try listing.sources.prefix(20).map { source in
      let name = Masking.path(source.path)
      do {
        let export = try ExportFile(source)
        do {
          let own = try yaml.map { try Profile(yaml: $0, file: "profile.yaml", model: workspace.model()) }
          let named = try profile.map { try profiles.profile(named: $0) }
          let chosen = try own ?? named ?? export.matchProfile(in: profiles)
          var first = FirstRecords(kind: chosen.kind, language: language)
          do { _ = try export.read(profile: chosen, into: &first, batchSize: 50) } catch is FirstRecords.Enough {}
          return Export(
            name: name, encoding: export.encoding.rawValue, profile: chosen.name, kind: chosen.kind,
            records: first.table, rejected: first.rejected, looked: first.counts, problem: nil)
        } catch let problem as Diagnostic {
          return Export(
            name: name, encoding: export.encoding.rawValue, profile: nil, kind: nil,
            records: ReportTable(columns: []), rejected: [], problem: problem)
        }
      } catch let problem as Diagnostic {
        return Export(
          name: name, encoding: "", profile: nil, kind: nil, records: ReportTable(columns: []), rejected: [],
          problem: problem)
      }
    }
  }
}

/// The first records of a file as texts.
private struct FirstRecords: RecordSink {
  /// Enough was read.
  struct Enough: Error {}

  private static let most = 5
  private static let mostRejected = 20
  private static let mostLooked = 5_000

  let kind: FactKind
  let language: Language
  private(set) var rejected: [RejectedRow] = []
  private var rows: [[String]] = []
  private var looked = 0
  private var refused = 0

  /// Rows that were looked at, and those of them that were rejected.
  var counts: (rows: Int, rejected: Int) { (looked + refused, refused) }

  init(kind: FactKind, language: Language) {
    self.kind = kind
    self.language = language
  }

  mutating func receive(_ batch: borrowing RecordBatch) throws {
    for record in 0..<batch.count where rows.count < Self.most {
      rows.append(
        [String(batch.sourceLines[record])]
          + kind.fields.enumerated().map { place, field in
            text(batch.cells[record * batch.width + place], field, batch.arena)
          })
    }
    looked += batch.count
    if rows.count >= Self.most, looked >= Self.mostLooked { throw Enough() }
  }

  mutating func reject(_ row: RejectedRow, fields: () -> [String]) throws {
    if rejected.count < Self.mostRejected { rejected.append(row) }
    refused += 1
  }

  private func text(_ cell: RecordBatch.Cell, _ field: FactField, _ arena: [UInt8]) -> String {
    guard cell.isPresent else { return "" }
    switch field.content {
    case .text:
      guard field.role != .caller else { return language("（已加密）", "(encrypted)") }
      let range = cell.textRange
      guard range.upperBound <= arena.count else { return "" }
      return Masking.masked(String(decoding: arena[range], as: UTF8.self))
    case .time: return LocalTime.text(cell.bits)
    case .integer, .seconds: return String(cell.bits)
    case .flag: return cell.bits == 0 ? language("否", "no") : language("是", "yes")
    case .word(let vocabulary):
      guard vocabulary.words.indices.contains(Int(cell.bits)) else { return "" }
      return Vocabulary.name(of: vocabulary.words[Int(cell.bits)], in: vocabulary.rawValue, language)
    }
  }

  /// The records under the fields' names; fields that none of them has are left out.
  var table: ReportTable {
    let table = TextTable(
      columns: [.init(language("行号", "line"), .trailing)]
        + kind.fields.map { .init(FactListing.title(of: $0.rawValue, language)) }, rows: rows)
    return ReportTable(table.withoutEmptyColumns)
  }
}
