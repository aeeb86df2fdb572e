import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// `actions.yaml`: what may stand in it, and the report of a month that it makes.
@Suite("What was undertaken")
struct ActionTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func actions(_ yaml: String) throws -> Actions {
    try Actions(yaml: "actions:\n" + yaml, file: "actions.yaml", engine: store.engine)
  }

  private func action(_ more: String = "", month: String = "2019-03", kind: String = "focus", text: String = "事")
    -> String
  {
    "  - {month: \(month), kind: \(kind), text: \(text), by: 热线部\(more)}\n"
  }

  @Test("a thousand actions are read, one more is too many", arguments: [1000, 1001])
  func most(count: Int) throws {
    let yaml = (0..<count).map { _ in action() }.joined()
    if count == 1000 {
      #expect(try actions(yaml).all.count == 1000)
    } else {
      let found = #expect(throws: Diagnostic.self) { _ = try actions(yaml) }
      #expect(found?.found.zh == "事项过多（1001 项）")
    }
  }

  @Test("an action names twenty figures, one more is too many", arguments: [20, 21])
  func figures(count: Int) throws {
    let figures = Array(repeating: "{metric: call_volume}", count: count).joined(separator: ", ")
    if count == 20 {
      #expect(try actions(action(", figures: [\(figures)]")).all[0].figures.count == 20)
    } else {
      let found = #expect(throws: Diagnostic.self) { _ = try actions(action(", figures: [\(figures)]")) }
      #expect(found?.found.zh == "有关数值过多（21 个）")
    }
  }

  @Test("what is over says since when, what is open does not")
  func since() throws {
    let done = try actions(action(", state: done, since: 2019-04-02, due: 2019-04-10, note: 已办")).all[0]
    #expect(
      done.state == .done && done.since?.iso == "2019-04-02" && done.due?.iso == "2019-04-10" && done.note?.zh == "已办")
    #expect(try actions(action()).all[0].state == .open && actions(action(", state: open")).all[0].since == nil)
    #expect(throws: Diagnostic.self) { _ = try actions(action(", state: done")) }
    let open = #expect(throws: Diagnostic.self) { _ = try actions(action(", since: 2019-04-02")) }
    #expect(open?.found.zh == "未了结的事项没有了结日期")
  }

  @Test(
    "a month has its two digits, a day is one of the calendar, a text is not empty",
    arguments: [
      ("month: 2019-3", "月份"), ("month: 2019-13", "月份"), ("month: 2019-03-01", "月份"),
      ("month: 2019-03, due: 2019-02-30", "日期"),
      ("month: 2019-03, text: ''", "没有文字"),
    ])
  func wrong(change: String, said: String) {
    let text = change.contains("text:") ? "" : ", text: 事"
    let found = #expect(throws: Diagnostic.self) { _ = try actions("  - {\(change)\(text), kind: focus, by: 热线部}\n") }
    #expect(found?.found.zh.contains(said) == true, "\(found?.found.zh ?? "")")
  }

  @Test(
    "a figure has a name of the tables, in any spelling of theirs; lines have no table; what the KPI has not is refused"
  )
  func names() throws {
    try store.calls(Handmade.month(LocalMonth(year: 2019, month: 3), calls: 1, lost: 0))
    func conditions(_ condition: String, _ metric: String = "call_volume") throws -> [Dimension: [String]] {
      try actions(action(", figures: {metric: \(metric), where: {\(condition)}}")).all[0].figures[0].conditions
    }
    #expect(try conditions("district: 黄浦") == [.district: ["黄浦区"]])
    #expect(try conditions("line: '962200', district: [黄浦区, 徐汇区]") == [.line: ["962200"], .district: ["黄浦区", "徐汇区"]])
    #expect(try conditions("category: 谁也没说过") == [.category: ["谁也没说过"]])
    let unknown = #expect(throws: Diagnostic.self) { _ = try conditions("district: 没有区") }
    #expect(unknown?.found.zh == "名录中没有“没有区”")
    #expect(throws: Diagnostic.self) { _ = try conditions("agent: A1", "orders_received") }
    #expect(throws: Diagnostic.self) { _ = try conditions("", "no_such_metric") }
  }

  // MARK: The section

  private func section(_ yaml: String, _ month: Int = 4) throws -> Document? {
    let section = try FollowUpSection(
      actions(yaml), month: LocalMonth(year: 2019, month: month), engine: store.engine, language: .zh
    ).section()
    return section.map { Document(name: "d", title: "", language: .zh, asOf: .init(0, text: ""), sections: [$0]) }
  }

  @Test("a hundred earlier actions are told of, of more the first hundred", arguments: [100, 101])
  func told(count: Int) throws {
    let table = try #require(section((0..<count).map { action(text: "事\($0)") }.joined())?.table("follow-up-earlier"))
    #expect(table.rows.count == 100 && table.rows[99].texts[1] == "事99")
    #expect(table.note.plain == (count == 101 ? "另有 1 项未列出。" : ""))
  }

  @Test("last month's are told whatever became of them, older ones while they are open, later ones not")
  func months() throws {
    let yaml =
      action(text: "上月") + action(", state: dropped, since: 2019-04-01", text: "上月已了")
      + action(month: "2019-01", text: "旧")
      + action(", state: done, since: 2019-02-01", month: "2019-01", text: "旧已了") + action(month: "2019-05", text: "来月")
      + action(month: "2019-04", kind: "problem", text: "问题") + action(month: "2019-04", text: "重点")
    let document = try #require(try section(yaml))
    #expect(document.table("follow-up-earlier")?.rows.map { $0.texts[1] } == ["上月", "上月已了", "旧"])
    #expect(document.table("follow-up-earlier")?.rows.map { $0.texts[3] } == ["未了结", "不再进行 2019-04-01", "未了结"])
    #expect(document.table("follow-up-problems")?.rows.map { $0.texts[1] } == ["问题"])
    #expect(document.table("follow-up-focus")?.rows.map { Array($0.texts[...2]) } == [["1", "重点", "热线部"]])
    #expect(
      try section(yaml, 1)?.table("follow-up-earlier") == nil && section(yaml, 12)?.table("follow-up-focus") == nil)
    #expect(try section(action(month: "2019-05")) == nil)
  }

  @Test("a figure is told with the names that it is of, in the order of the dimensions, then and now")
  func figureTexts() throws {
    let (march, april) = (LocalMonth(year: 2019, month: 3), LocalMonth(year: 2019, month: 4))
    try store.calls(Handmade.month(march, calls: 10, lost: 2) + Handmade.month(april, calls: 10, lost: 1))
    let figure = "{metric: connection_rate, where: {district: 黄浦区, line: '962200'}}"
    let told = try #require(
      section(action(", due: 2019-05-01, figures: [\(figure), {metric: call_volume}]"))?.table("follow-up-earlier")?
        .rows.first)
    #expect(told.texts[2] == "热线部，2019-05-01 前")
    let names =
      told.texts[4].hasPrefix("热线接通率（人工） · 962200 · 黄浦区：") || told.texts[4].hasPrefix("热线接通率（人工） · 黄浦区 · 962200：")
    #expect(names && told.texts[4].hasSuffix("：80.00% (8 / 10) → 90.00% (9 / 10)；话务总量（呼入）：10 → 10"), "\(told.texts[4])")
  }
}
