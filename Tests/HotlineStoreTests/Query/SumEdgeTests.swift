import HotlineCalendar
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

/// Facts at the very second of the as-of moment and of a period's ends, by stored sums and without them.
@Suite("Sums, to the second")
struct SumEdgeTests {
  private func moment(_ text: String) throws -> Int64 { try #require(LocalTime.parse(text)) }

  /// Calls counted, not yet counted, and those after and before whose repeat window they are.
  private static var measures: [Measure] {
    get throws {
      try [nil, "repeat_window_ends_at"].flatMap { matures in
        try [Measure.Counting.matured, .notYetMatured].map { counts in
          try TestMeasures.measure(
            "calls \(matures ?? "") \(counts.rawValue)", .call, nil, time: "started_at", matures: matures,
            counts: counts)
        }
      }
    }
  }

  private static let starts = [
    "2019-03-04 23:59:59", "2019-03-05 00:00:00", "2019-03-05 08:00:00", "2019-03-05 12:00:00", "2019-03-05 20:00:00",
    "2019-03-05 23:59:59", "2019-03-06 00:00:00",
  ]

  @Test(
    "a call counts from the second on in which it begins, or in which its window ends; until then it counts apart",
    arguments: [true, false])
  func asOf(isRolled: Bool) throws {
    let store = try TestStore()
    store.measures = isRolled ? try Self.measures : []
    let week: Int64 = 7 * 86_400
    let starts = try Self.starts.map(moment)
    try store.ingest(
      .call,
      starts.enumerated().map { .call("\($0)", at: "", [.startedAt: String($1)]) } + [
        .call("last", at: "2019-05-01")
      ])
    let database = try store.open(.readOnly)
    for text in ["2019-03-05", "2019-03-05..2019-03-06", "2019-03", "2019-03-04"] {
      let period = try Period(parsing: text)
      let own = starts.filter { $0 >= period.start && $0 < period.end }
      for moment in Set(starts.flatMap { start in [start, start + week].flatMap { [$0 - 1, $0, $0 + 1] } }) {
        let sums = try database.sums(SumQuery(measures: Self.measures, period: period, asOf: moment))
        let begun = Double(own.filter { $0 <= moment }.count)
        let ended = Double(own.filter { $0 + week <= moment }.count)
        let count = Double(own.count)
        #expect(
          sums.map(\.values) == [[begun, count - begun, ended, count - ended]],
          "\(text) as of \(LocalTime.text(moment))")
      }
    }
  }

  @Test("an order counts as due from the second of its deadline on", arguments: [true, false])
  func deadline(isRolled: Bool) throws {
    let store = try TestStore()
    if !isRolled { store.measures = [] }
    try store.ingest(
      .workOrder,
      [
        .order("a", received: "2019-03-04", [.dueAt: "2019-03-06 18:00:00"]),
        .order("last", received: "2019-05-01"),
      ])
    let database = try store.open(.readOnly)
    let due = try moment("2019-03-06 18:00:00")
    for (asOf, values) in [(due - 1, [0.0, 1]), (due, [1, 0]), (due + 1, [1, 0])] {
      let query = SumQuery(
        measures: try TestMeasures.named("due", "not_due"), period: try Period(parsing: "2019-03"), asOf: asOf)
      #expect(try database.sums(query).map(\.values) == [values])
    }
    // The period ends in the second after which the order is due, or with it.
    for (text, count) in [("2019-03-06", 1.0), ("2019-03-05", 0), ("2019-03-07", 0)] {
      let query = SumQuery(
        measures: try TestMeasures.named("due", "not_due"), period: try Period(parsing: text), asOf: due - 1)
      #expect(try database.sums(query).map(\.values) == [[0, count]])
    }
  }

  @Test("nothing of the sums is told beyond the limit of groups, whichever way they are found")
  func limit() throws {
    let store = try TestStore()
    try store.ingest(
      .call, (0..<3).map { .call("\($0)", at: "2019-03-05 0\($0 + 7):00:00", [.agent: "S\($0)", .district: "黄浦区"]) })
    let database = try store.open(.readOnly)
    for groups: [Grouping] in [[.hour], [.dimension(.agent)], [.dimension(.agent), .hour], [.hourOfDay]] {
      for asOf in ["2019-03-05 09:00:00", "2019-03-05 09:30:00"] {
        var query = SumQuery(
          measures: try TestMeasures.named("calls"), period: try Period(parsing: "2019-03"), groups: groups,
          asOf: try moment(asOf), limit: 3)
        #expect(try database.sums(query).count == 3, "\(groups)")
        query.limit = 2
        #expect(throws: (any Error).self, "\(groups)") { try database.sums(query) }
      }
    }
  }
}

