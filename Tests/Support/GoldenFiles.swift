import Foundation

/// Documents as they are to be, in a folder `Golden/` of the tests. The folder's README.md says of each why it is there.
///
/// With HOTLINE_WRITE_GOLDEN set a test writes them anew instead of comparing: read the difference before you commit it.
package struct GoldenFiles: Sendable {
  private let folder: URL

  /// - Parameter target: the folder of the test target.
  package init(in target: URL) {
    folder = target.appending(path: "Golden")
  }

  /// What a text has other than the file of a name, line by line; `nil` when they are equal.
  package func difference(of text: String, from name: String) throws -> String? {
    let file = folder.appending(path: name)
    let reasons = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8).split(separator: "\n")
    guard let reason = reasons.first(where: { $0.contains("`\(name)`") })?.split(separator: "|").last else {
      return "\(name): Golden/README.md does not say why it is there"
    }
    if ProcessInfo.processInfo.environment["HOTLINE_WRITE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: file)
      return nil
    }
    let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    guard text != golden else { return nil }
    let changes = Self.changes(from: golden, to: text)
    let rest = changes.count > 20 ? "\n… and \(changes.count - 20) lines more" : ""
    return "\(name) differs. It is there for:\(reason)\n" + changes.prefix(20).joined(separator: "\n") + rest
      + "\nIf that is right, write it anew with HOTLINE_WRITE_GOLDEN=1."
  }

  /// The lines that are gone and those that are new, in order, with their numbers.
  static func changes(from golden: String, to text: String) -> [String] {
    func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var changes: [(line: Int, order: Int, text: String)] = lines(text).difference(from: lines(golden)).map { change in
      switch change {
      case .remove(let offset, let line, _): (offset, 0, "- \(offset + 1): \(line.prefix(300))")
      case .insert(let offset, let line, _): (offset, 1, "+ \(offset + 1): \(line.prefix(300))")
      }
    }
    changes.sort { ($0.line, $0.order) < ($1.line, $1.order) }
    return changes.map(\.text)
  }
}
