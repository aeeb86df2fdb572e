import HotlineCalendar
import HotlineDocument
import HotlineModel
import Testing

@testable import HotlineMetrics
@testable import HotlineReports

/// 瓶颈: hours that lose calls by load, what is told of them in public, and hours of which little is known.
@Suite("Bottlenecks")
struct BottleneckTests {
  /// Ten days of an hour: five quiet ones and five busy ones, with calls asked and lost on each.
  private func hours(_ hour: Int, quiet: (Int, Int), busy: (Int, Int), seats: Int = 3, isWorking: Bool = true) throws
    -> [SeatHour]
  {
    let monday = try #require(LocalDay(iso: "2019-03-04"))
    return (0..<10).map { index in
      let (asked, lost) = index < 5 ? quiet : busy
      return SeatHour(
        day: monday.advanced(by: index), hour: hour, isWorkingDay: isWorking, asked: asked, answered: asked - lost,
        abandoned: lost, talkSeconds: (asked - lost) * 180, talkKnown: asked - lost, waitedSeconds: lost * 45,
        seats: seats)
    }
  }

  private func document(_ hours: [SeatHour], hiddenUnder: Int? = nil, days: Int = 10, isOfPart: Bool = false)
    -> Document
  {
    let demand = SeatDemand(hours, days: (days, days), goal: SeatDemand.Goal())
    let blocks = AnnualBottlenecks(demand: demand, isOfPart: isOfPart, language: .zh, hiddenUnder: hiddenUnder).blocks
    return Document(
      name: "d", title: "", language: .zh, asOf: .init(0, text: ""), sections: [.init("s", "", blocks: blocks)])
  }

  /// A hundred calls lost by load, and some at another hour on quiet days as on busy ones.
  private func load(others: Int) throws -> [SeatHour] {
    try hours(10, quiet: (40, 0), busy: (80, 20))
      + hours(11, quiet: (400, others / 10), busy: (400, others / 10), seats: 90)
  }

  private func isTold(_ document: Document) -> Bool { document.texts.contains { $0.contains("，合计放弃 ") } }

  @Test("calls lost by load are told with their share of all")
  func sum() throws {
    let texts = try document(load(others: 100)).texts
    #expect(texts.contains { $0.hasPrefix("放弃随负荷上升的钟点共 1 个，合计放弃 100 通，占全部放弃的 50.0%") }, "\(texts)")
    #expect(texts.contains { $0.hasPrefix("其中席位不足的1个钟点：工作日 10:00–11:00（需") && $0.contains("席，在岗3.0）") })
    let none = try document(hours(10, quiet: (40, 4), busy: (80, 8), seats: 90)).texts
    #expect(none.contains("没有哪个钟点的放弃明显来自来电多。") && none.contains { $0.contains("没有席位不足的瓶颈钟点") })
  }

  @Test(
    "in public the sum is told where neither it nor what is left of all is few", arguments: [(10, true), (11, false)])
  func publicSum(hiddenUnder: Int, told: Bool) throws {
    // Ten lost by load beside a hundred; a hundred beside ten.
    let few = try hours(10, quiet: (40, 0), busy: (42, 2)) + hours(11, quiet: (400, 10), busy: (400, 10), seats: 90)
    try #require(SeatDemand(few, days: (10, 0), goal: SeatDemand.Goal()).hours.first?.isLoadDriven == true)
    #expect(isTold(document(few, hiddenUnder: hiddenUnder)) == told)
    #expect(try isTold(document(load(others: 10), hiddenUnder: hiddenUnder)) == told)
    #expect(try isTold(document(load(others: 10))))
  }

  @Test("in public patience is told of as many calls as may be told", arguments: [(200, true), (201, false)])
  func patience(hiddenUnder: Int, told: Bool) throws {
    let texts = try document(load(others: 100), hiddenUnder: hiddenUnder).texts
    #expect(texts.contains { $0.hasPrefix("市民平均愿意等待约 45 秒") } == told)
    #expect(try document(load(others: 100)).texts.contains { $0.hasPrefix("市民平均愿意等待约 45 秒") })
  }

