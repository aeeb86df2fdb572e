import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

@Suite("Questions of reports")
struct ReportQuestionTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  private func moment(_ text: String) throws -> Int64 { try #require(LocalTime.parse(text)) }

  @Test("orders age by the deadline in force, in working days, as of a moment")
  func ages() throws {
    func order(_ key: String, due: String = "2019-03-06 18:00", closed: String = "", _ status: String = "open")
      -> TestRecord
    {
      .order(
        key, received: "2019-03-04 09:00",
        [.dueAt: due, .closedAt: closed, .status: closed.isEmpty ? status : "closed", .kind: "投诉"])
    }
    try store.ingest(
      .workOrder,
      [
        order("in time", closed: "2019-03-06 17:00"), order("late", closed: "2019-03-07 09:00"),
        order("very late", closed: "2019-03-15 09:00"), order("overdue"), order("soon", due: "2019-03-13"),
        order("later", due: "2019-03-28"), order("undated", due: ""), order("out", "returned"),
      ])
    let march = try Period(parsing: "2019-03")
    let database = try store.open(.readOnly)
    // As of Monday the 11th: three working days after the 6th. What was closed on the 15th was still open.
    let ages = try database.orderAges(in: march, asOf: moment("2019-03-11 12:00"))["投诉"]
    #expect(
      ages == [
        .closedInTime: 1, .closedLate: 1, .overdue: 2, .dueSoon: 1, .notYetDue: 1, .undated: 1, .leftOut: 1,
      ])
    let later = try database.orderAges(in: march, asOf: moment("2019-03-15 12:00"))["投诉"]
    #expect(later?[.closedVeryLate] == 1 && later?[.longOverdue] == 1)
    #expect(try database.orderAges(in: Period(parsing: "2019-04"), asOf: .max).isEmpty)
  }

  @Test("seats are the distinct agents who answered in the hour; outbound and menu calls are not asked of them")
  func seats() throws {
    func call(
      _ key: String, _ time: String, _ outcome: String = "answered", agent: String = "",
      _ more: [FactField: String] = [:]
    ) -> TestRecord {
      .call(key, at: "2019-03-04 \(time)", [.outcome: outcome, .agent: agent].merging(more) { $1 })
    }
    try store.ingest(
      .call,
      [
        call("1", "10:00", agent: "A"), call("2", "10:20", agent: "A"), call("3", "10:59:59", agent: "B"),
        call("4", "10:30", "abandoned", [.waitSeconds: "", .talkSeconds: "", .endedAt: "2019-03-04 10:30:40"]),
        call("5", "10:31", "failed", [.waitSeconds: "", .talkSeconds: ""]), call("6", "10:32", "abandoned_ivr"),
        call("7", "10:33", agent: "C", [.direction: "outbound"]), call("8", "11:00", agent: "B"),
      ])
    let hours = try store.open(.readOnly).seatHours(in: Period(parsing: "2019-03-04"))
    #expect(hours.map(\.hour) == [10, 11])
    let hour = hours[0]
    #expect(hour.asked == 5 && hour.answered == 3 && hour.abandoned == 1 && hour.seats == 2)
    #expect(hour.talkSeconds == 180 && hour.talkKnown == 3 && hour.waitedSeconds == 15 + 40)
    #expect(hour.isWorkingDay == true)
  }

  @Test("callers are counted by how often they called, without telling who")
  func frequencies() throws {
    let callers = ["138", "138", "138", "139", "", "150"]
    try store.ingest(
      .call, callers.enumerated().map { .call("\($0.offset)", at: "2019-03-0\($0.offset + 1)", [.caller: $0.element]) })
    let found = try store.open(.readOnly).callerFrequencies(in: Period(parsing: "2019-03"))
    #expect(found == [CallerFrequency(calls: 1, callers: 2), CallerFrequency(calls: 3, callers: 1)])
  }

  @Test("ages and callers of a part are those of its facts alone, by the names that they have today")
  func parts() throws {
    try store.ingest(
      .workOrder,
      [("1", "浦东"), ("2", "浦东新区"), ("3", "静安区"), ("4", "")].map { key, district in
        .order(
          key, received: "2019-03-04 09:00",
          [.dueAt: "2019-03-06 18:00", .status: "open", .kind: "投诉", .district: district])
      })
    try store.ingest(
      .call,
      [("1", "138", "浦东"), ("2", "138", "浦东新区"), ("3", "138", "静安区"), ("4", "139", "")].map { key, caller, district in
        .call(key, at: "2019-03-05", [.caller: caller, .district: district])
      })
    let (march, database) = (try Period(parsing: "2019-03"), try store.open(.readOnly))
    let noon = try moment("2019-03-11 12:00")
    func orders(_ conditions: [Dimension: [String]]) throws -> Int? {
      try database.orderAges(in: march, asOf: noon, under: conditions)["投诉"]?.values.reduce(0, +)
    }
    #expect(try orders([.district: ["浦东新区"]]) == 2 && orders([.district: [""]]) == 1)
    #expect(try orders([.district: ["浦东新区", "静安区"]]) == 3 && orders([:]) == 4)
    #expect(try orders([.district: ["崇明区"]]) == nil && orders([.line: ["12345"], .district: ["静安区"]]) == 1)
    func callers(_ conditions: [Dimension: [String]]) throws -> [CallerFrequency] {
      try database.callerFrequencies(in: march, under: conditions)
    }
    #expect(try callers([.district: ["浦东新区"]]) == [CallerFrequency(calls: 2, callers: 1)])
    #expect(try callers([:]) == [CallerFrequency(calls: 1, callers: 1), CallerFrequency(calls: 3, callers: 1)])
    #expect(try callers([.kind: ["投诉"]]).isEmpty, "calls have no kind")
  }

  @Test("a period's sources are those that can hold facts of it; rejects are counted by file and reason")
  func sources() throws {
    let reject = RejectedRow(
      line: 9, column: nil, header: nil, value: nil, reason: .missingValue,
      detail: LocalizedText(zh: "缺", en: "missing"))
    try store.ingest(.call, [.call("1", at: "2019-01-05")], named: "january.csv")
    try store.ingest(.call, [.call("2", at: "2019-03-05")], rejects: [reject, reject], named: "march.csv")
    let database = try store.open(.readOnly)
    #expect(try database.sources(of: Period(parsing: "2019-03")).map(\.file) == ["march.csv"])
    #expect(try database.sources(of: nil).map(\.file) == ["january.csv", "march.csv"])
    let counts = try database.rejectCounts()
    #expect(counts == [RejectCount(file: "march.csv", detail: LocalizedText(zh: "缺", en: "missing"), rows: 2)])
  }
}
