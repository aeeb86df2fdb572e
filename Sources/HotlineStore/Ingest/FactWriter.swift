import GRDB
import GRDBSQLite
import HotlineCalendar
import HotlineModel

/// What became of the rows of one source.
struct FactCounts {
  var accepted = 0
  var updated = 0
  var unchanged = 0
  /// Rows that are further legs of a call of the same file.
  var merged = 0
}

/// Writes rows of facts: new ones are inserted, newer versions replace older ones. See ``FactVersion`` for which is newer.
final class FactWriter {
  /// For each source, what became of its rows.
  private(set) var counts: [Int64: FactCounts] = [:]
  /// For each time column of the fact, the local days whose sums have to be worked out anew. New calls on days of which the
  /// database knew nothing are left out: ``CallStream`` summed them.
  private(set) var touchedDays: [Set<Int>]

  private let database: Database
  private let layout: FactLayout
  /// Ids of calls whose earliest leg was found after their rows were kept for later.
  private var moved: [Int64: Int64] = [:]
  /// The source whose rows are being written.
  private var sourceID: Int64 = 0
  private var firstSource: Int64 = 0
  private var current = FactCounts()
  private let version: FactVersion
  private let known: KnownDays?
  private let arriving: BatchTable
  private let update: BoundStatement
  private let select: Statement
  private let refresh: Statement
  private let lateNext: Statement
  /// The legs of calls, kept until all are known; `nil` where rows of one key are versions.
  private let parts: WaitingParts?
  /// A stored row while it is compared.
  private let stored: UnsafeMutablePointer<Int64>
  private var lastTouched: [Int]
  private var lastDay = (number: Int.min, isKnown: true)
  /// Ids of one second tried for a call.
  private static let attempts = 1 << 16

  /// - Parameters:
  ///   - known: the days from which there may be calls already; `nil` for other facts.
  ///   - mergesParts: whether rows of one key are legs of one call, not versions of it.
  init(
    _ database: Database, layout: FactLayout, names: NameTables, known: KnownDays?, mergesParts: Bool
  ) throws {
    self.database = database
    self.layout = layout
    self.known = known
    version = FactVersion(layout: layout, names: names)
    touchedDays = Array(repeating: [], count: layout.timeColumns.count)
    lastTouched = Array(repeating: .min, count: layout.timeColumns.count)
    arriving = try BatchTable(database, layout: layout)
    update = try BoundStatement(database, sql: layout.updateSQL, parameters: layout.parameterCount + 1)
    select = try database.makeStatement(sql: layout.selectSQL)
    refresh = try database.makeStatement(sql: layout.refreshSQL)
    lateNext = try database.makeStatement(
      sql: layout.call == nil
        ? "SELECT 1"
        : "UPDATE call SET next_call_at = ifnull(?1, next_call_at), next_same_topic_at = ifnull(?2, next_same_topic_at) WHERE id = ?3 AND direction = 0 AND caller IS NOT NULL"
    )
    parts = layout.call != nil && mergesParts ? try WaitingParts(database, layout: layout) : nil
    stored = .allocate(capacity: layout.columns.count)
  }

  deinit { stored.deallocate() }

  /// Writes a batch.
  func write(_ batch: FactBatch) throws {
    turn(to: batch.sourceID)
    try arriving.insert(batch)
    try batch.forEachRow { number, row in
      if batch.isInserted[number] {
        current.accepted += 1
        touchKnownDay(row)
      } else {
        try settle(row, number, of: batch)
      }
    }
    for link in batch.lateLinks {
      try lateNext.execute(arguments: [link.next, link.nextSameTopic, link.id])
    }
  }

  /// What became of the rows of a source.
  func counts(of source: Int64) -> FactCounts { source == sourceID ? current : counts[source] ?? FactCounts() }

  private func turn(to source: Int64) {
    guard source != sourceID else { return }
    // Sources are numbered in the order of their ingest.
    if sourceID == 0 { firstSource = source }
    counts[sourceID] = current
    sourceID = source
    current = counts[source] ?? FactCounts()
  }

