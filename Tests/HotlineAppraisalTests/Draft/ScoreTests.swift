import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineAppraisal

@Suite("A row's way from its values to its score")
struct ScoreTests {
  private static let vouched = "attested: {by: 甲, on: 2020-03-01, document: 纪要}"

  private func row(_ row: String, _ year: TestYear = TestYear(), top: String = "") throws -> IndicatorDraft {
    try #require(try OneRow.draft(row, year, top: top).indicators.first)
  }

  @Test("the weight is divided by shares, and each part earns its own")
  func shares() throws {
    var year = TestYear()
    year.broadcasts = 6
    // 94 of 100 meets 90 %: three quarters of 100; 6 of 12 broadcasts: half of the last quarter.
    let row = try row(
      "rule: proportional, components: [{metric: connection_rate, at_least: 90%, share: 3}, {metric: broadcasts, at_least: 12}]",
      year)
    #expect(row.components.map(\.weight) == [75, 25])
    #expect(row.components.compactMap(\.points.points) == [75, 12.5])
    #expect(row.score.points == 88 && row.unrounded.points == 87.5)
    #expect(row.reasons.map(\.kind) == [.rule, .rule, .rounding])
    #expect(row.reasons.map(\.points) == [0, -12.5, 0.5])
    #expect(row.reasons[2].text.en == "87.5 rounded half up to a multiple of 1: 88")
    #expect(row.deductions.count == 1)
    #expect(row.deductions[0].problem?.zh.contains("为6，未达到目标（≥12）") == true)
  }

  @Test("all or nothing over two parts: one missed costs both; one open leaves all open")
  func joint() throws {
    let missed = try row(
      "rule: all_or_nothing, components: [{fact: 甲, met: yes, \(Self.vouched)}, {fact: 乙, met: no, \(Self.vouched)}]")
    #expect(missed.score == ScoreRange(0))
    #expect(missed.reasons.map(\.points) == [0, -50, -50])
    #expect(missed.reasons.last?.text.en == "one part was missed, so the whole row earns nothing")
    let open = try row(
      "rule: all_or_nothing, components: [{fact: 甲, met: yes, \(Self.vouched)}, {fact: 乙, met: yes}]")
    #expect(open.score == ScoreRange(0, 100))
    let both = try row(
      "rule: all_or_nothing, components: [{fact: 甲, met: yes, \(Self.vouched)}, {fact: 乙, met: yes, \(Self.vouched)}]")
    #expect(both.score == ScoreRange(100))
    #expect(
      both.reasons.map(\.text.en) == [
        "甲: done: 50 (甲, 2020-03-01, on: 纪要)", "乙: done: 50 (甲, 2020-03-01, on: 纪要)",
      ])
  }

  @Test("a condition that is met costs nothing and is told, one that is open may cost its points, one violated does")
  func conditions() throws {
    func row(_ condition: String, _ year: TestYear = TestYear()) throws -> IndicatorDraft {
      try self.row(
        "rule: all_or_nothing, components: [{fact: 甲, met: yes, \(Self.vouched)}], conditions: [{\(condition), points: 3}]",
        year)
    }
    let met = try row("metric: agents_over_45, at_most: 0")
    #expect(met.score == ScoreRange(100) && met.reasons.last?.text.en.hasPrefix("condition met:") == true)
    let open = try row("fact: 丙, met: yes")
    #expect(open.score == ScoreRange(97, 100))
    #expect(open.reasons.last?.text.en == "condition open: 丙 lacks data or evidence, 3 may come off")
    #expect(open.reasons.last?.points == -3)
    let no = try row("fact: 丙, met: no, \(Self.vouched)")
    #expect(no.score == ScoreRange(97) && no.reasons.last?.text.zh == "扣3分：丙：否（丙：否）")
    var year = TestYear()
    year.agents = [1960, 1965, 1990]
    let old = try row("metric: agents_over_45, at_most: 1", year)
    #expect(old.score == ScoreRange(97))
    #expect(old.reasons.last?.text.en.contains("is 2, wanted ≤1") == true)
  }

  @Test("points never fall below 0")
  func never() throws {
    let row = try row(
      "rule: all_or_nothing, components: [{fact: 甲, met: yes, \(Self.vouched)}], conditions: [{fact: 丙, met: no, \(Self.vouched), points: 70}, {fact: 丁, met: no, \(Self.vouched), points: 40}]"
    )
    #expect(row.score == ScoreRange(0) && row.unrounded == ScoreRange(0))
  }

  @Test(
    "a target confirmed as too low costs its points when it was met, nothing when it was missed, and is open while unknown"
  )
  func confirmed() throws {
    func row(_ year: TestYear, target: String) throws -> IndicatorDraft {
      try self.row(
        "rule: proportional, components: [{metric: connection_rate, at_least: \(target), target_too_low: {confirmed: true, points: 4, reason: 低}}]",
        year)
    }
    let met = try row(TestYear(), target: "80%")
    #expect(met.score == ScoreRange(96))
    #expect(met.reasons.last?.text.en == "4 off: 低 (94.00% against ≥80.00%), confirmed by the evaluator")
    var year = TestYear()
    (year.answered, year.abandoned) = (40, 60)
    let missed = try row(year, target: "80%")
    #expect(missed.score == ScoreRange(50))
    #expect(missed.reasons.last?.text.en.contains("nothing more is taken") == true && missed.reasons.last?.points == 0)
    (year.answered, year.abandoned) = (0, 0)
    #expect(try row(year, target: "80%").score == ScoreRange(0, 100))
  }

  @Test("a judgement's words, and its reason where it takes points")
  func judgement() throws {
    func row(_ judgement: String) throws -> IndicatorDraft { try self.row("rule: graded, judgement: {\(judgement)}") }
    let lost = try row("level: partly, points: 70, reason: 依据不足, improvement: 补依据, \(Self.vouched)")
    #expect(lost.score == ScoreRange(70) && lost.reasons.map(\.points) == [-30])
    #expect(
      lost.reasons[0].text.en
        == "partly achieved (80–60 %), judged 70 (甲, 2020-03-01, on: 纪要); points off because: 依据不足")
    #expect(lost.reasons[0].problem?.zh == "依据不足" && lost.reasons[0].improvement?.zh == "补依据")
    let full = try row("level: achieved, points: 100, reason: 依据, improvement: 补, \(Self.vouched)")
    #expect(full.reasons[0].text.zh == "达成年度指标（100–80%），评 100 分（甲，2020-03-01，依据：纪要）")
    #expect(full.reasons[0].problem == nil && full.reasons[0].improvement == nil)
    let silent = try row("level: missed, points: 59, \(Self.vouched)")
    #expect(silent.reasons[0].text.en.hasSuffix("on: 纪要)") && silent.reasons[0].remark?.en == "", "no placeholder")
    #expect(try row("level: achieved, points: 100").score == ScoreRange(0, 100), "nobody vouches")
  }
}
