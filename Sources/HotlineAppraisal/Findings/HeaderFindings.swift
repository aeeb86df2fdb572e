import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// Findings on the form as a whole.
enum HeaderFindings {
  static func recurrence(_ context: FindingContext) -> [Finding] {
    guard context.form.header.isRecurrent == false, let prior = context.budget?.prior, prior > 0 else { return [] }
    let amount = NumberText.decimal(prior, places: 2)
    return [
      Finding(
        .recurrence, .warning,
        found: LocalizedText(
          zh: "“是否为经常性项目”为“否”，但上年有预算 \(amount) 元",
          en: "marked as not recurrent, but there was a budget of \(amount) yuan the year before"),
        action: LocalizedText(zh: "核实并改为“是”，或说明原因", en: "check and mark it as recurrent, or say why not"))
    ]
  }

  static func period(_ context: FindingContext) -> [Finding] {
    var findings: [Finding] = []
    let period = context.form.period
    if context.asOf < period.end - 1 {
      findings.append(
        Finding(
          .period, .error,
          found: LocalizedText(
            zh: "数据截至 \(LocalTime.text(context.asOf))，早于评价期末 \(period.last.iso)",
            en: "the data end at \(LocalTime.text(context.asOf)), before the period does (\(period.last.iso))"),
          action: LocalizedText(zh: "导入期末以后的导出文件再评分", en: "ingest exports made after the period's end, then score")))
    }
    if context.form.header.assessedOn <= period.last {
      findings.append(
        Finding(
          .period, .error,
          found: LocalizedText(
            zh: "自评时间 \(context.form.header.assessedOn.iso) 不晚于评价期末 \(period.last.iso)",
            en: "assessed on \(context.form.header.assessedOn.iso), not after the period's end (\(period.last.iso))"),
          action: LocalizedText(zh: "更正自评时间，或等期末数据齐全", en: "correct the day, or wait for the period's end")))
    }
    return findings
  }

  static func gradeByRounding(_ context: FindingContext) -> [Finding] {
    let rounded = context.sections.map(\.score).reduce(ScoreRange(0), +)
    let exact = context.rows.map(\.unrounded).reduce(ScoreRange(0), +)
    guard let total = rounded.points, let unrounded = exact.points,
      let grade = context.form.grades.grade(of: total), let other = context.form.grades.grade(of: unrounded),
      grade != other
    else { return [] }
    return [
      Finding(
        .rounding, .warning,
        found: LocalizedText(
          zh: "各项取整后合计 \(total.pointsText) 分为“\(grade.name.zh)”，未取整合计 \(unrounded.pointsText) 分为“\(other.name.zh)”",
          en:
            "rounded rows add up to \(total.pointsText), “\(grade.name.en)”; unrounded to \(unrounded.pointsText), “\(other.name.en)”"
        ),
        action: LocalizedText(zh: "在备注中说明取整对等级的影响", en: "say in the remarks that rounding decides the grade"))
    ]
  }

  static func budget(_ context: FindingContext) -> [Finding] {
    guard let budget = context.budget else {
      return [
        Finding(
          .executionRate, .error,
          found: LocalizedText(
            zh: "数据库中没有项目“\(context.form.header.project.zh)”的预算",
            en: "the database has no budget of the project “\(context.form.header.project.en)”"),
          action: LocalizedText(zh: "导入含该项目的 budget.csv", en: "ingest a budget.csv with the project"))
      ]
    }
    guard let rate = budget.rate, rate > 1 else { return [] }
    return [
      Finding(
        .executionRate, .error,
        found: LocalizedText(
          zh: "预算执行率 \(NumberText.percent(rate))，超出预算", en: "execution rate \(NumberText.percent(rate)): overspent"),
        action: LocalizedText(zh: "核实执行数或预算调整数", en: "check the amount spent and any adjustment of the budget"))
    ]
  }
}
