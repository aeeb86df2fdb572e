import HotlineText

extension Chart {
  /// Lines.
  package struct Lines: Sendable, Hashable {
    /// The labels along the axis.
    package var labels: [String]
    /// The series; each has one value for each label.
    package var series: [Series]
    /// How values are written.
    package var format: NumberFormat
    /// A line across; `nil` for none.
    package var target: Double?
    /// Whether values hold for their label alone: whole seats are no slope.
    package var isStepped: Bool

    /// Creates a line chart.
    package init(
      labels: [String], series: [Series], format: NumberFormat, target: Double? = nil, isStepped: Bool = false
    ) {
      self.isStepped = isStepped
      self.labels = labels
      self.series = series
      self.format = format
      self.target = target
    }
  }
}
