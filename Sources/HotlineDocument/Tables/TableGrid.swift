extension ReportTable {
  /// A cell at the place where it begins.
  package struct Placed: Sendable {
    /// The row, from 0.
    package let row: Int
    /// The column, from 0.
    package let column: Int
    /// The cell.
    package let cell: Cell
  }

  /// Every cell with its place, row by row: cells go to the first place of their row that no earlier cell covers.
  package var placed: [[Placed]] {
    // How many further rows a cell above still covers, by column.
    var covered = [Int](repeating: 0, count: columns.count)
    return rows.enumerated().map { index, row in
      let blocked = covered.map { $0 > 0 }
      covered = covered.map { max(0, $0 - 1) }
      var result: [Placed] = []
      var column = 0
      for cell in row.cells {
        while column < columns.count, blocked[column] { column += 1 }
        guard column < columns.count else { break }
        result.append(Placed(row: index, column: column, cell: cell))
        for _ in 0..<max(1, cell.columnSpan) where column < columns.count {
          if cell.rowSpan > 1 { covered[column] = cell.rowSpan - 1 }
          column += 1
        }
      }
      return result
    }
  }

  /// One text for each row and column; covered places are empty.
  var textGrid: [[String]] {
    // Most tables have no spans: each cell stands where it is listed.
    let isPlain = rows.allSatisfy { row in
      row.cells.count == columns.count && row.cells.allSatisfy { $0.rowSpan <= 1 && $0.columnSpan <= 1 }
    }
    guard !isPlain else { return rows.map(\.texts) }
    return placed.map { row in
      var texts = [String](repeating: "", count: columns.count)
      for placed in row { texts[placed.column] = placed.cell.text }
      return texts
    }
  }
}
