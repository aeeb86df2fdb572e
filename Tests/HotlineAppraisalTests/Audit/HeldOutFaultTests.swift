import HotlineConfiguration
import Testing

@testable import HotlineAppraisal

/// Faults written down after the checks were done, in words that nobody had in mind while writing them.
@Suite("Faults in other words are found")
struct HeldOutFaultTests {
  /// The faultless forms.
  enum Form { case hotline, otherWords, services }

  /// A fault of one of the faultless forms.
  struct Variation: Sendable, CustomStringConvertible {
    let form: String
    let planted: PlantedFault
    var description: String { planted.description }

    init(_ name: String, _ old: String, _ new: String, _ fault: Fault, in form: Form) {
      self.form =
        switch form {
        case .hotline: FaultlessForm.hotline
        case .otherWords: FaultlessForm.otherWords
        case .services: FaultlessForm.services
        }
      planted = PlantedFault(name, old, new, fault)
    }
  }

  static let variations: [Variation] = [
    .init("a digit lost in the numerator", "（65,588/66,519）", "（6,558/66,519）", .unattainableRate, in: .hotline),
    .init(
      "quotient written out wrongly", "市民满意率98.60%（65,588/66,519）", "市民满意率65,588÷66,519=96.80%", .unattainableRate,
      in: .hotline),
    .init(
      "counts in words", "热线接通率94.30%（162,243/172,050）", "热线接通率95.30%（接通162,243个，请求172,050个）", .unattainableRate,
      in: .hotline),
    .init("numerator above denominator", "（9,742/9,850）", "（9,842/9,742）", .impossible, in: .hotline),
    .init("answered above offered", "话务总量185,000个；", "话务总量185,000个，接通192,243个；", .impossible, in: .hotline),
    .init(
      "parts above the whole", "转派工单10,008件、三方转接电话3,770个；", "转派工单10,008件，其中咨询类6,200件、求助类4,500件；", .impossible,
      in: .hotline),
    .init("over 100 %", "工单满意度94.71%（5,722.2/6,042）", "工单满意度104.71%", .impossible, in: .hotline),
    .init(
      "twenty seconds better than connected", "接通率94.30%；评价", "接通率94.30%，20秒内接听比例达96.1%；评价", .impossible,
      in: .otherWords),
    .init("answered share in the problems", "个别月份接通率偏低。", "全年电话接听率只有91.2%。", .contradiction, in: .otherWords),
    .init(
      "another value in a remark", "扣1分：4月接通率明显下降，全年目标已达到", "扣1分：4月明显下降，全年热线接通率93.40%", .contradiction, in: .hotline),
    .init("two numbers of calls", "参与直播216期", "全年话务总量179,000个；参与直播216期", .contradiction, in: .hotline),
    .init(
      "execution rate told otherwise", "预算执行率（%）： | 99.95% |", "预算执行率（%）： | 99.59% |", .executionRate, in: .services),
    .init("rounded to a whole", "预算执行率 | 99.61% |", "预算执行率 | 100% |", .executionRate, in: .otherWords),
    .init(
      "weights of 95", "| 热线运行 | 全年运行天数365天 | 30 | 30 | 无 |", "| 热线运行 | 全年运行天数365天 | 25 | 25 | 无 |", .sums,
      in: .otherWords),
    .init("a sum of another column", "| 合计 |  |  | 100 | 99 |", "| 合计 |  |  | 99 | 99 |", .sums, in: .services),
    .init("良 at 96", "| 自评等级 | 优秀 |", "| 自评等级 | 良 |", .grade, in: .otherWords),
    .init(
      "a negative score", "| 微信推送 | 全年36期，按比例计分 | 12 | 11 |", "| 微信推送 | 全年36期，按比例计分 | 12 | -1 |", .scoreOutsideWeight,
      in: .services),
    .init(
      "full marks below the target", "| 热线接通率 | 接通率≥93% | 15 | 14 |", "| 热线接通率 | 接通率不低于96% | 15 | 15 |",
      .scoreAgainstTarget, in: .otherWords),
    .init(
      "fewer broadcasts than wanted at full marks", "全年参与直播不少于200期", "全年参与直播不少于240期", .scoreAgainstTarget, in: .hotline),
    .init(
      "remark takes two, score one", "| 8 | 7 | 扣1分：3名坐席超过45岁 |", "| 8 | 7 | 扣2分：3名坐席超过45岁 |", .deductionWithoutReason,
      in: .hotline),
    .init("a dash for a reason", "33÷36=91.67%，按比例得11分", "—", .deductionWithoutReason, in: .services),
    .init("half the target", "接通率≥93%", "接通率目标50%", .target, in: .otherWords),
    .init("already there", "提高接通率到95%以上", "力争接通率达到92%", .improvementBelowActual, in: .otherWords),
    .init("fewer broadcasts next year", "高峰时段增加2个坐席", "高峰时段增加2个坐席，全年直播提高到180期", .improvementBelowActual, in: .hotline),
    .init("follow-up without value", "，每季度检查。", "，每季度检查，提高工单回访率。", .valueMissing, in: .services),
    .init("target told as result", "市民满意率98.60%（65,588/66,519）", "市民满意率≥98%", .valueMissing, in: .hotline),
    .init("calls plus orders", "话务总量185,000个；", "话务量与工单合计198,778件；", .mixedUnits, in: .hotline),
    .init("more than 25,000", "发布新闻25,012条", "发布新闻25,000余条", .vagueNumber, in: .services),
    .init("about", "回应咨询987个", "回应咨询大约987个", .vagueNumber, in: .hotline),
    .init("a rate alone", "回访满意率92.40%（1,386/1,500）", "回访满意率92.40%", .unattainableRate, in: .services),
    .init(
      "a share that 40 cannot give", "回访满意率92.40%（1,386/1,500）", "回访40件，回访满意率92.40%（40件）", .unattainableRate,
      in: .services),
    .init("all satisfied", "市民满意率98.60%（65,588/66,519）", "市民满意率100%（66,519/66,519）", .defaultFilled, in: .hotline),
    .init("dated in the year", "| 2020年3月12日 |", "| 2019年12月25日 |", .period, in: .otherWords),
    .init("eleven months", "话务总量185,000个；", "1-11月话务总量185,000个；", .period, in: .hotline),
    .init("another year's figures", "2019年预算执行率99.95%；", "2018年发布新闻24,000条；预算执行率99.95%；", .period, in: .services),
    .init("不是 recurrent", "| 是否经常性项目 | 是 |", "| 是否经常性项目 | 不是 |", .recurrence, in: .otherWords),
    .init(
      "an unrelated measure", "（1）补充年轻坐席，责任部门：热线部，完成时间：2020年9月。", "（1）开展党建联建活动，责任部门：热线部，完成时间：2020年9月。",
      .unmatchedImprovement, in: .otherWords),
    .init("rounded to the target", "按时办结率100%（9,796/9,796）", "按时办结率100%（9,795/9,796）", .rounding, in: .hotline),
    .init("two per cent more satisfied", "接通率较上年提高1.14个百分点", "接通率比上年提高了1.2%", .percentagePoints, in: .otherWords),
    .init("points for a count", "话务总量同比增长2.5%", "话务总量同比增长2.5个百分点", .percentagePoints, in: .otherWords),
    .init("complaints left out", "另有退单80件不计入", "疑难工单不计入考核", .exclusions, in: .otherWords),
    .init("no problem at all", "微信推送33期，未达到36期的目标。", "暂无明显问题。", .noProblemStated, in: .services),
    .init("front rank", "在12个同类部门中排名第三", "考核名列前茅，排名第三", .rank, in: .otherWords),
  ]

  @Test("a fault in other words is found under its code", arguments: variations)
  func found(variation: Variation) throws {
    let findings = try variation.planted.findings(in: variation.form)
    #expect(
      findings.contains { $0.fault == variation.planted.fault },
      "\(findings.map { "\($0.fault.rawValue) \($0.found.zh)" })")
  }

  /// 1.0005 × 1,500 + 0.5 = 1,501.25: figures that were rounded may miss by so much.
  @Test("parts may be above their sum by rounding, and by no more", arguments: [(601, false), (602, true)])
  func rounding(part: Int, isFound: Bool) throws {
    let variation = Variation(
      "", "转派工单10,008件、三方转接电话3,770个；", "转派工单1,500件，其中咨询类900件、求助类\(part)件；", .impossible, in: .hotline)
    let findings = try variation.planted.findings(in: variation.form)
    #expect(findings.contains { $0.found.zh.contains("900件+\(part)件") } == isFound, "\(findings.map(\.found.zh))")
  }
}
