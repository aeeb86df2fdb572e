/// A chart of shares with limits for the size of each point: the p-chart, and Laney's p′ for points of many cases.
///
/// Limits are p̄ ± 3·σᵢ with σᵢ = √(p̄(1−p̄)/nᵢ), kept within 0…1. With many cases a point these become so narrow that every
/// day is “outside”; Laney (2002) widens them by what points really vary: σ_z = average |Δz| ÷ 1.128 with
/// z = (p − p̄)/σᵢ (domain.md §6.4).
package struct ProportionChart: Sendable, Hashable {
  /// One point of the series.
  package struct Point: Sendable, Hashable {
    /// The share; `nil` without cases.
    package let share: Double?
    /// The lower limit, 0…1.
    package let low: Double
    /// The upper limit, 0…1.
    package let high: Double

    /// Whether the share lies outside its limits.
    package var isOutside: Bool { share.map { $0 < low || $0 > high } ?? false }
  }

  /// The share over all points.
  package let centre: Double
  /// By how much limits are wider than chance alone makes them; 1 for the plain chart.
  package let widening: Double
  /// The points, in order of time.
  package let points: [Point]

  /// - Parameters:
  ///   - counts: cases above and below the line, in order of time; points without cases are kept and judged no further.
  ///   - isLaney: whether to allow for more variation than chance (p′).
  /// `nil` results when no point has a case or a count is no share.
  package init?(_ counts: [(cases: Double, of: Double)], isLaney: Bool) {
    let total = counts.reduce(0) { $0 + $1.of }
    guard total > 0, counts.allSatisfy({ $0.cases >= 0 && $0.cases <= $0.of }) else { return nil }
    let centre = counts.reduce(0) { $0 + $1.cases } / total
    func deviation(_ trials: Double) -> Double { trials > 0 ? (centre * (1 - centre) / trials).squareRoot() : 0 }
    var widening = 1.0
    if isLaney {
      let scores = counts.filter { $0.of > 0 }.map { count in
        deviation(count.of) > 0 ? (count.cases / count.of - centre) / deviation(count.of) : 0
      }
      let steps = zip(scores.dropFirst(), scores).map { abs($0 - $1) }
      if !steps.isEmpty { widening = steps.reduce(0, +) / Double(steps.count) / 1.128 }
    }
    self.centre = centre
    self.widening = widening
    points = counts.map { count in
      guard count.of > 0 else { return Point(share: nil, low: 0, high: 1) }
      let half = 3 * deviation(count.of) * widening
      return Point(share: count.cases / count.of, low: max(0, centre - half), high: min(1, centre + half))
    }
  }
}
