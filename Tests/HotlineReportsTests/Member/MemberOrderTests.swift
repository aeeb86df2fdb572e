import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineReports

@Suite("Orders of a member's sheet")
struct MemberOrderTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func row(_ id: String, due: String, closed: String? = nil) -> FactRow {
    let columns = [
      ("key", id), ("received_local", "2019-12-02 09:00:00"), ("deadline_local", due), ("closed_local", closed ?? ""),
    ]
    return FactRow(
      file: "orders.csv", sourceLine: 2,
      columns: columns.filter { !$0.1.isEmpty }.map { .init(name: $0.0, value: $0.1) })
  }

  private func orders(late: [FactRow], dueSoon: [FactRow] = []) throws -> MemberOrders {
    MemberOrders(
      late: late, older: [], dueSoon: dueSoon, uncontacted: [], today: try #require(LocalDay(iso: "2019-12-20")),
      calendar: WorkingDayCount(data: store.engine.data))
  }

  @Test(
    "the open ones come first, then the latest; of those as late, and where nobody can tell how late, the first due")
  func order() throws {
    let orders = try orders(
      late: [
        // The 9th is a Monday: four working days to the 13th, five to the 16th, nine to the 20th.
        row("closed-4", due: "2019-12-09 18:00:00", closed: "2019-12-13 10:00:00"),
        row("closed-5", due: "2019-12-09 17:00:00", closed: "2019-12-16 10:00:00"),
        row("open-9b", due: "2019-12-09 18:00:00"), row("open-9a", due: "2019-12-09 17:00:00"),
        row("open-9", due: "2019-12-09 17:00:00"),
        row("open-2", due: "2019-12-18 18:00:00"),
        // No calendar reaches so far back.
        row("old-b", due: "1990-01-05 18:00:00"), row("old-a", due: "1990-01-04 18:00:00"), row("undated", due: ""),
        row("same-day", due: "2019-12-20 08:00:00"),
      ],
      dueSoon: [
        row("b", due: "2019-12-24 18:00:00"), row("c", due: "2019-12-23 18:00:00"),
        row("a", due: "2019-12-24 18:00:00"),
      ])
    #expect(
      orders.late.map { "\($0.id) \($0.workingDaysLate.map(String.init) ?? "?")" } == [
        "open-9 9", "open-9a 9", "open-9b 9", "open-2 2", "undated ?", "old-a ?", "old-b ?", "same-day 0", "closed-5 5",
        "closed-4 4",
      ])
    #expect(orders.late.last?.done == "2019-12-13 10:00:00" && orders.late.first?.received == "2019-12-02 09:00:00")
    #expect(orders.dueSoon.map(\.id) == ["c", "a", "b"] && orders.dueSoon.allSatisfy { $0.done == nil })
  }

  @Test("working days are counted from the day after to the last one, holidays and days off left out")
  func workingDays() throws {
    let calendar = WorkingDayCount(data: store.engine.data)
    func day(_ text: String) throws -> LocalDay { try #require(LocalDay(iso: text)) }
    for (first, last, count) in [
      ("2019-12-09", "2019-12-09", 0), ("2019-12-10", "2019-12-09", 0), ("2019-12-09", "2019-12-10", 1),
      ("2019-12-13", "2019-12-15", 0),
      // The National Day week of 2019 was made up on 29 September and 12 October.
      ("2019-09-27", "2019-10-12", 7),
      ("1990-01-01", "1990-01-03", nil),
    ] as [(String, String, Int?)] {
      #expect(try calendar.between(day(first), day(last)) == count, "\(first) \(last)")
    }
    #expect(try calendar.last(within: 2, of: day("2019-12-13")) == day("2019-12-17"))
    #expect(try calendar.last(within: 0, of: day("2019-12-13")) == day("2019-12-15"))
    // Outside the calendar weekdays are worked: Friday 5 January 1990.
    #expect(try calendar.last(within: 1, of: day("1990-01-05")) == day("1990-01-08"))
  }
}
