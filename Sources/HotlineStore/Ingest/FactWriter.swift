import GRDB
import HotlineCalendar
import HotlineModel

/// What became of the rows of one source.
struct FactCounts: Equatable {
  var accepted = 0
  var updated = 0
  var unchanged = 0
  /// Rows that are further legs of a call of the same file.
  var merged = 0
  /// Rows under the key of a record that is hardly the same; see ``KeyReuse``.
  var reused = 0
  /// The lines of the first of them.
  var reusedLines: [Int64] = []

  mutating func noteReuse(_ rows: Int, line: Int64) {
    reused += rows
    if rows > 0, reusedLines.count < ReadingRemark.examplesKept { reusedLines.append(line) }
  }

  static func += (left: inout FactCounts, right: FactCounts) {
    left.accepted += right.accepted
    left.updated += right.updated
    left.unchanged += right.unchanged
    left.merged += right.merged
    left.reused += right.reused
    left.reusedLines = Array((left.reusedLines + right.reusedLines).prefix(ReadingRemark.examplesKept))
  }
}

/// Writes rows of facts. Rows of new facts are inserted as they come; all others wait until the transaction's files are read,
/// and are then settled fact by fact: see ``FactFold``.
final class FactWriter {
  /// For each time column of the fact, the local days whose sums have to be worked out anew. New calls on days of which the
  /// database knew nothing are left out: ``CallStream`` summed them.
  private(set) var touchedDays: [Set<Int>]

  private let database: Database
  private let layout: FactLayout
  private let version: FactVersion
  private let fold: FactFold
  private let derivation: Derivation
  private let known: KnownDays?
  /// How legs are put together, before any is taken; `nil` where rows of one key are versions of it.
  private let noParts: CallParts?
  private let reuse: KeyReuse?
  private let arriving: BatchTable
  private let stored: StoredFacts
  private let statements: StatementTable
  private let arrived: ArrivedRows
  private let lateNext: Statement
  private let single: FactBatch
  private let past: PastFacts?
  private var totals: StatementTotals
  private var counts: [Int64: FactCounts] = [:]
  /// The source whose rows are being written.
  private var sourceID: Int64 = 0
  private var current = FactCounts()
  private var lastTouched: [Int]
  private var lastDay = (number: Int.min, isKnown: true)

  /// - Parameters:
  ///   - known: the days from which there may be calls already; `nil` for other facts.
  ///   - mergesParts: whether rows of one key are legs of one call, not versions of it.
  init(
    _ database: Database, layout: FactLayout, names: NameTables, carried: CarriedSets, derivation: Derivation,
    known: KnownDays?, mergesParts: Bool
  ) throws {
    self.database = database
    self.layout = layout
    self.known = known
    self.derivation = derivation
    version = FactVersion(layout: layout, names: names)
    noParts = layout.call != nil && mergesParts ? CallParts(version) : nil
    reuse = KeyReuse(layout)
    fold = FactFold(version: version, carried: carried)
    touchedDays = Array(repeating: [], count: layout.timeColumns.count)
    lastTouched = Array(repeating: .min, count: layout.timeColumns.count)
    arriving = try BatchTable(database, layout: layout)
    stored = try StoredFacts(database, layout: layout)
    statements = try StatementTable(database, layout: layout)
    arrived = try ArrivedRows(database, layout: layout)
    lateNext = try database.makeStatement(
      sql: layout.call == nil
        ? "SELECT 1"
        : "UPDATE call SET next_call_at = ifnull(?1, next_call_at), next_same_topic_at = ifnull(?2, next_same_topic_at) WHERE id = ?3 AND direction = 0 AND caller IS NOT NULL"
    )
    single = FactBatch(width: layout.columns.count, capacity: 1)
    totals = StatementTotals(layout)
    past = try PastFacts(database, layout.fact)
  }

  /// A writer that takes no rows, and settles stored facts anew.
  convenience init(settling layout: FactLayout, carried: CarriedSets, _ database: Database, _ scene: StoreScene) throws
  {
    try self.init(
      database, layout: layout, names: scene.names, carried: carried, derivation: scene.derivation, known: nil,
      mergesParts: false)
  }

