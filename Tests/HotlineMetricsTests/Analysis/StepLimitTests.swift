import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// When a month against an earlier one is a change, and how days are weighed, at the limits.
@Suite("Steps and day weights at their limits")
struct StepLimitTests {
  private func series(
    _ id: String, _ values: [(Double, Double?)], asOf: Int64? = nil, weights: DayWeights = .equal, shown: Int? = nil
  ) throws -> MetricSeries {
    let metric = try ShippedMetrics.metric(id)
    let last = LocalMonth(year: 2019, month: 12)
    return MetricSeries(
      metric: metric, line: nil, months: values.indices.map { last.advanced(by: $0 + 1 - values.count) },
      values: values.map { ShippedMetrics.value(metric, $0.0, of: $0.1) }, shown: shown, weights: weights,
      asOf: asOf ?? last.lastDay.end)
  }

  @Test("a mean is a change from one beyond Student's 0.25 % of the two months' deviations together on")
  func mean() throws {
    let months: [(Double, Double?)] = (0..<12).map { (($0 % 2 == 0 ? 9.0 : 11) * 200, 200) }
    func step(_ value: Double) throws -> MetricSeries.Step {
      try #require(try series("average_wait", months + [(value * 400, 400)]).step(monthsBack: 1))
    }
    let point = try #require(try series("average_wait", months + [(4000, 400)]).lastPoint)
    // The month before has 200 calls, this one 400; 3.496614 is t on eleven degrees.
    let earlier = point.baseline.deviation(size: 200)
    let limit = 3.496614 * (point.deviation * point.deviation + earlier * earlier).squareRoot()
    #expect(try step(11 + limit * 0.9999).isChange == false && step(11 + limit * 1.0001).isChange == true)
    #expect(try step(11 - limit * 0.9999).isChange == false && step(11 - limit * 1.0001).isChange == true)
    let up = try step(12)
    #expect(abs(up.difference - 1.0 / 11) < 1e-12 && up.daily == nil)
  }

