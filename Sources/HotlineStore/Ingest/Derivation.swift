import GRDB
import HotlineCalendar
import HotlineModel
import HotlineReading

/// Which further calls of a caller count as repeated.
struct RepeatRule: Equatable {
  /// The seconds within which they come.
  let window: Int64
  /// Whether calls to other hotlines count too.
  let isAcrossLines: Bool
}

/// The columns that follow from others by the calendar and the policies.
struct Derivation {
  let calendar: WorkingDayCalendar
  let settings: DerivationSettings

  /// Fills the derived columns of a row, whose cells `value` reads and `fill` writes.
  func derive(_ layout: FactLayout, get value: (Int) -> Int64?, set fill: (Int, Int64?) -> Void) {
    let places = layout.derivation
    func get(_ place: Int?) -> Int64? { place.flatMap(value) }
    func set(_ place: Int?, _ value: Int64?) {
      if let place, let value { fill(place, value) }
    }
    switch layout.fact {
    case .workOrder:
      let derived = order(
        received: get(places.receivedAt) ?? 0, contactDue: get(places.firstContactDueAt), due: get(places.dueAt),
        extended: get(places.extendedDueAt), closed: get(places.closedAt))
      set(places.contactDeadlineAt, derived.contactDeadline)
      set(places.deadlineAt, derived.deadline)
      set(places.closureWorkingDays, derived.closureWorkingDays)
    case .budget:
      set(places.yearStartsAt, get(places.year).flatMap { LocalDay(year: Int($0), month: 1, day: 1)?.start })
    default: break
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

  /// Which further calls of a caller count as repeated.
  var repeats: RepeatRule {
    RepeatRule(window: Int64(settings.repeatWindowDays) * 86_400, isAcrossLines: settings.repeatsAcrossLines)
  }

  /// Works out the derived columns of every fact anew, after the calendar, the clock or the policies changed.
  func rederive(_ database: Database) throws {
    let lines = repeats.isAcrossLines ? "any" : nil
    if try Setting.repeatWindow.value(database) != String(repeats.window)
      || Setting.repeatLines.value(database) != lines
    {
      try Setting.repeatWindow.set(String(repeats.window), database)
      if let lines { try Setting.repeatLines.set(lines, database) } else { try Setting.repeatLines.remove(database) }
      try CallSequence(database, repeats).refreshAll()
    }
    let update = try database.makeStatement(
      sql: "UPDATE work_order SET contact_deadline_at = ?, deadline_at = ?, closure_working_days = ? WHERE id = ?")
    for year in try Int.fetchAll(database, sql: "SELECT DISTINCT year FROM budget") {
      guard let start = LocalDay(year: year, month: 1, day: 1)?.start else { continue }
      try database.execute(sql: "UPDATE budget SET year_starts_at = ? WHERE year = ?", arguments: [start, year])
    }
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, received_at, first_contact_due_at, due_at, extended_due_at, closed_at FROM work_order")
    for row in rows {
      let derived = order(received: row[1], contactDue: row[2], due: row[3], extended: row[4], closed: row[5])
      try update.execute(arguments: [
        derived.contactDeadline, derived.deadline, derived.closureWorkingDays, row[0] as Int64,
      ])
    }
  }

  /// How many orders' stored deadlines and durations are others than the computed ones. Nothing is changed.
  func differing(_ database: Database) throws -> Int {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT received_at, first_contact_due_at, due_at, extended_due_at, closed_at, contact_deadline_at, deadline_at, closure_working_days
        FROM work_order
        """)
    var count = 0
    while let row = try rows.next() {
      let derived = order(received: row[0], contactDue: row[1], due: row[2], extended: row[3], closed: row[4])
      let stored: [Int64?] = [row[5], row[6], row[7]]
      if stored != [derived.contactDeadline, derived.deadline, derived.closureWorkingDays] { count += 1 }
    }
    return count
  }
}

/// Where the columns that derivation reads and fills stand among a fact's columns; `nil` for those of other facts.
struct DerivationPlaces {
  let receivedAt: Int?
  let firstContactDueAt: Int?
  let dueAt: Int?
  let extendedDueAt: Int?
  let closedAt: Int?
  let contactDeadlineAt: Int?
  let deadlineAt: Int?
  let closureWorkingDays: Int?
  let yearStartsAt: Int?
  let year: Int?

  init(_ columns: [String]) {
    receivedAt = columns.firstIndex(of: "received_at")
    firstContactDueAt = columns.firstIndex(of: "first_contact_due_at")
    dueAt = columns.firstIndex(of: "due_at")
    extendedDueAt = columns.firstIndex(of: "extended_due_at")
    closedAt = columns.firstIndex(of: "closed_at")
    contactDeadlineAt = columns.firstIndex(of: "contact_deadline_at")
    deadlineAt = columns.firstIndex(of: "deadline_at")
    closureWorkingDays = columns.firstIndex(of: "closure_working_days")
    yearStartsAt = columns.firstIndex(of: "year_starts_at")
    year = columns.firstIndex(of: "year")
  }
}
