import HotlineText

extension Chart {
  /// A funnel plot.
  package struct Funnel: Sendable, Hashable {
    /// A unit's rate.
    package struct Point: Sendable, Hashable {
      /// The unit.
      package var label: String
      /// Its cases.
      package var cases: Double
      /// Its rate, 0…1.
      package var rate: Double
      /// Its class; outliers are named in the drawing.
      package var status: Status

      /// Creates a point.
      package init(_ label: String, cases: Double, rate: Double, status: Status) {
        self.label = label
        self.cases = cases
        self.rate = rate
        self.status = status
      }
    }

    /// The limits at one number of cases.
    package struct Limits: Sendable, Hashable {
      /// The number of cases.
      package var cases: Double
      /// The lower 99.8 % limit.
      package var lower998: Double
      /// The lower 95 % limit.
      package var lower95: Double
      /// The upper 95 % limit.
      package var upper95: Double
      /// The upper 99.8 % limit.
      package var upper998: Double

      /// Creates limits.
      package init(cases: Double, lower998: Double, lower95: Double, upper95: Double, upper998: Double) {
        self.cases = cases
        self.lower998 = lower998
        self.lower95 = lower95
        self.upper95 = upper95
        self.upper998 = upper998
      }
    }

    /// The units.
    package var points: [Point]
    /// The limits, by rising number of cases.
    package var limits: [Limits]
    /// The rate of all together.
    package var centre: Double
    /// The target; `nil` where there is none.
    package var target: Double?
    /// How rates are written.
    package var format: NumberFormat

    /// Creates a funnel plot.
    package init(
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

extension Chart.Funnel {
  /// The limits as far as a number of cases, the last ones interpolated so that the curves end there.
  package func limits(upTo end: Double) -> [Limits] {
    var shown = limits.filter { $0.cases <= end }
    guard let last = shown.last, last.cases < end, let next = limits.first(where: { $0.cases > end }) else {
      return shown
    }
    let part = (end - last.cases) / (next.cases - last.cases)
    func between(_ value: (Limits) -> Double) -> Double { value(last) + (value(next) - value(last)) * part }
    shown.append(
      Limits(
        cases: end, lower998: between(\.lower998), lower95: between(\.lower95), upper95: between(\.upper95),
        upper998: between(\.upper998)))
    return shown
  }
}
