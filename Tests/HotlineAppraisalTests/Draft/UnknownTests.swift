import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineAppraisal

@Suite("What is not known is no zero and no full marks")
struct UnknownTests {
  private func busy() -> TestYear {
    var year = TestYear()
    // 22 calls a month, 20 of them answered.
    (year.answered, year.abandoned, year.rated) = (240, 24, (228, 12))
    return year
  }

  private func draft(_ row: String, _ year: TestYear, asOf: Int64? = nil) throws -> AppraisalDraft {
    try Appraiser(engine: year.engine(), asOf: asOf).draft(OneRow.form(row))
  }

  private static let connection = "rule: proportional, components: [{metric: connection_rate, at_least: 85%}]"

  /// The draft's only row is open, says why, and neither text nor remark states a value.
  private func expectOpen(_ draft: AppraisalDraft, _ words: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let row = try #require(draft.indicators.first, sourceLocation: sourceLocation)
    #expect(row.score == ScoreRange(0, 100), sourceLocation: sourceLocation)
    #expect(
      row.reasons.contains { $0.text.zh.contains(words) }, "\(row.reasons.map(\.text.zh))",
      sourceLocation: sourceLocation)
    #expect(row.components.allSatisfy { $0.actual == nil }, sourceLocation: sourceLocation)
    let text = Narrative.text(draft.narrative.achievements, .zh)
    #expect(text.contains("数据不足") && !text.contains("%"), "\(text)", sourceLocation: sourceLocation)
    #expect(draft.narrative.problems.isEmpty && draft.narrative.improvements.isEmpty, sourceLocation: sourceLocation)
    #expect(
      draft.findings.contains { $0.fault == .valueMissing && $0.found.zh.contains(words) },
      sourceLocation: sourceLocation)
  }

  @Test("a whole year is scored")
  func known() throws {
    #expect(try draft(Self.connection, busy()).indicators.first?.score.points == 100)
  }

  @Test("a month without a call in a busy year is missing: the rate of the rest is not the year's")
  func month() throws {
    var year = busy()
    year.silentMonths = [7]
    try expectOpen(draft(Self.connection, year), "缺少 2019-07 的数据")
    try expectOpen(
      draft("rule: proportional, components: [{metric: call_volume, at_least: 200}]", year), "缺少 2019-07 的数据")
  }

  @Test("a month without a file in a busy year is missing, however full the marks of the others are")
  func unfiledMonths() throws {
    var year = busy()
    (year.silentMonths, year.hasFilesByMonth) = ([7, 8], true)
    try expectOpen(draft(Self.connection, year), "缺少 2019-07、2019-08 的数据")
    try expectOpen(
      draft("rule: proportional, components: [{metric: call_volume, at_least: 200}]", year), "缺少 2019-07、2019-08 的数据")
    // Of a year of which a single month has a file nothing is known but this month.
    year.silentMonths = Set(2...12)
    try expectOpen(draft(Self.connection, year), "缺少 2019-02")
  }

  @Test("where few call, a month without one is a month without one")
  func quiet() throws {
    var year = TestYear()
    year.silentMonths = [7]
    #expect(try draft(Self.connection, year).indicators.first?.score.points == 100)
  }

  @Test("ratings that stop in July are not the year's")
  func column() throws {
    var year = busy()
    year.ratedMonths = 1...6
    try expectOpen(
      draft("rule: proportional, components: [{metric: satisfaction_rate, at_least: 80%}]", year),
      "缺少 2019-07、2019-08、2019-09、2019-10、2019-11、2019-12 的数据")
  }

  @Test("a log that was never ingested gives no zero: activities, orders, the roster of a condition")
  func kinds() throws {
    var year = busy()
    year.kinds = ["calls"]
    try expectOpen(draft("rule: proportional, components: [{metric: broadcasts, at_least: 12}]", year), "没有")
    try expectOpen(draft("rule: proportional, components: [{metric: orders_received, at_least: 10}]", year), "没有")
    let roster = try draft(
      Self.connection + ", conditions: [{metric: agents_over_45, at_most: 0, points: 1, reason: 有人超龄}]", year)
    #expect(roster.indicators.first?.score == ScoreRange(99, 100))
  }

  @Test("an amount spent that is blank is neither 0 yuan nor 0 points; 0 that is written is")
  func budget() throws {
    let row = "rule: proportional, components: [{metric: budget_execution_rate, where: {project: 测试项目}, at_least: 95%}]"
    var year = busy()
    year.budget.spent = nil
    let blank = try draft(row, year)
    try expectOpen(blank, "未填")
    #expect(blank.budget?.planned == 1000 && blank.budget?.executed == nil && blank.budget?.rate == nil)
    year.budget.spent = 0
    let nothing = try draft(row, year)
    #expect(nothing.indicators.first?.score.points == 0 && nothing.budget?.rate == 0)
  }

  @Test("before the year is over nothing is scored")
  func early() throws {
    // 1 December 2019.
    try expectOpen(draft(Self.connection, busy(), asOf: 1_575_129_600), "评价期未结束")
  }
}
