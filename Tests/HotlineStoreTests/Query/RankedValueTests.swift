import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineStore

@Suite("Values of single cases")
struct RankedValueTests {
  private let store: TestStore
  private let waits: Measure

  init() throws {
    store = try TestStore()
    waits = try TestMeasures.measure("waits", .call, "direction = 'inbound'", value: "wait_seconds", time: "started_at")
  }

  /// Six calls of two months and districts, one of them without a wait, and an outbound one.
  private func ingest() throws {
    let waits = ["0", "4", "", "4", "9", "100"]
    try store.ingest(
      .call,
      waits.enumerated().map { index, wait in
        .call(
          "\(index)", at: index < 3 ? "2019-01-05 23:59:59" : "2019-02-06 00:00:00",
          [.waitSeconds: wait, .district: index % 2 == 0 ? "浦东" : "黄浦区"])
      } + [.call("out", at: "2019-01-05", [.direction: "outbound", .waitSeconds: "1"])])
  }

  private func query(
    _ groups: [Grouping] = [], _ conditions: [Dimension: [String]] = [:], asOf: Int64 = .max
  ) throws -> SumQuery {
    SumQuery(measures: [], period: try Period(parsing: "2019"), conditions: conditions, groups: groups, asOf: asOf)
  }

  private func all(_ query: SumQuery) throws -> [RankedValues] {
    try store.open(.readOnly).values(of: waits, in: query) { Set(1...$0) }
  }

