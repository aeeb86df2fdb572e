import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// What a report says of the data that it rests on: days without calls, unknown names, facts without one, rejected rows.
@Suite("Data quality in reports")
struct DataQualityTests {
  let store: ReportStore
  private static let december = LocalMonth(year: 2019, month: 12)

  init() throws { store = try ReportStore() }

  private func texts(
    _ period: Period = Period(month: Self.december), asOf: Int64 = Self.december.lastDay.end - 1,
    hiddenUnder: Int? = nil
  ) throws -> [String] {
    let engine = hiddenUnder.map { store.engine.publicVersion(hidingUnder: $0) } ?? store.engine
    return document(try DataQuality(period: period, engine: engine, asOf: asOf)).texts
  }

  private func document(_ quality: DataQuality) -> Document {
    Document(
      name: "d", title: "", language: .zh, asOf: .init(0, text: ""),
      sections: [.init("s", "", blocks: quality.blocks(.zh))])
  }

  /// So many calls on each of some days of December.
  private func calls(_ count: Int, on days: [Int], line: String = "962200") -> [Call] {
    days.flatMap { day in
      (0..<count).map {
        Call(at: Self.december.firstDay.advanced(by: day - 1).start + 3600 + Int64($0), line: line)
      }
    }
  }

  /// December's Saturdays and Sundays.
  private static let daysOff = [1, 7, 8, 14, 15, 21, 22, 28, 29]

  /// What is said of December's days without a call, of a database with these calls alone.
  private func silentDays(_ calls: [Call]) throws -> String? {
    let other = try ReportStore()
    try other.calls(calls)
    let quality = try DataQuality(
      period: Period(month: Self.december), engine: other.engine, asOf: Self.december.lastDay.end - 1)
    return document(quality).texts.first { $0.contains("无来电记录的日期") }
  }

  @Test(
    "days without a call are normal where chance gives about as many, and may be a missing file or rejected rows where it does not"
  )
  func silence() throws {
    // 280 calls on 28 of 31 days, 9.03 a day: chance leaves 31 × e^−9.03 = 0.004 days without.
    try store.calls(calls(10, on: Array(1...28)))
    let text = try texts()
    #expect(text.contains("962200：无来电记录的日期：2019-12-29..2019-12-31。日均 9.0 通，可能是缺少文件，请核对。"), "\(text)")
    // 2 calls on each of December's 22 working days but for some, and on its nine days off: chance leaves about 31 × e^−2 = 4.2 days without.
    for (silent, isNormal) in [(6, true), (12, false)] {
      let told = try silentDays(calls(2, on: Array(1...31 - silent)) + calls(2 * silent, on: [2]))
      #expect(told?.contains("该线日均仅 2.0 通，偶有无来电属正常。") == isNormal, "\(told ?? "")")
      #expect(told?.contains("日均 2.0 通，可能是缺少文件，请核对。") == !isNormal, "\(told ?? "")")
    }
    // Twenty calls on working days and one on days off: of the nine days off 3.3 are silent by chance, of working days none.
    let (off, working) = (Self.daysOff, (1...31).filter { !Self.daysOff.contains($0) })
    for (days, isNormal) in [(working + off.prefix(6), true), (working.prefix(19) + off, false)] as [([Int], Bool)] {
      let told = try silentDays(
        calls(20, on: days.filter(working.contains)) + calls(1, on: days.filter(off.contains)))
      #expect(told?.contains("偶有无来电属正常。") == isNormal, "\(told ?? "")")
    }
  }

  @Test("two silent days off where half a day is expected are chance; two of a hundredth are not")
  func silentChance() throws {
    // 0.56 expected of nine days off with 2.78 calls: two or more come in 11 of 100 such months (1 − e^−0.56 × 1.56).
    let (off, working) = (Self.daysOff, (1...31).filter { !Self.daysOff.contains($0) })
    for (more, isNormal) in [(4, true), (30, false)] {
      let told = try silentDays(
        calls(20, on: working) + calls(3, on: Array(off.prefix(7))) + calls(more, on: [8]))
      #expect(told?.contains("无来电记录的日期：2019-12-28..2019-12-29。") == true, "\(told ?? "")")
      #expect(told?.contains("偶有无来电属正常。") == isNormal, "\(told ?? "")")
    }
  }

