import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineRender
import HotlineText
import Testing

@testable import HotlineReports

/// 绩效目标完成对照表: each target beside what was reached, and this year's scores beside those that were filed the year before.
@Suite("Targets beside what was reached")
struct TargetComparisonTests {
  let store: ReportStore

  init() throws {
    store = try ReportStore()
    let months = (1...12).map { LocalMonth(year: 2019, month: $0) }
    let after = Handmade.month(LocalMonth(year: 2020, month: 1), calls: 1, lost: 0)
    try store.calls(months.flatMap { Handmade.month($0, calls: 50, lost: 10) } + after)
  }

  private func draft() throws -> AppraisalDraft {
    let yaml = """
      form: {zh: 项目绩效自我评价, en: Form}
      year: 2019
      header: {project: {zh: 项目, en: P}, budget_unit: {zh: 中心, en: C}, department: {zh: 部, en: D}, goal: {zh: 目标, en: G}, recurrent: true, assessed_on: 2020-03-12}
      rounding: 1
      sections:
        - name: {zh: 产出目标, en: Output}
          weight: 100
          indicators:
            - id: a
              name: {zh: 项甲, en: A}
              weight: 60
              rule: proportional
              components:
                - {metric: connection_rate, where: {line: "962200"}, at_least: 90%}
            - id: b
              name: {zh: 项乙, en: B}
              weight: 30
              rule: proportional
              components:
                - {metric: call_volume, at_least: 500}
                - {metric: abandonment_rate, at_most: 20%}
            - id: c
              name: {zh: 项丙, en: C}
              weight: 10
              rule: graded
      """
    return try Appraiser(engine: store.engine).draft(
      FormDefinition(yaml: yaml, file: "forms/small.yaml", catalog: store.catalog))
  }

  private func table(_ anchor: Anchor, lastYear: FilledForm? = nil) throws -> ReportTable? {
    try FormDocument(draft(), lastYear: lastYear, language: .zh).explanation().table(anchor)
  }

  @Test("each target has its line with actual, deviation and verdict; name and cause stand once for all lines of a row")
  func targets() throws {
    let rows = try #require(try table("targets-table")).rows
    try #require(rows.count == 4)
    // 480 of 600 for 90 %: 11.11 % short. 601 calls less one of January 2020.
    #expect(rows[0].texts.prefix(6) == ["项甲", "热线接通率（人工）", "≥90%", "80.00%", "-11.11%", "✗ 未达标"], "\(rows[0].texts)")
    #expect(
      rows[0].texts.count == 9 && rows[1].texts.count == 9 && rows[1].cells[0].rowSpan == 2
        && rows[1].cells[7].rowSpan == 2)
    #expect(rows[1].texts[0] == "项乙" && rows[1].texts[3...5] == ["600", "+20.00%", "✓ 达标"], "\(rows[1].texts)")
    #expect(rows[2].texts.count == 7 && rows[2].texts[0] == "放弃率" || rows[2].texts[1] == "≤20%", "\(rows[2].texts)")
    #expect(rows[2].texts.last == "业务数据" && rows[0].texts.last == "业务数据" && rows[0].cells[8].link == "evidence-a")
    #expect(rows[3].texts.prefix(3) == ["项丙", "定性评价", ""] && rows[3].cells[3].content == .absent(reason: "尚无经确认的评价"))
  }

  @Test("scores stand beside last year's by name, with the change; a row that was not there then has none")
  func scores() throws {
    #expect(try table("scores-of-two-years") == nil)
    let text = MarkdownDocument(FormDocument(try draft(), language: .zh).document()).text
    // 80 ÷ 90 of 60 points are 53.3.
    try #require(text.contains("53.3") && text.contains("项丙"))
    let filed = text.replacing("项丙", with: "别的")
    let lastYear = try #require(FilledForm.forms(in: filed, file: "last.md").first)
    let rows = try #require(try table("scores-of-two-years", lastYear: lastYear)).rows
    #expect(rows[1].texts[2...3] == ["30 / 30", "30"], "\(rows.map(\.texts))")
    #expect(rows[2].cells[2].content == .absent(reason: "上年表中没有这一项") && rows[2].texts[4] == "")
    #expect(rows[3].texts[0...1] == ["合计", "100"] && rows[3].role == .total)
  }

  @Test("steps name their row once and have their sign; the sheet's sums stand by block")
  func reasons() throws {
    let rows = try #require(try table("reasons-table")).rows
    let names = rows.map { $0.texts[0] }.filter { !$0.isEmpty }
    #expect(
      names == ["项甲", "项乙", "项丙"]
        && rows.filter { $0.role == .subtotal }.map { $0.texts[1] } == ["自评分（满分 60）", "自评分（满分 30）", "自评分（满分 10）"])
    #expect(try table("form-sections")?.rows.map(\.texts) == [["产出目标(100分)", "100", "83–93"]])
    let text = try FormDocument(draft(), language: .zh).explanation().texts
    #expect(text.contains { $0.hasPrefix("总分：83–93  评价等级：") }, "\(text.prefix(6))")
  }
}
