import GRDB
import GRDBSQLite
import HotlineCalendar

/// For each inbound call, when the same caller called before and after on the same line: what repeat calls are told by.
///
/// Calls without a category count as one topic: to take each for a new matter would let first-call resolution rise where
/// categories are not kept.
struct CallSequence {
  let database: Database

  init(_ database: Database) {
    self.database = database
  }

  private struct Call {
    var id: Int64
    var line: Int64
    var category: Int64
    var startedAt: Int64
    var stored: Neighbours
  }

  private struct Topic: Hashable {
    var line: Int64
    var category: Int64
  }

  private struct Neighbours: Equatable {
    var previous: Int64?
    var next: Int64?
    var nextSameTopic: Int64?
  }

  /// Works the sequence of the callers out anew and adds the days of the calls that changed.
  func refresh(callers: Set<Int64>, touched days: inout Set<Int>) throws {
    guard !callers.isEmpty else { return }
    let select = try database.makeStatement(
      sql: """
        SELECT id, line_id, ifnull(category_id, 0), started_at, previous_call_at, next_call_at, next_same_topic_at FROM call
        WHERE caller = ? AND direction = 0 ORDER BY started_at, key
        """)
    let update = try database.makeStatement(
      sql: "UPDATE call SET previous_call_at = ?, next_call_at = ?, next_same_topic_at = ? WHERE id = ?")
    var calls: [Call] = []
    for caller in callers.sorted() {
      try read(select.sqliteStatement, caller, into: &calls)
      let neighbours = Self.neighbours(calls)
      for (call, found) in zip(calls, neighbours) where found != call.stored {
        try write(update.sqliteStatement, found, id: call.id)
        days.insert(LocalDay(containing: call.startedAt).number)
      }
    }
  }

  /// For calls in order of time, the neighbours of each: one pass in each direction, however often somebody calls.
  private static func neighbours(_ calls: [Call]) -> [Neighbours] {
    var found = Array(repeating: Neighbours(), count: calls.count)
    guard calls.count > 1 else { return found }
    var previous: [Int64: Int64] = [:]
    for (index, call) in calls.enumerated() {
      found[index].previous = previous.updateValue(call.startedAt, forKey: call.line)
    }
    var next: [Int64: Int64] = [:]
    var nextOfTopic: [Topic: Int64] = [:]
    for (index, call) in calls.enumerated().reversed() {
      found[index].next = next.updateValue(call.startedAt, forKey: call.line)
      let topic = Topic(line: call.line, category: call.category)
      found[index].nextSameTopic = nextOfTopic.updateValue(call.startedAt, forKey: topic)
    }
    return found
  }

  private func read(_ statement: OpaquePointer, _ caller: Int64, into calls: inout [Call]) throws {
    calls.removeAll(keepingCapacity: true)
    sqlite3_bind_int64(statement, 1, caller)
    defer { sqlite3_reset(statement) }
    func optional(_ column: Int32) -> Int64? {
      sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, column)
    }
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw database.lastError(code) }
      calls.append(
        Call(
          id: sqlite3_column_int64(statement, 0), line: sqlite3_column_int64(statement, 1),
          category: sqlite3_column_int64(statement, 2), startedAt: sqlite3_column_int64(statement, 3),
          stored: Neighbours(previous: optional(4), next: optional(5), nextSameTopic: optional(6))))
    }
  }

  private func write(_ statement: OpaquePointer, _ neighbours: Neighbours, id: Int64) throws {
    func bind(_ position: Int32, _ value: Int64?) {
      if let value { sqlite3_bind_int64(statement, position, value) } else { sqlite3_bind_null(statement, position) }
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
