import HotlineConfiguration
import Testing

@testable import HotlineAppraisal

/// A fault put into a form: what is changed, and under which code it must be found.
struct PlantedFault: Sendable, CustomStringConvertible {
  let name: String
  let old: String
  let new: String
  let fault: Fault
  var description: String { "\(fault.rawValue) \(name)" }

  init(_ name: String, _ old: String, _ new: String, _ fault: Fault) {
    self.name = name
    self.old = old
    self.new = new
    self.fault = fault
  }

  /// The findings of the form with the fault.
  func findings(in form: String, lastYear: String? = nil) throws -> [Finding] {
    try #require(form.contains(old), "\(name): \(old)")
    let forms = try FilledForm.forms(in: form.replacing(old, with: new), file: "form.md")
    let before = try lastYear.map { try FilledForm.forms(in: $0, file: "last.md") } ?? []
    return FormAudit().results(forms, lastYear: before)[0].findings
  }
}

@Suite("Planted faults are found, faultless forms are not accused")
struct PlantedFaultTests {
  @Test(
    "a faultless form raises nothing",
    arguments: [FaultlessForm.hotline, FaultlessForm.otherWords, FaultlessForm.services])
  func faultless(form: String) throws {
    let forms = try FilledForm.forms(in: form, file: "form.md")
    for result in FormAudit().results(forms) {
      #expect(result.findings.isEmpty, "\(result.findings.map { "\($0.fault.rawValue) \($0.found.zh)" })")
    }
  }

  @Test("faultless forms of one centre in one file raise nothing either")
  func together() throws {
    let forms = try FilledForm.forms(in: FaultlessForm.hotline + "\n\n" + FaultlessForm.services, file: "form.md")
    #expect(forms.count == 2)
    #expect(FormAudit().results(forms).flatMap(\.findings).map(\.found.zh) == [])
  }

  /// The faults of reports.md that were missed first (1–8), then one of each other code of the catalogue.
  static let planted: [PlantedFault] = [
    .init("counts of another rate", "94.30%（162,243/172,050）", "94.30%（152243/172050）", .unattainableRate),
    .init(
      "orders that do not add up", "“12345”转派工单10,008件、三方转接电话3,770个", "“12345”转派工单 11000 件、三方转接电话3,770个，合计13,778件",
      .impossible),
    .init("a paraphrased rate", "回应咨询987个", "回应咨询987个；全年962200有96.5%的来电得到接听", .contradiction),
    .init(
      "扣 1 at full score", "| 话务总量不少于180,000个；坐席年龄结构 | 8 | 7 |", "| 话务总量不少于180,000个；坐席年龄结构 | 8 | 8 |",
      .deductionWithoutReason),
    .init("a negative rate", "市民满意率98.60%（65,588/66,519）", "市民满意率-98.60%", .impossible),
    .init("92.49 % of 120", "三方转接成功率92.49%（3,487/3,770）", "三方转接成功率92.49%（共120次）", .unattainableRate),
    .init(
      "a service level above the connection rate", "市民满意率98.60%", "15秒接通率95.80%（164,824/172,050），市民满意率98.60%",
      .impossible),
    .init("assessed before the year is over", "| 2020-03-12 |", "| 2019-11-30 |", .period),
    .init("execution rate rounded", "预算执行率（%）： | 99.61% |", "预算执行率（%）： | 100.00% |", .executionRate),
    .init("a total that is wrong", "| 100 | 97 |", "| 100 | 98 |", .sums),
    .init("weights of a block", "| 数据分析 | 形成数据分析报告不少于1份 | 8 | 8 |", "| 数据分析 | 形成数据分析报告不少于1份 | 9 | 8 |", .sums),
    .init("a grade of another total", "| 优秀 |", "| 良好 |", .grade),
    .init(
      "a score above its weight", "| 在市热线办考核中的位次不低于第三名 | 5 | 5 |", "| 在市热线办考核中的位次不低于第三名 | 5 | 6 |", .scoreOutsideWeight),
    .init("full marks for a miss", "12345承接工作2 | 工单满意度≥93%", "12345承接工作2 | 工单满意度≥96%", .scoreAgainstTarget),
    .init("a deduction without a word", "| 扣1分：3名坐席超过45岁 |", "|  |", .deductionWithoutReason),
    .init("a target far beaten", "962200热线接通率≥93%", "962200热线接通率≥60%", .target),
    .init("an improvement that is none", "热线接通率提高到95%", "热线接通率提高到90%", .improvementBelowActual),
    .init("a rate without a value", "高峰时段坐席不足。", "高峰时段坐席不足，实际解决率不高。", .valueMissing),
    .init("a row without explanation", "| 知晓度和美誉度，按问卷评价 |", "|  |", .notAuditable),
    .init("two values of one rate", "考核列经济", "热线接通率95.20%（163,792/172,050），考核列经济", .contradiction),
    .init("orders and calls in one number", "“12345”转派工单10,008件、三方转接电话3,770个", "“12345”转派工单和电话13,778个", .mixedUnits),
    .init("近 beside an exact figure", "参与直播216期", "参与直播近216期", .vagueNumber),
    .init("a rate without counts", "先行联系率98.90%（9,742/9,850）", "先行联系率98.90%", .unattainableRate),
    .init("100 % without rows", "按时办结率100%（9,796/9,796）", "按时办结率100%", .defaultFilled),
    .init("not recurrent", "是否为经常性项目： | 是 |", "是否为经常性项目： | 否 |", .recurrence),
    .init("a problem without a measure", "2.招聘年轻坐席3名，优化年龄结构，由热线部负责，2020年9月底前完成；3.高峰", "2.高峰", .unmatchedImprovement),
    .init("a rate rounded up to its target", "先行联系率98.90%（9,742/9,850）", "先行联系率98%（9,642/9,850）", .rounding),
    .init("percent for points", "参与直播216期", "市民满意率同比提高2.1%；参与直播216期", .percentagePoints),
    .init("left out without a number", "考核列经济", "剔除不合理诉求后计算办结率；考核列经济", .exclusions),
    .init(
      "points lost and no problem", "1.项目预算编制不够细化；2.话务坐席年龄结构不合理，有3名坐席超过45岁；3.热线接通率在4月明显下降，高峰时段坐席不足。", "无",
      .noProblemStated),
    .init("a rank of how many", "第三名（共12个部门）", "第三名", .rank),
  ]

