import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText
import Foundation
import Testing

/// Claims of reports beside data that would make them false.
@Suite("Claims")
struct ClaimTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func annual(suppressing smallest: Int? = nil) throws -> Document {
    try AnnualReport(year: 2019, engine: store.engine, form: store.form(), language: .zh)
      .document(suppressingUnder: smallest)
  }

  private func may(_ count: Int, lost: Int) -> [Call] {
    Handmade.month(LocalMonth(year: 2019, month: 5), calls: count, lost: lost)
  }

  @Test("the year's targets are counted all, with those that are missed and those that are not over")
  func yearTargets() throws {
    // The files tell of the year from its first day on.
    let first = [Call(at: LocalMonth(year: 2019, month: 1).firstDay.start + 36_000)]
    try store.calls(first + may(199, lost: 10))
    let open = try annual().keySentences[0]
    #expect(open.contains("2项考核指标中0项达标"), "\(open)")
    #expect(
      open.contains("数据不足、待评：962200 话务总量") && open.contains("95.00%（目标 ≥85.00%，待评）"), "the data end in May: \(open)")
    let over = first + may(198, lost: 10) + [Call(at: LocalMonth(year: 2019, month: 12).lastDay.end - 1)]
    let other = try ReportStore()
    try other.calls(over)
    let sentence = try AnnualReport(year: 2019, engine: other.engine, form: other.form(), language: .zh).document()
      .keySentences[0]
    #expect(sentence.contains("未达标：962200 话务总量（呼入）200（目标≥180,000）"), "\(sentence)")
    #expect(!sentence.contains("全部达标"))
  }

  @Test("calls and orders are two units: no table and no chart adds them up")
  func units() throws {
    try store.calls(may(60, lost: 0))
    try store.orders(
      (0..<40).map { "G\($0),open,2019-05-06 09:00,,2019-05-20,,社会救助处,黄浦区,养老服务,投诉,2019-12-20" })
    let document = try annual()
    let table = try #require(document.table("T3"))
    let row = try #require(table.rows.first { $0.texts[0] == "养老服务" })
    #expect(!row.texts.contains("100") && row.texts.contains("60") && row.texts.contains("40"), "\(row.texts)")
    guard case .bars(let bars) = try #require(document.figure("topic-pareto")).chart else {
      Issue.record("the topics are bars")
      return
    }
    #expect(bars.series[0].values == [60])
  }

  @Test("in public, small groups of T8 are told together, so that no sum gives them away")
  func publicGroups() throws {
    var calls = may(100, lost: 20)
    for index in 23..<100 { calls[index].rating = "satisfied" }
    try store.calls(calls)
    func rows(_ document: Document) throws -> [[String]] {
      try #require(document.table("T8")).rows.filter { $0.texts[0] == "满意率（来电评价）" }.map { Array($0.texts[2...]) }
    }
    // 77 rated, 3 not, 20 abandoned.
    #expect(try rows(annual()).map { $0[1] } == ["77", "3", "20", "100"])
    let hidden = try rows(annual(suppressing: 10))
    #expect(hidden.map { $0[1] } == ["77", "23", "100"], "\(hidden)")
    #expect(hidden[1][0] == "未评价、不在口径内的其他件")
  }

  @Test("a list of many says how many it has")
  func lists() throws {
    var calls = may(130, lost: 0)
    for index in calls.indices { calls[index].unit = "未知单位\(index % 13)" }
    try store.calls(calls)
    let text = try #require(try annual().texts.first { $0.contains("名录以外的名称 13 个") })
    #expect(text.contains("等13个"), "\(text)")
    #expect(text.components(separatedBy: "未知单位").count - 1 == 10)
  }

  @Test("hours are short of seats only in whole seats and where calls are lost to it")
  func seats() throws {
    try store.calls(may(300, lost: 0))
    let document = try annual()
    let table = try #require(document.table("seats"))
    let short = try #require(table.columns.firstIndex { $0.header == "缺口" })
    #expect(table.rows.allSatisfy { $0.texts[short] == "0" })
    #expect(document.keySentences[2].contains("没有发现因席位不足而丢失来电的钟点"), "\(document.keySentences[2])")
  }

  @Test("a chart's verdict says what is judged and how much is not")
  func months() throws {
    try store.calls(Handmade.months(lost: [10, 8, 12, 9, 11, 10, 8, 12, 10, 9, 11, 12, 8]))
    let figure = try #require(try annual().figure("months-charts"))
    #expect(figure.note.plain.contains("未作判断"), "the first months have nothing before them: \(figure.note.plain)")
    #expect(!figure.note.plain.contains("各月均"))
    let short = try ReportStore()
    try short.calls(may(100, lost: 10))
    let year = try AnnualReport(year: 2019, engine: short.engine, form: nil, language: .zh).document()
    #expect(!(try #require(year.figure("months-charts"))).note.plain.contains("正常范围"))
  }

  @Test("a month's verdict is the same in its own report and in December's")
  func lasting() throws {
    let calls = Handmade.months(lost: [10, 8, 12, 9, 11, 10, 8, 60, 10, 9, 11, 12, 8])
    try store.calls(calls)
    func signal(_ month: Int) throws -> String? {
      let document = try MonthlyReport(
        month: LocalMonth(year: 2019, month: month), engine: store.engine, form: nil, language: .zh
      ).document()
      guard case .panels(let panels) = try #require(document.figure("trend-charts")).chart else { return nil }
      let control = panels.lazy.compactMap { panel -> Chart.Control? in
        if case .control(let chart) = panel.chart, panel.title.contains("接通率（人工）") { chart } else { nil }
      }.first
      return control?.points.first { $0.label == "2019-07" }?.signal?.text
    }
    let own = try signal(7)
    #expect(own == "低于控制下限")
    #expect(try signal(12) == own)
  }
}
