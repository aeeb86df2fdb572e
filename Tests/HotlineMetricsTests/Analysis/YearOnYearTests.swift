import HotlineModel
import HotlineText
import Testing

@testable import HotlineMetrics

@Suite("A year against the year before")
struct YearOnYearTests {
  private func compared(
    _ id: String, _ now: (Double, Double?), _ before: (Double, Double?)?, days: (Int, Int) = (365, 365)
  ) throws -> YearOnYear {
    let metric = try ShippedMetrics.metric(id)
    return YearOnYear(
      now: ShippedMetrics.value(metric, now.0, of: now.1),
      before: before.map { ShippedMetrics.value(metric, $0.0, of: $0.1) }, days: days)
  }

  @Test("a count grows by a ratio, with the interval of two Poisson counts")
  func count() throws {
    let grown = try compared("call_volume", (12_000, nil), (10_000, nil))
    #expect(abs(try #require(grown.difference) - 0.2) < 1e-12)
    // ln 1.2 ± 1.96 · √(1/12000 + 1/10000)
    #expect(abs(try #require(grown.interval).low - 0.1685) < 0.0005)
    #expect(grown.isDifferent == true)
    let fallen = try compared("call_volume", (10_000, nil), (12_000, nil))
    #expect(abs(try #require(fallen.difference) + 1.0 / 6) < 1e-12)
    #expect(fallen.isDifferent == true)
    #expect(try compared("call_volume", (105, nil), (100, nil)).isDifferent == false)
  }

  @Test("a leap year's day more is no growth beyond chance, but stands in the ratio that is printed")
  func leapYear() throws {
    let longer = try compared("call_volume", (366_000, nil), (365_000, nil), days: (366, 365))
    #expect(longer.isDifferent == false)
    #expect(abs(try #require(longer.difference) - 1.0 / 365) < 1e-12)
    #expect(try compared("call_volume", (388_000, nil), (365_000, nil)).isDifferent == true)
  }

  @Test("a share changes by points, with Newcombe's interval; an index and a mean have none")
  func shares() throws {
    let share = try compared("connection_rate", (56, 70), (48, 80))
    #expect(abs(try #require(share.difference) - 0.2) < 1e-12)
    // Newcombe 1998, table II, method 10.
    #expect(abs(try #require(share.interval).low - 0.0524) < 0.00006)
    #expect(abs(try #require(share.interval).high - 0.3339) < 0.00006)
    let index = try compared("satisfaction_index", (80, 100), (60, 100))
    #expect(abs(try #require(index.difference) - 0.2) < 1e-12)
    #expect(index.interval == nil && index.isDifferent == nil)
    let mean = try compared("average_wait", (900, 100), (600, 100))
    #expect(abs(try #require(mean.difference) - 0.5) < 1e-12)
    #expect(mean.interval == nil)
  }

  @Test("a count of which files tell some days only has no difference from one of all or of others; a rate has")
  func missingDays() throws {
    func differences(_ id: String, of denominator: Double?) throws -> [Double?] {
      let metric = try ShippedMetrics.metric(id)
      let whole = ShippedMetrics.value(metric, 6, of: denominator)
      var partial = whole
      partial.missingDays = [MissingDays(days: [31...58], note: LocalizedText(zh: "没有文件", en: "no file tells"))]
      return [(whole, whole), (partial, whole), (whole, partial), (partial, partial)].map {
        YearOnYear(now: $0, before: $1, days: (365, 365)).difference
      }
    }
    #expect(try differences("call_volume", of: nil) == [0, nil, nil, 0])
    #expect(try differences("connection_rate", of: 8) == [0, 0, 0, 0])
  }

  @Test("nothing before: no difference; a mean of 0 before: no ratio")
  func absent() throws {
    #expect(try compared("call_volume", (5, nil), nil).difference == nil)
    #expect(try compared("call_volume", (5, nil), (0, nil)).difference == nil)
    #expect(try compared("call_volume", (5, nil), (0, nil)).interval == nil)
    #expect(try compared("average_wait", (5, 1), (0, 1)).difference == nil)
    #expect(try compared("connection_rate", (1, 2), (0, 0)).difference == nil)
    #expect(try compared("connection_rate", (1, 2), (0, 2)).difference == 0.5)
  }

  @Test("a value's change: points for rates, a ratio for all else, none on nothing")
  func change() throws {
    var rate = ShippedMetrics.value(try ShippedMetrics.metric("connection_rate"), 9, of: 10)
    #expect(rate.change(.previous) == nil)
    rate.compared = [.previous: 0.8, .yearAgo: 1]
    #expect(abs(try #require(rate.change(.previous)) - 0.1) < 1e-12)
    #expect(abs(try #require(rate.change(.yearAgo)) + 0.1) < 1e-12)
    var wait = ShippedMetrics.value(try ShippedMetrics.metric("average_wait"), 90, of: 10)
    wait.compared = [.previous: 8, .yearAgo: 0]
    #expect(wait.change(.previous) == 0.125)
    #expect(wait.change(.yearAgo) == nil)
  }
}
