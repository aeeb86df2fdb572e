import GRDB
import HotlineCalendar
import HotlineModel

extension SumComputation {
  /// Which rollup has the dimensions that a query asks for.
  enum Way {
    /// The one by day and member of one grain.
    case grain(Rollup.Grain)
    /// The one by all crossed dimensions at once.
    case crossed
    /// The one by hour and member; of facts that lie elsewhere.
    case hours(Dimension)
  }

  /// The rollup of a fact that answers the query; `nil` when its facts must be looked at.
  func way(of fact: FactKind) -> Way? {
    let wanted = dimensions.subtracting([.line])
    if query.groups.contains(where: { $0 == .hour || $0 == .hourOfDay }) {
      if wanted.isEmpty { return .grain(.hour) }
      let base = Rollup.Base(fact: fact, time: "", measures: [])
      guard elsewhere != nil, Elsewhere.kinds.contains(fact), let only = wanted.first, wanted.count == 1,
        base.crossed.contains(only)
      else { return nil }
      return .hours(only)
    }
    guard wanted.count > 1 else { return .grain(wanted.first.map(Rollup.Grain.dimension) ?? .hour) }
    let base = Rollup.Base(fact: fact, time: "", measures: [])
    return wanted.isSubset(of: base.crossed) ? .crossed : nil
  }

  /// Adds what a rollup says of some days, as if all were over that may be.
  ///
  /// - Parameter listsZeros: whether a group counts as listed in which all sums are 0.
  mutating func addSums(
    _ fact: FactKind, time: String, _ way: Way, _ measures: [Int], days: ClosedRange<Int>, listsZeros: Bool = true
  ) throws {
    let base = Rollup.Base(fact: fact, time: time, measures: [])
    switch way {
    case .grain(let grain):
      try add(
        measures, grainKey(grain), table: base.table(grain), "day", days, isGrouped: true, listsZeros: listsZeros)
    case .hours(let dimension):
      let key = grainKey(.dimension(dimension)) + [(.hour, "hour")]
      try add(measures, key, table: base.hourTable(dimension), "day", days, isGrouped: true, listsZeros: listsZeros)
    case .crossed:
      let uncrossed = try Int.fetchAll(
        database, sql: "SELECT day FROM \(base.uncrossedDays) WHERE day BETWEEN ? AND ? ORDER BY day",
        arguments: [days.lowerBound, days.upperBound])
      let byDay = query.groups.contains(.day) || query.groups.contains(.weekday)
      let spans = CrossedSpans(days, uncrossed: uncrossed, usesMonths: !byDay)
      for span in spans.months {
        try add(
          measures, crossedKey("month"), table: base.crossedMonths, "month", span, isGrouped: false,
          listsZeros: listsZeros)
      }
      for span in spans.days {
        try add(
          measures, crossedKey("day"), table: base.crossedDays, "day", span, isGrouped: false,
          listsZeros: listsZeros)
      }
      for day in uncrossed.map(LocalDay.init(number:)) {
        try addFacts(
          fact, time: time, measures: measures, .rolled, span: fact.span(time, from: day.start, to: day.end))
      }
    }
  }

  /// What a part of a rollup's key tells.
  private enum KeyPart: Hashable {
    /// The day, or the first day of the month.
    case day
    case hour
    case dimension(Dimension)
  }

  private var needsDay: Bool { query.groups.contains { $0.isTime && $0 != .hour } }

  /// The parts of the key of a grain's table that are told apart, with their columns.
  private func grainKey(_ grain: Rollup.Grain) -> [(part: KeyPart, column: String)] {
    var key: [(KeyPart, String)] = needsDay ? [(.day, "day")] : []
    if dimensions.contains(.line) { key.append((.dimension(.line), "line_id")) }
    switch grain {
    case .dimension(let dimension): key.append((.dimension(dimension), "member"))
    case .hour where query.groups.contains { $0 == .hour || $0 == .hourOfDay }: key.append((.hour, "member"))
    case .hour: break
    }
    return key
  }

  /// The same of a table of all crossed dimensions.
  private func crossedKey(_ time: String) -> [(part: KeyPart, column: String)] {
    (needsDay ? [(.day, time)] : []) + dimensions.sorted { $0.index < $1.index }.map { (.dimension($0), $0.column) }
  }

