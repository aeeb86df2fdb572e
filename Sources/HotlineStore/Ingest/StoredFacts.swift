import GRDB
import GRDBSQLite
import HotlineModel

/// The facts of one kind as they are stored: found by key, replaced, removed.
final class StoredFacts {
  /// A fact as it is stored.
  struct Fact {
    let id: Int64
    /// Its cells and where it is traced to; of a fact of which one source alone speaks, what that source says.
    let statement: FactStatement
  }

  let layout: FactLayout
  private let database: Database
  private let codec: RowCodec
  private let select: GRDB.Statement
  private let update: BoundStatement
  private let refresh: GRDB.Statement
  private let remove: GRDB.Statement
  /// Ids of one second tried for a call.
  static let attempts = 1 << 16

  init(_ database: Database, layout: FactLayout) throws {
    self.database = database
    self.layout = layout
    codec = RowCodec(layout: layout)
    select = try database.makeStatement(sql: layout.selectSQL)
    update = try BoundStatement(database, sql: layout.updateSQL, parameters: layout.parameterCount + 1)
    refresh = try database.makeStatement(sql: layout.refreshSQL)
    remove = try database.makeStatement(sql: "DELETE FROM \(layout.fact.table) WHERE id = ?")
  }

  /// The fact of a row's key; `nil` if there is none.
  func fact(key: UnsafeBufferPointer<UInt8>, line: Int64?) throws -> Fact? {
    let handle = select.sqliteStatement
    RowCodec.bind(key, to: handle, 1)
    if layout.line != nil { RowCodec.bind(line, to: handle, 2) }
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    if code == SQLITE_DONE { return nil }
    guard code == SQLITE_ROW else { throw database.lastError(code) }
    return read(handle)
  }

  /// Calls `body` for each fact of which its source alone speaks.
  func forEachPlainFact(_ body: (UnsafeBufferPointer<UInt8>, Fact) throws -> Void) throws {
    let (table, other) = (layout.fact.table, layout.fact.statementTable)
    let same = layout.fact.identity.map { "s.\($0) = \(table).\($0)" }.joined(separator: " AND ")
    let plain = try database.makeStatement(
      sql: "\(layout.selectionSQL) WHERE NOT EXISTS (SELECT 1 FROM \(other) AS s WHERE \(same))")
    let handle = plain.sqliteStatement
    try database.forEachRow(handle) {
      try body(RowCodec.text(handle, 3) ?? UnsafeBufferPointer(start: nil, count: 0), read(handle))
    }
  }

  /// The fact of an identity; `nil` if there is none.
  func fact(_ identity: FactIdentity) throws -> Fact? {
    try identity.key.withUnsafeBufferPointer { try fact(key: $0, line: identity.line) }
  }

  private func read(_ handle: OpaquePointer) -> Fact {
    let id = sqlite3_column_int64(handle, 0)
    let origin = FactStatement.Origin(
      sourceID: sqlite3_column_int64(handle, 2), line: sqlite3_column_int64(handle, 4),
      carriedID: RowCodec.number(handle, 5))
    let statement = FactStatement(
      width: layout.columns.count, title: layout.hasTitle ? RowCodec.text(handle, 1) : nil, origin: origin)
    for (place, column) in layout.stored.enumerated() {
      statement.set(column, RowCodec.number(handle, Int32(6 + place)))
    }
    if let call = layout.call { statement.set(call.startedAt, CallID.startedAt(id)) }
    return Fact(id: id, statement: statement)
  }

  /// Gives a fact other cells.
  func replace(_ old: Fact, by new: FactStatement, _ identity: FactIdentity) throws {
    try identity.key.withUnsafeBufferPointer { key in
      var id = old.id
      if let call = layout.call, let start = new.value(call.startedAt), start != CallID.startedAt(old.id) {
        id = CallID.id(startedAt: start, key: key)
      }
      for _ in 0..<Self.attempts {
        bind(new, key, id: id)
        update.bind(Int32(layout.parameterCount + 1), old.id)
        if try withExtendedLifetime(new, { try update.change() }) { return }
        guard layout.call != nil, id != old.id else { break }
        id = CallID.following(id)
      }
      throw DatabaseError(
        resultCode: .SQLITE_CONSTRAINT, message: "a fact of \(layout.fact.table) could not be replaced")
    }
  }

  /// Tells anew to which row of which file a fact is traced.
  func trace(_ old: Fact, to new: FactStatement) throws {
    let exported = new.value(layout.exportedAt)
    guard new.origin != old.statement.origin || exported != old.statement.value(layout.exportedAt) else { return }
    let origin = new.origin
    try refresh.execute(arguments: [exported, origin.sourceID, origin.line, origin.carriedID, old.id])
  }

  func remove(_ fact: Fact) throws { try remove.execute(arguments: [fact.id]) }

  private func bind(_ row: FactStatement, _ key: UnsafeBufferPointer<UInt8>, id: Int64) {
    update.bind(1, id)
    update.bind(2, text: key)
    var position: Int32 = 3
    if layout.hasTitle {
      if let title = row.title { update.bind(position, text: title) } else { update.bindNull(position) }
      position += 1
    }
    for column in layout.stored {
      if let value = row.value(column) { update.bind(position, value) } else { update.bindNull(position) }
      position += 1
    }
    update.bind(position, row.origin.sourceID)
    update.bind(position + 1, row.origin.line)
    if let carried = row.origin.carriedID {
      update.bind(position + 2, carried)
    } else {
      update.bindNull(position + 2)
    }
  }
}
