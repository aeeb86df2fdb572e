import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Answers a ``SumQuery``: from rollups where one has the dimensions asked for, else by streaming the period's facts.
///
/// What rollups say is in `SumComputation+Rollups.swift`, what single facts say in `SumComputation+Facts.swift`.
struct SumComputation {
  /// What is asked; its conditions are narrowed while facts of some hotlines alone are counted.
  private(set) var query: SumQuery
  let names: NameTables
  let database: Database
  /// For each kind of fact, the end of its sources' data: nothing later is known, whatever the as-of moment.
  private let horizons: [FactKind: Horizon]
  /// What is known of the facts that are being counted.
  private(set) var known: AsOf
  private(set) var totals: [[String]: [Double]] = [:]
  /// For each measure of the query, the sets of carried fields of the facts that it may count; `nil` for all.
  let carried: [Set<Int64>?]
  private let path: String
  /// Where the facts lie; `nil` where the database has them.
  let elsewhere: Elsewhere?

  init(
    query: SumQuery, names: NameTables, database: Database, horizons: [FactKind: Horizon], path: String
  ) throws {
    self.path = path
    elsewhere = try Elsewhere(database)
    var sets: [FactKind: CarriedSets] = [:]
    carried = try query.measures.map { measure in
      guard let requirement = measure.requirement else { return nil }
      let known = try sets[measure.fact] ?? CarriedSets(measure.fact, database)
      sets[measure.fact] = known
      return known.ids(meeting: requirement)
    }
    self.query = query
    known = AsOf(query.asOf, horizon: nil)
    self.names = names
    self.database = database
    self.horizons = horizons
  }

  var dimensions: Set<Dimension> { query.dimensions }

  /// The measures of one kind of fact and one of its times.
  private struct MeasureBase {
    let fact: FactKind
    let time: String?
    /// Those that a rollup has.
    var rolled: [Int] = []
    /// Those for which facts are looked at.
    var streamed: [Int] = []
  }

  mutating func rows() throws -> [SumRow] {
    let stored = try Rollup.stored(database)
    var bases: [MeasureBase] = []
    for (index, measure) in query.measures.enumerated()
    where measure.isTold(by: query) && carried[index]?.isEmpty != true {
      let position = bases.firstIndex { $0.fact == measure.fact && $0.time == measure.time } ?? bases.count
      if position == bases.count { bases.append(MeasureBase(fact: measure.fact, time: measure.time)) }
      let isRolled = measure.time != nil && stored.contains(measure.fingerprint) && way(of: measure.fact) != nil
      if isRolled { bases[position].rolled.append(index) } else { bases[position].streamed.append(index) }
    }
    if query.groups.isEmpty { totals[[]] = zeros }
    for base in bases {
      if let elsewhere, Elsewhere.kinds.contains(base.fact) {
        try add(base, elsewhere)
        continue
      }
      let whole = query.conditions[.line]
      for part in AsOf(query.asOf, horizon: horizons[base.fact]).parts(lines: names.all(in: .line)) {
        known = part.asOf
        query.conditions[.line] = part.lines.map { lines in whole.map { $0.filter(lines.contains) } ?? lines } ?? whole
        try add(base)
      }
      query.conditions[.line] = whole
    }
    let answered = query.measures.map { $0.isTold(by: query) }
    return try totals.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { labels, sums in
      for (measure, sum) in zip(query.measures, sums) { try StoredCount.check(sum, of: measure) }
      return SumRow(labels: labels, values: zip(sums, answered).map { $1 ? ($0 * 1e6).rounded() / 1e6 : nil })
    }
  }

  /// Adds the sums of facts that lie elsewhere.
  private mutating func add(_ base: MeasureBase, _ elsewhere: Elsewhere) throws {
    try elsewhere.require(query, horizon: horizons[base.fact], path: path)
    guard let time = base.time, base.streamed.isEmpty || way(of: base.fact) == nil else {
      throw elsewhere.needsFacts(
        LocalizedText(
          zh: "“\(base.streamed.map { query.measures[$0].id }.joined(separator: "、"))”",
          en: "“\(base.streamed.map { query.measures[$0].id }.joined(separator: ", "))”"), path: path)
    }
    known = AsOf(query.asOf, horizon: horizons[base.fact])
    try addElsewhere(base.fact, time: time, measures: base.rolled + base.streamed, elsewhere, path: path)
  }

  private mutating func add(_ base: MeasureBase) throws {
    if !base.rolled.isEmpty, let time = base.time, let way = way(of: base.fact) {
      let inOrder = base.rolled.filter { query.measures[$0].maturesInOrder }
      let others = base.rolled.filter { !query.measures[$0].maturesInOrder }
      for isWindowed in [false, true] {
        let measures = inOrder.filter { (query.measures[$0].matures == "repeat_window_ends_at") == isWindowed }
        if !measures.isEmpty { try addInOrder(base.fact, time: time, way, measures, isWindowed: isWindowed) }
      }
      if !others.isEmpty {
        try addSums(base.fact, time: time, way, others, days: query.period.first.number...query.period.last.number)
        try addFacts(base.fact, time: time, measures: others, .immature)
      }
    }
    for counting in Measure.Counting.allCases {
      let measures = base.streamed.filter { query.measures[$0].counts == counting }
      if !measures.isEmpty { try addFacts(base.fact, time: base.time, measures: measures, .all) }
    }
  }

  var zeros: [Double] { Array(repeating: 0, count: query.measures.count) }

  /// Adds a group's sums of some of the measures.
  mutating func add(_ sums: UnsafePointer<Double>, of measures: [Int], to labels: [String]) throws {
    var total = totals[labels] ?? zeros
    for (place, measure) in measures.enumerated() { total[measure] += sums[place] }
    totals[labels] = total
    if totals.count > query.limit { throw Diagnostic.tooManyGroups(limit: query.limit) }
  }

  /// Measures that mature in order of time: whole days before the boundary count as matured, whole days after it as not
  /// matured. The boundary's own day counts as its larger part; only the facts of its smaller part are read one by one.
  private mutating func addInOrder(
    _ fact: FactKind, time: String, _ way: Way, _ measures: [Int], isWindowed: Bool
  ) throws {
    let window = isWindowed ? try Setting.repeatWindowSeconds(database) : 0
    let asOf = StoredCount.within(reach: known.moment)
    let boundary = LocalDay(containing: asOf - window)
    let (first, last) = (query.period.first.number, query.period.last.number)
    let isMostlyMature = asOf - window - boundary.start >= 43_200
    let lastMature = isMostlyMature ? boundary.number : boundary.number - 1
    let matured = measures.filter { query.measures[$0].counts == .matured }
    let early = min(last, lastMature)
    if first <= early, !matured.isEmpty { try addSums(fact, time: time, way, matured, days: first...early) }
    let open = measures.filter { query.measures[$0].counts == .notYetMatured }
    let late = max(first, lastMature + 1)
    if late <= last, !open.isEmpty { try addSums(fact, time: time, way, open, days: late...last) }
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
}

extension Measure {
  /// Whether facts mature in the order of their time, as all calls do: at that time itself, or a repeat window after it.
  var maturesInOrder: Bool {
    fact == .call && time == "started_at" && [nil, "started_at", "repeat_window_ends_at"].contains(matures)
  }
}
