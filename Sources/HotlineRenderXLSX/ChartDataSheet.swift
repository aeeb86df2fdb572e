import CLibXLSXWriter
import HotlineDocument
import HotlineText

/// The sheet that holds the numbers of all native charts, and the charts themselves, which point to it.
///
/// The data are laid out while the chapters are written and put on their sheet, the last, when all are known.
final class ChartDataSheet {
  /// A column of numbers or names.
  struct Column {
    let header: String
    let cells: [ReportTable.Cell]
  }

  private struct Block {
    let title: String
    let columns: [Column]
    let row: Int
  }

  let language: Language
  private var blocks: [Block] = []
  private var nextRow = 0
  /// The sheet's name, which charts refer to before it is made.
  let name: String

  init(_ language: Language) {
    self.language = language
    name = language("图表数据", "Chart data")
  }

  /// Puts columns side by side under a title.
  ///
  /// - Returns: where they stand.
  func add(_ title: String, _ columns: [Column]) -> ChartRanges {
    let length = columns.map(\.cells.count).max() ?? 0
    let block = Block(title: title, columns: columns, row: nextRow)
    blocks.append(block)
    nextRow += length + 3
    return ChartRanges(sheet: name, headerRow: block.row + 1, lengths: columns.map(\.cells.count))
  }

  /// Writes the sheet, if there is any chart.
  func write(to book: Workbook) throws {
    guard !blocks.isEmpty else { return }
    let sheet = try book.addSheet(name)
    var widths: [Int: Double] = [:]
    for block in blocks {
      ReportTable.Cell.text(block.title).write(
        at: .init(sheet: sheet, row: block.row, column: 0),
        book.format(CellStyle(role: .subheading, isWrapped: false)))
      for (index, column) in block.columns.enumerated() {
        let header = CellStyle(role: .header, alignment: index == 0 ? .leading : .trailing, isWrapped: false)
        ReportTable.Cell.text(column.header).write(
          at: .init(sheet: sheet, row: block.row + 1, column: index), book.format(header))
        widths[index] = min(40, max(widths[index] ?? 10, Double(column.header.displayWidth) + 2))
        for (offset, cell) in column.cells.enumerated() {
          var style = CellStyle(isWrapped: false)
          if case .number(let value, let format) = cell.content {
            style.numberFormat = format.spreadsheetCode(for: value)
            style.alignment = .trailing
          }
          // An empty cell is a gap in the line; a text would be drawn as zero.
          if case .absent = cell.content { continue }
          cell.write(at: .init(sheet: sheet, row: block.row + 2 + offset, column: index), book.format(style))
          if index == 0 { widths[0] = min(40, max(widths[0] ?? 10, Double(cell.text.displayWidth) + 2)) }
        }
      }
    }
    for (column, width) in widths {
      worksheet_set_column(sheet.pointer, lxw_col_t(column), lxw_col_t(column), width, nil)
    }
    worksheet_set_paper(sheet.pointer, 9)
    worksheet_set_landscape(sheet.pointer)
    worksheet_fit_to_pages(sheet.pointer, 1, 0)
  }
}

/// Where a chart's columns stand on the data sheet.
struct ChartRanges {
  let sheet: String
  let headerRow: Int
  let lengths: [Int]

  /// The rows of a column.
  func rows(_ column: Int) -> ClosedRange<Int> { headerRow + 1...headerRow + max(1, lengths[column]) }
}
