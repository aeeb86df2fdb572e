import HotlineCalendar
import HotlineModel

/// The orders of a member that ask for something: nothing of them but number, times and how late; nothing of citizens.
struct MemberOrders {
  /// An order of a list.
  struct Order {
    let id: String
    let received: String
    let due: String
    /// When what was due was done; `nil` where it is not.
    let done: String?
    /// Working days after the deadline; `nil` where the calendar does not tell.
    let workingDaysLate: Int?
  }

  /// Due in the period and not closed in time, open or closed since; the latest first.
  let late: [Order]
  /// Due before the period and still open.
  let older: [Order]
  /// Open and due within two working days of the as-of moment; the next first.
  let dueSoon: [Order]
  /// Not contacted by the deadline of first contact.
  let uncontacted: [Order]

  init(
    late: [FactRow], older: [FactRow], dueSoon: [FactRow], uncontacted: [FactRow], today: LocalDay,
    calendar: WorkingDayCount
  ) {
    func orders(_ rows: [FactRow], due: String, done: String?) -> [Order] {
      rows.map { row in
        func text(_ name: String) -> String? { row.columns.first { $0.name == name }?.value }
        let closed = done.flatMap(text)
        let until = closed.flatMap { LocalTime.parse($0) }.map(LocalDay.init(containing:)) ?? today
        let deadline = text(due).flatMap { LocalTime.parse($0) }.map(LocalDay.init(containing:))
        return Order(
          id: text("key") ?? "", received: text("received_local") ?? "", due: text(due) ?? "", done: closed,
          workingDaysLate: deadline.flatMap { calendar.between($0, until) })
      }
    }
    func worstFirst(_ orders: [Order]) -> [Order] {
      // What is still open comes first: there something can be done.
      orders.sorted {
        ($0.done == nil ? 0 : 1, -($0.workingDaysLate ?? 0), $0.due, $0.id) < (
          $1.done == nil ? 0 : 1, -($1.workingDaysLate ?? 0), $1.due, $1.id
        )
      }
    }
    self.late = worstFirst(orders(late, due: "deadline_local", done: "closed_local"))
    self.older = worstFirst(orders(older, due: "deadline_local", done: "closed_local"))
    self.dueSoon = orders(dueSoon, due: "deadline_local", done: nil).sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    self.uncontacted = worstFirst(orders(uncontacted, due: "contact_deadline_local", done: "first_contacted_local"))
  }
}
