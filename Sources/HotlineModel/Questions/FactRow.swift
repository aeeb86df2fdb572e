/// One fact with its file and line.
package struct FactRow: Sendable, Hashable, Codable {
  /// The file's name.
  package var file: String
  /// The line in it.
  package var line: Int
  /// The view's columns that say something, in order.
  package var columns: [Column]

  /// Creates a row.
  package init(
    file: String, line: Int, columns: [Column]
  ) {
    self.file = file
    self.line = line
    self.columns = columns
  }

  /// One value of the fact.
  package struct Column: Sendable, Hashable, Codable {
    /// The column's name.
    package var name: String
    /// Its value.
    package var value: String

    /// Creates a value.
    package init(
      name: String, value: String
    ) {
      self.name = name
      self.value = value
    }
  }
}
