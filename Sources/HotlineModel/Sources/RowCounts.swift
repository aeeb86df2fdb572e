/// How the rows of a file are counted before any of them is a fact.
package struct RowCounts: Sendable, Hashable, Codable {
  /// All rows of the file, title lines and blank lines included. A row is a physical record: quoted line breaks do not end it,
  /// a quote that never closes does.
  package var rows = 0
  /// Title lines and header lines.
  package var header = 0
  /// Empty lines and lines of separators only.
  package var blank = 0
  /// Rows that the profile leaves out (totals, legs that are not the last).
  package var skipped = 0
  /// Rows that became nothing, each with its reason.
  package var rejected = 0

  /// Creates counts.
  package init(rows: Int = 0, header: Int = 0, blank: Int = 0, skipped: Int = 0, rejected: Int = 0) {
    self.rows = rows
    self.header = header
    self.blank = blank
    self.skipped = skipped
    self.rejected = rejected
  }

  /// Adds the counts of further rows.
  package mutating func add(_ others: RowCounts) {
    rows += others.rows
    header += others.header
    blank += others.blank
    skipped += others.skipped
    rejected += others.rejected
  }

  /// Rows that say something of a fact, or were meant to. Counts that somebody wrote into a database may be of any size: sums of
  /// them go round and are then wrong, which ``isConserved(records:)`` tells.
  package var dataRows: Int { rows &- header &- blank &- skipped }

  /// Whether every row is accounted for exactly once, when so many became records.
  package func isConserved(records: Int) -> Bool { dataRows == records &+ rejected }
}
