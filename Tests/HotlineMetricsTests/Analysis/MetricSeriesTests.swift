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
}
