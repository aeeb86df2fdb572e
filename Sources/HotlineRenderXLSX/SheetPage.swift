import CLibXLSXWriter
import HotlineText

/// What depends on a whole sheet: widths, heights, frozen panes, paper.
extension SheetLayout {
  /// The height of a row whose height is not set.
  private static let plainHeight = 15.0
  /// The height of one line of text, in points.
  private static let lineHeight = 15.0
  /// Pixels across A4 at full size, inside the margins.
  private static let pageWidth = 698.0
  /// Points down A4 upright, inside the margins.
  private static let pageHeight = 745.0

  /// Sets all of it; the sheet is complete then.
  func finish() {
    var pageColumns = columns
    for column in 0..<pageColumns { widths[column] = max(7, widths[column] ?? 11) }
    // A text or chart over the columns is printed only as far as they reach.
    while pixels(of: pageColumns) < (hasFigures ? ChartDataSheet.width + 10 : 600) {
      widths[pageColumns] = 11
      pageColumns += 1
    }
    for column in 0..<pageColumns {
      worksheet_set_column(sheet.pointer, lxw_col_t(column), lxw_col_t(column), widths[column] ?? 11, nil)
    }
    let heights = writeTexts(columns: pageColumns).merging(cellHeights()) { text, _ in text }
    for (row, height) in heights { worksheet_set_row(sheet.pointer, lxw_row_t(row), min(400, height), nil) }
    setPage(columns: pageColumns, heights: heights)
  }

  private func width(of columns: Range<Int>) -> Double { columns.reduce(0) { $0 + (widths[$1] ?? 11) } }

  /// A column takes seven pixels for each character and five for its edges.
  private func pixels(of columns: Int) -> Double { width(of: 0..<columns) * 7 + 5 * Double(columns) }

  /// Texts over the width of a page: a wide table does not make its sentences run off the screen.
  ///
  /// - Returns: the heights of their rows.
  private func writeTexts(columns: Int) -> [Int: Double] {
    var last = 0
    while last < columns - 1, width(of: 0..<last + 1) < 84 { last += 1 }
    var heights: [Int: Double] = [:]
    for item in wrappedTexts {
      merge(item.text, item.row, 0, rows: 1, columns: last + 1, item.style)
      let size: Double =
        switch item.style.role {
        case .title: 16
        case .heading: 13
        case .key: 12
        default: 11
        }
      let lines = item.text.lines(width: width(of: 0..<last + 1) * 11 / size - 2)
      heights[item.row] = max(1, lines) * (size * 1.4) + 3
    }
    return heights
  }

  /// Rows with wrapped text: a spreadsheet finds the height of plain cells by itself, but not that of merged ones.
  private func cellHeights() -> [Int: Double] {
    var heights: [Int: Double] = [:]
    for (row, cells) in plainRows {
      let lines = cells.map { $0.text.lines(width: (widths[$0.column] ?? 11) - 3) }.max() ?? 1
      heights[row] = max(1, lines) * Self.lineHeight + 4
    }
    for item in spanningTexts {
      let lines = item.text.lines(width: width(of: item.column..<item.column + item.columns) - 4)
      let own = (0..<item.rows).reduce(0) { $0 + (heights[item.row + $1] ?? Self.plainHeight) }
      let missing = max(1, lines) * Self.lineHeight + 6 - own
      if missing > 0 { heights[item.row + item.rows - 1, default: Self.plainHeight] += missing }
    }
    return heights
  }

  private func setPage(columns: Int, heights: [Int: Double]) {
    let pointer = sheet.pointer
    worksheet_set_paper(pointer, 9)
    worksheet_set_margins(pointer, 0.5, 0.5, 0.6, 0.6)
    worksheet_fit_to_pages(pointer, 1, 0)
    if hasFigures {
      setBreaks(scale: min(1, Self.pageWidth / pixels(of: columns)), heights: heights)
    } else if pixels(of: columns) > 1000 {
      worksheet_set_landscape(pointer)
    }
    worksheet_print_area(pointer, 0, 0, lxw_row_t(max(0, row - 1)), lxw_col_t(columns - 1))
    worksheet_set_footer(pointer, "&L\(document.title.prefix(60).filter { $0 != "&" })&R&P / &N")
    worksheet_gridlines(pointer, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    if let filter {
      worksheet_autofilter(
        pointer, lxw_row_t(filter.head), 0, lxw_row_t(filter.last), lxw_col_t(filter.columns - 1))
    }
    guard tableHeads.count == 1, !hasFigures, let head = tableHeads.first else { return }
    worksheet_repeat_rows(pointer, lxw_row_t(head.first), lxw_row_t(head.last))
    if head.last < 12 { worksheet_freeze_panes(pointer, lxw_row_t(head.last + 1), head.hasRowHeaders ? 1 : 0) }
  }

  /// Breaks pages before charts that would be cut.
  private func setBreaks(scale: Double, heights: [Int: Double]) {
    let room = Self.pageHeight / scale
    var breaks: [lxw_row_t] = []
    var used = 0.0
    var next = 0
    func height(_ rows: Range<Int>) -> Double { rows.reduce(0) { $0 + (heights[$1] ?? Self.plainHeight) } }
    for chart in chartRows {
      let before = height(next..<max(next, chart.lowerBound))
      used = (used + before).truncatingRemainder(dividingBy: room)
      let own = height(chart.lowerBound..<chart.upperBound + 1)
      if used + own > room, used > 0, own < room {
        breaks.append(lxw_row_t(chart.lowerBound))
        used = 0
      }
      used += own
      next = chart.upperBound + 1
    }
    guard !breaks.isEmpty else { return }
    breaks.append(0)
    worksheet_set_h_pagebreaks(sheet.pointer, &breaks)
  }
}

extension String {
  /// How many lines the text takes at a width in half-width characters.
  fileprivate func lines(width: Double) -> Double {
    split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, (Double(String($1).displayWidth) / max(4, width)).rounded(.up)) }
  }
}
