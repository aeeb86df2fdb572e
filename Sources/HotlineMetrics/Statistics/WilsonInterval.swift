/// The Wilson score interval of a share (Wilson 1927; domain.md §6.1): honest for small numbers, never outside 0…1.
package struct WilsonInterval: Sendable, Hashable {
  /// The lower end.
  package let low: Double
  /// The upper end.
  package let high: Double

  /// z of a two-sided 95 % interval.
  package static let z95 = 1.959963984540054
  /// z of a two-sided 99.8 % interval.
  package static let z998 = 3.090232306167813

  /// - Parameters:
  ///   - successes: cases counted above the line, 0…trials.
  ///   - trials: cases below it; `nil` results for 0 or when the counts are no share.
  package init?(successes: Double, trials: Double, z: Double = WilsonInterval.z95) {
    guard trials > 0, successes >= 0, successes <= trials else { return nil }
    let p = successes / trials
    let square = z * z
    let centre = (successes + square / 2) / (trials + square)
    let half = z * trials.squareRoot() / (trials + square) * (p * (1 - p) + square / (4 * trials)).squareRoot()
    low = max(0, centre - half)
    high = min(1, centre + half)
  }
}
