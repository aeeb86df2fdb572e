import GRDB
import GRDBSQLite
import HotlineModel

/// Rows that are no plain new facts, kept until all files of the transaction are read: rows about facts that are known already,
/// and rows of exports that only complete facts.
///
/// They are kept in a temporary table and not in memory, because every row of a file may be one.
final class ArrivedRows {
  private let database: Database
  private let codec: RowCodec
  private let insert: GRDB.Statement
  /// Whether there is none.
  private(set) var isEmpty = true

  init(_ database: Database, layout: FactLayout) throws {
    self.database = database
    codec = RowCodec(layout: layout)
    let columns = ["fact_key", "fact_line", "source_id", "source_line", "carried_id"] + codec.names
    try database.execute(
      sql: "DROP TABLE IF EXISTS temp.arrived_row; CREATE TEMP TABLE arrived_row(\(columns.joined(separator: ", ")))")
    let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    insert = try database.makeStatement(sql: "INSERT INTO temp.arrived_row VALUES (\(places))")
  }

  /// Keeps a row.
  func keep(_ row: FactRowView, sourceID: Int64, carriedID: Int64) throws {
    isEmpty = false
    let handle = insert.sqliteStatement
    RowCodec.bind(row.key, to: handle, 1)
    RowCodec.bind(codec.layout.line.flatMap(row.value), to: handle, 2)
    sqlite3_bind_int64(handle, 3, sourceID)
    sqlite3_bind_int64(handle, 4, row.line)
    sqlite3_bind_int64(handle, 5, carriedID)
    _ = codec.bind(row, to: handle, from: 6)
    try database.run(handle)
  }

  /// Calls `body` for each row: fact by fact, of each fact source by source in order of ingest, and each source line by line.
  func forEachRow(_ body: (FactIdentity, FactStatement) throws -> Void) throws {
    let select = try database.makeStatement(
      sql: "SELECT * FROM temp.arrived_row ORDER BY fact_key, fact_line, source_id, source_line, rowid")
    let handle = select.sqliteStatement
    try database.forEachRow(handle) {
      let key = RowCodec.text(handle, 0).map(Array.init) ?? []
      let origin = FactStatement.Origin(
        sourceID: sqlite3_column_int64(handle, 2), line: sqlite3_column_int64(handle, 3),
        carriedID: sqlite3_column_int64(handle, 4))
      try body(
        FactIdentity(key: key, line: RowCodec.number(handle, 1)), codec.statement(handle, from: 5, origin: origin))
    }
  }

  /// Frees the rows.
  func removeAll() throws {
    isEmpty = true
    try database.execute(sql: "DELETE FROM temp.arrived_row")
  }
}