  /// A row whose key is known, or whose id another call of the same second has.
  private func settle(_ row: FactRowView, _ number: Int, of batch: FactBatch) throws {
    if try resolve(row) { return }
    for _ in 0..<(layout.call == nil ? 0 : Self.attempts) {
      batch.moveCall(number)
      guard try arriving.insert(batch, row: number) else { continue }
      current.accepted += 1
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

  // MARK: Versions

  /// If the key is known, the newer of the two versions stays; `false` if it is not.
  private func resolve(_ row: FactRowView) throws -> Bool {
    let handle = select.sqliteStatement
    sqlite3_reset(handle)
    sqlite3_bind_text64(
      handle, 1, UnsafeRawPointer(row.key.baseAddress)?.assumingMemoryBound(to: CChar.self), UInt64(row.key.count), nil,
      UInt8(SQLITE_UTF8))
    if let line = layout.line {
      if let id = row.value(line) { sqlite3_bind_int64(handle, 2, id) } else { sqlite3_bind_null(handle, 2) }
    }
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    if code == SQLITE_DONE { return false }
    guard code == SQLITE_ROW else { throw database.lastError(code) }
    let old = read(handle, key: row.key)
    let oldSource = sqlite3_column_int64(handle, 2)
    touchUnknownDay(row)
    let isSame = version.saysSame(old, row)
    // What another file of this transaction said of the call may lack legs that still wait.
    let isUnsettled = oldSource != sourceID && oldSource >= firstSource
    if let parts, !isSame || isUnsettled {
      touchAnyDay(row)
      try parts.keep(row, callID: old.id, sourceID: sourceID)
    } else if isSame {
      current.unchanged += 1
      if let parts, oldSource != sourceID { try parts.noteSaidAgain(callID: old.id, sourceID: sourceID) }
      sqlite3_reset(handle)
      try refreshExport(of: old, by: row)
    } else if version.isOlder(old, row) {
      current.updated += 1
      touchAnyDay(old)
      touchAnyDay(row)
      sqlite3_reset(handle)
      try replace(old, by: row)
    } else {
      current.unchanged += 1
    }
    return true
  }

  // MARK: Legs

  /// At the end of the file, puts the legs of each call together. The newer of the stored call and the file's call stays.
  func settleParts() throws {
    guard let parts, !parts.isEmpty, var call = CallParts(version) else { return }
    let select = try database.makeStatement(sql: layout.selectByIDSQL)
    var statement: WaitingParts.Statement?
    var rows = 0
    func settle() throws {
      guard let statement else { return }
      try self.settle(call, statement, rows: rows, select)
      call.removeAll()
      rows = 0
    }
    try parts.forEachRow { next, leg in
      if statement != next { try settle() }
      statement = next
      call.take(leg)
      rows += 1
    }
    try settle()
  }

  private func settle(_ legs: CallParts, _ statement: WaitingParts.Statement, rows: Int, _ select: Statement) throws {
    turn(to: statement.sourceID)
    let isSaidAgain = statement.isSaidAgain
    let handle = select.sqliteStatement
    sqlite3_bind_int64(handle, 1, moved[statement.callID] ?? statement.callID)
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    guard code == SQLITE_ROW else { throw database.lastError(code) }
    let key = UnsafeBufferPointer(start: sqlite3_column_text(handle, 3), count: Int(sqlite3_column_bytes(handle, 3)))
    let old = read(handle, key: key)
    let isOwn = sqlite3_column_int64(handle, 2) == sourceID
    var legs = legs
    if isOwn || isSaidAgain { legs.take(leg(of: old, line: sqlite3_column_int64(handle, 4))) }
    guard let whole = legs.merged() else { return }
    let startedAt = layout.call.flatMap { whole.value($0.startedAt) } ?? CallID.startedAt(old.id)
    let row = whole.view(id: CallID.id(startedAt: startedAt, key: key), key: key)
    let isSame = version.saysSame(old, row)
    let isNews = !isSame && (isOwn || version.isOlder(old, row))
    count(legs: rows, isOwn: isOwn || isSaidAgain, isUpdate: isNews && !isOwn)
    guard isNews else {
      if isSame { try withExtendedLifetime(whole) { try refreshExport(of: old, by: row) } }
      return
    }
    touchAnyDay(old)
    touchAnyDay(row)
    // The key's bytes belong to the statement, which is not stepped before the row is replaced.
    let id = try withExtendedLifetime(whole) { try replace(old, by: row) }
    if id != old.id { moved[statement.callID] = id }
  }

  /// Counts the rows of a call: one for the call itself, the others as its parts.
  private func count(legs: Int, isOwn: Bool, isUpdate: Bool) {
    if isUpdate {
      current.updated += 1
      current.merged += legs - 1
    } else if isOwn {
      current.merged += legs
    } else {
      current.unchanged += 1
      current.merged += legs - 1
    }
  }

  private func leg(of row: FactRowView, line: Int64) -> CallLeg {
    let leg = CallLeg(width: layout.columns.count, line: line)
    for column in layout.columns.indices where layout.content >> UInt64(column) & 1 == 1 || column == layout.exportedAt
    {
      if let value = row.value(column) { leg.set(column, value) }
    }
    return leg
  }

  /// A newer export with the same content: an export between the two now counts as older.
  private func refreshExport(of old: FactRowView, by row: FactRowView) throws {
    guard let exported = row.value(layout.exportedAt), exported > old.value(layout.exportedAt) ?? .min else { return }
    try refresh.execute(arguments: [exported, sourceID, row.line, old.id])
  }

  /// The statement's current row.
  private func read(_ handle: OpaquePointer, key: UnsafeBufferPointer<UInt8>) -> FactRowView {
    let id = sqlite3_column_int64(handle, 0)
    var presence: UInt64 = 0
    for (place, column) in layout.stored.enumerated() {
      let position = Int32(5 + place)
      guard sqlite3_column_type(handle, position) != SQLITE_NULL else { continue }
      stored[column] = sqlite3_column_int64(handle, position)
      presence |= 1 << UInt64(column)
    }
    if let call = layout.call {
      stored[call.startedAt] = CallID.startedAt(id)
      presence |= 1 << UInt64(call.startedAt)
    }
    var title: UnsafeBufferPointer<UInt8>?
    if let text = sqlite3_column_text(handle, 1) {
      title = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(handle, 1)))
    }
    return FactRowView(id: id, values: UnsafePointer(stored), presence: presence, key: key, title: title, line: 0)
  }

