import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel

extension SumComputation {
  /// Which facts are read one by one.
  enum Part {
    /// All of the period: each adds to the measures that it counts for.
    case all
    /// Counted as matured in the rollup, not yet matured at the as-of moment: moved to the measures that count those.
    case immature
    /// Counted as not matured in the rollup, matured at the as-of moment: moved the other way.
    case mature
    /// Counted as a rollup would, which does not have them.
    case rolled
  }

  /// Adds the facts of the period, or corrects their maturity in the sums of the rollup.
  ///
  /// - Parameter span: SQL for where these facts lie, if that is known better than by the maturities.
  mutating func addFacts(
    _ fact: FactKind, time: String?, measures: [Int], _ part: Part, span: String? = nil
  ) throws {
    let known = known
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
    let empty = [Double](repeating: 0, count: measures.count)
    let read = measures.map { query.measures[$0].columns }.reduce(into: Set<Int>()) { $0.formUnion($1) }
      .union(matureIndices.compactMap { $0 }).union(groups.columns)
    try FactScanner(fact: fact, names: names).scan(
      database, where: conditions.joined(separator: " AND "), columns: ageDay == nil ? read : nil, ageDay: ageDay
    ) { cells in
      guard groups.hold(cells) else { return }
      let contributes = program.evaluate(cells, into: contributions)
      // A group with facts but without a case is listed on the as-of day too, as the rollup lists it on all others.
      let isListed = part == .mature || part == .rolled
      guard contributes || isListed else { return }
      var labels: [String]?
      if isListed {
        let key = groups.labels(cells)
        labels = key
        if added[key] == nil { added[key] = empty }
        if added.count > query.limit { throw Diagnostic.tooManyGroups(limit: query.limit) }
      }
      for position in measures.indices where allowedSets[position]?.contains(cells.carriedID) ?? true {
        let isMature = matureIndices[position].map { known.isPast(cells.values[$0]) } ?? true
        let isCounted = counting[position].counts(isPast: isMature)
        let isWanted =
          switch part {
          case .all: isCounted
          case .rolled: true
          case .immature, .mature: (part == .mature) == isMature
          }
        guard isWanted else { continue }
        let contribution = contributions[position]
        guard contribution != 0 else { continue }
        let key = labels ?? groups.labels(cells)
        labels = key
        added[key, default: empty][position] += isCounted || part == .rolled ? contribution : -contribution
      }
    }
    for (labels, sums) in added { try add(sums, of: measures, to: labels) }
  }
}
