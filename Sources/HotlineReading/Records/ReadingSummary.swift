import HotlineModel

/// What a reader saw of one file. Every data row is a record or rejected; ``isConserved`` checks it.
@dynamicMemberLookup
package struct ReadingSummary: Sendable, Hashable {
  /// The rows by what became of them.
  package var counts = RowCounts()
  /// Rows that became records.
  package var records = 0
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

  /// What a reader of one part of the file tells for the others; `nil` of a whole file.
  package var part: PartReading?

  /// Whether a header says that the rows below it are made up.
  static func saysSimulated(_ header: String) -> Bool { ["模拟数据", "simulated"].contains(HeaderText.folded(header)) }

  /// Creates an empty summary.
  package init() {}

  /// Whether every row is accounted for exactly once.
  package var isConserved: Bool { counts.isConserved(records: records) }

  /// A count of ``counts`` by its name.
  package subscript(dynamicMember count: WritableKeyPath<RowCounts, Int>) -> Int {
    get { counts[keyPath: count] }
    set { counts[keyPath: count] = newValue }
  }
}
