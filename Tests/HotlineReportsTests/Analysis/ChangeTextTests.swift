import HotlineCalendar
import HotlineConfiguration
@testable import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// How a month's change is told: by how much, for equal days, and whether that is more than months differ by.
@Suite("Changes in words")
struct ChangeTextTests {
  private let calls: Metric
  private let rate: Metric

  init() throws {
    calls = try ByHand.metric("call_volume")
    rate = try ByHand.metric("connection_rate")
  }

  private func month(_ number: Int) -> LocalMonth { LocalMonth(year: 2019, month: number) }

  /// The newest month of a count beside the one before.
  private func change(_ counts: [Double], upTo month: Int, _ language: Language = .zh) -> String? {
    language.change(
      of: ByHand.series(calls, counts.map { ByHand.value(calls, [], $0) }, upTo: self.month(month)), monthsBack: 1,
      label: language("较上月", "the month before"))
  }

  private func change(_ first: (Double, Double), _ second: (Double, Double), _ language: Language = .zh) -> String? {
    let values = [first, second].map { ByHand.value(rate, [], $0.0, of: $0.1) }
    return language.change(
      of: ByHand.series(rate, values, upTo: month(8)), monthsBack: 1, label: language("较上月", "the month before"))
  }

  @Test("a rate goes up, down, stays, or stays as far as it is printed")
  func rates() {
    #expect(change((90, 100), (95, 100)) == "较上月上升5.00个百分点" && change((95, 100), (90, 100)) == "较上月下降5.00个百分点")
    #expect(change((95, 100), (90, 100), .en)?.hasPrefix("down 5.00") == true)
    #expect(change((90, 100), (95, 100), .en)?.hasPrefix("up 5.00") == true)
    #expect(
      change((90, 100), (90, 100)) == "较上月持平" && change((90, 100), (90, 100), .en) == "unchanged on the month before")
    #expect(change((90_000, 100_000), (90_001, 100_000)) == "较上月基本持平")
    // 97.3631 % and 93.4773 % are printed as 97.36 and 93.48: 3.88 apart, not 3.89.
    #expect(change((934_773, 1_000_000), (973_631, 1_000_000)) == "较上月上升3.88个百分点")
  }

  @Test("a month of other days is told for equal days as well, where that makes half a hundredth or more")
  func equalDays() {
    // July and August have 31 days each.
    #expect(change([100, 120], upTo: 8) == "较上月上升20.00%")
    // 31 days of January for the 28 of February.
    #expect(change([310, 280], upTo: 2) == "较上月下降9.68%，折算为相同工作日后持平")
    #expect(change([310, 280], upTo: 2, .en) == "down 9.68% on the month before, unchanged for equal days")
    #expect(change([100, 100], upTo: 2) == "较上月持平，折算为相同工作日后上升10.71%")
    #expect(change([100_000, 100_001], upTo: 2) == "较上月基本持平，折算为相同工作日后上升10.72%")
    #expect(change([310, 140], upTo: 2) == "较上月下降54.84%，折算为相同工作日后下降50.00%")
    // From September to October a day more: the two differ by a thirty-first of the ratio, 0.00502 and 0.00498.
    #expect(change([10_000, 1_556], upTo: 10)?.contains("折算") == true)
    #expect(change([10_000, 1_544], upTo: 10)?.contains("折算") == false)
  }

  @Test("normal is said of a month only where a year tells what is normal and the month signals nothing")
  func normal() throws {
    let wobble: [Double] = [100, 103, 98, 102, 97, 101, 99, 103, 98, 100, 102, 97, 101, 99]
    func change(_ counts: [Double]) throws -> (text: String?, series: MetricSeries) {
      let series = ByHand.daily(calls, counts, upTo: month(12))
      try #require(series.lastPoint != nil)
      return (Language.zh.change(of: series, monthsBack: 1, label: "较上月"), series)
    }
    let usual = try change(wobble)
    #expect(usual.text?.hasSuffix("，在正常范围内") == true, "\(usual.text ?? "")")
    let short = try change(Array(wobble.prefix(8)))
    try #require(short.series.lastPoint?.baseline.isTrial == true && short.series.lastPoint?.signal == nil)
    #expect(short.text?.contains("范围") == false && short.text?.contains("差异") == false, "\(short.text ?? "")")
    // Two months high above the others hardly differ from each other: that is no normal month.
    let high = try change(wobble + [200, 202])
    try #require(high.series.lastPoint?.signal != nil && high.series.lastPoint?.baseline.isTrial == false)
    #expect(high.text?.contains("范围") == false, "\(high.text ?? "")")
    let leap = try change(wobble + [200])
    #expect(leap.text?.hasSuffix("，超出月际通常差异") == true, "\(leap.text ?? "")")
    // Of few months a leap to a high one that is followed by its like.
    let shortHigh = try change(Array(wobble.prefix(8)) + [200, 202])
    #expect(shortHigh.text?.contains("范围") == false, "\(shortHigh.text ?? "")")
  }

  @Test("a month further back than the record has no printed difference")
  func beyond() {
    let values = [(934_773.0, 1_000_000.0), (973_631, 1_000_000)].map { ByHand.value(rate, [], $0.0, of: $0.1) }
    let series = ByHand.series(rate, values, upTo: month(8))
    #expect(Language.zh.printedDifference(0.0123, series, monthsBack: 2) == 0.0123)
    #expect(abs(Language.zh.printedDifference(0.038858, series, monthsBack: 1) - 0.0388) < 1e-12)
    #expect(Language.zh.change(of: series, monthsBack: 2, label: "较上月") == nil)
  }

  @Test("what differs from its target by rounding alone is printed as the target")
  func rounding() {
    #expect(Language.zh.text(0.95 + 5e-10, rate, against: 0.95) == "95.00%")
    #expect(Language.zh.text(0.949_999_9, rate, against: 0.95) == "94.99999%")
    #expect(Language.zh.text(99_999, calls, against: 100_000) == "99,999")
  }

  @Test("a holiday is told with its days off, with the days made up for it, or with both")
  func holidays() throws {
    let store = try ReportStore()
    func told(_ number: Int, _ language: Language = .zh) -> String? {
      language.holidays(MonthDays(month(number), data: store.engine.data))
    }
    // 5 to 7 April for Qingming; Sunday 28 April is worked for Labour Day.
    #expect(told(4) == "清明节休3天、劳动节调休上班1天")
    #expect(told(4, .en) == "Qingming (3 days off), Labour Day (1 made up)")
    #expect(told(8) == nil)
  }
}
