import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import Testing

@testable import HotlineReports

/// Why a year is not compared with the one before: each gap is named, and no gap that is none.
@Suite("Years that cannot be compared")
struct UnlikeMonthTests {
  private let calls: Metric
  private static let december = LocalMonth(year: 2019, month: 12)

  init() throws { calls = try ByHand.metric("call_volume") }

  /// 2018 and 2019 without some months, each by its year and number.
  private func years(without gaps: [(Int, Int)], asOf: Int64? = nil) -> MetricSeries {
    let values = (0..<24).map { index -> MetricValue? in
      let isGap = gaps.contains { $0.0 == 2018 + index / 12 && $0.1 == index % 12 + 1 }
      return isGap ? nil : ByHand.value(calls, [], 100)
    }
    return ByHand.series(calls, values, upTo: Self.december, shown: 12, asOf: asOf)
  }

  private func text(_ series: MetricSeries, isCompared: Bool = true) -> String? {
    let unlike = UnlikeMonths(series, isCompared: isCompared)
    return unlike.isEmpty ? nil : unlike.text(.zh)
  }

  @Test("two whole years are compared; a month that one of them lacks is named with its year")
  func months() {
    #expect(text(years(without: [])) == nil)
    #expect(text(years(without: [(2019, 7)])) == "7月没有记录，不与上年比较")
    #expect(text(years(without: [(2018, 7)])) == "上年7月没有记录，不与上年比较")
    #expect(text(years(without: [(2018, 1)])) == "上年1月没有记录，不与上年比较")
    #expect(text(years(without: [(2019, 1), (2018, 12)])) == "1月没有记录，上年12月没有记录，不与上年比较")
    #expect(text(years(without: [(2018, 7), (2019, 7)])) == nil, "neither has July")
    #expect(text(years(without: [(2019, 7), (2019, 8), (2019, 10)])) == "7月至8月、10月没有记录，不与上年比较")
  }

  @Test("where the log ends early its end is told, and months from then on are no gaps")
  func end() {
    let september = LocalMonth(year: 2019, month: 9).firstDay.start + 9 * 86_400
    let rest = (9...12).map { (2019, $0) }
    #expect(text(years(without: rest, asOf: september)) == "数据只到2019-09-10，不与上年比较")
    #expect(text(years(without: [(2019, 7)] + rest, asOf: september)) == "数据只到2019-09-10，7月没有记录，不与上年比较")
    #expect(text(years(without: rest, asOf: september), isCompared: false) == "数据只到2019-09-10，不与上年比较")
  }

  @Test("a first year on record lacks all months before it; one that nothing is compared with lacks none")
  func first() {
    let values = (0..<12).map { _ in Optional(ByHand.value(calls, [], 100)) }
    let series = ByHand.series(calls, values, upTo: Self.december, shown: 12)
    #expect(text(series) == "上年1月至12月没有记录，不与上年比较")
    #expect(text(series, isCompared: false) == nil)
  }
}
