import GRDB
import HotlineCalendar
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

@Suite("Columns that follow from others")
struct DerivationTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  private func order(_ key: String, _ column: String) throws -> String? {
    try store.sql("SELECT \(column) AS value FROM work_order_view WHERE key = '\(key)'").first?["value"]
  }

  @Test("first contact is due at the end of the first working day after receipt, unless the export says when")
  func contactDeadline() throws {
    try store.ingest(
      .workOrder,
      [
        .order("thursday", received: "2019-03-07 09:00"), .order("friday", received: "2019-03-08 09:00"),
        .order("sunday", received: "2019-03-10 09:00"), .order("holiday", received: "2019-09-30 17:00"),
        .order("explicit", received: "2019-03-07", [.firstContactDueAt: "2019-03-20 12:00"]),
        .order("beyond", received: "2031-03-07"),
      ])
    #expect(try order("thursday", "contact_deadline_local") == "2019-03-08 23:59:59")
    #expect(try order("friday", "contact_deadline_local") == "2019-03-11 23:59:59")
    #expect(try order("sunday", "contact_deadline_local") == "2019-03-12 23:59:59")
    #expect(try order("holiday", "contact_deadline_local") == "2019-10-08 23:59:59")
    #expect(try order("explicit", "contact_deadline_local") == "2019-03-20 12:00:00")
    #expect(try order("beyond", "contact_deadline_local") == nil)
  }

  @Test("the deadline in force is the extended one; closing is counted in working days")
  func deadline() throws {
    try store.ingest(
      .workOrder,
      [
        .order(
          "1", received: "2019-03-07 09:00", [.dueAt: "2019-03-14", .closedAt: "2019-03-12 08:00", .status: "closed"]),
        .order("2", received: "2019-03-07 09:00", [.dueAt: "2019-03-14", .extendedDueAt: "2019-03-28"]),
        .order("3", received: "2019-09-30 09:00", [.closedAt: "2019-10-12 08:00", .status: "closed"]),
      ])
    #expect(try order("1", "deadline_local") == "2019-03-14 00:00:00")
    #expect(try order("2", "deadline_local") == "2019-03-28 00:00:00")
    #expect(try order("1", "CAST(closure_working_days AS TEXT)") == "3")
    #expect(try order("3", "CAST(closure_working_days AS TEXT)") == "5")
    #expect(try order("2", "CAST(closure_working_days AS TEXT)") == nil)
  }

  @Test("a change of policy is carried out over what is stored")
  func policy() throws {
    try store.ingest(.workOrder, [.order("1", received: "2019-03-07 09:00")])
    try store.ingest(.call, [.call("1", at: "2019-03-07")])
    let settings = DerivationSettings(firstContactWorkingDays: 3, repeatWindowDays: 30)
    let database = try store.open(settings: settings)
    try database.refresh(measures: store.measures)
    #expect(try order("1", "contact_deadline_local") == "2019-03-12 23:59:59")
    #expect(
      try store.sql("SELECT repeat_window_ends_at - started_at AS days FROM call_view").first?["days"] == 30 * 86_400)
    #expect(try database.check().isEmpty)
  }

  private func next(_ key: String, topic: Bool = false) throws -> String? {
    let column = topic ? "next_same_topic_local" : "next_call_local"
    return try store.sql("SELECT \(column) AS value FROM call_view WHERE key = '\(key)'").first?["value"]
  }

  @Test("a caller's calls are linked on the same line, inbound only, across files")
  func sequence() throws {
    let caller: [FactField: String] = [.caller: "13800000001", .category: "低保"]
    func call(_ key: String, _ time: String, _ changes: [FactField: String] = [:]) -> TestRecord {
      .call(key, at: time, caller.merging(changes) { $1 })
    }
    try store.ingest(
      .call, [call("1", "2019-03-01"), call("4", "2019-03-04"), call("out", "2019-03-02", [.direction: "outbound"])])
    #expect(try next("1") == "2019-03-04 00:00:00")
    try store.ingest(
      .call,
      [
        call("3", "2019-03-03", [.category: "婚姻登记"]), call("12345", "2019-03-02", [.line: "12345"]),
        call("other", "2019-03-02", [.caller: "13800000002"]), call("none", "2019-03-05", [.category: ""]),
        call("none2", "2019-03-06", [.category: ""]),
      ])
    #expect(try next("1") == "2019-03-03 00:00:00")
    #expect(try next("1", topic: true) == "2019-03-04 00:00:00")
    #expect(try next("3", topic: true) == nil)
    #expect(try next("none") == "2019-03-06 00:00:00" && next("none", topic: true) == "2019-03-06 00:00:00")
    #expect(try next("out") == nil && next("12345") == nil && next("other") == nil)
  }

  @Test(
    "calls to another hotline are linked where the policy says so: from the start, and when it changes",
    arguments: [true, false])
  func acrossLines(fromStart: Bool) throws {
    let caller: [FactField: String] = [.caller: "13800000001", .category: "低保"]
    let calls: [TestRecord] = [
      .call("1", at: "2019-03-01", caller), .call("2", at: "2019-03-03", caller.merging([.line: "12345"]) { $1 }),
      .call("3", at: "2019-03-04", caller),
    ]
    let across = DerivationSettings(repeatsAcrossLines: true)
    try store.ingest(.call, calls, into: store.open(settings: fromStart ? across : DerivationSettings()))
    if !fromStart { #expect(try next("1") == "2019-03-04 00:00:00") }
    let database = try store.open(settings: across)
    try database.refresh(measures: store.measures)
    #expect(try next("1") == "2019-03-03 00:00:00" && next("2", topic: true) == "2019-03-04 00:00:00")
    #expect(try database.check().isEmpty)
    try store.open().refresh(measures: store.measures)
    #expect(try next("1") == "2019-03-04 00:00:00" && next("2") == nil)
    let catalog = try MetricCatalog(
      yaml: """
        settings: {repeat_window_days: 3, repeats_across_lines: true}
        measures: {calls: {fact: call}}
        metrics:
          calls:
            {name: {zh: 来电, en: calls}, unit: count, better: neither, numerator: calls, source: 本热线,
            definition: {zh: "{repeat_days}天内向{repeat_lines}来电", en: "calls to {repeat_lines} in {repeat_days} days"}}
        """, file: "metrics.yaml")
    #expect(catalog.metrics[0].definition == LocalizedText(zh: "3天内向任一热线来电", en: "calls to any hotline in 3 days"))
  }

  @Test("a call that turns out to be someone else's leaves the sequence")
  func leaving() throws {
    let caller: [FactField: String] = [.caller: "13800000001"]
    let late: [FactField: String] = [.exportedAt: "2019-05-01"]
    try store.ingest(.call, ["1", "2", "3"].map { .call($0, at: "2019-03-0\($0)", caller) })
    try store.ingest(.call, [.call("2", at: "2019-03-02", late)])
    #expect(try next("1") == "2019-03-03 00:00:00" && next("2") == nil)
    try store.ingest(
      .call, [.call("3", at: "2019-03-03", caller.merging(late) { $1 }.merging([.direction: "outbound"]) { $1 })])
    #expect(try next("1") == nil)
    #expect(try store.open().check().isEmpty)
  }
}
