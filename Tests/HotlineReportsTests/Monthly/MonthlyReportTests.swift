import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText
import Testing

@Suite("Monthly report")
struct MonthlyReportTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func report(_ month: String = "2019-12", language: Language = .zh) throws -> Document {
    try MonthlyReport(
      month: Period(parsing: month).first.month, engine: store.engine, form: store.form(), language: language
    ).document()
  }

  private func card(_ document: Document, _ name: String) throws -> KPICard {
    try #require(document.cards.first { $0.name.contains(name) })
  }

  /// Lost calls of thirteen months that wobble between 8 and 12 of 200.
  private static let wobble = [10, 8, 12, 9, 11, 10, 8, 12, 10, 9, 11, 12, 8]

  @Test("a month that merely wobbles is not called a change")
  func wobble() throws {
    try store.calls(Handmade.months(lost: Self.wobble))
    let document = try report()
    let card = try card(document, "热线接通率")
    #expect(card.value.text == "96.00%" && card.counts == "192 / 200")
    #expect(card.changes.map(\.difference.text) == ["+2.00 个百分点", "+1.00 个百分点"])
    #expect(card.changes.map(\.status) == [.ordinary, .ordinary])
    #expect(document.keySentences[0].contains("较上月上升2.00个百分点，在正常范围内，未接通8通（比上月少4通）。"))
    #expect(document.keySentences[1].contains("作了判断的6项本月均在正常范围内"))
  }

  @Test("a leap is called a change, for the worse, with the rule that says so")
  func leap() throws {
    try store.calls(Handmade.months(lost: Self.wobble.dropLast() + [60]))
    let document = try report()
    let card = try card(document, "热线接通率")
    #expect(card.status == .missed && card.target == "≥85.00%（暂定，待确认）")
    #expect(card.changes.map(\.status) == [.worse, .worse])
    #expect(document.keySentences[0].contains("较上月下降24.00个百分点，超出月际通常差异，低于控制下限"))
    #expect(document.keySentences[1].contains("热线接通率（人工）（低于控制下限）"))
    #expect(document.keySentences[1].contains("962200 热线接通率（人工）70.00%（目标≥85.00%）"))
  }

  @Test("a month without calls is absent from the trend, not 0 %")
  func hole() throws {
    let calls = Handmade.months(lost: Self.wobble).filter { LocalDay(containing: $0.at).month.iso != "2019-06" }
    try store.calls(calls)
    let figure = try #require(try report().figure("trend-charts"))
    guard case .panels(let panels) = figure.chart, case .control(let chart) = panels[0].chart else {
      Issue.record("the trends are control charts")
      return
    }
    #expect(chart.points.count == 13)
    #expect(chart.points.filter { $0.value == nil }.map(\.label) == ["2019-06"])
    #expect(!chart.points.contains { $0.value == 0 })
    #expect(figure.alternative.contains("2019-06 无数据"))
  }

  @Test("an outlier is named; the others are not ranked; small ones are not judged, tiny ones have no percentage")
  func members() throws {
    var calls = Handmade.month(LocalMonth(year: 2019, month: 12), calls: 1400, lost: 0)
    let units = [
      "养老服务处", "儿童福利处", "社会事务处", "社会组织管理处", "基层政权处", "区划地名处", "慈善事业处", "殡葬管理处", "婚姻管理处", "社区建设处", "社会工作处",
      "福利彩票处",
    ]
    for index in calls.indices {
      let isBad = index < 200
      calls[index].unit = isBad ? "社会救助处" : units[index % units.count]
      calls[index].outcome =
        isBad ? (index % 2 == 0 ? "abandoned" : "answered") : (index / 12 % 20 == 0 ? "abandoned" : "answered")
    }
    for index in 1380..<1400 { calls[index].unit = "法规处" }
    for index in 1375..<1380 { calls[index].unit = "信访处" }
    try store.calls(calls)
    let document = try report()
    let sentence = try #require(document.texts.first { $0.hasPrefix("962200 热线接通率（人工）（全体") && $0.contains("家单位") })
    #expect(sentence.contains("显著差于全体的有社会救助处 50.00%"))
    #expect(sentence.contains("其余12家单位之间差异不显著（χ²=0.0，自由度11，p=1.000），不作排名；2家单位样本不足"))
    let table = try #require(document.table("units-table"))
    func cell(_ unit: String) throws -> ReportTable.Cell {
      let column = try #require(table.columns.firstIndex { $0.header.contains("热线接通率") })
      return try #require(table.rows.first { $0.texts[0] == unit }).cells[column]
    }
    #expect(try cell("社会救助处").status == .worse)
    #expect(try cell("养老服务处").status == .ordinary)
    let small = try cell("法规处")
    #expect(small.status == .tooFew && small.number != nil)
    let tiny = try cell("信访处")
    #expect(tiny.status == .tooFew && tiny.number == nil)
    #expect(table.rows.map { $0.texts[0] }.first == "社会救助处", "the order of the file of names")
  }

  @Test("an order that missed a deadline is listed with its file and line, one that is not yet due is not")
  func missedOrders() throws {
    try store.orders([
      "G1,closed,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,2019-12-08 10:00,社会救助处,黄浦区,养老服务,投诉,2019-12-20",
      "G2,open,2019-12-02 09:00,2019-12-10 10:00,2019-12-09,,殡葬管理处,宝山区,殡葬服务,投诉,2019-12-20",
      "G3,open,2019-12-19 09:00,,2019-12-26,,殡葬管理处,宝山区,殡葬服务,投诉,2019-12-20",
    ])
    let document = try report()
    let late = try #require(document.table("missed-on_time_closure_rate"))
    #expect(late.rows.count == 1)
    #expect(late.rows[0].texts.first == "G2" && late.rows[0].texts.suffix(2) == ["orders.csv", "3"])
    let uncontacted = try #require(document.table("missed-first_contact_rate"))
    #expect(uncontacted.rows.map { $0.texts[0] } == ["G2"], "G3's contact is due at the end of the 20th")
    #expect(document.keySentences.last?.contains("逾期工单1件（应办2件") == true)
  }

  @Test("a month of which nothing is known says so and invents nothing")
  func empty() throws {
    try store.calls(Handmade.month(LocalMonth(year: 2019, month: 3), calls: 50, lost: 1))
    let document = try report()
    #expect(document.keySentences[0] == "2019年12月没有来电记录，不能说明本月的话务。")
    #expect(document.unresolvedLinks.isEmpty)
    #expect(document.cards.allSatisfy { $0.value.number == nil })
  }

  @Test("longest silences are listed by line, days without calls are pointed out")
  func silence() throws {
    let december = LocalMonth(year: 2019, month: 12).firstDay
    let calls = (0..<31 * 24).filter { !(240..<270).contains($0) }.map { Call(at: december.start + Int64($0) * 3600) }
    try store.calls(calls)
    let document = try report()
    let row = try #require(document.table("coverage-table")?.rows.first)
    #expect(row.texts == ["962200", "714", "744", "95.97%", "30"])
    #expect(document.texts.contains { $0.contains("2019-12-11 00:00 – 2019-12-12 06:00 (30 小时)") })
    #expect(document.texts.contains { $0.contains("无来电记录的日期：2019-12-11。日均") && $0.contains("可能是缺少文件") })
  }

  @Test("in public no order is listed and no unit of few cases is told")
  func publicVersion() throws {
    try store.orders([
      "G2,open,2019-12-02 09:00,2019-12-10 10:00,2019-12-09,,殡葬管理处,宝山区,殡葬服务,投诉,2019-12-20"
    ])
    let report = try MonthlyReport(
      month: LocalMonth(year: 2019, month: 12), engine: store.engine, form: nil, language: .zh)
    let shown = try report.document()
    #expect(shown.texts.contains("G2"))
    let document = try report.document(suppressingUnder: 10)
    #expect(!document.texts.contains { $0.contains("G2") })
    #expect(document.unresolvedLinks.isEmpty)
    let table = try #require(document.table("units-table-orders"))
    #expect(table.rows.first { $0.texts[0] == "殡葬管理处" }?.cells[1].number == nil)
  }

  @Test("a count keeps step with its yearly target month by month; a month missing, nothing is said")
  func inStep() throws {
    try store.calls(Handmade.months(lost: Self.wobble))
    let card = try card(report(), "话务总量")
    #expect(card.status == .missed && card.target == "全年 ≥180,000（暂定，待确认）")
    #expect(card.note?.contains("本年累计2,400，为全年目标的1.3%") == true)
    let empty = try ReportStore()
    try empty.calls(Handmade.months(lost: Self.wobble).filter { LocalDay(containing: $0.at).month.iso != "2019-06" })
    let partly = try MonthlyReport(
      month: LocalMonth(year: 2019, month: 12), engine: empty.engine, form: empty.form(), language: .zh
    ).document()
    #expect(partly.cards.first?.status == .open)
  }
}
