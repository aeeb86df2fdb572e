import CLibCSV
import Foundation
import HotlineText

/// A small CSV file of our own (`data/districts.csv`, `data/calendar/china.csv`): UTF-8, a header row, held in memory.
///
/// Not for exports: those are streamed by `HotlineReading`, which stands above this room and mends what exports break. A table
/// of ours has nothing to mend, so libcsv is used here as it is.
package struct DataTable: Sendable {
  /// One data row.
  package struct Row: Sendable {
    /// The row's place: file and line.
    package let place: Diagnostic.Place
    fileprivate let columns: [String: Int]
    fileprivate let fields: [String]

    /// The field under a header, blanks trimmed; empty when the row is short.
    package subscript(column: String) -> String {
      guard let index = columns[column], index < fields.count else { return "" }
      return fields[index]
    }
  }

  /// The rows in file order; blank lines and lines that start with `#` are left out.
  package let rows: [Row]

  /// Reads the file and checks that its header has the columns named.
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read, is no UTF-8 or lacks a column.
  package init(contentsOf path: String, columns required: [String]) throws {
    let data = try SmallFile.bytes(of: path)
    try self.init(csv: Array(data), file: path, columns: required)
  }

  /// The rows of CSV bytes (UTF-8) with the line that each begins on, its fields trimmed; blank lines and lines that start
  /// with `#` are left out. For tables without a header row.
  package static func lines(csv: [UInt8]) -> [(line: Int, fields: [String])] { DataTableParser.parse(csv) }

  /// Parses CSV bytes; `file` is the name used in errors.
  package init(csv: [UInt8], file: String, columns required: [String]) throws {
    let texts = csv.split(separator: 0x0A, omittingEmptySubsequences: false)
    if let place = texts.firstIndex(where: { String(validating: $0, as: UTF8.self) == nil }) {
      throw Diagnostic(
        at: .init(file: file, line: place + 1),
        found: LocalizedText(zh: "不是 UTF-8 文本", en: "not UTF-8 text"),
        fix: LocalizedText(
          zh: "请另存为 UTF-8（Excel：“CSV UTF-8（逗号分隔）”）", en: "save it as UTF-8 (Excel: “CSV UTF-8 (comma delimited)”)"))
    }
    let lines = Self.lines(csv: csv)
    guard let header = lines.first else {
      throw Diagnostic(at: .init(file: file), found: LocalizedText(zh: "文件为空", en: "the file is empty"))
    }
    var columns: [String: Int] = [:]
    for (index, name) in header.fields.enumerated() { columns[name] = index }
    if let missing = required.first(where: { columns[$0] == nil }) {
      throw Diagnostic(
        at: .init(file: file, line: header.line),
        found: LocalizedText(zh: "缺少列“\(missing)”", en: "column “\(missing)” is missing"),
        expected: LocalizedText(
          zh: "应有的列：\(required.joined(separator: "、"))", en: "columns: \(required.joined(separator: ", "))"))
    }
    rows = lines.dropFirst().map {
      Row(place: Diagnostic.Place(file: file, line: $0.line), columns: columns, fields: $0.fields)
    }
  }
}

/// Feeds libcsv line by line so that every row knows the line it starts on.
private final class DataTableParser {
  private var fields: [String] = []
  private var rows: [(line: Int, fields: [String])] = []
  private var startLine = 1

  static func parse(_ bytes: [UInt8]) -> [(line: Int, fields: [String])] {
    let parser = DataTableParser()
    let context = Unmanaged.passUnretained(parser).toOpaque()
    var csv = csv_parser()
    guard csv_init(&csv, 0) == 0 else { return [] }
    defer { csv_free(&csv) }
    let onField: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      bytes, count, context in
      guard let context else { return }
      let parser = Unmanaged<DataTableParser>.fromOpaque(context).takeUnretainedValue()
      let text = bytes.map { String(decoding: UnsafeRawBufferPointer(start: $0, count: count), as: UTF8.self) } ?? ""
      parser.fields.append(text.trimmingCharacters(in: .whitespaces))
    }
    let onRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
      guard let context else { return }
      Unmanaged<DataTableParser>.fromOpaque(context).takeUnretainedValue().endRow()
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    var line = 1
    for segment in body.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if csv.pstate == 0 { parser.startLine = line }
      let text = Array(segment) + [0x0A]
      _ = csv_parse(&csv, text, text.count, onField, onRow, context)
      line += 1
    }
    _ = csv_fini(&csv, onField, onRow, context)
    return parser.rows
  }

  private func endRow() {
    defer { fields = [] }
    guard fields.contains(where: { !$0.isEmpty }), fields.first?.hasPrefix("#") != true else { return }
    rows.append((startLine, fields))
  }
}
