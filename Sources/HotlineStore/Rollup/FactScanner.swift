import GRDB
import GRDBSQLite
import HotlineCalendar
import HotlineModel

/// Reads facts one by one for evaluators. Rollups, questions that rollups cannot answer and corrections for facts not yet due
/// all use it.
struct FactScanner {
  let fact: FactKind
  let names: NameTables

  /// Calls `body` with the cells of every fact that the condition holds for.
  ///
  /// Names in the cells are canonical at the fact's own time. `agent` facts get their age in whole years on `ageDay`.
  ///
  /// - Parameter columns: the places among ``FactKind/columns`` of the cells that are looked at besides the fact's time; the others
  ///   are left empty. All of them unless given.
  func scan(
    _ database: Database, where condition: String, columns wanted: Set<Int>? = nil, ageDay: LocalDay? = nil,
    _ body: (FactCells) throws -> Void
  ) throws {
    let columns = fact.columns
    let ageIndex = columns.firstIndex { $0.name == "age_years" }
    let birthIndex = columns.firstIndex { $0.name == "born_at" }
    let timeIndex = fact.timeColumns.first.flatMap { time in columns.firstIndex { $0.name == time } }
    let selected = columns.enumerated().map { index, column in
      let isWanted = wanted.map { $0.contains(index) || index == timeIndex } ?? true
      return isWanted && column.name != "age_years" ? column.stored() : "NULL"
    }.joined(separator: ", ")
    // A database of an older program has no such column yet.
    let carried = try database.columns(in: fact.table).contains { $0.name == "carried_id" } ? "carried_id" : "NULL"
    let statement = try database.makeStatement(
      sql: "SELECT \(selected), \(carried) FROM \(fact.table) WHERE \(condition)")
    let handle = statement.sqliteStatement
    let dimensions = columns.enumerated().compactMap { index, column -> (Int, Dimension, [Int64?])? in
      guard case .dimension(let dimension) = column.content, dimension.hasAliases else { return nil }
      return (index, dimension, names.canonicalIDs(in: dimension))
    }
    let cells = FactCells(count: columns.count)
    let (values, isPresent) = (cells.values, cells.isPresent)
    defer {
      cells.deallocate()
      sqlite3_reset(handle)
    }
    while true {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw database.lastError(code) }
      for index in 0..<columns.count {
        let value = sqlite3_column_int64(handle, Int32(index))
        values[index] = value
        // NULL reads as zero: only then the type is looked at.
        isPresent[index] = value != 0 || sqlite3_column_type(handle, Int32(index)) != SQLITE_NULL
      }
      cells.carriedID = sqlite3_column_int64(handle, Int32(columns.count))
      let time = timeIndex.map { values[$0] } ?? 0
      for (index, dimension, table) in dimensions where isPresent[index] {
        let id = values[index]
        let known = table.indices.contains(Int(id)) ? table[Int(id)] : nil
        values[index] = known ?? names.canonicalID(of: id, in: dimension, at: time)
      }
      if let ageIndex, let birthIndex, let ageDay, isPresent[birthIndex] {
        isPresent[ageIndex] = true
        values[ageIndex] = Int64(Self.age(bornAt: values[birthIndex], on: ageDay))
      }
      try body(cells)
    }
  }

  /// SQL that holds for the entries of a roster that are there at a moment.
  static func roster(at moment: Int64) -> String {
    "(hired_at IS NULL OR hired_at < \(moment)) AND (left_at IS NULL OR left_at >= \(moment))"
  }

  /// Whole years of age on a day.
  static func age(bornAt: Int64, on day: LocalDay) -> Int {
    let birth = LocalDay(containing: bornAt).civil
    let now = day.civil
    return now.year - birth.year - ((now.month, now.day) < (birth.month, birth.day) ? 1 : 0)
  }
}
