import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineAppraisal

@Suite("A filled-in national form, audited")
struct NationalAuditTests {
  /// A form as a county files it, in our own words.
  private static let sheet = """
    | 项目支出绩效自评表 | | | | | | | |
    | （2022年度） | | | | | | | |
    | 项目名称 | 便民热线运行 | | | | | | |
    | 主管部门 | 某局 | | 实施单位 | 某中心 | | | |
    | 项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    | | 年度资金总额 | 90.00 | 90.00 | 89.974 | 10 | 99.97% | 10.00 |
    | | 其中：本年财政拨款 | 90.00 | 90.00 | 89.974 | – | – | – |
    | | 上年结转资金 | 0 | 0 | 0 | – | – | – |
    | | 其他资金 | 0 | 0 | 0 | – | – | – |
    | 年度总体目标 | 预期目标 | | | 实际完成情况 | | | |
    | | 保障热线全年运行。 | | | 热线全年运行，接听来电12000个。 | | | |

    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | 产出指标（50分） | 数量指标 | 接听来电 | ≥12000个 | 12000个 | 50 | 50 | |
    | 效益指标（30分） | 社会效益指标 | 群众诉求办结 | ≥95% | 93.00% | 30 | 29.37 | 人手不足；改进措施：补充人员 |
    | 满意度指标（10分） | 服务对象满意度指标 | 来电人满意率 | ≥90% | 92.00% | 10 | 10 | |
    | 总分 | | | | | 100 | 99.37 | |
    | 填报人： | 甲 | 联系电话： | 021 | 填报日期： | 2023-02-10 | | |
    """

  private func codes(_ changes: (String, String)...) throws -> [String] {
    var text = Self.sheet
    for (old, new) in changes {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    let forms = try FilledForm.forms(in: text, file: "form.md")
    return try #require(FormAudit().results(forms).first).findings.filter { $0.severity == .error }.map(
      \.fault.rawValue)
  }

  @Test("head and funds are read by the words above them, the amounts in their unit")
  func read() throws {
    let form = try #require(try FilledForm.forms(in: Self.sheet, file: "form.md").first)
    #expect(form.isNational && form.year == 2022)
    #expect(form.text(.project) == "便民热线运行" && form.text(.budgetUnit) == "某中心")
    #expect(form.number(.budget) == 900_000 && form.number(.executed).map { ($0 * 100).rounded() } == 89_974_000)
    #expect(form.text(.executionRate) == "99.97%" && form.text(.goal) == "保障热线全年运行。")
    #expect(form.text(.achievements) == "热线全年运行，接听来电12000个。" && form.text(.assessedOn) == "2023-02-10")
    #expect(form.sections.map(\.name) == ["预算执行率", "产出指标", "效益指标", "满意度指标"])
    #expect(form.rows.map(\.weight) == [10, 50, 30, 10] && form.total?.score == 99.37)
    #expect(form.rows[2].target == "≥95%" && form.rows[2].actual == "93.00%")
  }

  @Test("a sound one has no error: it has neither grade nor problems of its own")
  func sound() throws {
    #expect(try codes() == [])
  }

  @Test("a wrong rate, sum or score is found as on any form")
  func faults() throws {
    #expect(try codes(("99.97%", "100.00%")) == ["C01"])
    #expect(try codes(("| 100 | 99.37 |", "| 100 | 99.47 |")) == ["C02"])
    #expect(try codes(("| 10 | 99.97% | 10.00 |", "| 10 | 99.97% | 10.50 |")).contains("C04"))
    #expect(try codes(("| 30 | 29.37 | 人手不足；改进措施：补充人员 |", "| 30 | 30 | |"), ("99.37", "100")) == ["C05"])
    #expect(try codes(("2023-02-10", "2022-12-10")) == ["C16"])
  }
}
