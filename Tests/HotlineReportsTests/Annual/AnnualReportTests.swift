import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineReports
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

    let names = Set(store.engine.database.listingOrder(of: .district) + store.engine.database.listingOrder(of: .unit))
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
    #expect(table.rows[0].texts == ["殡葬管理处", "殡葬服务", "200", "75.00%", "35.0", "短板：超出偶然"])
    #expect(table.rows[0].cells[5].status == .worse)
    #expect(document.keySentences[2].contains("殡葬管理处的“殡葬服务”（满意率(来电评价) 75.00%，比平均水平少 35 件）"))
    #expect(document.table("proposal-table")?.rows.contains { $0.texts[0].contains("殡葬管理处的“殡葬服务”") } == true)
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
