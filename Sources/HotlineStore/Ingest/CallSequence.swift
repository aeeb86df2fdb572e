import GRDB
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

  /// Works the sequence of the callers out anew and adds the days of the calls that changed.
  func refresh(callers: Set<Int64>, touched days: inout Set<Int>) throws {
    guard !callers.isEmpty else { return }
    try database.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS touched_caller(caller INTEGER PRIMARY KEY);
        CREATE TEMP TABLE IF NOT EXISTS changed_sequence(id INTEGER PRIMARY KEY, started_at, previous_at, next_at, next_topic_at);
        DELETE FROM touched_caller; DELETE FROM changed_sequence;
        """)
    let insert = try database.makeStatement(sql: "INSERT INTO touched_caller VALUES (?)")
    for caller in callers.sorted() { try insert.execute(arguments: [caller]) }
    try database.execute(
      sql: """
        INSERT INTO changed_sequence
        SELECT id, started_at, previous_at, next_at, next_topic_at FROM (
          SELECT id, started_at, previous_call_at, next_call_at, next_same_topic_at,
            CASE WHEN direction = 0 THEN lag(started_at) OVER sequence END AS previous_at,
            CASE WHEN direction = 0 THEN lead(started_at) OVER sequence END AS next_at,
            CASE WHEN direction = 0 THEN lead(started_at) OVER topic END AS next_topic_at
          FROM call WHERE caller IN (SELECT caller FROM touched_caller)
          WINDOW sequence AS (PARTITION BY line_id, direction, caller ORDER BY started_at, key),
            topic AS (PARTITION BY line_id, direction, caller, category_id ORDER BY started_at, key))
        WHERE previous_at IS NOT previous_call_at OR next_at IS NOT next_call_at OR next_topic_at IS NOT next_same_topic_at;
        UPDATE call SET previous_call_at = c.previous_at, next_call_at = c.next_at, next_same_topic_at = c.next_topic_at
        FROM changed_sequence AS c WHERE c.id = call.id;
        """)
    let cursor = try Int64.fetchCursor(database, sql: "SELECT started_at FROM changed_sequence")
    while let started = try cursor.next() { days.insert(LocalDay(containing: started).number) }
  }
}
