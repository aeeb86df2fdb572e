/// One fact with its file and line.
package struct FactRow: Sendable, Hashable, Codable {
  /// The file's name.
  package var file: String
  /// The line in it.
  package var sourceLine: Int
  /// The view's columns that say something, in order.
  package var columns: [Column]
  /// By which ``RowSpan`` finds it; `nil` where facts lie elsewhere.
  package var position: RowPosition?

  /// Creates a row.
  package init(
    file: String, sourceLine: Int, columns: [Column], position: RowPosition? = nil
  ) {
    self.position = position
    self.file = file
    self.sourceLine = sourceLine
    self.columns = columns
  }

  enum CodingKeys: String, CodingKey {
    case file, columns
    case sourceLine = "line"
  }

  /// One value of the fact.
  package struct Column: Sendable, Hashable, Codable {
    /// The column's name.
    package var name: String
    /// Its value.
    package var value: String
    /// What a declared number counts in.
    package var unit: Metric.Unit?

    /// Creates a value.
    package init(
      name: String, value: String, unit: Metric.Unit? = nil
    ) {
      self.name = name
      self.value = value
      self.unit = unit
    }
  }
}
