import Foundation

/// The ranges that a workbook's charts draw, against the rows of its data sheet: a range that is a row short leaves December out.
package struct ChartRanges {
  /// What is wrong with a series, in words.
  package private(set) var problems: [String] = []
  /// The headers of columns that no chart draws.
  package private(set) var undrawn: [String] = []

  /// A column of the data sheet: its header and the rows below it, as a spreadsheet counts them.
  private struct Column {
    let header: String
    let headerRow: Int
    let last: Int
  }

  /// A reference such as `Data!$B$3:$B$15`.
  private struct Range {
    let sheet: String
    let column: String
    let rows: ClosedRange<Int>
    var first: String { "$\(column)$\(rows.lowerBound)" }

    init?(_ text: String) {
      let parts = text.split(separator: "!").map(String.init)
      guard parts.count == 2 else { return nil }
      let ends = parts[1].split(separator: ":").map { $0.split(separator: "$").map(String.init) }
      guard let from = ends.first, let to = ends.last, from.count == 2, to.count == 2, from[0] == to[0],
        let first = Int(from[1]), let last = Int(to[1]), first <= last
      else { return nil }
      (sheet, column, rows) = (parts[0].trimmingCharacters(in: ["'"]), from[0], first...last)
    }
  }

  package init(_ book: WorkbookReading) {
    guard let sheet = book.sheets.last, !book.series.isEmpty else { return }
    let columns = columns(book.cells.filter { $0.sheet == sheet })
    var drawn: Set<String> = []
    for series in book.series {
      guard let name = Range(series.name), let values = Range(series.values), let categories = Range(series.categories)
      else {
        problems.append("not ranges of one column each: \(series)")
        continue
      }
      func hold(_ isTrue: Bool, _ rule: String) { if !isTrue { problems.append("\(rule): \(series)") } }
      guard let column = columns[name.first], let names = columns["$\(categories.column)$\(column.headerRow)"] else {
        problems.append("the name is no header: \(series)")
        continue
      }
      hold(Set([name.sheet, values.sheet, categories.sheet]) == [sheet], "all ranges are on the data sheet")
      hold(values.column == name.column && name.rows.count == 1, "the name stands above the values")
      hold(values.rows.lowerBound == column.headerRow + 1, "the values begin below their header")
      hold(categories.column != values.column && categories.rows == values.rows, "each value has a category")
      // The categories have no gaps: their last cell is the block's last row of this chart.
      hold(values.rows.upperBound == names.last, "the values end with the categories")
      hold(values.rows.upperBound >= column.last, "no row is left out")
      drawn.formUnion([name.first, "$\(categories.column)$\(column.headerRow)"])
    }
    undrawn = columns.filter { !drawn.contains($0.key) }.map(\.value.header).sorted()
  }

  /// The columns by the cell of their header: under a title stands a row of headers, then rows up to the next empty row.
  private mutating func columns(_ cells: [WorkbookReading.Cell]) -> [String: Column] {
    var rows: [Int: [String: WorkbookReading.Cell]] = [:]
    for cell in cells {
      guard let row = Int(cell.name.filter(\.isNumber)) else { continue }
      rows[row, default: [:]][cell.name.filter(\.isLetter)] = cell
    }
    var columns: [String: Column] = [:]
    for (row, cells) in rows where rows[row - 1] == nil {
      guard cells.count == 1, cells["A"]?.isText == true, let headers = rows[row + 1] else {
        problems.append("row \(row) begins a block without a title and headers")
        continue
      }
      var end = row + 2
      while rows[end] != nil { end += 1 }
      for letters in Set((row + 1..<end).flatMap { rows[$0].map { Array($0.keys) } ?? [] }) {
        let filled = (row + 2..<end).filter { rows[$0]?[letters] != nil }
        columns["$\(letters)$\(row + 1)"] = Column(
          header: headers[letters]?.value ?? "", headerRow: row + 1, last: filled.last ?? end - 1)
      }
    }
    return columns
  }
}
