import HotlineText

/// Why rows of one file were rejected.
package struct RejectCount: Sendable, Hashable {
  /// The file's name.
  package let file: String
  /// Why, in words: the first such row's.
  package let detail: LocalizedText
  /// How many rows.
  package let rows: Int

  /// Creates a count.
  package init(
    file: String, detail: LocalizedText, rows: Int
  ) {
    self.file = file
    self.detail = detail
    self.rows = rows
  }
}
