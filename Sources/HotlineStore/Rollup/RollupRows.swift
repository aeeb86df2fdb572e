import GRDB
import GRDBSQLite
import HotlineCalendar

/// Writes the sums of days into the tables of a rollup, and keeps the sums of months equal to those of their days.
final class RollupRows {
  private let base: Rollup.Base
  private let database: Database
  private let width: Int
  /// How the sums of a month lie in memory. Days' sums are rounded already, so that any of them may be a fraction.
  private let monthLayout: RollupSums.Layout
  private let members: [GRDB.Statement]
  private let crossed: GRDB.Statement?
  private let uncrossed: GRDB.Statement?
  /// The months whose days must be read again: one was removed, or they were not written in order.
  private var stale: Set<Int> = []
  /// The month whose days are being written, in order and all by this object.
  private var open: OpenMonth?

  /// A month with the sums of the days written so far.
  private struct OpenMonth {
    let month: LocalMonth
    let sums: KeyedSums
    var lastDay = Int.min
  }

  init(_ base: Rollup.Base, _ database: Database) throws {
    self.base = base
    self.database = database
    width = base.measures.count
    monthLayout = RollupSums.Layout(width: width, fractional: Array(0..<width), crossedGrains: [])
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
    let month = try month(of: day)
    guard day.isCrossed else { return try uncrossed.execute(arguments: [day.number]) }
    for index in day.crossed.order {
      let (key, sums) = (day.crossed.key(index), day.crossed.sums(index))
      layout.round(sums)
      try insert(Int64(day.number), key, day.crossed.keyWidth, sums, by: crossed)
      if let month { monthLayout.add(fact: sums, to: month.sums(of: key)) }
    }
  }

  /// Where a day's sums are added to those of its month; `nil` when the month has to be read again.
  private func month(of day: RollupDay) throws -> KeyedSums? {
    let month = LocalDay(number: day.number).month
    if open?.month != month {
      try closeMonth()
      let isThere = try Bool.fetchOne(
        database, sql: "SELECT EXISTS(SELECT 1 FROM \(base.crossedDays) WHERE day BETWEEN ? AND ?)",
        arguments: [month.firstDay.number, month.lastDay.number])
      if isThere == false, !stale.contains(month.number) { open = OpenMonth(month: month, sums: noSums) }
    }
    guard let last = open?.lastDay, day.isCrossed, day.number > last else {
      stale.insert(month.number)
      open = nil
      return nil
    }
    open?.lastDay = day.number
    return open?.sums
  }

  private var noSums: KeyedSums {
    KeyedSums(keyWidth: base.crossedKey.count, stride: monthLayout.stride, capacity: 512)
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
    open = nil
    stale.formUnion(
      LocalDay(number: days.lowerBound).month.number...LocalDay(number: days.upperBound).month.number)
  }

  /// Brings the sums of every month up to date of which a day changed.
  ///
  /// The days' sums are added in their order, each rounded already: so the same days give the same month, bit by bit.
  func refreshMonths() throws {
    guard crossed != nil else { return }
    try closeMonth()
    for number in stale.sorted() {
      let month = LocalMonth(year: 0, month: number + 1)
      let days = month.firstDay.number...month.lastDay.number
      let isUncrossed = try Bool.fetchOne(
        database, sql: "SELECT EXISTS(SELECT 1 FROM \(base.uncrossedDays) WHERE day BETWEEN ? AND ?)",
        arguments: [days.lowerBound, days.upperBound])
      let sums = noSums
      let reading = RollupReading(
        table: base.crossedDays, keys: base.crossedKey, columns: base.measures.map(\.id), time: "day", span: days)
      if isUncrossed != true {
        try reading.forEachRow(database) { key, values in monthLayout.add(fact: values, to: sums.sums(of: key)) }
      }
      try store(sums, of: month)
    }
    stale = []
  }

  private func closeMonth() throws {
    guard let done = open else { return }
    open = nil
    try store(done.sums, of: done.month)
  }

  /// Puts sums in the place of those that a month had.
  private func store(_ sums: KeyedSums, of month: LocalMonth) throws {
    let first = Int64(month.firstDay.number)
    try database.execute(sql: "DELETE FROM \(base.crossedMonths) WHERE month = ?", arguments: [first])
    let insert = try Self.insert(into: base.crossedMonths, base.crossed.count + 3 + width, database)
    for index in sums.order {
      monthLayout.round(sums.sums(index))
      try self.insert(first, sums.key(index), sums.keyWidth, sums.sums(index), by: insert)
    }
  }
}
