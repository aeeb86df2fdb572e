import HotlineConfiguration
import HotlineText

/// Something that a reader noticed about a file without losing a row by it: a word that no vocabulary knows, a duration
/// that contradicts the row's own times, a column that nobody reads.
package struct ReadingRemark: Sendable, Hashable, Codable {
  /// What kind of thing; the raw value is stored and stands in JSON.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// A word outside the profile's vocabulary in a field that a record can do without: the field is empty, the row is kept.
    case unknownWord = "unknown_word"
    /// A value in such a field that cannot be read: the field is empty, the row is kept.
    case unreadable
    /// A text where a name is wanted: it is not stored, the field is empty, the row is kept.
    case tooLong = "too_long"
    /// A hotline that the locality does not list.
    case lineUnknown = "line_unknown"
    /// Two fields of one row that say the same differently.
    case contradiction
    /// A key that another record has, which began on another day.
    case keyReused = "key_reused"
    /// A field that earlier files of the same profile carried and this one lacks.
    case fieldLost = "field_lost"
    /// Columns that the profile does not read.
    case columnUnread = "column_unread"
    /// A later line of headers put the columns in another order.
    case headerChanged = "header_changed"
    /// As many rows as a spreadsheet can hold: the export may be cut off.
    case rowLimit = "row_limit"
    /// A part of the file that is not read: a hidden sheet, a folder's other files.
    case passedOver = "passed_over"
    /// Not of a file: somebody put a field right by hand.
    case correction
  }

  /// A place in the file, and what stands there.
  package struct Example: Sendable, Hashable, Codable {
    /// The line on which the row begins, from 1.
    package var line: Int
    /// The value, masked and cut like that of a ``RejectedRow``.
    package var value: String

    /// Creates an example.
    package init(line: Int, value: String) {
      self.line = line
      self.value = value
    }
  }

  /// What kind of thing.
  package var kind: Kind
  /// The field that it is about, as profiles name it; `nil` when it is about the file or a row as a whole.
  package var field: FactField?
  /// How many rows or columns it is about.
  package var count: Int
  /// The first places, ``examplesKept`` at most.
  package var examples: [Example]
  /// What was found and what was done about it, in a sentence.
  package var text: LocalizedText

  /// Places kept of one remark.
  package static let examplesKept = 5

  /// Creates a remark.
  package init(kind: Kind, field: FactField? = nil, count: Int = 1, examples: [Example] = [], text: LocalizedText) {
    self.kind = kind
    self.field = field
    self.count = count
    self.examples = examples
    self.text = text
  }
}

extension ReadingRemark {
  /// The remark with its first places: `… (20 rows; line 3: 很好, line 7: 赞)`.
  package func sentence(_ language: Language) -> String {
    guard !examples.isEmpty else { return text(language) }
    let places = examples.prefix(3).map { example in
      let line = language == .zh ? "第 \(example.line) 行" : "line \(example.line)"
      return example.value.isEmpty ? line : "\(line)“\(example.value)”"
    }
    let more = count > places.count ? " …" : ""
    return language == .zh
      ? "\(text.zh)（\(count) 行：\(places.joined(separator: "、"))\(more)）"
      : "\(text.en) (\(count) row\(count == 1 ? "" : "s"): \(places.joined(separator: ", "))\(more))"
  }
}
