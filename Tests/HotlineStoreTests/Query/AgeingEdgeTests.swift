import HotlineCalendar
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

/// Orders at the very second of their deadline, of the as-of moment and of the export that tells their state.
@Suite("How orders stand, to the second")
struct AgeingEdgeTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  private func order(_ key: String, _ changes: [FactField: String]) -> TestRecord {
    .order(
      key, received: "2019-03-04 09:00", [.dueAt: "2019-03-06 18:00", .kind: key].merging(changes) { $1 })
  }

  private func ages(asOf time: String, in period: String = "2019-03") throws -> [String: OrderAge] {
    let moment = try #require(LocalTime.parse(time))
    return try store.open(.readOnly).orderAges(in: Period(parsing: period), asOf: moment).compactMapValues {
      $0.count == 1 ? $0.first?.key : nil
    }
  }

  @Test("what is closed at the as-of moment is closed, a second before it was still open")
  func closing() throws {
    try store.ingest(
      .workOrder,
      [
        order("early", [.status: "closed", .closedAt: "2019-03-05 12:00:00"]),
        order("late", [.status: "closed", .closedAt: "2019-03-08 12:00:00"]),
        order("last", [.exportedAt: "2019-03-29 12:00:00"]),
      ])
    let then = try ages(asOf: "2019-03-05 12:00:00")
    #expect(then["early"] == .closedInTime && then["late"] == .dueSoon)
    #expect(try ages(asOf: "2019-03-05 11:59:59")["early"] == .dueSoon)
    #expect(try ages(asOf: "2019-03-08 12:00:00")["late"] == .closedLate)
    #expect(try ages(asOf: "2019-03-08 11:59:59")["late"] == .overdue)
    #expect(try ages(asOf: "2019-03-06 17:59:59")["late"] == .dueSoon)
  }

  @Test(
    "an open order is late when its export speaks of its deadline's second, before that its state is unknown"
  )
  func known() throws {
    try store.ingest(
      .workOrder,
      [
        order("before", [.exportedAt: "2019-03-06 17:59:59"]), order("at", [.exportedAt: "2019-03-06 18:00:00"]),
        order(
          "closed",
          [
            .exportedAt: "2019-03-06 17:00:00", .status: "closed", .closedAt: "2019-03-06 16:00:00",
          ]),
        order("last", [.exportedAt: "2019-03-29 12:00:00"]),
      ])
    let ages = try ages(asOf: "2019-03-07 09:00")
    #expect(ages["before"] == .stateUnknown && ages["at"] == .overdue && ages["closed"] == .closedInTime)
  }

  @Test(
    "returned, void and suspended orders are left out; without a deadline nothing is said; outside the calendar neither"
  )
  func others() throws {
    try store.ingest(
      .workOrder,
      [
        order("returned", [.status: "returned"]), order("void", [.status: "void"]),
        order("suspended", [.status: "suspended"]), order("undated", [.dueAt: ""]),
        .order("far", received: "2020-12-30 09:00", [.kind: "far", .dueAt: "2021-01-04 18:00"]),
        .order("gone", received: "2019-03-04 09:00", [.kind: "gone", .dueAt: "2017-12-20 18:00"]),
        .order("last", received: "2020-12-31 09:00", [.kind: "last", .exportedAt: "2020-12-31 12:00:00"]),
      ])
    let ages = try ages(asOf: "2020-12-31 12:00:00", in: "2019-03..2020-12")
    for key in ["returned", "void", "suspended"] { #expect(ages[key] == .leftOut, "\(key)") }
    #expect(ages["undated"] == .undated && ages["last"] == .undated)
    #expect(ages["far"] == .notYetDue, "how many working days there are until then, nobody knows")
    #expect(ages["gone"] == .lateUnknown)
  }
}
