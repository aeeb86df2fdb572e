import Foundation
import HotlineConfiguration
import HotlineModel

/// Reads a sheet's cells into rows.
final class SheetHandler: MarkupHandler {
  /// How a cell's value is to be understood, by its attribute `t`.
  private enum Content {
    case number, shared, text, boolean, error, date
  }

  private let rows: CellRows
  private let strings: SharedStringReader
  private let formats: [CellFormat]
  private var number: CellNumber
  private var lastLine = 0
  private var isInRow = false
  private var isInCell = false
  private var isInValue = false
  private var isPhonetic = false
  private var raised = RaisedType()
  private var column = 0
  private var nextColumn = 0
  private var content = Content.number
  private var format = CellFormat.number

  /// The last row that a sheet can have.
  static let rowLimit = 1_048_576

  init(_ workbook: Workbook, rows: CellRows, path: String) throws {
    self.rows = rows
    strings = SharedStringReader(try workbook.strings())
    formats = workbook.parts.formats
    number = CellNumber(is1904: workbook.parts.is1904)
    super.init(path: path)
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name {
    case "c" where isInRow: beginCell(attributes)
    case "v", "t": isInValue = isInCell && !isPhonetic
    case "rPh": isPhonetic = true
    case "vertAlign": raised.begin()
    case "row": beginRow(attributes)
    default: break
    }
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInValue else { return }
    if raised.parts(rows.cell.last, bytes.first) { rows.append(0x20) }
    rows.append(bytes)
  }

  override func end(_ name: MarkupName) {
    switch name {
    case "v", "t": isInValue = false
    case "c" where isInCell:
      isInCell = false
      finishCell()
      rows.endCell(at: column)
    case "rPh": isPhonetic = false
    case "r": raised.end()
    case "row" where isInRow:
      isInRow = false
      rows.endRow()
    default: break
    }
  }

  private func beginRow(_ attributes: MarkupAttributes) {
    let line = attributes.number("r") ?? lastLine + 1
    guard line > lastLine, line <= Self.rowLimit, !isInRow else {
      return stop(WorkbookProblem.rowOrder(path, line: line, after: lastLine))
    }
    lastLine = line
    isInRow = true
    nextColumn = 0
    rows.beginRow(line: line)
  }

  private func beginCell(_ attributes: MarkupAttributes) {
    column = nextColumn
    if let reference = attributes["r"] {
      guard let stated = Self.column(of: reference), stated >= column else {
        return stop(WorkbookProblem.cellOrder(path, line: lastLine, reference: reference.string))
      }
      column = stated
    }
    nextColumn = column + 1
    isInCell = true
    content = attributes["t"].map(Self.content) ?? .number
    format = .number
    if content == .number, let style = attributes["s"], let index = Self.whole(style), index < formats.count {
      format = formats[index]
    }
  }

  private static func content(_ type: UnsafeBufferPointer<UInt8>) -> Content {
    switch (type.count, type.first) {
    case (1, UInt8(ascii: "s")): .shared
    case (1, UInt8(ascii: "n")): .number
    case (1, UInt8(ascii: "b")): .boolean
    case (1, UInt8(ascii: "e")): .error
    case (1, UInt8(ascii: "d")): .date
    default: .text
    }
  }

  /// The column, from 0, of a reference such as `AB12`.
  private static func column(of reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var column = 0
    for byte in reference {
      guard byte >= 0x41, byte <= 0x5A else { break }
      column = column * 26 + Int(byte - 0x40)
      guard column <= RowReader.columnLimit else { return nil }
    }
    return column == 0 ? nil : column - 1
  }

  private static func whole(_ digits: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 10 else { return nil }
    var value = 0
    for byte in digits {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private func finishCell() {
    switch content {
    case .shared:
      if rows.cell.isEmpty { return }
      let isFound = Self.whole(rows.cell).map { strings.withText(at: $0, rows.replaceCell) } ?? false
      if !isFound { stop(WorkbookProblem.noString(path, line: lastLine)) }
    case .number:
      if rows.cell.isEmpty { return }
      if let text = number.formatted(rows.cell, as: format) {
        text.withUnsafeBufferPointer { rows.replaceCell(with: $0) }
      }
    case .text: rows.editCell(CellText.unescape)
    case .boolean: rows.replaceCell(with: rows.cell.first == 0x31 ? "TRUE" : "FALSE")
    case .error: rows.editCell { _ in 0 }
    case .date: rows.editCell(Self.isoDate)
    }
  }

  /// `2019-03-04T08:00:00.000Z` becomes `2019-03-04 08:00:00`.
  static func isoDate(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard bytes.count > 10, bytes[10] == UInt8(ascii: "T") else { return bytes.count }
    bytes[10] = 0x20
    var count = bytes.count
    if bytes[count - 1] == UInt8(ascii: "Z") { count -= 1 }
    if let point = bytes[..<count].firstIndex(of: 0x2E), bytes[(point + 1)..<count].allSatisfy({ $0 == 0x30 }) {
      count = point
    }
    return count
  }
}
