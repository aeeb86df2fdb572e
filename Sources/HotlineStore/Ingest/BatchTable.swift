import GRDB
import GRDBSQLite
import HotlineModel

/// Shows a ``FactBatch`` to SQLite as a virtual table, so that one statement inserts all of its rows.
///
/// Bound and stepped row by row, SQLite opens and closes the table and its index for every fact; that takes as long as
/// the insert itself. Here it asks for the cells of a batch, one after the other, in one run of one statement.
final class BatchTable {
  /// The name of the table within SQL.
  static let name = "arriving_batch"

  private let database: Database
  private let insert: Statement
  private let view: UnsafeMutablePointer<BatchView>

  /// - Parameter layout: the columns of the batches' rows.
  init(_ database: Database, layout: FactLayout) throws {
    self.database = database
    view = .allocate(capacity: 1)
    // In the order of the table's own columns: SQLite then need not copy a row from one order into the other.
    let names = try database.columns(in: layout.fact.table).map(\.name).filter(layout.names.contains)
    view.initialize(to: BatchView(layout, names: names))
    // SQLite owns the view from here on, and gives it back when the next file's takes its place or the database is closed.
    let code = sqlite3_create_module_v2(
      database.sqliteConnection, Self.name, BatchModule.shared, view, BatchModule.destroy)
    guard code == SQLITE_OK else { throw database.lastError(code) }
    let list = names.joined(separator: ", ")
    // "WHERE true" tells the conflict clause from a join's.
    insert = try database.makeStatement(
      sql: """
        INSERT INTO \(layout.fact.table)(\(list)) SELECT \(list) FROM \(Self.name) WHERE true ON CONFLICT DO NOTHING
        """)
  }

  /// Inserts the rows of a batch whose ids and keys are free, and marks them in the batch.
  func insert(_ batch: FactBatch) throws { try insert(batch, rows: 0..<batch.count) }

  /// Inserts one row, if its id and its key are free, and says whether they were.
  func insert(_ batch: FactBatch, row: Int) throws -> Bool {
    try insert(batch, rows: row..<row + 1)
    return batch.isInserted[row]
  }

  private func insert(_ batch: FactBatch, rows: Range<Int>) throws {
    (batch.isInserted + rows.lowerBound).update(repeating: false, count: rows.count)
    let handle = insert.sqliteStatement
    let connection = database.sqliteConnection
    let code = batch.withRows { pointers in
      view.pointee.rows = pointers
      view.pointee.sourceID = batch.sourceID
      view.pointee.carriedID = batch.carriedID
      view.pointee.row = rows.lowerBound
      view.pointee.range = rows
      view.pointee.insertedCount = 0
      // SQLite reports each row that it has inserted, while the cursor is on it. This connection has no other observer.
      sqlite3_update_hook(connection, BatchModule.inserted, view)
      defer {
        sqlite3_update_hook(connection, nil, nil)
        view.pointee.rows = nil
      }
      let code = sqlite3_step(handle)
      sqlite3_reset(handle)
      return code
    }
    guard code == SQLITE_DONE else { throw database.lastError(code) }
    guard view.pointee.insertedCount == Int(sqlite3_changes(connection)) else {
      throw DatabaseError(
        resultCode: .SQLITE_ERROR, message: "a trigger on the facts: drop it, then ingest the file again")
    }
  }
}

/// The rows of a batch that SQLite reads, and its current row.
private struct BatchView {
  /// What stands in a column of the table.
  enum Source {
    case id, key, title, file, line, carried, nothing
    case number(column: Int)
  }

  var rows: FactBatch.Rows?
  var range = 0..<0
  var row = 0
  var insertedCount = 0
  let declaration: String
  var sourceID: Int64 = 0
  var carriedID: Int64 = 0
  private let sources: UnsafeMutableBufferPointer<Source>

  /// - Parameter names: the table's columns, in order.
  init(_ layout: FactLayout, names: [String]) {
    declaration = "CREATE TABLE batch(\(names.joined(separator: ", ")))"
    let sources = names.map { name -> Source in
      switch name {
      case "id": .id
      case "key": .key
      case "title": .title
      case "source_id": .file
      case "source_line": .line
      case "carried_id": .carried
      default: layout.columns.firstIndex(of: name).map { .number(column: $0) } ?? .nothing
      }
    }
    self.sources = .allocate(capacity: sources.count)
    _ = self.sources.initialize(from: sources)
  }

  func deallocate() { sources.deallocate() }

  /// The current row is a new fact.
  mutating func markInserted() {
    // Behind a trigger SQLite reads all rows before it inserts the first.
    guard let rows, range.contains(row), !rows.isInserted[row] else { return }
    rows.isInserted[row] = true
    insertedCount += 1
  }