  @Test("of nine calls in a band there is no share, of ten there is", arguments: [(9, "–"), (10, "30.00%")])
  func bands(asked: Int, share: String) throws {
    let one = SeatHour(
      day: try #require(LocalDay(iso: "2019-03-04")), hour: 9, isWorkingDay: true, asked: asked, answered: asked - 3,
      abandoned: 3, talkSeconds: 180, talkKnown: 1, waitedSeconds: 90, seats: 1)
    let table = try #require(document([one]).table("load-bands"))
    #expect(table.rows.map(\.texts) == [["8–12", String(asked), "3", share]])
  }

  @Test("in public a busy day's few calls are hidden; none are none", arguments: [(80, "80"), (81, "–")])
  func busyDay(hiddenUnder: Int, shown: String) throws {
    func busy(_ hours: [SeatHour], _ hiddenUnder: Int?, days: Int = 10) throws -> String {
      try #require(document(hours, hiddenUnder: hiddenUnder, days: days).table("seats")).rows[0].texts[7]
    }
    let all = try hours(10, quiet: (40, 0), busy: (80, 20))
    #expect(try busy(all, hiddenUnder) == shown && busy(all, nil) == "80")
    // On nine of ten days of two hundred nobody called.
    #expect(try busy(all, hiddenUnder, days: 200) == "0")
  }

  @Test("hours that a public version hides show no call")
  func hidden() throws {
    var demand = SeatDemand(
      try hours(10, quiet: (40, 0), busy: (80, 20)) + hours(12, quiet: (1, 0), busy: (0, 0))
        + hours(13, quiet: (20, 4), busy: (20, 4)), days: (10, 0), goal: SeatDemand.Goal())
    demand.hide(under: 10)
    let blocks = AnnualBottlenecks(demand: demand, isOfPart: false, language: .zh, hiddenUnder: 10).blocks
    let document = Document(
      name: "d", title: "", language: .zh, asOf: .init(0, text: ""), sections: [.init("s", "", blocks: blocks)])
    let row = try #require(document.table("seats")?.rows.first { $0.texts[0].hasPrefix("工作日 12:00") })
    #expect(row.cells[1].content == .absent(reason: "不公布") && row.cells[7].content == .absent(reason: "不公布"))
  }

  @Test("where nobody talked seats cannot be computed")
  func silent() throws {
    let silent = try hours(10, quiet: (5, 5), busy: (5, 5))
    let row = try #require(document(silent).table("seats")?.rows.first)
    #expect(row.cells[2].content == .absent(reason: "无法测算") && row.cells[9].content == .absent(reason: "无法测算"))
  }

  @Test("working days and days off are two charts of 24 hours")
  func charts() throws {
    let made = try hours(0, quiet: (40, 0), busy: (80, 20)) + hours(23, quiet: (9, 1), busy: (9, 1), isWorking: false)
    let document = document(made)
    for (anchor, hour, seats) in [(Anchor("seats-working"), 0, 3.0), ("seats-other", 23, 3)] {
      guard case .lines(let lines)? = document.figure(anchor)?.chart else {
        Issue.record("seats are lines")
        continue
      }
      #expect(lines.labels == (0..<24).map(String.init) && lines.series.allSatisfy { $0.values.count == 24 })
      #expect(lines.series[0].values.indices.filter { lines.series[0].values[$0] != nil } == [hour])
      #expect(lines.series[0].values[hour] == seats && lines.series.allSatisfy { $0.values[hour] != nil })
    }
    #expect(document.figure("seats-working")?.title == "工作日各钟点席位：席位不足的钟点：0时")
    #expect(document.figure("seats-other")?.title == "休息日各钟点席位：没有席位瓶颈")
  }

  @Test("of a part of the calls, or of none, no seats are computed")
  func nothing() throws {
    #expect(try document(load(others: 10), isOfPart: true).texts.contains { $0.hasPrefix("座席接听全部来电") })
    #expect(document([]).texts.contains("没有请求人工的来电记录，不能测算席位。"))
  }
}
