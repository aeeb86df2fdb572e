import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineAppraisal

@Suite("The national form 项目支出绩效自评表")
struct NationalFormTests {
  private static let attested = "attested: {by: 甲, on: 2020-03-01, document: 纪要}"

  /// A form of one row in the national layout.
  private func draft(
    _ row: String, weight: String, top: String = "", year: TestYear = TestYear()
  ) throws -> AppraisalDraft {
    let form = try OneRow.form(row, top: "layout: national-2020\ntotal: \(weight)\n\(top)", weight: weight)
    return try Appraiser(engine: year.engine()).draft(form)
  }

  @Test("the layout brings its rounding, grades and deviation; what the file says goes before")
  func defaults() throws {
    let form = try OneRow.form("rule: all_or_nothing, components: [{fact: 事}]", top: "layout: national-2020")
    #expect(form.rounding.step == 0.01 && form.grades.grades.map(\.name.zh) == ["优", "良", "中", "差"])
    #expect(form.grades.grades.map(\.from) == [90, 80, 60, 0])
    #expect(form.deviation == DeviationLimits(relative: 0.3, gapClosed: 0.4))
    let own = try OneRow.form(
      "rule: all_or_nothing, components: [{fact: 事}]",
      top: "layout: national-2020\nrounding: 1\ndeviation: {relative: 20%}")
    #expect(own.rounding.step == 1 && own.deviation == DeviationLimits(relative: 0.2, gapClosed: 0.4))
  }

  // The worked numbers of domain.md §2.2, §2.3 and §2.4.
  @Test(
    "scores as the provinces' systems compute them",
    arguments: [
      // 33 of 36 issues: 7 × 33 ÷ 36.
      ("{fact: 推送, value: 33, at_least: 36}", "7", 6.42),
      // 24 seconds where 20 were wanted: 8 × (1 − 4 ÷ 20).
      ("{fact: 等待, value: 24, unit: seconds, at_most: 20}", "8", 6.4),
      ("{fact: 等待, value: 40, unit: seconds, at_most: 20}", "8", 0),
      ("{fact: 等待, value: 20, unit: seconds, at_most: 20}", "8", 8),
      // 99.61 % of a budget for 8 points.
      ("{fact: 执行, value: 99.61%, unit: index, at_least: 100%}", "8", 7.97),
      ("{fact: 执行, value: 100.5%, unit: index, at_least: 100%}", "8", 8),
    ])
  func worked(component: String, weight: String, score: Double) throws {
    let component = component.dropLast() + ", \(Self.attested)}"
    let draft = try draft("rule: proportional, components: [\(component)]", weight: weight)
    #expect(draft.total.points == score)
  }

  @Test(
    "grades go by 90, 80 and 60",
    arguments: [(90.0, "优"), (89.99, "良"), (80, "良"), (79.99, "中"), (60, "中"), (59.99, "差")])
  func grades(total: Double, name: String) {
    #expect(GradeScale.national.grade(of: total)?.name.zh == name)
  }

  @Test("a row that misses its target, or beats it by more than the share, is complete only with its cause")
  func causes() throws {
    func faults(_ value: String, _ more: String = "", top: String = "") throws -> [String] {
      let row = "rule: proportional, components: [{fact: 推送, value: \(value), at_least: 100, \(Self.attested)}]\(more)"
      return try draft(row, weight: "100", top: top).findings.filter {
        $0.found.zh.contains("没有偏差原因分析及改进措施")
      }.map(\.fault.rawValue)
    }
    #expect(try faults("99") == ["C06"])
    #expect(try faults("100").isEmpty && faults("130").isEmpty)
    #expect(try faults("131") == ["C07"])
    #expect(try faults("121", top: "deviation: {relative: 20%}") == ["C07"])
    let cause = ", cause: {reason: 人手不足, improvement: 补充人员, document: 说明}"
    #expect(try faults("99", cause).isEmpty && faults("131", cause).isEmpty)
  }

