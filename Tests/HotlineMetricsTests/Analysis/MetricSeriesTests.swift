import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
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

  @Test(
    "a count or a mean that moves by 2.66 to 3.267 ranges wobbles as usual", arguments: ["call_volume", "average_wait"])
  func ordinary(id: String) throws {
    // Eleven ranges of 10 and one of 36: 146 ÷ 12 = 12.17 on average. 2.66 of them are 32.4, 3.267 are 39.7.
    let values = (0..<12).map { $0 % 2 == 0 ? 200.0 : 210 } + [246]
    let step = try #require(try series(id, values).step(monthsBack: 1))
    #expect(!step.isChange)
    #expect(abs(step.difference - 36.0 / 210) < 1e-12)
  }

  @Test(
    "a count or a mean that moves by more than 3.267 ranges is a change", arguments: ["call_volume", "average_wait"])
  func change(id: String) throws {
    // The range of 45 is 3.48 times the average of 12.9 and left out: the others are all 10, and 3.267 of them 32.67.
    let values = (0..<12).map { $0 % 2 == 0 ? 200.0 : 210 }
    #expect(try series(id, values + [255]).step(monthsBack: 1)?.isChange == true)
    #expect(try series(id, values + [165]).step(monthsBack: 1)?.isChange == true)
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

  @Test("a share beyond the usual step is a change only when the two months' counts bear it out")
  func shares() throws {
    func isChange(cases: Double) throws -> Bool? {
      // Months of 90 and 92 %, then one of 80 %.
      let counts = (0..<12).map { (cases * ($0 % 2 == 0 ? 0.9 : 0.92), cases) } + [(cases * 0.8, cases)]
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
    #expect(series.chart?.points.count == 12)
    #expect(series.point(4) == nil && series.point(3) != nil && series.point(12) != nil)
    #expect(series.step(monthsBack: 8)?.isChange == false)
    let metric = try metric("call_volume")
    let last = LocalMonth(year: 2019, month: 12)
    func count(asOf: Int64) -> Int? {
      MetricSeries(
        metric: metric, line: nil, months: (0..<13).map { last.advanced(by: $0 - 12) },
        values: (0..<13).map { ShippedMetrics.value(metric, Double(100 + $0)) }, asOf: asOf
      ).chart?.points.count
    }
    let end = last.lastDay.advanced(by: 1).start
    #expect(count(asOf: end) == 13)
    #expect(count(asOf: end - 1) == 13, "the last second of the month is its end")
    #expect(count(asOf: end - 2) == 12)
  }

  @Test("steps count back from the newest month; beyond the series and from 0 there is none")
  func steps() throws {
    let series = try series("call_volume", [0, 100, 120, 150])
    #expect(try #require(series.step(monthsBack: 1)).difference == 0.25)
    #expect(try #require(series.step(monthsBack: 2)).difference == 0.5)
    #expect(series.step(monthsBack: 3) == nil && series.step(monthsBack: 4) == nil)
    let rates = try ratios("connection_rate", [(0, 100), (50, 100)])
    #expect(try #require(rates.step(monthsBack: 1)).difference == 0.5, "points are told from 0 too")
    #expect(rates.step(monthsBack: 1)?.isChange == false && rates.chart == nil)
  }
}
