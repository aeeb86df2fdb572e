import GRDB
import GRDBSQLite

/// A statement for many rows. It remembers the bound parameters, and binds only those that differ from the row before.
final class BoundStatement {
  private let statement: Statement
  private let handle: OpaquePointer
  private let database: Database
  private let values: UnsafeMutablePointer<Int64>
  private let states: UnsafeMutablePointer<State>

  private enum State: UInt8 {
    case unknown, null, number
  }

  init(_ database: Database, sql: String, parameters: Int) throws {
    self.database = database
    statement = try database.makeStatement(sql: sql)
    handle = statement.sqliteStatement
    values = .allocate(capacity: parameters + 1)
    values.initialize(repeating: 0, count: parameters + 1)
    states = .allocate(capacity: parameters + 1)
    states.initialize(repeating: .unknown, count: parameters + 1)
  }

  deinit {
    values.deallocate()
    states.deallocate()
  }

  @inline(__always)
  func bind(_ position: Int32, _ value: Int64) {
    let place = Int(position)
    if states[place] == .number && values[place] == value { return }
    sqlite3_bind_int64(handle, position, value)
    states[place] = .number
    values[place] = value
  }

  @inline(__always)
  func bindNull(_ position: Int32) {
    let place = Int(position)
    if states[place] == .null { return }
    sqlite3_bind_null(handle, position)
    states[place] = .null
  }

  /// Binds a text. Its bytes must not move before ``change()``.
  @inline(__always)
  func bind(_ position: Int32, text: UnsafeBufferPointer<UInt8>) {
    sqlite3_bind_text64(
      handle, position, UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self), UInt64(text.count),
      nil,
      UInt8(SQLITE_UTF8))
    states[Int(position)] = .unknown
  }

  /// Runs the statement and says whether it changed a row.
  func change() throws -> Bool {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw database.lastError(code) }
    return sqlite3_changes(database.sqliteConnection) > 0
  }
}
