/// A table of texts, ready to be drawn by any renderer.
public struct ReportTable: Sendable, Hashable {
  /// Which side a column's cells stand on.
  public enum Alignment: Sendable, Hashable {
    /// Texts.
    case leading
    /// Numbers.
    case trailing
  }

  /// A column's header and alignment.
  public struct Column: Sendable, Hashable {
    /// The header.
    public var header: String
    /// Where the cells stand.
    public var alignment: Alignment

    /// Creates a column; texts stand left by default.
    public init(_ header: String, _ alignment: Alignment = .leading) {
      self.header = header
      self.alignment = alignment
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The rows; each has one cell for a column.
  public var rows: [[String]]

  /// Creates a table.
  public init(columns: [Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The table without the columns that are empty in every row.
  public var withoutEmptyColumns: ReportTable {
    let kept = columns.indices.filter { index in rows.contains { !$0[index].isEmpty } }
    return ReportTable(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }
}
