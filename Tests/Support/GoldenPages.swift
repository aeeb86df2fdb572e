import Foundation

extension GoldenFiles {
  /// What a page has other than the file of a name. Its style sheet is not compared: it stands once, in `style.css`.
  package func difference(ofPage html: String, from name: String) throws -> String? {
    guard let style = Self.style(of: html) else { return "\(name): the page has no style sheet" }
    return try difference(of: html.replacing(style, with: "(style.css)\n"), from: name)
  }

  /// The style sheet of a page.
  package static func style(of html: String) -> String? {
    guard let start = html.firstRange(of: "<style>\n"), let end = html.firstRange(of: "</style>"),
      start.upperBound < end.lowerBound
    else { return nil }
    return String(html[start.upperBound..<end.lowerBound])
  }
}
