import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// A yearly target in the course of the year: whether a count keeps pace, and what the months to come must have.
@Suite("Yearly targets on the way")
struct YearOutlookTests {
  private let calls: Metric
  private let rate: Metric
  private let lost: Metric

  init() throws {
    calls = try ByHand.metric("call_volume")
    rate = try ByHand.metric("connection_rate")
    lost = try ByHand.metric("abandonment_rate")
  }

  private func month(_ number: Int) -> LocalMonth { LocalMonth(year: 2019, month: number) }

  /// So many calls in each of the last months up to one of 2019.
  private func counts(_ count: Double, months: Int, upTo last: Int) -> MetricSeries {
    ByHand.series(calls, (0..<months).map { _ in ByHand.value(calls, [], count) }, upTo: month(last))
  }

  /// So much of each of twenty months up to August, or of others; the months' sizes wobble.
  private func rates(_ metric: Metric, _ share: Double, months: Int = 20, upTo last: Int = 8, size: Double = 1000)
    -> MetricSeries
  {
    let values = (0..<months).map { index in
      let all = size * [1, 1.1, 0.9, 1.05][index % 4]
      return ByHand.value(metric, [], all * share, of: all)
    }
    return ByHand.series(metric, values, upTo: month(last))
  }

  private func outlook(_ series: MetricSeries, _ target: Target?, _ language: Language = .zh) -> YearOutlook {
    YearOutlook(series, target: target, language: language)
  }

  @Test("a count keeps pace with the part of the year that is over: by its days, or by what earlier years had by then")
  func pace() {
    let half = counts(100, months: 6, upTo: 6)
    // 181 of 365 days: 595 of 1,200 and 605 of 1,220.
    #expect(outlook(half, Target(.atLeast, 1200)).paceStatus == .met)
    #expect(outlook(half, Target(.atLeast, 1220)).paceStatus == .missed)
    #expect(outlook(half, Target(.atLeast, 1200)).paceText == "本年累计600，为全年目标的50.0%（按日历，已过全年的49.6%）")
    let second = counts(100, months: 18, upTo: 6)
    #expect(outlook(second, Target(.atLeast, 1200)).paceStatus == .met)
    #expect(outlook(second, Target(.atLeast, 1201)).paceStatus == .missed)
    #expect(outlook(second, Target(.atLeast, 1200)).paceText == "本年累计600，为全年目标的50.0%（前1年同期占全年50.0%）")
    #expect(outlook(half, Target(.atLeast, 0)).paceText == nil && outlook(half, nil).paceText == nil)
    #expect(outlook(half, nil).paceStatus == .noTarget)
  }

  @Test("in December the year's sum decides; a sum to be hit exactly is open until then")
  func lastMonth() {
    let year = counts(100, months: 12, upTo: 12)
    #expect(outlook(year, Target(.atLeast, 1200)).paceStatus == .met)
    #expect(outlook(year, Target(.atLeast, 1201)).paceStatus == .missed)
    #expect(outlook(year, Target(.equal, 1200)).paceStatus == .met)
    #expect(outlook(year, Target(.equal, 1199)).paceStatus == .missed)
    #expect(outlook(counts(100, months: 11, upTo: 11), Target(.equal, 1200)).paceStatus == .open)
    #expect(outlook(year, Target(.atLeast, 1200)).paceText == "本年累计1,200，为全年目标的100.0%")
    #expect(outlook(year, nil).absence == "全年已完")
    #expect(outlook(counts(100, months: 3, upTo: 3), nil).absence == "月数不足或有缺月，不作预测")
  }

  @Test("of a count the months to come need what is left of the target")
  func neededCount() {
    // 243 days of 2019 are over by the end of August: 2,430 of ten a day.
    let series = ByHand.daily(calls, Array(repeating: 10, count: 20), upTo: month(8))
    func needed(_ target: Target) -> String? { outlook(series, target).needed }
    #expect(needed(Target(.atLeast, 3650)) == "≥1,220" && needed(Target(.atLeast, 2431)) == "≥1")
    #expect(needed(Target(.atLeast, 2430)) == "已达标" && needed(Target(.atMost, 3000)) == "≤570")
    #expect(needed(Target(.equal, 3650)) == nil && needed(Target(.atMost, 2430)) == "≤0")
    #expect(needed(Target(.atLeast, 2430.5)) == "≥1", "half a call is one")
  }

