import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension
import HotlineReports
import HotlineText
import Testing

@Suite("Sheets of districts and units")
struct MemberSheetTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func sheets(_ dimension: Dimension = .district, hidden: Int? = nil, period: String = "2019-12") throws
    -> MemberSheets
  {
    let engine = store.engine
    return try MemberSheets(
      dimension, period: Period(parsing: period), engine: hidden.map(engine.publicVersion) ?? engine,
      form: store.form(),
      language: .zh)
  }

  private func document(_ name: String, in sheets: MemberSheets, isPaged: Bool = false) throws -> Document {
    try sheets.sheet(sheets.member(named: name)).document(isPaged: isPaged)
  }

  /// Orders of two districts and of none: late, due soon, not contacted.
  private static let orders = [
    "H1,closed,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,2019-12-12 10:00,社会救助处,黄浦区,养老服务,投诉,2019-12-20 18:00",
    "H2,open,2019-12-02 09:00,2019-12-05 10:00,2019-12-09,,社会救助处,黄浦区,养老服务,投诉,2019-12-20 18:00",
    "H3,open,2019-12-18 09:00,2019-12-18 10:00,2019-12-23,,社会救助处,黄浦区,养老服务,投诉,2019-12-20 18:00",
    "H4,open,2019-11-01 09:00,2019-11-01 10:00,2019-11-11,,社会救助处,黄浦区,养老服务,投诉,2019-12-20 18:00",
    "B1,open,2019-12-02 09:00,2019-12-02 10:00,2019-12-10,,殡葬管理处,宝山区,殡葬服务,投诉,2019-12-20 18:00",
    "B2,closed,2019-12-02 09:00,2019-12-02 10:00,2019-12-10,2019-12-05 10:00,殡葬管理处,宝山区,殡葬服务,投诉,2019-12-20 18:00",
    "N1,open,2019-12-02 09:00,2019-12-02 10:00,2019-12-10,,,,殡葬服务,投诉,2019-12-20 18:00",
  ]

  @Test("its orders overdue, due soon and not contacted, the open and latest first, with working days late")
  func orders() throws {
    try store.orders(Self.orders)
    let document = try document("黄浦", in: sheets())
    let late = try #require(document.table("orders-late"))
    // Due on the 9th, a Monday (00:00 is the day itself): closed on the 12th is 3 working days, the 20th is 9.
    #expect(
      late.rows.map(\.texts) == [
        ["H2", "2019-12-02 09:00:00", "2019-12-09 23:59:59", "–", "9"],
        ["H1", "2019-12-02 09:00:00", "2019-12-09 23:59:59", "2019-12-12 10:00:00", "3"],
      ])
    #expect(document.table("orders-older")?.rows.map { $0.texts[0] } == ["H4"])
    #expect(document.table("orders-due-soon")?.rows.map { $0.texts[0] } == ["H3"])
    #expect(document.table("orders-uncontacted")?.rows.map { $0.texts[0] } == ["H2"])
    #expect(document.keySentences.last == "工单数据只到2019-12-20；本期到期未按时办结2件（其中1件至今未办结）；以前到期、至今未办结1件；2个工作日内到期1件；未按时先行联系1件。")
  }

  @Test("no sheet holds another member's rows, names or figures; the sheets together hold every row once")
  func apart() throws {
    try store.orders(Self.orders)
    try store.calls(
      (0..<60).map {
        Call(
          at: LocalMonth(year: 2019, month: 12).firstDay.start + 36_000 + Int64($0) * 60,
          district: $0 % 3 == 0 ? "宝山区" : "黄浦区")
      })
    let sheets = try sheets()
    #expect(sheets.members.map(\.name) == ["黄浦区", "宝山区", ""])
    var seen: [String: Int] = [:]
    for member in sheets.members {
      for isPaged in [false, true] {
        let texts = try sheets.sheet(member).document(isPaged: isPaged).texts.joined(separator: "\n")
        for other in sheets.members where other != member {
          if !other.name.isEmpty { #expect(!texts.contains(other.name), "\(member.name) tells of \(other.name)") }
        }
        let own = member.name == "黄浦区" ? "H" : member.name == "宝山区" ? "B" : "N"
        let ids = texts.matches(of: /\b[HBN][0-9]\b/).map { String($0.0) }
        #expect(ids.allSatisfy { $0.hasPrefix(own) }, "\(ids)")
        if !isPaged { for id in Set(ids) { seen[id, default: 0] += 1 } }
      }
    }
    #expect(seen == ["H1": 1, "H2": 1, "H3": 1, "H4": 1, "B1": 1, "N1": 1])
  }

  @Test("the figures of all sheets, the one of 未归属 included, add up to the city's")
  func sums() throws {
    try store.orders(Self.orders)
    let sheets = try sheets()
    let written = try sheets.members.map { MemberManifest.Sheet(try sheets.sheet($0), files: []) }
    let manifest =
      try JSONSerialization.jsonObject(
        with: JSONEncoder().encode(MemberManifest([(sheets, written)]))) as? [String: Any]
    let group = try #require((manifest?["groups"] as? [[String: Any]])?.first)
    #expect(group["adds_up"] as? Bool == true)
    func closure(_ figures: Any?) -> [[Int]] {
      ((figures as? [[String: Any]]) ?? []).filter { $0["metric"] as? String == "on_time_closure_rate" }
        .map { [$0["numerator"] as? Int ?? -1, $0["denominator"] as? Int ?? -1] }
    }
    let own = try #require(group["sheets"] as? [[String: Any]])
    #expect(own.map { closure($0["figures"]) } == [[[0, 2]], [[1, 2]], [[0, 1]]])
    #expect(closure(group["city"]) == [[1, 5]])
    // A sheet that is left out is noticed.
    let short =
      try JSONSerialization.jsonObject(
        with: JSONEncoder().encode(MemberManifest([(sheets, Array(written.dropLast()))]))) as? [String: Any]
    #expect((short?["groups"] as? [[String: Any]])?.first?["adds_up"] as? Bool == false)
    #expect(MemberIndex([(sheets, Array(written.dropLast()))]).document?.texts.contains { $0.contains("不一致") } == true)
    let index = try #require(MemberIndex([(sheets, written)]).document)
    #expect(index.texts.contains("3份情况单的各项分子、分母相加与全市一致（含未归属）。"))
    #expect(index.table("sheets-district")?.rows.last?.texts == ["合计", "", "6", "4", "1", "1", "1"])
  }

  @Test("in time is said only of orders that were due, and of none that was late")
  func claims() throws {
    try store.orders([
      "B1,closed,2019-12-02 09:00,2019-12-02 10:00,2019-12-10,2019-12-05 10:00,殡葬管理处,宝山区,殡葬服务,投诉,2020-01-05 18:00",
      "M1,open,2019-12-30 09:00,2019-12-30 10:00,2020-02-10,,殡葬管理处,闵行区,殡葬服务,投诉,2020-01-05 18:00",
    ])
    let sheets = try sheets()
    #expect(try document("宝山区", in: sheets).keySentences.last == "本期到期的1件工单均按时办结；应先行联系的1件均按时联系。")
    // Nothing of 闵行区 was due.
    #expect(try document("闵行区", in: sheets).keySentences.last == "应先行联系的1件均按时联系。")
    #expect(try document("闵行区", in: sheets).texts.contains("在已有的工单数据中没有逾期、临期或未按时联系的工单。"))
    // A known district without any case says nothing of orders at all.
    let nothing = try document("静安区", in: sheets).keySentences
    #expect(nothing.count == 1 && nothing[0].contains("工单 0 件"), "\(nothing)")
    #expect(throws: Diagnostic.self) { _ = try sheets.member(named: "没有的区") }
  }

  @Test("beside the city: a district that is clearly worse is told, and not the others' names")
  func beside() throws {
    let december = LocalMonth(year: 2019, month: 12)
    let districts = ["黄浦区", "徐汇区", "长宁区", "静安区", "普陀区", "虹口区", "杨浦区", "闵行区", "宝山区", "嘉定区", "浦东新区"]
    let calls = (0..<2200).map { index in
      let district = districts[index % districts.count]
      let lost = district == "黄浦区" ? index / 11 % 2 == 0 : index / 11 % 20 == 0
      return Call(
        at: december.firstDay.advanced(by: index % 25).start + 36_000 + Int64(index / 25),
        outcome: lost ? "abandoned" : "answered", district: district)
    }
    try store.calls(calls)
    let sheets = try sheets()
    let worse = try document("黄浦区", in: sheets)
    #expect(worse.keySentences[0].hasPrefix("2019年12月来电 200 通，占全市 9.1%"))
    #expect(worse.keySentences[1].contains("未达标：962200 热线接通率（人工） 50.00%（100 / 200，目标≥85.00%）"))
    #expect(worse.keySentences[1].contains("显著差于全市：962200 热线接通率（人工） 50.00%"))
    let row = try #require(worse.table("figures")?.rows.first { $0.texts[0].hasPrefix("热线接通率") })
    #expect(row.cells[2].status == .worse && row.texts[3] == "100 / 200" && row.texts[6] == "2,000 / 2,200")
    let usual = try document("徐汇区", in: sheets)
    #expect(usual.keySentences[1].contains("设有目标的1项比率均达标") || usual.keySentences[1].contains("设有目标并可判断的1项比率达标"))
    #expect(!usual.keySentences[1].contains("显著"))
    guard case .panels(let panels) = usual.figure("funnel")?.chart, case .funnel(let funnel) = panels[0].chart else {
      Issue.record("the place is a funnel")
      return
    }
    #expect(funnel.points.map(\.label) == ["徐汇区"], "nobody else is drawn")
  }

  @Test("its place among the others is drawn from thirty cases on", arguments: [29, 30])
  func fewestDrawn(cases: Int) throws {
    let december = LocalMonth(year: 2019, month: 12)
    let others = ["徐汇区", "静安区", "长宁区", "普陀区"]
    let calls = (0..<400 + cases).map { index in
      Call(
        at: december.firstDay.advanced(by: index % 25).start + 36_000 + Int64(index),
        outcome: index % 5 == 0 ? "abandoned" : "answered", district: index < 400 ? others[index / 100] : "黄浦区")
    }
    try store.calls(calls)
    let figure = try document("黄浦区", in: sheets()).figure("funnel")
    #expect((figure != nil) == (cases == 30))
  }

  @Test("on paper a long list is cut with what is left; workbooks hold all")
  func paper() throws {
    try store.orders(
      (0..<20).map {
        "H\($0),open,2019-12-02 09:00,2019-12-02 10:00,2019-12-09,,社会救助处,黄浦区,养老服务,投诉,2019-12-20 18:00"
      })
    let sheets = try sheets(.unit)
    let paged = try #require(document("社会救助处", in: sheets, isPaged: true).table("orders-late"))
    #expect(paged.rows.count == 16 && paged.caption.hasSuffix("20 件") && paged.note.plain == "另有 4 件见电子表格（XLSX、CSV）。")
    let whole = try #require(document("社会救助处", in: sheets).table("orders-late"))
    #expect(whole.rows.count == 20 && whole.note.isEmpty)
  }

  @Test("a public version lists no order and tells no count under ten")
  func publicVersion() throws {
    try store.orders(Self.orders)
    try store.calls(
      (0..<53).map {
        Call(
          at: LocalMonth(year: 2019, month: 12).firstDay.start + 36_000 + Int64($0) * 60,
          district: $0 < 3 ? "宝山区" : $0 < 23 ? "静安区" : "黄浦区")
      })
    let sheets = try sheets(hidden: 10)
    for member in sheets.members {
      let texts = try sheets.sheet(member).document(isPaged: false).texts.joined(separator: "\n")
      #expect(texts.matches(of: /\b[HBN][0-9]\b/).isEmpty)
      #expect(texts.contains("公开版不列工单明细。"))
    }
    let small = try document("宝山区", in: sheets).keySentences[0]
    #expect(small == "2019年12月来电数不公布；工单数不公布。")
    // What would give it by subtraction is hidden as well.
    let hidden = sheets.members.filter { member in
      (try? sheets.sheet(member).document(isPaged: false).keySentences[0].contains("来电数不公布")) == true
    }
    #expect(hidden.count >= 2)
  }

  @Test("the name of a file is no path")
  func names() {
    let period = Period(month: LocalMonth(year: 2019, month: 12))
    #expect(Member(.unit, "../a b").fileName(period) == "member-2019-12-unit----a-b")
    #expect(Member(.district, "").fileName(period) == "member-2019-12-district-unassigned")
  }
}
