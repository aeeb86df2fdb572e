import HotlineCalendar
import HotlineModel
import HotlineReading

@testable import HotlineSimulation
@testable import HotlineStore

/// Made-up records in which everything happens that exports do: keys that come again, changed and unchanged, with and
/// without a time of export, aliases, absent fields, callers who call again.
struct RandomRecords {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }

  private mutating func moment(days: ClosedRange<Int>) -> Int64 {
    (LocalDay(iso: "2019-01-01")?.start ?? 0) + Int64(Int.random(in: days, using: &random)) * 86_400
      + Int64.random(in: 0..<86_400, using: &random)
  }

  mutating func calls(_ count: Int) -> [TestRecord] {
    (0..<count).map { _ in
      let start = moment(days: 0...20)
      var fields: [FactField: String] = [
        .line: pick(["962200", "12345"]), .outcome: pick(["answered", "answered", "abandoned", "failed"]),
        .direction: pick(["inbound", "inbound", "inbound", "outbound"]), .startedAt: String(start),
        .agent: pick(["", "1001", "1002"]),
        .endedAt: chance(80) ? String(start + Int64.random(in: 1...600, using: &random)) : "",
        .caller: pick(["", "13800000001", "13800000002", "02162340000", "13900000003"]),
        .district: pick(["", "黄浦区", "浦东", "浦东新区", "闸北区", "某某区"]), .unit: pick(["", "社会救助处", "救助处", "婚姻管理处"]),
        .category: pick(["", "低保", "婚姻登记"]), .satisfaction: pick(["", "satisfied", "neutral", "dissatisfied"]),
        .waitSeconds: chance(70) ? String(Int.random(in: 0...60, using: &random)) : "",
      ]
      if chance(40) { fields[.exportedAt] = String(moment(days: 20...25)) }
      return .call("c\(Int.random(in: 0..<count * 2, using: &random))", at: "", fields)
    }
  }

  mutating func orders(_ count: Int) -> [TestRecord] {
    (0..<count).map { _ in
      let received = moment(days: 0...20)
      let closed = chance(60) ? String(received + Int64.random(in: 0...15 * 86_400, using: &random)) : ""
      var fields: [FactField: String] = [
        .status: closed.isEmpty ? pick(["open", "returned", "void", "suspended"]) : "closed",
        .receivedAt: String(received),
        .closedAt: closed,
        .dueAt: chance(80) ? String(received + Int64.random(in: 1...10, using: &random) * 86_400) : "",
        .extendedDueAt: chance(10) ? String(received + 15 * 86_400) : "", .kind: pick(["", "咨询", "投诉"]),
        .district: pick(["", "黄浦区", "浦东"]), .unit: pick(["救助处", "社会救助处", "某处"]), .category: pick(["", "低保"]),
      ]
      if chance(70) { fields[.exportedAt] = String(moment(days: 10...30)) }
      return .order("o\(Int.random(in: 0..<count, using: &random))", received: "", fields)
    }
  }
}