  @Test("of a rate: what is needed, rounded to the safe side, or that it is out of reach or reached")
  func neededRate() {
    func needed(_ metric: Metric, _ share: Double, _ target: Target) -> String? {
      outlook(rates(metric, share), target).needed
    }
    #expect(needed(rate, 0.9, Target(.atLeast, 0.9)) == "≥90.00%")
    #expect(needed(rate, 0.9, Target(.atLeast, 0.99)) == "已不能达标")
    #expect(needed(rate, 0.9, Target(.atLeast, 0.5)) == "按预计件数已可达标")
    #expect(needed(rate, 1, Target(.atLeast, 1)) == "≥100.00%", "all of them, and that can be")
    #expect(needed(lost, 0.1, Target(.atMost, 0.1)) == "≤10.00%")
    #expect(needed(lost, 0.2, Target(.atMost, 0.1)) == "已不能达标")
    #expect(needed(lost, 0, Target(.atMost, 0)) == "≤0.00%", "none of them, and that can be")
    #expect(needed(rate, 0.9, Target(.equal, 0.9)) == nil)
  }

  @Test("the forecast is told with its interval, its seasons, and what the months to come must do")
  func sentences() throws {
    let usual = try #require(outlook(rates(rate, 0.9), Target(.atLeast, 0.9)).sentence)
    #expect(
      usual.wholeMatch(of: /预测：按当前趋势全年约90\.0%（80%预测区间[0-9.]+%–[0-9.]+%，未计季节）；余下4个月需≥90\.00%方可达标/) != nil, "\(usual)")
    let gone = try #require(outlook(rates(rate, 0.9), Target(.atLeast, 0.99)).sentence)
    #expect(gone.hasSuffix("），目标已不能达标"), "\(gone)")
    let last = try #require(outlook(rates(rate, 0.9, months: 23, upTo: 11), Target(.atLeast, 0.9), .en).sentence)
    #expect(last.hasSuffix("; the month to come needs ≥90.00% to meet the target"), "\(last)")
    let atMost = try #require(outlook(rates(lost, 0.1), Target(.atMost, 0.1), .en).sentence)
    #expect(atMost.hasSuffix("; the 4 months to come need ≤10.00% to meet the target"), "\(atMost)")
    #expect(outlook(rates(rate, 0.9), nil).sentence?.hasSuffix("）") == true)
    #expect(outlook(rates(rate, 0.9, months: 32), nil).sentence?.contains("未计季节") == false)
    #expect(outlook(counts(100, months: 3, upTo: 3), nil).sentence == nil)
  }

  @Test("a forecast has as many decimals as tell the ends of its interval apart, four at most")
  func decimals() throws {
    let wide = try #require(outlook(rates(rate, 0.9, size: 50), nil).expected)
    #expect(wide.wholeMatch(of: /约[0-9]+\.[0-9]%/) != nil, "\(wide)")
    let narrow = outlook(rates(rate, 1, size: 1e9), nil)
    #expect(narrow.expected == "约100.0000%" && narrow.interval == "100.0000%–100.0000%", "\(narrow.interval ?? "")")
  }

  @Test("the table of forecasts lists what can be forecast, and says whether seasons are in it")
  func table() throws {
    func table(_ series: [MetricSeries]) -> ReportTable? {
      OutlookTable(outlooks: series.map { outlook($0, Target(.atLeast, 0.9)) }, year: 2019, language: .zh).table
    }
    #expect(table([counts(100, months: 3, upTo: 3)]) == nil)
    let short = try #require(table([counts(100, months: 3, upTo: 3), rates(rate, 0.9)]))
    #expect(short.rows.count == 1 && short.note.plain.contains("不足两个完整年度，未计季节。"))
    let long = try #require(table([rates(rate, 0.9, months: 32)]))
    #expect(long.note.plain.contains("按日均量、季节和天数") && !long.note.plain.contains("未计季节"))
    #expect(table([rates(rate, 0.9, months: 32), rates(rate, 0.9)])?.note.plain.contains("未计季节") == true)
  }
}
