import Foundation
import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

@Suite("Forecast to the year's end")
struct YearForecastTests {
  /// A made-up hotline: what a day brings in each month of some years, and how many of it are above the line.
  private struct MadeUp {
    var base: Double
    var seasonal: Double
    var noise: Double
    var growth: Double
    var rate = 0.94
    var rateSeason = 0.0
    var rateNoise = 0.01
  }

  private static let hotlines = [
    MadeUp(base: 500, seasonal: 0.12, noise: 0.03, growth: 0.005, rateSeason: 0.015, rateNoise: 0.015),
    MadeUp(base: 30, seasonal: 0.1, noise: 0.05, growth: 0, rate: 0.989, rateNoise: 0),
    MadeUp(base: 500, seasonal: 0, noise: 0.04, growth: 0.002, rateNoise: 0.01),
  ]

  /// Months of whole years and one part: the series up to a month, and the last year's true sums.
  private func make(
    _ hotline: MadeUp, years: Int, month: Int, metric: Metric, chance: inout Chance
  ) -> (series: MetricSeries, cases: Double, of: Double) {
    let season = (0..<12).map { _ in (hotline.seasonal * chance.normal(), hotline.rateSeason * chance.normal()) }
    let first = LocalMonth(year: 2019 - years, month: 1)
    var values: [(Double, Double)] = []
    var months: [LocalMonth] = []
    for index in 0..<(years + 1) * 12 {
      let month = first.advanced(by: index)
      let (size, share) = season[index % 12]
      let mean =
        hotline.base * Double(MonthDays(weekdaysOf: month).count)
        * exp(size + hotline.growth * Double(index) + hotline.noise * chance.normal())
      let trials = (mean + mean.squareRoot() * chance.normal()).rounded()
      let level = min(0.9999, max(0.01, hotline.rate + share + hotline.rateNoise * chance.normal()))
      values.append((chance.binomial(Int(trials), level), trials))
      months.append(month)
    }
    let shown = years * 12 + month
    let series = MetricSeries(
      metric: metric, line: "962200", months: Array(months.prefix(shown)),
      values: values.prefix(shown).map {
        metric.isRatio ? ShippedMetrics.value(metric, $0.0, of: $0.1) : ShippedMetrics.value(metric, $0.1)
      }, asOf: months[shown - 1].lastDay.end)
    let last = values.suffix(12)
    return (series, last.reduce(0) { $0 + $1.0 }, last.reduce(0) { $0 + $1.1 })
  }

  @Test(
    "on simulated years the 80 % interval holds the truth in 70 to 90 %, and the forecast beats the naive one",
    arguments: ["connection_rate", "call_volume"], [2, 3])
  func backTest(id: String, years: Int) throws {
    let metric = try ShippedMetrics.metric(id)
    var chance = Chance(seed: 11)
    var (held, all, error, naive) = (0.0, 0.0, 0.0, 0.0)
    for hotline in Self.hotlines {
      var (ownHeld, own) = (0.0, 0.0)
      for month in [3, 6, 8, 10] {
        for _ in 0..<Chance.rounds(25) {
          let made = make(hotline, years: years, month: month, metric: metric, chance: &chance)
          let truth = metric.isRatio ? made.cases / made.of : made.of
          let forecast = try #require(YearForecast(made.series))
          own += 1
          if (forecast.low...forecast.high).contains(truth) { ownHeld += 1 }
          error += abs(forecast.value - truth) / truth
          naive += abs(forecast.naive - truth) / truth
        }
      }
      if Chance.rounds(1) > 1 { print(id, years, hotline.base, hotline.seasonal, "held", ownHeld / own) }
      held += ownHeld
      all += own
    }
    if Chance.rounds(1) > 1 { print(id, years, "held", held / all, "error", error / all, "naive", naive / all) }
    #expect((0.7...0.9).contains(held / all), "\(held / all)")
    #expect(error < naive, "\(error / all) \(naive / all)")
  }

