import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// A year's forecast in numbers, worked out in Python (numpy, scipy) from the description of ``YearForecast``.
@Suite("Forecast to the year's end in numbers")
struct ForecastNumberTests {
  private static let counts: [Double] = [
    3100, 2700, 3200, 3050, 3300, 2900, 3150, 3250, 3000, 3120, 2980, 3210, 3180, 2750, 3290, 3010, 3350, 2950, 3220,
    3300, 3050, 3190, 3060, 3330, 3260, 2850, 3400, 3120, 3420, 3010,
  ]
  private static let cases: [Double] = [
    2883, 2565, 2912, 2867, 3036, 2610, 3024, 3022, 2850, 2870, 2771, 3049, 2893, 2585, 3026, 2709, 3216, 2743, 3059,
    3036, 2836, 3030, 2784, 3130, 2999, 2565, 3264, 2901, 3249, 2769,
  ]

  private func series(
    _ id: String, from first: LocalMonth, _ values: [(Double, Double?)], weights: DayWeights = .equal
  ) throws -> MetricSeries {
    let metric = try ShippedMetrics.metric(id)
    let months = values.indices.map { first.advanced(by: $0) }
    return MetricSeries(
      metric: metric, line: nil, months: months, values: values.map { ShippedMetrics.value(metric, $0.0, of: $0.1) },
      weights: weights, asOf: try #require(months.last).lastDay.end)
  }

  private static func isNear(_ left: Double, _ right: Double) -> Bool { abs(left / right - 1) < 1e-8 }

  @Test(
    "a count: the year's sum, its 80 % interval, and twelve parts of what there is",
    arguments: [
      (2018, 1, 20, 37534.34492861002, 37196.3504917595, 37872.339365460546, 37575.0),
      (2017, 1, 30, 38596.31596357879, 38202.12877476447, 38990.50315239311, 38120.0),
      (2019, 1, 11, 36878.80895848798, 36763.00851756824, 36994.60939940772, 36818.181818181816),
      (2018, 7, 10, 37291.51601602226, 35419.45394516901, 39163.57808687551, 37560.0),
    ])
  func count(year: Int, month: Int, count: Int, value: Double, low: Double, high: Double, naive: Double) throws {
    let made = try series(
      "call_volume", from: LocalMonth(year: year, month: month), Self.counts.prefix(count).map { ($0, nil) })
    let forecast = try #require(YearForecast(made))
    #expect(Self.isNear(forecast.value, value) && forecast.numerator == forecast.value && forecast.denominator == nil)
    #expect(Self.isNear(forecast.low, low) && Self.isNear(forecast.high, high) && Self.isNear(forecast.naive, naive))
    #expect(forecast.denominatorSoFar == nil && forecast.isSeasonal == (count == 30))
    #expect(forecast.needed(for: 40_000) == 40_000 - forecast.numeratorSoFar)
  }

  @Test("a share: forecast are its cases; the interval has the spread of rates and that of volumes")
  func share() throws {
    let long = try #require(
      YearForecast(
        series(
          "connection_rate", from: LocalMonth(year: 2017, month: 1),
          zip(Self.cases, Self.counts).map { ($0, $1) })))
    #expect(Self.isNear(long.numerator, 35969.356526022064) && Self.isNear(long.value, 0.9319375600501446))
    #expect(Self.isNear(try #require(long.denominator), 38596.31596357879))
    #expect(Self.isNear(long.low, 0.9248596617222863) && Self.isNear(long.high, 0.9390154583780029))
    #expect(Self.isNear(long.naive, 0.931112277019937))
    #expect(long.numeratorSoFar == 17747 && long.denominatorSoFar == 19060)
    let short = try #require(
      YearForecast(
        series(
          "connection_rate", from: LocalMonth(year: 2018, month: 1),
          zip(Self.cases, Self.counts).prefix(20).map { ($0, $1) })))
    #expect(Self.isNear(short.value, 0.9295968255957019))
    #expect(Self.isNear(short.low, 0.9247106230568883) && Self.isNear(short.high, 0.9344830281345154))
  }

  @Test("one failure in two years: chance alone makes the interval, and 100 % is its end")
  func chance() throws {
    let values = Self.counts.prefix(20).enumerated().map { place, count in
      let of = (count / 10).rounded(.down)
      return (place == 3 ? of - 1 : of, Optional(of))
    }
    let forecast = try #require(
      YearForecast(series("connection_rate", from: LocalMonth(year: 2018, month: 1), values)))
    #expect(abs(forecast.low - 0.9997702574386956) < 1e-10 && forecast.high == 1)
    #expect(abs(forecast.value - 0.9999972675180481) < 1e-10)
  }

  @Test("a mean of times has no upper bound of 1")
  func mean() throws {
    let forecast = try #require(
      YearForecast(
        series(
          "average_wait", from: LocalMonth(year: 2017, month: 1),
          zip(Self.cases, Self.counts).map { ($0 * 12, $1) })))
    #expect(Self.isNear(forecast.value, 11.18325072060173))
    #expect(Self.isNear(forecast.low, 11.098315940667431) && Self.isNear(forecast.high, 11.26818550053603))
  }

  @Test("sixty months are looked back at, not one more; a month of nothing has no forecast")
  func history() throws {
    func value(_ first: Double) throws -> Double? {
      let months = (0..<61).map { Self.counts[$0 % 30] }
      return try YearForecast(
        series(
          "call_volume", from: LocalMonth(year: 2014, month: 1), [(first, nil)] + months.dropFirst().map { ($0, nil) })
      )?.value
    }
    let usual = try #require(try value(3100))
    #expect(try value(9000) == usual)
    var counts = Self.counts.prefix(20).map { ($0, Optional<Double>.none) }
    counts[5] = (0, nil)
    #expect(try YearForecast(series("call_volume", from: LocalMonth(year: 2018, month: 1), Array(counts))) == nil)
    let median = try series(
      "median_wait", from: LocalMonth(year: 2018, month: 1), Self.counts.prefix(20).map { ($0, nil) })
    #expect(YearForecast(median) == nil)
  }

  @Test("a year of which nothing is to come needs nothing more")
  func nothingToCome() throws {
    let forecast = try #require(
      YearForecast(
        series(
          "connection_rate", from: LocalMonth(year: 2018, month: 1),
          zip(Self.cases, Self.counts).prefix(20).map { ($0, $1) })))
    // 0.95 · 37,534.3 less 23,267 of 12,484.3 to come.
    let coming = try #require(forecast.denominator) - 25_050
    #expect(Self.isNear(try #require(forecast.needed(for: 0.95)), (0.95 * (25_050 + coming) - 23_267) / coming))
  }

  @Test("the pace of a year is that of the three years before it, not of a fourth, and not of one with a gap")
  func pace() throws {
    // In January a tenth of a year's cases comes; the farthest year had all of them.
    let usual = [20.0] + Array(repeating: 180.0 / 11, count: 11)
    let odd = [200.0] + Array(repeating: 0.0, count: 11)
    func pace(_ years: [[Double]], missing: Int? = nil) throws -> YearPace {
      let values: [Double] = Array(years.joined()) + [30]
      let metric = try ShippedMetrics.metric("call_volume")
      let last = LocalMonth(year: 2019, month: 1)
      return try #require(
        YearPace(
          MetricSeries(
            metric: metric, line: nil, months: values.indices.map { last.advanced(by: $0 + 1 - values.count) },
            values: values.enumerated().map { $0 == missing ? nil : ShippedMetrics.value(metric, $1) },
            asOf: last.lastDay.end)))
    }
    let four = try pace([odd, usual, usual, usual])
    #expect(four.years == 3 && abs(four.share - 0.1) < 1e-12 && four.sum == 30)
    let three = try pace([odd, usual, usual])
    #expect(three.years == 3 && abs(three.share - 0.4) < 1e-12)
    let two = try pace([Array(odd.dropFirst()), usual, usual])
    #expect(two.years == 2 && abs(two.share - 0.1) < 1e-12)
    let gap = try pace([odd, usual, usual], missing: 14)
    #expect(gap.years == 1 && abs(gap.share - 0.1) < 1e-12)
    // Years without a case tell nothing: the days do.
    let nothing = try pace([Array(repeating: 0, count: 12)])
    #expect(nothing.years == 0 && abs(nothing.share - 31.0 / 365) < 1e-12)
    let weighed = try series(
      "call_volume", from: LocalMonth(year: 2019, month: 2), [(5, nil)], weights: DayWeights(off: 0, festive: 0))
    #expect(YearPace(weighed) == nil, "January is missing")
  }

  @Test("days off count by their weight in the pace of a first year")
  func weights() throws {
    let made = try series(
      "call_volume", from: LocalMonth(year: 2019, month: 1), [(9, nil)], weights: DayWeights(off: 0.5, festive: 1))
    // January 2019 has 23 weekdays and 8 days off, the year 261 and 104.
    #expect(abs(try #require(YearPace(made)).share - 27.0 / 313) < 1e-12)
  }
}
