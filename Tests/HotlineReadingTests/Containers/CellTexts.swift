import FreshNames
import Foundation
import Testing

@testable import HotlineReading

/// All rows of an export as texts with their lines, for tests of containers.
struct CellTexts {
  var lines: [Int] = []
  var rows: [[String]] = []
  var blank = 0
  var oversize = 0

  init(_ bytes: [UInt8], name: String = "book.xlsx") throws {
    let path = try TemporaryFile.write(bytes, name: name)
    defer { TemporaryFile.remove(path) }
    let source = try ExportSource(path: path)
    let reader = try #require(try source.rows())
    while let event = try reader.next() {
      switch event {
      case .row(let row):
        lines.append(row.line)
        rows.append(row.texts)
      case .blank: blank += 1
      case .oversize: oversize += 1
      case .openQuote: Issue.record("a quote in cells")
      }
    }
  }
}

/// Files written for one test.
enum TemporaryFile {
  static func write(_ bytes: [UInt8], name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-containers-\(freshName())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: name)
    try Data(bytes).write(to: path)
    return path.path
  }

  static func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: URL(filePath: path).deletingLastPathComponent().path)
  }

  /// The listing of a file of these bytes.
  static func listing(_ bytes: [UInt8], name: String) throws -> ExportListing {
    let path = try write(bytes, name: name)
    defer { remove(path) }
    return try ExportListing(DiskFile(path))
  }
}
