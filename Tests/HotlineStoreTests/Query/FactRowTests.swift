import HotlineCalendar
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

/// Rows of facts: by what the next ones are found, and in what their numbers count.
@Suite("Rows and where they stand")
struct FactRowTests {
  let store: TestStore

  init() throws {
    store = try TestStore()
    try store.ingest(.call, [.call("c", at: "2019-03-04 08:00:00", [.agent: "S1"])])
    try store.ingest(.workOrder, [.order("o", received: "2019-03-04 09:00:00", [.reopened: "2"])])
    try store.ingest(.agent, [TestRecord(.agent, [.key: "S1", .bornAt: "1960-01-01"])])
  }

  private func row(_ measure: String) throws -> FactRow {
    let named = try TestMeasures.named(measure)[0]
    let query = SumQuery(measures: [named], period: try Period(parsing: "2019-03"), asOf: .max)
    return try #require(
      try store.open(.readOnly).rows(FactQuestion(named, in: query), RowSpan(10)).first)
  }

  @Test("a call is found again by its number, an order by its time and key, an entry without a time by its key")
  func positions() throws {
    let id: Int64 = try #require(try store.sql("SELECT id FROM call").first)[0]
    #expect(try row("calls").position == RowPosition(number: id, key: nil))
    let received = try #require(LocalTime.parse("2019-03-04 09:00:00"))
    #expect(try row("orders").position == RowPosition(number: received, key: "o"))
    #expect(try row("over_45").position == RowPosition(number: nil, key: "S1"))
  }

  @Test("what is there is told without a unit of its own; what is not there and what is hidden is not")
  func columns() throws {
    let call = try row("calls")
    #expect(
      call.columns.first { $0.name == "talk_seconds" } == .init(name: "talk_seconds", value: "60", unit: nil))
    let names = call.columns.map(\.name)
    #expect(names.contains("agent") && names.contains("started_local") && names.contains("key"))
    for hidden in ["caller", "id", "carried_id", "source_file", "source_line", "started_at", "satisfaction"] {
      #expect(!names.contains(hidden), "\(hidden)")
    }
    let order = try row("orders")
    #expect(order.columns.first { $0.name == "reopened" } == .init(name: "reopened", value: "2", unit: nil))
    #expect(order.file == "file-2.csv" && order.sourceLine == 2)
  }

  @Test("a sum over nothing is nought")
  func nothing() throws {
    let database = try store.open(.readOnly)
    for name in ["wait", "calls", "closure_days"] {
      let measure = try TestMeasures.named(name)[0]
      let query = SumQuery(measures: [measure], period: try Period(parsing: "2018-01"), asOf: .max)
      #expect(try database.sum(FactQuestion(measure, in: query)) == 0, "\(name)")
      #expect(try database.sums(query).map(\.values) == [[0]], "\(name)")
    }
  }
}
