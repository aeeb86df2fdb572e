import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineMetrics

@Suite("A month against the one before")
struct MetricSeriesTests {
  private func metric(_ id: String) throws -> Metric {
    let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "data")
    let catalog = try MetricCatalog(contentsOf: data.appending(path: "metrics.yaml").path)
    return try #require(catalog.metrics.first { $0.id == id })
  }

  /// A series of thirteen months up to December 2019.
  private func series(_ id: String, _ values: [Double]) throws -> MetricSeries {
    let metric = try metric(id)
    let last = LocalMonth(year: 2019, month: 12)
    return MetricSeries(
      metric: metric, line: "962200", months: values.indices.map { last.advanced(by: $0 + 1 - values.count) },
      values: values.map {
        MetricValue(
          metric: metric, labels: ["962200"], numerator: metric.isRatio ? $0 * 100 : $0,
          denominator: metric.isRatio ? 100 : nil, value: $0, interval: nil, leftOut: [], notes: [])
      }, asOf: last.lastDay.advanced(by: 1).start)
  }

  /// The series with a month of which days have no file, counted back from the newest.
  private func series(_ id: String, _ values: [Double], partial monthsBack: Int) throws -> MetricSeries {
    let whole = try series(id, values)
    var partial = whole.values
    let place = partial.count - 1 - monthsBack
    let hole = MissingDays(days: [0...9], note: LocalizedText(zh: "缺", en: "missing"))
    partial[place]?.missingDays = [hole]
    return MetricSeries(metric: whole.metric, line: whole.line, months: whole.months, values: partial, asOf: whole.asOf)
  }

  @Test("a count of a month of which days have no file is compared with none, judged by none and adds up to no year")
  func partial() throws {
    let counts = (0..<25).map { Double(1_000 + 7 * ($0 % 5)) }
    let whole = try series("call_volume", counts)
    #expect(whole.step(monthsBack: 1) != nil && whole.yearToDate == counts.suffix(12).reduce(0, +))
    for back in [0, 1] {
      let series = try series("call_volume", counts, partial: back)
      #expect(series.step(monthsBack: 1) == nil && series.yearToDate == nil && YearPace(series) == nil, "\(back)")
      #expect(series.point(24 - back) == nil, "\(back)")
      #expect((series.step(monthsBack: 2) == nil) == (back == 0), "\(back)")
    }
    // A month with a tenth of its calls, for want of a file, moves no baseline.
    var tenth = counts
    tenth[20] = 100
    let baseline = try #require(try series("call_volume", tenth, partial: 4).lastPoint?.baseline)
    #expect(baseline.months.count == 23 && abs(baseline.centre * 30 - 1_014) < 30, "\(baseline.centre)")
    let rates = counts.map { _ in 0.9 }
    #expect(try series("connection_rate", rates, partial: 0).step(monthsBack: 1) != nil)
  }

  @Test(
    "a count or a mean that moves by less than two such months usually differ by is no change, one by more is",
    arguments: ["call_volume", "average_wait"])
  func steps(id: String) throws {
    // Months of 3,000 and 3,400 in turn, then one more.
    let values = (0..<12).map { $0 % 2 == 0 ? 3000.0 : 3400 }
    #expect(try series(id, values + [3500]).step(monthsBack: 1)?.isChange == false)
    #expect(try series(id, values + [7000]).step(monthsBack: 1)?.isChange == true)
    #expect(try series(id, values + [700]).step(monthsBack: 1)?.isChange == true)
    #expect(try series(id, [3000, 3400, 9000]).step(monthsBack: 1)?.isChange == nil, "three months judge nothing")
  }

  @Test("counts are compared for equal days: a short month is not a fall")
  func days() throws {
    let metric = try metric("call_volume")
    let months = (0..<13).map { LocalMonth(year: 2018, month: 2).advanced(by: $0) }
    // A hundred calls a day, whatever the month.
    let series = MetricSeries(
      metric: metric, line: nil, months: months,
      values: months.map { ShippedMetrics.value(metric, Double(MonthDays(weekdaysOf: $0).count) * 100) },
      asOf: months[12].lastDay.end)
    let step = try #require(series.step(monthsBack: 1))
    #expect(abs(step.difference - (28.0 / 31 - 1)) < 1e-12)
    #expect(abs(try #require(step.daily)) < 1e-12 && step.isChange == false)
    #expect(series.lastPoint?.signal == nil)
  }

  @Test("a day off weighs what it brought in the first twelve months; without cases enough every day weighs alike")
  func weights() {
    let weights = DayWeights(cases: [25_000, 4400, 600], days: [250, 110, 5])
    #expect(weights == DayWeights(off: 0.4, festive: 1.2))
    #expect(DayWeights(cases: [25_000, 4400, 60], days: [250, 110, 5]) == DayWeights(off: 0.4, festive: 0.4))
    #expect(DayWeights(cases: [250, 44, 1], days: [250, 110, 5]) == .equal)
  }

  @Test("the year so far adds up the months of the year, and is unknown when one is missing")
  func yearToDate() throws {
    #expect(try series("call_volume", Array(repeating: 10, count: 13)).yearToDate == 120)
    #expect(try series("call_volume", Array(repeating: 10, count: 11)).yearToDate == nil)
    #expect(try series("average_wait", Array(repeating: 10, count: 13)).yearToDate == nil)
  }

  /// A series of ratios by both counts.
  private func ratios(_ id: String, _ counts: [(Double, Double)]) throws -> MetricSeries {
    let metric = try metric(id)
    let last = LocalMonth(year: 2019, month: 12)
    return MetricSeries(
      metric: metric, line: "962200", months: counts.indices.map { last.advanced(by: $0 + 1 - counts.count) },
      values: counts.map { ShippedMetrics.value(metric, $0.0, of: $0.1, labels: ["962200"]) },
      asOf: last.lastDay.advanced(by: 1).start)
  }

  @Test("a share is a change only when the two months' counts bear it out")
  func shares() throws {
    func isChange(cases: Double) throws -> Bool? {
      // Months of 90 and 92 %, then one of 80 %.
      let rates = (0..<12).map { $0 % 2 == 0 ? 0.9 : 0.92 } + [0.8]
      let counts = rates.map { (($0 * cases).rounded(), cases) }
      return try ratios("connection_rate", counts).step(monthsBack: 1)?.isChange
    }
    #expect(try isChange(cases: 1000) == true)
    #expect(try isChange(cases: 50) == false, "46 of 50 and 40 of 50 may be chance")
  }

  @Test("a month of fewer than 30 cases is no point of the chart, nor is a count's month that is not over")
  func judged() throws {
    var counts = (0..<13).map { _ in (27.0, 30.0) }
    counts[4] = (27, 29)
    let series = try ratios("connection_rate", counts)
    #expect(series.point(5) == nil && series.point(6) == nil && series.point(7) != nil && series.point(12) != nil)
    #expect(series.lastPoint?.baseline.months.contains(4) == false)
    #expect(series.step(monthsBack: 8)?.isChange == nil)
    let metric = try metric("call_volume")
    let last = LocalMonth(year: 2019, month: 12)
    func count(asOf: Int64) -> Int? {
      MetricSeries(
        metric: metric, line: nil, months: (0..<13).map { last.advanced(by: $0 - 12) },
        values: (0..<13).map { ShippedMetrics.value(metric, Double(100 + $0)) }, asOf: asOf
      ).chart?.points.compactMap { $0 }.count
    }
    let end = last.lastDay.advanced(by: 1).start
    #expect(count(asOf: end) == 7)
    #expect(count(asOf: end - 1) == 7, "the last second of the month is its end")
    #expect(count(asOf: end - 6 * 3600) == 7, "a log reaches to its last call, in the evening of the last day")
    #expect(count(asOf: end - 6 * 3600 - 2) == 6)
  }

  @Test("steps count back from the newest month; beyond the series and from 0 there is none")
  func steps() throws {
    let series = try series("call_volume", [0, 100, 120, 150])
    #expect(try #require(series.step(monthsBack: 1)).difference == 0.25)
    #expect(try #require(series.step(monthsBack: 2)).difference == 0.5)
    #expect(series.step(monthsBack: 3) == nil && series.step(monthsBack: 4) == nil)
    let rates = try ratios("connection_rate", [(0, 100), (50, 100)])
    #expect(try #require(rates.step(monthsBack: 1)).difference == 0.5, "points are told from 0 too")
    #expect(rates.step(monthsBack: 1)?.isChange == nil && rates.chart == nil)
  }
}
