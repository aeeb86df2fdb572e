import Testing

@testable import HotlineMetrics

/// The numbers behind a control chart, worked out with scipy from the formulas of domain.md §6.4.
@Suite("Limits of a control chart by the formulas")
struct ControlLimitTests {
  private typealias Month = ControlChart.Month

  private static let sizes = [900.0, 1100, 1000, 800, 1200, 1000, 950, 1050, 1000, 900, 1100, 1000]
  private static let rates = [0.90, 0.92, 0.88, 0.91, 0.93, 0.87, 0.90, 0.92, 0.89, 0.91, 0.90, 0.93]
  private static let days = [31.0, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  private static let counts = [100.0, 120, 90, 110, 130, 80, 100, 120, 95, 105, 115, 125]

  /// The last month's point behind the months before it.
  private func point(
    _ values: [Double], _ sizes: [Double], then value: Double, size: Double, _ scale: ControlChart.Scale
  ) throws -> ControlChart.Point {
    let months = zip(values, sizes).map { Month($0, size: $1) } + [Month(value, size: size)]
    let chart = try #require(ControlChart(months, scale: scale))
    return try #require(chart.points.last ?? nil)
  }

  @Test("a rate that varies more than chance: twice as wide, by Student's t on eleven degrees")
  func share() throws {
    let point = try point(Self.rates, Self.sizes, then: 0.9, size: 700, .share)
    #expect(abs(point.baseline.centre - 0.9055) < 1e-12)
    #expect(abs(point.baseline.widening - 2.0735290684217977) < 1e-9)
    #expect(abs(point.low - 0.8230330010111309) < 1e-9 && abs(point.high - 0.9879669989888691) < 1e-9)
    #expect(abs(point.deviation - 0.022925627921267858) < 1e-12)
    #expect(!point.isUpward && point.signal == nil)
    // P(|t₁₁| > 0.0555 ÷ (0.011057 · √(1 + 700/12000)) ÷ 2.07353)
    #expect(abs(point.baseline.probability(of: Month(0.85, size: 700)) - 0.03826993147485201) < 1e-9)
    #expect(abs(point.baseline.probability(of: Month(0.93, size: 700)) - 0.3211914905679363) < 1e-9)
  }

  @Test("seven months tell the limits by six degrees of freedom, and never beyond 100 %")
  func trial() throws {
    let point = try point(Array(Self.rates.prefix(7)), Self.sizes, then: 0.9, size: 700, .share)
    #expect(abs(point.low - 0.7840520495927958) < 1e-9 && point.high == 1)
    #expect(point.baseline.months.count == 7 && point.baseline.isTrial)
  }

  @Test("an index of few ratings that varies less than chance has the limits of chance, cut off at 1")
  func index() throws {
    let point = try point(Self.rates, Self.sizes.map { $0 / 10 }, then: 0.9, size: 40, .index)
    #expect(point.baseline.widening == 1)
    #expect(abs(point.low - 0.773523078837624) < 1e-9 && point.high == 1)
    #expect(abs(point.deviation - 0.04625195941795332) < 1e-12)
    // The larger of what chance gives, 0.0248, and what months showed.
    #expect(abs(point.baseline.probability(of: Month(0.8, size: 40)) - 0.024839299814301784) < 1e-9)
  }

  @Test("a count's limits are those of a Poisson count, widened by what months showed")
  func count() throws {
    let point = try point(Self.counts, Self.days, then: 110, size: 20, .count)
    #expect(abs(point.baseline.centre - 107.47945205479452) < 1e-9 && point.isUpward)
    #expect(abs(point.low - 40.36920777291262) < 1e-7 && abs(point.high - 174.5896963366764) < 1e-7)
    #expect(abs(point.deviation - 18.68775679548839) < 1e-9)
    #expect(abs(point.baseline.probability(of: Month(60, size: 20)) - 0.03091218698534085) < 1e-9)
  }

  @Test("a mean's limits are those of waits that end by chance, widened, and above 1 where the mean is")
  func mean() throws {
    let point = try point(Self.counts.map { $0 / 10 }, Self.sizes, then: 11, size: 500, .mean)
    #expect(abs(point.baseline.centre - 10.816666666666666) < 1e-9)
    #expect(abs(point.low - 2.9984933024776463) < 1e-7 && abs(point.high - 18.634840030855685) < 1e-7)
    #expect(abs(point.deviation - 2.190751911877276) < 1e-9)
  }

  @Test("of nine failures among 6,000, four in 400 are usual; of nine successes likewise")
  func few() throws {
    let failures = [1.0, 0, 2, 1, 0, 0, 1, 2, 0, 1, 1, 0]
    let sizes = Array(repeating: 500.0, count: 12)
    // scipy.stats.betabinom(400, 9.5, 5991.5): P(≥ 4) 0.0059, P(≥ 5) 0.00096.
    let rare = try point(failures.map { 1 - $0 / 500 }, sizes, then: 1, size: 400, .share)
    #expect(abs(rare.low - 0.99) < 1e-12 && rare.high == 1)
    let found = try point(failures.map { $0 / 500 }, sizes, then: 0, size: 400, .share)
    #expect(found.low == 0 && abs(found.high - 0.01) < 1e-12)
    // Twice P(≥ 3) = 0.031064.
    #expect(abs(rare.baseline.probability(of: Month(1 - 3.0 / 400, size: 400)) - 2 * 0.031064069001005556) < 1e-6)
    #expect(abs(found.baseline.probability(of: Month(3.0 / 400, size: 400)) - 2 * 0.031064069001005556) < 1e-6)
  }

  @Test("of two calls a month six in 25 days are usual; twice the tail is the probability of seven, and of none")
  func fewCounts() throws {
    let calls = [1.0, 3, 2, 0, 4, 2, 1, 0, 3, 2, 1, 2]
    let point = try point(zip(calls, Self.days).map { $0 / $1 }, Self.days, then: 0.08, size: 25, .count)
    // scipy.stats.nbinom(21.5, 365/390): P(≥ 6) 0.0058, P(≥ 7) 0.0014.
    #expect(point.low == 0 && abs(point.high - 6.0 / 25) < 1e-12)
    func probability(_ calls: Double) -> Double { point.baseline.probability(of: Month(calls / 25, size: 25)) }
    #expect(abs(probability(7) - 2 * 0.0014155654107482468) < 1e-7)
    #expect(abs(probability(0) - 2 * 0.24066200731403709) < 1e-6)
    #expect(probability(1) == 1)
    #expect(probability(200) == 1.862645149230957e-09, "the least that is told, 2⁻²⁹")
  }

  @Test("from 50 expected cases on the limits are those of the normal distribution, below it the exact ones")
  func fifty() throws {
    // Four of 32 each month tell too little of how months vary.
    func limits(_ size: Double) throws -> ControlChart.Point {
      try point(
        Array(repeating: 0.125, count: 12), Array(repeating: 32, count: 12), then: 0.125, size: size, .share)
    }
    // 1/8 ± 2.80703 · √(7/64 ÷ 400 · (1 + 400/384))
    let fifty = try limits(400)
    #expect(abs(fifty.low - 0.05867624693219978) < 1e-9 && abs(fifty.high - 0.19132375306780022) < 1e-9)
    // scipy.stats.betabinom(392, 48.5, 336.5)
    let fewer = try limits(392)
    #expect(abs(fewer.low - 26.0 / 392) < 1e-9 && abs(fewer.high - 78.0 / 392) < 1e-9)
  }

  @Test("a baseline of which every case succeeded knows no other month but such")
  func certain() throws {
    let point = try point(
      Array(repeating: 1, count: 12), Array(repeating: 900, count: 12), then: 1, size: 900, .index)
    #expect(point.baseline.probability(of: Month(1, size: 900)) == 1)
    #expect(point.baseline.probability(of: Month(0.5, size: 900)) == 0)
  }

  @Test("a month just within the warning limits is none, one just beyond them is a warning", arguments: [false, true])
  func warning(isLow: Bool) throws {
    // 0.9055 ± 2.71808 · 2.07353 · 0.011377: 0.84139 and 0.96961.
    let within = isLow ? 0.84146 : 0.96954
    let beyond = isLow ? 0.84133 : 0.96967
    #expect(try point(Self.rates, Self.sizes, then: within, size: 700, .share).signal == nil)
    #expect(try point(Self.rates, Self.sizes, then: beyond, size: 700, .share).signal == .warning)
  }
}
