import HotlineConfiguration
import HotlineText

/// The rows of a filled-in form: C05, C06, C10, C25.
enum RowAudit {
  static func unexplained(_ context: AuditContext) -> [Finding] {
    // A column for target and actual says what a row is about.
    let rows = context.form.rows.filter { row in
      row.explanation.isEmpty && (row.target.isEmpty || row.actual.isEmpty) && !row.isFunds
    }
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
      guard let lost = row.lost, lost > 0, row.remark.isEmpty, !row.isFunds else { return nil }
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

  /// Whether a text says that there is nothing: 无, 暂无, 没有问题 …
  static func isNothing(_ text: String) -> Bool {
    let plain = text.filter { !$0.isWhitespace && !"。；;，".contains($0) }
    return plain.allSatisfy { $0 == "." }
      || plain.contains(/^(?:[0-9]+[.、])?(?:暂?无|没有|未发现|基本无|\/|-|—+)(?:明显|主要|突出|重大|较大|的|存在)*(?:问题|不足)?\.?$/)
  }

  /// A remark that speaks of a deduction beside full marks, or that takes other points than are off.
  static func reasonWithoutDeduction(_ context: AuditContext) -> [Finding] {
    context.form.rows.compactMap { row in
      let remark = PlainText.plain(row.remark)
      guard let lost = row.lost, !remark.isEmpty,
        !remark.contains(/不扣|未扣|无扣|不予扣|扣分项?[：:]?无|未达到?.{0,10}不.{0,2}扣/)
      else { return nil }
      let taken = remark.matches(of: /(?:扣除?|减|-)\s*([0-9]+(?:\.[0-9]+)?)\s*分?/).compactMap { Double($0.1) }
      if lost <= 0 {
        guard remark.contains(/扣|[-减]\s*[0-9.]+\s*分|未达标|未达到目标|未完成|失分/) else { return nil }
        return context.finding(
          .deductionWithoutReason, .error, at: row,
          found: LocalizedText(
            zh: "备注“\(row.remark.prefix(40))”，却得满分",
            en: "the remark says “\(row.remark.prefix(40))”, yet it has full marks"),
          action: LocalizedText(zh: "核对得分与备注", en: "make score and remark agree"))
      }
      // What is taken in several steps is rounded once; only sums that are far off are a fault.
      guard remark.contains("扣"), !taken.isEmpty, !remark.contains(/取整|比例|每|各扣/) else { return nil }
      let sum = taken.reduce(0, +)
      guard abs(sum - lost) > 0.5 + 1e-9, !taken.contains(where: { abs($0 - lost) < 1e-9 }) else { return nil }
      return context.finding(
        .deductionWithoutReason, .error, at: row,
        found: LocalizedText(
          zh: "备注扣 \(sum.pointsText) 分，实际扣 \(lost.pointsText) 分",
          en: "the remark takes \(sum.pointsText), \(lost.pointsText) are off"),
        action: LocalizedText(zh: "核对得分与备注", en: "make score and remark agree"))
    }
  }

  static func noProblem(_ context: AuditContext) -> [Finding] {
    guard !context.form.isNational || context.form.fields[.problems] != nil else { return [] }
    let text = context.form.text(.problems).trimmingPrefix(while: \.isWhitespace)
    guard isNothing(String(text)) else { return [] }
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
