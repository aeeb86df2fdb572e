import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

/// What sources cover, up to when they speak, and what lies outside the calendar.
@Suite("What sources cover")
struct SourceQuestionTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  private func day(_ text: String) throws -> Int { try #require(LocalDay(iso: text)).number }

  private func spans(_ kind: FactKind) throws -> [SourceSpan] {
    try store.open(.readOnly).spans().filter { $0.kind == kind }
  }

  @Test("calls, orders and daily sums from their first day to their last, and as far as the export speaks")
  func dated() throws {
    try store.ingest(
      .call,
      [
        .call("1", at: "2019-03-04 23:59:59"),
        .call("2", at: "2019-03-06 00:00:00", [.exportedAt: "2019-03-10 08:00:00"]),
      ])
    try store.ingest(.workOrder, [.order("1", received: "2019-03-04 09:00", [.closedAt: "2019-03-07 10:00:00"])])
    try store.ingest(
      .tally, [TestRecord(.tally, [.key: "2019-03-04|12345", .line: "12345", .countedAt: "2019-03-04"])])
    try store.ingest(.call, [], named: "empty.csv")
    let calls = try spans(.call)
    #expect(try calls.map(\.line) == ["962200"] && calls.map(\.days) == [day("2019-03-04")...day("2019-03-06")])
    #expect(calls.map(\.laterDays.upperBound) == [try day("2019-03-10")])
    let orders = try spans(.workOrder)
    #expect(orders.map(\.days) == [try day("2019-03-04")...day("2019-03-04")])
    #expect(orders.map(\.laterDays.upperBound) == [try day("2019-03-07")])
    #expect(try spans(.tally).map(\.days) == [day("2019-03-04")...day("2019-03-04")])
  }

  @Test("lists that are kept by years from their first year on, those without a time always")
  func byYear() throws {
    func activity(_ key: String, _ time: String) -> TestRecord {
      TestRecord(.activity, [.key: key, .kind: "broadcast", .heldAt: time])
    }
    // The second is of 1966, the third of 2201: neither is believed.
    for (number, time) in ["2019-05-05", "-100000000", "7300000000"].enumerated() {
      try store.ingest(.activity, [activity("\(number)", time)])
    }
    try store.ingest(.agent, [TestRecord(.agent, [.key: "S1", .bornAt: "1980-01-01"])])
    let activities = try spans(.activity)
    #expect(activities.map(\.days.lowerBound) == [try day("2019-01-01"), 0, try day("2200-01-01")])
    for span in try activities + spans(.agent) {
      #expect(span.line == nil)
      #expect(span.days.upperBound > 36_525_000, "for as long as anybody asks")
    }
    #expect(try spans(.agent).map(\.days.lowerBound).allSatisfy { $0 < -36_525_000 })
    #expect(try spans(.agent).count == 1)
  }

  @Test("the first and the last second of some kinds of fact together")
  func seconds() throws {
    let database = try store.open()
    try database.migrate()
    #expect(try database.span(of: [.call]) == nil)
    try store.ingest(.call, [.call("1", at: "2019-03-04 08:00:00")])
    let first = try #require(LocalTime.parse("2019-03-04 08:00:00"))
    #expect(try database.span(of: [.call]) == first...first)
    try store.ingest(.workOrder, [.order("1", received: "2019-03-05 08:00:00"), .order("2", received: "2019-03-03")])
    let last = try #require(LocalTime.parse("2019-03-05 08:00:00"))
    #expect(try database.span(of: [.call, .workOrder]) == (try #require(LocalTime.parse("2019-03-03")))...last)
    #expect(try database.span(of: [.call]) == first...first)
    #expect(try database.span(of: []) == nil && database.span(of: [.tally]) == nil)
  }

  @Test("a day's sums speak of the day to its last second, other facts to their own")
  func horizons() throws {
    try store.ingest(
      .tally, [TestRecord(.tally, [.key: "2019-03-04|12345", .line: "12345", .countedAt: "2019-03-04"])])
    #expect(try store.open(.readOnly).asOf().map(LocalTime.text) == "2019-03-04 23:59:59")
    try store.ingest(.call, [.call("1", at: "2019-03-05 08:00:00")])
    #expect(try store.open(.readOnly).asOf().map(LocalTime.text) == "2019-03-05 08:00:00")
  }

  @Test("files without seconds are told by their names, for a period in which they have facts")
  func minutes() throws {
    for (name, isCoarse) in [("fine.csv", false), ("coarse.csv", true)] {
      let source = IngestedFile(path: name, sha256: name, sizeBytes: 1, kind: .call, profile: "test")
      _ = try store.open().ingest(source, measures: store.measures) { session in
        var summary = try TestStore.feed(&session, .call, [.call(name, at: "2019-03-04 08:00:00")])
        summary.hasMinutePrecision = isCoarse
        summary.isSimulated = isCoarse
        return summary
      }
      #expect(try store.open(.readOnly).isSimulated() == isCoarse)
    }
    let database = try store.open(.readOnly)
    #expect(try database.minutePreciseSources(.call, in: Period(parsing: "2019-03")) == ["coarse.csv"])
    #expect(try database.minutePreciseSources(.call, in: Period(parsing: "2019-02")).isEmpty)
    #expect(try database.minutePreciseSources(.workOrder, in: Period(parsing: "2019-03")).isEmpty)
  }

  @Test("orders whose working days lie outside the calendar are told by year, and others are not")
  func calendar() throws {
    try store.ingest(
      .workOrder,
      [.order("1", received: "2018-01-02"), .order("2", received: "2020-12-29", [.closedAt: "2020-12-31 18:00"])])
    #expect(try store.open(.readOnly).ordersOutsideCalendar() == nil)
    try store.ingest(
      .workOrder,
      [
        .order("3", received: "2021-01-04"), .order("4", received: "2020-06-01", [.closedAt: "2021-01-01 00:00:00"]),
        .order("5", received: "2017-12-29 10:00"),
      ])
    let said = try #require(try store.open(.readOnly).ordersOutsideCalendar())
    #expect(said.en.contains("by year: 2017 (1), 2021 (2);") && said.zh.contains("2017 (1), 2021 (2)"), "\(said.en)")
  }

  @Test("a database of one key is read with that key alone")
  func recordKey() throws {
    let database = try store.open()
    try database.migrate()
    #expect(throws: Diagnostic.self, "there is none yet") { try database.recordKey() }
    try store.ingest(.call, [.call("1", at: "2019-03-04")])
    _ = try database.recordKey()
    try store.giveCommonKey()
    #expect(throws: Diagnostic.self, "another one") { try database.recordKey() }
    let fresh = try TestStore()
    try fresh.giveCommonKey()
    let other = try fresh.open()
    try other.migrate()
    _ = try other.recordKey()
  }
}
