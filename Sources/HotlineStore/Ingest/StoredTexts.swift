import HotlineConfiguration
import HotlineReading

/// Writes the texts of a row as a database keeps them, for files that are to be ingested again: with pseudonyms where citizens' numbers
/// stand, so that an ingest of what is written ends with the same keys, names and callers as one of the row itself.
package struct StoredTexts {
  private let pseudonyms: CallerPseudonyms

  init(_ pseudonyms: CallerPseudonyms) { self.pseudonyms = pseudonyms }

  /// A caller's pseudonym as text; `nil` for a text that tells no caller.
  package func caller(_ text: String) -> String? {
    guard let number = CallerNumber.normalised(text) else { return nil }
    return Array(number.utf8).withUnsafeBufferPointer { CallerPseudonyms.token(pseudonyms.pseudonym(of: $0)) }
  }

  /// A key.
  ///
  /// - Parameter caller: the row's caller as its file writes it; its number may stand in the key.
  package func key(_ text: String, caller: String?) -> String {
    let number = caller.flatMap(CallerNumber.normalised).map { Array($0.utf8) }
    let changed = Array(text.utf8).withUnsafeBufferPointer { key in
      guard let number else { return pseudonyms.keyWithoutNumber(key, caller: nil) }
      return number.withUnsafeBufferPointer { pseudonyms.keyWithoutNumber(key, caller: $0) }
    }
    return changed.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// A name.
  ///
  /// - Parameter isCode: whether its column holds codes, which stay.
  package func name(_ text: String, isCode: Bool) -> String {
    let bytes = Array(text.utf8)
    let marked = bytes.withUnsafeBufferPointer { NumberRecogniser.current.marked($0, isCode: isCode) }
    guard let marked else { return text }
    return String(decoding: marked.withUnsafeBufferPointer { pseudonyms.withoutMarks($0) } ?? bytes, as: UTF8.self)
  }
}
