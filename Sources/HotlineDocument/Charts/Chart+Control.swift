import HotlineText

extension Chart {
  /// A series with its control limits.
  package struct Control: Sendable, Hashable {
    /// What makes a point more than a wobble.
    package struct Signal: Sendable, Hashable {
      /// The rule, in words: 超出控制限, 连续7点在均值同侧.
      package var text: String
      /// `better`, `worse`, or `watch` where neither way is better.
      package var status: Status

      /// Creates a signal.
      package init(_ text: String, status: Status) {
        self.text = text
        self.status = status
      }
    }

    /// One time's value.
    package struct Point: Sendable, Hashable {
      /// The time: `2019-12`.
      package var label: String
      /// The value; `nil` where there is none.
      package var value: Double?
      /// The centre line at this time.
      package var centre: Double?
      /// The lower limit at this time.
      package var lower: Double?
      /// The upper limit at this time.
      package var upper: Double?
      /// What the point signals; `nil` for a wobble.
      package var signal: Signal?

      /// Creates a point.
      package init(
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
    package var points: [Point]
    /// The target; `nil` where there is none.
    package var target: Double?
    /// How values are written.
    package var format: NumberFormat
    /// The name of the value, for legends and sheets.
    package var name: String

    /// How centre and limits are written: those of a count are no counts and have no decimals that mean anything.
    package var limitFormat: NumberFormat {
      format.kind == .count ? NumberFormat(.amount(places: 0), suffix: format.suffix) : format
    }

    /// Creates a control chart.
    package init(name: String, points: [Point], target: Double? = nil, format: NumberFormat) {
      self.name = name
      self.points = points
      self.target = target
      self.format = format
    }
  }
}
