/// The released changes of the tables, as they were released: literal, so that no later change of the program changes them.
///
/// Views are no part of them: ``Views/refresh(_:)`` makes them from what the program knows of its facts.
enum ReleasedSteps {
  /// A released change of the tables.
  struct Step {
    let name: String
    let sql: String
  }

  static let all = [
    Step(name: first, sql: tables),
    Step(name: "2 a call's start behind its stored columns", sql: startBehindStoredColumns),
    Step(name: "3 parts of calls, fields of sources, remarks", sql: partsFieldsRemarks),
    Step(name: "4 offsets of a clock that changes", sql: clockOffsets),
    Step(name: "5 daily sums", sql: dailySums + tallyIndex),
    Step(name: statements, sql: statementTables),
    Step(name: "7 lines of sources, erasures", sql: sourceLines),
    Step(name: publications, sql: publicationTables),
  ]

  static let dailySums = """
    CREATE TABLE tally(
      id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES line(id), key TEXT NOT NULL UNIQUE, counted_at INTEGER NOT NULL,
      kind_id INTEGER REFERENCES kind(id), district_id INTEGER REFERENCES district(id), unit_id INTEGER REFERENCES unit(id),
      category_id INTEGER REFERENCES category(id), agent_id INTEGER REFERENCES agent(id),
      calls_offered INTEGER, calls_answered INTEGER, calls_abandoned INTEGER, answered_within_15s INTEGER,
      answered_within_20s INTEGER, answered_within_30s INTEGER, wait_total_seconds INTEGER, talk_total_seconds INTEGER,
      repeats_1d INTEGER, repeats_2d INTEGER, repeats_3d INTEGER, repeats_4d INTEGER, repeats_5d INTEGER, repeats_6d INTEGER,
      repeats_7d INTEGER, exported_at INTEGER, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL) STRICT;
    """

  private static let tallyIndex = """

    CREATE INDEX tally_by_day ON tally(counted_at);
    """

  /// Seconds by which the local clock is ahead of UTC from each moment on; empty where it never changes.
  private static let clockOffsets = """
    CREATE TABLE clock_offset(since_at INTEGER PRIMARY KEY, seconds INTEGER NOT NULL) STRICT;
    """

  /// The hotlines that a source speaks of; none for sources that were ingested before this step. And how often a citizen's pseudonym
  /// was taken out of how many facts: whose, nothing tells.
  private static let sourceLines = """
    CREATE TABLE source_line(
      source_id INTEGER NOT NULL REFERENCES source(id), line_id INTEGER NOT NULL REFERENCES line(id),
      PRIMARY KEY(source_id, line_id)) STRICT, WITHOUT ROWID;
    CREATE TABLE erasure(
      id INTEGER PRIMARY KEY, erased_at INTEGER NOT NULL, calls INTEGER NOT NULL, work_orders INTEGER NOT NULL) STRICT;
    """

