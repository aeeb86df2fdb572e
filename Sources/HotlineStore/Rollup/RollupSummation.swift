import GRDB
import GRDBSQLite
import HotlineCalendar

/// Sums facts of some days into the rows of every grain of one rollup, which must not have rows of these days.
struct RollupSummation {
  private let base: Rollup.Base
  private let names: NameTables
  private let database: Database
  private let program: MeasureProgram
  private let inserts: [Statement]
  /// So many days are summed at once: memory does not grow with history.
  private static let daysAtOnce = 31

  init(_ base: Rollup.Base, names: NameTables, _ database: Database) throws {
    self.base = base
    self.names = names
    self.database = database
    program = MeasureProgram(base.measures, names: names)
    let marks = repeatElement("?", count: base.measures.count + 3).joined(separator: ", ")
    inserts = try base.grains.map { try database.makeStatement(sql: "INSERT INTO \(base.table($0)) VALUES (\(marks))") }
  }

  /// Sums all facts.
  func addAll() throws {
    let bounds = try Row.fetchOne(
      database,
      sql:
        "SELECT (SELECT min(\(base.time)) FROM \(base.fact.table)), (SELECT max(\(base.time)) FROM \(base.fact.table))")
    guard let first = bounds?[0] as Int64?, let last = bounds?[1] as Int64? else { return }
    // Jumps over years without facts: one wrong date must not cost a scan for each month since.
    var day = LocalDay(containing: first).number
    let end = LocalDay(containing: last).number
    while day <= end {
      try add(days: day...min(end, day + Self.daysAtOnce - 1))
      let next = LocalDay(number: day + Self.daysAtOnce).start
      guard
        let later = try Int64.fetchOne(
          database, sql: "SELECT min(\(base.time)) FROM \(base.fact.table) WHERE \(base.time) >= ?", arguments: [next])
      else { return }
      day = LocalDay(containing: later).number
    }
  }

  /// Sums the facts of a span of days.
  func add(days: ClosedRange<Int>) throws {
    for first in stride(from: days.lowerBound, through: days.upperBound, by: Self.daysAtOnce) {
      try sum(days: first...min(days.upperBound, first + Self.daysAtOnce - 1))
    }
  }

  private func sum(days: ClosedRange<Int>) throws {
    let columns = base.fact.columns
    guard let timeIndex = columns.firstIndex(where: { $0.name == base.time }) else { return }
    let lineIndex = columns.firstIndex { $0.name == "line" }
    let members = base.grains.map { grain -> Int? in
      guard case .dimension(let dimension) = grain else { return nil }
      return columns.firstIndex { $0.content == .dimension(dimension) }
    }
    let width = base.measures.count
    var tables = base.grains.map { _ in SlotTable(width: width) }
    let contributions = UnsafeMutablePointer<Double>.allocate(capacity: max(1, width))
    let verdicts = UnsafeMutablePointer<Bool>.allocate(capacity: program.testCount)
    defer {
      contributions.deallocate()
      verdicts.deallocate()
    }
    let start = LocalDay(number: days.lowerBound).start
    let end = LocalDay(number: days.upperBound + 1).start
    let condition = "\(base.time) >= \(start) AND \(base.time) < \(end)"
    try FactScanner(fact: base.fact, names: names).scan(database, where: condition) { cells in
      guard program.evaluate(cells, verdicts: verdicts, into: contributions) else { return }
      let sinceStart = Int(cells.values[timeIndex] - start)
      let day = sinceStart / 86_400
      let line = lineIndex.map { cells.isPresent[$0] ? cells.values[$0] : 0 } ?? 0
      for (grain, member) in members.enumerated() {
        let id = member.map { cells.isPresent[$0] ? cells.values[$0] : 0 } ?? Int64(sinceStart % 86_400 / 3_600)
        tables[grain].add(contributions, day: day, line: line, member: id)
      }
    }
    for (grain, table) in tables.enumerated() {
      try insert(table, into: inserts[grain].sqliteStatement, firstDay: days.lowerBound)
    }
  }

  private func insert(_ table: SlotTable, into statement: OpaquePointer, firstDay: Int) throws {
    for (key, sums) in table.sorted {
      sqlite3_bind_int64(statement, 1, Int64(firstDay + key.day))
      sqlite3_bind_int64(statement, 2, key.line)
      sqlite3_bind_int64(statement, 3, key.member)
      for (index, sum) in sums.enumerated() { sqlite3_bind_double(statement, Int32(4 + index), sum) }
      let code = sqlite3_step(statement)
      sqlite3_reset(statement)
      guard code == SQLITE_DONE else { throw database.lastError(code) }
    }
  }
}

/// Sums by day, line and member.
private struct SlotTable {
  struct Key: Hashable {
    let day: Int
    let line: Int64
    let member: Int64
  }

  private let width: Int
  private var slots: [Key: Int] = [:]
  private var sums: [Double] = []
  /// The facts of an hour mostly fall on few keys: the last few are found without hashing.
  private var recent = [(key: Key, slot: Int)](repeating: (Key(day: -1, line: 0, member: 0), 0), count: 64)

  init(width: Int) { self.width = width }

  mutating func add(_ contributions: UnsafeMutablePointer<Double>, day: Int, line: Int64, member: Int64) {
    let key = Key(day: day, line: line, member: member)
    let place = Int(truncatingIfNeeded: member &+ line &* 31) & 63
    if recent[place].key != key { recent[place] = (key, slot(key)) }
    let slot = recent[place].slot
    sums.withUnsafeMutableBufferPointer { buffer in
      for index in 0..<width { buffer[slot + index] += contributions[index] }
    }
  }

  private mutating func slot(_ key: Key) -> Int {
    if let known = slots[key] { return known }
    let slot = sums.count
    slots[key] = slot
    sums.append(contentsOf: repeatElement(0, count: width))
    return slot
  }

  /// The sums in the order of the rollup's primary key.
  var sorted: [(Key, ArraySlice<Double>)] {
    slots.sorted { ($0.key.day, $0.key.line, $0.key.member) < ($1.key.day, $1.key.line, $1.key.member) }
      .map { ($0.key, sums[$0.value..<$0.value + width]) }
  }
}