  @Test("each rank of each group has its value; a case without one is none")
  func byHand() throws {
    try ingest()
    #expect(try all(query()) == [RankedValues(labels: [], cases: 5, values: [1: 0, 2: 4, 3: 4, 4: 9, 5: 100])])
    #expect(
      try all(query([.month])) == [
        RankedValues(labels: ["2019-01"], cases: 2, values: [1: 0, 2: 4]),
        RankedValues(labels: ["2019-02"], cases: 3, values: [1: 4, 2: 9, 3: 100]),
      ])
    let byHour = try all(query([.dimension(.district), .hour]))
    #expect(byHour.map(\.labels) == [["浦东新区", "00"], ["浦东新区", "23"], ["黄浦区", "00"], ["黄浦区", "23"]])
    #expect(byHour.map(\.cases) == [1, 1, 2, 1])
    #expect(try all(query([.weekday], [.district: ["黄浦区"]])).map(\.labels) == [["3"], ["6"]])
    #expect(try all(query([], [.district: ["浦东"]])).map(\.cases) == [2], "an alias may be asked for by")
    #expect(try all(query([], [.district: ["静安区"]])).isEmpty)
  }

  @Test("what the data do not speak of yet has no value")
  func asOf() throws {
    try ingest()
    let moment = try #require(LocalTime.parse("2019-02-01"))
    #expect(try all(query(asOf: moment)).map(\.values) == [[1: 0, 2: 4]])
  }

  @Test("ages of a roster, as it stands at the period's end")
  func roster() throws {
    try store.ingest(
      .agent,
      [("a", "1980-06-01", ""), ("b", "1990-06-01", ""), ("c", "1960-06-01", "2019-05-01")].map { key, born, left in
        TestRecord(.agent, [.key: key, .bornAt: born, .leftAt: left].filter { !$0.value.isEmpty })
      })
    let ages = try TestMeasures.measure("ages", .agent, value: "age_years", time: nil)
    let database = try store.open(.readOnly)
    let found = try database.values(of: ages, in: query()) { Set(1...$0) }
    #expect(found == [RankedValues(labels: [], cases: 2, values: [1: 29, 2: 39])])
    let sql = try database.sql(FactQuestion(ages, in: query()), .statistic(.median))
    #expect(try store.sql(sql).first?["value"] == 34.0)
  }

  private static let statistics = [
    OrderStatistic.median, .percentile(90), .percentile(50), .percentile(1), .minimum, .maximum,
  ]

  /// The statistic of sorted values by its definition: the place counted out.
  private func expected(_ statistic: OrderStatistic, of values: [Double]) -> Double? {
    guard let first = values.first, let last = values.last else { return nil }
    switch statistic {
    case .minimum: return first
    case .maximum: return last
    case .median: return (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
    case .percentile(let percent):
      return values.first { value in
        let below = values.count { $0 <= value }
        return below * 100 >= percent * values.count
      }
    }
  }

  @Test("the SQL that explains a statistic gives the same, on random logs", arguments: statistics)
  func explained(statistic: OrderStatistic) throws {
    var dice = SystemRandomNumberGenerator()
    var calls: [TestRecord] = []
    var waits: [(wait: Int, isEast: Bool)] = []
    for index in 0..<Int.random(in: 1...120, using: &dice) {
      let wait = Int.random(in: 0...(Bool.random(using: &dice) ? 9 : 5_000), using: &dice)
      let isKnown = Int.random(in: 0..<8, using: &dice) > 0
      let isEast = Bool.random(using: &dice)
      if isKnown { waits.append((wait, isEast)) }
      calls.append(
        .call(
          "\(index)", at: "2019-03-05", [.waitSeconds: isKnown ? "\(wait)" : "", .district: isEast ? "浦东" : "黄浦区"]))
    }
    try store.ingest(.call, calls)
    let sevenths = try TestMeasures.measure("sevenths", .call, value: "wait_seconds / 7.0 - 2", time: "started_at")
    let database = try store.open(.readOnly)
    for isWestOnly in [false, true] {
      let conditions: [Dimension: [String]] = isWestOnly ? [.district: ["黄浦区"]] : [:]
      let query = try query([], conditions)
      let chosen = waits.filter { !isWestOnly || !$0.isEast }
      let values = chosen.map { Double($0.wait) / 7 - 2 }.sorted()
      let expected = expected(statistic, of: values)
      let found = try database.values(of: sevenths, in: query) { Set(statistic.ranks(of: $0)) }.first
      #expect(found?.value(statistic) == expected)
      let sql = try database.sql(FactQuestion(sevenths, in: query), .statistic(statistic))
      let theirs = try DatabaseQueue(path: store.path).read { try Double.fetchOne($0, sql: sql) }
      #expect(theirs == expected, "\(sql)")
      guard let found else { continue }
      // The rows behind the value are those that have it.
      let own = Set(found.values.values)
      let valued = try #require(sevenths.cases(valued: own))
      let rows = try database.rows(FactQuestion(valued, in: query), RowSpan(1_000))
      #expect(rows.count == values.count { own.contains($0) })
    }
  }

  @Test("a search in little memory finds what sorting does", arguments: [4, 16, 1 << 18])
  func littleMemory(limit: Int) throws {
    var dice = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let cases = (0..<Int.random(in: 1...2_000, using: &dice)).map { _ -> (group: Int, value: Double) in
        let whole = Double(Int.random(in: -30...30, using: &dice))
        let value = Bool.random(using: &dice) ? whole : Double.random(in: -1e6...1e6, using: &dice)
        return (Int.random(in: 0..<3, using: &dice), value)
      }
      func wanted(_ count: Int) -> Set<Int> { [1, (count + 1) / 2, max(1, count * 9 / 10), count] }
      var search = RankSearch(limit: limit)
      var passes = 0
      repeat {
        for (group, value) in cases { search.add(value, group: group) }
        passes += 1
      } while search.endPass(wanted) && passes < 70
      #expect(passes < 70)
      if limit == 4, cases.count > 500 { #expect(passes > 1) }
      for (group, members) in Dictionary(grouping: cases, by: \.group) {
        let sorted = members.map(\.value).sorted()
        #expect(search.cases[group] == sorted.count)
        for rank in wanted(sorted.count) { #expect(search.values[group]?[rank] == sorted[rank - 1]) }
      }
    }
  }
}
