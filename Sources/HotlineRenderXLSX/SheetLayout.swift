import CLibXLSXWriter
import Foundation
import HotlineDocument
import HotlineText

/// Lays a chapter out on a sheet, from top to bottom.
final class SheetLayout {
  let book: Workbook
  let sheet: Workbook.Sheet
  let document: Document
  let links: WorkbookLinks
  let charts: ChartDataSheet
  private(set) var row = 0
  var widths: [Int: Double] = [:]
  private(set) var wrappedTexts: [(row: Int, text: String, style: CellStyle)] = []
  private(set) var spanningTexts: [(row: Int, column: Int, columns: Int, rows: Int, text: String)] = []
  private(set) var plainRows: [Int: [(column: Int, text: String)]] = [:]
  private(set) var tableHeads: [(first: Int, last: Int, hasRowHeaders: Bool)] = []
  /// The rows and columns of the longest table that can be filtered, since a sheet has one filter: header, last row, columns.
  private(set) var filter: (head: Int, last: Int, columns: Int)?
  private(set) var columns = 1
  private(set) var hasFigures = false
  /// The rows of each chart, which a page should not cut.
  private(set) var chartRows: [ClosedRange<Int>] = []

  init(
    _ book: Workbook, _ sheet: Workbook.Sheet, _ document: Document, _ links: WorkbookLinks, _ charts: ChartDataSheet
  ) {
    self.book = book
    self.sheet = sheet
    self.document = document
    self.links = links
    self.charts = charts
  }

  private func place(_ row: Int, _ column: Int) -> Workbook.Place {
    Workbook.Place(sheet: sheet, row: row, column: column)
  }

  /// Title, subtitle, notice and as-of line of the whole document.
  func writeHead() {
    if let notice = document.notice { line(notice.plain, .notice) }
    line(document.title, .title)
    if !document.subtitle.isEmpty { line(document.subtitle, .subheading) }
    line(document.language("数据截至 ", "Data as of ") + document.asOf.text, .note)
    row += 1
  }

  /// A chapter or one of its subsections.
  ///
  /// - Returns: the subsections that have a sheet of their own.
  @discardableResult
  func write(_ section: Document.Section, level: Int = 0) -> [Document.Section] {
    links.set(section.anchor, to: place(row, 0))
    line(section.title, level == 0 ? .heading : .subheading)
    for block in section.blocks { write(block) }
    for inner in section.sections where inner.sheetName == nil {
      row += 1
      write(inner, level: level + 1)
    }
    return section.sections.filter { $0.sheetName != nil }
  }

  private func write(_ block: Document.Block) {
    switch block {
    case .paragraph(let text): line(text.plain, .body)
    case .keySentences(let texts):
      for (index, text) in texts.enumerated() { line("\(index + 1). \(text.plain)", .key) }
      row += 1
    case .list(let texts): for text in texts { line("• " + text.plain, .body) }
    case .remark(let text): line(text.plain, .notice)
    case .cards(let cards): write(cards.table(document.language))
    case .table(let table): write(table)
    case .figure(let figure): write(figure)
    }
  }

  /// A text over the whole width, written when the width is known.
  private func line(_ text: String, _ role: CellStyle.Role) {
    var style = CellStyle()
    style.role = role
    wrappedTexts.append((row, text.cellText, style))
    row += 1
  }

  // MARK: Tables

  private func write(_ table: ReportTable) {
    let table = table.computed(naming: "\(sheet.name).\(row)")
    if let anchor = table.anchor { links.set(anchor, to: place(row, 0)) }
    if !table.caption.isEmpty { line(table.caption, .subheading) }
    columns = max(columns, table.columns.count)
    if table.showsHeader { writeHeader(table) }
    for (index, column) in table.columns.enumerated() {
      if let width = column.width { widths[index] = max(widths[index] ?? 0, min(70, width + 3)) }
    }
    let first = row
    let hasSpans = table.rows.contains { $0.cells.contains { $0.columnSpan > 1 || $0.rowSpan > 1 } }
    let body = table.rows.count - table.rows.reversed().prefix { $0.role != .body }.count
    if table.showsHeader, !hasSpans, body > max(5, filter.map { $0.last - $0.head } ?? 0) {
      filter = (first - 1, first + body - 1, table.columns.count)
    }
    for cells in table.placed {
      for placed in cells { write(placed, of: table, firstRow: first) }
      row += 1
    }
    for note in [table.note.plain] where !note.isEmpty { line(note, .note) }
    row += 1
  }

  private func writeHeader(_ table: ReportTable) {
    let first = row
    if !table.columnGroups.isEmpty {
      var column = 0
      for group in table.columnGroups {
        let style = CellStyle(role: .group, alignment: .centre, hasBorder: true)
        merge(group.header.cellText, row, column, rows: 1, columns: group.columns, style)
        column += group.columns
      }
      row += 1
    }
    for (index, column) in table.columns.enumerated() {
      let style = CellStyle(role: .header, alignment: column.alignment, hasBorder: true, isLink: column.link != nil)
      let cell = ReportTable.Cell.text(column.header)
      cell.write(at: place(row, index), book.format(style))
      if let link = column.link { links.link(place(row, index), to: link, cell, style) }
      note(width: min(14, Double(column.header.displayWidth)), of: index, asked: column.width)
      plainRows[row, default: []].append((index, column.header))
    }
    tableHeads.append((first, row, table.hasRowHeaders))
    row += 1
  }

