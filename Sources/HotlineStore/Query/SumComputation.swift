import GRDB
import HotlineCalendar

/// Answers a ``SumQuery``: from rollups where one has the dimensions asked for, else by streaming the period's facts.
struct SumComputation {
  let query: SumQuery
  let names: NameTables
  let database: Database
  /// For each fact, up to when its sources speak: what lies later is not known, whatever the as-of moment.
  let horizons: [Fact: Int64]
  private var totals: [[String]: [Double]] = [:]

  init(query: SumQuery, names: NameTables, database: Database, horizons: [Fact: Int64]) {
    self.query = query
    self.names = names
    self.database = database
    self.horizons = horizons
  }

  private var dimensions: Set<Dimension> {
    var dimensions = Set(query.conditions.keys)
    for case .dimension(let dimension) in query.groups { dimensions.insert(dimension) }
    return dimensions
  }

  /// Whether the fact can be told apart by everything that is asked for.
  private func answers(_ measure: Measure) -> Bool {
    dimensions.isSubset(of: measure.fact.dimensions) && (measure.time != nil || !query.groups.contains(where: \.isTime))
  }

  mutating func rows() throws -> [SumRow] {
    let stored = try Rollup.stored(database)
    var bases: [(fact: Fact, time: String?, rolled: [Int], streamed: [Int])] = []
    for (index, measure) in query.measures.enumerated() where answers(measure) {
      let position = bases.firstIndex { $0.fact == measure.fact && $0.time == measure.time } ?? bases.count
      if position == bases.count { bases.append((measure.fact, measure.time, [], [])) }
      let isRolled =
        measure.time != nil && measure.counts == .matured && stored.contains(measure.fingerprint) && grain != nil
      if isRolled { bases[position].rolled.append(index) } else { bases[position].streamed.append(index) }
    }
    if query.groups.isEmpty { totals[[]] = zeros }
    for base in bases {
      if !base.rolled.isEmpty, let time = base.time, let grain {
        try addRollup(base.fact, time: time, grain: grain, measures: base.rolled)
        try addFacts(base.fact, time: time, measures: base.rolled, isTail: true)
      }
      for counting in Measure.Counting.allCases {
        let measures = base.streamed.filter { query.measures[$0].counts == counting }
        if !measures.isEmpty { try addFacts(base.fact, time: base.time, measures: measures, isTail: false) }
      }
    }
    let answered = query.measures.map(answers)
    return totals.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { labels, sums in
      SumRow(labels: labels, values: zip(sums, answered).map { $1 ? ($0 * 1e6).rounded() / 1e6 : nil })
    }
  }

  private var zeros: [Double] { Array(repeating: 0, count: query.measures.count) }

  /// The grain that has all the dimensions asked for, if one does.
  private var grain: Rollup.Grain? {
    let wanted = dimensions.subtracting([.line])
    if query.groups.contains(.hour) { return wanted.isEmpty ? .hour : nil }
    return wanted.count > 1 ? nil : wanted.first.map(Rollup.Grain.dimension) ?? .hour
  }

  // MARK: Rollups

