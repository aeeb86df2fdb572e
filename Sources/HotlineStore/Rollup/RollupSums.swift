import GRDB
import GRDBSQLite
import HotlineCalendar
import HotlineModel

/// The sums of one rollup in memory, by day, grain, hotline, member and carried fields.
///
/// The order of the facts does not matter: whole numbers add up exactly, and the rounding error of fractions is kept beside the
/// sum (Knuth's two-sum), so that a sum is rounded once.
final class RollupSums {
  private struct Key: Hashable {
    var grain: Int
    var line: Int64
    var member: Int64
    /// See ``FactCells/carriedID``.
    var carried: Int64
  }

  /// One day's sums, slot after slot. A slot has the measures' sums, then the rounding errors of those with fractions.
  private final class Day {
    let number: Int
    private(set) var capacity: Int
    private(set) var sums: UnsafeMutablePointer<Double>
    private var used: UnsafeMutablePointer<Bool>
    private let stride: Int

    init(number: Int, capacity: Int, stride: Int) {
      self.number = number
      self.capacity = capacity
      self.stride = stride
      sums = .allocate(capacity: capacity * stride)
      sums.initialize(repeating: 0, count: capacity * stride)
      used = .allocate(capacity: capacity)
      used.initialize(repeating: false, count: capacity)
    }

    deinit {
      sums.deallocate()
      used.deallocate()
    }

    func isUsed(_ slot: Int) -> Bool { slot < capacity && used[slot] }

    @inline(__always)
    func slot(_ slot: Int) -> UnsafeMutablePointer<Double> {
      if slot >= capacity { grow(to: max(slot + 1, capacity * 2)) }
      used[slot] = true
      return sums + slot * stride
    }

    private func grow(to larger: Int) {
      sums = Self.enlarged(sums, from: capacity * stride, to: larger * stride, with: 0)
      used = Self.enlarged(used, from: capacity, to: larger, with: false)
      capacity = larger
    }

    private static func enlarged<Value>(
      _ old: UnsafeMutablePointer<Value>, from count: Int, to capacity: Int, with value: Value
    ) -> UnsafeMutablePointer<Value> {
      let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
      larger.moveInitialize(from: old, count: count)
      (larger + count).initialize(repeating: value, count: capacity - count)
      old.deallocate()
      return larger
    }
  }

  let base: Rollup.Base
  /// Days for which there was no memory; they are summed from the database.
  private(set) var leftOut: Set<Int> = []

  private let names: NameTables
  private var program: MeasureProgram
  private var generation: Int
  private let contributions: UnsafeMutablePointer<Double>
  private let timeCell: Int
  private let lineCell: Int
  /// For each grain, the cell of its dimension; -1 for the hour.
  private let memberCells: [Int]
  private let width: Int
  private let dayLimit: Int
  private var slots: [Key: Int] = [:]
  private var keys: [Key] = []
  private let recent: UnsafeMutablePointer<(key: Key, slot: Int)>
  private var days: [Int: Day] = [:]
  private var current: Day?
  private static let recentCount = 1024

  /// - Parameter roomBytes: memory that the sums of all days may take.
  init(_ base: Rollup.Base, names: NameTables, roomBytes: Int = .max) {
    self.base = base
    self.names = names
    generation = names.generation
    program = MeasureProgram(base.measures, names: names)
    width = base.measures.count
    contributions = .allocate(capacity: max(1, width))
    let columns = base.fact.columns
    timeCell = columns.firstIndex { $0.name == base.time } ?? 0
    lineCell = columns.firstIndex { $0.name == "line" } ?? -1
    memberCells = base.grains.map { grain in
      guard case .dimension(let dimension) = grain else { return -1 }
      return columns.firstIndex { $0.content == .dimension(dimension) } ?? -1
    }
    recent = .allocate(capacity: Self.recentCount)
    recent.initialize(repeating: (Key(grain: -1, line: 0, member: 0, carried: 0), 0), count: Self.recentCount)
    // A city has some 200 districts, units, topics and seats in all.
    dayLimit = max(1, roomBytes / (256 * (width + 2) * MemoryLayout<Double>.size))
  }