/// Who is on a roster, how old, and by which names, when a publication is compared.
@Suite("Entries of a roster at a period's end")
struct RosterEdgeTests {
  private let columns = FactKind.agent.columns

  private func variant(_ cells: [String: Int64], _ world: FactWorld, roster: RosterDay?) -> FactVariant {
    let variant = FactVariant(.agent, measures: 0)
    variant.load(
      StoredCells(
        values: columns.map { cells[$0.name] ?? 0 }, isPresent: columns.map { cells[$0.name] != nil }, carriedID: 1,
        origin: FactOrigin(source: 1, line: 2)), world, roster: roster)
    return variant
  }

  private let world = FactWorld(asOf: 0, horizons: [:], window: 0, names: [])

  @Test("hired before the end and not left before it")
  func onIt() throws {
    let period = try Period(parsing: "2019-03")
    let roster = RosterDay(period, columns)
    func isOnIt(_ cells: [String: Int64]) -> Bool { roster.isOnIt(variant(cells, world, roster: roster)) }
    let end = period.end
    #expect(
      isOnIt([:]) && isOnIt(["hired_at": end - 1]) && !isOnIt(["hired_at": end]) && !isOnIt(["hired_at": end + 1]))
    #expect(isOnIt(["left_at": end]) && isOnIt(["left_at": end + 1]) && !isOnIt(["left_at": end - 1]))
    #expect(isOnIt(["hired_at": 0, "left_at": end]) && !isOnIt(["hired_at": end, "left_at": end]))
    #expect(!isOnIt(["hired_at": 0, "left_at": end - 1]))
  }

  @Test("as old as on the period's last day")
  func age() throws {
    let march = RosterDay(try Period(parsing: "2019-03"), columns)
    let place = try #require(columns.firstIndex { $0.name == "age_years" })
    for (birth, age) in [("1974-03-31", Int64(45)), ("1974-04-01", 44), ("1974-03-30", 45), ("1974-02-28", 45)] {
      let born = try #require(LocalDay(iso: birth))
      #expect(variant(["born_at": born.start], world, roster: march).value(place) == age, "\(birth)")
      #expect(FactScanner.age(bornAt: born.start, on: try Period(parsing: "2019-03").last) == Int(age))
    }
    #expect(variant([:], world, roster: march).value(place) == nil)
    #expect(variant(["born_at": 0], world, roster: nil).value(place) == nil)
    let leap = try #require(LocalDay(iso: "2000-02-29"))
    for (day, age) in [("2019-02-28", 18), ("2019-03-01", 19), ("2020-02-29", 20), ("2000-02-29", 0)] {
      #expect(FactScanner.age(bornAt: leap.start, on: try #require(LocalDay(iso: day))) == age, "\(day)")
    }
  }

  @Test("a name stands for another from its first second to before its last, in the world of then")
  func names() {
    let span = PublicationBasis.Name(dimension: "district", id: 3, since: 100, until: 200, canonical: 4)
    let later = PublicationBasis.Name(dimension: "district", id: 3, since: 200, until: 300, canonical: 5)
    let world = FactWorld(asOf: 0, horizons: [:], window: 7, names: [span, later])
    #expect(
      [99, 100, 199, 200, 299, 300].map { world.canonicalID(of: 3, in: .district, at: $0) } == [3, 4, 4, 5, 5, 3])
    #expect(world.canonicalID(of: 2, in: .district, at: 150) == 2 && world.canonicalID(of: 3, in: .unit, at: 150) == 3)
    let same = FactWorld(asOf: 9, horizons: [:], window: 7, names: [span, later])
    let renamed = FactWorld(asOf: 0, horizons: [:], window: 7, names: [span])
    let longer = FactWorld(asOf: 0, horizons: [:], window: 8, names: [span, later])
    for kind in FactKind.allCases {
      let hasAliases = kind.dimensions.contains(.district) || kind.dimensions.contains(.unit)
      #expect(world.isSame(as: same, kind) && !world.isSame(as: longer, kind))
      #expect(world.isSame(as: renamed, kind) == !hasAliases, "\(kind)")
    }
  }
}
