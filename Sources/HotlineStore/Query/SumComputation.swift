import GRDB
import HotlineCalendar
import HotlineModel

/// Answers a ``SumQuery``: from rollups where one has the dimensions asked for, else by streaming the period's facts.
struct SumComputation {
  let query: SumQuery
  let names: NameTables
  let database: Database
  /// For each kind of fact, the end of its sources' data: nothing later is known, whatever the as-of moment.
  let horizons: [FactKind: Int64]
  private var totals: [[String]: [Double]] = [:]
  /// For each measure of the query, the sets of carried fields of the facts that it may count; `nil` for all.
  private let carried: [Set<Int64>?]

  init(query: SumQuery, names: NameTables, database: Database, horizons: [FactKind: Int64]) throws {
    var sets: [FactKind: CarriedSets] = [:]
    carried = try query.measures.map { measure in
      guard let requirement = measure.requirement else { return nil }
      let known = try sets[measure.fact] ?? CarriedSets(measure.fact, database)
      sets[measure.fact] = known
      return known.ids(meeting: requirement)
    }
    self.query = query
    self.names = names
    self.database = database
    self.horizons = horizons
  }

  private var dimensions: Set<Dimension> { query.dimensions }

  mutating func rows() throws -> [SumRow] {
    let stored = try Rollup.stored(database)
    var bases: [(fact: FactKind, time: String?, rolled: [Int], streamed: [Int])] = []
    for (index, measure) in query.measures.enumerated()
    where measure.isTold(by: query) && carried[index]?.isEmpty != true {
      let position = bases.firstIndex { $0.fact == measure.fact && $0.time == measure.time } ?? bases.count
      if position == bases.count { bases.append((measure.fact, measure.time, [], [])) }
      let isRolled = measure.time != nil && stored.contains(measure.fingerprint) && grain != nil
      if isRolled { bases[position].rolled.append(index) } else { bases[position].streamed.append(index) }
    }
    if query.groups.isEmpty { totals[[]] = zeros }
    for base in bases {
      if !base.rolled.isEmpty, let time = base.time, let grain {
        let inOrder = base.rolled.filter { query.measures[$0].maturesInOrder }
        let others = base.rolled.filter { !query.measures[$0].maturesInOrder }
        for isWindowed in [false, true] {
          let measures = inOrder.filter { (query.measures[$0].matures == "repeat_window_ends_at") == isWindowed }
          if !measures.isEmpty { try addInOrder(base.fact, time: time, grain, measures, isWindowed: isWindowed) }
        }
        if !others.isEmpty {
          try addRollup(
            base.fact, time: time, grain, others, days: query.period.first.number...query.period.last.number)
          try addFacts(base.fact, time: time, measures: others, .immature)
        }
      }
      for counting in Measure.Counting.allCases {
        let measures = base.streamed.filter { query.measures[$0].counts == counting }
        if !measures.isEmpty { try addFacts(base.fact, time: base.time, measures: measures, .all) }
      }
    }
    let answered = query.measures.map { $0.isTold(by: query) }
    return totals.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { labels, sums in
      SumRow(labels: labels, values: zip(sums, answered).map { $1 ? ($0 * 1e6).rounded() / 1e6 : nil })
    }
  }

  private var zeros: [Double] { Array(repeating: 0, count: query.measures.count) }

  /// The grain that has all the dimensions asked for, if one does.
  private var grain: Rollup.Grain? {
    let wanted = dimensions.subtracting([.line])
    if query.groups.contains(where: { $0 == .hour || $0 == .hourOfDay }) { return wanted.isEmpty ? .hour : nil }
    return wanted.count > 1 ? nil : wanted.first.map(Rollup.Grain.dimension) ?? .hour
  }

  // MARK: Rollups

