import Foundation
import Testing

@testable import HotlineMetrics

/// The functions behind probabilities, beside what scipy gives.
@Suite("Probabilities beside scipy")
struct DistributionTests {
  @Test(
    "scipy.special.betainc, on both sides of the mean",
    arguments: [
      (0.3, 2.0, 5.0, 0.579825), (0.9, 0.5, 0.5, 0.7951672353008665), (0.95, 5.5, 0.5, 0.46272449471004584),
      (0.999, 1000, 0.5, 0.15724727426672383), (0.9999, 3000, 0.5, 0.43858565632533314),
      (0.02, 0.5, 3, 0.2616507222424582), (0.6, 3000, 2000, 0.49923221205441026), (0, 2, 3, 0), (1, 2, 3, 1),
      (-1, 2, 3, 0), (2, 2, 3, 1),
    ])
  func beta(x: Double, a: Double, b: Double, expected: Double) {
    #expect(abs(SpecialFunctions.incompleteBeta(x, a, b) - expected) < 1e-9)
  }

  @Test(
    "scipy.stats.chi2.sf, by the series and by the fraction",
    arguments: [
      (0.0002, 1, 0.9887165844441503), (0.5, 1, 0.47950012218695337), (1.5, 1, 0.22067136191984324),
      (3, 1, 0.08326451666355042), (2, 4, 0.7357588823428847), (5, 4, 0.2872974951836458),
      (6.5, 4, 0.16479038328481854), (30, 29, 0.41400364291754255), (33, 29, 0.277739016029334),
      (60, 29, 0.0006176559733061958), (250, 200, 0.009379131668826098), (3, 0, 1), (-1, 3, 1),
    ])
  func chiSquare(value: Double, degrees: Int, expected: Double) {
    #expect(abs(SpecialFunctions.chiSquareTail(value, degrees: degrees) - expected) < 1e-10)
  }

  @Test(
    "scipy.stats.t.isf, at the tails that are kept and at others",
    arguments: [
      (0.1, 40, 1.3030770526071946), (0.0025, 40, 2.971171294906072), (0.01, 40, 2.4232567793348583),
      (0.01, 41, 2.4208029917290794), (0.0025, 1, 127.32133646887213), (0.01, 23, 2.499866739494668),
      (0.1, 3, 1.6377443536962089), (0.4, 7, 0.2631668613520229),
    ])
  func student(tail: Double, degrees: Int, expected: Double) {
    #expect(abs(StudentDistribution.quantile(tail: tail, degrees: degrees) / expected - 1) < 1e-9)
  }

  @Test("how often Student's t lies farther out; no degrees count as one")
  func beyond() {
    func probability(_ value: Double, _ degrees: Int) -> Double {
      StudentDistribution.probability(beyond: value, degrees: degrees)
    }
    #expect(abs(probability(2, 10) - 0.07338803477074037) < 1e-10)
    #expect(abs(probability(0.5, 23) - 0.6218252752423284) < 1e-10)
    #expect(abs(probability(1, 1) - 0.5) < 1e-10 && abs(probability(1, 0) - 0.5) < 1e-10)
    #expect(abs(StudentDistribution.quantile(tail: 0.25, degrees: 0) - 1) < 1e-9)
  }

  @Test(
    "scipy.stats.norm.isf, kept or not",
    arguments: [
      (0.1, 1.2815515655446004), (0.7, -0.5244005127080407), (0.025, 1.9599639845400545), (0.5, 0),
      (0.01, 2.3263478740408408), (0.0025, 2.807033768343811),
    ])
  func normal(tail: Double, expected: Double) {
    #expect(abs(NormalDistribution.quantile(tail: tail) - expected) < 1e-12)
  }

