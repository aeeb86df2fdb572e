import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

@Suite("Names and their aliases")
struct NameTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  private func districts() throws -> [String?] {
    try store.sql("SELECT district FROM call_view ORDER BY started_at").map { $0["district"] }
  }

  @Test("a district that was merged is itself before the day and the other from it on")
  func merger() throws {
    try store.ingest(
      .call,
      [
        .call("1", at: "2015-11-03 23:59:59", [.district: "闸北区"]),
        .call("2", at: "2015-11-04 00:00", [.district: "闸北区"]),
        .call("3", at: "2019-01-01", [.district: "浦东"]), .call("4", at: "2019-01-02"),
      ])
    #expect(try districts() == ["闸北区", "静安区", "浦东新区", nil])
    let rows = try store.open(.readOnly).sums(
      SumQuery(
        measures: TestMeasures.named("calls"), period: try Period(parsing: "2015"), groups: [.dimension(.district)],
        asOf: .max))
    #expect(rows.map(\.labels) == [["闸北区"], ["静安区"]])
  }

  @Test("an unknown name is kept, counted and listed")
  func unknown() throws {
    try store.ingest(
      .call,
      [
        .call("1", at: "2019-01-01", [.district: "某某区"]),
        .call("2", at: "2019-01-02", [.district: "某某区", .unit: "某处"]),
      ])
    try store.ingest(.workOrder, [.order("1", received: "2019-01-01", [.unit: "某处"])])
    #expect(try districts() == ["某某区", "某某区"])
    #expect(try store.open(.readOnly).status().unknownNames == ["district": ["某某区": 2], "unit": ["某处": 2]])
  }

  @Test("a new alias changes what facts are called, never the facts")
  func newAlias() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-01", [.district: "某某区"])], named: "a.csv")
    let before = try store.sql("SELECT * FROM call")
    let alias = ReferenceData.NameEntry(
      name: "黄浦区", alias: "某某区", since: ReferenceData.always.since, until: ReferenceData.always.until)
    let reference = try TestStore.reference(extraAliases: [alias])
    try store.open(reference: reference).refresh(measures: store.measures)
    #expect(try districts() == ["黄浦区"])
    #expect(try store.sql("SELECT * FROM call") == before)
    let database = try store.open(reference: reference)
    #expect(try database.status().unknownNames["district"] == [:])
    #expect(try database.check().isEmpty)
    let rows = try database.sums(
      SumQuery(
        measures: TestMeasures.named("calls"), period: try Period(parsing: "2019"), groups: [.dimension(.district)],
        asOf: .max))
    #expect(rows.map(\.labels) == [["黄浦区"]])
    // A file that is known brings a change of names into force as well.
    try store.ingest(.call, [], named: "a.csv", into: store.open())
    #expect(try districts() == ["某某区"])
  }
}
