import GRDB
import GRDBSQLite

/// Reads sums of some measures from one rollup table.
struct RollupReading {
  let table: String
  /// The measures' columns.
  let columns: [String]
  let days: ClosedRange<Int>
  /// The parts of the key to group by; the others are summed over and read as 0.
  let needsDay: Bool
  let needsLine: Bool
  let needsMember: Bool
  let needsCarried: Bool

  /// Calls `body` with the sums of each group; the pointer is valid during the call.
  func forEachGroup(
    _ database: Database,
    _ body: (_ day: Int, _ line: Int64, _ member: Int64, _ carried: Int64, _ sums: UnsafePointer<Double>) -> Void
  ) throws {
    let keys = [(needsDay, "day"), (needsLine, "line_id"), (needsMember, "member"), (needsCarried, "carried_id")]
    let grouped = keys.filter(\.0).map(\.1)
    let isWhole = grouped.count == keys.count
    let sums = columns.map { isWhole ? "\"\($0)\"" : "sum(\"\($0)\")" }
    let selected = keys.map { $0.0 ? $0.1 : "0" } + sums
    let statement = try database.makeStatement(
      sql: """
        SELECT \(selected.joined(separator: ", ")) FROM \(table) WHERE day BETWEEN \(days.lowerBound) AND \(days.upperBound)
        \(isWhole || grouped.isEmpty ? "" : "GROUP BY \(grouped.joined(separator: ", "))")
        """)
    let handle = statement.sqliteStatement
    let values = UnsafeMutablePointer<Double>.allocate(capacity: max(1, columns.count))
    defer {
      values.deallocate()
      sqlite3_reset(handle)
    }
    while true {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw database.lastError(code) }
      // Without groups SQL gives one row even when there are no facts.
      if !columns.isEmpty, sqlite3_column_type(handle, 4) == SQLITE_NULL { continue }
      for index in columns.indices { values[index] = sqlite3_column_double(handle, Int32(4 + index)) }
      body(
        Int(sqlite3_column_int64(handle, 0)), sqlite3_column_int64(handle, 1), sqlite3_column_int64(handle, 2),
        sqlite3_column_int64(handle, 3), values)
    }
  }
}
