import HotlineText

extension Chart {
  /// Values with their intervals (a caterpillar plot).
  package struct Intervals: Sendable, Hashable {
    /// A value with its interval.
    package struct Row: Sendable, Hashable {
      /// Whose it is.
      package var label: String
      /// The value.
      package var value: Double
      /// The interval's lower end.
      package var low: Double
      /// The interval's upper end.
      package var high: Double
      /// Its class.
      package var status: Status

      /// Creates a row.
      package init(_ label: String, _ value: Double, low: Double, high: Double, status: Status = .ordinary) {
        self.label = label
        self.value = value
        self.low = low
        self.high = high
        self.status = status
      }
    }

    /// The rows, from top to bottom.
    package var rows: [Row]
    /// The value of all together; `nil` for none.
    package var centre: Double?
    /// How values are written.
    package var format: NumberFormat

    /// Creates a plot.
    package init(rows: [Row], centre: Double? = nil, format: NumberFormat) {
      self.rows = rows
      self.centre = centre
      self.format = format
    }
  }
}
