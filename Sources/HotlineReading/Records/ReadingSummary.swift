import HotlineModel

/// What a reader saw of one file. `rows = header + blank + skipped + records + rejected` always holds; ``isConserved`` checks it.
package struct ReadingSummary: Sendable, Hashable {
  /// All rows of the file, title lines and blank lines included. A row is a physical record: quoted line breaks do not end it,
  /// a quote that never closes does.
  package var rows = 0
  /// Title lines and the header line.
  package var header = 0
  /// Empty lines and lines of separators only.
  package var blank = 0
  /// Rows that the profile leaves out (totals, legs that are not the last).
  package var skipped = 0
  /// Rows that became records.
  package var records = 0
  /// Rows rejected.
  package var rejected = 0
  /// Whether the times that decide durations were given only to the minute.
  package var hasMinutePrecision = false
  /// Whether a column of the file says that its rows are made up.
  package var isSimulated = false
  /// The fields that the file has columns for.
  package var carriedFields: Set<FactField> = []
  /// The columns that the profile does not read, by their headers, in file order.
  package var unreadColumns: [String] = []
  /// What was noticed without a row being lost by it.
  package var remarks: [ReadingRemark] = []

  /// Whether a header says that the rows below it are made up.
  static func saysSimulated(_ header: String) -> Bool { ["模拟数据", "simulated"].contains(HeaderText.folded(header)) }

  /// Creates an empty summary.
  package init() {}

  /// Whether every row is accounted for exactly once.
  package var isConserved: Bool { rows == header + blank + skipped + records + rejected }
}
