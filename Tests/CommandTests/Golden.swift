import Foundation
import GoldenFiles
import Testing

/// The documents that this target's tests compare with.
enum Golden {
  private static let files = GoldenFiles(in: URL(filePath: #filePath).deletingLastPathComponent())

  static func expect(_ document: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    guard let difference = try files.difference(of: document, from: name) else { return }
    Issue.record("\(difference)", sourceLocation: sourceLocation)
  }
}
