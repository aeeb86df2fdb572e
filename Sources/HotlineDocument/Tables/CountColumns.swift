extension ReportTable {
  /// The table with each column of two counts as two columns of numbers, as spreadsheets and programs want them.
  ///
  /// - Parameter prefix: what the names of the counts begin with, by which formulas refer to them; `nil` for no names.
  package func withCountsApart(naming prefix: String? = nil) -> ReportTable {
    let placed = placed
    let split = Set(placed.joined().filter { $0.cell.counts != nil }.map(\.column))
    guard !split.isEmpty else { return self }
    var table = self
    table.columns = columns.indices.flatMap { split.contains($0) ? headers(of: $0, among: split) : [columns[$0]] }
    var first = 0
    table.columnGroups = columnGroups.map { group in
      let covered = first..<first + group.columns
      first += group.columns
      return ColumnGroup(group.header, columns: group.columns + split.count { covered.contains($0) })
    }
    table.rows = zip(rows, placed).map { row, cells in
      Row(cells.flatMap { apart($0, split, prefix) }, role: row.role)
    }
    return table
  }

  /// `分子 / 分母` as `分子` and `分母`; where several columns have counts, after the name of the column that they belong to.
  private func headers(of column: Int, among split: Set<Int>) -> [Column] {
    let parts = columns[column].header.split(separator: " / ").map(String.init)
    let names = parts.count == 2 ? parts : [columns[column].header, columns[column].header]
    let owner = split.count > 1 && column > 0 ? columns[column - 1].header + " · " : ""
    return names.map { name in
      var header = columns[column]
      header.header = owner + name
      return header
    }
  }

  private func apart(_ placed: Placed, _ split: Set<Int>, _ prefix: String?) -> [Cell] {
    var cell = placed.cell
    if cell.columnSpan > 1 {
      let covered = placed.column..<placed.column + cell.columnSpan
      cell.columnSpan += split.count { covered.contains($0) }
      return [cell]
    }
    guard split.contains(placed.column) else { return [cell] }
    if let counts = cell.counts {
      return [("n", counts.numerator), ("d", counts.denominator)].map { part, count in
        var own = cell
        own.counts = nil
        own.content = .number(count, counts.format)
        own.name = prefix.map { "\($0).\(placed.row).\(placed.column).\(part)" }
        return own
      }
    }
    if case .absent = cell.content { return [cell, cell] }
    return cell.rowSpan > 1 ? [cell.spanning(columns: 2, rows: cell.rowSpan)] : [cell, ""]
  }
}