  /// Measures that mature in order of time: whole days before the boundary count as matured, whole days after it as not
  /// matured. The boundary's own day counts as its larger part; only the facts of its smaller part are read one by one.
  private mutating func addInOrder(
    _ fact: FactKind, time: String, _ grain: Rollup.Grain, _ measures: [Int], isWindowed: Bool
  ) throws {
    let window = isWindowed ? try Setting.repeatWindow.value(database).flatMap { Int64($0) } ?? 0 : 0
    // No fact is farther away than this.
    let asOf = max(-1 << 40, min(1 << 40, AsOf(query.asOf, horizon: horizons[fact]).moment))
    let boundary = LocalDay(containing: asOf - window)
    let (first, last) = (query.period.first.number, query.period.last.number)
    let isMostlyMature = asOf - window - boundary.start >= 43_200
    let lastMature = isMostlyMature ? boundary.number : boundary.number - 1
    let matured = measures.filter { query.measures[$0].counts == .matured }
    let early = min(last, lastMature)
    if first <= early, !matured.isEmpty { try addRollup(fact, time: time, grain, matured, days: first...early) }
    let open = measures.filter { query.measures[$0].counts == .notYetMatured }
    let late = max(first, lastMature + 1)
    if late <= last, !open.isEmpty { try addRollup(fact, time: time, grain, open, days: late...last) }
    guard first <= boundary.number, boundary.number <= last else { return }
    let moment = asOf - window + 1
    if isMostlyMature {
      let rest = fact.span(time, from: moment, to: LocalDay(number: boundary.number + 1).start)
      try addFacts(fact, time: time, measures: measures, .immature, span: rest)
    } else {
      try addFacts(
        fact, time: time, measures: measures, .mature, span: fact.span(time, from: boundary.start, to: moment))
    }
  }

  private mutating func addRollup(
    _ fact: FactKind, time: String, _ grain: Rollup.Grain, _ measures: [Int], days: ClosedRange<Int>
  ) throws {
    let reading = RollupReading(
      table: Rollup.Base(fact: fact, time: time, measures: []).table(grain),
      columns: measures.map { query.measures[$0].id },
      days: days, needsDay: query.groups.contains { [.day, .weekday, .month, .hourOfDay].contains($0) },
      needsLine: dimensions.contains(.line),
      needsMember: grain != .hour || query.groups.contains(where: { $0 == .hour || $0 == .hourOfDay }),
      needsCarried: measures.contains { carried[$0] != nil })
    let allowed = measures.map { carried[$0] }
    let isMonthly = !query.groups.contains { [.day, .weekday, .hourOfDay].contains($0) }
    var groups: [RollupGroup: Int] = [:]
    var sums: [Double] = []
    var month = (day: Int.min, first: 0)
    try reading.forEachGroup(database) { day, line, member, set, values in
      if isMonthly, day != month.day { month = (day, LocalDay(number: day).month.firstDay.number) }
      let group = RollupGroup(day: isMonthly && reading.needsDay ? month.first : day, line: line, member: member)
      let place = groups[group] ?? sums.count
      if place == sums.count {
        groups[group] = place
        sums += repeatElement(0, count: measures.count)
      }
      sums.withUnsafeMutableBufferPointer { sums in
        for index in 0..<measures.count where allowed[index]?.contains(set) ?? true {
          sums[place + index] += values[index]
        }
      }
    }
    for (group, place) in groups {
      func id(_ dimension: Dimension) -> Int64 { dimension == .line ? group.line : group.member }
      guard query.conditions.allSatisfy({ $0.value.contains(names.name(of: id($0.key), in: $0.key)) }) else { continue }
      let day = LocalDay(number: group.day)
      let labels = query.groups.map { grouping in
        switch grouping {
        case .dimension(let dimension): names.name(of: id(dimension), in: dimension)
        case .hour: FactGroups.twoDigits(LocalHour.clock(ofNumber: Int(group.member)))
        case .hourOfDay: String(LocalHour(day: day, number: Int(group.member)).start)
        case .day: day.iso
        case .month: day.month.iso
        case .weekday: String(day.weekday)
        }
      }
      var total = totals[labels] ?? zeros
      for (index, measure) in measures.enumerated() { total[measure] += sums[place + index] }
      totals[labels] = total
    }
  }

  // MARK: Facts

  /// Which facts are read one by one.
  private enum Part {
    /// All of the period: each adds to the measures that it counts for.
    case all
    /// Counted as matured in the rollup, not yet matured at the as-of moment: moved to the measures that count those.
    case immature
    /// Counted as not matured in the rollup, matured at the as-of moment: moved the other way.
    case mature
  }

