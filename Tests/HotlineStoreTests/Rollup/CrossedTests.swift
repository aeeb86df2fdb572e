import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineSimulation
@testable import HotlineStore

@Suite("Sums by several dimensions at once are what the facts give")
struct CrossedTests {
  private static let breakdowns: [[Grouping]] = [
    [.dimension(.district), .dimension(.unit)], [.dimension(.category), .dimension(.district), .month],
    [.dimension(.unit), .dimension(.category), .quarter],
    [.dimension(.line), .dimension(.district), .dimension(.unit), .year],
    [.dimension(.district), .dimension(.unit), .day], [.dimension(.unit), .dimension(.district), .weekday],
    [.dimension(.kind), .dimension(.unit), .month],
  ]

  /// Two databases of the same facts: one with sums of the measures, one that must look at the facts.
  @Test("every breakdown, period, condition and as-of moment", arguments: UInt64(50)...57)
  func breakdowns(seed: UInt64) throws {
    let (rolled, plain) = (try TestStore(), try TestStore())
    plain.measures = []
    for store in [rolled, plain] {
      try store.giveCommonKey()
      var records = RandomRecords(seed: seed)
      let database = try store.open()
      for _ in 0..<3 {
        try store.ingest(.call, records.calls(60), into: database)
        try store.ingest(.workOrder, records.orders(40), into: database)
      }
      #expect(try database.check() == [])
    }
    let timed = try TestMeasures.all.filter { $0.time != nil && [.call, .workOrder].contains($0.fact) }
    let (fast, slow) = (try rolled.open(.readOnly), try plain.open(.readOnly))
    for (period, moment) in [
      ("2019", "2019-02-25 12:00:00"), ("2019-01", "2019-01-14 03:20:00"),
      ("2019-01-03..2019-02-11", "2019-01-20 21:05:00"),
    ] {
      let asOf = try #require(LocalTime.parse(moment))
      for groups in Self.breakdowns {
        for conditions: [Dimension: [String]] in [
          [:], [.unit: ["社会救助处", ""]], [.line: ["12345"], .district: ["浦东新区"]],
        ] {
          let query = SumQuery(
            measures: timed, period: try Period(parsing: period), conditions: conditions, groups: groups, asOf: asOf)
          #expect(try Self.cases(fast.sums(query)) == Self.cases(slow.sums(query)), "\(groups) \(period) \(conditions)")
        }
      }
    }
  }

  /// The rows with a case: of groups that have facts and no case, sums know and facts that are looked at do not.
  private static func cases(_ rows: [SumRow]) -> [SumRow] {
    rows.filter { row in row.values.contains { ($0 ?? 0) != 0 } }
  }

  @Test("a day with more members than are worth keeping is told by its facts, the days around it are not")
  func manyMembers() throws {
    let store = try TestStore()
    let count = RollupDay.mostCrossed + 100
    let many = (0..<count).map {
      TestRecord.call("m\($0)", at: "2019-03-05 08:00:00", [.category: "话题\($0)", .district: "黄浦区"])
    }
    let few = [
      TestRecord.call("a", at: "2019-03-04 08:00:00", [.category: "低保", .district: "黄浦区", .unit: "社会救助处"]),
      TestRecord.call("b", at: "2019-04-04 08:00:00", [.category: "低保", .district: "静安区", .unit: "社会救助处"]),
    ]
    let database = try store.open()
    try store.ingest(.call, few + many, into: database, batchSize: 500)
    #expect(try store.sql("SELECT day FROM rollup_uncrossed_days_call_started_at").map { $0[0] as Int } == [17_960])
    #expect(
      try store.sql("SELECT DISTINCT month FROM rollup_crossed_months_call_started_at").map { $0[0] as Int } == [17_987]
    )
    let query = SumQuery(
      measures: try TestMeasures.named("calls"), period: try Period(parsing: "2019"),
      conditions: [.district: ["黄浦区"]], groups: [.dimension(.unit), .month], asOf: .max)
    #expect(
      try database.sums(query) == [
        SumRow(labels: ["", "2019-03"], values: [Double(count)]), SumRow(labels: ["社会救助处", "2019-03"], values: [1]),
      ])
    #expect(try database.check() == [])
  }

  @Test("an answer with more groups than are allowed is refused")
  func limit() throws {
    let store = try TestStore()
    let database = try store.open()
    try store.ingest(
      .call,
      (0..<5).map {
        .call("\($0)", at: "2019-03-05 08:00:00", [.category: "话题\($0)", .district: "黄浦区", .agent: "\($0)"])
      },
      into: database)
    for groups: [Grouping] in [
      [.dimension(.category)], [.dimension(.category), .dimension(.district)], [.dimension(.agent), .hour],
    ] {
      var query = SumQuery(
        measures: try TestMeasures.named("calls"), period: try Period(parsing: "2019"), groups: groups, asOf: .max,
        limit: 5)
      #expect(try database.sums(query).count == 5)
      query.limit = 4
      #expect(throws: Diagnostic.self) { try database.sums(query) }
    }
  }

  @Test("spans are read by whole months, by days around them, and without the days that have no sums")
  func spans() throws {
    func day(_ text: String) throws -> Int { try #require(LocalDay(iso: text)).number }
    let span = try day("2019-01-30")...day("2019-06-10")
    let all = CrossedSpans(span, uncrossed: [], usesMonths: true)
    #expect(all.months == [try day("2019-02-01")...day("2019-05-01")])
    #expect(all.days == [try day("2019-01-30")...day("2019-01-31"), try day("2019-06-01")...day("2019-06-10")])
    let gap = CrossedSpans(span, uncrossed: [try day("2019-03-01"), try day("2019-03-31")], usesMonths: true)
    #expect(gap.months == [try day("2019-02-01")...day("2019-02-01"), try day("2019-04-01")...day("2019-05-01")])
    #expect(
      gap.days == [
        try day("2019-01-30")...day("2019-01-31"), try day("2019-03-02")...day("2019-03-30"),
        try day("2019-06-01")...day("2019-06-10"),
      ])
    let byDay = CrossedSpans(span, uncrossed: [try day("2019-03-01")], usesMonths: false)
    #expect(byDay.months.isEmpty)
    #expect(byDay.days == [try day("2019-01-30")...day("2019-02-28"), try day("2019-03-02")...day("2019-06-10")])
  }
}