  @Test("what is forecast are the cases: the rate is their quotient, and what is counted stays in it")
  func counts() throws {
    let metric = try ShippedMetrics.metric("connection_rate")
    var chance = Chance(seed: 4)
    let made = make(Self.hotlines[0], years: 2, month: 8, metric: metric, chance: &chance)
    let forecast = try #require(YearForecast(made.series))
    let denominator = try #require(forecast.denominator)
    #expect(abs(forecast.value - forecast.numerator / denominator) < 1e-12)
    #expect(forecast.monthsToCome == 4 && forecast.isSeasonal)
    let soFar = made.series.values.suffix(8).compactMap { $0 }
    #expect(forecast.numeratorSoFar == soFar.reduce(0) { $0 + ($1.numerator ?? 0) })
    #expect(forecast.numerator > forecast.numeratorSoFar && denominator > (forecast.denominatorSoFar ?? 0))
    // What the rest must have reaches the target exactly.
    let needed = try #require(forecast.needed(for: 0.95))
    let coming = denominator - (forecast.denominatorSoFar ?? 0)
    #expect(abs((forecast.numeratorSoFar + needed * coming) / denominator - 0.95) < 1e-12)
  }

  @Test("months that all reached 100 % are no certainty")
  func certain() throws {
    let metric = try ShippedMetrics.metric("on_time_closure_rate")
    let months = (0..<32).map { LocalMonth(year: 2017, month: 1).advanced(by: $0) }
    let series = MetricSeries(
      metric: metric, line: nil, months: months, values: months.map { _ in ShippedMetrics.value(metric, 800, of: 800) },
      asOf: months[31].lastDay.end)
    let forecast = try #require(YearForecast(series))
    #expect(forecast.value == 1 && forecast.high == 1)
    // Half a failure in 25,601 orders, carried to 3,200 more of 9,600: some hundredths of a percent.
    #expect(forecast.low < 0.99999 && forecast.low > 0.9995, "\(forecast.low)")
  }

  @Test("under two whole years before it there is no season; under nine months, with a gap or in December no forecast")
  func bounds() throws {
    let metric = try ShippedMetrics.metric("call_volume")
    var chance = Chance(seed: 2)
    let one = make(Self.hotlines[0], years: 1, month: 8, metric: metric, chance: &chance).series
    #expect(YearForecast(one)?.isSeasonal == false)
    let short = make(Self.hotlines[0], years: 0, month: 8, metric: metric, chance: &chance).series
    #expect(YearForecast(short) == nil)
    let december = make(Self.hotlines[0], years: 2, month: 12, metric: metric, chance: &chance).series
    #expect(YearForecast(december) == nil)
    var values = one.values
    values[values.count - 3] = nil
    let gap = MetricSeries(metric: metric, line: nil, months: one.months, values: values, asOf: one.asOf)
    #expect(YearForecast(gap) == nil && YearPace(gap) == nil)
    let running = MetricSeries(
      metric: metric, line: nil, months: one.months, values: one.values, asOf: one.asOf - 86_400)
    #expect(YearForecast(running) == nil, "the newest month is not over")
  }

  @Test("a year's pace is the share that earlier years had by then, not months over twelve")
  func pace() throws {
    let metric = try ShippedMetrics.metric("call_volume")
    // January to February had 60 and 20 of 200 a year ago.
    let before = [60.0, 20] + Array(repeating: 12, count: 10)
    let months = (0..<14).map { LocalMonth(year: 2018, month: 1).advanced(by: $0) }
    func pace(_ values: [Double]) throws -> YearPace {
      try #require(
        YearPace(
          MetricSeries(
            metric: metric, line: nil, months: months.suffix(values.count),
            values: values.map { ShippedMetrics.value(metric, $0) },
            asOf: LocalMonth(year: 2019, month: 2).lastDay.end)))
    }
    let known = try pace(before + [70, 30])
    #expect(known.sum == 100 && known.share == 80.0 / 200 && known.years == 1)
    let unknown = try pace([70, 30])
    #expect(unknown.years == 0 && abs(unknown.share - 59.0 / 365) < 1e-12)
  }
}
