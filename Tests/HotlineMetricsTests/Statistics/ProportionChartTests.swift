import HotlineMetrics
import Testing

@Suite("Chart of shares (p and p′)")
struct ProportionChartTests {
  @Test("limits are p̄ ± 3√(p̄(1−p̄)/n) for the size of each point, kept within 0 and 1")
  func limits() throws {
    let chart = try #require(ProportionChart([(90, 100), (360, 400), (9, 10)], isLaney: false))
    #expect(abs(chart.centre - 0.9) < 1e-12)
    #expect(abs(chart.points[0].low - 0.81) < 1e-12 && abs(chart.points[0].high - 0.99) < 1e-12)
    #expect(abs(chart.points[1].low - 0.855) < 1e-12)
    #expect(chart.points[2].high == 1)
    #expect(chart.widening == 1)
  }

  @Test("Laney widens by the average step of z over 1.128, so that ordinary days of many cases are no news")
  func laney() throws {
    // 10,000 cases a day around 90 %, day by day 1 point up and down: z = ±3.33 each day.
    let counts = (0..<20).map { (cases: $0 % 2 == 0 ? 9100.0 : 8900, of: 10_000.0) }
    let plain = try #require(ProportionChart(counts, isLaney: false))
    let wide = try #require(ProportionChart(counts, isLaney: true))
    #expect(plain.points.allSatisfy { $0.isOutside })
    #expect(wide.points.allSatisfy { !$0.isOutside })
    #expect(abs(wide.widening - 20.0 / 3 / 1.128) < 1e-9)
  }

  @Test("a day without cases has no share and no verdict; no cases at all, no chart")
  func empty() throws {
    let chart = try #require(ProportionChart([(5, 10), (0, 0), (5, 10)], isLaney: true))
    #expect(chart.points[1].share == nil && !chart.points[1].isOutside)
    #expect(ProportionChart([(0, 0)], isLaney: false) == nil)
    #expect(ProportionChart([(3, 2)], isLaney: false) == nil)
  }
}
