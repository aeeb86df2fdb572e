import GRDB
import GRDBSQLite

/// Reads sums of some measures from one rollup table.
struct RollupReading {
  let table: String
  /// The parts of the table's key that are told apart.
  let keys: [String]
  /// The measures' columns.
  let columns: [String]
  /// The part of the key that tells the time: a day, or a month by its first day.
  let time: String
  /// The days, or first days of months, that are read.
  let span: ClosedRange<Int>

  /// Calls `body` with each row of the span, in the order of the table's key.
  func forEachRow(
    _ database: Database, _ body: (_ key: UnsafePointer<Int64>, _ sums: UnsafePointer<Double>) throws -> Void
  ) throws {
    try run(keys + columns.map { "\"\($0)\"" }, ending: "", database, body)
  }

  /// Calls `body` with the sums of each group of rows that have the same key.
  func forEachGroup(
    _ database: Database, _ body: (_ key: UnsafePointer<Int64>, _ sums: UnsafePointer<Double>) throws -> Void
  ) throws {
    // Without groups SQL gives one row even when there are no facts.
    try run(
      keys + columns.map { "sum(\"\($0)\")" },
      ending: keys.isEmpty ? "HAVING count(*) > 0" : "GROUP BY \(keys.joined(separator: ", "))", database, body)
  }

  private func run(
    _ selected: [String], ending: String, _ database: Database,
    _ body: (UnsafePointer<Int64>, UnsafePointer<Double>) throws -> Void
  ) throws {
    let statement = try database.makeStatement(
      sql: """
        SELECT \(selected.joined(separator: ", ")) FROM \(table)
        WHERE \(time) BETWEEN \(span.lowerBound) AND \(span.upperBound) \(ending)
        """)
    let handle = statement.sqliteStatement
    let key = UnsafeMutablePointer<Int64>.allocate(capacity: max(1, keys.count))
    let sums = UnsafeMutablePointer<Double>.allocate(capacity: max(1, columns.count))
    defer {
      key.deallocate()
      sums.deallocate()
      sqlite3_reset(handle)
    }
    while true {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw database.lastError(code) }
      for place in keys.indices { key[place] = sqlite3_column_int64(handle, Int32(place)) }
      for place in columns.indices { sums[place] = sqlite3_column_double(handle, Int32(keys.count + place)) }
      try body(key, sums)
    }
  }
}