  /// - Returns: the id that the fact has now.
  @discardableResult
  private func replace(_ old: FactRowView, by row: FactRowView) throws -> Int64 {
    let last = Int32(layout.parameterCount + 1)
    let isMoved = layout.call != nil && CallID.startedAt(old.id) != CallID.startedAt(row.id)
    var id = isMoved ? row.id : old.id
    for _ in 0..<Self.attempts {
      bindUpdate(row, id: id)
      update.bind(last, old.id)
      if try update.change() { return id }
      guard isMoved else { break }
      id = CallID.following(id)
    }
    throw DatabaseError(
      resultCode: .SQLITE_CONSTRAINT, message: "a fact of \(layout.fact.table) could not be replaced")
  }

  private func bindUpdate(_ row: FactRowView, id: Int64) {
    update.bind(1, id)
    update.bind(2, text: row.key)
    var position: Int32 = 3
    if layout.hasTitle {
      if let title = row.title { update.bind(position, text: title) } else { update.bindNull(position) }
      position += 1
    }
    for column in layout.stored {
      if row.presence >> UInt64(column) & 1 == 1 {
        update.bind(position, row.values[column])
      } else {
        update.bindNull(position)
      }
      position += 1
    }
    update.bind(position, sourceID)
    update.bind(position + 1, row.line)
  }
}