  /// Adds the facts of the period, or corrects their maturity in the sums of the rollup.
  ///
  /// - Parameter span: SQL for where these facts lie, if that is known better than by the maturities.
  private mutating func addFacts(
    _ fact: FactKind, time: String?, measures: [Int], _ part: Part, span: String? = nil
  ) throws {
    let known = AsOf(query.asOf, horizon: horizons[fact])
    let asOf = known.moment
    let columns = fact.columns
    let program = MeasureProgram(measures.map { query.measures[$0] }, names: names)
    let contributions = UnsafeMutablePointer<Double>.allocate(capacity: measures.count)
    defer { contributions.deallocate() }
    let matureColumns = measures.map { query.measures[$0].maturity }
    let matureIndices = matureColumns.map { name in name.flatMap { name in columns.firstIndex { $0.name == name } } }
    var conditions: [String] = []
    var ageDay: LocalDay?
    let isLateOnly = part == .immature || measures.allSatisfy { query.measures[$0].counts == .notYetMatured }
    if let span {
      conditions.append(span)
    } else if let time {
      // One lower bound, not two: SQLite uses the first that it finds.
      let isByTime = isLateOnly && matureColumns.allSatisfy { $0 == time }
      if isByTime, asOf >= query.period.end - 1 { return }
      let start = isByTime ? max(query.period.start, asOf + 1) : query.period.start
      conditions.append(fact.span(time, from: start, to: query.period.end))
    } else {
      ageDay = query.period.last
      conditions.append(FactScanner.roster(at: query.period.end))
    }
    if isLateOnly, span == nil {
      // Only facts whose maturity lies ahead are looked at. A single column is usual; several are several ways of being
      // immature.
      let late = columns.filter { matureColumns.contains($0.name) }.map { "\($0.stored()) > \(asOf)" }
      guard !late.isEmpty else { return }
      let isLate = late.joined(separator: " OR ")
      conditions.append("(\(isLate))")
      // Usually no order is late. The columns' own indices show that at once; by the period all its orders would be read.
      if fact == .workOrder {
        let sql = "SELECT EXISTS(SELECT 1 FROM \(fact.table) WHERE \(isLate))"
        guard try Bool.fetchOne(database, sql: sql) ?? false else { return }
      }
    }
    let groups = FactGroups(query, columns: columns, time: time, names: names)
    let counting = measures.map { query.measures[$0].counts }
    let allowedSets = measures.map { carried[$0] }
    var added: [[String]: [Double]] = [:]
    let empty = zeros
    let read = measures.map { query.measures[$0].columns }.reduce(into: Set<Int>()) { $0.formUnion($1) }
      .union(matureIndices.compactMap { $0 }).union(groups.columns)
    try FactScanner(fact: fact, names: names).scan(
      database, where: conditions.joined(separator: " AND "), columns: ageDay == nil ? read : nil, ageDay: ageDay
    ) { cells in
      guard groups.hold(cells), program.evaluate(cells, into: contributions) else { return }
      var labels: [String]?
      for (position, index) in measures.enumerated() where allowedSets[position]?.contains(cells.carriedID) ?? true {
        let isMature = matureIndices[position].map { known.isPast(cells.values[$0]) } ?? true
        let isCounted = counting[position].counts(isPast: isMature)
        let isWanted = part == .all ? isCounted : (part == .mature) == isMature
        guard isWanted else { continue }
        let contribution = contributions[position]
        guard contribution != 0 else { continue }
        let key = labels ?? groups.labels(cells)
        labels = key
        added[key, default: empty][index] += isCounted ? contribution : -contribution
      }
    }
    for (labels, sums) in added {
      var total = totals[labels] ?? empty
      for index in measures { total[index] += sums[index] }
      totals[labels] = total
    }
  }
}

/// The key by which rows of a rollup are grouped.
private struct RollupGroup: Hashable {
  let day: Int
  let line: Int64
  let member: Int64
}

extension Measure {
  /// Whether facts mature in the order of their time, as all calls do: at that time itself, or a repeat window after it.
  var maturesInOrder: Bool {
    fact == .call && time == "started_at" && [nil, "started_at", "repeat_window_ends_at"].contains(matures)
  }
}
