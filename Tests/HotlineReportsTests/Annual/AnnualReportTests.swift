import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText
import Testing

@Suite("Annual analysis")
struct AnnualReportTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func report(_ language: Language = .zh) throws -> Document {
    try AnnualReport(year: 2019, engine: store.engine, form: store.form(), language: language).document()
  }

  /// Chinese letters left in a text once names that come from the data are taken out.
  private func chinese(in text: String, besides names: Set<String>) -> String {
    var rest = text
    for name in names.sorted(by: { $0.count > $1.count }) { rest = rest.replacing(name, with: "") }
    return String(
      rest.filter {
        $0.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value) }
      })
  }

  @Test(
    "a made-up year and the year before: every table is there, every link leads somewhere, both languages are complete")
  func wholeYear() throws {
    try store.simulate(2018, scale: 0.02)
    try store.simulate(2019, scale: 0.02)
    let document = try report()
    for anchor: Anchor in ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "seats", "load-bands"] {
      #expect(document.table(anchor)?.rows.isEmpty == false, "\(anchor.id)")
    }
    #expect(document.keySentences.count == 3)
    #expect(document.notice?.plain.contains("模拟数据") == true)
    #expect(document.table("T1")?.rows.contains { $0.texts[7].contains("+") } == true, "there is a year before")
    let month = try MonthlyReport(
      month: LocalMonth(year: 2019, month: 12), engine: store.engine, form: store.form(), language: .zh
    ).document()
    #expect(document.unresolvedLinks.isEmpty && month.unresolvedLinks.isEmpty)
    let again = try report()
    #expect(again == document, "same data, same document")

    let names = Set(store.engine.data.listingOrder(of: .district) + store.engine.data.listingOrder(of: .unit))
      .union(document.table("T3")?.rows.map { $0.texts[0] } ?? [])
      .union(document.table("T3-kinds")?.rows.map { $0.texts[0] } ?? [])
    let english = try report(.en)
    let englishMonth = try MonthlyReport(
      month: LocalMonth(year: 2019, month: 12), engine: store.engine, form: store.form(), language: .en
    ).document()
    for text in english.texts + englishMonth.texts {
      #expect(chinese(in: text, besides: names).isEmpty, "\(text)")
    }
    #expect(english.sections.map(\.anchor) == document.sections.map(\.anchor))
  }

  @Test("what the average would have had more is a shortfall; whether it is chance stands beside it")
  func shortfall() throws {
    var calls = Handmade.month(LocalMonth(year: 2019, month: 5), calls: 1200, lost: 0)
    let topics = ["养老服务", "社会救助", "婚姻登记", "儿童福利", "社区服务"]
    for index in calls.indices {
      let isBad = index < 200
      let group = index % 20
      calls[index].unit = isBad ? "殡葬管理处" : ["社会救助处", "养老服务处", "儿童福利处", "社会事务处"][group % 4]
      calls[index].category = isBad ? "殡葬服务" : topics[group / 4]
      let isDissatisfied = isBad ? index % 4 == 0 : index / 20 % 25 == 11
      calls[index].rating = isDissatisfied ? "dissatisfied" : "satisfied"
    }
    try store.calls(calls)
    let document = try report()
    let table = try #require(document.table("shortfall-satisfaction_rate"))
    // 1,110 of 1,200 are satisfied: 92.5 % of 200 would be 185, 150 are.
    #expect(table.rows[0].texts == ["殡葬管理处", "殡葬服务", "200", "75.00%", "35.0", "短板"])
    #expect(table.rows[0].cells[5].status == .worse)
    #expect(table.caption.hasSuffix("：短板1处"), "\(table.caption)")
    #expect(document.keySentences[2].contains("殡葬管理处的“殡葬服务”（满意率（来电评价） 75.00%，比平均水平少 35 件）"))
    #expect(document.table("proposal-table")?.rows.contains { $0.texts[0].contains("殡葬管理处的“殡葬服务”") } == true)
  }

  @Test("a change that chance explains is said to be one, a change beyond chance is not")
  func chance() throws {
    func year(_ year: Int, calls: Int, satisfied: Int) -> [Call] {
      var made = Handmade.month(LocalMonth(year: year, month: 5), calls: calls, lost: calls / 10)
      for index in 0..<100 { made[calls - 1 - index].rating = index < satisfied ? "satisfied" : "dissatisfied" }
      // Both logs reach from the beginning to the end of their year.
      made[0].at = LocalMonth(year: year, month: 1).firstDay.start
      made[calls - 1].at = LocalMonth(year: year, month: 12).lastDay.end - 1
      return made
    }
    func orders(_ year: Int, _ count: Int) -> [String] {
      (0..<count).map {
        let (received, due) = $0 == 0 ? ("12-30", "12-31") : $0 == 1 ? ("01-02", "01-16") : ("05-06", "05-20")
        return
          "G\(year)-\($0),open,\(year)-\(received) 09:00,,\(year)-\(due),,社会救助处,黄浦区,养老服务,投诉,2020-01-02"
      }
    }
    try store.calls(year(2018, calls: 1000, satisfied: 50) + year(2019, calls: 1010, satisfied: 90))
    try store.orders(orders(2018, 100) + orders(2019, 200))
    let sentence = try report().keySentences[0]
    // 1,010 for 1,000: the square root of either is 32. 200 for 100 is far beyond.
    #expect(sentence.contains("呼入 1,010 通（同比增长1.00%，差异不显著）"), "\(sentence)")
    #expect(sentence.contains("收到工单 200 件（同比增长100.00%）"), "\(sentence)")
    // 909 of 1,010 for 900 of 1,000; 90 of 100 for 50 of 100.
    #expect(sentence.contains("热线接通率（人工） 90.00%（同比持平，差异不显著）"), "\(sentence)")
    #expect(sentence.contains("满意率（来电评价） 90.00%（同比提高40.00个百分点）"), "\(sentence)")
    let english = try report(.en).keySentences[0]
    #expect(english.contains("took 1,010 calls (up 1.00% on the year before, not significant)"), "\(english)")
    #expect(english.contains("200 orders (up 100.00% on the year before)"), "\(english)")
  }

  @Test("every order past its deadline is late, also one that is open and more than five working days overdue")
  func lateOrders() throws {
    func order(_ key: String, due: String, closed: String = "") -> String {
      "\(key),\(closed.isEmpty ? "open" : "closed"),2019-03-04 09:00,,\(due),\(closed),社会救助处,黄浦区,养老服务,投诉,2019-03-20 12:00"
    }
    try store.orders([
      order("in-time", due: "2019-03-06 18:00", closed: "2019-03-06 10:00"),
      order("late", due: "2019-03-06 18:00", closed: "2019-03-08 10:00"),
      order("very-late", due: "2019-03-06 18:00", closed: "2019-03-18 10:00"),
      order("overdue", due: "2019-03-18 18:00"), order("long-overdue-1", due: "2019-03-06 18:00"),
      order("long-overdue-2", due: "2019-03-07 18:00"), order("soon", due: "2019-03-21 18:00"),
      order("later", due: "2019-03-29 18:00"),
    ])
    let document = try report()
    #expect(
      document.texts.contains("本年收到的 8 件工单，截至 2019-03-20 12:00:00 超期 5 件，未到期 2 件；未到期的不计入按时办结率。"),
      "\(document.texts.filter { $0.contains("件工单，截至") })")
    let english = try report(.en).texts
    #expect(
      english.contains(
        "Of 8 orders received, 5 were late by 2019-03-20 12:00:00, 2 not yet due; these do not enter the on-time rate.")
    )
    let row = try #require(document.table("T6")?.rows.first)
    #expect(row.texts == ["投诉", "1", "1", "1", "1", "2", "1", "1", "0", "8"])
  }

  @Test("calls and abandoned calls are drawn by weekday and hour")
  func load() throws {
    try store.calls(Handmade.month(LocalMonth(year: 2019, month: 5), calls: 100, lost: 20))
    let document = try report()
    func values(_ anchor: Anchor) throws -> [[Double?]] {
      guard case .heatmap(let heatmap) = try #require(document.figure(anchor)).chart else { return [] }
      return heatmap.values
    }
    // Four calls a day at ten o'clock from the 1st to the 25th, one of them lost up to the 20th: Tuesdays 7, 14 and 21,
    // Wednesdays 1, 8, 15 and 22, Sundays 5, 12 and 19.
    let lost = try values("abandonment")
    try #require(lost.map(\.count) == Array(repeating: 24, count: 7))
    #expect(lost[1][10] == 2.0 / 12 && lost[2][10] == 3.0 / 16 && lost[6][10] == 3.0 / 12)
    #expect(lost.allSatisfy { $0[9] == nil && $0[11] == nil })
    let load = try values("load")
    #expect(load.allSatisfy { ($0[10] ?? 0) > 0 && $0[9] ?? 0 == 0 })
  }

  @Test("where the cases of a KPI go adds up to every case of its log")
  func leftOut() throws {
    var calls = Handmade.month(LocalMonth(year: 2019, month: 5), calls: 100, lost: 20)
    // Of 80 answered calls 60 are rated: 20 of 80 are left out of the satisfaction rate.
    for index in 40..<100 { calls[index].rating = "satisfied" }
    try store.calls(calls)
    let rows = try #require(try report().table("T8")?.rows.map(\.texts))
    let rated = rows.filter { $0[0] == "满意率（来电评价）" && $0[1] == "962200" }.map { Array($0[2...]) }
    // The 20 abandoned calls are in no definition of ratings; all four parts are told of the same hundred calls.
    #expect(
      rated == [
        ["计入分母", "60", "60.00%"], ["未评价", "20", "20.00%"], ["不在口径内的其他件", "20", "20.00%"],
        ["合计", "100", "100.00%"],
      ], "\(rated)")
  }

  @Test("groups of too few cases are counted, and no groups besides them are spoken of")
  func tooFew() throws {
    var calls = Handmade.month(LocalMonth(year: 2019, month: 5), calls: 20, lost: 2)
    for index in calls.indices { calls[index].unit = index % 2 == 0 ? "社会救助处" : "养老服务处" }
    try store.calls(calls)
    let sentences = try report().texts.filter { $0.contains("2家单位样本不足（<30件），不评") }
    #expect(!sentences.isEmpty)
    #expect(sentences.allSatisfy { !$0.contains("0家单位") && !$0.contains("由偶然解释") }, "\(sentences)")
  }

  @Test("without a year before there is no growth, and nobody invents one")
  func noYearBefore() throws {
    try store.calls(Handmade.month(LocalMonth(year: 2019, month: 5), calls: 300, lost: 10))
    let document = try report()
    let row = try #require(document.table("T1")?.rows.first)
    #expect(row.cells[6].number == nil && row.cells[7].number == nil)
    #expect(document.texts.contains("没有上年数据，不能说明各类诉求的增减。"))
    #expect(document.table("T4-growth") == nil)
  }

  @Test("callers are told by shares alone: no count, no number, no pseudonym")
  func callers() throws {
    var calls = Handmade.month(LocalMonth(year: 2019, month: 5), calls: 100, lost: 0)
    for index in calls.indices { calls[index].caller = "1380000\(1000 + index % 40)" }
    try store.calls(calls)
    let document = try report()
    let table = try #require(document.table("T7"))
    // 40 callers: 20 call three times, 20 twice.
    #expect(
      table.rows.map { Array($0.texts[1...]) } == [
        ["0.00%", "0.00%"], ["50.00%", "40.00%"], ["50.00%", "60.00%"], ["0.00%", "0.00%"], ["0.00%", "0.00%"],
      ])
    #expect(!document.texts.contains { $0.contains("1380000") })
  }
}
