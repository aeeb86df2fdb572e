import GRDB
import HotlineConfiguration
import HotlineModel

/// The database's tables, step by step. A step once released is never edited: a new one is added.
enum Schema {
  /// "HTLN": tells our databases from other programs'.
  static let applicationID = 0x4854_4C4E

  static let first = "1 facts in order of time, sources, names"
  /// What databases were made with before the first release: nothing of theirs is taken over.
  private static let drafts: Set<String> = ["1 facts, sources, names"]

  /// A released change of the tables.
  struct Step {
    let name: String
    let sql: String
  }

  static let steps = [
    Step(name: first, sql: "\(tables)\nPRAGMA application_id = \(applicationID);"),
    Step(name: "2 a call's start behind its stored columns", sql: startBehindStoredColumns),
    Step(name: "3 parts of calls, fields of sources, remarks", sql: partsFieldsRemarks),
  ]

  /// The names of the steps that the database has behind it. Released databases keep them where GRDB's migrator, which made
  /// them, wrote them.
  static func applied(_ database: Database) throws -> Set<String> {
    let isNoted = try Bool.fetchOne(
      database, sql: "SELECT EXISTS(SELECT 1 FROM sqlite_schema WHERE name = 'grdb_migrations')")
    guard isNoted == true else { return [] }
    return try String.fetchSet(database, sql: "SELECT identifier FROM grdb_migrations")
  }

  /// Whether no step is left to be taken.
  static func isComplete(_ database: Database) throws -> Bool {
    let applied = try applied(database)
    return steps.allSatisfy { applied.contains($0.name) }
  }

  /// Takes the steps that the database has not behind it.
  ///
  /// Call it in a transaction that may write. GRDB's migrator is not used: it reads which steps are due before its own
  /// transactions begin, so that two programs take the same step.
  static func complete(_ database: Database, upTo last: String? = nil) throws {
    try database.execute(sql: "CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    let applied = try applied(database)
    for step in steps {
      if !applied.contains(step.name) {
        try database.execute(sql: step.sql)
        try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [step.name])
      }
      if step.name == last { return }
    }
  }

  /// Whether questions can be put to the database as it is: the second step changes nothing that they ask for, and waits
  /// for the next ingest.
  static func isReadable(_ database: Database) throws -> Bool {
    try applied(database).contains(first)
  }

  /// Whether the database was made by a program from before the first release.
  static func isDraft(_ database: Database) throws -> Bool {
    try !drafts.isDisjoint(with: applied(database))
  }

  /// Whether a newer program took a step that this one does not know.
  static func isNewer(_ database: Database) throws -> Bool {
    try !applied(database).isSubset(of: steps.map(\.name))
  }

  /// A computed column among the stored ones lets SQLite copy every row once more while it is inserted. Being computed, it is
  /// moved without writing a row; SQLite reads the table once, to check it.
  private static let startBehindStoredColumns = """
    DROP VIEW IF EXISTS call_view;
    ALTER TABLE call DROP COLUMN started_at;
    ALTER TABLE call ADD COLUMN started_at INTEGER GENERATED ALWAYS AS (\(CallID.startedAtSQL)) VIRTUAL;
    \(Views.view(.call))
    """

  /// `fields`: those that a source has columns for, by name, with blanks between them; absent for older sources.
  private static let partsFieldsRemarks = """
    ALTER TABLE source ADD COLUMN merged INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE source ADD COLUMN fields TEXT;
    CREATE TABLE remark(
      id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source(id), kind TEXT NOT NULL, field TEXT,
      count INTEGER NOT NULL, examples TEXT NOT NULL, text_zh TEXT NOT NULL, text_en TEXT NOT NULL) STRICT;
    CREATE INDEX remark_by_source ON remark(source_id);
    """

  private static let names = Dimension.allCases.map { dimension in
    "CREATE TABLE \(dimension.rawValue)(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
  }.joined(separator: "\n")

  private static let canonicalNames = Dimension.allCases.filter(\.hasAliases).map { dimension in
    """
    CREATE TABLE \(dimension.rawValue)_canonical(
      name_id INTEGER NOT NULL REFERENCES \(dimension.rawValue)(id),
      since_at INTEGER NOT NULL, until_at INTEGER NOT NULL,
      canonical_id INTEGER NOT NULL REFERENCES \(dimension.rawValue)(id),
      is_known INTEGER NOT NULL,
      PRIMARY KEY(name_id, since_at)) STRICT, WITHOUT ROWID;
    """
  }.joined(separator: "\n")

