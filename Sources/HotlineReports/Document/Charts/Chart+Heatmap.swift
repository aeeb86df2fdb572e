extension Chart {
  /// A grid of shaded cells.
  public struct Heatmap: Sendable, Hashable {
    /// The labels down the side.
    public var rows: [String]
    /// The labels along the top.
    public var columns: [String]
    /// One value for each row and column; `nil` where there is none.
    public var values: [[Double?]]
    /// How values are written.
    public var format: NumberFormat
    /// Whether each cell shows its value.
    public var showsValues: Bool

    /// Creates a heatmap.
    public init(
      rows: [String], columns: [String], values: [[Double?]], format: NumberFormat, showsValues: Bool = false
    ) {
      self.rows = rows
      self.columns = columns
      self.values = values
      self.format = format
      self.showsValues = showsValues
    }
  }
}
