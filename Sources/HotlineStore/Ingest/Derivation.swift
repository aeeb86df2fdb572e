import GRDB
import HotlineCalendar
import HotlineLogs

/// The columns that follow from others by the calendar and the policies.
struct Derivation {
  let calendar: WorkingDayCalendar
  let settings: DerivationSettings

  /// Fills the derived columns of a record.
  func derive(_ kind: RecordKind, layout: FactLayout, values: inout [Int64], isPresent: inout [Bool]) {
    func get(_ name: String) -> Int64? {
      layout.columns.firstIndex(of: name).flatMap { isPresent[$0] ? values[$0] : nil }
    }
    func set(_ name: String, _ value: Int64?) {
      guard let column = layout.columns.firstIndex(of: name) else { return }
      values[column] = value ?? 0
      isPresent[column] = value != nil
    }
    switch kind {
    case .call: set("repeat_window_ends_at", get("started_at").map { $0 + Int64(settings.repeatWindowDays) * 86_400 })
    case .workOrder:
      let derived = order(
        received: get("received_at") ?? 0, contactDue: get("first_contact_due_at"), due: get("due_at"),
        extended: get("extended_due_at"),
        closed: get("closed_at"))
      set("contact_deadline_at", derived.contactDeadline)
      set("deadline_at", derived.deadline)
      set("closure_working_days", derived.closureWorkingDays)
    case .budget:
      set("year_starts_at", get("year").flatMap { LocalDay(year: Int($0), month: 1, day: 1)?.start })
    case .activity, .agent: break
    }
  }

  private func order(received: Int64, contactDue: Int64?, due: Int64?, extended: Int64?, closed: Int64?)
    -> (contactDeadline: Int64?, deadline: Int64?, closureWorkingDays: Int64?)
  {
    (
      contactDue ?? calendar.endOfWorkingDay(after: received, days: settings.firstContactWorkingDays), extended ?? due,
      closed.flatMap { calendar.workingDays(from: received, to: $0) }.map(Int64.init)
    )
  }

  /// Works out the derived columns of every fact anew, after the calendar or the policies changed.
  func rederive(_ database: Database) throws {
    try database.execute(
      sql: "UPDATE call SET repeat_window_ends_at = started_at + ?", arguments: [settings.repeatWindowDays * 86_400])
    let update = try database.makeStatement(
      sql: "UPDATE work_order SET contact_deadline_at = ?, deadline_at = ?, closure_working_days = ? WHERE id = ?")
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, received_at, first_contact_due_at, due_at, extended_due_at, closed_at FROM work_order")
    for row in rows {
      let derived = order(received: row[1], contactDue: row[2], due: row[3], extended: row[4], closed: row[5])
      try update.execute(arguments: [
        derived.contactDeadline, derived.deadline, derived.closureWorkingDays, row[0] as Int64,
      ])
    }
  }
}
