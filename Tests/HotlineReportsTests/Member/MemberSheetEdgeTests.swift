import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension
@testable import HotlineReports

/// A sheet at its limits: few cases, few months, the longest lists, and which figures it takes with it.
@Suite("Sheets at their limits")
struct MemberSheetEdgeTests {
  let store: ReportStore
  private static let december = LocalMonth(year: 2019, month: 12)

  init() throws { store = try ReportStore() }

  private func sheets(_ dimension: Dimension = .district, hidden: Int? = nil, period: String = "2019-12") throws
    -> MemberSheets
  {
    let engine = hidden.map { store.engine.publicVersion(hidingUnder: $0) } ?? store.engine
    return try MemberSheets(
      dimension, period: Period(parsing: period), engine: engine, form: store.form(), language: .zh)
  }

  private func document(_ name: String, in sheets: MemberSheets) throws -> Document {
    try sheets.sheet(sheets.member(named: name)).document(isPaged: false)
  }

  private func calls(
    _ count: Int, _ month: LocalMonth = Self.december, lost: Int = 0, _ change: (inout Call) -> Void = { _ in }
  )
    -> [Call]
  {
    Handmade.month(month, calls: count, lost: lost).map {
      var call = $0
      change(&call)
      return call
    }
  }

  @Test("a rate of nine cases is none, of ten it is, of none it says so; under thirty it is not judged")
  func few() throws {
    try store.calls(
      calls(9) { $0.district = "黄浦区" } + calls(10) { $0.district = "徐汇区" } + calls(29) { $0.district = "静安区" }
        + calls(30) { $0.district = "长宁区" } + calls(500, lost: 50) { $0.district = "普陀区" })
    let sheets = try sheets()
    func row(_ name: String) throws -> ReportTable.Row {
      try #require(document(name, in: sheets).table("figures")?.rows.first { $0.texts[0].hasPrefix("热线接通率") })
    }
    #expect(try row("黄浦区").cells[2].content == .absent(reason: "不足10件") && row("黄浦区").texts[3] == "9 / 9")
    #expect(try row("黄浦区").cells[2].status == .tooFew && row("徐汇区").cells[2].status == .tooFew)
    #expect(try row("徐汇区").texts[2] == "100.00%" && row("静安区").cells[2].status == .tooFew)
    #expect(try row("静安区").cells[7].content == .absent(reason: "不评") && row("长宁区").texts[7].contains("–"))
    #expect(try row("长宁区").cells[7].content != .absent(reason: "不评"))
    // A known district without any call.
    #expect(
      try row("宝山区").cells[2].content == .absent(reason: "没有数据")
        || row("宝山区").cells[2].content == .absent(reason: "没有件数"))
    let counts = try #require(
      document("黄浦区", in: sheets).table("figures")?.rows.first { $0.texts[0].hasPrefix("话务总量") })
    #expect(counts.texts[2] == "9" && counts.texts[7] == "" && counts.cells[4].content == .absent(reason: "未设目标"))
    // Nobody has an order: no row speaks of one.
    #expect(try document("黄浦区", in: sheets).table("figures")?.rows.contains { $0.texts[0].contains("工单") } == false)
  }

  @Test("a rate is drawn where most months have ten cases; three panels at most", arguments: [6, 7])
  func trend(months: Int) throws {
    try store.calls(
      (0..<13).flatMap { back in
        calls(back < months ? 10 : 9, Self.december.advanced(by: -back)) { $0.rating = "satisfied" }
      })
    guard case .panels(let panels)? = try document("黄浦区", in: sheets()).figure("trend-charts")?.chart else {
      Issue.record("the trend is panels")
      return
    }
    let all = ["962200 话务总量（呼入）", "962200 热线接通率（人工）", "962200 满意率（来电评价）"]
    #expect(panels.map(\.title) == (months == 7 ? all : [all[0]]))
    try store.orders([
      "G1,closed,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,2019-12-05 10:00,社会救助处,黄浦区,养老服务,投诉,2020-01-05"
    ])
    guard case .panels(let more)? = try document("黄浦区", in: sheets()).figure("trend-charts")?.chart else { return }
    #expect(
      more.map(\.title).prefix(2) == [all[0], "12345 转派工单数"] && more.count == (months == 7 ? 3 : 2),
      "\(more.map(\.title))")
  }

  @Test("without a case there is no trend to draw")
  func noTrend() throws {
    try store.calls(calls(20))
    #expect(try document("宝山区", in: sheets()).texts.contains("没有可画的走势。"))
  }

  @Test("of two hotlines the busier one is drawn")
  func busiest() throws {
    try store.calls(calls(20) { $0.line = "12345" } + calls(30))
    guard case .panels(let panels)? = try document("黄浦区", in: sheets()).figure("trend-charts")?.chart else {
      Issue.record("the trend is panels")
      return
    }
    #expect(panels.map(\.title) == ["962200 话务总量（呼入）"])
  }

  @Test("a unit's five main topics are listed, the most asked first, as many by name, with their share of all")
  func unitTopics() throws {
    let counts = [("丁", 4), ("甲", 2), ("乙", 2), ("丙", 3), ("戊", 5), ("己", 4)]
    try store.calls(counts.flatMap { topic, count in calls(count) { $0.category = topic } })
    let table = try #require(document("社会救助处", in: sheets(.unit)).table("topics-call_volume"))
    #expect(
      table.rows.map { $0.texts[0] } == ["戊", "丁", "己", "丙", "乙"] && table.rows[0].texts[1...] == ["5", "25.0%"])
  }

  @Test("eight topics that stand out are listed, the largest first; others have none, or too few cases to tell")
  func districtTopics() throws {
    // Nine topics of which 黄浦区 has nearly all and 徐汇区 hardly any, and one the other way round.
    var made = (0..<9).flatMap { topic in
      calls(100 + topic) { $0.category = "类\(topic)" } + calls(10) { ($0.category, $0.district) = ("类\(topic)", "徐汇区") }
    }
    made += calls(50) { $0.category = "众" } + calls(900) { ($0.category, $0.district) = ("众", "徐汇区") }
    try store.calls(made + calls(3) { ($0.category, $0.district) = ("类0", "静安区") })
    let sheets = try sheets()
    let table = try #require(document("黄浦区", in: sheets).table("topics-call_volume"))
    #expect(table.rows.count == 8 && table.rows[0].texts[0] == "众" && table.rows[0].cells[3].status == .low)
    #expect(table.rows[1].texts[0] == "类8" && table.rows[1].cells[3].status == .high)
    #expect(table.rows[1].texts[3].wholeMatch(of: /[0-9]\.[0-9]{2} ×/) != nil, "\(table.rows[1].texts)")
    #expect(try document("静安区", in: sheets).texts.contains("话务总量（呼入）：各类别件数不足，不作判断。"))
    #expect(try document("宝山区", in: sheets).texts.contains("没有类别数据。"))
    let alike = try ReportStore()
    try alike.calls(
      ["甲", "乙"].flatMap { topic in
        calls(60) { $0.category = topic } + calls(60) { ($0.category, $0.district) = (topic, "徐汇区") }
      })
    let even = try MemberSheets(
      .district, period: Period(month: Self.december), engine: alike.engine, form: nil, language: .zh)
    #expect(try document("黄浦区", in: even).texts.contains("话务总量（呼入）：作了判断的2类中没有与全市构成明显不同的类别。"))
  }

  @Test("in public, mixes that rest on few calls are not compared")
  func publicTopics() throws {
    try store.calls(
      calls(60) { $0.category = "甲" } + calls(3) { $0.category = "乙" }
        + calls(60) { ($0.category, $0.district) = ("乙", "徐汇区") })
    #expect(try document("黄浦区", in: sheets(hidden: 10)).texts.contains("话务总量（呼入）：各类别的比较不公布。"))
  }

  @Test("a sheet takes its own figures and the city's with it, a public one none")
  func data() throws {
    try store.calls(calls(40) + calls(60) { $0.district = "徐汇区" })
    let data = try #require(document("黄浦区", in: sheets()).data)
    let volumes = data.rows.filter { $0.texts[0] == "call_volume" && $0.texts[3] == "2019-12" }
    #expect(volumes.map { Array($0.texts[4...6]) } == [["区", "黄浦区", "40"], ["", "", "100"]])
    #expect(!data.rows.contains { $0.texts[5] == "徐汇区" } && !data.rows.contains { $0.texts[0] == "orders_received" })
    #expect(data.rows.contains { $0.texts[0] == "connection_rate" && $0.texts[5] == "黄浦区" })
    #expect(try document("黄浦区", in: sheets(hidden: 10)).data == nil)
  }

  @Test("a time is told as a month, a year or as it is asked")
  func periods() throws {
    func text(_ period: String) throws -> String { Language.zh.period(try Period(parsing: period)) }
    #expect(try text("2019-12") == "2019年12月" && text("2019") == "2019年" && text("2019-Q4") == "2019-10..2019-12")
    #expect(try text("2019-12-01..2019-12-30") == "2019-12-01..2019-12-30")
  }

  @Test(
    "members stand in the order of their file, unknown ones by name, cases without one last; a wrong name is told twenty of them"
  )
  func members() throws {
    try store.calls(["", "乙处", "养老服务处", "甲处", "社会救助处"].flatMap { unit in calls(1) { $0.unit = unit } })
    #expect(try sheets(.unit).members.map(\.name) == ["社会救助处", "养老服务处", "乙处", "甲处", ""])
    let many = try ReportStore()
    try many.calls((10..<31).flatMap { unit in calls(1) { $0.unit = "单\(unit)" } })
    let sheets = try MemberSheets(
      .unit, period: Period(month: Self.december), engine: many.engine, form: nil, language: .zh)
    #expect(try sheets.members.count == 21 && sheets.member(named: "单30").name == "单30")
    #expect(try sheets.member(named: "社会救助处").name == "社会救助处", "known to the file of names, without a case")
    let found = #expect(throws: Diagnostic.self) { _ = try sheets.member(named: "没有的处") }
    #expect(found?.expected?.zh == (10..<30).map { "单\($0)" }.joined(separator: "、"))
  }

  @Test("beside the month before a change is told of a member with one hotline alone")
  func change() throws {
    let november = Self.december.advanced(by: -1)
    try store.calls(calls(20, november) + calls(40) + [Call(at: Self.december.lastDay.end - 1, district: "徐汇区")])
    #expect(try document("黄浦区", in: sheets()).keySentences[0].contains("来电 40 通，占全市 97.6%（较上月上升100.00%"))
    #expect(try !document("黄浦区", in: sheets(period: "2019-Q4")).keySentences[0].contains("较上月"))
    try store.calls(calls(5) { $0.line = "12345" }, named: "other")
    #expect(try !document("黄浦区", in: sheets()).keySentences[0].contains("较上月"))
  }
}
