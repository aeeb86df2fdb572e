import Testing

@testable import HotlineAppraisal

/// A faultless form of a few cells: a test writes what it needs and asks what the audit says of it.
struct SmallForm {
  var project = "社区热线"
  var unit = "中心"
  var recurrent = "是"
  var budget = "1,000.00"
  var prior = "900.00"
  var executed = "990.00"
  var rate = "99.00%"
  var goal = "热线全年运行。"
  var assessedOn = "2020-03-12"
  var grade = "优秀"
  var achievements = "热线全年运行。"
  var problems = "无"
  var improvements = "无"
  /// The title above the form.
  var title = "项目绩效自我评价（2019年度）"
  /// Block, name, explanation, weight, score, remark of each row.
  var rows = ["产出（100分） | 日常运行 | 全年运行 | 100 | 100 | "]
  /// The row 合计; nil when there is none.
  var total: String? = "合计 |  |  | 100 | 100 | "

  var text: String {
    """
    # \(title)

    | 项目名称 | \(project) | 预算单位 | \(unit) |
    | --- | --- | --- | --- |
    | 是否为经常性项目 | \(recurrent) | 预算执行率（%） | \(rate) |
    | 当年预算数（元） | \(budget) | 上年预算金额（元） | \(prior) |
    | 预算执行数（元） | \(executed) | 绩效等级 | \(grade) |
    | 项目年度总目标 | \(goal) | 自评时间 | \(assessedOn) |
    | 主要绩效 | \(achievements) |
    | 主要问题 | \(problems) |
    | 改进措施 | \(improvements) |

    | 一级指标 | 指标名称 | 指标解释 | 权重 | 自评分 | 备注 |
    | --- | --- | --- | --- | --- | --- |
    \((rows + [total].compactMap { $0 }).map { "| \($0) |" }.joined(separator: "\n"))
    """
  }

  init() {}

  init(_ achievements: String) { self.achievements = achievements }

  func read() throws -> FilledForm {
    try #require(try FilledForm.forms(in: text, file: "form.md").first)
  }

  func findings(lastYear: SmallForm? = nil) throws -> [Finding] {
    let forms = try FilledForm.forms(in: text, file: "form.md")
    let before = try lastYear.map { try FilledForm.forms(in: $0.text, file: "last.md") } ?? []
    return try #require(FormAudit().results(forms, lastYear: before).first).findings
  }

  /// What is said under a code, in English.
  func found(_ fault: Fault, lastYear: SmallForm? = nil) throws -> [String] {
    try findings(lastYear: lastYear).filter { $0.fault == fault }.map(\.found.en)
  }
}

@Suite("A small form without a fault")
struct SmallFormTests {
  @Test("nothing is said of it")
  func faultless() throws {
    #expect(try SmallForm().findings().map(\.found.en) == [])
  }
}
