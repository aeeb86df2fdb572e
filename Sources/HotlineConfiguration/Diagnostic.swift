import HotlineText

/// An error or warning that says where something is wrong, what was found, what was expected and how to fix it.
///
/// Every error that hotline reports about data or configuration is one of these; it prints as
/// `file:line:column: what was found; what was expected; how to fix it`.
package struct Diagnostic: Error, Sendable, Hashable {
  /// A place in a file. Lines and columns count from 1; for CSV the column is the field's number.
  package struct Place: Sendable, Hashable {
    /// The file as the user named it.
    package var file: String
    /// The line, from 1; `nil` when the whole file is meant.
    package var line: Int?
    /// The column (YAML) or field number (CSV), from 1.
    package var column: Int?

    /// Creates a place.
    package init(file: String, line: Int? = nil, column: Int? = nil) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// What kind of failure this is; it decides the exit code.
  package enum Kind: Sendable, Hashable {
    /// Something in the data or configuration: exit code 1.
    case data
    /// The command was called wrongly: exit code 2 (ArgumentParser's own are 64).
    case usage
  }

  /// Data problem or wrong usage.
  package var kind: Kind
  /// Where it is, if a file is concerned.
  package var place: Place?
  /// What was found.
  package var found: LocalizedText
  /// What was expected instead, if that helps.
  package var expected: LocalizedText?
  /// How to fix it.
  package var fix: LocalizedText?

  /// Creates a diagnostic.
  package init(
    _ kind: Kind = .data, at place: Place? = nil, found: LocalizedText, expected: LocalizedText? = nil,
    fix: LocalizedText? = nil
  ) {
    self.kind = kind
    self.place = place
    self.found = found.shortened(to: Self.longest)
    self.expected = expected
    self.fix = fix
  }

  /// As much is said of what was found, in characters: a message that repeats a mistake of a megabyte helps nobody.
  private static let longest = 1_000

  /// The message on one line, in the given language. Citizens' numbers in the file's name are masked.
  package func message(_ language: Language) -> String {
    let separator = language == .zh ? "；" : "; "
    let text = [found, expected, fix].compactMap { $0?(language) }.joined(separator: separator)
    guard let place else { return text }
    let position = [place.line, place.column].compactMap { $0 }.map { ":\($0)" }.joined()
    return "\(Masking.path(place.file))\(position): \(text)"
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The English message.
  package var description: String { message(.en) }
}
