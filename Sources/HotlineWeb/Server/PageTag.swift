import HotlineStore

/// What tells one state of a page from another.
enum PageTag {
  /// A short text that is another one as soon as one of the parts is.
  static func of(_ parts: [String]) -> String {
    String(FileDigest.sha256(of: .init(parts.joined(separator: "\u{0}").utf8)).prefix(32))
  }
}