  @Test("days without calls are told as runs from the first day to the last that the data reach")
  func days() throws {
    try store.calls(calls(1, on: [2, 3, 5, 9]))
    let tenth = Self.december.firstDay.advanced(by: 9).end - 1
    let told = try texts(asOf: tenth)
    #expect(
      told.contains(
        "962200：无来电记录的日期：2019-12-01、2019-12-04、2019-12-06..2019-12-08、2019-12-10。该线日均仅 0.4 通，偶有无来电属正常。"),
      "\(told)")
    let fifth = Self.december.firstDay.advanced(by: 4)
    #expect(try texts(Period(first: fifth, last: fifth)).contains("962200：截至数据所到之日，每天都有来电记录。"))
    #expect(try !texts(asOf: Self.december.firstDay.start - 1).contains { $0.contains("每天都有") || $0.contains("无来电记录") })
  }

  @Test("in public the days of a line of ten calls are told, of fewer not", arguments: [(9, false), (10, true)])
  func hiddenLine(count: Int, told: Bool) throws {
    try store.calls(calls(count, on: [5]))
    #expect(try texts(hiddenUnder: 10).contains { $0.hasPrefix("962200：无来电记录的日期") } == told)
    #expect(try texts().contains { $0.hasPrefix("962200：无来电记录的日期") })
  }

  @Test("unknown names stand by how many calls and orders bear them, as many by name; known ones are none")
  func names() throws {
    var made = calls(1, on: Array(1...9))
    for (index, unit) in ["新乙", "新甲", "新丙", "新丙", "社会救助处", "社会救助处", "", "", ""].enumerated() { made[index].unit = unit }
    for index in made.indices { made[index].district = index < 3 ? "" : "黄浦区" }
    try store.calls(made)
    try store.orders(["G1,open,2019-12-02 09:00,,2019-12-09,,新丙,黄浦区,养老服务,投诉,2020-01-05"])
    let text = try texts()
    #expect(text.contains("承办单位：名录以外的名称 3 个：新丙 (3)、新乙 (1)、新甲 (1)。请补入名录或别名。"), "\(text)")
    // Three of nine calls and an order.
    #expect(text.contains("区：没有名录以外的名称。") && text.contains("承办单位：30.00% 的来电和工单未填。"))
    #expect(text.contains("区：30.00% 的来电和工单未填。") && text.contains { $0.hasPrefix("本期涉及来源文件 2 个，数据行 10，拒绝 0 行（0.00%）") })
  }

  @Test("where every case has a name nothing is said of cases without one")
  func named() throws {
    try store.calls(calls(1, on: [1, 2]))
    #expect(try !texts().contains { $0.contains("未填") })
    #expect(
      try document(DataQuality(period: Period(month: Self.december), engine: store.engine, asOf: 0)).table("rejects")
        == nil)
  }

  @Test("in public an unknown name of few cases is told without how many")
  func hiddenNames() throws {
    var made = calls(40, on: [1])
    for index in made.indices { made[index].unit = index < 3 ? "新甲" : index < 20 ? "新乙" : "社会救助处" }
    try store.calls(made)
    let text = try texts(hiddenUnder: 10).first { $0.hasPrefix("承办单位：名录以外的名称") }
    #expect(
      text?.contains("名称 2 个") == true && text?.contains("新甲") == true && text?.contains("新甲 (") == false,
      "\(text ?? "")")
  }

  @Test("twenty kinds of rejected rows are listed at most")
  func rejects() throws {
    try store.calls(calls(1, on: [1, 31]))
    for number in 0..<21 {
      try store.orders(
        [
          "A\(number),open,2019-12-02 09:00,,2019-12-09,,社会救助处,黄浦区,养老服务,投诉,2019-12-31",
          "B\(number),open,gestern,,2019-12-09,,社会救助处,黄浦区,养老服务,投诉,2019-12-31",
        ], named: "orders-\(number)")
    }
    let quality = try DataQuality(
      period: Period(month: Self.december), engine: store.engine, asOf: Self.december.lastDay.end - 1)
    #expect(quality.rejected == 21 && quality.rejects.count == 21)
    #expect(document(quality).table("rejects")?.rows.count == 20)
    let sources = try #require(document(quality).table("sources"))
    #expect(sources.rows.count == 22 && sources.rows.allSatisfy { $0.texts[7].count == 12 })
    #expect(document(quality).texts.contains { $0.hasPrefix("本期涉及来源文件 22 个，数据行 44，拒绝 21 行（47.73%）") })
  }
}
