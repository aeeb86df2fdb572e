import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

/// Makes facts and rejected rows from the rows of one transaction's files, file after file.
///
/// Preparing (``prepare(_:release:)``, ``finishPreparing(release:)``) needs no database and may run in another thread than
/// writing (``write(_:)``, ``reject(_:)``). Used as a ``RecordSink``, the session does both in the same thread.
final class IngestSession: RecordSink, RowSession {
  let writer: FactWriter
  let preparation: FactPreparation
  /// Holds calls until their neighbours are known; `nil` for other facts.
  let stream: CallStream?
  /// The source whose rows it takes; see ``begin(sourceID:)``.
  private(set) var sourceID: Int64 = 0
  let pool: FactBatchPool
  /// Where the stream's sums go; `nil` where there are none.
  private let days: RollupRows?
  private let carried: CarriedSets
  private let insertReject: Statement
  /// The rejected rows of the source.
  private(set) var rejects = RejectTally()

  /// - Parameters:
  ///   - scene: names, key, policies and rollups that the database has.
  ///   - mergesParts: whether rows of one key are legs of one call.
  init(_ database: Database, kind: FactKind, scene: IngestScene, mergesParts: Bool) throws {
    let names = scene.names
    let layout = FactLayout(kind)
    carried = try CarriedSets(layout.fact, database)
    preparation = FactPreparation(
      layout, names: names, pseudonyms: scene.pseudonyms, derivation: scene.derivation, carried: carried)
    let known = layout.call == nil ? nil : try KnownDays(kind, database)
    writer = try FactWriter(
      database, layout: layout, names: names, carried: carried, derivation: scene.derivation, known: known,
      mergesParts: mergesParts)
    pool = FactBatchPool(width: layout.columns.count)
    if let places = layout.call, let known {
      let base = scene.rollup.base(.call, time: "started_at")
      let sums = base.map { RollupSums($0, names: names, roomBytes: CallStream.roomForSums) }
      days = try base.map { try RollupRows($0, database) }
      stream = CallStream(
        layout, places: places, known: known, rule: scene.derivation.repeats, sums: sums, names: names)
    } else {
      stream = nil
      days = nil
    }
    insertReject = try database.makeStatement(
      sql: """
        INSERT INTO reject(source_id, line, "column", header, value, reason, detail_zh, detail_en) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
  }

  /// Begins the next source.
  func begin(sourceID: Int64) {
    self.sourceID = sourceID
    rejects = RejectTally()
    preparation.begin()
  }

  /// Makes rows of facts from records, and passes on those that can be written.
  func prepare(_ records: borrowing RecordBatch, release: (FactBatch) throws -> Void) throws {
    guard records.count > 0 else { return }
    let facts = pool.take(capacity: records.count)
    facts.sourceID = sourceID
    preparation.prepare(records, into: facts)
    // Rows that only complete calls are none that another one could follow.
    if let stream, facts.isWhole { try stream.take(facts, release: release) } else { try release(facts) }
  }

  /// Passes on the rows that were held.
  func finishPreparing(release: (FactBatch) throws -> Void) throws { try stream?.finish(release: release) }

  /// Writes the rows that were held, then what needs all rows to be known.
  func finish(_ names: NameTables, _ database: Database) throws {
    try finishPreparing(release: write)
    try writer.finish()
    pool.drain()
    try names.save(database)
    try carried.save(database)
  }

  /// Stores the sums of the days that the stream still has open, but for some days, and brings the sums of months up to date.
  func storeSums(except others: Set<Int>) throws {
    guard let sums = stream?.sums, let days else { return }
    for day in sums.takeAll() where !others.contains(day.number) { try days.store(day, sums.layout) }
    try days.refreshMonths()
  }

  func write(_ facts: FactBatch) throws {
    if let sums = stream?.sums { for day in facts.days { try days?.store(day, sums.layout) } }
    try writer.write(facts)
    pool.give(facts)
  }

  func receive(_ batch: borrowing RecordBatch) throws { try prepare(batch, release: write) }

  func reject(_ row: RejectedRow, fields: () -> [String]) throws { try reject(row) }

  func reject(_ row: RejectedRow) throws {
    rejects.note(row)
    try insertReject.execute(arguments: [
      sourceID, row.line, row.column, row.header, row.value, row.reason.rawValue, row.detail.zh, row.detail.en,
    ])
  }
}
