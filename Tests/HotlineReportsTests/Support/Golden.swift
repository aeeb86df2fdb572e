import Foundation
import GoldenFiles
import HotlineConfiguration
import HotlineReports
import Testing

/// The documents that this target's tests compare with.
enum Golden {
  private static let files = GoldenFiles(
    in: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent())

  static func expect(_ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    guard let difference = try files.difference(of: text, from: name) else { return }
    Issue.record("\(difference)", sourceLocation: sourceLocation)
  }

  /// Compares a page without its style sheet, which stands once: in `style.css`.
  static func expect(
    page: Document, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let html = HTMLDocument(page).text
    let style = try style(of: html)
    try #require(!style.isEmpty, sourceLocation: sourceLocation)
    try expect(html.replacing(style, with: "(style.css)\n"), equals: name, sourceLocation: sourceLocation)
  }

  /// The style sheet of a page.
  static func style(of html: String) throws -> String {
    let start = try #require(html.firstRange(of: "<style>\n")).upperBound
    let end = try #require(html.firstRange(of: "</style>")).lowerBound
    return String(html[start..<end])
  }
}
