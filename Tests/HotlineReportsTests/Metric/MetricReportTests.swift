import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// One KPI in depth: its counts lead to their rows, its parts are listed up to a hundred, its hours from ten cases on.
@Suite("One KPI in depth")
struct MetricReportTests {
  let store: ReportStore
  private static let december = LocalMonth(year: 2019, month: 12)

  init() throws { store = try ReportStore() }

  private func report(_ id: String, _ conditions: [Dimension: [String]] = [:]) throws -> (
    Document, [Anchor: MetricReport.Place]
  ) {
    var report = try MetricReport(
      store.catalog.metric(id), slice: Slice(period: Period(month: Self.december), conditions: conditions),
      engine: store.engine, form: nil, language: .zh)
    return (try report.document(), report.places)
  }

  /// Calls of names, so many of each.
  private func calls(_ counts: [(String, Int)], _ path: WritableKeyPath<Call, String>) -> [Call] {
    counts.enumerated().flatMap { place, part in
      (0..<part.1).map {
        var call = Call(at: Self.december.firstDay.start + Int64(place) * 3600 + Int64($0))
        call[keyPath: path] = part.0
        return call
      }
    }
  }

  @Test("counts of a rate: both sums, those that missed, what is left out, each leading to its rows")
  func counts() throws {
    var made = Handmade.month(Self.december, calls: 100, lost: 20)
    for index in 20..<80 { made[index].rating = index < 70 ? "satisfied" : "dissatisfied" }
    try store.calls(made)
    let (document, places) = try report("satisfaction_rate")
    let table = try #require(document.table("counts"))
    #expect(table.rows.map { $0.texts.suffix(1) } == [["50"], ["60"], ["10"], ["20"]])
    #expect(table.rows[0].texts[1].hasPrefix("分子") && table.rows[1].texts[1].hasPrefix("分母"))
    #expect(table.rows[2].texts[1] == "分母中未计入分子的" && table.rows[3].texts[1] == "未计入：未评价")
    #expect(places["rows-962200-missed"] == MetricReport.Place(names: ["line": "962200"], part: .missed))
    #expect(table.rows[2].cells[2].link == "rows-962200-missed" && table.rows[3].cells[2].link == nil)
    #expect(
      document.cards.first?.note?.hasPrefix("95%区间 ") == true && document.cards.first?.note?.contains("–") == true)
    #expect(document.subtitle == "2019-12")
    let calls = try report("call_volume", [.line: ["962200"], .district: ["黄浦区"]]).0
    #expect(
      calls.table("counts")?.rows.count == 1
        && calls.table("counts")?.rows[0].texts.contains { $0.hasPrefix("计数") } == true)
    #expect(calls.subtitle == "2019-12 · 区：黄浦区 · 热线：962200" && calls.cards.count == 1)
    // A median has cases and no sum; hours with calls are no rows at all.
    #expect(
      try report("median_wait").0.table("counts")?.rows.map { $0.texts.dropLast().last ?? "" }.allSatisfy {
        $0.hasPrefix("分母")
      } == true)
    #expect(try report("service_hours_covered").0.table("counts")?.rows.isEmpty == true)
  }

  @Test("thirteen months are listed, each leading to itself")
  func months() throws {
    try store.calls(
      [(2018, 12), (2019, 11), (2019, 12)].enumerated().flatMap { index, month in
        Handmade.month(LocalMonth(year: month.0, month: month.1), calls: 10 * (index + 1), lost: 0)
      })
    let (document, places) = try report("call_volume")
    let table = try #require(document.table("months"))
    #expect(table.rows.map { $0.texts[0] } == (0..<13).map { Self.december.advanced(by: $0 - 12).iso })
    #expect(
      table.rows[0].texts[1] == "10" && table.rows[1].texts[1] == "–"
        && table.rows[11...12].map { $0.texts[1] } == ["20", "30"])
    #expect(places["month-2018-12"] == MetricReport.Place(period: "2018-12") && places["month-2018-11"] == nil)
  }

  @Test(
    "a hundred topics are all listed; of more those with most cases, and how many are left out", arguments: [100, 101])
  func topics(count: Int) throws {
    try store.calls(calls((0..<count).map { ("类\($0)", $0 == 7 ? 1 : $0 == 8 ? 3 : 2) }, \.category))
    let table = try #require(report("call_volume").0.table("by-category"))
    #expect(table.rows.count == 100 && table.rows[0].texts[0] == "类8" && table.rows[0].texts[1] == "3")
    #expect(table.note.plain == (count == 101 ? "件数较少的另有 1 个未列出。" : ""))
    #expect(table.rows.contains { $0.texts[0] == "类7" } == (count == 100))
  }

  @Test("units stand in the order of their file, a hundred of them too; more by their cases")
  func units() throws {
    try store.calls(calls([("养老服务处", 3), ("社会救助处", 1), ("", 2)], \.unit))
    let (document, places) = try report("call_volume")
    let table = try #require(document.table("by-unit"))
    #expect(table.rows.map { $0.texts[0] } == ["社会救助处", "养老服务处", "（未填）"])
    #expect(table.rows[0].cells[0].link == "by-unit-社会救助处" && table.rows[2].cells[0].link == nil)
    #expect(places["by-unit-社会救助处"] == MetricReport.Place(names: ["unit": "社会救助处"]))
    let many = try ReportStore()
    try many.calls(calls((100..<200).map { ("单\($0)", $0 == 150 ? 2 : 1) }, \.unit))
    var other = try MetricReport(
      many.catalog.metric("call_volume"), slice: Slice(period: Period(month: Self.december)), engine: many.engine,
      form: nil,
      language: .zh)
    #expect(try other.document().table("by-unit")?.rows.first?.texts[0] == "单100")
  }

  @Test("of one district, or of none that is named, there is no chapter on districts; of two there is")
  func conditions() throws {
    try store.calls(calls([("黄浦区", 40), ("徐汇区", 40), ("静安区", 40)], \.district))
    func has(_ conditions: [Dimension: [String]]) throws -> Bool {
      try report("call_volume", conditions).0.table("by-district") != nil
    }
    #expect(try has([:]) && has([.district: ["黄浦区", "徐汇区"]]) && !has([.district: ["黄浦区"]]))
    let unnamed = try ReportStore()
    try unnamed.calls(calls([("", 40)], \.district))
    var other = try MetricReport(
      unnamed.catalog.metric("call_volume"), slice: Slice(period: Period(month: Self.december)), engine: unnamed.engine,
      form: nil, language: .zh)
    #expect(try other.document().table("by-district") == nil)
  }

  @Test("three districts are compared in a funnel, two only in the table; topics are not compared")
  func funnels() throws {
    var made = calls([("黄浦区", 100), ("徐汇区", 100), ("静安区", 100)], \.district)
    for index in 0..<60 { made[index].outcome = "abandoned" }
    for index in made.indices { made[index].category = index < 100 ? "殡葬服务" : "养老服务" }
    try store.calls(made)
    let (document, _) = try report("connection_rate")
    #expect(
      document.figure("funnel-district-connection_rate") != nil
        && document.figure("funnel-category-connection_rate") == nil)
    let rows = try #require(document.table("by-district")).rows
    #expect(rows.map { $0.cells[1].status } == [.worse, .better, .better] || rows[0].cells[1].status == .worse)
    #expect(try #require(document.table("by-category")).rows.allSatisfy { $0.cells[1].status == nil })
    let two = try report("connection_rate", [.district: ["黄浦区", "徐汇区"]]).0
    #expect(two.table("by-district")?.rows.count == 2 && two.figure("funnel-district-connection_rate") == nil)
  }

  @Test("hours are drawn from Monday to Sunday and from 0 to 23; a rate of nine calls is left out, of ten not")
  func hours() throws {
    // 2 December 2019 is a Monday, the 8th a Sunday.
    func at(_ day: Int, _ hour: Int, _ count: Int) -> [Call] {
      (0..<count).map { Call(at: Self.december.firstDay.advanced(by: day - 1).start + Int64(hour) * 3600 + Int64($0)) }
    }
    try store.calls(at(2, 0, 10) + at(8, 23, 10) + at(3, 9, 9))
    func map(_ id: String) throws -> Chart.Heatmap? {
      guard case .heatmap(let map)? = try report(id).0.figure("hours")?.chart else { return nil }
      return map
    }
    let rate = try #require(try map("connection_rate"))
    #expect(rate.rows == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] && rate.columns.count == 24)
    #expect(
      rate.columns[9...10] == ["09", "10"] && rate.values.count == 7 && rate.values.allSatisfy { $0.count == 24 })
    #expect(rate.values[0][0] == 1 && rate.values[6][23] == 1 && rate.values[1][9] == nil)
    let count = try #require(try map("call_volume"))
    #expect(count.values[1][9] == 9 && count.values[0][0] == 10)
    #expect(try map("median_wait") == nil && map("service_hours_covered") == nil)
    let few = try ReportStore()
    try few.calls(at(2, 0, 9))
    var other = try MetricReport(
      few.catalog.metric("connection_rate"), slice: Slice(period: Period(month: Self.december)), engine: few.engine,
      form: nil, language: .zh)
    #expect(try other.document().figure("hours") == nil)
  }
}