  /// Writes a batch.
  func write(_ batch: FactBatch) throws {
    turn(to: batch.sourceID)
    guard batch.isWhole else {
      return try batch.forEachRow { _, row in
        try arrived.keep(row, sourceID: sourceID, carriedID: batch.carriedID)
      }
    }
    try arriving.insert(batch)
    try batch.forEachRow { number, row in
      if batch.isInserted[number] {
        accept(row, batch)
        touchKnownDay(row)
      } else {
        try keepOrMove(row, number, of: batch)
      }
    }
    for link in batch.lateLinks {
      try lateNext.execute(arguments: [link.next, link.nextSameTopic, link.id])
    }
  }

  private func accept(_ row: FactRowView, _ batch: FactBatch) {
    current.accepted += 1
    totals.add(row, key: row.key, .init(sourceID: sourceID, line: row.line, carriedID: batch.carriedID))
  }

  /// What became of the rows of a source.
  func counts(of source: Int64) -> FactCounts { source == sourceID ? current : counts[source] ?? FactCounts() }

  private func turn(to source: Int64) {
    guard source != sourceID else { return }
    counts[sourceID] = current
    sourceID = source
    current = counts[source] ?? FactCounts()
  }

  /// A row whose key is known waits; one whose id another call of the same second has gets another id.
  private func keepOrMove(_ row: FactRowView, _ number: Int, of batch: FactBatch) throws {
    if let old = try stored.fact(key: row.key, line: layout.line.flatMap(row.value)) {
      touchUnknownDay(row)
      let origin = old.statement.origin
      guard origin.carriedID == batch.carriedID, version.saysSame(old.statement.view, row) else {
        return try arrived.keep(row, sourceID: sourceID, carriedID: batch.carriedID)
      }
      guard origin.sourceID == sourceID else { return try settle(row, saidAgain: old, carriedID: batch.carriedID) }
      // The same row twice in one file.
      if old.statement.value(layout.exportedAt) == row.value(layout.exportedAt) {
        current.unchanged += 1
        return
      }
      return try arrived.keep(row, sourceID: sourceID, carriedID: batch.carriedID)
    }
    for _ in 0..<(layout.call == nil ? 0 : StoredFacts.attempts) {
      batch.moveCall(number)
      guard try arriving.insert(batch, row: number) else { continue }
      accept(row, batch)
      return touchAnyDay(row)
    }
    throw DatabaseError(
      resultCode: .SQLITE_CONSTRAINT, message: "a fact of \(layout.fact.table) could neither be inserted nor found")
  }

  // MARK: Days

  private func touch(_ index: Int, at time: Int64) {
    let day = LocalDay(containing: time).number
    guard day != lastTouched[index] else { return }
    lastTouched[index] = day
    touchedDays[index].insert(day)
  }

  private func touchAnyDay(_ row: FactRowView) {
    for (index, column) in layout.timeColumns.enumerated() {
      if let time = row.value(column) { touch(index, at: time) }
    }
  }

  private func touchKnownDay(_ row: FactRowView) {
    guard let known, let column = layout.timeColumns.first else { return touchAnyDay(row) }
    let day = LocalDay(containing: row.values[column]).number
    if day != lastDay.number { lastDay = (day, known.contains(day)) }
    if lastDay.isKnown { touch(0, at: row.values[column]) }
  }

  /// A row that is no new fact: ``CallStream`` took it for one on a day that the database did not know.
  private func touchUnknownDay(_ row: FactRowView) {
    guard let known, let column = layout.timeColumns.first else { return }
    if !known.contains(LocalDay(containing: row.values[column]).number) { touch(0, at: row.values[column]) }
  }

  // MARK: Settling

  /// At the end of the transaction's files, settles the rows that waited, and stores what each source says.
  func finish() throws {
    var settlement: FactSettlement?
    var rows: SourceRows?
    func concludeSource() {
      guard let source = rows, var fact = settlement else { return }
      take(source, into: &fact)
      settlement = fact
      rows = nil
    }
    func concludeFact() throws {
      concludeSource()
      if let settlement { try store(settlement) }
    }
    if !arrived.isEmpty {
      try arrived.forEachRow { identity, row in
        if settlement?.identity != identity {
          try concludeFact()
          settlement = try begin(identity)
        }
        let source = row.origin.sourceID
        if rows?.sourceID != source {
          concludeSource()
          rows = SourceRows(
            sourceID: source, known: settlement?.statement(of: source), version: version, noParts: noParts)
        }
        rows?.take(row, apartBy: reuse, key: identity.key)
      }
      try concludeFact()
      try arrived.removeAll()
    }
    let partialIDs = fold.carried.partialIDs
    if !partialIDs.isEmpty {
      let sources = Set(counts.keys).union([sourceID]).sorted()
      try statements.forEachCompleted(by: sources, partialIDs: partialIDs) { try store(begin($0)) }
    }
    try totals.store(database)
    totals = StatementTotals(layout)
  }

