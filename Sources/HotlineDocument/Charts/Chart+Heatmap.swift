import HotlineText

extension Chart {
  /// A grid of shaded cells.
  package struct Heatmap: Sendable, Hashable {
    /// The labels down the side.
    package var rows: [String]
    /// The labels along the top.
    package var columns: [String]
    /// One value for each row and column; `nil` where there is none.
    package var values: [[Double?]]
    /// How values are written.
    package var format: NumberFormat
    /// Whether each cell shows its value.
    package var showsValues: Bool
    /// Why a cell has no value; “no data” unless given.
    package var absence: String?

    /// Creates a heatmap.
    package init(
      rows: [String], columns: [String], values: [[Double?]], format: NumberFormat, showsValues: Bool = false,
      absence: String? = nil
    ) {
      self.absence = absence
      self.rows = rows
      self.columns = columns
      self.values = values
      self.format = format
      self.showsValues = showsValues
    }
  }
}
