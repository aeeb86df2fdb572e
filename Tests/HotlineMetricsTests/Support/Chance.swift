import Foundation

/// A seeded source of chance for simulations: the same numbers in every run.
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0…1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// A standard normal number.
  mutating func normal() -> Double { (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit()) }

  /// A binomial number: exact where few are expected on either side, by the normal distribution otherwise.
  mutating func binomial(_ trials: Int, _ probability: Double) -> Double {
    if probability > 0.5 { return Double(trials) - binomial(trials, 1 - probability) }
    let n = Double(trials)
    if n * probability > 60 {
      return min(n, max(0, (n * probability + normal() * (n * probability * (1 - probability)).squareRoot()).rounded()))
    }
    guard probability > 0 else { return 0 }
    var term = exp(n * log1p(-probability))
    var sum = term
    var k = 0.0
    let draw = unit()
    while sum < draw, k < n {
      term *= (n - k) / (k + 1) * probability / (1 - probability)
      k += 1
      sum += term
    }
    return k
  }

  /// How many rounds a simulation takes: few in every run, more where HOTLINE_SIMULATIONS says so.
  static func rounds(_ few: Int) -> Int {
    few * (Int(ProcessInfo.processInfo.environment["HOTLINE_SIMULATIONS"] ?? "") ?? 1)
  }
}
