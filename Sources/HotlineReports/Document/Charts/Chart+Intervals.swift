extension Chart {
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