  @Test("a count is compared by what equal days bring, also where the two months have unlike days")
  func count() throws {
    let lengths = (0..<13).map {
      Double(MonthDays(weekdaysOf: LocalMonth(year: 2018, month: 12).advanced(by: $0)).count)
    }
    let daily = (0..<12).map { $0 % 2 == 0 ? 90.0 : 110 }
    func step(_ value: Double, back: Int) throws -> MetricSeries.Step {
      let values = zip(daily + [value], lengths).map { ($0 * $1, Optional<Double>.none) }
      return try #require(try series("call_volume", values).step(monthsBack: back))
    }
    let values = zip(daily + [100], lengths).map { ($0 * $1, Optional<Double>.none) }
    let point = try #require(try series("call_volume", values).lastPoint)
    // November has 30 days, December 31; ten months back lies February with 28.
    let (november, february) = (point.baseline.deviation(size: 30), point.baseline.deviation(size: 28))
    let limit = 3.496614 * (point.deviation * point.deviation + november * november).squareRoot()
    #expect(
      try step(110 + limit * 0.9999, back: 1).isChange == false && step(110 + limit * 1.0001, back: 1).isChange == true)
    let far = 3.496614 * (point.deviation * point.deviation + february * february).squareRoot()
    #expect(
      try step(90 + far * 0.9999, back: 10).isChange == false && step(90 + far * 1.0001, back: 10).isChange == true)
    let back = try step(100, back: 10)
    #expect(abs(try #require(back.daily) - 1.0 / 9) < 1e-12)
    #expect(abs(back.difference - (3100.0 / (90 * 28) - 1)) < 1e-12)
  }

  @Test("an earlier month of 29 cases tells no change of a share, one of 30 does; a month without a value has no step")
  func fewCases() throws {
    func isChange(_ of: Double) throws -> Bool? {
      let months: [(Double, Double?)] = (0..<11).map { _ in (90, 100) } + [(of - 3, of), (20, 100)]
      return try series("connection_rate", months).step(monthsBack: 1)?.isChange
    }
    #expect(try isChange(29) == nil && isChange(30) == true)
    let empty: [(Double, Double?)] = (0..<11).map { _ in (90, 100) } + [(0, 0), (20, 100)]
    #expect(try series("connection_rate", empty).step(monthsBack: 1) == nil)
  }

  @Test("a month that is not over is no count to be compared, a rate is; days without weight have no daily change")
  func unfinished() throws {
    let early = LocalMonth(year: 2019, month: 12).lastDay.start
    let counts: [(Double, Double?)] = [(100, nil), (120, nil)]
    #expect(try series("call_volume", counts, asOf: early).step(monthsBack: 1) == nil)
    let step = try #require(try series("call_volume", counts).step(monthsBack: 1))
    #expect(abs(step.difference - 0.2) < 1e-12)
    let rates: [(Double, Double?)] = [(90, 100), (80, 100)]
    #expect(try series("connection_rate", rates, asOf: early).step(monthsBack: 1) != nil)
    // No day of November or December counts.
    let weights = DayWeights(off: -21.0 / 9, festive: 0)
    #expect(try series("call_volume", counts, weights: weights).step(monthsBack: 1)?.daily == nil)
    #expect(try series("call_volume", counts, asOf: early).yearToDate == nil)
  }

  @Test("the months that are shown are the last ones, never more than there are")
  func shown() throws {
    let counts: [(Double, Double?)] = [(1, nil), (2, nil), (3, nil)]
    #expect(try series("call_volume", counts).shown == 0..<3 && series("call_volume", counts, shown: 2).shown == 1..<3)
    #expect(try series("call_volume", counts, shown: 9).shown == 0..<3)
    #expect(LocalMonth(year: 2019, month: 10).othersOfYear.map(\.iso) == ["2019-11", "2019-12"])
    #expect(LocalMonth(year: 2019, month: 12).othersOfYear.isEmpty)
  }

  @Test("a hundred cases tell a kind of day's weight, 99 do not; festive days then weigh as other days off")
  func weights() {
    #expect(DayWeights(cases: [1000, 100, 100], days: [100, 20, 50]) == DayWeights(off: 0.5, festive: 0.2))
    #expect(DayWeights(cases: [1000, 100, 99], days: [100, 20, 50]) == DayWeights(off: 0.5, festive: 0.5))
    #expect(DayWeights(cases: [1000, 99, 100], days: [100, 20, 50]) == .equal)
    #expect(DayWeights(cases: [99, 100, 100], days: [100, 20, 50]) == .equal)
    #expect(DayWeights(cases: [1000, 100, 100], days: [100, 0, 50]) == .equal)
    #expect(DayWeights(cases: [1000, 100, 100], days: [100, 20, 0]).festive == 0.5)
  }

  @Test("a month's days are working ones, days off and holidays, with those that are made up")
  func days() throws {
    var source = try MadeUpSource([], until: "2019-12-31")
    // As in October 2019: seven days off for the holiday, the 12th (a Saturday) worked instead.
    for day in 1...7 {
      source.workingDays["2019-10-0\(day)"] = false
      source.holidays["2019-10-0\(day)"] = "国庆节"
    }
    source.workingDays["2019-10-12"] = true
    source.holidays["2019-10-12"] = "国庆节"
    source.holidays["2019-10-31"] = "万圣节"
    source.workingDays["2019-10-31"] = false
    let days = MonthDays(LocalMonth(year: 2019, month: 10), data: source)
    #expect(days.holidays.map(\.name) == ["国庆节", "万圣节"] && days.holidays.map(\.daysOff) == [7, 1])
    #expect(days.holidays.map(\.madeUp) == [1, 0])
    // 23 weekdays, five of them off for the holiday and one for the last, one Saturday worked; 8 − 2 − 1 days off.
    #expect(days.working == 18 && days.festive == 8 && days.off == 5 && days.count == 31)
    let plain = MonthDays(weekdaysOf: LocalMonth(year: 2019, month: 10))
    #expect(plain.working == 23 && plain.off == 8 && plain.festive == 0)
    #expect(DayWeights(off: 0.5, festive: 0.25).length(of: days) == 18 + 2.5 + 2)
  }
}
