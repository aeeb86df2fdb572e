extension Chart {
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
}
