import HotlineConfiguration
import HotlineText

/// The rows of a filled-in form: C05, C06, C10, C25.
enum RowAudit {
  static func unexplained(_ context: AuditContext) -> [Finding] {
    let rows = context.form.rows.filter(\.explanation.isEmpty)
    guard let first = rows.first else { return [] }
    let names = rows.map(\.name)
    return [
      Finding(
        .notAuditable, .warning,
        found: LocalizedText(
          zh: "\(rows.count) 项没有指标解释，也没有目标值和实际值，无法核查：\(names.joined(separator: "、"))",
          en:
            "\(rows.count) rows have no explanation, target or actual and cannot be checked: \(names.joined(separator: ", "))"
        ),
        action: LocalizedText(
          zh: "写明考核内容、口径、目标值和完成值", en: "say what is judged, by which definition, target and actual"),
        place: first.place)
    ]
  }

  /// Points lost without a word in 备注. Where 主要问题 speaks of the row, that is a remark; else a warning.
  static func deductions(_ context: AuditContext) -> [Finding] {
    let problems = SharedWording.items(context.form.text(.problems))
    return context.form.rows.compactMap { row in
      guard let lost = row.lost, lost > 0, row.remark.isEmpty else { return nil }
      let problem = SharedWording.closest(to: row.name, among: problems)
      return context.finding(
        .deductionWithoutReason, problem == nil ? .warning : .remark, at: row,
        found: problem.map {
          LocalizedText(
            zh: "扣 \(lost.pointsText) 分，备注为空（主要问题提到：\($0)）",
            en: "\(lost.pointsText) off, no remark (the problems say: \($0))")
        }
          ?? LocalizedText(
            zh: "扣 \(lost.pointsText) 分，备注为空，主要问题中也没有明确的原因",
            en: "\(lost.pointsText) off, no remark, and no stated problem that names it"),
        action: LocalizedText(zh: "在备注中写明扣分原因和依据", en: "give the reason and its evidence in the remark"))
    }
  }

  static func noProblem(_ context: AuditContext) -> [Finding] {
    let text = context.form.text(.problems).trimmingPrefix(while: \.isWhitespace)
    guard text.isEmpty || text == "无" || text == "无。" else { return [] }
    let lost = context.form.rows.compactMap(\.lost).reduce(0, +)
    guard lost > 0 else { return [] }
    return [
      context.finding(
        .noProblemStated, .error, in: .problems,
        found: LocalizedText(
          zh: "共扣 \(lost.pointsText) 分，主要问题却为“\(text.isEmpty ? "空" : String(text))”",
          en: "\(lost.pointsText) points are lost, yet no problem is stated"),
        action: LocalizedText(zh: "逐项写明问题", en: "state the problems, one for each row"))
    ]
  }

  /// “33 issues … not the 36 wanted” beside a score that is not 33 ÷ 36 of the weight.
  static func degrees(_ context: AuditContext) -> [Finding] {
    let items = [FilledForm.Field.achievements, .problems].flatMap { SharedWording.items(context.form.text($0)) }
    return items.flatMap { item -> [Finding] in
      let figures = StatedFigure.all(in: item).filter { !$0.isPercentage }
      guard item.contains("未达到") || item.contains("未完成"), let wanted = figures.last,
        let done = figures.first(where: { $0.unit == wanted.unit && $0.value < wanted.value }), wanted.value > 0
      else { return [] }
      let share = done.value / wanted.value
      return context.form.rows.compactMap { row in
        guard let weight = row.weight, let score = row.score, SharedWording.joins(row.name, item) else {
          return nil
        }
        let proportional = weight * share
        guard abs(proportional - score) >= 0.5 else { return nil }
        return context.finding(
          .scoreAgainstTarget, .warning, at: row,
          found: LocalizedText(
            zh:
              "\(done.text)÷\(wanted.text)=\(NumberText.percent(share))，按比例应得 \(proportional.pointsText)，填 \(score.pointsText)，未说明计分规则",
            en:
              "\(done.text) ÷ \(wanted.text) = \(NumberText.percent(share)) would earn \(proportional.pointsText) in proportion; given are \(score.pointsText), by no stated rule"
          ),
          action: LocalizedText(zh: "写明计分规则（如分档）或更正得分", en: "state the rule (such as bands) or correct the score"))
      }
    }
  }
}
