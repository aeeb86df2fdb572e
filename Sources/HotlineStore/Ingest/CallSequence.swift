import GRDB
import GRDBSQLite
import HotlineCalendar

/// For each inbound call, the times of the same caller's calls before and after it that count as repeated. Repeat calls are
/// counted from these times.
///
/// Calls are stored in order of time, so one pass over some days and the days around them finds every call's neighbours.
struct CallSequence {
  private let database: Database
  private let rule: RepeatRule

  init(_ database: Database, _ rule: RepeatRule) {
    self.database = database
    self.rule = rule
  }

  /// The times of a call's neighbours. ``none`` stands for no call: optionals would take twice the memory, and many are held.
  private struct Neighbours: Equatable {
    var previous = CallSequence.none
    var next = CallSequence.none
    var nextSameTopic = CallSequence.none
  }

  private static let none = Int64.min

  private struct Stored {
    var id: Int64
    var stored: Neighbours
    var found = Neighbours()
  }

  /// Days that a window reaches over.
  private var reach: Int { LocalDay.reach(seconds: rule.window) }

  /// Computes the sequence of all calls again.
  func refreshAll() throws {
    if let days = try allDays() { try sweep(days) { _ in } }
  }

  /// How many calls' stored neighbours are others than the computed ones. Nothing is changed.
  func differing() throws -> Int {
    var count = 0
    if let days = try allDays() { try sweep(days, writes: false) { _ in count += 1 } }
    return count
  }

  private func allDays() throws -> ClosedRange<Int>? {
    let bounds = try Row.fetchOne(database, sql: "SELECT (SELECT min(id) FROM call), (SELECT max(id) FROM call)")
    guard let first = bounds?[0] as Int64?, let last = bounds?[1] as Int64? else { return nil }
    return LocalDay(containing: CallID.startedAt(first)).number...LocalDay(containing: CallID.startedAt(last)).number
  }

  /// Computes the sequence around some days again, and returns the days of calls whose neighbours changed.
  func refresh(around days: Set<Int>) throws -> Set<Int> {
    var changed: Set<Int> = []
    let surroundings = Rollup.spans(days).map { $0.lowerBound - reach...$0.upperBound + reach }
    for span in Self.joined(surroundings) { try sweep(span) { changed.insert($0) } }
    return changed
  }

  private static func joined(_ spans: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var joined: [ClosedRange<Int>] = []
    for span in spans {
      if let last = joined.last, span.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
      } else {
        joined.append(span)
      }
    }
    return joined
  }

  /// Compares the stored neighbours of some days' calls with the computed ones, a day at a time.
  ///
  /// - Parameters:
  ///   - writes: whether what is stored becomes what is computed.
  ///   - changed: told the day of each call whose neighbours differ.
  private func sweep(_ days: ClosedRange<Int>, writes: Bool = true, changed: (Int) -> Void) throws {
    let select = try database.makeStatement(
      sql: """
        SELECT id, caller, line_id, ifnull(category_id, 0), previous_call_at, next_call_at, next_same_topic_at FROM call
        WHERE id >= ? AND id < ? AND direction = 0 AND caller IS NOT NULL ORDER BY id
        """)
    let update = try database.makeStatement(
      sql: "UPDATE call SET previous_call_at = ?, next_call_at = ?, next_same_topic_at = ? WHERE id = ?")
    var recent = RecentCalls(rule, slack: 0)
    // Calls whose next call may still follow, from index `first` on.
    var open: [Stored] = []
    var first = 0
    func settle(before moment: Int64) throws {
      var count = 0
      while count < open.count, CallID.startedAt(open[count].id) < moment {
        let call = open[count]
        count += 1
        let day = LocalDay(containing: CallID.startedAt(call.id)).number
        guard days.contains(day), call.found != call.stored else { continue }
        if writes { try write(update.sqliteStatement, call.found, id: call.id) }
        changed(day)
      }
      open.removeFirst(count)
      first += count
    }
    var number = 0
    for day in try existing(days.lowerBound - reach...days.upperBound + reach) {
      let (start, end) = (LocalDay(number: day).start, LocalDay(number: day + 1).start)
      try settle(before: start - rule.window)
      try read(select.sqliteStatement, from: start, to: end) { call, stored in
        open.append(Stored(id: call.id, stored: stored))
        let tagged = RecentCalls.Call(
          id: call.id, caller: call.caller, line: Int64(call.line), category: Int64(call.category), tag: number)
        number += 1
        guard let links = recent.append(tagged) else { return }
        if let previous = links.previous {
          open[number - 1 - first].found.previous = previous.startedAt
          open[previous.tag - first].found.next = call.startedAt
        }
        if let previous = links.previousOfTopic { open[previous.tag - first].found.nextSameTopic = call.startedAt }
      }
    }
    try settle(before: .max)
  }

  /// The days of a span that have calls.
  private func existing(_ days: ClosedRange<Int>) throws -> [Int] {
    var existing: [Int] = []
    let select = try database.makeStatement(sql: "SELECT min(id) FROM call WHERE id >= ?")
    var day = days.lowerBound
    while day <= days.upperBound {
      let found = try Int64.fetchOne(select, arguments: [CallID.first(at: LocalDay(number: day).start)])
      guard let id = found else { break }
      let next = LocalDay(containing: CallID.startedAt(id)).number
      // The last moment that an id can have is a smallest id of all later days as well.
      guard next >= day else { break }
      day = next
      if day <= days.upperBound { existing.append(day) }
      day += 1
    }
    return existing
  }

  private func read(
    _ statement: OpaquePointer, from start: Int64, to end: Int64, _ body: (RecentCalls.Call, Neighbours) -> Void
  ) throws {
    sqlite3_bind_int64(statement, 1, CallID.first(at: start))
    sqlite3_bind_int64(statement, 2, CallID.first(at: end))
    defer { sqlite3_reset(statement) }
    func time(_ column: Int32) -> Int64 {
      sqlite3_column_type(statement, column) == SQLITE_NULL ? Self.none : sqlite3_column_int64(statement, column)
    }
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw database.lastError(code) }
      body(
        RecentCalls.Call(
          id: sqlite3_column_int64(statement, 0), caller: sqlite3_column_int64(statement, 1),
          line: sqlite3_column_int64(statement, 2), category: sqlite3_column_int64(statement, 3), tag: 0),
        Neighbours(previous: time(4), next: time(5), nextSameTopic: time(6)))
    }
  }

  private func write(_ statement: OpaquePointer, _ neighbours: Neighbours, id: Int64) throws {
    func bind(_ position: Int32, _ time: Int64) {
      if time == Self.none {
        sqlite3_bind_null(statement, position)
      } else {
        sqlite3_bind_int64(statement, position, time)
      }
    }
    bind(1, neighbours.previous)
    bind(2, neighbours.next)
    bind(3, neighbours.nextSameTopic)
    sqlite3_bind_int64(statement, 4, id)
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw database.lastError(code) }
  }
}

extension Database {
  /// The error that a raw SQLite call just returned.
  func lastError(_ code: Int32) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(sqliteConnection)))
  }
}
