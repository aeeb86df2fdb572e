import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineStore

@Suite("What is known of each hotline by itself")
struct LineHorizonTests {
  private let store: TestStore
  private let database: HotlineDatabase
  private let measures: [Measure]

  /// Files of 962200 speak up to 31 January, the only one of 12345 up to the 20th.
  init() throws {
    store = try TestStore()
    measures = try [Measure.Counting.matured, .notYetMatured].map { counts in
      try TestMeasures.measure(
        "resolvable_\(counts)", .call, "caller is not null", time: "started_at", matures: "repeat_window_ends_at",
        counts: counts)
    }
    store.measures += measures
    database = try store.open()
    func call(_ key: String, _ line: String, _ day: String) -> TestRecord {
      .call(key, at: "2019-01-\(day) 10:00:00", [.line: line, .caller: "1380000000\(key)", .agent: "1001"])
    }
    try store.ingest(.call, [call("1", "962200", "15"), call("2", "962200", "31")], into: database)
    try store.ingest(
      .call, [call("3", "12345", "12"), call("4", "12345", "15"), call("5", "12345", "20")], into: database)
  }

  private func resolvable(by groups: [Grouping] = [], until moment: String = "2019-02-28 00:00:00") throws -> [SumRow] {
    let query = SumQuery(
      measures: measures, period: try Period(parsing: "2019-01"), groups: groups,
      asOf: try #require(LocalTime.parse(moment)))
    for (place, measure) in measures.enumerated() where groups.isEmpty {
      #expect(try database.sum(FactQuestion(measure, in: query)) == database.sums(query).first?.values[place])
    }
    return try database.sums(query)
  }

  /// A call can be judged when a week of its own hotline's data lies behind it: of 962200 that of the 15th, of 12345 that of the 12th.
  @Test("a call is judged when a week of its own hotline's data lies behind it")
  func judged() throws {
    #expect(try resolvable().map(\.values) == [[2, 3]])
    let byLine = try resolvable(by: [.dimension(.line)])
    #expect(byLine.map(\.labels) == [["12345"], ["962200"]])
    #expect(byLine.map(\.values) == [[1, 2], [1, 1]])
    // By sums of several dimensions, and by the facts one by one.
    #expect(
      try resolvable(by: [.dimension(.line), .dimension(.district), .dimension(.unit)]).map(\.values) == [
        [1, 2], [1, 1],
      ])
    #expect(try resolvable(by: [.dimension(.line), .dimension(.agent), .hour]).map(\.values) == [[1, 2], [1, 1]])
  }

  @Test("as of a moment that both know, both are judged by it")
  func both() throws {
    #expect(try resolvable(until: "2019-01-19 12:00:00").map(\.values) == [[1, 4]])
    #expect(try resolvable(by: [.dimension(.line)], until: "2019-01-22 12:00:00").map(\.values) == [[1, 2], [1, 1]])
  }

  @Test("a further file of the hotline makes it known as far")
  func furtherFile() throws {
    try store.ingest(
      .call, [.call("6", at: "2019-01-31 23:00:00", [.line: "12345", .caller: ""])], into: database)
    #expect(try resolvable().map(\.values) == [[4, 1]])
    _ = try database.forget(["file-3.csv"], measures: store.measures)
    #expect(try resolvable().map(\.values) == [[2, 3]])
  }
}
