import Foundation

/// Random numbers that are the same for the same seed on every machine (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number in 0 ..< bound.
  mutating func below(_ bound: Int) -> Int {
    bound <= 1 ? 0 : Int((UInt64(bound).multipliedFullWidth(by: next())).high)
  }

  /// A number in 0 ..< 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// An exponentially distributed number of the given mean.
  mutating func exponential(mean: Double) -> Double { -mean * log(1 - unit()) }

  /// An index, with probabilities proportional to the weights' running sums.
  mutating func index(cumulative weights: [Double]) -> Int {
    guard let total = weights.last else { return 0 }
    let target = unit() * total
    var low = 0
    var high = weights.count - 1
    while low < high {
      let middle = (low + high) / 2
      if weights[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Deals out fixed counts in random order. The rest is always known, so that totals come out exactly.
struct QuotaDealer {
  private var left: Int
  private var quota: Int

  /// - Parameters:
  ///   - quota: how many of `total` are to be dealt.
  init(_ quota: Int, of total: Int) {
    self.quota = min(quota, total)
    left = total
  }

  /// Whether the next one is dealt; `weight` above 1 makes it likelier, below 1 less likely.
  mutating func deal(_ generator: inout SeededGenerator, weight: Double = 1) -> Bool {
    guard left > 0 else { return false }
    let probability = Double(quota) / Double(left) * weight
    let mustDeal = quota >= left
    left -= 1
    guard quota > 0, mustDeal || generator.unit() < probability else { return false }
    quota -= 1
    return true
  }
}
