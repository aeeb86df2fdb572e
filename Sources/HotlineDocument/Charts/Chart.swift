/// A chart as data: everything that a drawing shows, and nothing that is only drawing.
package enum Chart: Sendable, Hashable {
  /// A series with its control limits and signals.
  case control(Control)
  /// A grid of shaded cells, such as hour × weekday.
  case heatmap(Heatmap)
  /// Rates against the number of cases, with limits for each size.
  case funnel(Funnel)
  /// Bars, stacked or side by side; with a cumulative line a Pareto chart.
  case bars(Bars)
  /// One or more series over the same labels.
  case lines(Lines)
  /// Points between two dividing lines.
  case quadrant(Quadrant)
  /// Values with their intervals, one below the other.
  case intervals(Intervals)
  /// Small charts side by side, drawn to one scale where they are of one kind.
  case panels([Panel])

  /// One of several small charts.
  package struct Panel: Sendable, Hashable {
    /// Its title.
    package var title: String
    /// Its data; panels within panels are not drawn.
    package var chart: Chart
    /// What it shows, in words; that of the whole figure unless given.
    package var alternative: String?

    /// Creates a panel.
    package init(_ title: String, _ chart: Chart, alternative: String? = nil) {
      self.title = title
      self.chart = chart
      self.alternative = alternative
    }
  }

  /// Values of one name over the chart's labels; `nil` where there is none.
  package struct Series: Sendable, Hashable {
    /// Its name in the legend.
    package var name: String
    /// One value for each label.
    package var values: [Double?]

    /// Creates a series.
    package init(_ name: String, _ values: [Double?]) {
      self.name = name
      self.values = values
    }
  }
}
