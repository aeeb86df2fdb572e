import GRDB
import GRDBSQLite

/// Binds and reads the cells of statements, in one order for all tables that hold them: title where there is one, then
/// ``FactLayout/said``.
struct RowCodec {
  let layout: FactLayout

  /// The names of the columns.
  var names: [String] { (layout.hasTitle ? ["title"] : []) + layout.said.map { layout.columns[$0] } }

  /// Binds the cells of a row from a position on, and gives the next free position. The row must not be freed before the
  /// statement is reset.
  func bind(_ row: FactRowView, to handle: OpaquePointer, from first: Int32) -> Int32 {
    var position = first
    if layout.hasTitle {
      if let title = row.title { Self.bind(title, to: handle, position) } else { sqlite3_bind_null(handle, position) }
      position += 1
    }
    for column in layout.said {
      if let value = row.value(column) {
        sqlite3_bind_int64(handle, position, value)
      } else {
        sqlite3_bind_null(handle, position)
      }
      position += 1
    }
    return position
  }

  /// Reads the cells of a row from a position on into a statement.
  func statement(_ handle: OpaquePointer, from first: Int32, origin: FactStatement.Origin) -> FactStatement {
    var position = first
    var title: UnsafeBufferPointer<UInt8>?
    if layout.hasTitle {
      title = Self.text(handle, position)
      position += 1
    }
    let statement = FactStatement(width: layout.columns.count, title: title, origin: origin)
    for column in layout.said {
      statement.set(column, Self.number(handle, position))
      position += 1
    }
    return statement
  }

  /// Binds a text that does not move before the statement is reset.
  static func bind(_ text: UnsafeBufferPointer<UInt8>, to handle: OpaquePointer, _ position: Int32) {
    sqlite3_bind_text64(
      handle, position, UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self), UInt64(text.count),
      nil, UInt8(SQLITE_UTF8))
  }

  static func bind(_ number: Int64?, to handle: OpaquePointer, _ position: Int32) {
    if let number { sqlite3_bind_int64(handle, position, number) } else { sqlite3_bind_null(handle, position) }
  }

  /// A text, valid until the statement goes on; `nil` for NULL.
  static func text(_ handle: OpaquePointer, _ position: Int32) -> UnsafeBufferPointer<UInt8>? {
    sqlite3_column_text(handle, position).map {
      UnsafeBufferPointer(start: $0, count: Int(sqlite3_column_bytes(handle, position)))
    }
  }

  static func number(_ handle: OpaquePointer, _ position: Int32) -> Int64? {
    sqlite3_column_type(handle, position) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, position)
  }
}

/// By what a fact is told from the others: its key, and the hotline where keys are a hotline's own.
struct FactIdentity: Hashable {
  var key: [UInt8]
  /// The hotline; `nil` for facts whose keys are unique by themselves.
  var line: Int64?
}

extension Database {
  /// Runs a statement that gives no rows, and resets it.
  func run(_ handle: OpaquePointer) throws {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw lastError(code) }
  }

  /// Calls `body` for each row of a statement, then resets it.
  func forEachRow(_ handle: OpaquePointer, _ body: () throws -> Void) throws {
    defer { sqlite3_reset(handle) }
    while case let code = sqlite3_step(handle), code != SQLITE_DONE {
      guard code == SQLITE_ROW else { throw lastError(code) }
      try body()
    }
  }
}
