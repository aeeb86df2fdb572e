import Foundation

/// The interval of a quantile by order statistics (domain.md §6): exact for any distribution. The number of cases below the
/// quantile is binomial, and the interval's ends are cases themselves.
struct QuantileInterval {
  /// The ranks of the two ends, from 1 in rising order.
  let low: Int
  let high: Int

  /// - Parameters:
  ///   - share: the share of all cases below the quantile, 0…1: 0.5 for the median.
  ///   - tail: the most that may lie beyond each end.
  /// - Returns: `nil` where there are too few cases to reach so far.
  init?(cases: Int, share: Double, tail: Double = 0.025) {
    guard cases > 0, share > 0, share < 1 else { return nil }
    // Beyond ten standard deviations nothing is left that a sum would notice.
    let mean = Double(cases) * share
    let reach = 10 * (mean * (1 - share)).squareRoot() + 10
    let (first, last) = (max(0, Int(mean - reach)), min(cases, Int(mean + reach) + 1))
    let mode = min(last, max(first, Int(Double(cases + 1) * share)))
    let odds = share / (1 - share)
    var weights = [Double](repeating: 0, count: last - first + 1)
    weights[mode - first] = 1
    for k in stride(from: mode, to: first, by: -1) {
      weights[k - 1 - first] = weights[k - first] * Double(k) / (Double(cases - k + 1) * odds)
    }
    for k in mode..<last { weights[k + 1 - first] = weights[k - first] * Double(cases - k) * odds / Double(k + 1) }
    let most = tail * weights.reduce(0, +)
    // How many numbers of cases below, from either end, are together no more likely than the tail.
    func count(_ weights: some Sequence<Double>) -> Int {
      var sum = 0.0
      return weights.prefix { weight in
        sum += weight
        return sum <= most
      }.count
    }
    low = first + count(weights)
    high = last + 1 - count(weights.reversed())
    guard low >= 1, high <= cases else { return nil }
  }
}
