/// The points that are possible: one number when everything is known, a range while something is open.
package struct ScoreRange: Sendable, Hashable {
  /// The fewest points.
  package let low: Double
  /// The most points.
  package let high: Double

  /// A range of points.
  package init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// Points that are known.
  package init(_ points: Double) {
    self.init(points, points)
  }

  /// Whether something is open.
  package var isOpen: Bool { low != high }
  /// The points, when they are known.
  package var points: Double? { isOpen ? nil : low }

  /// Both ends mapped by a function that keeps their order.
  func map(_ transform: (Double) -> Double) -> ScoreRange { ScoreRange(transform(low), transform(high)) }

  static func + (left: ScoreRange, right: ScoreRange) -> ScoreRange {
    ScoreRange(left.low + right.low, left.high + right.high)
  }
}

/// Points as a form prints them: to a multiple of a step, half up.
package struct Rounding: Sendable, Hashable {
  /// 1, 0.5, 0.1 or 0.01.
  package let step: Double

  /// The steps that a form may ask for.
  static let steps = [1, 0.5, 0.1, 0.01]

  /// Rounded once, half up; sums of binary fractions that are very close to a half count as the half.
  package func callAsFunction(_ points: Double) -> Double {
    let perPoint = (1 / step).rounded()
    return ((points * perPoint + 0.5 + 1e-9).rounded(.down)) / perPoint
  }
}
