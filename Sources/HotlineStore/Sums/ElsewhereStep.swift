import HotlineModel

extension ReleasedSteps {
  /// Makes a database of one whose calls and orders lie elsewhere, where an engine formed their sums: see ``Elsewhere``. What reads a
  /// call or an order finds no table, and can give no number that is short of them.
  static let elsewhere = Step(
    name: "calls and orders lie elsewhere",
    sql: """
      DROP VIEW IF EXISTS call_view;
      DROP VIEW IF EXISTS work_order_view;
      DROP TABLE call;
      DROP TABLE work_order;
      CREATE TABLE elsewhere_seat_hour(
        hour INTEGER PRIMARY KEY, asked INTEGER NOT NULL, answered INTEGER NOT NULL, abandoned INTEGER NOT NULL,
        talk INTEGER NOT NULL, talk_known INTEGER NOT NULL, waited INTEGER NOT NULL, seats INTEGER NOT NULL) STRICT;
      CREATE TABLE elsewhere_caller(
        first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, calls INTEGER NOT NULL, callers INTEGER NOT NULL,
        PRIMARY KEY(first_day, last_day, calls)) STRICT, WITHOUT ROWID;
      CREATE TABLE elsewhere_order_age(
        id INTEGER PRIMARY KEY, day INTEGER NOT NULL, kind TEXT NOT NULL, line TEXT NOT NULL, district TEXT NOT NULL,
        unit TEXT NOT NULL, category TEXT NOT NULL, age TEXT NOT NULL, orders INTEGER NOT NULL) STRICT;
      CREATE INDEX elsewhere_order_age_by_day ON elsewhere_order_age(day);
      CREATE TABLE elsewhere_row(
        id INTEGER PRIMARY KEY, question TEXT NOT NULL, line TEXT NOT NULL, day INTEGER NOT NULL, place INTEGER NOT NULL,
        file TEXT NOT NULL, source_line INTEGER NOT NULL, columns TEXT NOT NULL) STRICT;
      CREATE INDEX elsewhere_row_by_question ON elsewhere_row(question, place);
      """)

  /// All steps that a database of ours may have behind it.
  static var known: [Step] { all + [elsewhere] }
}
