import HotlineConfiguration
import HotlineText

/// The head of a filled-in form: C01, C07 (a goal below the result), C17.
enum HeadAudit {
  /// The printed rate against the two printed amounts (domain.md §2.3).
  static func executionRate(_ context: AuditContext) -> [Finding] {
    let form = context.form
    guard let budget = form.number(.budget), let executed = form.number(.executed), budget > 0 else {
      return [
        context.finding(
          .executionRate, .error, in: .executed,
          found: LocalizedText(zh: "缺少预算数或执行数", en: "the budget or the amount spent is missing"),
          action: LocalizedText(zh: "填入两个金额", en: "fill in both amounts"))
      ]
    }
    var findings: [Finding] = []
    let computed = executed / budget
    let printed = form.text(.executionRate)
    let decimals = printed.split(separator: ".").dropFirst().first.map { $0.filter(\.isNumber).count } ?? 0
    let rate = form.number(.executionRate)
    let isPrinted =
      rate.map { NumberText.decimal($0, places: decimals) } == NumberText.decimal(computed * 100, places: decimals)
    // Rounded to a whole 100 % it hides that not all was spent.
    let isHidden = rate == 100 && abs(computed - 1) > 1e-9
    if !isPrinted || isHidden {
      let amounts = [executed, budget].map { NumberText.count($0) }
      findings.append(
        context.finding(
          .executionRate, .error, in: .executionRate,
          found: LocalizedText(
            zh: "填为 \(printed)，而 \(amounts[0])÷\(amounts[1])=\(NumberText.percent(computed))",
            en: "printed is \(printed), but \(amounts[0]) ÷ \(amounts[1]) = \(NumberText.percent(computed))"),
          action: LocalizedText(
            zh: "改为 \(NumberText.percent(computed))（两位小数，不经整数取整）", en: "print \(NumberText.percent(computed))")))
    }
    if computed > 1 {
      findings.append(
        context.finding(
          .executionRate, .error, in: .executed,
          found: LocalizedText(zh: "执行数超过预算数", en: "more was spent than budgeted"),
          action: LocalizedText(zh: "核实执行数或预算调整数", en: "check the amount spent and any adjustment")))
    }
    return findings
  }

  static func recurrence(_ context: AuditContext) -> [Finding] {
    guard ["否", "不是", "非经常性", "N"].contains(context.form.text(.recurrent)),
      let prior = context.form.number(.priorBudget), prior > 0
    else {
      return []
    }
    let amount = NumberText.count(prior)
    return [
      context.finding(
        .recurrence, .warning, in: .recurrent,
        found: LocalizedText(
          zh: "填为“否”，但上年有预算 \(amount) 元", en: "marked as not recurrent, but last year's budget was \(amount) yuan"),
        action: LocalizedText(zh: "核实并改为“是”，或说明原因", en: "check and mark it as recurrent, or say why not"))
    ]
  }

  /// A goal that names a lower grade than the result claims was no goal.
  static func goal(_ context: AuditContext) -> [Finding] {
    let names = GradeScale.shanghai.grades.map(\.name.zh)
    let goal = context.form.text(.goal)
    guard let wanted = names.firstIndex(where: { goal.contains("“\($0)”") || goal.contains("为\($0)") }),
      let reached = names.firstIndex(where: context.form.text(.achievements).contains), reached < wanted
    else { return [] }
    return [
      context.finding(
        .target, .warning, in: .goal,
        found: LocalizedText(
          zh: "年度总目标只求“\(names[wanted])”，结果已达“\(names[reached])”，目标偏低且未分析超额原因",
          en:
            "the goal is only “\(names[wanted])”, the result “\(names[reached])”: too low, and the excess is not explained"
        ),
        action: LocalizedText(zh: "提高下年目标，并说明超额完成的原因", en: "raise next year's goal and say why it was exceeded"))
    ]
  }
}
