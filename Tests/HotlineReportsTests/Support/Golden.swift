import Foundation
import Testing

/// Files of `Golden/` that documents must equal, byte for byte. `HOTLINE_WRITE_GOLDEN=1 swift test` writes them anew, to be read
/// in the diff.
enum Golden {
  static func expect(_ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["HOTLINE_WRITE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: url)
      return
    }
    let golden = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    guard text != golden else { return }
    let lines = zip(
      text.split(separator: "\n", omittingEmptySubsequences: false),
      golden.split(separator: "\n", omittingEmptySubsequences: false))
    let difference = lines.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      "\(name) line \((difference?.offset ?? -2) + 1): \(difference?.element.0 ?? "") instead of \(difference?.element.1 ?? "")",
      sourceLocation: sourceLocation)
  }
}
