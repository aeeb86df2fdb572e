import Foundation

/// The number of successes in independent trials of one probability.
struct BinomialDistribution {
  let trials: Int
  let probability: Double

  /// The numbers of successes whose probability counts, and the probability of each.
  struct Likely {
    let first: Int
    let probabilities: [Double]

    /// The probability of a number of successes.
    subscript(successes: Int) -> Double {
      probabilities.indices.contains(successes - first) ? probabilities[successes - first] : 0
    }
  }

  /// What is less likely than this against the most likely number of successes is left out: it is nothing beside any tail that is asked for, and
  /// of a million million trials only some numbers of successes are left.
  private static let negligible = 1e-30

  /// Computed from the mode outward, each probability from the one before, so that nothing underflows.
  var likely: Likely {
    guard probability > 0 else { return Likely(first: 0, probabilities: [1]) }
    guard probability < 1 else { return Likely(first: trials, probabilities: [1]) }
    let mode = min(trials, Int(Double(trials + 1) * probability))
    let odds = probability / (1 - probability)
    var below: [Double] = []
    var weight = 1.0
    var k = mode
    while k > 0, weight > Self.negligible {
      weight *= Double(k) / (Double(trials - k + 1) * odds)
      below.append(weight)
      k -= 1
    }
    var above: [Double] = []
    weight = 1
    k = mode
    while k < trials, weight > Self.negligible {
      weight *= Double(trials - k) * odds / Double(k + 1)
      above.append(weight)
      k += 1
    }
    let weights = below.reversed() + [1] + above
    let sum = weights.reduce(0, +)
    return Likely(first: mode - below.count, probabilities: weights.map { $0 / sum })
  }

  /// The ends of the successes that are not surprising, moved outward by the share of the next success that the tail still holds: they
  /// change smoothly with the number of trials.
  func continuousLimits(tail: Double) -> (low: Double, high: Double) {
    let likely = likely
    let usual = usual(tail: tail)
    func moved(_ beyond: Double, _ at: Double) -> Double { at > 0 ? min(1, max(0, (beyond + at - tail) / at)) : 0 }
    let below = likely.probabilities.prefix(max(0, usual.lowerBound - likely.first)).reduce(0, +)
    let above = likely.probabilities.dropFirst(max(0, usual.upperBound + 1 - likely.first)).reduce(0, +)
    return (
      Double(usual.lowerBound) - moved(below, likely[usual.lowerBound]),
      Double(usual.upperBound) + moved(above, likely[usual.upperBound])
    )
  }

  /// The successes that are not surprising: P(≤ k) and P(≥ k) both at least `tail`.
  func usual(tail: Double) -> ClosedRange<Int> {
    let likely = likely
    let last = likely.first + likely.probabilities.count - 1
    var low = likely.first
    var sum = likely[low]
    while low < last, sum < tail {
      low += 1
      sum += likely[low]
    }
    var high = last
    sum = likely[high]
    while high > low, sum < tail {
      high -= 1
      sum += likely[high]
    }
    return low...high
  }
}
