import HotlineDocument

/// A table's places, covered ones included: a cell that spans rows goes on below as a cell of its own.
struct TableGrid {
  /// A cell of a row, or what goes on of one above.
  struct Place {
    let cell: ReportTable.Cell
    let column: Int
    let columns: Int
    /// Whether the cell began in a row above.
    let isContinued: Bool
  }

  let rows: [[Place]]

  init(_ table: ReportTable) {
    let count = table.columns.count
    var open = [(place: Place, rows: Int)?](repeating: nil, count: count)
    rows = table.placed.map { placed in
      var row: [Place] = []
      var next = placed[...]
      var column = 0
      while column < count {
        if let above = open[column] {
          row.append(above.place)
          open[column] = above.rows > 1 ? (above.place, above.rows - 1) : nil
          column += above.place.columns
        } else if let begun = next.first, begun.column == column {
          next = next.dropFirst()
          let columns = min(max(1, begun.cell.columnSpan), count - column)
          row.append(Place(cell: begun.cell, column: column, columns: columns, isContinued: false))
          if begun.cell.rowSpan > 1 {
            let below = Place(cell: begun.cell, column: column, columns: columns, isContinued: true)
            open[column] = (below, begun.cell.rowSpan - 1)
          }
          column += columns
        } else {
          row.append(Place(cell: "", column: column, columns: 1, isContinued: false))
          column += 1
        }
      }
      return row
    }
  }
}
