import GRDB
import GRDBSQLite
import HotlineCalendar

/// Streams facts through evaluators: the one way by which rollups are built, queries beyond them answered, and tails of
/// facts not yet due taken off.
struct FactScanner {
  let fact: Fact
  let names: NameTables

  private var lineColumn: Int? { fact.columns.firstIndex { $0.name == "line" } }

  /// Calls `body` with the cells of every fact that the condition holds for.
  ///
  /// Names in the cells are canonical at the fact's own time. `agent` facts get their age in whole years on `ageDay`.
  func scan(
    _ database: Database, where condition: String, ageDay: LocalDay? = nil, _ body: (borrowing FactCells) throws -> Void
  ) throws {
    let columns = fact.columns
    let ageIndex = columns.firstIndex { $0.name == "age_years" }
    let birthIndex = columns.firstIndex { $0.name == "born_at" }
    let timeIndex = fact.timeColumns.first.flatMap { time in columns.firstIndex { $0.name == time } }
    let selected = columns.map { $0.name == "age_years" ? "NULL" : $0.stored }.joined(separator: ", ")
    let statement = try database.makeStatement(sql: "SELECT \(selected) FROM \(fact.table) WHERE \(condition)")
    let handle = statement.sqliteStatement
    let dimensions = columns.enumerated().compactMap { index, column -> (Int, Dimension)? in
      if case .dimension(let dimension) = column.content, dimension.hasAliases { return (index, dimension) }
      return nil
    }
    var cells = FactCells(count: columns.count)
    defer { sqlite3_reset(handle) }
    while true {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else {
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
      }
      for index in columns.indices {
        let isNull = sqlite3_column_type(handle, Int32(index)) == SQLITE_NULL
        cells.isPresent[index] = !isNull
        cells.values[index] = isNull ? 0 : sqlite3_column_int64(handle, Int32(index))
      }
      let time = timeIndex.map { cells.values[$0] } ?? 0
      for (index, dimension) in dimensions where cells.isPresent[index] {
        cells.values[index] = names.canonicalID(of: cells.values[index], in: dimension, at: time)
      }
      if let ageIndex, let birthIndex, let ageDay, cells.isPresent[birthIndex] {
        cells.isPresent[ageIndex] = true
        cells.values[ageIndex] = Int64(Self.age(bornAt: cells.values[birthIndex], on: ageDay))
      }
      try body(cells)
    }
  }

  /// Whole years of age on a day.
  static func age(bornAt: Int64, on day: LocalDay) -> Int {
    let birth = LocalDay(containing: bornAt).civil
    let now = day.civil
    return now.year - birth.year - ((now.month, now.day) < (birth.month, birth.day) ? 1 : 0)
  }
}
