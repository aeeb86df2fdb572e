import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import Testing

@testable import HotlineReports

/// Members side by side: who is listed, what is printed of few cases, what is hidden.
@Suite("Tables of districts and units")
struct ComparisonTableTests {
  private let calls: Metric
  private let orders: Metric
  private let rate: Metric

  init() throws {
    calls = try ByHand.metric("call_volume")
    orders = try ByHand.metric("orders_received")
    rate = try ByHand.metric("connection_rate")
  }

  private func tables(
    _ volumes: [(Metric, [(String, Double?)])] = [], _ members: [(name: String, counts: (Double, Double)?)]? = nil,
    order: [String] = []
  ) -> [ReportTable] {
    ComparisonTable(
      dimension: .district,
      volumes: volumes.map { metric, values in
        .init(metric: metric, values: values.map { ByHand.value(metric, [$0.0], $0.1) }, link: nil)
      },
      shares: members.map { [.init(comparison: ByHand.comparison(rate, $0), line: nil, link: nil)] } ?? [],
      language: .zh
    ).tables("members", caption: "各区", number: "T4", order: order)
  }

  private func row(_ table: ReportTable, _ name: String) throws -> ReportTable.Row {
    try #require(table.rows.first { $0.texts[0] == name })
  }

  @Test("a hundred members are all listed; of more those with most cases, and how many are left out")
  func most() throws {
    let hundred = (0..<100).map { ("区\($0)", Optional(Double($0 + 10))) }
    let all = try #require(tables([(calls, hundred + [("", 3)])]).first)
    #expect(all.rows.count == 102 && !all.note.plain.contains("未列出") && all.sums == .columns)
    #expect(all.rows[100].texts == ["（未填）", "3"] && all.rows[101].texts[0] == "合计")
    let more = try #require(tables([(calls, [("小区", 9)] + hundred + [("", 3)])]).first)
    #expect(more.rows.count == 102 && !more.rows.contains { $0.texts[0] == "小区" } && more.sums == [])
    #expect(more.note.plain.hasSuffix("件数较少的另有 1 个未列出，合计行包括它们。"))
    // 10 to 109, 9 and 3.
    #expect(more.rows[100].texts == ["（未填）", "3"] && more.rows[101].texts[1] == "5,962")
  }

  @Test("of the smallest members the one with a case is listed, not the one without or hidden", arguments: [0, nil])
  func smallest(count: Double?) throws {
    let many = (0..<99).map { ("区\($0)", Optional(10.0)) }
    let table = try #require(tables([(calls, [("a", count), ("z", 1)] + many)]).first)
    #expect(table.rows.contains { $0.texts[0] == "z" } && !table.rows.contains { $0.texts[0] == "a" })
    #expect(table.note.plain.contains("另有 1 个未列出"))
  }

  @Test("of members as large the first by name are listed")
  func ties() throws {
    let table = try #require(
      tables([
        (
          calls,
          ["d"].map { ($0, 1) } + ["c"].map { ($0, 1) }
            + (0..<99).map { ("区\($0)", Optional(10.0)) }
        )
      ]).first)
    #expect(table.rows.contains { $0.texts[0] == "c" } && !table.rows.contains { $0.texts[0] == "d" })
  }

  @Test("members stand in the order of the file of names, unknown ones behind them as they come")
  func order() throws {
    let counts: [(String, Double?)] = [("丁", 1), ("乙", 2), ("甲", 3), ("丙", 4)]
    let table = try #require(tables([(calls, counts)], order: ["甲", "乙"]).first)
    #expect(table.rows.map { $0.texts[0] } == ["甲", "乙", "丁", "丙", "合计"])
  }

  @Test("calls and orders are two tables; where only one is counted there is one")
  func parts() throws {
    let both = tables([(calls, [("甲", 1)]), (orders, [("甲", 2)])])
    #expect(both.map(\.caption) == ["T4-1 各区：来电", "T4-2 各区：工单"] && both.map { $0.rows[0].texts[1] } == ["1", "2"])
    #expect(tables([(calls, [("甲", 1)])]).map(\.caption) == ["T4-1 各区：来电"])
    #expect(tables([(orders, [("甲", 1)])]).map(\.caption) == ["T4-2 各区：工单"])
    #expect(tables([], [("甲", (9, 10))]).map(\.caption) == ["T4-1 各区：来电"] && tables().isEmpty)
  }

  @Test("under ten cases there is no percentage, under thirty no verdict")
  func few() throws {
    let table = try #require(
      tables(
        [],
        [
          ("无", (0, 0)), ("九", (9, 9)), ("十", (10, 10)), ("二九", (0, 29)), ("三十", (0, 30)), ("众", (900, 1000)),
          ("", (0, 50)),
        ]
      ).first)
    func cells(_ name: String) throws -> [String] { Array(try row(table, name).texts[1...]) }
    func status(_ name: String) throws -> Status? { try row(table, name).cells[1].status }
    #expect(try row(table, "无").cells[1].content == .absent(reason: "没有件数") && cells("无")[1] == "")
    #expect(try row(table, "九").cells[1].content == .absent(reason: "不足10件") && cells("九")[1] == "9 / 9")
    #expect(try cells("十") == ["100.00%", "10 / 10"] && cells("二九") == ["0.00%", "0 / 29"])
    #expect(try status("九") == .tooFew && status("十") == .tooFew && status("二九") == .tooFew)
    #expect(try status("三十") == .worse && status("（未填）") == nil)
    // 919 of 1,078 with a name.
    #expect(try cells("合计") == ["85.25%", "919 / 1,078"])
  }

  @Test("a hidden member is told as hidden, one of whom nothing is known as unknown, and no sum tells either")
  func hidden() throws {
    let table = try #require(
      tables([(calls, [("甲", nil), ("乙", 20)])], [("乙", (40, 50)), ("丙", nil), ("丁", (40, 50))]).first)
    func content(_ name: String, _ column: Int) throws -> ReportTable.Cell.Content {
      try row(table, name).cells[column].content
    }
    #expect(try content("丙", 1) == .absent(reason: "没有数据") && content("丁", 1) == .absent(reason: "没有数据"))
    #expect(try content("甲", 2) == .absent(reason: "没有件数"))
    #expect(try row(table, "丁").texts[3] == "40 / 50")
  }
}
