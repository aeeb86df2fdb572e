import CLibXLSXWriter
import Foundation
import HotlineOffice
import HotlineText

/// A workbook that is being written: its sheets, its formats, and the one place that speaks to libxlsxwriter about files.
final class Workbook {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let path: String
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var sheetNames: Set<String> = []
  /// The font of all cells; the spreadsheet's own unless given.
  var fontName: String?

  /// A place in the workbook, zero-based.
  struct Place {
    let sheet: Sheet
    let row: Int
    let column: Int
  }

  /// A sheet and its name.
  struct Sheet {
    let name: String
    let pointer: UnsafeMutablePointer<lxw_worksheet>
  }

  /// - Throws: a ``WorkbookError`` when the workbook cannot be begun.
  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "hotline-\(UUID().uuidString).xlsx").path()
    guard let book = workbook_new(path) else {
      throw WorkbookError(
        found: LocalizedText(zh: "无法建立 XLSX 文件", en: "the XLSX file cannot be begun"),
        fix: WorkbookError.checkFolder)
    }
    self.book = book
  }

  /// Says whose the workbook is and when it was made: at the as-of moment, never by the clock.
  func describe(title: String, subject: String, asOf: Int64) {
    title.withMutableCString { title in
      subject.withMutableCString { subject in
        "hotline".withMutableCString { author in
          var properties = lxw_doc_properties()
          properties.title = title
          properties.subject = subject
          properties.author = author
          // 0 would be read as now.
          properties.created = time_t(max(asOf, 1))
          workbook_set_properties(book, &properties)
        }
      }
    }
  }

  /// Adds a sheet, its name made fit for Excel: at most 31 characters, none of `[]:*?/\`, unlike the others'.
  func addSheet(_ wanted: String) throws -> Sheet {
    var base = String(wanted.withVisibleControls.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
      .trimmingCharacters(in: .whitespaces)
    while base.utf16.count > 31 { base.removeLast() }
    if base.isEmpty { base = "Sheet" }
    var name = base
    var number = 2
    while !sheetNames.insert(name.lowercased()).inserted {
      name = String(base.prefix(27)) + " \(number)"
      number += 1
    }
    guard let pointer = workbook_add_worksheet(book, name) else {
      throw WorkbookError(found: LocalizedText(zh: "无法添加工作表“\(name)”", en: "the sheet “\(name)” cannot be added"))
    }
    return Sheet(name: name, pointer: pointer)
  }

  /// The format of a style; made once.
  func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let format = formats[style] { return format }
    guard let format = workbook_add_format(book) else { return nil }
    if let fontName { format_set_font_name(format, fontName) }
    style.apply(to: format)
    formats[style] = format
    return format
  }

  /// A chart of a kind.
  func chart(_ type: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? {
    workbook_add_chart(book, UInt8(type.rawValue))
  }

  /// Closes the workbook.
  ///
  /// - Returns: its bytes.
  /// - Throws: a ``WorkbookError`` when it cannot be written.
  func close() throws -> Data {
    let error = workbook_close(book)
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard error == LXW_NO_ERROR else {
      let reason = lxw_strerror(error).map { String(cString: $0) } ?? "\(error.rawValue)"
      throw WorkbookError(
        found: LocalizedText(zh: "XLSX 无法写入：\(reason)", en: "the XLSX cannot be written: \(reason)"),
        fix: WorkbookError.checkFolder)
    }
    guard (try? ZipParts.areComplete(in: path)) == true else { throw WorkbookError.notWhole }
    return try Data(contentsOf: URL(filePath: path))
  }
}

extension Workbook.Place {
  /// The cell's name: `B7`.
  var cellName: String { Self.columnName(column) + String(row + 1) }

  /// The cell's name with its sheet: `'第一部分'!B7`.
  var fullName: String {
    "'" + sheet.name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'!" + cellName
  }

  private static func columnName(_ column: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
    return column < 26 ? letter : columnName(column / 26 - 1) + letter
  }
}

extension String {
  /// The text as a C string that a struct of libxlsxwriter can point to while the body runs; the library copies it.
  func withMutableCString<Result>(_ body: (UnsafeMutablePointer<CChar>) -> Result) -> Result {
    var bytes = utf8CString
    return bytes.withUnsafeMutableBufferPointer { buffer in
      // A C string has at least its final zero.
      buffer.baseAddress.map(body)
        ?? withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1) { empty in
          empty.initialize(repeating: 0)
          return body(empty.baseAddress.unsafelyUnwrapped)
        }
    }
  }

  /// The text as a description: libxlsxwriter cuts attributes at 2,080 bytes, in the middle of a character if need be,
  /// which would break the whole sheet.
  var attributeText: String {
    let text = withVisibleControls
    return text.count <= 600 ? text : String(text.prefix(599)) + "…"
  }

  /// The text as a chart takes it: one that begins with `=` would be read as a reference to a cell.
  var chartText: String { hasPrefix("=") ? " " + cellText : cellText }

  /// The text as a cell holds it: line ends kept, other control characters made visible, not longer than Excel allows.
  var cellText: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map { String($0).withVisibleControls }
    let text = lines.joined(separator: "\n")
    return text.utf16.count <= 32_000 ? text : String(text.prefix(16_000)) + "…"
  }
}
