import HotlineDocument
import HotlineText
import Testing

@testable import HotlineMetrics
@testable import HotlineReports

@Suite("Hours of the week")
struct HourlyLoadFigureTests {
  /// Two calls in every hour, nine on Sunday at 23; of twenty calls on Monday's first eleven hours eleven to one are lost.
  private func load(hiding: Bool = false) -> HourlyLoad {
    HourlyLoad(
      cells: (1...7).flatMap { weekday in
        (0..<24).map { hour in
          HourlyLoad.Cell(
            weekday: weekday, hour: hour, callsPerHour: weekday == 7 && hour == 23 ? 9 : 2,
            asked: weekday == 1 ? 20 : 0,
            abandoned: weekday == 1 ? Double(max(0, 11 - hour)) : 0, isHidden: hiding && weekday == 3 && hour == 3)
        }
      })
  }

  private func document(_ load: HourlyLoad, line: String? = nil, _ language: Language = .zh) -> Document {
    let blocks = HourlyLoadFigures(load: load, line: line, language: language).blocks(volume: "v", abandonment: "a")
    return Document(
      name: "d", title: "", language: language, asOf: .init(0, text: ""), sections: [.init("s", "", blocks: blocks)])
  }

  @Test("seven days of 24 hours are drawn, the busiest is named")
  func drawn() throws {
    let document = document(load(), line: "962200")
    let figure = try #require(document.figure("load"))
    guard case .heatmap(let map) = figure.chart else {
      Issue.record("hours are a heat map")
      return
    }
    #expect(map.rows == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] && map.columns == (0..<24).map(String.init))
    #expect(map.values.count == 7 && map.values.allSatisfy { $0.count == 24 } && map.values[6][23] == 9)
    #expect(figure.title == "962200 每小时呼入（平均通数）" && figure.note.plain.hasSuffix("最高为周日23时：9.0。"))
    #expect(figure.alternative == "962200 每小时呼入（平均通数），星期×钟点；最高为周日23时：9.0")
    let lost = try #require(document.figure("abandonment"))
    #expect(lost.note.plain.hasSuffix("最高为周一0时：55.0%。") && self.document(load()).figure("load")?.title == "每小时呼入（平均通数）")
  }

  @Test("of eleven hours that lose calls the ten that lose most are listed, with their share of all")
  func worst() throws {
    let table = try #require(document(load()).table("losses"))
    // 11 + 10 + … + 1 are 66.
    #expect(table.rows.count == 10 && table.rows[0].texts == ["周一 00:00–01:00", "2.0", "20", "11", "55.00%", "16.7%"])
    #expect(table.rows[9].texts == ["周一 09:00–10:00", "2.0", "20", "2", "10.00%", "3.0%"])
    #expect(table.rows.map { $0.texts[3] } == (2...11).reversed().map(String.init))
  }

  @Test("where an hour is hidden no hour is said to lose most")
  func hidden() {
    let hidden = document(load(hiding: true))
    #expect(hidden.table("losses") == nil && hidden.figure("abandonment") != nil)
  }
}
