import Foundation
import Testing

@testable import HotlineMetrics

@Suite("Control chart")
struct ControlChartTests {
  private typealias Month = ControlChart.Month

  private func rates(_ counts: [(Double, Double)]) throws -> ControlChart {
    try #require(ControlChart(counts.map { Month($0.0 / $0.1, size: $0.1) }, scale: .share))
  }

  private func counts(_ values: [Double], days: Double = 30) throws -> ControlChart {
    try #require(ControlChart(values.map { Month($0 / days, size: days) }, scale: .count))
  }

  @Test("limits widen for what months differ by from five rare cases a month on, and not before", arguments: [10.0, 9])
  func fewestForWidening(last: Double) throws {
    // Of 50 cases none and ten in turn: sixty in twelve months are five a month, fifty-nine are fewer.
    let turns: [Double] = [0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0, last, 14]
    let months = turns.map { ($0, 50.0) }
    let point = try rates(months).points.last ?? nil
    #expect((point?.signal == .outsideLimits) == (last == 9))
  }

  @Test("how often chance alone brings a month of few cases is told exactly")
  func rareMonths() throws {
    let baseline = try #require(try rates([(Double, Double)](repeating: (1, 1_000), count: 13)).points.last??.baseline)
    func probability(_ cases: Double) -> Double { baseline.probability(of: Month(cases / 1_000, size: 1_000)) }
    // With one expected, one is usual, five or more come once in some hundred months (Poisson: 0.0037), twenty never.
    #expect(probability(1) == 1)
    #expect((0.004...0.03).contains(probability(5)), "\(probability(5))")
    #expect(probability(20) > 0 && probability(20) < 1e-6)
  }

  // MARK: False alarms

  /// How often months of stable processes signal: outside the limits, and any signal.
  private func alarms(_ trials: Int, _ probability: Double, spread: Double = 0, chance: inout Chance) -> (
    months: Int, outside: Int, any: Int
  ) {
    var sum = (months: 0, outside: 0, any: 0)
    for _ in 0..<Chance.rounds(12) {
      let months = (0..<36).map { _ -> Month? in
        let size = max(1, Int((Double(trials) * (0.7 + 0.6 * chance.unit())).rounded()))
        let level = min(1, max(0, probability + spread * chance.normal()))
        return Month(chance.binomial(size, level) / Double(size), size: Double(size))
      }
      let points = ControlChart(months, scale: .share)?.points.compactMap { $0 } ?? []
      sum.months += points.count
      sum.outside += points.count { $0.signal == .outsideLimits }
      sum.any += points.count { $0.signal != nil }
    }
    return sum
  }

