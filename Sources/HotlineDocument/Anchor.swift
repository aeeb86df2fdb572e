/// A place in a document to which links lead.
///
/// Anchors are part of a document's address and stay the same from run to run. Characters that an HTML `id` or a URL's
/// fragment would not take as they are become `-`; Chinese letters stay.
package struct Anchor: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The text of the `id`.
  package let id: String

  /// The anchor of a name.
  package init(_ name: String) {
    let text = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
    id = text.first?.isLetter == true ? text : "a-" + text
  }

  /// The anchor of a name that is written in the source.
  package init(stringLiteral value: String) { self.init(value) }

  /// An anchor under this one: `evidence` + `connection_rate` → `evidence-connection_rate`.
  package func appending(_ name: String) -> Anchor { Anchor("\(id)-\(name)") }
}
