/// An XmR chart (individuals and moving range) of a time series: tells random variation from change.
///
/// Limits are mean ± 2.66 · average moving range. Moving ranges above 3.267 times their average are dropped once, so that
/// one leap does not widen the limits that are to show it (NHS “Making Data Count”, R package NHSRplotthedots;
/// domain.md §6.5). Fewer than twelve points give trial limits.
package struct ControlChart: Sendable, Hashable {
  /// Why a point is more than random variation, in the order in which rules are tried.
  package enum Signal: Sendable, Hashable, CaseIterable {
    /// The point lies outside the limits.
    case outsideLimits
    /// Seven points in a row rise or fall.
    case trend
    /// Two of three points in a row lie beyond two thirds of the way to a limit, all three on one side of the mean.
    case twoOfThree
    /// Seven points in a row lie on one side of the mean.
    case shift
  }

  /// Whether the process, as it is, reaches a target.
  package enum Assurance: Sendable, Hashable {
    /// Every usual value meets it: the target lies beyond the limit on the bad side.
    case consistentlyMet
    /// Every usual value misses it: the target lies beyond the limit on the good side.
    case consistentlyMissed
    /// The target lies within the limits: chance decides.
    case hitOrMiss
  }

  /// One point of the series.
  package struct Point: Sendable, Hashable {
    /// The value, in the unit of the series.
    package let value: Double
    /// The first rule that the point is part of; `nil` for random variation.
    package let signal: Signal?
    /// Whether the point's signal says that values are high or rising.
    package let isUpward: Bool
  }

  /// The mean.
  package let centre: Double
  /// The lower limit.
  package let low: Double
  /// The upper limit.
  package let high: Double
  /// Whether the series is too short for limits that last.
  package let isTrial: Bool
  /// The points, in order of time.
  package let points: [Point]

  /// How far apart random variation puts two points at most: 3.267 · average moving range, the upper limit of moving ranges.
  package var ordinaryStep: Double { (high - centre) / 2.66 * 3.267 }

  /// Points that make limits last.
  static let settledCount = 12
  private static let runLength = 7

  /// - Parameter values: the series in order of time; `nil` results for fewer than three values, which show no range.
  package init?(_ values: [Double]) {
    guard values.count >= 3, values.allSatisfy(\.isFinite) else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let range = Self.averageMovingRange(values)
    centre = mean
    low = mean - 2.66 * range
    high = mean + 2.66 * range
    isTrial = values.count < Self.settledCount
    points = Self.judge(values, mean: mean, range: range)
  }

  /// The average moving range, without the ranges that are themselves beyond their upper limit.
  static func averageMovingRange(_ values: [Double]) -> Double {
    let ranges = zip(values.dropFirst(), values).map { abs($0 - $1) }
    guard !ranges.isEmpty else { return 0 }
    let average = ranges.reduce(0, +) / Double(ranges.count)
    let kept = ranges.filter { $0 <= 3.267 * average }
    return kept.isEmpty ? average : kept.reduce(0, +) / Double(kept.count)
  }

  private static func judge(_ values: [Double], mean: Double, range: Double) -> [Point] {
    var signals = [(signal: Signal, isUpward: Bool)?](repeating: nil, count: values.count)
    func mark(_ indices: some Sequence<Int>, _ signal: Signal, isUpward: Bool) {
      for index in indices where signals[index] == nil { signals[index] = (signal, isUpward) }
    }
    // Differences below this come from the arithmetic, not from the process.
    let grain = max(abs(mean), 1) * 1e-12
    let sides = values.map { $0 - mean > grain ? 1 : mean - $0 > grain ? -1 : 0 }
    for index in values.indices where abs(values[index] - mean) > 2.66 * range + grain {
      mark([index], .outsideLimits, isUpward: sides[index] > 0)
    }
    for window in windows(runLength, of: values.count) {
      let steps = window.dropFirst().map { values[$0] - values[$0 - 1] }
      if steps.allSatisfy({ $0 > grain }) { mark(window, .trend, isUpward: true) }
      if steps.allSatisfy({ $0 < -grain }) { mark(window, .trend, isUpward: false) }
    }
    for window in windows(3, of: values.count) {
      guard let side = window.first.map({ sides[$0] }), side != 0, window.allSatisfy({ sides[$0] == side }) else {
        continue
      }
      let far = window.filter { abs(values[$0] - mean) > 2.66 * 2 / 3 * range + grain }
      if far.count >= 2 { mark(far, .twoOfThree, isUpward: side > 0) }
    }
    for window in windows(runLength, of: values.count) {
      guard let side = window.first.map({ sides[$0] }), side != 0, window.allSatisfy({ sides[$0] == side }) else {
        continue
      }
      mark(window, .shift, isUpward: side > 0)
    }
    return zip(values, signals).map { Point(value: $0, signal: $1?.signal, isUpward: $1?.isUpward ?? false) }
  }

  private static func windows(_ length: Int, of count: Int) -> [Range<Int>] {
    count < length ? [] : (0...count - length).map { $0..<$0 + length }
  }

  /// What the limits say of a target: whether usual values reach it.
  ///
  /// - Parameters:
  ///   - target: in the unit of the series.
  ///   - isHigherBetter: whether values at or above the target meet it, or values at or below.
  package func assurance(target: Double, isHigherBetter: Bool) -> Assurance {
    if target > high { return isHigherBetter ? .consistentlyMissed : .consistentlyMet }
    if target < low { return isHigherBetter ? .consistentlyMet : .consistentlyMissed }
    return .hitOrMiss
  }
}