  @Test("a planted fault is found under its code", arguments: planted)
  func found(fault: PlantedFault) throws {
    let findings = try fault.findings(in: FaultlessForm.hotline)
    #expect(
      findings.contains { $0.fault == fault.fault }, "\(findings.map { "\($0.fault.rawValue) \($0.found.zh)" })")
  }

  @Test("sentences copied from the year before, and a sibling with another number of orders")
  func others() throws {
    let copied = try PlantedFault("", "| 2020-03-12 |", "| 2020-03-13 |", .copied)
      .findings(in: FaultlessForm.hotline, lastYear: FaultlessForm.hotline)
    #expect(copied.contains { $0.fault == .copied && $0.subject?.zh == "主要问题" })
    let siblings = try FilledForm.forms(
      in: FaultlessForm.hotline + "\n\n"
        + FaultlessForm.services.replacing("微信推送33期；", with: "微信推送33期，热线分派工单30,000单；"), file: "form.md")
    #expect(FormAudit().results(siblings).allSatisfy { $0.findings.contains { $0.fault == .siblings } })
  }

  @Test(
    "a target is too low that lies below last year's result and was met; above that result it is not, nor when it was missed"
  )
  func belowLastYear() throws {
    func findings(_ lastYear: String, target: String = "93%") throws -> [String] {
      let before = FaultlessForm.hotline.replacing("94.30%（162,243/172,050）", with: lastYear)
      return try PlantedFault("", "962200热线接通率≥93%", "962200热线接通率≥\(target)", .target)
        .findings(in: FaultlessForm.hotline, lastYear: before).filter {
          $0.fault == .target && $0.found.zh.contains("94.3")
        }
        .map(\.found.zh)
    }
    #expect(try findings("94.00%（161,727/172,050）").contains { $0.contains("低于上年实际") })
    #expect(try findings("92.00%（158,286/172,050）").isEmpty)
    #expect(try findings("98.00%（168,609/172,050）", target: "96%").isEmpty)
  }
}
