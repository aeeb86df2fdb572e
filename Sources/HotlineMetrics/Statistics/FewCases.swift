import Foundation

/// How many cases a coming month may bring where few are expected, given what a baseline brought: the baseline's own
/// uncertainty is in it, so that after months without any case one case is no surprise.
///
/// The predictive distribution under Jeffreys' prior: beta-binomial for cases among trials, negative binomial for counts.
struct FewCases {
  private let none: Double
  private let ratio: @Sendable (Double) -> Double
  private let most: Double

  /// - Parameters:
  ///   - cases: of the baseline.
  ///   - trials: of the baseline.
  ///   - next: trials of the coming month.
  init(cases: Double, trials: Double, next: Double) {
    let a = cases + 0.5
    let b = max(trials - cases, 0) + 0.5
    let n = next.rounded()
    none = exp(lgamma(n + b) + lgamma(a + b) - lgamma(b) - lgamma(n + a + b))
    ratio = { (n - $0) / ($0 + 1) * (($0 + a) / (n - $0 - 1 + b)) }
    most = n
  }

  /// - Parameters:
  ///   - count: events of the baseline.
  ///   - days: its length.
  ///   - next: the length of the coming month.
  init(count: Double, days: Double, next: Double) {
    let r = count + 0.5
    none = exp(r * log(days / (days + next)))
    ratio = { ($0 + r) / ($0 + 1) * next / (days + next) }
    most = .infinity
  }

  /// The numbers that are not surprising: at most this many, and at least this many, both have at least the probability.
  func usual(tail: Double) -> ClosedRange<Double> {
    var cases = 0.0
    var probability = none
    var sum = none
    var low: Double?
    while true {
      if low == nil, sum >= tail { low = cases }
      // What is left beyond: below the tail, the next number would be a surprise.
      if sum > 1 - tail || cases >= most || cases > 5000 { break }
      probability *= ratio(cases)
      cases += 1
      sum += probability
    }
    return (low ?? cases)...cases
  }
}
