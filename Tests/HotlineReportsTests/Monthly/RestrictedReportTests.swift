import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText
import Testing

@Suite("A monthly report of a part")
struct RestrictedReportTests {
  private static let december = LocalMonth(year: 2019, month: 12)

  @Test(
    "it counts the part alone, says so, and neither measures it by a yearly count of the city nor tells hours on duty")
  func part() throws {
    let store = try ReportStore()
    try store.calls(
      (0..<300).map { index in
        Call(
          at: Self.december.firstDay.advanced(by: index % 31).start + 36_000 + Int64(index),
          outcome: index % 10 == 0 ? "abandoned" : "answered", district: index % 3 == 0 ? "黄浦区" : "宝山区",
          unit: "社会救助处")
      })
    try store.orders([
      "H1,open,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,,社会救助处,黄浦区,养老服务,投诉,2019-12-20",
      "B1,open,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,,社会救助处,宝山区,养老服务,投诉,2019-12-20",
    ])
    func report(_ engine: MetricEngine) throws -> Document {
      try MonthlyReport(month: Self.december, engine: engine, form: store.form(), language: .zh).document()
    }
    let part = try report(store.engine.restricted(to: [.district: ["黄浦区"]]))
    #expect(part.name == "monthly-2019-12-黄浦区" && part.subtitle == "2019年12月 · 区：黄浦区")
    #expect(part.keySentences[0].contains("热线呼入100通") && !part.texts.contains { $0.contains("宝山区") })
    #expect(part.table("missed-on_time_closure_rate")?.rows.map { $0.texts[0] } == ["H1"])
    #expect(part.table("missed-on_time_closure_rate")?.note.plain.contains("--where 'district=黄浦区'") == true)
    #expect(part.evidence.contains { $0.command.contains("--where 'district=黄浦区'") })
    #expect(!part.evidence.contains { !$0.command.contains("district=黄浦区") })
    #expect(!part.sections.contains { $0.anchor == "coverage" } && part.unresolvedLinks.isEmpty)
    // 185,000 calls a year are the city's.
    #expect(part.cards.first { $0.name.contains("话务总量") }?.target == nil)
    #expect(part.cards.first { $0.name.contains("热线接通率") }?.target != nil)
    let whole = try report(store.engine)
    #expect(whole.keySentences[0].contains("热线呼入300通") && whole.sections.contains { $0.anchor == "coverage" })
    #expect(whole.cards.first { $0.name.contains("话务总量") }?.target != nil)
  }

  @Test("of a dimension that a question names as well only what both allow is counted")
  func both() throws {
    let store = try ReportStore()
    try store.calls([
      Call(at: Self.december.firstDay.start, district: "黄浦区"),
      Call(at: Self.december.firstDay.start + 60, district: "宝山区"),
    ])
    let engine = store.engine.restricted(to: [.district: ["黄浦区"]])
    let metric = try engine.catalog.metric("call_volume")
    func count(_ districts: [String]) throws -> Double? {
      try engine.values(
        MetricQuery(
          metrics: [metric], slice: Slice(period: Period(month: Self.december), conditions: [.district: districts]))
      ).values[0].value
    }
    #expect(try count(["黄浦区", "宝山区"]) == 1 && count(["宝山区"]) == 0)
  }
}
