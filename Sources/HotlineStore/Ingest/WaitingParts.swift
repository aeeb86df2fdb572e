import GRDB
import GRDBSQLite
import HotlineModel

/// Rows about calls that are already stored, kept until the whole file is read: only then all legs of a call are known.
///
/// They are kept in a temporary table and not in memory, because a platform may write every call in several rows.
final class WaitingParts {
  private let database: Database
  private let width: Int
  private let insert: GRDB.Statement
  private let note: GRDB.Statement
  /// Whether any row waits.
  private(set) var isEmpty = true

  init(_ database: Database, layout: FactLayout) throws {
    self.database = database
    width = layout.columns.count
    let columns = (0..<width).map { "c\($0)" }.joined(separator: ", ")
    try database.execute(
      sql: """
        DROP TABLE IF EXISTS temp.waiting_part;
        DROP TABLE IF EXISTS temp.said_again;
        CREATE TEMP TABLE waiting_part(call_id, source_id, line, \(columns));
        CREATE TEMP TABLE said_again(call_id, source_id, PRIMARY KEY(call_id, source_id)) WITHOUT ROWID;
        """)
    let places = Array(repeating: "?", count: width + 3).joined(separator: ", ")
    insert = try database.makeStatement(sql: "INSERT INTO temp.waiting_part VALUES (\(places))")
    note = try database.makeStatement(sql: "INSERT OR IGNORE INTO temp.said_again VALUES (?, ?)")
  }

  /// Keeps a source's row about a stored call.
  func keep(_ row: FactRowView, callID: Int64, sourceID: Int64) throws {
    isEmpty = false
    let handle = insert.sqliteStatement
    sqlite3_bind_int64(handle, 1, callID)
    sqlite3_bind_int64(handle, 2, sourceID)
    sqlite3_bind_int64(handle, 3, row.line)
    for column in 0..<width {
      if let value = row.value(column) {
        sqlite3_bind_int64(handle, Int32(column + 4), value)
      } else {
        sqlite3_bind_null(handle, Int32(column + 4))
      }
    }
    try run(handle)
  }

  /// Notes that a source repeats a stored call: the row is one of its parts if the source has further ones.
  func noteSaidAgain(callID: Int64, sourceID: Int64) throws {
    sqlite3_bind_int64(note.sqliteStatement, 1, callID)
    sqlite3_bind_int64(note.sqliteStatement, 2, sourceID)
    try run(note.sqliteStatement)
  }

  private func run(_ handle: OpaquePointer) throws {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw database.lastError(code) }
  }

  /// What the rows of one call have in common.
  struct Statement: Equatable {
    let callID: Int64
    let sourceID: Int64
    /// Whether the source repeats the stored call.
    let isSaidAgain: Bool
  }

  /// Calls `body` for each waiting row, call by call and source by source.
  func forEachRow(_ body: (Statement, CallLeg) throws -> Void) throws {
    let select = try database.makeStatement(
      sql: """
        SELECT EXISTS(SELECT 1 FROM temp.said_again AS s WHERE s.call_id = w.call_id AND s.source_id = w.source_id), *
        FROM temp.waiting_part AS w ORDER BY source_id, call_id, line
        """)
    let handle = select.sqliteStatement
    defer { sqlite3_reset(handle) }
    while case let code = sqlite3_step(handle), code != SQLITE_DONE {
      guard code == SQLITE_ROW else { throw database.lastError(code) }
      let statement = Statement(
        callID: sqlite3_column_int64(handle, 1), sourceID: sqlite3_column_int64(handle, 2),
        isSaidAgain: sqlite3_column_int64(handle, 0) != 0)
      try body(statement, leg(handle))
    }
  }

  private func leg(_ handle: OpaquePointer) -> CallLeg {
    let leg = CallLeg(width: width, line: sqlite3_column_int64(handle, 3))
    for column in 0..<width {
      let position = Int32(column + 4)
      if sqlite3_column_type(handle, position) != SQLITE_NULL {
        leg.set(column, sqlite3_column_int64(handle, position))
      }
    }
    return leg
  }
}
