import GRDB
import HotlineConfiguration
import HotlineLogs

/// Takes what the reader reads of one file, and makes facts and rejected rows of it.
///
/// Preparing (``prepare(_:release:)``, ``finishPreparing(release:)``) needs no database and may go on in another thread than
/// writing (``write(_:)``, ``reject(_:)``); as a ``RecordSink`` the session does one after the other.
final class IngestSession: RecordSink {
  let writer: FactWriter
  let preparation: FactPreparation
  /// Calls pass through it; other facts do not.
  let stream: CallStream?
  let sourceID: Int64
  let pool: FactBatchPool
  private let insertReject: Statement
  private(set) var reasons: [RejectionReason: Int] = [:]
  private(set) var examples: [RejectionReason: RejectedRow] = [:]
  /// The number of rejected rows.
  private(set) var rejected = 0

  /// - Parameters:
  ///   - rollup: the rollups that the database has.
  ///   - mergesParts: whether rows of one key are legs of one call.
  ///   - sumsLater: whether the sums of all its days are worked out from the database in the end: files that share days would
  ///     have them worked out again in any case.
  init(
    _ database: Database, kind: RecordKind, sourceID: Int64, names: NameTables, pseudonyms: CallerPseudonyms,
    derivation: Derivation, rollup: Rollup, mergesParts: Bool, sumsLater: Bool
  ) throws {
    self.sourceID = sourceID
    let layout = FactLayout(kind)
    preparation = FactPreparation(layout, names: names, pseudonyms: pseudonyms, derivation: derivation)
    let known = layout.call == nil ? nil : try KnownDays(kind, database)
    writer = try FactWriter(
      database, layout: layout, sourceID: sourceID, names: names, known: sumsLater ? nil : known,
      mergesParts: mergesParts)
    pool = FactBatchPool(width: layout.columns.count)
    if let places = layout.call, let known {
      let base = sumsLater ? nil : rollup.base(.call, time: "started_at")
      let sums = base.map { RollupSums($0, names: names, roomBytes: CallStream.roomForSums) }
      stream = CallStream(
        layout, places: places, known: known, window: derivation.repeatWindow, sums: sums, names: names)
    } else {
      stream = nil
    }
    insertReject = try database.makeStatement(
      sql: """
        INSERT INTO reject(source_id, line, "column", header, value, reason, detail_zh, detail_en) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
  }

  /// Makes rows of facts from records, and releases those that may be written.
  func prepare(_ records: borrowing RecordBatch, release: (FactBatch) throws -> Void) throws {
    guard records.count > 0 else { return }
    let facts = pool.take(capacity: records.count)
    preparation.prepare(records, into: facts)
    if let stream { try stream.take(facts, release: release) } else { try release(facts) }
  }

  /// Releases the rows that were held back.
  func finishPreparing(release: (FactBatch) throws -> Void) throws { try stream?.finish(release: release) }

  func write(_ facts: FactBatch) throws {
    try writer.write(facts)
    pool.give(facts)
  }

  func receive(_ batch: borrowing RecordBatch) throws { try prepare(batch, release: write) }

  func reject(_ row: RejectedRow, fields: [String]) throws { try reject(row) }

  func reject(_ row: RejectedRow) throws {
    reasons[row.reason, default: 0] += 1
    if examples[row.reason] == nil { examples[row.reason] = row }
    rejected += 1
    try insertReject.execute(arguments: [
      sourceID, row.line, row.column, row.header, row.value, row.reason.rawValue, row.detail.zh, row.detail.en,
    ])
  }

  /// The three commonest reasons, with an example of each.
  func commonestReasons(file: String, _ language: Language) -> String {
    let common = reasons.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }.prefix(3)
    return common.map { reason, count in
      let example = examples[reason].map { row in
        "\(file):\(row.line)\(row.column.map { ":\($0)" } ?? ""): \(row.detail(language))"
      }
      return "\(count) × \(reason.rawValue)（\(example ?? "")）"
    }.joined(separator: language == .zh ? "；" : "; ")
  }
}
