import Foundation
import Testing

@testable import HotlineMetrics

@Suite("Intervals of medians and percentiles")
struct QuantileIntervalTests {
  @Test("the printed tables for medians: five cases are too few, of ten it is the second to the ninth")
  func medians() {
    #expect(QuantileInterval(cases: 5, share: 0.5) == nil)
    // One in 64 that all six lie above the median: 0.0156.
    #expect(QuantileInterval(cases: 6, share: 0.5).map { [$0.low, $0.high] } == [1, 6])
    // Of 1,024 ways 11 leave at most one below, 56 at most two.
    #expect(QuantileInterval(cases: 10, share: 0.5).map { [$0.low, $0.high] } == [2, 9])
    #expect(QuantileInterval(cases: 20, share: 0.5).map { [$0.low, $0.high] } == [6, 15])
    #expect(QuantileInterval(cases: 100, share: 0.5).map { [$0.low, $0.high] } == [40, 61])
    #expect(QuantileInterval(cases: 0, share: 0.5) == nil)
  }

  @Test("an extreme percentile of few cases has no upper end")
  func extremes() {
    // 0.9 to the 30th is 0.042: too likely that none of thirty cases lies beyond.
    #expect(QuantileInterval(cases: 30, share: 0.9) == nil)
    // 0.9 to the 36th is 0.0225.
    #expect(QuantileInterval(cases: 36, share: 0.9)?.high == 36)
  }

  @Test(
    "each end leaves at most 2.5 % beyond it and could not be moved inwards", arguments: [0.01, 0.1, 0.5, 0.9, 0.99])
  func exact(share: Double) {
    for cases in [7, 36, 61, 200, 1_000, 4_999] {
      // By logarithms of factorials, another way than the sources go.
      func ways(_ k: Int) -> Double {
        lgamma(Double(cases + 1)) - lgamma(Double(k + 1)) - lgamma(Double(cases - k + 1))
      }
      let probabilities = (0...cases).map { k in
        let chance: Double = Double(k) * log(share) + Double(cases - k) * log(1 - share)
        return exp(ways(k) + chance)
      }
      func below(_ rank: Int) -> Double { probabilities[..<rank].reduce(0, +) }
      func above(_ rank: Int) -> Double { probabilities[rank...].reduce(0, +) }
      let low = (1...cases).last { below($0) <= 0.025 }
      let high = (1...cases).first { above($0) <= 0.025 }
      let found = QuantileInterval(cases: cases, share: share)
      if let low, let high {
        #expect(found.map { [$0.low, $0.high] } == [low, high], "\(cases)")
      } else {
        #expect(found == nil, "\(cases)")
      }
    }
  }

  @Test("millions of cases cost little and are near the normal distribution")
  func many() throws {
    let found = try #require(QuantileInterval(cases: 4_000_000, share: 0.5))
    // 1.96 × √(4,000,000 × ¼) = 1,960 to either side.
    #expect(abs(found.low - 1_998_040) <= 2 && abs(found.high - 2_001_961) <= 2)
  }
}
