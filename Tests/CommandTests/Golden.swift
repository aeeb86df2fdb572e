import Foundation
import Testing

/// Documents as they are to be, in `Tests/CommandTests/Golden/`. With HOTLINE_WRITE_GOLDEN set, a test writes them anew
/// instead of comparing: read the difference before you commit it.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  /// Compares a document with the golden one and names the first line that differs.
  static func expect(_ document: String, equals name: String) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["HOTLINE_WRITE_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(document.utf8).write(to: file)
      return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    let lines = document.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let first = zip(lines, wanted).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(
      document == golden,
      "\(name):\((first?.offset ?? min(lines.count, wanted.count)) + 1): \(first.map { "\($0.element.0)" } ?? "length")"
    )
  }
}
