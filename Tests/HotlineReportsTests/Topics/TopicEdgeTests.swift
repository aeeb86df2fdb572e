import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// A topic at its limits: thirty cases of it and of the others, single months, hours, and names that are not on record.
@Suite("A topic at its limits")
struct TopicEdgeTests {
  let store: ReportStore
  private static let december = LocalMonth(year: 2019, month: 12)

  init() throws { store = try ReportStore() }

  private func calls(_ topic: String, _ count: Int, lost: Int = 0, _ month: LocalMonth = Self.december) -> [Call] {
    Handmade.month(month, calls: count, lost: lost).map {
      var call = $0
      call.category = topic
      return call
    }
  }

  private func document(_ topic: String, _ period: String = "2019-12", _ store: ReportStore? = nil) throws -> Document {
    try TopicReport(topic: topic, period: Period(parsing: period), engine: (store ?? self.store).engine, language: .zh)
      .document()
  }

  @Test(
    "a rate is compared where the topic and the others have thirty cases each",
    arguments: [(30, 30, true), (29, 500, false), (500, 29, false)])
  func compared(own: Int, others: Int, isCompared: Bool) throws {
    try store.calls(calls("甲", own, lost: own / 2) + calls("乙", others))
    let sentences = try document("甲").keySentences.joined()
    #expect(sentences.contains("明显差于其他类别：962200 热线接通率") == isCompared, "\(sentences)")
    let row = try #require(document("甲").table("topic-kpis")?.rows.first { $0.texts[0].hasPrefix("热线接通率") })
    #expect(
      row.texts[3] == "\(own - own / 2) / \(own)" && row.texts[5] == "\(own + others - own / 2) / \(own + others)")
    #expect((row.cells[2].status == .worse) == isCompared)
  }

  @Test("a topic that is better is told as better, and the others besides it")
  func better() throws {
    var made = calls("甲", 200) + calls("乙", 200, lost: 100)
    for index in made.indices where made[index].outcome == "answered" {
      made[index].rating = index % 2 == 0 ? "satisfied" : "dissatisfied"
    }
    try store.calls(made)
    let sentence = try #require(document("甲").keySentences.last)
    #expect(sentence.hasPrefix("明显优于其他类别：962200 热线接通率（人工） 100.00%") && sentence.hasSuffix("项未超出偶然。"), "\(sentence)")
    #expect(!sentence.contains("明显差于"))
    let other = try #require(document("乙").keySentences.last)
    #expect(other.hasPrefix("明显差于其他类别：962200 热线接通率（人工） 50.00%") && !other.contains("明显优于"), "\(other)")
  }

  @Test("a month is shown with the twelve before it, a longer time month by month")
  func months() throws {
    try store.calls((0..<14).flatMap { calls("甲", 10, Self.december.advanced(by: -$0)) })
    func months(_ period: String) throws -> [String] {
      try #require(document("甲", period).table("topic-months")).rows.map { $0.texts[0] }
    }
    #expect(try months("2019-12") == (0..<13).map { Self.december.advanced(by: $0 - 12).iso })
    #expect(try months("2019-11..2019-12") == ["2019-11", "2019-12"])
  }

  @Test("of two hotlines the busier one is drawn, and no more than six lines")
  func lines() throws {
    var other = calls("甲", 50)
    for index in other.indices { other[index].line = "12345" }
    var own = calls("甲", 60)
    for index in own.indices { (own[index].rating, own[index].caller) = ("satisfied", "1380000\(1000 + index)") }
    try store.calls(own + other)
    try store.orders(
      (0..<40).map {
        "G\($0),closed,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,2019-12-05 10:00,社会救助处,黄浦区,甲,投诉,2020-01-05"
      })
    let table = try #require(document("甲").table("topic-months"))
    #expect(table.columns.count == 7 && table.columns[1].header == "962200 话务总量（呼入）", "\(table.columns.map(\.header))")
    #expect(!table.columns.contains { $0.header == "12345 话务总量（呼入）" } && table.columns[2].header == "12345 转派工单数")
    #expect(table.rows[12].texts[1...2] == ["60", "40"])
  }

  @Test("calls by hour are shares of their own day, from 0 to 23; the busiest hour is named")
  func hours() throws {
    func at(_ hour: Int, _ count: Int, _ topic: String) -> [Call] {
      (0..<count).map { Call(at: Self.december.firstDay.start + Int64(hour) * 3600 + Int64($0), category: topic) }
    }
    try store.calls(at(0, 1, "甲") + at(23, 3, "甲") + at(9, 4, "乙"))
    let figure = try #require(document("甲").figure("topic-hours"))
    guard case .lines(let lines) = figure.chart else {
      Issue.record("hours are lines")
      return
    }
    #expect(lines.labels == (0..<24).map(String.init) && lines.series.allSatisfy { $0.values.count == 24 })
    #expect(lines.series[0].values[0] == 0.25 && lines.series[0].values[23] == 0.75 && lines.series[0].values[9] == 0)
    #expect(lines.series[1].values[9] == 0.5 && figure.title.contains("来电最多的钟点为23时，占75.0%"))
    #expect(figure.note.plain.contains("本类别共 4 通"))
  }

  @Test("a topic without calls has orders alone; words that nobody said are left out")
  func ordersOnly() throws {
    try store.calls(calls("乙", 10, lost: 4))
    try store.orders(
      (0..<3).map {
        "G\($0),closed,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,2019-12-05 10:00,社会救助处,黄浦区,甲,投诉,2020-01-05"
      })
    let own = try document("甲")
    #expect(own.texts.contains("本类别没有来电记录。") && own.table("call-outcomes") == nil)
    #expect(
      own.keySentences[0].contains("转派工单数 3，占全部的 100.0%") || own.keySentences.joined().contains("转派工单数 3，占全部的 100.0%"))
    let table = try #require(document("乙").table("call-outcomes"))
    #expect(
      table.rows.map { Array($0.texts[1...]) } == [
        ["6", "60.0%", "60.0%"], ["4", "40.0%", "40.0%"], ["10", "100.0%", "100.0%"],
      ])
  }

  @Test("a topic that is not on record is told the twenty most asked, as many by name")
  func unknown() throws {
    try store.calls((10..<31).flatMap { calls("类\($0)", $0 == 30 ? 3 : $0 == 20 ? 1 : 2) })
    let found = #expect(throws: Diagnostic.self) { _ = try document("没有") }
    let expected = ["类30"] + (10..<30).filter { $0 != 20 }.map { "类\($0)" }
    #expect(found?.expected?.zh == expected.joined(separator: "、"))
    #expect(found?.found.zh == "2019-12 没有类别“没有”的来电或工单")
    let empty = #expect(throws: Diagnostic.self) { _ = try document("没有", "2019-03") }
    #expect(empty?.expected?.zh == "有记录的类别")
  }

  @Test("more than a year before is told as more, fewer as fewer, and only of a time that is over")
  func yearBefore() throws {
    func sentence(_ now: Int, _ before: Int, isOver: Bool = true) throws -> String {
      let store = try ReportStore()
      let last = isOver ? [Call(at: Self.december.lastDay.end - 1, category: "乙")] : []
      try store.calls(calls("甲", now) + calls("甲", before, Self.december.advanced(by: -12)) + calls("乙", 5) + last)
      return try #require(document("甲", "2019-12", store).keySentences.first)
    }
    let more = try sentence(150, 100)
    #expect(more.contains("较上年同期增加 50.0%") && more.contains("两数之差超出偶然"), "\(more)")
    let fewer = try sentence(100, 150)
    #expect(fewer.contains("较上年同期减少 33.3%") && fewer.contains("两数之差超出偶然"), "\(fewer)")
    #expect(try sentence(100, 101).contains("两数之差未超出偶然") && !sentence(150, 100, isOver: false).contains("较上年同期"))
    #expect(more.hasSuffix("。"))
  }
}
