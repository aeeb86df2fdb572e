import CLibXLSXWriter
import Foundation
import HotlineDocument
import HotlineText

/// A document as a workbook: a sheet for each chapter, native charts, one sheet with the charts' data and one with the
/// evidence.
package struct XLSXDocument: Sendable {
  /// The font of Chinese workbooks.
  static let chineseFont = "等线"

  private let document: Document

  /// The workbook of a document.
  package init(_ document: Document) {
    self.document = document
  }

  /// The workbook's bytes: the same for the same document.
  ///
  /// - Throws: a ``WorkbookError`` when the workbook cannot be written.
  package func bytes() throws -> Data {
    // libxlsxwriter does not look whether its temporary files could be written. A disk that is full for a moment leaves a sheet without
    // some of its rows, which the second time are there.
    let bytes = try written()
    guard try written() == bytes else { throw WorkbookError.notWhole }
    return bytes
  }

  private func written() throws -> Data {
    let book = try Workbook()
    if document.language == .zh { book.fontName = Self.chineseFont }
    book.describe(title: document.title, subject: document.subtitle, asOf: document.asOf.seconds)
    let links = WorkbookLinks()
    let charts = ChartDataSheet(document.language)
    var layouts: [SheetLayout] = []
    func add(_ section: Document.Section) throws {
      let layout = SheetLayout(
        book, try book.addSheet(section.sheetName ?? section.title), document, links, charts)
      if layouts.isEmpty { layout.writeHead() }
      layouts.append(layout)
      for apart in layout.write(section) { try add(apart) }
    }
    for section in document.sections { try add(section) }
    if !document.evidence.isEmpty {
      let title = document.language("数据来源与口径", "Sources")
      let layout = SheetLayout(book, try book.addSheet(title), document, links, charts)
      layout.writeEvidence(title)
      layouts.append(layout)
    }
    if let data = document.data {
      let title = document.language("数据", "Data")
      let layout = SheetLayout(book, try book.addSheet(title), document, links, charts)
      layout.writeData(data)
      layouts.append(layout)
    }
    try charts.write(to: book)
    for layout in layouts { layout.finish() }
    links.write(to: book)
    return try book.close()
  }
}

/// What can be written only when all cells have their places: links and formulas.
final class WorkbookLinks {
  private var places: [Anchor: Workbook.Place] = [:]
  private var cells: [String: Workbook.Place] = [:]
  private var links: [(place: Workbook.Place, anchor: Anchor, cell: ReportTable.Cell, style: CellStyle)] = []
  private var formulas:
    [(place: Workbook.Place, formula: ReportTable.Formula, cell: ReportTable.Cell, style: CellStyle)] = []

  /// Says where links to an anchor lead.
  func set(_ anchor: Anchor, to place: Workbook.Place) { if places[anchor] == nil { places[anchor] = place } }

  /// Says where a named cell stands.
  func name(_ name: String, _ place: Workbook.Place) { cells[name] = place }

  /// A cell that leads to an anchor.
  func link(_ place: Workbook.Place, to anchor: Anchor, _ cell: ReportTable.Cell, _ style: CellStyle) {
    links.append((place, anchor, cell, style))
  }

  /// A cell with a formula.
  func compute(_ place: Workbook.Place, _ formula: ReportTable.Formula, _ cell: ReportTable.Cell, _ style: CellStyle) {
    formulas.append((place, formula, cell, style))
  }

  /// Writes them all.
  func write(to book: Workbook) {
    for item in links {
      guard let target = places[item.anchor] else { continue }
      let format = book.format(item.style)
      worksheet_write_url(
        item.place.sheet.pointer, lxw_row_t(item.place.row), lxw_col_t(item.place.column),
        "internal:" + target.fullName, format)
      // Written again over the link's own text: the link stays, the cell is a number.
      item.cell.write(at: item.place, format)
    }
    for item in formulas {
      guard let text = text(item.formula, of: item.cell) else { continue }
      let format = book.format(item.style)
      let (row, column) = (lxw_row_t(item.place.row), lxw_col_t(item.place.column))
      if case .number(let value, let numberFormat) = item.cell.content {
        worksheet_write_formula_num(
          item.place.sheet.pointer, row, column, text, format, numberFormat.spreadsheetValue(value))
      } else {
        worksheet_write_formula_str(item.place.sheet.pointer, row, column, text, format, item.cell.text.cellText)
      }
    }
  }

  private func text(_ formula: ReportTable.Formula, of cell: ReportTable.Cell) -> String? {
    func quoted(_ text: String) -> String {
      "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
    switch formula {
    case .sum(let names):
      guard let range = range(names) else { return nil }
      // While a term is open the sum of the others would be read as the whole.
      guard case .text = cell.content else { return "=SUM(\(range))" }
      return "=IF(COUNT(\(range))<\(names.count),\(quoted(cell.text.cellText)),SUM(\(range)))"
    case .quotient(let numerator, let denominator):
      guard let above = cells[numerator], let below = cells[denominator] else { return nil }
      return "=\(above.cellName)/\(below.cellName)"
    case .step(let name, let steps, let needing, let open):
      guard let place = cells[name] else { return nil }
      let nested = steps.dropLast().reversed().reduce(quoted(steps.last?.text ?? "")) { rest, step in
        "IF(\(place.cellName)>=\(NumberText.decimal(step.from, places: 2)),\(quoted(step.text)),\(rest))"
      }
      guard let range = range(needing) else { return "=\(nested)" }
      return "=IF(COUNT(\(range))<\(needing.count),\(quoted(open)),\(nested))"
    }
  }

  /// The cells as ranges: runs in one column are written as one.
  private func range(_ names: [String]) -> String? {
    let known = names.compactMap { cells[$0] }
    guard !known.isEmpty else { return nil }
    var runs: [(first: Workbook.Place, last: Workbook.Place)] = []
    for place in known {
      if let run = runs.last, run.last.column == place.column, run.last.row + 1 == place.row {
        runs[runs.count - 1].last = place
      } else {
        runs.append((place, place))
      }
    }
    return runs.map { $0.first.row == $0.last.row ? $0.first.cellName : "\($0.first.cellName):\($0.last.cellName)" }
      .joined(separator: ",")
  }
}

extension ReportTable.Cell {
  /// Writes the cell's content: numbers as numbers, texts as texts, whatever they begin with.
  func write(at place: Workbook.Place, _ format: UnsafeMutablePointer<lxw_format>?) {
    let (sheet, row, column) = (place.sheet.pointer, lxw_row_t(place.row), lxw_col_t(place.column))
    switch content {
    case .number(let value, let numberFormat):
      worksheet_write_number(sheet, row, column, numberFormat.spreadsheetValue(value), format)
    case .text, .absent:
      if var date = moment?.date {
        worksheet_write_datetime(sheet, row, column, &date, format)
        return
      }
      let text = spreadsheetText
      if text.isEmpty {
        worksheet_write_blank(sheet, row, column, format)
      } else {
        worksheet_write_string(sheet, row, column, text, format)
      }
    }
  }

  /// The text that a spreadsheet's cell shows.
  var spreadsheetText: String {
    if case .absent(let reason) = content { return "– " + reason.cellText }
    return text.cellText
  }
}
