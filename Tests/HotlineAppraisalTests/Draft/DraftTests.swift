import Foundation
import HotlineConfiguration
import HotlineMetrics
import HotlineText
import Testing

@testable import HotlineAppraisal

@Suite("Scores follow from the data")
struct DraftTests {
  private func draft(_ year: TestYear = TestYear(), _ form: TestForm = TestForm()) throws -> AppraisalDraft {
    try Appraiser(engine: year.engine()).draft(
      FormDefinition(yaml: form.yaml, file: "form.yaml", catalog: TestYear.catalog()))
  }

  private func row(_ id: String, in draft: AppraisalDraft) throws -> IndicatorDraft {
    try #require(draft.indicators.first { $0.indicator.id == id })
  }

  @Test("all met: every row has its weight but for the judged one, and the total its grade")
  func allMet() throws {
    let draft = try draft()
    #expect(draft.indicators.map(\.score.points) == [40, 20, 30, 9])
    #expect(draft.total.points == 99)
    #expect(draft.grades.map(\.name.zh) == ["优秀"])
    let connection = try row("connection", in: draft)
    let value = try #require(connection.components.first?.metricValue)
    #expect(value.numerator == 94 && value.denominator == 100)
    #expect(connection.reasons.first?.text.zh.contains("94/100") == true)
  }

  @Test("a worse connection rate costs its row in proportion, is rounded once and told")
  func worse() throws {
    var year = TestYear()
    (year.answered, year.abandoned) = (72, 28)
    let row = try row("connection", in: draft(year))
    #expect(row.score.points == 32)
    #expect(row.deductions.map(\.text.zh).joined().contains("72.00%，目标 ≥90.00%，完成 80.00%"))
    (year.answered, year.abandoned) = (71, 29)
    let other = try self.row("connection", in: draft(year))
    #expect(other.unrounded.points.map { abs($0 - 40 * 71 / 90.0) < 1e-9 } == true)
    #expect(other.score.points == 32)
    #expect(other.reasons.last?.kind == .rounding)
  }

  @Test("exactly at the target is met")
  func exactly() throws {
    var year = TestYear()
    (year.answered, year.abandoned) = (90, 10)
    let draft = try draft(year)
    #expect(try row("connection", in: draft).score.points == 40)
    #expect(draft.findings.contains { $0.fault == .target && $0.found.zh.contains("恰好") })
  }

  @Test("one agent over 45 more costs the condition's point, with the number in the reason and an improvement")
  func agent() throws {
    var year = TestYear()
    year.agents.append(1970)
    let draft = try draft(year)
    let row = try row("connection", in: draft)
    #expect(row.score.points == 39)
    #expect(row.deductions.map(\.text.zh).joined().contains("有1人超过45岁"))
    #expect(draft.narrative.problems.contains { $0.indicator == "connection" && $0.text.zh == "有1人超过45岁" })
    #expect(draft.narrative.improvements.contains { $0.text.zh == "优化年龄结构" })
  }

  @Test("each whole step short costs its points")
  func steps() throws {
    var year = TestYear()
    year.broadcasts = 9
    #expect(try row("broadcasts", in: draft(year)).score.points == 14)
  }

  @Test("a missing attestation leaves the row open, the total a range and the grades that are possible")
  func open() throws {
    var form = TestForm()
    form.studyAttested = ""
    let draft = try draft(TestYear(), form)
    let row = try row("study", in: draft)
    #expect(row.score == ScoreRange(0, 30))
    #expect(draft.total == ScoreRange(69, 99))
    #expect(draft.total.points == nil)
    #expect(draft.grades.map(\.name.zh) == ["优秀", "良好", "合格"])
    #expect(draft.findings.contains { $0.fault == .notAuditable && $0.severity == .error })
  }

  @Test("an unjudged row is open from 0 to its weight")
  func unjudged() throws {
    var form = TestForm()
    form.judgement = ""
    #expect(try row("targets", in: draft(TestYear(), form)).score == ScoreRange(0, 10))
  }

  @Test("nothing to count is no value: the row is open, not 0 and not full")
  func noDenominator() throws {
    var year = TestYear()
    (year.answered, year.abandoned) = (0, 0)
    let draft = try draft(year)
    let row = try row("connection", in: draft)
    #expect(row.components.first?.actual == nil)
    #expect(row.score == ScoreRange(0, 40))
    #expect(draft.findings.contains { $0.fault == .valueMissing })
  }

