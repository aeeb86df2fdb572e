/// A table of plain texts under columns, for terminals: lighter than a ``ReportTable`` where there are thousands of rows.
package struct TextTable: Sendable, Hashable {
  /// The columns.
  package var columns: [ReportTable.Column]
  /// The rows, each with a text for every column.
  package var rows: [[String]]

  /// Creates a table.
  package init(columns: [ReportTable.Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The texts of a table; places that a cell above or beside covers are empty.
  package init(_ table: ReportTable) {
    self.init(columns: table.columns, rows: table.textGrid)
  }

  /// The table without the columns that are empty in every row.
  package var withoutEmptyColumns: TextTable {
    let kept = columns.indices.filter { index in rows.contains { !$0[index].isEmpty } }
    guard kept.count < columns.count else { return self }
    return TextTable(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }
}

extension ReportTable {
  /// A table of plain texts.
  package init(_ table: TextTable) { self.init(columns: table.columns, texts: table.rows) }
}
