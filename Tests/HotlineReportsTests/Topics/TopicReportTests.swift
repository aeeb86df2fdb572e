import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText
import Testing

@Suite("Topics in reports")
struct TopicReportTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private static let december = LocalMonth(year: 2019, month: 12)

  /// Thirteen months of calls: so many of each topic a month, a little up and down; the last month as given.
  private func calls(_ last: [String: Int], usual: [String: Int]) -> [Call] {
    let wobble = [0, 3, -2, 4, -3, 1, -1, 2, -4, 3, 0, -2]
    var calls = (0..<13).flatMap { back -> [Call] in
      let month = Self.december.advanced(by: back - 12)
      let counts = back == 12 ? last : usual.mapValues { $0 + (back < 12 ? wobble[back] : 0) }
      // Months of unlike days bring as many calls a day.
      return counts.sorted { $0.key < $1.key }.flatMap { topic, count in
        let length = month.lastDay.number - month.firstDay.number + 1
        return (0..<count * length / 31).map { index in
          Call(
            at: month.firstDay.advanced(by: index % length).start + 36_000 + Int64(index / length) * 60,
            district: index % 2 == 0 ? "黄浦区" : "宝山区", category: topic)
        }
      }
    }
    // The log reaches to the end of the year.
    calls[calls.count - 1].at = Self.december.lastDay.end - 1
    return calls
  }

  private func monthly() throws -> Document {
    try MonthlyReport(month: Self.december, engine: store.engine, form: nil, language: .zh).document()
  }

  private func sentence(_ document: Document) -> String {
    document.texts.first { $0.hasPrefix("962200 话务总量") && $0.contains("类") } ?? ""
  }

  @Test("a topic that leaps is told with what is usual; those that wobble are told as usual")
  func riser() throws {
    try store.calls(
      calls(["殡葬服务": 310, "养老服务": 310, "婚姻登记": 155, "信访": 5], usual: ["殡葬服务": 124, "养老服务": 310, "婚姻登记": 155, "信访": 5]))
    let document = try monthly()
    let text = sentence(document)
    #expect(text.contains("多于平常的类别：殡葬服务 310（平常约 12"), "\(text)")
    #expect(text.contains("其余作了判断的2类在平常范围内；1类可比月数或件数不足、不作判断。") && !text.contains("少于平常"), "\(text)")
    let table = try #require(document.table("topic-table"))
    let row = try #require(table.rows.first { $0.texts[0] == "殡葬服务" })
    #expect(row.cells[1].status == .high && row.texts[1] == "310" && row.texts[3] == "39.7%")
    #expect(table.rows.first { $0.texts[0] == "养老服务" }?.cells[1].status == nil)
  }

  @Test("where every topic wobbles none is named; where the month is not over nothing is compared")
  func noChange() throws {
    let usual = ["殡葬服务": 124, "养老服务": 310, "婚姻登记": 155]
    try store.calls(calls(usual, usual: usual))
    let text = sentence(try monthly())
    #expect(text == "962200 话务总量（呼入）：作了判断的3类均在平常范围内。")
  }

  @Test("of five months nothing is judged, and none is said to be as usual")
  func unjudged() throws {
    let calls = calls(["殡葬服务": 300, "养老服务": 310], usual: ["殡葬服务": 124, "养老服务": 310]).filter {
      LocalDay(containing: $0.at).month > Self.december.advanced(by: -5)
    }
    try store.calls(calls)
    let text = sentence(try monthly())
    #expect(text.hasSuffix("各类别可比月数或件数不足，对增减不作判断。"), "\(text)")
  }

  @Test("in public a hidden topic is neither told nor called usual")
  func publicVersion() throws {
    let usual = ["殡葬服务": 124, "养老服务": 310, "信访": 5, "救助": 40]
    try store.calls(calls(usual, usual: usual))
    let document = try MonthlyReport(
      month: Self.december, engine: store.engine.publicVersion(hidingUnder: 10), form: nil, language: .zh
    ).document(suppressingUnder: 10)
    #expect(sentence(document).contains("2类不公布、不作判断"), "\(sentence(document))")
    let table = try #require(document.table("topic-table"))
    #expect(table.rows.first { $0.texts[0] == "信访" }?.cells[1].number == nil)
  }

  @Test("a topic in depth: its counts, the rates that differ from the others', hours and outcomes that add up")
  func depth() throws {
    var calls = calls(["殡葬服务": 310, "养老服务": 310], usual: ["殡葬服务": 310, "养老服务": 310])
    for index in calls.indices where calls[index].category == "殡葬服务" && index % 3 == 0 {
      calls[index].outcome = "abandoned"
    }
    for index in calls.indices where calls[index].category == "养老服务" && index % 20 == 0 {
      calls[index].outcome = "abandoned"
    }
    try store.calls(calls)
    let document = try TopicReport(
      topic: "殡葬服务", period: Period(parsing: "2019"), engine: store.engine, language: .zh
    ).document()
    #expect(document.name == "topic-2019-殡葬服务" && document.unresolvedLinks.isEmpty)
    let own = calls.filter { $0.category == "殡葬服务" && LocalDay(containing: $0.at).month.year == 2019 }
    let year = calls.filter { LocalDay(containing: $0.at).month.year == 2019 }
    let count = NumberText.count(Double(own.count))
    #expect(
      document.keySentences[0].contains(
        " \(count)，占全部的 \(NumberText.percent(Double(own.count) / Double(year.count), places: 1))"))
    #expect(document.keySentences[1].contains("明显差于其他类别：962200 热线接通率"))
    let outcomes = try #require(document.table("call-outcomes"))
    let lost = own.count { $0.outcome == "abandoned" }
    #expect(outcomes.rows.map { $0.texts[0] } == ["人工接听", "排队或振铃中放弃", "合计"])
    #expect(outcomes.rows.map { $0.cells[1].number } == [Double(own.count - lost), Double(lost), Double(own.count)])
    #expect(document.texts.contains("没有评价记录：数据中没有评价，或无人评价。"))
    #expect(document.texts.contains { $0.contains("来电最多的钟点为10时，占100.0%") })
    // Of one district: its own calls, and no chapter that compares districts.
    let district = try #require(own.map(\.district).first)
    let part = try TopicReport(
      topic: "殡葬服务", period: Period(parsing: "2019"), engine: store.engine.restricted(to: [.district: [district]]),
      language: .zh
    ).document()
    #expect(part.name == "topic-2019-殡葬服务-\(district)" && part.subtitle.hasSuffix(" · 区：\(district)"))
    #expect(part.keySentences[0].contains(" \(NumberText.count(Double(own.count { $0.district == district })))，占全部的"))
    #expect(!part.sections.contains { $0.anchor == "districts" } && part.sections.contains { $0.anchor == "units" })
    #expect(throws: Diagnostic.self) {
      _ = try TopicReport(topic: "没有的", period: Period(parsing: "2019"), engine: store.engine, language: .zh)
    }
  }

  @Test("rates that are the others' too are not called different")
  func alike() throws {
    try store.calls(calls(["殡葬服务": 310, "养老服务": 310], usual: ["殡葬服务": 310, "养老服务": 310]))
    let document = try TopicReport(
      topic: "殡葬服务", period: Period(parsing: "2019"), engine: store.engine, language: .zh
    ).document()
    #expect(document.keySentences.last?.contains("项比率与其他类别的差异未超出偶然") == true, "\(document.keySentences)")
    #expect(!document.keySentences.joined().contains("明显"))
  }

  @Test("all topics: districts with an unlike mix are named with what is expected")
  func overview() throws {
    var calls = calls(["殡葬服务": 310, "养老服务": 310], usual: ["殡葬服务": 310, "养老服务": 310])
    for index in calls.indices where calls[index].category == "殡葬服务" {
      calls[index].district = index % 8 == 0 ? "黄浦区" : "宝山区"
    }
    try store.calls(calls)
    let document = try TopicOverview(period: Period(parsing: "2019"), engine: store.engine, language: .zh).document()
    #expect(document.unresolvedLinks.isEmpty)
    #expect(document.texts.contains { $0.hasPrefix("话务总量（呼入），区×类别：与全体构成明显不同的有") && $0.contains("宝山区“殡葬服务”") })
    // No year before: nothing is said of growth.
    #expect(document.texts.contains { $0.contains("不足6个，不判断各类别占比的同比变化") })
    #expect(!document.texts.contains { $0.contains("占比均无明显变化") })
  }

  @Test(
    "all topics: counts of both years, shares, and thirty of the unlike cells with what the mix of all makes expected")
  func tables() throws {
    let topics = ["甲", "乙", "丙", "丁", "戊", "己", "庚"]
    func calls(_ districts: [String], _ topics: [String]) -> [Call] {
      (0..<24).flatMap { month -> [Call] in
        let month = LocalMonth(year: 2018, month: 1).advanced(by: month)
        return districts.enumerated().flatMap { place, district in
          topics.enumerated().flatMap { number, topic in
            // On a chessboard: 20 a month on the white fields, 5 on the black ones; the first topic grows by half.
            let count = ((place + number) % 2 == 0 ? 20 : 5) * (number == 0 && month.year == 2019 ? 3 : 2) / 2
            return (0..<count).map {
              Call(
                at: month.firstDay.advanced(by: $0).start + 36_000 + Int64(number), district: district, category: topic)
            }
          }
        }
      }
    }
    func overview(_ calls: [Call]) throws -> Document {
      let store = try ReportStore()
      var calls = calls
      calls[calls.count - 1].at = Self.december.lastDay.end - 1
      try store.calls(calls)
      return try TopicOverview(period: Period(parsing: "2019"), engine: store.engine, language: .zh).document()
    }
    let districts = ["黄浦区", "徐汇区", "长宁区", "静安区", "普陀区"]
    let made = calls(districts, Array(topics.prefix(6)))
    let document = try overview(made)
    func count(_ year: Int, _ topic: String?, _ district: String? = nil) -> Int {
      made.count { call in
        LocalDay(containing: call.at).month.year == year && (topic ?? call.category) == call.category
          && (district ?? call.district) == call.district
      }
    }
    let growth = try #require(document.table("growth-call_volume"))
    #expect(Set(growth.rows.map { $0.texts[0] }) == Set(topics.prefix(6)))
    for row in growth.rows {
      let (topic, all, before) = (row.texts[0], count(2019, nil), count(2018, nil))
      let (own, ownBefore) = (count(2019, topic), count(2018, topic))
      #expect(row.cells[1].number == Double(own) && row.cells[2].number == Double(ownBefore), "\(row.texts)")
      #expect(
        row.cells[3].number == Double(own) / Double(all) && row.cells[5].number == Double(ownBefore) / Double(before))
      #expect(row.texts[4] == "\(NumberText.count(Double(own))) / \(NumberText.count(Double(all)))")
      #expect(row.cells[3].status == (topic == "甲" ? .high : .low), "\(row.texts)")
      #expect(row.cells[6].number == Double(own / 12))
    }
    let deviations = try #require(document.table("deviations-district-call_volume"))
    #expect(deviations.rows.count == 30 && !deviations.note.plain.contains("只列相差最多的"), "\(deviations.note.plain)")
    for row in deviations.rows {
      let (own, all) = (count(2019, row.texts[1], row.texts[0]), count(2019, nil))
      let expected = Double(count(2019, nil, row.texts[0]) * count(2019, row.texts[1])) / Double(all)
      #expect(row.cells[2].number == Double(own) && abs((row.cells[3].number ?? 0) - expected) < 1e-6, "\(row.texts)")
      #expect(abs((row.cells[4].number ?? 0) - Double(own) / expected) < 1e-9)
      #expect(row.cells[4].status == (Double(own) > expected ? .high : .low))
    }
    guard case .heatmap(let map) = document.figure("deviation-map")?.chart else {
      Issue.record("districts and topics are a heat map")
      return
    }
    #expect(
      Set(map.rows) == Set(districts) && map.columns.count == 6 && map.values.allSatisfy { $0.allSatisfy { $0 != nil } }
    )
    guard case .bars(let bars) = document.figure("top-call_volume")?.chart else {
      Issue.record("the topics most asked are bars")
      return
    }
    let sizes = topics.prefix(6).map { ($0, count(2019, $0)) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    #expect(bars.categories == sizes.map(\.0) && bars.series[0].values == sizes.map { Double($0.1) })
    var running = 0
    let cumulative = sizes.map { size -> Double in
      running += size.1
      return Double(running) / Double(count(2019, nil))
    }
    #expect(bars.cumulative == cumulative)
    let few = (cumulative.firstIndex { $0 >= 0.8 } ?? 0) + 1
    #expect(document.figure("top-call_volume")?.title.contains("前\(few)类占全部的") == true)
    let more = try overview(calls(districts, topics)).table("deviations-district-call_volume")
    #expect(more?.rows.count == 30 && more?.note.plain.contains("只列相差最多的30处，共35处。") == true)
  }
}
