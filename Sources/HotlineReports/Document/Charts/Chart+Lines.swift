extension Chart {
  /// Lines.
  public struct Lines: Sendable, Hashable {
    /// The labels along the axis.
    public var labels: [String]
    /// The series; each has one value for each label.
    public var series: [Series]
    /// How values are written.
    public var format: NumberFormat
    /// A line across; `nil` for none.
    public var target: Double?

    /// Creates a line chart.
    public init(labels: [String], series: [Series], format: NumberFormat, target: Double? = nil) {
      self.labels = labels
      self.series = series
      self.format = format
      self.target = target
    }
  }
}
