import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// Writes a log as one tidy file: UTF-8 with a byte order mark, as Excel wants it.
struct CleanWriter {
  let directory: String

  func write(_ log: SimulatedLog, population: Population) throws -> String {
    let rows = LogRows(population: population)
    var csv = CSVBuilder()
    switch log {
    case .calls(let name, let line, let calls):
      let file = try OutputFile(path: "\(directory)/\(name).csv")
      csv.append(LogRows.callHeader)
      for (index, call) in calls.enumerated() {
        csv.append(rows.row(call, number: index, line: line, spelling: .init()))
        if csv.bytes.count > 1 << 20 { try file.flush(&csv) }
      }
      return try file.finish(&csv)
    case .orders(let name, let orders):
      let file = try OutputFile(path: "\(directory)/\(name).csv")
      csv.append(LogRows.orderHeader)
      let exported = Self.finalExport(after: orders)
      for (index, order) in orders.enumerated() {
        csv.append(rows.row(order, number: index, exportedAt: exported, spelling: .init()))
      }
      return try file.finish(&csv)
    case .table(let name, let table):
      let file = try OutputFile(path: "\(directory)/\(name).csv")
      csv.append(table.header)
      for row in table.rows { csv.append(row) }
      return try file.finish(&csv)
    }
  }

  /// The moment of the export: 1 February of the next year, when all orders are closed.
  static func finalExport(after orders: [SimulatedOrder]) -> Int64 {
    let year = orders.first.map { LocalDay(containing: $0.receivedAt).civil.year } ?? 2019
    return LocalMonth(year: year + 1, month: 2).firstDay.start
  }
}

/// A file written in pieces.
final class OutputFile {
  /// 模拟 in UTF-8, GB18030 and UTF-16: what made-up data say of themselves at their beginning, or in their name.
  private static let marks = [
    Data("模拟".utf8), Data([0xC4, 0xA3, 0xC4, 0xE2]), Data([0x21, 0x6A, 0xDF, 0x62]),
  ]

  /// Whether nothing is there yet, or made-up data that a run before left. A pipe would be waited for.
  private static func mayBeWritten(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return true }
    guard status.st_mode & S_IFMT == S_IFREG else { return false }
    if path.split(separator: "/").last?.contains("模拟") == true { return true }
    let start = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: 512) } ?? Data()
    return marks.contains { start.range(of: $0) != nil }
  }

  let path: String
  private let handle: FileHandle

  init(path: String, mark: [UInt8] = [0xEF, 0xBB, 0xBF]) throws {
    self.path = path
    guard Self.mayBeWritten(path) else {
      throw Diagnostic(
        at: .init(file: path),
        found: LocalizedText(zh: "已有一个不是模拟数据的文件", en: "there is a file that is not made-up data"),
        fix: LocalizedText(zh: "请换一个目录（--out）", en: "choose another folder (--out)"))
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(mark)),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "无法写入文件", en: "cannot write the file"),
        fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
    }
    self.handle = handle
    try handle.seekToEnd()
  }

  func flush(_ csv: inout CSVBuilder) throws {
    try handle.writeWhole(Data(csv.bytes))
    csv.removeAll()
  }

  func finish(_ csv: inout CSVBuilder) throws -> String {
    try flush(&csv)
    try handle.close()
    return path
  }
}