  @Test(
    "a stable rate signals falsely in at most 5 % of its months and is outside the limits in at most 1 %, whatever its size",
    arguments: [20, 100, 903, 3000, 20_000])
  func falseAlarms(trials: Int) {
    var chance = Chance(seed: UInt64(trials))
    var all = (months: 0.0, outside: 0.0, any: 0.0)
    for probability in [0.5, 0.8, 0.95, 0.99, 0.999, 1] {
      let found = alarms(trials, probability, chance: &chance)
      all.months += Double(found.months)
      all.outside += Double(found.outside)
      all.any += Double(found.any)
      if Chance.rounds(1) > 1 {
        print(
          "n \(trials) p \(probability):", found.months, Double(found.outside) / Double(found.months),
          Double(found.any) / Double(found.months))
        #expect(
          Double(found.outside) <= 0.01 * Double(found.months) && Double(found.any) <= 0.05 * Double(found.months))
      }
    }
    #expect(all.months >= 6 * 12 * 30 && all.outside <= 0.01 * all.months && all.any <= 0.05 * all.months, "\(all)")
  }

  @Test("so does a rate that varies from month to month more than chance", arguments: [0.005, 0.02])
  func falseAlarmsOfWideProcess(spread: Double) {
    var chance = Chance(seed: 5)
    var all = (months: 0.0, outside: 0.0, any: 0.0)
    for trials in [1000, 15_000] {
      for _ in 0..<3 {
        let found = alarms(trials, 0.93, spread: spread, chance: &chance)
        all.months += Double(found.months)
        all.outside += Double(found.outside)
        all.any += Double(found.any)
      }
    }
    if Chance.rounds(1) > 1 { print("spread \(spread):", all.months, all.outside / all.months, all.any / all.months) }
    #expect(all.outside <= 0.01 * all.months && all.any <= 0.05 * all.months, "\(all)")
  }

  @Test("so do stable counts and means", arguments: [ControlChart.Scale.count, .mean])
  func falseAlarmsOfCounts(scale: ControlChart.Scale) {
    var chance = Chance(seed: 9)
    var all = (months: 0.0, outside: 0.0, any: 0.0)
    for level in [0.1, 2, 30, 500] {
      for _ in 0..<Chance.rounds(20) {
        let months = (0..<36).map { _ -> Month? in
          let days = 18 + (10 * chance.unit()).rounded()
          guard scale == .count else { return Month(level * (1 + 0.05 * chance.normal()), size: 1000) }
          // Many trials of small probability are events of a Poisson process.
          return Month(chance.binomial(1_000_000, level * days / 1_000_000) / days, size: days)
        }
        for case let point? in ControlChart(months, scale: scale)?.points ?? [] {
          all.months += 1
          if point.signal == .outsideLimits { all.outside += 1 }
          if point.signal != nil { all.any += 1 }
        }
      }
    }
    if Chance.rounds(1) > 1 { print("\(scale):", all.months, all.outside / all.months, all.any / all.months) }
    #expect(all.outside <= 0.01 * all.months && all.any <= 0.05 * all.months, "\(all)")
  }

  // MARK: Few failures

  @Test("903 of 903 month after month, then 902 of 903, is no signal; three failures are one")
  func oneFailure() throws {
    let before = Array(repeating: (903.0, 903.0), count: 12)
    #expect(try rates(before + [(902, 903)]).points.last??.signal == nil)
    #expect(try rates(before + [(902, 903), (902, 903)]).points.last??.signal == nil)
    #expect(try rates(before + [(900, 903)]).points.last??.signal == .outsideLimits)
  }

  @Test("thirteen months of 100 calls, one of them abandoned, signal nothing", arguments: 0..<13)
  func oneAbandoned(place: Int) throws {
    let chart = try rates((0..<13).map { ($0 == place ? 99 : 100, 100) })
    #expect(chart.points.allSatisfy { $0?.signal == nil })
    #expect(chart.points.compactMap { $0 }.allSatisfy { $0.high == 1 && $0.low < 1 })
  }

  @Test("98.22 % of 741 is within what 98.9 % gives by chance")
  func smallMonth() throws {
    let before = [0.989, 0.991, 0.988, 0.990, 0.987, 0.992, 0.989, 0.988, 0.991, 0.989, 0.990, 0.988]
    let chart = try rates(before.map { (($0 * 820).rounded(), 820) } + [(727.8.rounded(), 741)])
    #expect(chart.points.last??.signal == nil)
  }

  @Test("limits by the predictive distribution: after none in 10,836, two of 903 have probability 0.2 %, three 0.01 %")
  func predictive() {
    let few = FewCases(cases: 0, trials: 10_836, next: 903)
    // Worked out with scipy.stats.betabinom(903, 0.5, 10836.5): P(≥1) 0.0392, P(≥2) 0.00228, P(≥3) 0.000146.
    #expect(few.usual(tail: 0.0025) == 0...1)
    #expect(few.usual(tail: 0.002) == 0...2)
    #expect(few.usual(tail: 0.0001) == 0...3)
    #expect(few.usual(tail: 0.05) == 0...0)
    // scipy.stats.nbinom(10.5, 300 / 325): P(≥4) 0.0164, P(≥5) 0.0036.
    let count = FewCases(count: 10, days: 300, next: 25)
    #expect(count.usual(tail: 0.004) == 0...4)
  }

  // MARK: Real changes

  /// Connection rates of the made-up years 2018 and 2019, as they were in their logs.
  private static let madeUp: [(Double, Double)] = [
    (13152, 14137), (8924, 9017), (13333, 14947), (12710, 15123), (13133, 14122), (12267, 12752), (13214, 14471),
    (13703, 14573), (12688, 13277), (11600, 12012), (12786, 13545), (12286, 12818), (14565, 15219), (9665, 9807),
    (14219, 15524), (14570, 16880), (13822, 14494), (12496, 13120), (14784, 15785), (14484, 15201), (13760, 14460),
    (12710, 13078), (13543, 14488), (13625, 13994),
  ]

  @Test("April 2019 of the made-up years, 86.32 %, is caught in its own month, and later months change no verdict")
  func april() throws {
    let whole = try rates(Self.madeUp)
    let april = try rates(Array(Self.madeUp.prefix(16)))
    let point = try #require(april.points.last ?? nil)
    #expect(point.signal == .warning && !point.isUpward)
    #expect(point.baseline.leftOut == [3], "April 2018 was as bad: an outlier is no yardstick")
    for count in 7...24 {
      let known = try rates(Array(Self.madeUp.prefix(count)))
      #expect(known.points == Array(whole.points.prefix(count)))
    }
  }

  @Test("such a fall after steady months is outside the limits")
  func fall() throws {
    let steady = (0..<15).map { (14_000 * (0.945 + 0.01 * Double([0, 1, -1, 0.5, -0.5][$0 % 5])), 14_000.0) }
    let chart = try rates(steady + [(14570, 16880)])
    #expect(chart.points.last??.signal == .outsideLimits && chart.points.last??.isUpward == false)
  }

  @Test(
    "a level that stays down is a shift at its eighth month; the baseline begins again with its first, and is said to")
  func shift() throws {
    let before = (0..<24).map { (930.0 + Double($0 % 3) * 5, 1000.0) }
    let after = (0..<20).map { (915.0 + Double($0 % 3) * 4, 1000.0) }
    let chart = try rates(before + after)
    let shift = try #require(chart.shifts.first)
    #expect(chart.shifts.count == 1 && shift.start == 24 && shift.confirmed == 31 && !shift.isUpward)
    #expect(chart.points[31]?.signal == .shift || chart.points[31]?.signal == .outsideLimits)
    #expect(chart.points[32]?.baseline.months.first == 24)
    #expect(chart.points.suffix(8).allSatisfy { $0?.signal == nil })
  }

  @Test("a collapse that lasts is confirmed too, though every month of it is outside the limits")
  func collapse() throws {
    let before = (0..<12).map { (940.0 + Double($0 % 3), 1000.0) }
    let after = (0..<14).map { (700.0 + Double($0 % 3), 1000.0) }
    let chart = try rates(before + after)
    #expect(chart.points[12]?.signal == .outsideLimits)
    #expect(chart.shifts.first?.start == 12 && chart.points.last??.signal == nil)
  }

  @Test("seven rising months are a trend, six are not, and a gap ends one")
  func trend() throws {
    let flat = (0..<12).map { 300.0 + Double($0 % 2) * 40 }
    let rising = (0..<7).map { 290 + Double($0) * 8 }
    #expect(try counts(flat + rising).points.last??.signal == .trend)
    #expect(try counts(flat + Array(rising.dropFirst()) + [300]).points.last??.signal == nil)
    var months = (flat + rising).map { Optional(Month($0 / 30, size: 30)) }
    months[15] = nil
    #expect(ControlChart(months, scale: .count)?.points.last??.signal == nil)
  }

  @Test("a count of which every month is alike has limits of its chance, not of zero width")
  func flat() throws {
    let chart = try counts(Array(repeating: 100, count: 12) + [101])
    #expect(chart.points.last??.signal == nil)
    let point = try #require(chart.points.last ?? nil)
    // ±2.807 · √100 · √(13/12): months that do not vary at all still may, by chance.
    #expect(abs((point.high - point.low) * 30 - 2 * 2.807 * 10 * (13.0 / 12).squareRoot()) < 0.1)
  }

  // MARK: The baseline

  @Test(
    "fewer than six months before it a month is not judged; fewer than twelve are a trial; after 24 the baseline stands"
  )
  func baseline() throws {
    let chart = try rates((0..<40).map { (900.0 + Double($0 % 4) * 3, 1000.0) })
    #expect(chart.points.prefix(6).allSatisfy { $0 == nil })
    #expect(chart.points[6]?.baseline.isTrial == true && chart.points[11]?.baseline.isTrial == true)
    #expect(chart.points[12]?.baseline.isTrial == false)
    #expect(chart.points[39]?.baseline.months == Array(0..<24))
    #expect(ControlChart(Array(repeating: Month(0.9, size: 100), count: 6), scale: .share) == nil)
  }

  @Test("the centre of a rate is summed, not averaged")
  func centre() throws {
    let chart = try rates((0..<12).map { $0 % 2 == 0 ? (88.0, 100.0) : (900, 1000) } + [(90, 100)])
    let centre = try #require(chart.points.last??.baseline.centre)
    #expect(abs(centre - (6 * 88 + 6 * 900) / (6 * 1100.0)) < 1e-12)
  }

  @Test("limits hold for a month's own number of cases")
  func ownSize() throws {
    let before = (0..<12).map { (9300.0 + Double($0 % 5) * 20, 10_000.0) }
    let small = try #require(try rates(before + [(93, 100)]).points.last ?? nil)
    let large = try #require(try rates(before + [(9300, 10_000)]).points.last ?? nil)
    #expect(small.high - small.low > 3 * (large.high - large.low))
  }

  @Test("a series turned upside down has the same verdicts, each the other way")
  func mirrored() throws {
    let mirrored = Self.madeUp.map { ($0.1 - $0.0, $0.1) }
    let up = try rates(Self.madeUp).points.map { $0?.signal }
    let down = try rates(mirrored).points.map { $0?.signal }
    #expect(up == down && up.contains(.warning))
  }

  @Test("Student's quantiles and the χ² tail are those of the tables")
  func functions() {
    #expect(abs(SpecialFunctions.studentQuantile(tail: 0.025, degrees: 10) - 2.228139) < 1e-5)
    #expect(abs(SpecialFunctions.studentQuantile(tail: 0.0025, degrees: 11) - 3.496614) < 1e-5)
    #expect(abs(SpecialFunctions.studentQuantile(tail: 0.01, degrees: 1) - 31.820516) < 1e-4)
    #expect(abs(SpecialFunctions.chiSquareTail(3.841459, degrees: 1) - 0.05) < 1e-6)
    #expect(abs(SpecialFunctions.chiSquareTail(42.557, degrees: 29) - 0.05) < 1e-4)
    #expect(SpecialFunctions.chiSquareTail(141.8, degrees: 29) < 1e-15)
    #expect(abs(SpecialFunctions.chiSquareTail(20, degrees: 29) - 0.89293) < 1e-4)
    #expect(SpecialFunctions.chiSquareTail(0, degrees: 3) == 1)
  }
}