  static let first = "1 facts in order of time, sources, names"
  /// From this step on nothing that a source said is lost.
  static let statements = "6 statements, carried fields, forgotten sources"
  /// From this step on reports can be published.
  static let publications = "8 publications, what facts were when they were published"

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
    CREATE TABLE line(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE district(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE unit(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE category(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE agent(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE kind(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE project(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE district_canonical(
      name_id INTEGER NOT NULL REFERENCES district(id),
      since_at INTEGER NOT NULL, until_at INTEGER NOT NULL,
      canonical_id INTEGER NOT NULL REFERENCES district(id),
      is_known INTEGER NOT NULL,
      PRIMARY KEY(name_id, since_at)) STRICT, WITHOUT ROWID;
    CREATE TABLE unit_canonical(
      name_id INTEGER NOT NULL REFERENCES unit(id),
      since_at INTEGER NOT NULL, until_at INTEGER NOT NULL,
      canonical_id INTEGER NOT NULL REFERENCES unit(id),
      is_known INTEGER NOT NULL,
      PRIMARY KEY(name_id, since_at)) STRICT, WITHOUT ROWID;
    CREATE TABLE call(
      id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES line(id), key TEXT NOT NULL,
      started_at INTEGER GENERATED ALWAYS AS (id >> 22) VIRTUAL,
      direction INTEGER NOT NULL, answered_at INTEGER, ended_at INTEGER,
      wait_seconds INTEGER, talk_seconds INTEGER, outcome INTEGER NOT NULL, caller INTEGER,
      agent_id INTEGER REFERENCES agent(id), district_id INTEGER REFERENCES district(id), unit_id INTEGER REFERENCES unit(id),
      category_id INTEGER REFERENCES category(id), transfer_outcome INTEGER, resolved INTEGER, satisfaction INTEGER,
      previous_call_at INTEGER, next_call_at INTEGER, next_same_topic_at INTEGER,
      exported_at INTEGER, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL, UNIQUE(key, line_id)) STRICT;
    CREATE TABLE work_order(
      id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES line(id), key TEXT NOT NULL,
      kind_id INTEGER REFERENCES kind(id), status INTEGER NOT NULL, received_at INTEGER NOT NULL, first_contacted_at INTEGER,
      first_contact_due_at INTEGER, due_at INTEGER, extended_due_at INTEGER, closed_at INTEGER, first_contact INTEGER,
      reopened INTEGER, resolution INTEGER, satisfaction INTEGER, caller INTEGER,
      district_id INTEGER REFERENCES district(id), unit_id INTEGER REFERENCES unit(id), category_id INTEGER REFERENCES category(id),
      contact_deadline_at INTEGER, deadline_at INTEGER, closure_working_days INTEGER,
      exported_at INTEGER, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL, UNIQUE(key, line_id)) STRICT;
    CREATE INDEX work_order_by_receipt ON work_order(received_at);
    CREATE INDEX work_order_by_closing ON work_order(closed_at);
    CREATE INDEX work_order_by_deadline ON work_order(deadline_at);
    CREATE INDEX work_order_by_due ON work_order(due_at);
    CREATE INDEX work_order_by_contact_deadline ON work_order(contact_deadline_at);
    CREATE TABLE activity(
      id INTEGER PRIMARY KEY, line_id INTEGER REFERENCES line(id), key TEXT NOT NULL UNIQUE, kind_id INTEGER NOT NULL REFERENCES kind(id),
      title TEXT, held_at INTEGER NOT NULL, inquiries INTEGER, quantity INTEGER, exported_at INTEGER, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL) STRICT;
    CREATE INDEX activity_by_day ON activity(held_at);
    CREATE TABLE agent_roster(
      id INTEGER PRIMARY KEY, line_id INTEGER REFERENCES line(id), key TEXT NOT NULL UNIQUE,
      born_at INTEGER, hired_at INTEGER, left_at INTEGER, exported_at INTEGER, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL) STRICT;
    CREATE TABLE budget(
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, project_id INTEGER NOT NULL REFERENCES project(id), year INTEGER NOT NULL,
      budget_fen INTEGER NOT NULL, prior_budget_fen INTEGER, executed_fen INTEGER, year_starts_at INTEGER NOT NULL,
      exported_at INTEGER, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL) STRICT;
    PRAGMA application_id = 1213484110;
    """

  /// A computed column among the stored ones lets SQLite copy every row once more while it is inserted. Being computed, it is
  /// moved without writing a row; SQLite reads the table once, to check it.
  private static let startBehindStoredColumns = """
    DROP VIEW IF EXISTS call_view;
    ALTER TABLE call DROP COLUMN started_at;
    ALTER TABLE call ADD COLUMN started_at INTEGER GENERATED ALWAYS AS (id >> 22) VIRTUAL;
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

  /// Statements: of each fact of which more than one source speaks, or whose sources do not say all that is required, what each
  /// source says. Of all others the fact itself is the only statement.
  ///
  /// `carried` has the fields that rows of an export have cells for, by name, with blanks between them. `statements` is the number of
  /// facts of which a source speaks, `checksum` what they come to; both are absent for sources that were ingested before this
  /// step, of which only the newest word is known.
  private static let statementTables = """
    DROP VIEW IF EXISTS call_view;
    CREATE TABLE carried(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, fields TEXT NOT NULL, UNIQUE(kind, fields)) STRICT;
    ALTER TABLE call DROP COLUMN started_at;
    ALTER TABLE call ADD COLUMN carried_id INTEGER REFERENCES carried(id);
    ALTER TABLE call ADD COLUMN started_at INTEGER GENERATED ALWAYS AS (id >> 22) VIRTUAL;
    ALTER TABLE work_order ADD COLUMN carried_id INTEGER REFERENCES carried(id);
    ALTER TABLE activity ADD COLUMN carried_id INTEGER REFERENCES carried(id);
    ALTER TABLE agent_roster ADD COLUMN carried_id INTEGER REFERENCES carried(id);
    ALTER TABLE budget ADD COLUMN carried_id INTEGER REFERENCES carried(id);
    ALTER TABLE tally ADD COLUMN carried_id INTEGER REFERENCES carried(id);
    ALTER TABLE source ADD COLUMN statements INTEGER;
    ALTER TABLE source ADD COLUMN checksum INTEGER;
    CREATE TABLE forgotten_source(
      id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, file TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, profile TEXT NOT NULL,
      rows INTEGER NOT NULL, statements INTEGER NOT NULL) STRICT;
    CREATE TABLE call_statement(
      key TEXT NOT NULL, line_id INTEGER NOT NULL REFERENCES line(id), source_id INTEGER NOT NULL REFERENCES source(id),
      source_line INTEGER NOT NULL, carried_id INTEGER REFERENCES carried(id),
      direction INTEGER, started_at INTEGER, answered_at INTEGER, ended_at INTEGER, wait_seconds INTEGER, talk_seconds INTEGER,
      outcome INTEGER, caller INTEGER, agent_id INTEGER REFERENCES agent(id), district_id INTEGER REFERENCES district(id),
      unit_id INTEGER REFERENCES unit(id), category_id INTEGER REFERENCES category(id), transfer_outcome INTEGER, resolved INTEGER,
      satisfaction INTEGER, exported_at INTEGER, PRIMARY KEY(key, line_id, source_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX call_statement_by_source ON call_statement(source_id);
    CREATE TABLE work_order_statement(
      key TEXT NOT NULL, line_id INTEGER NOT NULL REFERENCES line(id), source_id INTEGER NOT NULL REFERENCES source(id),
      source_line INTEGER NOT NULL, carried_id INTEGER REFERENCES carried(id),
      kind_id INTEGER REFERENCES kind(id), status INTEGER, received_at INTEGER, first_contacted_at INTEGER,
      first_contact_due_at INTEGER, due_at INTEGER, extended_due_at INTEGER, closed_at INTEGER, first_contact INTEGER,
      reopened INTEGER, resolution INTEGER, satisfaction INTEGER, caller INTEGER, district_id INTEGER REFERENCES district(id),
      unit_id INTEGER REFERENCES unit(id), category_id INTEGER REFERENCES category(id), exported_at INTEGER,
      PRIMARY KEY(key, line_id, source_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX work_order_statement_by_source ON work_order_statement(source_id);
    CREATE TABLE activity_statement(
      key TEXT NOT NULL, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL,
      carried_id INTEGER REFERENCES carried(id), line_id INTEGER REFERENCES line(id), kind_id INTEGER REFERENCES kind(id), title TEXT,
      held_at INTEGER, inquiries INTEGER, quantity INTEGER, exported_at INTEGER, PRIMARY KEY(key, source_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX activity_statement_by_source ON activity_statement(source_id);
    CREATE TABLE agent_roster_statement(
      key TEXT NOT NULL, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL,
      carried_id INTEGER REFERENCES carried(id), line_id INTEGER REFERENCES line(id), born_at INTEGER, hired_at INTEGER,
      left_at INTEGER, exported_at INTEGER, PRIMARY KEY(key, source_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX agent_roster_statement_by_source ON agent_roster_statement(source_id);
    CREATE TABLE budget_statement(
      key TEXT NOT NULL, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL,
      carried_id INTEGER REFERENCES carried(id), project_id INTEGER REFERENCES project(id), year INTEGER, budget_fen INTEGER,
      prior_budget_fen INTEGER, executed_fen INTEGER, exported_at INTEGER, PRIMARY KEY(key, source_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX budget_statement_by_source ON budget_statement(source_id);
    CREATE TABLE tally_statement(
      key TEXT NOT NULL, source_id INTEGER NOT NULL REFERENCES source(id), source_line INTEGER NOT NULL,
      carried_id INTEGER REFERENCES carried(id), line_id INTEGER REFERENCES line(id), counted_at INTEGER,
      kind_id INTEGER REFERENCES kind(id), district_id INTEGER REFERENCES district(id), unit_id INTEGER REFERENCES unit(id),
      category_id INTEGER REFERENCES category(id), agent_id INTEGER REFERENCES agent(id), calls_offered INTEGER,
      calls_answered INTEGER, calls_abandoned INTEGER, answered_within_15s INTEGER, answered_within_20s INTEGER,
      answered_within_30s INTEGER, wait_total_seconds INTEGER, talk_total_seconds INTEGER, repeats_1d INTEGER, repeats_2d INTEGER,
      repeats_3d INTEGER, repeats_4d INTEGER, repeats_5d INTEGER, repeats_6d INTEGER, repeats_7d INTEGER, exported_at INTEGER,
      PRIMARY KEY(key, source_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX tally_statement_by_source ON tally_statement(source_id);
    """

  /// Publications with their figures, and what facts were when they were published: a table beside that of each kind of fact, which
  /// `PastFacts` fills. No caller is in them: `has_caller` is 1 where a call or order had one.
  private static let publicationTables = """
    CREATE TABLE publication(
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
      published_at INTEGER NOT NULL, published_by TEXT NOT NULL, last_source INTEGER NOT NULL, as_of INTEGER NOT NULL,
      basis TEXT NOT NULL) STRICT;
    CREATE TABLE published_file(
      publication_id INTEGER NOT NULL REFERENCES publication(id), name TEXT NOT NULL, sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL, PRIMARY KEY(publication_id, name)) STRICT, WITHOUT ROWID;
    CREATE TABLE published_figure(
      publication_id INTEGER NOT NULL REFERENCES publication(id), number INTEGER NOT NULL, metric TEXT NOT NULL,
      first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, names TEXT NOT NULL, numerator REAL, denominator REAL, value REAL,
      PRIMARY KEY(publication_id, number)) STRICT, WITHOUT ROWID;
    CREATE TABLE call_past(
      publication_id INTEGER NOT NULL, existed INTEGER NOT NULL, key TEXT NOT NULL, line_id INTEGER NOT NULL,
      source_id INTEGER, source_line INTEGER, carried_id INTEGER, started_at INTEGER, direction INTEGER, answered_at INTEGER,
      ended_at INTEGER, wait_seconds INTEGER, talk_seconds INTEGER, outcome INTEGER, has_caller INTEGER, agent_id INTEGER,
      district_id INTEGER, unit_id INTEGER, category_id INTEGER, transfer_outcome INTEGER, resolved INTEGER, satisfaction INTEGER,
      previous_call_at INTEGER, next_call_at INTEGER, next_same_topic_at INTEGER, known_until_at INTEGER,
      PRIMARY KEY(key, line_id, publication_id)) STRICT, WITHOUT ROWID;
    CREATE TABLE work_order_past(
      publication_id INTEGER NOT NULL, existed INTEGER NOT NULL, key TEXT NOT NULL, line_id INTEGER NOT NULL,
      source_id INTEGER, source_line INTEGER, carried_id INTEGER, kind_id INTEGER, status INTEGER, received_at INTEGER,
      first_contacted_at INTEGER, first_contact_due_at INTEGER, due_at INTEGER, extended_due_at INTEGER, closed_at INTEGER,
      first_contact INTEGER, reopened INTEGER, resolution INTEGER, satisfaction INTEGER, has_caller INTEGER, district_id INTEGER,
      unit_id INTEGER, category_id INTEGER, contact_deadline_at INTEGER, deadline_at INTEGER, closure_working_days INTEGER,
      known_until_at INTEGER, PRIMARY KEY(key, line_id, publication_id)) STRICT, WITHOUT ROWID;
    CREATE TABLE activity_past(
      publication_id INTEGER NOT NULL, existed INTEGER NOT NULL, key TEXT NOT NULL,
      source_id INTEGER, source_line INTEGER, carried_id INTEGER, line_id INTEGER, kind_id INTEGER, held_at INTEGER,
      inquiries INTEGER, quantity INTEGER, known_until_at INTEGER, PRIMARY KEY(key, publication_id)) STRICT, WITHOUT ROWID;
    CREATE TABLE agent_roster_past(
      publication_id INTEGER NOT NULL, existed INTEGER NOT NULL, key TEXT NOT NULL,
      source_id INTEGER, source_line INTEGER, carried_id INTEGER, line_id INTEGER, born_at INTEGER, hired_at INTEGER,
      left_at INTEGER, known_until_at INTEGER, PRIMARY KEY(key, publication_id)) STRICT, WITHOUT ROWID;
    CREATE TABLE budget_past(
      publication_id INTEGER NOT NULL, existed INTEGER NOT NULL, key TEXT NOT NULL,
      source_id INTEGER, source_line INTEGER, carried_id INTEGER, project_id INTEGER, year INTEGER, budget_fen INTEGER,
      prior_budget_fen INTEGER, executed_fen INTEGER, year_starts_at INTEGER, known_until_at INTEGER,
      PRIMARY KEY(key, publication_id)) STRICT, WITHOUT ROWID;
    CREATE TABLE tally_past(
      publication_id INTEGER NOT NULL, existed INTEGER NOT NULL, key TEXT NOT NULL,
      source_id INTEGER, source_line INTEGER, carried_id INTEGER, line_id INTEGER, counted_at INTEGER, kind_id INTEGER,
      district_id INTEGER, unit_id INTEGER, category_id INTEGER, agent_id INTEGER, calls_offered INTEGER, calls_answered INTEGER,
      calls_abandoned INTEGER, answered_within_15s INTEGER, answered_within_20s INTEGER, answered_within_30s INTEGER,
      wait_total_seconds INTEGER, talk_total_seconds INTEGER, repeats_1d INTEGER, repeats_2d INTEGER, repeats_3d INTEGER,
      repeats_4d INTEGER, repeats_5d INTEGER, repeats_6d INTEGER, repeats_7d INTEGER, known_until_at INTEGER,
      PRIMARY KEY(key, publication_id)) STRICT, WITHOUT ROWID;
    """
}
