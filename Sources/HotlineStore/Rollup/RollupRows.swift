import GRDB
import GRDBSQLite
import HotlineCalendar

/// Writes the sums of days into the tables of a rollup, and keeps the sums of months equal to those of their days.
final class RollupRows {
  private let base: Rollup.Base
  private let database: Database
  private let width: Int
  private let members: [GRDB.Statement]
  private let crossed: GRDB.Statement?
  private let uncrossed: GRDB.Statement?
  /// The months of which a day was written or removed.
  private var stale: Set<Int> = []

  init(_ base: Rollup.Base, _ database: Database) throws {
    self.base = base
    self.database = database
    width = base.measures.count
    members = try base.grains.map { try Self.insert(into: base.table($0), 4 + base.measures.count, database) }
    let isCrossed = !base.crossed.isEmpty
    crossed =
      isCrossed ? try Self.insert(into: base.crossedDays, base.crossed.count + 3 + base.measures.count, database) : nil
    uncrossed = isCrossed ? try Self.insert(into: base.uncrossedDays, 1, database) : nil
  }

  private static func insert(into table: String, _ count: Int, _ database: Database) throws -> GRDB.Statement {
    let marks = repeatElement("?", count: count).joined(separator: ", ")
    return try database.makeStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
  }

  /// Writes a day that is done; the tables must not have it yet.
  func store(_ day: RollupDay, _ layout: RollupSums.Layout) throws {
    // In the order of the tables' keys.
    for index in day.members.order {
      let (key, sums) = (day.members.key(index), day.members.sums(index))
      layout.round(sums)
      try insert(Int64(day.number), key + 1, 3, sums, by: members[Int(key[0])])
    }
    guard let crossed, let uncrossed else { return }
    stale.insert(LocalDay(number: day.number).month.number)
    guard day.isCrossed else { return try uncrossed.execute(arguments: [day.number]) }
    for index in day.crossed.order {
      let sums = day.crossed.sums(index)
      layout.round(sums)
      try insert(Int64(day.number), day.crossed.key(index), day.crossed.keyWidth, sums, by: crossed)
    }
  }

  private func insert(
    _ first: Int64, _ key: UnsafePointer<Int64>, _ keyWidth: Int, _ sums: UnsafePointer<Double>,
    by statement: GRDB.Statement
  ) throws {
    let handle = statement.sqliteStatement
    sqlite3_bind_int64(handle, 1, first)
    for part in 0..<keyWidth { sqlite3_bind_int64(handle, Int32(2 + part), key[part]) }
    for index in 0..<width { sqlite3_bind_double(handle, Int32(2 + keyWidth + index), sums[index]) }
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw database.lastError(code) }
  }

  /// Removes a span of days.
  func remove(_ days: ClosedRange<Int>) throws {
    for (table, key) in base.tables where key.first == "day" {
      try database.execute(
        sql: "DELETE FROM \(table) WHERE day BETWEEN ? AND ?", arguments: [days.lowerBound, days.upperBound])
    }
    guard crossed != nil else { return }
    stale.formUnion(
      LocalDay(number: days.lowerBound).month.number...LocalDay(number: days.upperBound).month.number)
  }

  /// Sums the days of every month that changed.
  ///
  /// The days' sums are added in their order, each rounded already: so the same days give the same month, bit by bit.
  func refreshMonths() throws {
    guard crossed != nil else { return }
    let insert = try Self.insert(into: base.crossedMonths, base.crossed.count + 3 + width, database)
    for number in stale.sorted() {
      let month = LocalMonth(year: 0, month: number + 1)
      let days = month.firstDay.number...month.lastDay.number
      try database.execute(
        sql: "DELETE FROM \(base.crossedMonths) WHERE month = ?", arguments: [days.lowerBound])
      let isUncrossed = try Bool.fetchOne(
        database, sql: "SELECT EXISTS(SELECT 1 FROM \(base.uncrossedDays) WHERE day BETWEEN ? AND ?)",
        arguments: [days.lowerBound, days.upperBound])
      if isUncrossed == true { continue }
      let layout = RollupSums.Layout(width: width, fractional: Array(0..<width), crossedGrains: [])
      let sums = KeyedSums(keyWidth: base.crossedKey.count, stride: layout.stride, capacity: 512)
      let reading = RollupReading(
        table: base.crossedDays, keys: base.crossedKey, columns: base.measures.map(\.id), time: "day", span: days)
      try reading.forEachRow(database) { key, values in layout.add(fact: values, to: sums.sums(of: key)) }
      for index in sums.order {
        layout.round(sums.sums(index))
        try self.insert(Int64(days.lowerBound), sums.key(index), sums.keyWidth, sums.sums(index), by: insert)
      }
    }
    stale = []
  }
}