  deinit {
    contributions.deallocate()
    recent.deallocate()
  }

  /// Call it when names may have been added, because filters may mention them.
  func prepare() {
    guard generation != names.generation else { return }
    generation = names.generation
    program = MeasureProgram(base.measures, names: names)
  }

  /// Adds a fact.
  func add(_ cells: FactCells) {
    // Read once for each fact, outside the loop.
    let (program, contributions, width) = (program, contributions, width)
    guard program.evaluate(cells, into: contributions) else { return }
    let moment = cells.values[timeCell]
    let number = LocalDay(containing: moment).number
    guard let day = day(number) else { return }
    let carried = cells.carriedID
    let line = lineCell >= 0 && cells.isPresent[lineCell] ? cells.values[lineCell] : 0
    for grain in memberCells.indices {
      let cell = memberCells[grain]
      let member =
        cell < 0
        ? Int64(LocalHour.number(at: moment)) : cells.isPresent[cell] ? cells.values[cell] : 0
      let sums = day.slot(slot(Key(grain: grain, line: line, member: member, carried: carried)))
      for place in program.fractional.indices {
        carry(sums, contributions, of: program.fractional[place], to: width + place)
      }
      for index in 0..<width { sums[index] += contributions[index] }
    }
  }

  /// Keeps the rounding error of the next addition.
  @inline(__always)
  private func carry(
    _ sums: UnsafeMutablePointer<Double>, _ contributions: UnsafeMutablePointer<Double>, of index: Int, to place: Int
  ) {
    let (sum, addend) = (sums[index], contributions[index])
    let total = sum + addend
    let part = total - sum
    sums[place] += (sum - (total - part)) + (addend - part)
  }

  private func day(_ number: Int) -> Day? {
    if let current, current.number == number { return current }
    if let known = days[number] {
      current = known
      return known
    }
    guard days.count < dayLimit else {
      leftOut.insert(number)
      return nil
    }
    let day = Day(number: number, capacity: max(64, keys.count), stride: width + program.fractional.count)
    days[number] = day
    current = day
    return day
  }

  private func slot(_ key: Key) -> Int {
    let hash = key.member &* 8 &+ Int64(key.grain) &+ key.line &* 257 &+ key.carried &* 509
    let place = Int(truncatingIfNeeded: hash) & (Self.recentCount - 1)
    if recent[place].key == key { return recent[place].slot }
    let slot = slots[key] ?? keys.count
    if slot == keys.count {
      slots[key] = slot
      keys.append(key)
    }
    recent[place] = (key, slot)
    return slot
  }

  /// Writes the sums of all days but some into the tables of the rollup, which must not have rows of these days.
  func store(except others: Set<Int> = [], _ database: Database) throws {
    let marks = repeatElement("?", count: width + 4).joined(separator: ", ")
    let inserts = try base.grains.map {
      try database.makeStatement(sql: "INSERT INTO \(base.table($0)) VALUES (\(marks))")
    }
    // In the order of the tables' keys.
    let order = keys.indices.sorted { left, right in
      let (key, other) = (keys[left], keys[right])
      return (key.line, key.member, key.carried) < (other.line, other.member, other.carried)
    }
    for number in days.keys.sorted() where !others.contains(number) {
      guard let day = days[number] else { continue }
      for slot in order where day.isUsed(slot) {
        try insert(keys[slot], day: number, day.slot(slot), inserts[keys[slot].grain].sqliteStatement, database)
      }
    }
  }

  private func insert(
    _ key: Key, day: Int, _ sums: UnsafeMutablePointer<Double>, _ statement: OpaquePointer, _ database: Database
  ) throws {
    for (place, index) in program.fractional.enumerated() { sums[index] += sums[width + place] }
    sqlite3_bind_int64(statement, 1, Int64(day))
    sqlite3_bind_int64(statement, 2, key.line)
    sqlite3_bind_int64(statement, 3, key.member)
    sqlite3_bind_int64(statement, 4, key.carried)
    for index in 0..<width { sqlite3_bind_double(statement, Int32(5 + index), sums[index]) }
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw database.lastError(code) }
  }
}
