import HotlineDocument
import HotlineText

/// A table of a printed form: over the whole width, its columns in the form's own proportions.
struct FormTable {
  private let table: ReportTable
  private let size: Int
  private let widths: [Int]

  /// - Parameter size: the size of the letters in half points.
  init(_ table: ReportTable, size: Int) {
    self.table = table
    self.size = size
    let shares = table.columns.map { $0.width ?? 10 }
    let sum = max(1, shares.reduce(0, +))
    widths = shares.map { Int($0 * Double(WordFrame.formWidth) / sum) }
  }

  // MARK: Heights

  /// Room above and below a cell's text, in twentieths of a point.
  private static let padding = 22
  /// The title of the form.
  private static let titleSize = 32

  /// The distance of lines, the same whatever font a machine has: 1.25 of the letters' size.
  private static func lineHeight(size: Int) -> Int { size * 10 * 5 / 4 }

  static func height(lines: Int, size: Int) -> Int { lines * lineHeight(size: size) + 2 * padding }

  /// How many lines a text takes.
  static func lines(_ text: String, width: Int, size: Int) -> Int {
    let room = Double(max(200, width - 2 * FormBody.cellMargin))
    return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, line in
      lines + max(1, Int((Double(String(line).displayWidth * size * 5) * 1.03 / room).rounded(.up)))
    }
  }

  static func spacing(size: Int) -> String {
    "<w:spacing w:before=\"\(padding)\" w:after=\"\(padding)\" w:line=\"\(lineHeight(size: size))\" w:lineRule=\"exact\"/>"
  }

  private func width(_ place: TableGrid.Place) -> Int {
    widths[place.column..<min(place.column + place.columns, widths.count)].reduce(0, +)
  }

  /// The height of the table as it will stand on the page.
  var height: Int {
    var heights: [Int] = []
    var tall: [(row: Int, rows: Int, height: Int)] = []
    for (index, places) in TableGrid(table).rows.enumerated() {
      var height = Self.height(lines: 1, size: size)
      for place in places where !place.isContinued {
        let size = isTitle(place.cell, row: index) ? Self.titleSize : size
        let own = Self.height(lines: Self.lines(place.cell.text, width: width(place), size: size), size: size)
        if place.cell.rowSpan > 1 {
          tall.append((index, place.cell.rowSpan, own))
        } else {
          height = max(height, own)
        }
      }
      heights.append(height)
    }
    for item in tall {
      let rows = item.row..<min(item.row + item.rows, heights.count)
      let missing = item.height - heights[rows].reduce(0, +)
      if missing > 0, let last = rows.last { heights[last] += missing }
    }
    let head = table.showsHeader ? headHeight : 0
    // A border between two rows.
    return heights.reduce(head, +) + 10 * (heights.count + 1)
  }

  private var headHeight: Int {
    let lines = zip(table.columns, widths).map { Self.lines($0.header, width: $1, size: size) }.max() ?? 1
    return Self.height(lines: lines, size: size) + 10
  }

  // MARK: Markup

  var markup: String {
    let grid = widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
    let head =
      table.showsHeader
      ? row(
        zip(table.columns, widths).map { column, width in
          cell(column.header, width: width, columns: 1, merge: "", isLabel: true, side: .centre, size: size)
        }, isHead: true) : ""
    let body = TableGrid(table).rows.enumerated().map { index, places in
      row(places.map { cell($0, row: index) }, isHead: false)
    }
    return "<w:tbl><w:tblPr><w:tblStyle w:val=\"FormTable\"/><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/>"
      + "<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>\(grid)</w:tblGrid>"
      + head + body.joined() + "</w:tbl>"
  }

  private func row(_ cells: [String], isHead: Bool) -> String {
    "<w:tr><w:trPr><w:cantSplit/>\(isHead ? "<w:tblHeader/>" : "")</w:trPr>\(cells.joined())</w:tr>"
  }

  private func isTitle(_ cell: ReportTable.Cell, row: Int) -> Bool {
    row == 0 && !table.showsHeader && cell.isHeader && table.rows[row].role == .total
  }

  private func cell(_ place: TableGrid.Place, row: Int) -> String {
    let merge = place.isContinued ? "<w:vMerge/>" : place.cell.rowSpan > 1 ? "<w:vMerge w:val=\"restart\"/>" : ""
    let isTitle = isTitle(place.cell, row: row)
    // On a form numbers stand in the middle of their column.
    let isLeading = place.columns > 1 || table.columns[place.column].alignment == .leading
    let side: ReportTable.Alignment = !place.cell.isHeader && isLeading ? .leading : .centre
    return cell(
      place.isContinued ? "" : place.cell.text, width: width(place), columns: place.columns, merge: merge,
      isLabel: place.cell.isHeader, side: side, size: isTitle ? Self.titleSize : size, isBold: isTitle)
  }

  private func cell(
    _ text: String, width: Int, columns: Int, merge: String, isLabel: Bool, side: ReportTable.Alignment, size: Int,
    isBold: Bool = false
  ) -> String {
    let place = side == .leading ? "" : "<w:jc w:val=\"\(side == .centre ? "center" : "right")\"/>"
    return "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>"
      + (columns > 1 ? "<w:gridSpan w:val=\"\(columns)\"/>" : "") + merge + "<w:vAlign w:val=\"center\"/></w:tcPr>"
      + "<w:p><w:pPr><w:pStyle w:val=\"\(isLabel ? "FormLabel" : "FormText")\"/>\(Self.spacing(size: size))\(place)</w:pPr>"
      + RunMarkup.run(text, (isBold ? "<w:b/>" : "") + WordStyles.size(size)) + "</w:p></w:tc>"
  }
}
