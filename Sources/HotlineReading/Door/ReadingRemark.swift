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
    /// Two fields of one row that say the same differently.
    case contradiction
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
  package var field: RecordField?
  /// How many rows or columns it is about.
  package var count: Int
  /// The first places, ``examplesKept`` at most.
  package var examples: [Example]
  /// What was found and what was done about it, in a sentence.
  package var text: LocalizedText

  /// Places kept of one remark.
  package static let examplesKept = 5

  /// Creates a remark.
  package init(kind: Kind, field: RecordField? = nil, count: Int = 1, examples: [Example] = [], text: LocalizedText) {
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

  /// Remarks of the same kind, field and text as one.
  static func joined(_ remarks: [ReadingRemark]) -> [ReadingRemark] {
    remarks.reduce(into: []) { joined, remark in
      let same = joined.firstIndex { ($0.kind, $0.field, $0.text) == (remark.kind, remark.field, remark.text) }
      guard let same else { return joined.append(remark) }
      joined[same].count += remark.count
      joined[same].examples = Array((joined[same].examples + remark.examples).prefix(examplesKept))
    }
  }

  /// Columns named in a remark.
  private static let namesShown = 12

  /// The columns of a file that its profile does not read; `nil` when it reads them all.
  static func unread(_ headers: [String]) -> ReadingRemark? {
    guard !headers.isEmpty else { return nil }
    let names = headers.prefix(namesShown).map { Masking.masked($0, limit: 40) }.joined(separator: ", ")
    let more = headers.count - namesShown
    return ReadingRemark(
      kind: .columnUnread, count: headers.count,
      text: LocalizedText(
        zh: "未读取的列：\(names)" + (more > 0 ? "，另有 \(more) 列" : ""),
        en: "columns that the profile does not read: \(names)" + (more > 0 ? ", and \(more) more" : "")))
  }
}