  /// The columns that every fact has: how new the row is that says it, and which row of which file that is.
  private static let provenance =
    "exported_at INTEGER, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL"

  private static let tables = """
    CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE source(
      id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, file TEXT NOT NULL, path TEXT NOT NULL, size_bytes INTEGER NOT NULL,
      kind TEXT NOT NULL, profile TEXT NOT NULL, profile_fingerprint TEXT NOT NULL, encoding TEXT NOT NULL, delimiter TEXT NOT NULL,
      rows INTEGER NOT NULL, header INTEGER NOT NULL, blank INTEGER NOT NULL, skipped INTEGER NOT NULL, accepted INTEGER NOT NULL,
      updated INTEGER NOT NULL, unchanged INTEGER NOT NULL, rejected INTEGER NOT NULL, minute_precision INTEGER NOT NULL, simulated INTEGER NOT NULL,
      first_at INTEGER, last_at INTEGER, latest_event_at INTEGER, exported_at INTEGER) STRICT;
    CREATE TABLE reject(
      id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, "column" INTEGER,
      header TEXT, value TEXT, reason TEXT NOT NULL, detail_zh TEXT NOT NULL, detail_en TEXT NOT NULL) STRICT;
    CREATE INDEX reject_by_source ON reject(source_id, line);
    \(names)
    \(canonicalNames)
    CREATE TABLE call(
      id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES line(id), key TEXT NOT NULL,
      started_at INTEGER GENERATED ALWAYS AS (\(CallID.startedAtSQL)) VIRTUAL,
      direction INTEGER NOT NULL, answered_at INTEGER, ended_at INTEGER,
      wait_seconds INTEGER, talk_seconds INTEGER, outcome INTEGER NOT NULL, caller INTEGER,
      agent_id INTEGER REFERENCES agent(id), district_id INTEGER REFERENCES district(id), unit_id INTEGER REFERENCES unit(id),
      category_id INTEGER REFERENCES category(id), transfer_outcome INTEGER, resolved INTEGER, satisfaction INTEGER,
      previous_call_at INTEGER, next_call_at INTEGER, next_same_topic_at INTEGER,
      \(provenance), UNIQUE(key, line_id)) STRICT;
    CREATE TABLE work_order(
      id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES line(id), key TEXT NOT NULL,
      kind_id INTEGER REFERENCES kind(id), status INTEGER NOT NULL, received_at INTEGER NOT NULL, first_contacted_at INTEGER,
      first_contact_due_at INTEGER, due_at INTEGER, extended_due_at INTEGER, closed_at INTEGER, first_contact INTEGER,
      reopened INTEGER, resolution INTEGER, satisfaction INTEGER, caller INTEGER,
      district_id INTEGER REFERENCES district(id), unit_id INTEGER REFERENCES unit(id), category_id INTEGER REFERENCES category(id),
      contact_deadline_at INTEGER, deadline_at INTEGER, closure_working_days INTEGER,
      \(provenance), UNIQUE(key, line_id)) STRICT;
    CREATE INDEX work_order_by_receipt ON work_order(received_at);
    CREATE INDEX work_order_by_closing ON work_order(closed_at);
    CREATE INDEX work_order_by_deadline ON work_order(deadline_at);
    CREATE INDEX work_order_by_due ON work_order(due_at);
    CREATE INDEX work_order_by_contact_deadline ON work_order(contact_deadline_at);
    CREATE TABLE activity(
      id INTEGER PRIMARY KEY, line_id INTEGER REFERENCES line(id), key TEXT NOT NULL UNIQUE, kind_id INTEGER NOT NULL REFERENCES kind(id),
      title TEXT, held_at INTEGER NOT NULL, inquiries INTEGER, quantity INTEGER, \(provenance)) STRICT;
    CREATE INDEX activity_by_day ON activity(held_at);
    CREATE TABLE agent_roster(
      id INTEGER PRIMARY KEY, line_id INTEGER REFERENCES line(id), key TEXT NOT NULL UNIQUE,
      born_at INTEGER, hired_at INTEGER, left_at INTEGER, \(provenance)) STRICT;
    CREATE TABLE budget(
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, project_id INTEGER NOT NULL REFERENCES project(id), year INTEGER NOT NULL,
      budget_fen INTEGER NOT NULL, prior_budget_fen INTEGER, executed_fen INTEGER, year_starts_at INTEGER NOT NULL,
      \(provenance)) STRICT;
    """ + "\n" + Views.all
}