  @Test("targets and values are written with sign, unit and the word behind the number")
  func words() throws {
    func words(_ component: String) throws -> [String] {
      let row = try #require(
        draft("rule: proportional, components: [{\(component), \(Self.attested)}]", weight: "10").indicators.first)
      return [FormValue.target(row.indicator).zh, FormValue.actual(row)?.zh ?? "–"]
    }
    #expect(try words("fact: 甲, value: 94.3%, unit: share, at_least: 95%, of: 1000") == ["≥95%", "94.30%"])
    #expect(try words("fact: 甲, value: 94.996%, unit: share, at_least: 95%, of: 25000") == ["≥95%", "94.996%"])
    #expect(try words("fact: 甲, value: 899740, unit: yuan, at_most: 900000") == ["≤90万元", "89.974万元"])
    #expect(try words("fact: 甲, value: 16.764, unit: yuan, at_most: 18.5") == ["≤18.5元", "16.76元"])
    #expect(try words("fact: 甲, value: 1, equal: 1, counted_in: 份") == ["=1份", "1份"])
    #expect(try words("fact: 甲, value: 12500, at_least: 12000") == ["≥12,000", "12,500"])
    #expect(try words("fact: 甲, rank: 3, at_most: 3") == ["≤3名", "第3名"])
    #expect(try words("fact: 甲, met: true") == ["完成", "完成"])
    #expect(try words("fact: 甲, met: false") == ["完成", "未完成"])
    let judged = try #require(
      draft(
        "rule: graded, expected: 效果明显, judgement: {level: partly, points: 7, \(Self.attested)}", weight: "10"
      ).indicators.first)
    #expect(FormValue.target(judged.indicator).zh == "效果明显")
    #expect(FormValue.actual(judged)?.zh == "部分达成预期指标并具有一定效果")
  }

  @Test("the amount spent is divided by the calls connected, each under its own conditions")
  func quotient() throws {
    let row = """
      rule: proportional, components: [{id: cost, name: 成本, unit: yuan, at_most: 10, \
      over: {metric: budget_execution_rate, where: {project: 测试项目}}, \
      under: {metric: connection_rate, where: {line: "962200"}}}]
      """
    // 990 yuan for 94 calls answered.
    let component = try #require(draft(row, weight: "10").indicators.first?.components.first)
    #expect(component.quotient == QuotientValue(over: 990, under: 94))
    #expect(component.actual.map { abs($0 - 990.0 / 94) < 1e-9 } == true)
    #expect(component.points.points.map { abs($0 - 10 * (1 - (990.0 / 94 - 10) / 10)) < 1e-9 } == true)
    var year = TestYear()
    year.kinds = ["calls"]
    let open = try draft(row, weight: "10", year: year)
    #expect(open.indicators.first?.score == ScoreRange(0, 10))
    year.kinds = ["agents", "activities", "budget"]
    #expect(try draft(row, weight: "10", year: year).indicators.first?.score == ScoreRange(0, 10))
  }

  @Test("the sources of the funds add up to the budget, or there is a finding")
  func funds() throws {
    func faults(_ budget: Int, _ executed: Int) throws -> [String] {
      let top = """
        funds:
          initial: 1000
          sources: [{name: 财政拨款, initial: 1000, budget: \(budget), executed: \(executed)}, {name: 结转, initial: 0, budget: 100, executed: 90}]
        """
      return try draft("rule: all_or_nothing, components: [{fact: 事}]", weight: "100", top: top).findings
        .filter { $0.fault == .sums }.map(\.found.zh)
    }
    #expect(try faults(900, 900).isEmpty)
    #expect(try faults(950, 900) == ["全年预算数：各项资金之和 1,050.00 元，年度资金总额 1,000.00 元"])
    #expect(try faults(900, 800) == ["全年执行数：各项资金之和 890.00 元，年度资金总额 990.00 元"])
  }

  @Test(
    "the national form of 2019 takes its rows over from Shanghai's, weighs 10, 50, 30 and 10, and names every group")
  func shipped() throws {
    let catalog = try TestYear.catalog()
    let form = try FormDefinition(
      contentsOf: "\(TestYear.data)/indicators/hotline-national-2019.yaml", catalog: catalog)
    let used = try FormDefinition(contentsOf: "\(TestYear.data)/indicators/hotline-2019.yaml", catalog: catalog)
    #expect(form.layout == .national2020 && form.sections.map(\.weight) == [10, 50, 30, 10])
    #expect(form.sections.map(\.isFunds) == [true, false, false, false])
    #expect(
      form.sections.map { $0.groups.map(\.zh) } == [
        [], ["数量指标", "质量指标", "时效指标", "成本指标"], ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
        ["服务对象满意度指标"],
      ])
    #expect(form.header.goal == used.header.goal && form.header.project == used.header.project)
    func component(_ id: String, _ form: FormDefinition) throws -> Component {
      try #require(form.indicators.flatMap(\.components).first { $0.id == id })
    }
    for id in ["first_contact_rate", "satisfaction_rate", "broadcasts", "rank"] {
      #expect(try component(id, form).target == component(id, used).target)
      #expect(try component(id, form).phrase == component(id, used).phrase)
    }
    // What is written beside `use` goes before.
    #expect(try component("budget_execution_rate", form).target == Target(.atLeast, 1))
    #expect(try component("connection_rate", form).confirmation?.reason.zh == "热线接通率年度指标值设置偏低")
    #expect(form.indicators.first { $0.id == "management-rules" }?.judgement?.points == 3)
    #expect(form.funds?.sum(\.budget) == 2_730_460 && form.funds?.sum(\.executed) == 2_719_852)
  }

  private func problem(_ row: String, top: String) -> String {
    OneRow.problem(row, top: top)
  }

  @Test("what cannot be taken over is told at its place")
  func mistakes() {
    let uses = "uses: \(TestYear.data)/indicators/hotline-2019.yaml"
    let row = "rule: all_or_nothing, components: [{use: rank}]"
    #expect(problem(row, top: uses).isEmpty)
    #expect(problem(row, top: "").contains("from which form is not said"))
    #expect(
      problem("rule: all_or_nothing, components: [{use: nobody}]", top: uses).contains("has no component “nobody”"))
    #expect(
      problem(row, top: "uses: \(TestYear.data)/indicators/hotline-national-2019.yaml").contains("uses none itself"))
    #expect(problem(row, top: "uses: none.yaml").hasPrefix("none.yaml"))
    #expect(
      problem("rule: all_or_nothing, components: [{fact: 事}]", top: "layout: mine").contains(
        "shanghai-2019, national-2020"))
    let divided = "name: 商, unit: yuan, at_most: 1, over: {metric: budget_execution_rate}"
    #expect(problem("rule: proportional, components: [{\(divided)}]", top: "").contains("“under” is missing"))
    #expect(
      problem("rule: proportional, components: [{\(divided), under: {metric: longest_wait}}]", top: "").contains(
        "is no sum"))
  }
}
