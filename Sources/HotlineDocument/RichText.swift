/// A text with emphasis and links. A literal or a `String` is plain text: nothing in it is ever taken for markup.
package struct RichText: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// A run of characters of one kind.
  package enum Inline: Sendable, Hashable {
    /// Plain.
    case text(String)
    /// Emphasized.
    case strong(String)
    /// A link within the document.
    case link(String, Anchor)
    /// A name as it stands in a file or on the command line.
    case code(String)
    /// A link to a file in the same folder, or under it.
    case file(String, path: String)

    /// The characters.
    package var text: String {
      switch self {
      case .text(let text), .strong(let text), .link(let text, _), .code(let text), .file(let text, _): text
      }
    }
  }

  /// The runs, in order.
  package var inlines: [Inline]

  /// Creates a text from runs.
  package init(_ inlines: [Inline]) { self.inlines = inlines }

  /// A plain text.
  package init(_ text: String) { inlines = text.isEmpty ? [] : [.text(text)] }

  /// A plain text that is written in the source.
  package init(stringLiteral value: String) { self.init(value) }

  /// An emphasized text.
  package static func strong(_ text: String) -> RichText { RichText([.strong(text)]) }

  /// A link within the document.
  package static func link(_ text: String, to anchor: Anchor) -> RichText { RichText([.link(text, anchor)]) }

  /// A link to a file in the same folder.
  package static func file(_ text: String, at path: String) -> RichText { RichText([.file(text, path: path)]) }

  /// A name as it stands in a file or on the command line.
  package static func code(_ text: String) -> RichText { RichText([.code(text)]) }

  /// One text after the other.
  package static func + (first: RichText, second: RichText) -> RichText { RichText(first.inlines + second.inlines) }

  /// Adds a text at the end.
  package static func += (text: inout RichText, other: RichText) { text.inlines += other.inlines }

  /// The characters alone.
  package var plain: String { inlines.map(\.text).joined() }

  /// Whether there are no characters.
  package var isEmpty: Bool { inlines.allSatisfy(\.text.isEmpty) }
}

extension [RichText] {
  /// The texts with a separator between them.
  package func joined(separator: String) -> RichText {
    enumerated().reduce(into: RichText("")) { result, element in
      if element.offset > 0 { result.inlines.append(.text(separator)) }
      result += element.element
    }
  }
}