  /// A row that says what a fact is already, which another source brought: usual where exports overlap, and settled at once.
  private func settle(_ row: FactRowView, saidAgain old: StoredFacts.Fact, carriedID: Int64) throws {
    let identity = FactIdentity(key: Array(row.key), line: layout.line.flatMap(row.value))
    var settlement = try begin(identity, old: old)
    var rows = SourceRows(
      sourceID: sourceID, known: settlement.statement(of: sourceID), version: version, noParts: noParts)
    rows.take(
      FactStatement(row, of: layout, origin: .init(sourceID: sourceID, line: row.line, carriedID: carriedID)),
      apartBy: nil, key: identity.key)
    take(rows, into: &settlement)
    try store(settlement)
  }

  private func begin(_ identity: FactIdentity) throws -> FactSettlement {
    try begin(identity, old: stored.fact(identity))
  }

  private func begin(_ identity: FactIdentity, old: StoredFacts.Fact?) throws -> FactSettlement {
    FactSettlement(identity, old: old, stored: try statements.statements(identity), fold: fold)
  }

  private func take(_ rows: SourceRows, into fact: inout FactSettlement) {
    turn(to: rows.sourceID)
    guard let statement = rows.statement else { return }
    let isNew = fact.statements.isEmpty
    let others = fact.fact.flatMap { $0.origin.sourceID == rows.sourceID ? nil : $0 }
    let isReuse = others.map { reuse?.differ($0, statement, key: fact.identity.key) ?? false } ?? false
    current.noteReuse(isReuse ? rows.count : rows.apart, line: statement.origin.line)
    let before = fact.statement(of: rows.sourceID)
    fact.identity.key.withUnsafeBufferPointer { key in
      if let before { totals.remove(before.view, key: key, before.origin) }
      totals.add(statement.view, key: key, statement.origin)
    }
    withExtendedLifetime((before, statement)) {}
    let isChanged = fact.take(statement)
    current += rows.counts(isNew: isNew, isChanged: isChanged, isAlone: fact.statements.count == 1)
  }

  /// Takes back what some sources say of a fact.
  func forget(_ sources: Set<Int64>, of identity: FactIdentity) throws {
    var settlement = try begin(identity)
    settlement.forget(sources)
    try store(settlement)
  }

  private func store(_ settlement: FactSettlement) throws {
    try settlement.storeStatements(in: statements)
    guard settlement.isChanged else {
      guard let old = settlement.old, let fact = settlement.fact else { return }
      if try stored.trace(old, to: fact), layout.fact.followsExport { touchAnyDay(old.statement.view) }
      return
    }
    if let fact = settlement.fact {
      derivation.derive(layout, get: fact.value, set: fact.set)
      touchAnyDay(fact.view)
    }
    if let old = settlement.old { touchAnyDay(old.statement.view) }
    try withExtendedLifetime(settlement) {
      switch (settlement.old, settlement.fact) {
      case (let old?, let fact?): try stored.replace(old, by: fact, settlement.identity)
      case (let old?, nil): try stored.remove(old)
      case (nil, let fact?): try insert(fact, settlement.identity)
      case (nil, nil): break
      }
    }
  }

  /// Inserts a fact that several rows make together.
  private func insert(_ fact: FactStatement, _ identity: FactIdentity) throws {
    try past?.noteAbsent(identity, tracedTo: fact.origin.sourceID)
    single.removeAll()
    single.sourceID = fact.origin.sourceID
    single.carriedID = fact.origin.carriedID ?? 0
    let row = identity.key.withUnsafeBufferPointer {
      single.appendRow(line: Int(fact.origin.line), key: $0, title: fact.title)
    }
    for column in layout.columns.indices {
      if let value = fact.value(column) { single.set(row, column, value) }
    }
    if let call = layout.call, let start = fact.value(call.startedAt) { single.setCallID(row, startedAt: start) }
    for _ in 0..<StoredFacts.attempts {
      if try arriving.insert(single, row: row) { return }
      guard layout.call != nil else { break }
      single.moveCall(row)
    }
    throw DatabaseError(
      resultCode: .SQLITE_CONSTRAINT, message: "a fact of \(layout.fact.table) could not be inserted")
  }
}
