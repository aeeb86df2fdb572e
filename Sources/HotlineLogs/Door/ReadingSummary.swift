/// What a reader saw of one file. `rows = header + blank + skipped + records + rejected` always holds; ``isConserved`` checks it.
public struct ReadingSummary: Sendable, Hashable {
  /// All rows of the file, title lines and blank lines included. A row is a physical record: quoted line breaks do not end it,
  /// a quote that never closes does.
  public var rows = 0
  /// Title lines and the header line.
  public var header = 0
  /// Empty lines and lines of separators only.
  public var blank = 0
  /// Rows that the profile leaves out (totals, legs that are not the last).
  public var skipped = 0
  /// Rows that became records.
  public var records = 0
  /// Rows rejected.
  public var rejected = 0
  /// Whether the times that decide durations were given only to the minute.
  public var hasMinutePrecision = false
  /// Whether a column of the file says that its rows are made up.
  public var isSimulated = false
  /// The fields that the file has columns for.
  public var carriedFields: Set<RecordField> = []
  /// The columns that the profile does not read, by their headers, in file order.
  public var unreadColumns: [String] = []
  /// What was noticed without a row being lost by it.
  public var remarks: [ReadingRemark] = []

  /// Whether a header says that the rows below it are made up.
  static func saysSimulated(_ header: String) -> Bool { ["模拟数据", "simulated"].contains(HeaderText.folded(header)) }

  /// Creates an empty summary.
  public init() {}

  /// Whether every row is accounted for exactly once.
  public var isConserved: Bool { rows == header + blank + skipped + records + rejected }
}
