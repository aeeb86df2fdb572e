import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

@Suite("Rollups are what a recomputation gives")
struct RollupTests {
  @Test("after any sequence of ingests", arguments: UInt64(1)...12)
  func randomSequences(seed: UInt64) throws {
    var records = RandomRecords(seed: seed)
    let store = try TestStore()
    let database = try store.open()
    for step in 0..<6 {
      let isOrders = Bool.random(using: &records.random)
      let batch = isOrders ? records.orders(25) : records.calls(35)
      // Now and then the definitions change between two ingests.
      store.measures = step == 3 ? Array(TestMeasures.all.dropLast(4)) : TestMeasures.all
      try store.ingest(isOrders ? .workOrder : .call, batch, into: database)
      #expect(try database.check().isEmpty, "seed \(seed), step \(step)")
    }
  }

  @Test("a rollup that was edited is found out")
  func edited() throws {
    let store = try TestStore()
    try store.ingest(.call, [.call("1", at: "2019-01-05 08:00")])
    try store.open().write { database in
      try database.execute(sql: "UPDATE rollup_call_started_at_hour SET calls = calls + 1")
      return ((), .commit)
    }
    #expect(try store.open().check().count == 1)
  }

  /// The slow path knows nothing of rollups, evaluators or scanners: the author's text over the readable view, as SQLite runs it.
  @Test("and what the author's filter gives over the view", arguments: UInt64(20)...27, [true, false])
  func slowPath(seed: UInt64, isRolled: Bool) throws {
    var records = RandomRecords(seed: seed)
    let store = try TestStore()
    if !isRolled { store.measures = [] }
    let database = try store.open()
    for _ in 0..<3 {
      try store.ingest(.call, records.calls(60), into: database)
      try store.ingest(.workOrder, records.orders(40), into: database)
    }
    let timed = TestMeasures.all.filter { $0.time != nil && [.call, .workOrder].contains($0.fact) }
    // The boundary of what has matured lies before, at and after noon, and at a day's first and last second.
    let clocks = ["03:20:00", "12:00:00", "21:05:00", "00:00:00", "23:59:59"]
    for (period, clock) in zip(["2019", "2019-01-03..2019-01-15", "2019-01", "2019", "2019-01-15"], clocks) {
      let asOf = try #require(LocalTime.parse("2019-01-22 \(clock)"))
      for conditions: [Dimension: [String]] in [
        [:], [.line: ["962200"]], [.district: ["浦东新区", ""]], [.district: ["静安区"], .unit: ["社会救助处"]],
      ] {
        let query = SumQuery(measures: timed, period: try Period(parsing: period), conditions: conditions, asOf: asOf)
        let sums = try #require(try database.sums(query).first)
        for (index, measure) in timed.enumerated() {
          let slow = try database.sum(FactQuestion(measure, in: query))
          let fast = try #require(sums.values[index])
          #expect(abs(fast - slow) < 1e-6, "\(measure.id) \(period) \(conditions): \(fast) is not \(slow)")
        }
      }
    }
  }

  @Test("groups add up to the whole", arguments: UInt64(30)...33)
  func groups(seed: UInt64) throws {
    var records = RandomRecords(seed: seed)
    let store = try TestStore()
    let database = try store.open()
    try store.ingest(.call, records.calls(200), into: database)
    let measures = TestMeasures.named("calls", "answered", "wait", "score")
    func sums(_ groups: [Grouping]) throws -> [SumRow] {
      try database.sums(SumQuery(measures: measures, period: try Period(parsing: "2019"), groups: groups, asOf: .max))
    }
    let whole = try #require(try sums([]).first)
    for groups: [Grouping] in [
      [.month], [.day], [.hour], [.weekday], [.dimension(.line)], [.dimension(.district)], [.dimension(.agent), .day],
      [.dimension(.district), .dimension(.unit)], [.dimension(.district), .hour], [.dimension(.line), .hour, .weekday],
    ] {
      let parts = try sums(groups)
      #expect(Set(parts.map(\.labels)).count == parts.count)
      for index in measures.indices {
        let total = parts.reduce(0) { $0 + ($1.values[index] ?? 0) }
        #expect(abs(total - (whole.values[index] ?? 0)) < 1e-6, "\(groups)")
      }
    }
  }
}
