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

    /// Creates a line chart.
    package init(labels: [String], series: [Series], format: NumberFormat, target: Double? = nil) {
      self.labels = labels
      self.series = series
      self.format = format
      self.target = target
    }
  }
}
