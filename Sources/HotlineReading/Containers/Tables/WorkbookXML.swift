import HotlineConfiguration
import HotlineModel

/// SpreadsheetML 2003, the workbook in one XML file: which worksheets it has.
///
/// Whether a sheet is hidden stands behind its rows.
final class WorkbookXMLOutline: MarkupHandler {
  /// A worksheet.
  struct Sheet: Sendable {
    let name: String
    var isVisible = true
    /// Rows with something in them.
    var rows = 0
    /// The most cells with something in them of a row.
    var width = 0
  }

  private(set) var sheets: [Sheet] = []
  private var isInVisible = false
  private var visible: [UInt8] = []
  private var isInComment = false
  private var cells = 0

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name {
    case "Worksheet":
      guard sheets.count < ContainerLimits.entries else { return }
      sheets.append(Sheet(name: attributes.text("Name") ?? ""))
    case "Row": cells = 0
    case "Comment": isInComment = true
    case "Data": cells += isInComment ? 0 : 1
    case "Visible":
      isInVisible = true
      visible = []
    default: break
    }
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInVisible, visible.count < 64 { visible.append(contentsOf: bytes) }
  }

  override func end(_ name: MarkupName) {
    switch name {
    case "Row":
      guard cells > 0, !sheets.isEmpty else { return }
      sheets[sheets.count - 1].rows += 1
      sheets[sheets.count - 1].width = max(sheets[sheets.count - 1].width, cells)
    case "Comment": isInComment = false
    case "Visible":
      isInVisible = false
      if ["SheetHidden", "SheetVeryHidden"].contains(String(decoding: visible, as: UTF8.self)), !sheets.isEmpty {
        sheets[sheets.count - 1].isVisible = false
      }
    default: break
    }
  }
}

/// Reads the cells of one worksheet of a SpreadsheetML 2003 file into rows.
final class WorkbookXMLHandler: MarkupHandler {
  private enum Content {
    case text, number, date, boolean, error
  }

  private let rows: CellRows
  private let wanted: Int
  private var sheet = -1
  private var line = 0
  private var isInRow = false
  private var isInData = false
  private var isInCell = false
  /// What somebody wrote beside a cell is none of it.
  private var isInComment = false
  private var raised = RaisedType()
  private var column = 0
  private var nextColumn = 0
  private var content = Content.text
  private var number = CellNumber(is1904: false)

  /// - Parameter sheet: its number from 0.
  init(sheet: Int, rows: CellRows, path: String) {
    wanted = sheet
    self.rows = rows
    super.init(path: path)
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if case "Worksheet" = name { sheet += 1 }
    guard sheet == wanted else { return }
    switch name {
    case "Row":
      let stated = attributes.number("Index") ?? line + 1
      guard stated > line, stated <= SheetHandler.rowLimit, !isInRow else {
        return stop(WorkbookProblem.rowOrder(path, line: stated, after: line))
      }
      line = stated
      (isInRow, nextColumn) = (true, 0)
      rows.beginRow(line: line)
    case "Cell" where isInRow:
      column = nextColumn
      if let index = attributes.number("Index") {
        guard index > nextColumn, index <= RowReader.columnLimit else {
          return stop(WorkbookProblem.cellOrder(path, line: line, reference: String(index)))
        }
        column = index - 1
      }
      nextColumn = column + 1 + min(max(attributes.number("MergeAcross") ?? 0, 0), RowReader.columnLimit)
      isInCell = true
    case "Comment": isInComment = true
    case "Sup", "Sub": raised.edge()
    case "Data" where isInCell && !isInComment:
      isInData = true
      content = Self.content(attributes.text("Type"))
    default: break
    }
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInData else { return }
    if raised.parts(rows.cell.last, bytes.first) { rows.append(0x20) }
    rows.append(bytes)
  }

  override func end(_ name: MarkupName) {
    guard sheet == wanted else { return }
    switch name {
    case "Data" where isInData:
      isInData = false
      finishData()
    case "Comment": isInComment = false
    case "Sup", "Sub": raised.edge()
    case "Cell" where isInCell:
      isInCell = false
      rows.endCell(at: column)
    case "Row" where isInRow:
      isInRow = false
      rows.endRow()
    default: break
    }
  }

  private static func content(_ type: String?) -> Content {
    switch type {
    case "Number": .number
    case "DateTime": .date
    case "Boolean": .boolean
    case "Error": .error
    default: .text
    }
  }

  private func finishData() {
    switch content {
    case .text: break
    case .number:
      if let text = number.formatted(rows.cell, as: .number) {
        text.withUnsafeBufferPointer { rows.replaceCell(with: $0) }
      }
    case .date:
      let isClock = rows.cell.starts(with: "1899-12-31T".utf8)
      rows.editCell(SheetHandler.isoDate)
      if isClock { rows.editCell { bytes in Self.dropFirst(11, of: bytes) } }
    case .boolean: rows.replaceCell(with: rows.cell.first == 0x31 ? "TRUE" : "FALSE")
    case .error: rows.editCell { _ in 0 }
    }
  }

  private static func dropFirst(_ count: Int, of bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard bytes.count > count else { return bytes.count }
    for index in count..<bytes.count { bytes[index - count] = bytes[index] }
    return bytes.count - count
  }
}
