import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// Orders of a month: which missed their deadline, whose they are, and what is known of a log that ends early.
@Suite("Orders in the monthly report")
struct MonthlyOrderTests {
  let store: ReportStore
  private static let december = LocalMonth(year: 2019, month: 12)

  init() throws { store = try ReportStore() }

  private func document(_ language: Language = .zh) throws -> Document {
    try MonthlyReport(month: Self.december, engine: store.engine, form: nil, language: language).document()
  }

  private func late(_ units: [String], exported: String = "2020-01-05") -> [String] {
    units.enumerated().map {
      "G\($0.offset),open,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,,\($0.element),黄浦区,养老服务,投诉,\(exported)"
    }
  }

  @Test(
    "a hundred late orders are all listed and their unit is named; of more the first hundred, and nobody",
    arguments: [100, 101])
  func most(count: Int) throws {
    try store.orders(late(Array(repeating: "社会救助处", count: count)))
    let document = try document()
    let table = try #require(document.table("missed-on_time_closure_rate"))
    #expect(table.rows.count == 100 && table.note.plain.hasPrefix("只列前 100 件；") == (count == 101))
    let sentence = try #require(document.keySentences.last)
    #expect(
      sentence.contains("其中社会救助处100件") == (count == 100) && sentence.contains("逾期工单\(count)件（应办\(count)件"),
      "\(sentence)")
    #expect(table.caption.hasSuffix("未按时 \(count) 件，应办 \(count) 件"))
  }

  @Test(
    "a unit is named that has most of the late orders: more than one, and more than any other",
    arguments: [
      (["甲处"], nil), (["甲处", "乙处"], nil), (["甲处", "乙处", "乙处"], "其中乙处2件"), (["甲处", "甲处", "乙处", "乙处", "丙处"], nil),
      (["甲处", "甲处"], "其中甲处2件"),
    ] as [([String], String?)])
  func leading(units: [String], named: String?) throws {
    try store.orders(late(units))
    let sentence = try #require(document().keySentences.last)
    #expect(
      sentence.contains(named ?? "逾期工单\(units.count)件（应办\(units.count)件）") && sentence.contains("其中") == (named != nil),
      "\(sentence)")
  }

  @Test("a single order in time is told in the singular, two in the plural")
  func inTime() throws {
    func sentence(_ count: Int, _ language: Language) throws -> String {
      let store = try ReportStore()
      try store.orders(
        (0..<count).map {
          "G\($0),closed,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,2019-12-05 10:00,社会救助处,黄浦区,养老服务,投诉,2020-01-05"
        })
      return try #require(
        MonthlyReport(month: Self.december, engine: store.engine, form: nil, language: language).document().keySentences
          .last)
    }
    let one = try sentence(1, .en)
    #expect(
      one.contains("he only order due this month was closed in time")
        && one.contains("the only order due for first contact was contacted in time"), "\(one)")
    let two = try sentence(2, .en)
    #expect(two.contains("ll 2 orders due this month were closed in time"), "\(two)")
    #expect(two.contains("all 2 orders due for first contact were contacted in time"), "\(two)")
    #expect(try sentence(2, .zh) == "本月到期的2件工单全部按时办结；2件应先行联系的工单全部按时联系。")
  }

  @Test(
    "of orders that the last export shows open the outcome is not known: no sentence has all in time, and the form leaves the rate open"
  )
  func lastExportedOpen() throws {
    // Twenty orders a month of November and December, each month exported on the first of the next one: of every two the one is closed the next
    // day, the other stands open there. Both are due on the tenth day of the next month.
    let store = try ReportStore()
    for (month, next, due) in [("11", "2019-12-01", "2019-12-10"), ("12", "2020-01-01", "2020-01-10")] {
      try store.orders(
        (0..<20).map { index in
          let day = index < 9 ? "0\(index + 1)" : "\(index + 1)"
          let closing = index % 2 == 0 ? "closed" : "open"
          let after = index < 8 ? "0\(index + 2)" : "\(index + 2)"
          let end = index % 2 == 0 ? "2019-\(month)-\(after) 10:00" : ""
          return
            "G\(month)-\(index),\(closing),2019-\(month)-\(day) 09:00,2019-\(month)-\(day) 10:00,\(due),\(end),社会救助处,黄浦区,养老服务,投诉,\(next)"
        }, named: "orders-\(month)")
    }
    let december = try store.engine.values(
      MetricQuery(
        metrics: [ByHand.metric("average_closure_days"), ByHand.metric("on_time_closure_rate")],
        slice: Slice(period: Period(month: Self.december))))
    let average = try #require(december.values.first)
    #expect(average.denominator == 10)
    // Open at an export before January: the ten of November; those of December are exported on the first of January.
    #expect(
      average.notes.map(\.en).contains(
        "10 more were last exported open: whether they were closed in this time is not known"),
      "\(average.notes.map(\.en))")
    let onTime = try #require(december.values.last)
    #expect(onTime.numerator == 10 && onTime.denominator == 10 && onTime.lastToldOpen == 10)
    #expect(onTime.shortfallOfFiles?.en == "10 were last exported open: their outcome is not known")
    let sentence = try #require(
      MonthlyReport(month: Self.december, engine: store.engine, form: nil, language: .en).document().keySentences.last)
    #expect(
      sentence.contains(
        "ll 10 orders due this month whose outcome is known were closed in time; of 10 more the files do not tell the outcome"
      ),
      "\(sentence)")
    let sheets = try MemberSheets(
      .district, period: Period(month: Self.december), engine: store.engine, form: nil, language: .en)
    let sheet = try sheets.sheet(sheets.member(named: "黄浦区"))
    let told = try #require(sheet.document(isPaged: false).keySentences.last)
    #expect(
      told.contains(
        "ll 10 orders due in the period were closed in time (of 10 more the files do not tell the outcome)"), "\(told)"
    )
  }
}
