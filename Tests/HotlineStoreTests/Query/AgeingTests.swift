import HotlineCalendar
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

@Suite("Five working days late, and six")
struct AgeingTests {
  let store: TestStore

  init() throws {
    store = try TestStore()
    // Due on Wednesday the 6th of March: Wednesday the 13th is five working days later, Thursday the 14th six.
    func order(_ key: String, due: String = "2019-03-06 18:00", closed: String = "") -> TestRecord {
      let status = closed.isEmpty ? "open" : "closed"
      return .order(
        key, received: "2019-03-04 09:00", [.dueAt: due, .closedAt: closed, .status: status, .kind: key])
    }
    try store.ingest(
      .workOrder,
      [
        order("closed on the fifth", closed: "2019-03-13 09:00"),
        order("closed on the sixth", closed: "2019-03-14 09:00"),
        order("closed on the dot", closed: "2019-03-06 18:00"),
        order("closed a second late", closed: "2019-03-06 18:00:01"), order("open"),
        order("due in two days", due: "2019-03-18 18:00"), order("due in three days", due: "2019-03-19 18:00"),
        order("last", due: "2019-03-29", closed: "2019-03-28 09:00"),
      ])
  }

  private func ages(asOf time: String) throws -> [String: OrderAge] {
    let moment = try #require(LocalTime.parse(time))
    return try store.open(.readOnly).orderAges(in: Period(parsing: "2019-03"), asOf: moment).compactMapValues {
      $0.count == 1 ? $0.first?.key : nil
    }
  }

  @Test("closed on the fifth working day after its deadline an order is late, on the sixth very late")
  func closed() throws {
    let ages = try ages(asOf: "2019-03-20 12:00")
    #expect(ages["closed on the fifth"] == .closedLate)
    #expect(ages["closed on the sixth"] == .closedVeryLate)
    #expect(ages["closed on the dot"] == .closedInTime)
    #expect(ages["closed a second late"] == .closedLate)
  }

  @Test("open on the fifth working day after its deadline an order is overdue, on the sixth long overdue")
  func open() throws {
    #expect(try ages(asOf: "2019-03-13 23:59")["open"] == .overdue)
    #expect(try ages(asOf: "2019-03-14 00:00")["open"] == .longOverdue)
    #expect(try ages(asOf: "2019-03-06 18:00")["open"] == .overdue, "at its deadline an open order is overdue")
    #expect(try ages(asOf: "2019-03-06 17:59:59")["open"] == .dueSoon)
  }

  @Test("due in two working days is soon, in three it is not")
  func soon() throws {
    let ages = try ages(asOf: "2019-03-14 12:00")
    #expect(ages["due in two days"] == .dueSoon)
    #expect(ages["due in three days"] == .notYetDue)
  }
}
