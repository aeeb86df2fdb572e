import HotlineConfiguration
import HotlineDocument
import HotlineModel
import Testing

@testable import HotlineMetrics
@testable import HotlineReports

/// 短板: what is listed, what is called a shortfall, and on which side of the average it lies.
@Suite("Tables of shortfalls")
struct ShortfallTableTests {
  private func document(_ metric: Metric, _ standings: [GroupComparison.Standing]) -> Document {
    let shortfalls = standings.enumerated().map { index, standing in
      Shortfall(
        labels: ["单\(index)", "类"], value: ByHand.value(metric, ["单\(index)", "类"], 20, of: 50),
        cases: 25.3 - Double(index),
        standing: standing)
    }
    let blocks = AnnualShortfalls(groups: [(metric, "962200", shortfalls)], language: .zh, link: { _, _ in "e" }).blocks
    return Document(
      name: "d", title: "", language: .zh, asOf: .init(0, text: ""), sections: [.init("s", "", blocks: blocks)])
  }

  @Test("ten groups are all listed, of eleven the ten that lose most", arguments: [10, 11])
  func listed(count: Int) throws {
    let rate = try ByHand.metric("satisfaction_rate")
    let table = try #require(
      document(rate, Array(repeating: .ordinary, count: count)).table("shortfall-satisfaction_rate"))
    #expect(table.rows.count == 10 && table.note.plain == (count == 10 ? "" : "只列差距最大的10组，共11组低于平均水平。"))
    #expect(table.rows[0].texts == ["单0", "类", "50", "40.00%", "25.3", "未超出95%界限"])
    #expect(table.caption == "962200 满意率（来电评价）：没有超出99.8%界限的短板")
  }

  @Test("only what is beyond the limits is a shortfall; what is watched is low where more is better, else high")
  func verdicts() throws {
    for (id, watched) in [("satisfaction_rate", Status.low), ("repeat_call_rate", .high)] {
      let table = try #require(
        document(try ByHand.metric(id), [.worse, .watch, .ordinary]).table(Anchor("shortfall-\(id)")))
      #expect(table.caption.hasSuffix("：短板1处") && table.rows.map { $0.texts[5] } == ["短板", "关注", "未超出95%界限"])
      #expect(table.rows.map { $0.cells[5].status } == [.worse, watched, .ordinary])
    }
  }

  @Test("without a group below the average a sentence stands for the table")
  func none() throws {
    let texts = document(try ByHand.metric("satisfaction_rate"), []).texts
    #expect(texts.contains("962200 满意率（来电评价）：没有低于平均的组，或各组均不足30件。"))
  }
}
