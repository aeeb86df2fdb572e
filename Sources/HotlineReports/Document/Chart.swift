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

  /// A series with its control limits.
  public struct Control: Sendable, Hashable {
    /// What makes a point more than a wobble.
    public struct Signal: Sendable, Hashable {
      /// The rule, in words: 超出控制限, 连续7点在均值同侧.
      public var text: String
      /// `better`, `worse`, or `watch` where neither way is better.
      public var status: Status

      /// Creates a signal.
      public init(_ text: String, status: Status) {
        self.text = text
        self.status = status
      }
    }

    /// One time's value.
    public struct Point: Sendable, Hashable {
      /// The time: `2019-12`.
      public var label: String
      /// The value; `nil` where there is none.
      public var value: Double?
      /// The centre line at this time.
      public var centre: Double?
      /// The lower limit at this time.
      public var lower: Double?
      /// The upper limit at this time.
      public var upper: Double?
      /// What the point signals; `nil` for a wobble.
      public var signal: Signal?

      /// Creates a point.
      public init(
        _ label: String, _ value: Double?, centre: Double? = nil, lower: Double? = nil, upper: Double? = nil,
        signal: Signal? = nil
      ) {
        self.label = label
        self.value = value
        self.centre = centre
        self.lower = lower
        self.upper = upper
        self.signal = signal
      }
    }

    /// The points, in time order.
    public var points: [Point]
    /// The target; `nil` where there is none.
    public var target: Double?
    /// How values are written.
    public var format: NumberFormat
    /// The name of the value, for legends and sheets.
    public var name: String

    /// Creates a control chart.
    public init(name: String, points: [Point], target: Double? = nil, format: NumberFormat) {
      self.name = name
      self.points = points
      self.target = target
      self.format = format
    }
  }

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

  /// A funnel plot.
  public struct Funnel: Sendable, Hashable {
    /// A unit's rate.
    public struct Point: Sendable, Hashable {
      /// The unit.
      public var label: String
      /// Its cases.
      public var cases: Double
      /// Its rate, 0…1.
      public var rate: Double
      /// Its class; outliers are named in the drawing.
      public var status: Status

      /// Creates a point.
      public init(_ label: String, cases: Double, rate: Double, status: Status) {
        self.label = label
        self.cases = cases
        self.rate = rate
        self.status = status
      }
    }

    /// The limits at one number of cases.
    public struct Limits: Sendable, Hashable {
      /// The number of cases.
      public var cases: Double
      /// The lower 99.8 % limit.
      public var lower998: Double
      /// The lower 95 % limit.
      public var lower95: Double
      /// The upper 95 % limit.
      public var upper95: Double
      /// The upper 99.8 % limit.
      public var upper998: Double

      /// Creates limits.
      public init(cases: Double, lower998: Double, lower95: Double, upper95: Double, upper998: Double) {
        self.cases = cases
        self.lower998 = lower998
        self.lower95 = lower95
        self.upper95 = upper95
        self.upper998 = upper998
      }
    }

    /// The units.
    public var points: [Point]
    /// The limits, by rising number of cases.
    public var limits: [Limits]
    /// The rate of all together.
    public var centre: Double
    /// The target; `nil` where there is none.
    public var target: Double?
    /// How rates are written.
    public var format: NumberFormat

    /// Creates a funnel plot.
    public init(
      points: [Point], limits: [Limits], centre: Double, target: Double? = nil, format: NumberFormat = .percent
    ) {
      self.points = points
      self.limits = limits
      self.centre = centre
      self.target = target
      self.format = format
    }
  }

  /// Bars.
  public struct Bars: Sendable, Hashable {
    /// The labels, in the order drawn.
    public var categories: [String]
    /// The series; each has one value for each category.
    public var series: [Series]
    /// Whether the series stand on each other.
    public var isStacked: Bool
    /// Whether the bars lie, with the labels at the side: for long labels.
    public var isHorizontal: Bool
    /// The cumulative share at each category, 0…1: makes a Pareto chart; empty for none.
    public var cumulative: [Double]
    /// How values are written.
    public var format: NumberFormat
    /// A line across all bars; `nil` for none.
    public var target: Double?

    /// Creates a bar chart.
    public init(
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

  /// A scatter of points with two dividing lines.
  public struct Quadrant: Sendable, Hashable {
    /// A point.
    public struct Point: Sendable, Hashable {
      /// Its name; drawn unless the point is `ordinary`.
      public var label: String
      /// Along the horizontal axis.
      public var x: Double
      /// Along the vertical axis.
      public var y: Double
      /// Its class.
      public var status: Status

      /// Creates a point.
      public init(_ label: String, x: Double, y: Double, status: Status = .ordinary) {
        self.label = label
        self.x = x
        self.y = y
        self.status = status
      }
    }

    /// The points.
    public var points: [Point]
    /// Where the vertical dividing line stands.
    public var xDivider: Double
    /// Where the horizontal dividing line stands.
    public var yDivider: Double
    /// What the corners mean, from the upper left clockwise; four texts, or none.
    public var corners: [String]
    /// How the horizontal values are written.
    public var xFormat: NumberFormat
    /// How the vertical values are written.
    public var yFormat: NumberFormat

    /// Creates a scatter.
    public init(
      points: [Point], xDivider: Double, yDivider: Double, corners: [String] = [], xFormat: NumberFormat,
      yFormat: NumberFormat
    ) {
      self.points = points
      self.xDivider = xDivider
      self.yDivider = yDivider
      self.corners = corners
      self.xFormat = xFormat
      self.yFormat = yFormat
    }
  }

  /// Values with their intervals (a caterpillar plot).
  public struct Intervals: Sendable, Hashable {
    /// A value with its interval.
    public struct Row: Sendable, Hashable {
      /// Whose it is.
      public var label: String
      /// The value.
      public var value: Double
      /// The interval's lower end.
      public var low: Double
      /// The interval's upper end.
      public var high: Double
      /// Its class.
      public var status: Status

      /// Creates a row.
      public init(_ label: String, _ value: Double, low: Double, high: Double, status: Status = .ordinary) {
        self.label = label
        self.value = value
        self.low = low
        self.high = high
        self.status = status
      }
    }

    /// The rows, from top to bottom.
    public var rows: [Row]
    /// The value of all together; `nil` for none.
    public var centre: Double?
    /// How values are written.
    public var format: NumberFormat

    /// Creates a plot.
    public init(rows: [Row], centre: Double? = nil, format: NumberFormat) {
      self.rows = rows
      self.centre = centre
      self.format = format
    }
  }
}
