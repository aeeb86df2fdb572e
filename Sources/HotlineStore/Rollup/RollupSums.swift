import HotlineCalendar
import HotlineModel

/// The sums of one rollup in memory, day by day.
///
/// The order of the facts does not matter: whole numbers add up exactly, and the rounding error of fractions is kept beside the
/// sum (Knuth's two-sum), so that a sum is rounded once.
final class RollupSums {
  /// How the sums of one key lie in memory: the measures' sums, then the rounding errors of those with fractions.
  struct Layout {
    /// The number of measures.
    let width: Int
    /// The measures whose sums need not be whole numbers.
    let fractional: [Int]
    /// The grains whose sums follow from those by all crossed dimensions, in the order of these.
    let crossedGrains: [Int]

    var stride: Int { width + fractional.count }

    /// Adds sums with their rounding errors.
    @inline(__always)
    func add(_ addends: UnsafePointer<Double>, to sums: UnsafeMutablePointer<Double>) {
      for place in fractional.indices {
        Self.carry(sums, addends[fractional[place]], of: fractional[place], to: width + place)
        sums[width + place] += addends[width + place]
      }
      for index in 0..<width { sums[index] += addends[index] }
    }

    /// Adds what one fact contributes.
    @inline(__always)
    func add(fact contributions: UnsafePointer<Double>, to sums: UnsafeMutablePointer<Double>) {
      for place in fractional.indices {
        Self.carry(sums, contributions[fractional[place]], of: fractional[place], to: width + place)
      }
      for index in 0..<width { sums[index] += contributions[index] }
    }

    /// Keeps the rounding error of the next addition.
    @inline(__always)
    static func carry(_ sums: UnsafeMutablePointer<Double>, _ addend: Double, of index: Int, to place: Int) {
      let sum = sums[index]
      let total = sum + addend
      let part = total - sum
      sums[place] += (sum - (total - part)) + (addend - part)
    }

    /// Puts the rounding errors back into the sums.
    func round(_ sums: UnsafeMutablePointer<Double>) {
      for (place, index) in fractional.enumerated() { sums[index] += sums[width + place] }
    }
  }

  let base: Rollup.Base
  let layout: Layout
  /// Days that are done: there was no memory for them any more. Whoever stores them takes them out.
  private(set) var closed: [RollupDay] = []
  /// Days of which further facts came after they were closed: their sums are wrong.
  private(set) var leftOut: Set<Int> = []

  private let names: NameTables
  private var program: MeasureProgram
  private var generation: Int
  private let contributions: UnsafeMutablePointer<Double>
  private let key: UnsafeMutablePointer<Int64>
  private let timeCell: Int
  private let lineCell: Int
  /// The grains to which each fact is added, with the cell of the grain's dimension; -1 for the hour.
  private let ownGrains: [(grain: Int, cell: Int)]
  private let crossedCells: [Int]
  private let roomBytes: Int
  private var usedBytes = 0
  private var uses = 0
  private var days: [Int: RollupDay] = [:]
  private var current: RollupDay?
  private var closedNumbers: Set<Int> = []

  /// - Parameter roomBytes: memory that open days may take besides the one that is being added to.
  init(_ base: Rollup.Base, names: NameTables, roomBytes: Int) {
    self.base = base
    self.names = names
    self.roomBytes = roomBytes
    generation = names.generation
    program = MeasureProgram(base.measures, names: names)
    let columns = base.fact.columns
    func cell(_ dimension: Dimension) -> Int { columns.firstIndex { $0.content == .dimension(dimension) } ?? -1 }
    var (crossedGrains, ownGrains): ([Int], [(Int, Int)]) = ([], [])
    for (index, grain) in base.grains.enumerated() {
      switch grain {
      case .hour: ownGrains.append((index, -1))
      case .dimension(let dimension) where base.crossed.contains(dimension): crossedGrains.append(index)
      case .dimension(let dimension): ownGrains.append((index, cell(dimension)))
      }
    }
    self.ownGrains = ownGrains
    crossedCells = base.crossed.map(cell)
    layout = Layout(width: base.measures.count, fractional: program.fractional, crossedGrains: crossedGrains)
    timeCell = columns.firstIndex { $0.name == base.time } ?? 0
    lineCell = cell(.line)
    contributions = .allocate(capacity: max(1, base.measures.count))
    key = .allocate(capacity: max(4, crossedCells.count + 2))
  }

  deinit {
    contributions.deallocate()
    key.deallocate()
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
    let (program, contributions, key, layout) = (program, contributions, key, layout)
    guard program.evaluate(cells, into: contributions) else { return }
    let moment = cells.values[timeCell]
    guard let day = day(LocalDay(containing: moment).number) else { return }
    let line = lineCell >= 0 && cells.isPresent[lineCell] ? cells.values[lineCell] : 0
    key[1] = line
    key[3] = cells.carriedID
    for (grain, cell) in ownGrains {
      key[0] = Int64(grain)
      key[2] = cell < 0 ? Int64(LocalHour.number(at: moment)) : cells.isPresent[cell] ? cells.values[cell] : 0
      layout.add(fact: contributions, to: day.members.sums(of: key))
    }
    guard !crossedCells.isEmpty else { return }
    key[0] = line
    for place in crossedCells.indices {
      let cell = crossedCells[place]
      key[1 + place] = cells.isPresent[cell] ? cells.values[cell] : 0
    }
    key[1 + crossedCells.count] = cells.carriedID
    layout.add(fact: contributions, to: day.crossed.sums(of: key))
    if day.crossed.count > RollupDay.mostCrossed { day.giveUpCrossing(layout) }
  }

  /// The day of a number; `nil` when it was closed before.
  @inline(__always)
  private func day(_ number: Int) -> RollupDay? {
    if let current, current.number == number { return current }
    return turn(to: number)
  }

  private func turn(to number: Int) -> RollupDay? {
    guard !closedNumbers.contains(number) else {
      leftOut.insert(number)
      return nil
    }
    if let current {
      uses += 1
      current.lastUse = uses
      count(current)
    }
    let day = days[number] ?? RollupDay(number: number, base: base, stride: layout.stride)
    days[number] = day
    current = day
    count(day)
    while usedBytes - day.bytes > roomBytes, let oldest = oldest(besides: day) { close(oldest) }
    return day
  }

  /// The day that was not added to for the longest time.
  private func oldest(besides day: RollupDay) -> RollupDay? {
    days.values.filter { $0 !== day }.min { $0.lastUse < $1.lastUse }
  }

  private func count(_ day: RollupDay) {
    usedBytes += day.bytes - day.countedBytes
    day.countedBytes = day.bytes
  }

  private func close(_ day: RollupDay) {
    count(day)
    usedBytes -= day.countedBytes
    days[day.number] = nil
    if current === day { current = nil }
    closedNumbers.insert(day.number)
    day.fold(layout)
    closed.append(day)
  }

  /// Takes the days that are done.
  func takeClosed() -> [RollupDay] {
    guard !closed.isEmpty else { return [] }
    defer { closed = [] }
    return closed
  }

  /// Takes the days that are done and those that are still open, in order, at the end.
  func takeAll() -> [RollupDay] {
    for day in days.values.sorted(by: { $0.number < $1.number }) { close(day) }
    return takeClosed().sorted { $0.number < $1.number }
  }
}
