import GRDB
import HotlineModel

/// What facts of one kind were when something was published, as far as they are not so any more.
///
/// While there are publications, triggers keep a fact as it is before it is changed or taken out for the first time after the newest
/// of them: whoever changes it, an export, a correction, `forget`, `erase`, another calendar or a program that is still to be written. A
/// fact as it was at publication *p*, of which `last_source` was the newest source, is
///
/// - its row of the table of the past that has the smallest `publication_id` from *p* on, if there is one;
/// - else the fact itself;
/// - and nothing where that row says so (`existed` = 0) or is traced to a source after `last_source`: it came later.
///
/// Without publications there are no triggers, and an ingest is as fast as without this file. No trigger is on insertions. A fact that
/// is new although it is traced to an old source (one that only completes others) is written down by ``FactWriter``.
struct PastFacts {
  private let lastSource: Int64
  private let absent: Statement

  /// - Returns: `nil` where nothing was published.
  init?(_ database: Database, _ kind: FactKind) throws {
    guard try Self.isPublished(database),
      let last = try Int64.fetchOne(database, sql: "SELECT last_source FROM publication ORDER BY id DESC LIMIT 1")
    else { return nil }
    lastSource = last
    let (table, line) = (kind.pastTable, kind.isKeyedByLine ? "line_id" : nil)
    let columns = ["key"] + [line].compactMap { $0 }
    absent = try database.makeStatement(
      sql: """
        INSERT INTO \(table)(publication_id, existed, \(columns.joined(separator: ", ")))
        SELECT (SELECT max(id) FROM publication), 0, \(columns.indices.map { "?\($0 + 1)" }.joined(separator: ", "))
        WHERE NOT EXISTS (SELECT 1 FROM \(table) AS q
          WHERE \(columns.enumerated().map { "q.\($1) = ?\($0 + 1)" }.joined(separator: " AND "))
            AND q.publication_id = (SELECT max(id) FROM publication))
        """)
  }

  /// Writes down that a fact which is about to be inserted was not there, where its source does not tell.
  func noteAbsent(_ fact: FactIdentity, tracedTo source: Int64) throws {
    guard source <= lastSource else { return }
    var identity: [(any DatabaseValueConvertible)?] = [String(decoding: fact.key, as: UTF8.self)]
    if let line = fact.line { identity.append(line) }
    try absent.execute(arguments: StatementArguments(identity))
  }

  // MARK: Triggers

  /// Whether anything was published.
  static func isPublished(_ database: Database) throws -> Bool {
    guard try database.tableExists("publication") else { return false }
    return try Bool.fetchOne(database, sql: "SELECT EXISTS(SELECT 1 FROM publication)") ?? false
  }

  /// The triggers that the database has to have, by name: none before anything was published.
  static func triggers(_ database: Database) throws -> [String: String] {
    guard try isPublished(database) else { return [:] }
    var triggers: [String: String] = [:]
    for kind in FactKind.allCases {
      let columns = try String.fetchAll(
        database, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [kind.pastTable])
      guard !columns.isEmpty else { continue }
      for (name, sql) in Self.triggers(kind, columns) { triggers[name] = sql }
    }
    return triggers
  }

  /// - Parameter columns: those of the table of the past, declared ones among them.
  private static func triggers(_ kind: FactKind, _ columns: [String]) -> [(String, String)] {
    let (table, past) = (kind.table, kind.pastTable)
    let newest = "(SELECT max(id) FROM publication)"
    let values = columns.map { column in
      switch column {
      case "publication_id": newest
      case "existed": "1"
      case "has_caller": "CASE WHEN OLD.caller IS NULL THEN NULL ELSE 1 END"
      case "known_until_at":
        "coalesce(OLD.exported_at, (SELECT coalesce(e.exported_at, e.latest_event_at) FROM source AS e WHERE e.id = OLD.source_id))"
      default: "OLD.\(column)"
      }
    }
    let differences = columns.compactMap { column -> String? in
      switch column {
      case "publication_id", "existed": nil
      case "has_caller": "(OLD.caller IS NULL) IS NOT (NEW.caller IS NULL)"
      case "known_until_at": "OLD.exported_at IS NOT NEW.exported_at"
      default: "OLD.\(column) IS NOT NEW.\(column)"
      }
    }
    let same = kind.identity.map { "q.\($0) = OLD.\($0)" }.joined(separator: " AND ")
    // What was not there when the newest publication was made was none of what it told.
    let wasThere = "OLD.source_id <= (SELECT last_source FROM publication ORDER BY id DESC LIMIT 1)"
    // An ON CONFLICT of its own would give way to that of the statement which fires the trigger.
    let body = """
      BEGIN INSERT INTO \(past)(\(columns.joined(separator: ", "))) SELECT \(values.joined(separator: ", ")) \
      WHERE NOT EXISTS (SELECT 1 FROM \(past) AS q WHERE \(same) AND q.publication_id = \(newest)); END
      """
    return [
      (
        "\(past)_update",
        "CREATE TRIGGER \(past)_update AFTER UPDATE ON \(table) WHEN \(wasThere) AND (\(differences.joined(separator: " OR "))) \(body)"
      ),
      ("\(past)_delete", "CREATE TRIGGER \(past)_delete AFTER DELETE ON \(table) WHEN \(wasThere) \(body)"),
    ]
  }

  /// Makes the triggers that are missing, and anew those that know of fewer columns.
  static func refreshTriggers(_ database: Database) throws {
    let wanted = try triggers(database)
    let rows = try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    let found = Dictionary(rows.map { ($0[0] as String, $0[1] as String) }) { first, _ in first }
    guard found != wanted else { return }
    try dropTriggers(database)
    for (_, sql) in wanted.sorted(by: { $0.key < $1.key }) { try database.execute(sql: sql) }
  }

  private static func dropTriggers(_ database: Database) throws {
    for kind in FactKind.allCases {
      for event in ["update", "delete"] {
        try database.execute(sql: "DROP TRIGGER IF EXISTS \(kind.pastTable)_\(event)")
      }
    }
  }

  /// Changes facts of a copy without the past being kept.
  static func withoutTriggers(_ database: Database, _ change: () throws -> Void) throws {
    try dropTriggers(database)
    try change()
    try refreshTriggers(database)
  }

  /// Takes publications out of a copy: from a number on, or else those that know of a source after one.
  static func removePublications(after source: Int64, from number: Int?, _ database: Database) throws {
    let condition = number.map { "id >= \($0)" } ?? "last_source > \(source)"
    for table in ["published_file", "published_figure"] {
      try database.execute(
        sql: "DELETE FROM \(table) WHERE publication_id IN (SELECT id FROM publication WHERE \(condition))")
    }
    try database.execute(sql: "DELETE FROM publication WHERE \(condition)")
  }

  // MARK: Reading

  /// SQL for a column of the table of the past, as an evaluator's cell takes it.
  static func stored(_ column: FactColumn) -> String {
    switch column.name {
    // Worked out when the fact is looked at.
    case FactField.repeatWindowEndsAt.rawValue, FactField.ageYears.rawValue: "NULL"
    case FactField.caller.rawValue: "p.has_caller"
    case FactField.knownUntilAt.rawValue: "p.known_until_at"
    default: column.stored("p.")
    }
  }
}
