import Foundation

/// The number of successes in independent trials of one probability.
struct BinomialDistribution {
  let trials: Int
  let probability: Double

  /// The probability of every number of successes, 0…trials, each from the one before; computed from the mode outward so
  /// that nothing underflows.
  var probabilities: [Double] {
    guard probability > 0 else { return [1] + Array(repeating: 0, count: trials) }
    guard probability < 1 else { return Array(repeating: 0, count: trials) + [1] }
    let mode = min(trials, Int(Double(trials + 1) * probability))
    let odds = probability / (1 - probability)
    var weights = Array(repeating: 0.0, count: trials + 1)
    weights[mode] = 1
    for k in stride(from: mode, to: 0, by: -1) {
      weights[k - 1] = weights[k] * Double(k) / (Double(trials - k + 1) * odds)
    }
    for k in mode..<trials { weights[k + 1] = weights[k] * Double(trials - k) * odds / Double(k + 1) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// The ends of the successes that are not surprising, moved outward by the share of the next success that the tail still holds: they
  /// change smoothly with the number of trials.
  func continuousLimits(tail: Double) -> (low: Double, high: Double) {
    let probabilities = probabilities
    let usual = usual(tail: tail)
    func moved(_ beyond: Double, _ at: Double) -> Double { at > 0 ? min(1, max(0, (beyond + at - tail) / at)) : 0 }
    let below = probabilities[..<usual.lowerBound].reduce(0, +)
    let above = probabilities[(usual.upperBound + 1)...].reduce(0, +)
    return (
      Double(usual.lowerBound) - moved(below, probabilities[usual.lowerBound]),
      Double(usual.upperBound) + moved(above, probabilities[usual.upperBound])
    )
  }

  /// The successes that are not surprising: P(≤ k) and P(≥ k) both at least `tail`.
  func usual(tail: Double) -> ClosedRange<Int> {
    let probabilities = probabilities
    var low = 0
    var sum = probabilities[0]
    while low < trials, sum < tail {
      low += 1
      sum += probabilities[low]
    }
    var high = trials
    sum = probabilities[trials]
    while high > low, sum < tail {
      high -= 1
      sum += probabilities[high]
    }
    return low...high
  }
}
