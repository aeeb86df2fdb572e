import HotlineModel
import Testing

@testable import HotlineReading

/// Columns beside each other: dates with their clocks, twins, and what durations prove, row by row.
@Suite("Columns together, edge by edge")
struct SceneEdgeTests {
  private func scene(_ header: String?, _ rows: [String]) -> SuggestionScene {
    SuggestionScene(
      HeaderSearch(
        ((header.map { [$0] } ?? []) + rows).enumerated().map {
          ($0.offset + 1, $0.element.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        }), districts: Places.districts)
  }

  private func column(_ scene: SuggestionScene, _ indices: [Int]) throws -> Int {
    try #require(scene.columns.firstIndex { $0.indices == indices })
  }

  private func gap(_ first: String, _ second: String) throws -> Int64? {
    let rows = (0..<5).map { _ in "2019-03-04,\(first),\(second)" }
    let scene = scene("day,start clock,end clock", rows + ["2019-03-04,08:00:00,08:00:30"])
    return try scene.medianGap(column(scene, [0, 1]), column(scene, [0, 2]))
  }

  @Test("two clocks of one date: more than twelve hours back is the next day, twelve hours are not")
  func midnight() throws {
    #expect(try gap("23:50:00", "00:10:00") == 1200)
    #expect(try gap("08:00:00", "08:10:00") == 600)
    #expect(try gap("20:00:00", "08:00:00") == -43_200)
    #expect(try gap("20:00:01", "08:00:00") == 43_199)
  }

  @Test("clocks with dates of their own, or times in one column, are not moved over midnight")
  func ownDates() throws {
    let rows = (0..<6).map { _ in "2019-03-05,08:00:00,2019-03-04,09:00:00,2019-03-05 08:00:00,2019-03-04 08:30:00" }
    let scene = scene("start date,start clock,end date,end clock,logged,closed", rows)
    let (start, end) = (try column(scene, [0, 1]), try column(scene, [2, 3]))
    #expect(scene.medianGap(start, end) == -82_800 && scene.medianGap(end, start) == 82_800)
    #expect(scene.medianGap(4, 5) == -84_600 && scene.medianGap(start, 5) == -84_600)
    #expect(scene.times == [4, 5, start, end] && scene.merged == [0, 1, 2, 3])
  }

  @Test("a clock goes with the date to its left, else with the first date, and not with a whole time")
  func joined() throws {
    let left = scene("day,logged,begin clock", (10..<20).map { "2019-03-04,2019-03-05 09:00:\($0),08:\($0):00" })
    #expect(left.columns.map(\.indices).last == [0, 2])
    let right = scene("begin clock,day", (10..<20).map { "08:\($0):00,2019-03-04" })
    #expect(right.columns.map(\.indices).last == [1, 0])
    let lone = scene("begin clock,tag", (10..<20).map { "08:\($0):00,x" })
    #expect(lone.columns.count == 2 && lone.merged.isEmpty && lone.times.isEmpty)
    let empty = scene("day,begin clock", (10..<20).map { "\($0 % 2 == 0 ? "2019-03-04" : ""),08:\($0):00" })
    #expect(try empty.columns[column(empty, [0, 1])].moments.map { $0 != nil } == (10..<20).map { $0 % 2 == 0 })
  }

  @Test("a clock whose header speaks of a call alone is what its date is")
  func joinedHeader() throws {
    let rows = (10..<20).map { "2019-03-04,08:\($0):00,08:\($0):30" }
    let scene = scene("begin date,cdr clock,pickup clock", rows)
    #expect(try scene.columns[column(scene, [0, 1])].header.concepts == [.start, .date, .call, .clock])
    #expect(try scene.columns[column(scene, [0, 2])].header.concepts == [.answer, .clock])
    let plain = self.scene("begin date,clock", rows.map { $0.split(separator: ",").prefix(2).joined(separator: ",") })
    #expect(try plain.columns[column(plain, [0, 1])].header.concepts == [.start, .date, .clock])
  }

  @Test("columns of one name, or none, cannot be told apart; columns of a file without header can")
  func twins() {
    let twin = scene(
      "热线,区,结果,方向,满意度,区,类别,时间,主叫,坐席,", (1...4).map { "\($0),黄浦区,2,3,4,静安区,5,6,7,8,9" })
    #expect(twin.twins == [1, 5, 10] && twin.columns.count == 11 && twin.headerLine == 1)
    #expect(twin.isTwin(1) && twin.isTwin(10) && !twin.isTwin(2))
    let bare = scene(nil, (1...4).map { "\($0),2" })
    #expect(bare.twins.isEmpty && bare.columns.count == 2 && bare.headerLine == 0 && bare.names.isEmpty)
    #expect(KindPlacement(.call, scene: twin)[.district] == nil)
    let single = scene("热线,区,结果", (1...4).map { "\($0),黄浦区,2" })
    #expect(KindPlacement(.call, scene: single)[.district]?.columns == [1])
  }

  @Test("durations of nothing prove nothing, unless time passed; a short file proves what it can")
  func agreement() {
    func agreement(_ rows: [(answer: String, wait: String)]) -> Double {
      let scene = scene(
        "begin,pickup,waited",
        rows.map { "2019-03-04 08:00:00,\($0.answer.isEmpty ? "" : "2019-03-04 08:00:\($0.answer)"),\($0.wait)" })
      return scene.agreement([2], from: 0, to: 1)
    }
    func times(_ count: Int, _ answer: String, _ wait: String) -> [(answer: String, wait: String)] {
      Array(repeating: (answer, wait), count: count)
    }
    #expect(agreement(times(5, "00", "0") + times(5, "30", "10")) == 0)
    #expect(agreement(times(5, "10", "10") + times(5, "10", "0")) == 0.5)
    #expect(agreement(times(5, "10", "10") + times(5, "00", "0")) == 1)
    #expect(agreement(times(5, "10", "9") + times(5, "10", "11")) == 1)
    #expect(agreement(times(5, "10", "8") + times(5, "10", "12")) == 0)
    #expect(agreement(times(5, "10", "10") + times(15, "", "10")) == 1, "five rows of twenty")
    #expect(agreement(times(4, "10", "10") + times(16, "", "10")) == 0)
    #expect(agreement(times(2, "10", "10") + times(4, "", "10")) == 0, "two rows of six")
    #expect(agreement(times(3, "10", "10") + times(3, "", "10")) == 1)
    #expect(agreement(times(2, "10", "10")) == 1)
    #expect(agreement(times(5, "10", "10") + times(5, "10", "")) == 1, "an absent duration says nothing")
  }

  @Test("the middle of the gaps, and six hundred rows at most")
  func limits() {
    let rows = [10, 20, 30, 40, 50].map { "2019-03-04 08:00:00,2019-03-04 08:00:\($0)" }
    #expect(scene("begin,pickup", rows).medianGap(0, 1) == 30)
    #expect(scene("begin,pickup", Array(rows.prefix(4))).medianGap(0, 1) == 30)
    let many = scene("begin,pickup", (0..<122).flatMap { _ in rows })
    #expect(many.rowCount == 610 && many.order(0, 1).rows == 600 && many.order(1, 0) == (0, 0, 600))
    #expect(scene("begin,tag", rows.map { String($0.prefix(20)) + "x" }).order(0, 0) == (1, 1, 5))
  }
}
