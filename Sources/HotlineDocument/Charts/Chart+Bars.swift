import HotlineText

extension Chart {
  /// Bars.
  package struct Bars: Sendable, Hashable {
    /// The labels, in the order drawn.
    package var categories: [String]
    /// The series; each has one value for each category.
    package var series: [Series]
    /// Whether the series stand on each other.
    package var isStacked: Bool
    /// Whether the bars lie, with the labels at the side: for long labels.
    package var isHorizontal: Bool
    /// The cumulative share at each category, 0…1: makes a Pareto chart; empty for none.
    package var cumulative: [Double]
    /// How values are written.
    package var format: NumberFormat
    /// A line across all bars; `nil` for none.
    package var target: Double?

    /// Creates a bar chart.
    package init(
      categories: [String], series: [Series], isStacked: Bool = false, isHorizontal: Bool = false,
      cumulative: [Double] = [], format: NumberFormat, target: Double? = nil
    ) {
      self.categories = categories
      self.series = series
      self.isStacked = isStacked
      self.isHorizontal = isHorizontal
      self.cumulative = cumulative
      self.format = format
      self.target = target
    }
  }
}