  /// Adds the sums of a span of days or months in one table.
  ///
  /// - Parameter isGrouped: whether SQLite puts together the rows of one key; else it is done here, which is faster for few rows
  ///   that do not lie in the order of the key.
  private mutating func add(
    _ measures: [Int], _ parts: [(part: KeyPart, column: String)], table: String, _ time: String,
    _ span: ClosedRange<Int>, isGrouped: Bool, listsZeros: Bool
  ) throws {
    let allowedSets = measures.map { carried[$0] }
    let isByCarried = allowedSets.contains { $0 != nil }
    let reading = RollupReading(
      table: table, keys: parts.map(\.column) + (isByCarried ? ["carried_id"] : []),
      columns: measures.map { query.measures[$0].id }, time: time, span: span)
    let wanted = parts.enumerated().compactMap { place, part -> (place: Int, ids: Set<Int64>)? in
      guard case .dimension(let dimension) = part.part, let names = query.conditions[dimension] else { return nil }
      return (place, self.names.ids(of: names, in: dimension))
    }
    // Months, quarters and years are told by their months.
    let exact: Set<Grouping> = [.day, .weekday, .hourOfDay]
    let isByMonth = parts.first?.part == .day && exact.isDisjoint(with: query.groups)
    var month = (day: Int64.min, first: Int64.min)
    let sums = KeyedSums(keyWidth: parts.count, stride: measures.count)
    let key = UnsafeMutablePointer<Int64>.allocate(capacity: parts.count + 1)
    defer { key.deallocate() }
    func take(_ row: UnsafePointer<Int64>, _ values: UnsafePointer<Double>) {
      for (place, ids) in wanted where !ids.contains(row[place]) { return }
      key.update(from: row, count: parts.count)
      if isByMonth {
        if row[0] != month.day { month = (row[0], Int64(LocalDay(number: Int(row[0])).month.firstDay.number)) }
        key[0] = month.first
      }
      let own = sums.sums(of: key)
      for index in measures.indices where allowedSets[index]?.contains(row[parts.count]) ?? true {
        own[index] += values[index]
      }
    }
    try isGrouped ? reading.forEachGroup(database, take) : reading.forEachRow(database, take)
    for index in 0..<sums.count {
      if !listsZeros, !measures.indices.contains(where: { sums.sums(index)[$0] != 0 }) { continue }
      try add(sums.sums(index), of: measures, to: labels(parts.map(\.part), sums.key(index)))
    }
  }

  private func labels(_ parts: [KeyPart], _ key: UnsafePointer<Int64>) -> [String] {
    func value(_ part: KeyPart) -> Int64 { parts.firstIndex(of: part).map { key[$0] } ?? 0 }
    let day = LocalDay(number: Int(value(.day)))
    return query.groups.map { group in
      switch group {
      case .dimension(let dimension): names.name(of: value(.dimension(dimension)), in: dimension)
      case .hour: FactGroups.twoDigits(LocalHour.clock(ofNumber: Int(value(.hour))))
      case .hourOfDay: String(LocalHour(day: day, number: Int(value(.hour))).start)
      case .year, .quarter, .month, .day, .weekday: group.label(of: day) ?? ""
      }
    }
  }
}

/// Where the crossed sums of a span of days are read: whole months, and the days around them and around days without such sums.
struct CrossedSpans {
  /// By the first days of the months.
  private(set) var months: [ClosedRange<Int>] = []
  private(set) var days: [ClosedRange<Int>] = []

  /// - Parameters:
  ///   - uncrossed: the days of the span that have no crossed sums, in order.
  ///   - usesMonths: whether a month's days may stay together.
  init(_ span: ClosedRange<Int>, uncrossed: [Int], usesMonths: Bool) {
    var next = uncrossed[...]
    var first = span.lowerBound
    while first <= span.upperBound {
      let month = LocalDay(number: first).month
      let last = min(span.upperBound, month.lastDay.number)
      let gaps = next.prefix { $0 <= last }
      next = next.dropFirst(gaps.count)
      if usesMonths, gaps.isEmpty, first == month.firstDay.number, last == month.lastDay.number {
        append(first, first, to: \.months, after: month.advanced(by: -1).firstDay.number)
      } else {
        var start = first
        for gap in gaps + [last + 1] {
          if start < gap { append(start, gap - 1, to: \.days, after: start - 1) }
          start = gap + 1
        }
      }
      first = last + 1
    }
  }

  /// Appends a range, or makes the last one longer when it ends right before.
  private mutating func append(
    _ first: Int, _ last: Int, to list: WritableKeyPath<Self, [ClosedRange<Int>]>, after previous: Int
  ) {
    if let before = self[keyPath: list].last, before.upperBound == previous {
      self[keyPath: list][self[keyPath: list].count - 1] = before.lowerBound...last
    } else {
      self[keyPath: list].append(first...last)
    }
  }
}