  private func write(_ placed: ReportTable.Placed, of table: ReportTable, firstRow: Int) {
    let cell = placed.cell
    let at = place(firstRow + placed.row, placed.column)
    let column = table.columns[placed.column]
    var style = CellStyle(hasBorder: true)
    style.alignment = cell.columnSpan > 1 ? .leading : column.alignment
    switch table.rows[placed.row].role {
    case .body: style.role = cell.isHeader ? .header : .body
    case .subtotal: style.role = .subtotal
    case .total: style.role = .total
    }
    style.tone = cell.status.flatMap { [.ordinary, .noTarget, .met].contains($0) ? nil : $0.tone }
    style.isLink = cell.link != nil
    if case .number(let value, let format) = cell.content { style.numberFormat = format.spreadsheetCode(for: value) }
    if let moment = cell.moment { style.numberFormat = moment.format }
    if case .absent = cell.content { style.tone = .neutral }
    // A judgement is told by shape also where colours are not: the number stays a number.
    if let status = cell.status, cell.number != nil, style.tone != nil {
      let glyph = "\"\(status.symbol) \""
      style.numberFormat = style.numberFormat.split(separator: ";").map { glyph + $0 }.joined(separator: ";")
    }
    var written = cell
    if case .text(let text) = cell.content, text.isEmpty, let status = cell.status {
      written.content = .text(RichText("\(status.symbol) \(status.name(document.language))"))
    }
    if cell.columnSpan > 1 || cell.rowSpan > 1 {
      merge(
        written.spreadsheetText, at.row, at.column, rows: cell.rowSpan, columns: cell.columnSpan, style)
      spanningTexts.append((at.row, at.column, cell.columnSpan, cell.rowSpan, written.spreadsheetText))
      if written.number != nil { written.write(at: at, book.format(style)) }
    } else {
      written.write(at: at, book.format(style))
      note(width: Double(written.spreadsheetText.longestLineWidth), of: placed.column, asked: column.width)
      plainRows[at.row, default: []].append((placed.column, written.spreadsheetText))
    }
    if let name = cell.name { links.name(name, at) }
    if let link = cell.link { links.link(at, to: link, written, style) }
    if let formula = cell.formula { links.compute(at, formula, written, style) }
  }

  private func note(width: Double, of column: Int, asked: Double?) {
    guard asked == nil else { return }
    widths[column] = max(widths[column] ?? 0, min(44, width + 4))
  }

  func merge(_ text: String, _ row: Int, _ column: Int, rows: Int, columns: Int, _ style: CellStyle) {
    let format = book.format(style)
    guard rows > 1 || columns > 1 else {
      worksheet_write_string(sheet.pointer, lxw_row_t(row), lxw_col_t(column), text, format)
      return
    }
    worksheet_merge_range(
      sheet.pointer, lxw_row_t(row), lxw_col_t(column), lxw_row_t(row + rows - 1), lxw_col_t(column + columns - 1),
      text, format)
  }

  // MARK: Figures

  private func write(_ figure: Figure) {
    links.set(figure.anchor, to: place(row, 0))
    hasFigures = true
    if case .heatmap(let heatmap) = figure.chart {
      line(figure.title, .subheading)
      write(heatmap, of: figure)
    } else {
      let rows = charts.insert(figure, at: place(row, 0), in: book)
      chartRows.append(row...row + rows)
      row += rows
    }
    if !figure.note.isEmpty { line(figure.note.plain, .note) }
    row += 1
  }

  /// A heatmap as cells that the spreadsheet shades itself; hours run down the side, so that the sheet stays narrow.
  private func write(_ chart: Chart.Heatmap, of figure: Figure) {
    let turned = chart.columns.count > chart.rows.count
    let side = turned ? chart.columns : chart.rows
    let top = turned ? chart.rows : chart.columns
    func value(_ row: Int, _ column: Int) -> Double? {
      turned ? chart.values[column][row] : chart.values[row][column]
    }
    let none = chart.absence ?? document.language("无数据", "no data")
    let table = ReportTable(
      columns: [.init(turned ? figure.xTitle : figure.yTitle)] + top.map { .init($0, .trailing, width: 9) },
      rows: side.indices.map { row in
        ReportTable.Row([.text(side[row])] + top.indices.map { .number(value(row, $0), chart.format, absent: none) })
      })
    let first = row + 1
    write(table)
    var scale = lxw_conditional_format()
    scale.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
    scale.min_color = 0xF1F6FA
    scale.max_color = 0x4B92C4
    worksheet_conditional_format_range(
      sheet.pointer, lxw_row_t(first), 1, lxw_row_t(first + side.count - 1), lxw_col_t(top.count), &scale)
  }

  /// Figures in long form: a table from the sheet's first row on, as pivot tables want it.
  func writeData(_ table: ReportTable) { write(table) }

  /// The evidence: for each figure its definition, counts, SQL and files.
  func writeEvidence(_ title: String) {
    line(title, .heading)
    for item in document.evidence {
      row += 1
      links.set(item.anchor, to: place(row, 0))
      line(item.title, .subheading)
      write(item.sheet(document.language))
    }
    // Many small tables of one shape: none of them is the head of the sheet.
    tableHeads = []
  }
}

extension String {
  /// The width of the longest line, in half-width characters.
  fileprivate var longestLineWidth: Int {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).displayWidth }.max() ?? 0
  }
}