@Suite("Sums by keys")
struct KeyedSumsTests {
  @Test("are those of a dictionary, and come in order of the keys", arguments: [0, 1, 3])
  func dictionary(width: Int) {
    var random = SeededGenerator(seed: 7)
    let sums = KeyedSums(keyWidth: width, stride: 2, capacity: 2)
    var expected: [[Int64]: [Double]] = [:]
    for step in 0..<2000 {
      let key = (0..<width).map { _ in Int64.random(in: -3...9, using: &random) }
      let own = sums.sums(of: key)
      own[0] += 1
      own[1] += Double(step)
      expected[key, default: [0, 0]][0] += 1
      expected[key, default: [0, 0]][1] += Double(step)
    }
    #expect(sums.count == expected.count)
    let keys = sums.order.map { index in (0..<width).map { sums.key(index)[$0] } }
    #expect(keys == expected.keys.sorted { $0.lexicographicallyPrecedes($1) })
    for (index, key) in zip(sums.order, keys) {
      #expect([sums.sums(index)[0], sums.sums(index)[1]] == expected[key])
    }
    sums.removeAll()
    #expect(sums.count == 0 && sums.sums(of: [1, 2, 3])[0] == 0)
  }
}

@Suite("Days of sums without room")
struct RollupRoomTests {
  /// The cells of a call that began at noon of a day.
  private func add(_ day: Int, to sums: RollupSums) {
    let cells = FactCells(count: FactKind.call.columns.count)
    defer { cells.deallocate() }
    for index in FactKind.call.columns.indices { cells.isPresent[index] = false }
    let time = FactKind.call.columns.firstIndex { $0.name == "started_at" } ?? 0
    cells.values[time] = LocalDay(number: day).start + 43_200
    cells.isPresent[time] = true
    sums.add(cells)
  }

  @Test("a day is done when the next one begins; one that comes again is left out")
  func closing() throws {
    let store = try TestStore()
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let names = try store.open().read { try NameTables($0, reference: TestStore.reference()) }
    let base = Rollup.Base(fact: .call, time: "started_at", measures: [.allFacts(.call, time: "started_at")])
    let sums = RollupSums(base, names: names, roomBytes: 0)
    for day in [100, 100, 101] { add(day, to: sums) }
    #expect(sums.takeClosed().map(\.number) == [100])
    for day in [102, 100, 102] { add(day, to: sums) }
    #expect(sums.leftOut == [100])
    let rest = sums.takeAll()
    #expect(rest.map(\.number) == [101, 102])
    #expect(rest.last?.crossed.count == 1 && rest.last?.crossed.sums(0)[0] == 2)
    // By hour, seat, district, unit and topic.
    #expect(rest.last?.members.count == 5)
    let roomy = RollupSums(base, names: names, roomBytes: 1 << 20)
    for day in [100, 101, 100] { add(day, to: roomy) }
    #expect(roomy.closed.isEmpty && roomy.leftOut.isEmpty)
    #expect(roomy.takeAll().map { $0.crossed.sums(0)[0] } == [2, 1])
  }
}