  /// Gives SQLite a cell of the current row.
  @inline(__always)
  func answer(_ context: OpaquePointer?, column: Int) {
    guard let rows, sources.indices.contains(column) else { return sqlite3_result_null(context) }
    switch sources[column] {
    case .number(let number):
      if rows.presence[row] >> UInt64(number) & 1 == 1 {
        sqlite3_result_int64(context, rows.values[row * rows.width + number])
      }
    case .id: if rows.ids[row] != 0 { sqlite3_result_int64(context, rows.ids[row]) }
    case .key: answer(context, text: rows.text(rows.keys[row]))
    case .title: answer(context, text: rows.text(rows.titles[row]))
    case .file: sqlite3_result_int64(context, sourceID)
    case .line: sqlite3_result_int64(context, rows.lines[row])
    case .carried: sqlite3_result_int64(context, carriedID)
    case .nothing: sqlite3_result_null(context)
    }
  }

  private func answer(_ context: OpaquePointer?, text: UnsafeBufferPointer<UInt8>?) {
    guard let text else { return }
    // Without a destructor SQLite does not copy the bytes; they do not move before the statement ends.
    sqlite3_result_text64(
      context, UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self), UInt64(text.count), nil,
      UInt8(SQLITE_UTF8))
  }
}

/// The callbacks by which SQLite reads a ``BatchView``: a scan from the first row to the last.
private enum BatchModule {
  /// SQLite's own structure for a cursor or a connection, followed by the address of the view.
  private static let tableSize = MemoryLayout<sqlite3_vtab>.stride
  private static let cursorSize = MemoryLayout<sqlite3_vtab_cursor>.stride

  nonisolated(unsafe) static let shared: UnsafeMutablePointer<sqlite3_module> = {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    var callbacks = sqlite3_module()
    // No xCreate: the table is there by its module's name alone.
    callbacks.xConnect = { connection, view, _, _, table, _ in
      guard let view, let table else { return SQLITE_MISUSE }
      let code = sqlite3_declare_vtab(connection, view.assumingMemoryBound(to: BatchView.self).pointee.declaration)
      guard code == SQLITE_OK else { return code }
      guard let memory = allocate(tableSize, view: view) else { return SQLITE_NOMEM }
      table.pointee = memory.assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    callbacks.xDisconnect = { table in
      sqlite3_free(table)
      return SQLITE_OK
    }
    callbacks.xBestIndex = { _, _ in SQLITE_OK }
    callbacks.xOpen = { table, cursor in
      guard let table, let cursor else { return SQLITE_MISUSE }
      guard let memory = allocate(cursorSize, view: address(UnsafeMutableRawPointer(table), tableSize)) else {
        return SQLITE_NOMEM
      }
      cursor.pointee = memory.assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    callbacks.xClose = { cursor in
      sqlite3_free(cursor)
      return SQLITE_OK
    }
    callbacks.xFilter = { cursor, _, _, _, _ in
      guard let cursor else { return SQLITE_MISUSE }
      view(cursor).pointee.row = view(cursor).pointee.range.lowerBound
      return SQLITE_OK
    }
    callbacks.xNext = { cursor in
      guard let cursor else { return SQLITE_MISUSE }
      view(cursor).pointee.row += 1
      return SQLITE_OK
    }
    callbacks.xEof = { cursor in
      guard let cursor else { return 1 }
      return view(cursor).pointee.row >= view(cursor).pointee.range.upperBound ? 1 : 0
    }
    callbacks.xColumn = { cursor, context, column in
      guard let cursor else { return SQLITE_MISUSE }
      view(cursor).pointee.answer(context, column: Int(column))
      return SQLITE_OK
    }
    callbacks.xRowid = { cursor, row in
      guard let cursor else { return SQLITE_MISUSE }
      row?.pointee = Int64(view(cursor).pointee.row)
      return SQLITE_OK
    }
    module.initialize(to: callbacks)
    return module
  }()

  /// Called by SQLite for each row that it inserts.
  static let inserted:
    @convention(c) (UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, sqlite3_int64) ->
      Void = { view, operation, _, _, _ in
        guard let view = view?.assumingMemoryBound(to: BatchView.self), operation == SQLITE_INSERT else { return }
        view.pointee.markInserted()
      }

  /// Called by SQLite when it needs the view no longer.
  static let destroy: @convention(c) (UnsafeMutableRawPointer?) -> Void = { view in
    guard let view = view?.assumingMemoryBound(to: BatchView.self) else { return }
    view.pointee.deallocate()
    view.deinitialize(count: 1)
    view.deallocate()
  }

  private static func allocate(_ size: Int, view: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let memory = sqlite3_malloc(Int32(size + MemoryLayout<UnsafeMutableRawPointer?>.size)) else { return nil }
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    memory.storeBytes(of: view, toByteOffset: size, as: UnsafeMutableRawPointer?.self)
    return memory
  }

  @inline(__always)
  private static func address(_ memory: UnsafeMutableRawPointer, _ size: Int) -> UnsafeMutableRawPointer? {
    memory.load(fromByteOffset: size, as: UnsafeMutableRawPointer?.self)
  }

  @inline(__always)
  private static func view(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>) -> UnsafeMutablePointer<BatchView> {
    (UnsafeMutableRawPointer(cursor) + cursorSize).load(as: UnsafeMutablePointer<BatchView>.self)
  }
}
