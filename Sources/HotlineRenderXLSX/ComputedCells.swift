import HotlineDocument

extension ReportTable {
  /// The table as a sheet has it: counts in cells of their own, rates and totals as formulas over them wherever the formula gives
  /// what is printed. A reader can follow each figure, and correct a count.
  ///
  /// - Parameter prefix: unlike that of every other table of the workbook.
  func computed(naming prefix: String) -> ReportTable {
    var table = withCountsApart(naming: prefix)
    for row in table.rows.indices { table.divide(row) }
    table.addUp(naming: prefix)
    return table
  }

  /// Each rate stands before its counts.
  private mutating func divide(_ row: Int) {
    let cells = rows[row].cells
    for index in cells.indices.dropLast() {
      guard let above = cells[index].name, let below = cells[index + 1].name, above.hasSuffix(".n"),
        below.hasSuffix(".d"), let numerator = cells[index].number, let denominator = cells[index + 1].number,
        denominator != 0
      else { continue }
      let quotient = numerator / denominator
      let rate = cells[..<index].lastIndex { cell in
        guard let number = cell.number, cell.formula == nil else { return false }
        return abs(number - quotient) <= 1e-9 * max(1, abs(quotient))
      }
      if let rate { rows[row].cells[rate].formula = .quotient(of: above, by: below) }
    }
  }

  /// A total over the rows above it.
  private mutating func addUp(naming prefix: String) {
    guard let total = rows.lastIndex(where: { $0.role == .total }), rows[total].cells.count == columns.count else {
      return
    }
    let body = rows.indices.filter { $0 < total && rows[$0].role == .body }
    guard body.count > 1, body.allSatisfy({ rows[$0].cells.count == columns.count }) else { return }
    for column in columns.indices {
      guard let sum = rows[total].cells[column].number, rows[total].cells[column].formula == nil else { continue }
      let numbers = body.compactMap { rows[$0].cells[column].number }
      guard numbers.count == body.count, abs(numbers.reduce(0, +) - sum) <= 1e-6 else { continue }
      for row in body where rows[row].cells[column].name == nil {
        rows[row].cells[column].name = "\(prefix).\(row).\(column)"
      }
      rows[total].cells[column].formula = .sum(of: body.compactMap { rows[$0].cells[column].name })
    }
  }
}
