import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// How few topics make most of the calls, and which districts and topics are drawn.
@Suite("Topics most asked")
struct TopicParetoTests {
  private static let december = LocalMonth(year: 2019, month: 12)

  private func store(_ counts: [(topic: String, district: String, count: Int)]) throws -> ReportStore {
    let store = try ReportStore()
    try store.calls(
      counts.enumerated().flatMap { place, part in
        (0..<part.count).map {
          Call(
            at: Self.december.firstDay.advanced(by: $0 % 25).start + Int64(place) * 60 + Int64($0 / 25),
            district: part.district, category: part.topic)
        }
      })
    return store
  }

  private func overview(_ store: ReportStore) throws -> Document {
    try TopicOverview(period: Period(month: Self.december), engine: store.engine, language: .zh).document()
  }

  private func annual(_ store: ReportStore) throws -> Document {
    try AnnualReport(year: 2019, engine: store.engine, form: nil, language: .zh).document()
  }

  private func even(_ topics: Int) -> [(topic: String, district: String, count: Int)] {
    (10..<10 + topics).map { ("类\($0)", "黄浦区", 10) }
  }

  @Test("four topics of five like ones are the four fifths that are asked for, not five")
  func fourFifths() throws {
    let store = try store(even(5))
    #expect(try overview(store).figure("top-call_volume")?.title == "话务总量（呼入）：前4类占全部的80.0%")
    #expect(try annual(store).figure("topic-pareto")?.title == "诉求类别：前4类占全部来电的80.0%")
  }

  @Test("twenty topics are drawn; where they are not most of the calls, so much of all is told")
  func twenty() throws {
    let figure = try #require(overview(store(even(30))).figure("top-call_volume"))
    guard case .bars(let bars) = figure.chart else {
      Issue.record("topics are bars")
      return
    }
    #expect(bars.categories == (10..<30).map { "类\($0)" } && figure.title == "话务总量（呼入）：前20类占全部的66.7%")
    #expect(bars.cumulative.last == 2.0 / 3)
  }

  @Test("a single topic is no chart; cases without a topic are none, but of all")
  func single() throws {
    #expect(try overview(store(even(1))).figure("top-call_volume") == nil)
    let unnamed = try overview(store(even(2) + [("", "黄浦区", 20)]))
    #expect(unnamed.figure("top-call_volume")?.title == "话务总量（呼入）：前2类占全部的50.0%")
  }

  @Test("without a year before a topic has no share to compare")
  func noYearBefore() throws {
    let table = try #require(overview(store(even(2))).table("growth-call_volume"))
    #expect(table.rows.allSatisfy { $0.texts[4] == "" && $0.cells[3].content == .absent(reason: "没有数据") })
  }

  @Test(
    "districts and topics are drawn from two of each on, up to forty topics",
    arguments: [(1, 2, false), (2, 1, false), (2, 40, true), (2, 41, false)])
  func map(districts: Int, topics: Int, drawn: Bool) throws {
    let names = ["黄浦区", "徐汇区"]
    let store = try store((0..<topics).flatMap { topic in (0..<districts).map { ("类\(topic + 10)", names[$0], 12) } })
    let document = try overview(store)
    #expect((document.figure("deviation-map") != nil) == drawn)
    if case .heatmap(let map)? = document.figure("deviation-map")?.chart {
      #expect(map.rows == names && map.columns.count == topics && map.values[0][0] == 1)
    }
    // The year's report draws the mix of each district of thirty calls.
    #expect((try annual(store).figure("district-topics") != nil) == (topics > 1))
  }

  @Test("fewer than five expected are blank")
  func fewExpected() throws {
    let store = try store([("甲", "黄浦区", 100), ("乙", "黄浦区", 5), ("甲", "徐汇区", 100), ("乙", "徐汇区", 4)])
    guard case .heatmap(let map)? = try overview(store).figure("deviation-map")?.chart else {
      Issue.record("districts and topics are a heat map")
      return
    }
    // 105 and 104 calls: of nine on 乙 4.5 each are expected.
    let column = try #require(map.columns.firstIndex(of: "乙"))
    #expect(map.values.allSatisfy { $0[column] == nil } && map.values.allSatisfy { $0[1 - column] != nil })
  }

  @Test("a district of twenty-nine calls has no shares of its topics, of thirty it has", arguments: [29, 30])
  func districtShares(calls: Int) throws {
    let store = try store([("甲", "黄浦区", calls - 3), ("乙", "黄浦区", 3), ("甲", "徐汇区", 60), ("", "徐汇区", 40)])
    guard case .heatmap(let map)? = try annual(store).figure("district-topics")?.chart else {
      Issue.record("districts and topics are a heat map")
      return
    }
    let (row, other) = (try #require(map.rows.firstIndex(of: "黄浦区")), try #require(map.rows.firstIndex(of: "徐汇区")))
    #expect(map.columns == ["甲", "乙"] && map.values[row] == (calls == 30 ? [0.9, 0.1] : [nil, nil]))
    #expect(map.values[other] == [0.6, 0], "of all calls, those without a topic included")
  }
}