  private mutating func addRollup(_ fact: Fact, time: String, grain: Rollup.Grain, measures: [Int]) throws {
    let base = Rollup.Base(fact: fact, time: time, measures: [])
    let sums = measures.map { "sum(\"\(query.measures[$0].id)\")" }.joined(separator: ", ")
    var keys: [String] = []
    let needsDay = query.groups.contains { $0 == .day || $0 == .weekday || $0 == .month }
    if needsDay { keys.append("day") }
    let needsLine = dimensions.contains(.line)
    if needsLine { keys.append("line_id") }
    let needsMember = grain != .hour || query.groups.contains(.hour)
    if needsMember { keys.append("member") }
    let sql = """
      SELECT \(needsDay ? "day" : "0"), \(needsLine ? "line_id" : "0"), \(needsMember ? "member" : "0"), \(sums) FROM \(base.table(grain))
      WHERE day BETWEEN \(query.period.first.number) AND \(query.period.last.number)
      \(keys.isEmpty ? "" : "GROUP BY \(keys.joined(separator: ", "))")
      """
    let empty = zeros
    for row in try Row.fetchAll(database, sql: sql) {
      if (row[3] as Double?) == nil { continue }
      let day = LocalDay(number: row[0])
      let line: Int64 = row[1]
      let member: Int64 = row[2]
      func id(_ dimension: Dimension) -> Int64 { dimension == .line ? line : member }
      guard query.conditions.allSatisfy({ $0.value.contains(names.name(of: id($0.key), in: $0.key)) }) else { continue }
      let labels = query.groups.map { group in
        switch group {
        case .dimension(let dimension): names.name(of: id(dimension), in: dimension)
        case .hour: Self.twoDigits(Int(member))
        case .day: day.iso
        case .month: day.month.iso
        case .weekday: String(day.weekday)
        }
      }
      for (position, index) in measures.enumerated() {
        totals[labels, default: empty][index] += row[3 + position] as Double? ?? 0
      }
    }
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  // MARK: Facts

  /// Adds the facts of the period; as a tail, takes off those that have not matured by the as-of moment.
  private mutating func addFacts(_ fact: Fact, time: String?, measures: [Int], isTail: Bool) throws {
    let asOf = min(query.asOf, horizons[fact] ?? query.asOf)
    let columns = fact.columns
    let program = MeasureProgram(measures.map { query.measures[$0] }, names: names)
    let contributions = UnsafeMutablePointer<Double>.allocate(capacity: measures.count)
    defer { contributions.deallocate() }
    let matureColumns = measures.map { query.measures[$0].matures ?? query.measures[$0].time }
    let matureIndices = matureColumns.map { name in name.flatMap { name in columns.firstIndex { $0.name == name } } }
    var conditions: [String] = []
    var ageDay: LocalDay?
    if let time {
      conditions.append(fact.span(time, from: query.period.start, to: query.period.end))
    } else {
      ageDay = query.period.last
      conditions.append(
        "(hired_at IS NULL OR hired_at < \(query.period.end)) AND (left_at IS NULL OR left_at >= \(query.period.end))")
    }
    // Facts whose maturity lies behind are in the rollups: only the few others are looked at.
    if isTail || measures.allSatisfy({ query.measures[$0].counts == .notYetMatured }) {
      // A single column is usual; several are several ways of being immature.
      let late = columns.filter { matureColumns.contains($0.name) }.map { "\($0.stored()) > \(asOf)" }
      guard !late.isEmpty else { return }
      conditions.append("(\(late.joined(separator: " OR ")))")
      // A repeat window is as long for every call: the bound lets SQLite go by the time of the call.
      if fact == .call, let window = try Setting.repeatWindow.value(database).flatMap({ Int64($0) }) {
        conditions.append(fact.span("started_at", from: asOf - window, to: nil))
      }
      // Mostly nothing is immature: its own indices tell so at once, where the period's would be read through.
      let immature = conditions.dropFirst().joined(separator: " AND ")
      guard try Bool.fetchOne(database, sql: "SELECT EXISTS(SELECT 1 FROM \(fact.table) WHERE \(immature))") ?? false
      else { return }
    }
    let timeIndex = time.flatMap { time in columns.firstIndex { $0.name == time } }
    let ids = conditionIDs(columns)
    let groups: [(Grouping, Int?)] = query.groups.map { group in
      guard case .dimension(let dimension) = group else { return (group, nil) }
      return (group, columns.firstIndex { $0.content == .dimension(dimension) })
    }
    let counting = measures.map { query.measures[$0].counts }
    var added: [[String]: [Double]] = [:]
    let empty = zeros
    try FactScanner(fact: fact, names: names).scan(
      database, where: conditions.joined(separator: " AND "), ageDay: ageDay
    ) { cells in
      for (index, allowed) in ids where !allowed.contains(cells.isPresent[index] ? cells.values[index] : 0) { return }
      guard program.evaluate(cells, into: contributions) else { return }
      let moment = timeIndex.map { cells.values[$0] } ?? 0
      var labels: [String]?
      for (position, index) in measures.enumerated() {
        let isMature = matureIndices[position].map { cells.values[$0] <= asOf } ?? true
        let isWanted = isTail ? !isMature : (counting[position] == .matured) == isMature
        guard isWanted else { continue }
        let contribution = contributions[position]
        guard contribution != 0 else { continue }
        let key = labels ?? groups.map { label($0.0, column: $0.1, cells: cells, moment: moment) }
        labels = key
        added[key, default: empty][index] += isTail ? -contribution : contribution
      }
    }
    for (labels, sums) in added {
      var total = totals[labels] ?? empty
      for index in measures { total[index] += sums[index] }
      totals[labels] = total
    }
  }

  private func conditionIDs(_ columns: [FactColumn]) -> [(Int, Set<Int64>)] {
    query.conditions.compactMap { dimension, wanted in
      guard let index = columns.firstIndex(where: { $0.content == .dimension(dimension) }) else { return nil }
      return (index, Set(wanted.map { $0.isEmpty ? 0 : names.existingID(of: $0, in: dimension) ?? -1 }))
    }
  }

  private func label(_ group: Grouping, column: Int?, cells: FactCells, moment: Int64) -> String {
    switch group {
    case .dimension(let dimension):
      guard let column, cells.isPresent[column] else { return "" }
      return names.name(of: cells.values[column], in: dimension)
    case .hour: return Self.twoDigits(LocalTime.hour(moment))
    case .day: return LocalDay(containing: moment).iso
    case .month: return LocalDay(containing: moment).month.iso
    case .weekday: return String(LocalDay(containing: moment).weekday)
    }
  }
}

extension Grouping {
  /// Whether the group is one of time.
  var isTime: Bool {
    if case .dimension = self { return false }
    return true
  }
}