  @Test("a target beaten by far is a finding, and costs points only when the form's file confirms it")
  func targetTooLow() throws {
    let unconfirmed = try draft()
    #expect(unconfirmed.findings.contains { $0.fault == .target && $0.severity == .warning } == false)
    var form = TestForm()
    form.connectionTarget = "70%"
    let beaten = try draft(TestYear(), form)
    #expect(beaten.findings.contains { $0.fault == .target && $0.severity == .warning })
    #expect(beaten.total.points == 99, "the tool alone takes nothing")
    form.connectionExtra = "target_too_low: {confirmed: true, points: 2, reason: 接通率目标偏低}"
    let confirmed = try draft(TestYear(), form)
    #expect(try row("connection", in: confirmed).score.points == 38)
    #expect(try row("targets", in: confirmed).score.points == 8, "one confirmed target costs the other row its point")
    #expect(confirmed.narrative.problems.contains { $0.text.zh == "接通率目标偏低" })
    form.connectionExtra = "target_too_low: {confirmed: false, points: 2, reason: 接通率目标偏低}"
    #expect(try draft(TestYear(), form).total.points == 99)
  }

  @Test("a figure that the evaluator means to print is held against the data")
  func reported() throws {
    var form = TestForm()
    form.connectionExtra = "reported: 94.00%"
    #expect(try draft(TestYear(), form).findings.contains { $0.fault == .contradiction } == false)
    form.connectionExtra = "reported: 95%"
    let wrong = try draft(TestYear(), form).findings
    #expect(wrong.contains { $0.fault == .contradiction && $0.severity == .error })
    form.connectionExtra = "reported: 94.37%"
    let unattainable = try draft(TestYear(), form).findings
    #expect(unattainable.contains { $0.fault == .unattainableRate && $0.found.zh.contains("没有任何件数") })
    var year = TestYear()
    (year.answered, year.abandoned) = (89, 11)
    form.connectionExtra = "reported: 90%"
    #expect(try draft(year, form).findings.contains { $0.fault == .rounding }, "a miss rounded into a hit")
  }

  @Test("too few cases to judge are said to be too few")
  func fewCases() throws {
    var year = TestYear()
    (year.answered, year.abandoned) = (28, 1)
    #expect(try draft(year).findings.contains { $0.found.zh.contains("样本不足") })
    (year.answered, year.abandoned) = (29, 1)
    #expect(try draft(year).findings.contains { $0.found.zh.contains("样本不足") } == false)
  }

  @Test("data that end before the year does are an error")
  func tooEarly() throws {
    let engine = try TestYear().engine()
    let form = try FormDefinition(yaml: TestForm().yaml, file: "form.yaml", catalog: TestYear.catalog())
    let draft = try Appraiser(engine: engine, asOf: 1_577_000_000).draft(form)
    #expect(draft.findings.contains { $0.fault == .period && $0.severity == .error })
  }

  @Test("one's own words replace the draft or follow it")
  func ownWords() throws {
    var form = TestForm()
    form.narrative = "narrative: {achievements: {replace: 自己的话。}, problems: {follow: 另有一个问题}}"
    let narrative = try draft(TestYear(), form).narrative
    #expect(Narrative.text(narrative.achievements, .zh) == "自己的话。")
    #expect(narrative.problems.last?.text.zh == "另有一个问题")
    #expect(narrative.problems.count == 2)
  }

  @Test("the narrative tells figures in the form's manner, each sentence tied to its row")
  func narrative() throws {
    let narrative = try draft().narrative
    #expect(narrative.achievements.first?.indicator == "connection")
    #expect(Narrative.text(narrative.achievements, .zh).contains("94.00%（94/100）"))
    #expect(FormNumber.text(185_000, .count).zh == "185,000")
    #expect(FormNumber.text(0.986, .share).zh == "98.60%")
    #expect(FormNumber.text(1, .share).zh == "100.00%" && FormNumber.text(0.99996, .share).zh == "99.996%")
  }

  @Test("overspending is an error, and the rate is computed from the two amounts")
  func budget() throws {
    var year = TestYear()
    year.budget.spent = 1001
    let draft = try draft(year)
    #expect(draft.budget?.rate == 1.001)
    #expect(draft.findings.contains { $0.fault == .executionRate && $0.found.en.contains("overspent") })
  }
}
