extension Chart {
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
}
