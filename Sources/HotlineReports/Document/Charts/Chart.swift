/// A chart as data: everything that a drawing shows, and nothing that is only drawing.
public enum Chart: Sendable, Hashable {
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
  public struct Panel: Sendable, Hashable {
    /// Its title.
    public var title: String
    /// Its data; panels within panels are not drawn.
    public var chart: Chart

    /// Creates a panel.
    public init(_ title: String, _ chart: Chart) {
      self.title = title
      self.chart = chart
    }
  }

  /// Values of one name over the chart's labels; `nil` where there is none.
  public struct Series: Sendable, Hashable {
    /// Its name in the legend.
    public var name: String
    /// One value for each label.
    public var values: [Double?]

    /// Creates a series.
    public init(_ name: String, _ values: [Double?]) {
      self.name = name
      self.values = values
    }
  }
}