  @Test("a binomial distribution adds up and is that of the tables")
  func binomial() {
    let ten = BinomialDistribution(trials: 10, probability: 0.3).likely.probabilities
    let table = [
      0.0282475249, 0.121060821, 0.2334744405, 0.266827932, 0.200120949, 0.1029193452, 0.036756909, 0.009001692,
      0.0014467005, 0.000137781, 0.0000059049,
    ]
    #expect(ten.count == 11 && zip(ten, table).allSatisfy { abs($0 - $1) < 1e-12 })
    let five = BinomialDistribution(trials: 5, probability: 0.9).likely.probabilities
    #expect(zip(five, [0.00001, 0.00045, 0.0081, 0.0729, 0.32805, 0.59049]).allSatisfy { abs($0 - $1) < 1e-12 })
    let three = BinomialDistribution(trials: 3, probability: 0.5).likely.probabilities
    #expect(zip(three, [0.125, 0.375, 0.375, 0.125]).allSatisfy { abs($0 - $1) < 1e-12 })
    let never = BinomialDistribution(trials: 3, probability: 0).likely
    #expect((0...3).map { never[$0] } == [1, 0, 0, 0])
    let always = BinomialDistribution(trials: 3, probability: 1).likely
    #expect((0...3).map { always[$0] } == [0, 0, 0, 1])
  }

  @Test("of a million million trials, the rare successes are those of Poisson, in little room")
  func many() {
    // Poisson with mean 4: P(0) = e^-4, P(≤ 10) = 0.99716, P(≤ 11) = 0.99908.
    for trials in [1 << 40, 1 << 46] {
      let distribution = BinomialDistribution(trials: trials, probability: 4 / Double(trials))
      #expect(distribution.likely.probabilities.count < 200)
      #expect(abs(distribution.likely[0] - exp(-4)) < 1e-9)
      #expect(
        distribution.usual(tail: 0.001) == 0...11, "P(≥ 12) = 0.00092 is under the tail, P(≥ 11) = 0.00284 is not")
    }
  }

  @Test("what has exactly the tail's probability is not surprising")
  func tie() {
    // Of two tosses none is heads in a quarter of all cases.
    #expect(BinomialDistribution(trials: 2, probability: 0.5).usual(tail: 0.25) == 0...2)
    #expect(BinomialDistribution(trials: 2, probability: 0.5).usual(tail: 0.26) == 1...1)
  }

  @Test(
    "limits that change smoothly lie beyond the last usual count by what the tail leaves of the next",
    arguments: [
      (40, 0.954, 0.025, 34.59591621927678, 40.835560926749565),
      (19, 0.75, 0.025, 9.811140602450637, 18.224331678680606),
      (30, 0.05, 0.001, -0.9953410093236194, 6.8425575683879085),
      (12, 0.5, 0.025, 2.1063636363636364, 9.893636363636364),
      (10, 0.3, 0.1, 0.592697740749669, 5.4884245279865995),
    ])
  func continuous(trials: Int, probability: Double, tail: Double, low: Double, high: Double) {
    let limits = BinomialDistribution(trials: trials, probability: probability).continuousLimits(tail: tail)
    #expect(abs(limits.low - low) < 1e-8 && abs(limits.high - high) < 1e-8)
  }

  @Test("what a month of few cases may bring, by scipy's beta-binomial and negative binomial distributions")
  func fewCases() {
    // betabinom(400, 9.5, 5991.5): P(≤0) 0.541, P(≤1) 0.863; P(≥4) 0.00586, P(≥5) 0.00096, P(≥6) 0.00014.
    let cases = FewCases(cases: 9, trials: 6000, next: 400)
    #expect(cases.usual(tail: 0.0025) == 0...4 && cases.usual(tail: 0.00095) == 0...5)
    #expect(cases.usual(tail: 0.00014) == 0...6 && cases.usual(tail: 0.5414) == 0...0)
    #expect(cases.usual(tail: 0.458).upperBound == 1 && cases.usual(tail: 0.4587).upperBound == 0)
    // nbinom(21.5, 365/390): P(≤0) 0.2407, P(≤1) 0.5723; P(≥7) 0.001416, P(≥8) 0.000316.
    let count = FewCases(count: 21, days: 365, next: 25)
    #expect(count.usual(tail: 0.0014) == 0...7 && count.usual(tail: 0.00142) == 0...6)
    #expect(count.usual(tail: 0.2406) == 0...2 && count.usual(tail: 0.2407) == 1...2)
    // One trial has no case or one.
    #expect(FewCases(cases: 5, trials: 10, next: 1).usual(tail: 0.0025) == 0...1)
  }
}
