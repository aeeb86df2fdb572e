import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// A series in words and cells: what the newest month says, by which months, and that of which nothing can be said.
@Suite("A series in words")
struct SeriesDrawingTests {
  private let calls: Metric
  private let rate: Metric
  private static let december = LocalMonth(year: 2019, month: 12)
  private static let usual: [Double] = [100, 103, 98, 102, 97, 101, 99, 103, 98, 100, 102, 97]

  init() throws {
    calls = try ByHand.metric("call_volume")
    rate = try ByHand.metric("connection_rate")
  }

  private func drawing(_ series: MetricSeries, _ language: Language = .zh) -> SeriesDrawing {
    SeriesDrawing(series: series, language: language)
  }

  private func daily(_ counts: [Double]) -> SeriesDrawing { drawing(ByHand.daily(calls, counts, upTo: Self.december)) }

  private func rates(_ values: [(Double, Double)?]) -> SeriesDrawing {
    drawing(ByHand.series(rate, values.map { $0.map { ByHand.value(rate, [], $0.0, of: $0.1) } }, upTo: Self.december))
  }

  @Test("the newest month is told as normal, as a signal, with trial limits under a year, or why it is not judged")
  func verdicts() {
    #expect(daily(Self.usual + [100]).verdict == "在正常范围内")
    #expect(daily(Self.usual + [300]).verdict == "超出控制上限" && daily(Self.usual + [10]).verdict == "低于控制下限")
    #expect(daily(Self.usual).verdict == "在正常范围内（基线不足12个月，试用控制限）")
    #expect(daily([100, 100]).verdict == "可比月数或本月件数不足，不作判断")
    #expect(rates([(9, 10), nil]).verdict == "本月没有数据，不作判断")
    let hidden = ByHand.series(calls, [ByHand.value(calls, [], 5), ByHand.value(calls, [], nil)], upTo: Self.december)
    #expect(drawing(hidden).verdict == "本月数值不公布，不作判断")
  }

  @Test("the months by which the newest is judged are told, and how many months are judged")
  func baseline() {
    #expect(daily(Self.usual + [100]).baseline == "2018-12至2019-11中的12个月" && daily([100, 100]).baseline == "")
    // From the seventh month on there are six before it.
    #expect(daily(Self.usual + [100]).judged == 7 && daily(Array(Self.usual.prefix(6))).judged == 0)
    #expect(daily(Self.usual + [300]).signals == ["2019-12 超出控制上限"])
  }

  @Test("what the chart shows is told month by month, with limits and signals where there are any")
  func alternative() {
    let plain = rates([(90, 100), nil, (80, 100)]).alternative
    #expect(plain == "962200 热线接通率（人工）：2019-10 90.00%，2019-11 无数据，2019-12 80.00%")
    let hidden = ByHand.series(calls, [ByHand.value(calls, [], nil), ByHand.value(calls, [], 5)], upTo: Self.december)
    #expect(drawing(hidden).alternative == "962200 话务总量（呼入）：2019-11 不公布，2019-12 5")
    let high = daily(Self.usual + [300]).alternative
    // 36,513 calls in 365 days are 3,101 in 31.
    #expect(high.contains("；最近一月的基线水平 3,101，控制限 ") && high.hasSuffix("；信号：2019-12 超出控制上限"), "\(high)")
  }

  @Test("limits are those of the newest month's days; a month back is a month back; beyond the record there is none")
  func cells() {
    let usual = daily(Self.usual + [100])
    #expect(
      usual.limitCells[0].text == "3,101"
        && daily([100, 100]).limitCells.allSatisfy { $0.content == .absent(reason: "可比月数或本月件数不足") })
    #expect(usual.cell(monthsBack: 0).text == "3,100" && usual.cell(monthsBack: 1).text == "2,910")
    #expect(usual.cell(monthsBack: 12).text == "3,100" && usual.cell(monthsBack: 13).content == .absent(reason: "没有数据"))
    #expect(rates([(90, 100), nil, (80, 100)]).cell(monthsBack: 1).content == .absent(reason: "没有数据"))
    #expect(rates([(90, 100), (94_999_999, 100_000_000)]).cell(monthsBack: 0, against: 0.95).text == "94.999999%")
  }

  @Test("a change is marked where it is more than months differ by: better or worse, or up and down of what is neither")
  func changes() throws {
    let stable: [(Double, Double)?] = [950, 955, 948, 953, 951, 949, 954, 950, 947, 952, 951, 949].map { ($0, 1000) }
    #expect(rates(stable + [(700, 1000)]).change(monthsBack: 1).status == .worse)
    #expect(rates(stable + [(999, 1000)]).change(monthsBack: 1).status == .better)
    #expect(rates(stable + [(951, 1000)]).change(monthsBack: 1).status == nil)
    #expect(
      daily(Self.usual + [300]).change(monthsBack: 1).status == .high
        && daily(Self.usual + [10]).change(monthsBack: 1).status == .low)
    #expect(rates([nil, (9, 10)]).change(monthsBack: 1).content == .absent(reason: "没有可比的数据"))
    #expect(rates([(934_773, 1_000_000), (973_631, 1_000_000)]).change(monthsBack: 1).text == "+3.88 个百分点")
  }
}
