import GRDB
import HotlineModel
import HotlineText

extension HotlineDatabase {
  /// The values of a measure's cases at some ranks, for each of the query's groups that has cases.
  package func values(
    of measure: Measure, in query: SumQuery, at ranks: (_ cases: Int) -> Set<Int>
  ) throws -> [RankedValues] {
    try read { database in
      try requireFacts([measure.fact], for: LocalizedText(zh: "中位数一类的值", en: "a median or its like"), database)
      try requireKnown([measure], dimensions: query.dimensions, database)
      let names = try NameTables(database, reference: reference(in: database))
      let computation = RankedComputation(
        measure: measure, query: query.canonical(names), names: names,
        carried: try measure.requirement.flatMap { try CarriedSets(measure.fact, database).ids(meeting: $0) },
        known: AsOf(query.asOf, horizon: try Self.horizons(database)[measure.fact]))
      return try computation.values(database, at: ranks)
    }
  }
}

/// Goes through the cases of a measure as often as a ``RankSearch`` asks for it.
struct RankedComputation {
  let measure: Measure
  let query: SumQuery
  let names: NameTables
  /// The sets of carried fields of the facts that count; `nil` for all.
  let carried: Set<Int64>?
  let known: AsOf
  var search = RankSearch()

  func values(_ database: Database, at ranks: (Int) -> Set<Int>) throws -> [RankedValues] {
    let fact = measure.fact
    guard let cases = measure.cases, let value = measure.value, measure.isTold(by: query) else { return [] }
    var expressions = ExpressionProgram()
    let slice = expressions.add(
      value.root.resolved { column, name in
        guard case .dimension(let dimension) = fact.columns[column].content else { return nil }
        return names.existingID(of: name, in: dimension)
      })
    let program = MeasureProgram([cases], names: names)
    let groups = FactGroups(query, columns: fact.columns, time: measure.time, names: names)
    let line = fact.columns.firstIndex { $0.content == .dimension(.line) }
    let earlier = known.earlier.reduce(into: [Int64: Int64]()) { moments, entry in
      if let id = names.existingID(of: entry.key, in: .line) { moments[id] = entry.value }
    }
    let maturity = measure.maturity.flatMap { name in fact.columns.firstIndex { $0.name == name } }
    let condition =
      measure.time.map { fact.span($0, from: query.period.start, to: query.period.end) }
      ?? FactScanner.roster(at: query.period.end)
    var search = search
    var numbers: [[String]: Int] = [:]
    var isCounted = 0.0
    repeat {
      try FactScanner(fact: fact, names: names).scan(
        database, where: condition,
        columns: measure.time == nil
          ? nil : measure.columns.union(groups.columns).union([maturity, line].compactMap { $0 }),
        ageDay: measure.time == nil ? query.period.last : nil
      ) { cells in
        guard carried?.contains(cells.carriedID) ?? true, groups.hold(cells), program.evaluate(cells, into: &isCounted)
        else { return }
        let moment = line.flatMap { cells.isPresent[$0] ? earlier[cells.values[$0]] : nil } ?? known.moment
        let isPast = maturity.map { cells.values[$0] <= moment } ?? true
        guard measure.counts.counts(isPast: isPast), let value = expressions.value(slice, cells) else { return }
        let labels = groups.labels(cells)
        let number = numbers[labels] ?? numbers.count
        if number == numbers.count { numbers[labels] = number }
        search.add(value, group: number)
      }
    } while search.endPass(ranks)
    return numbers.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { labels, number in
      RankedValues(labels: labels, cases: search.cases[number] ?? 0, values: search.values[number] ?? [:])
    }
  }
}
