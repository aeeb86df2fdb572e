import HotlineConfiguration
import HotlineText

/// Whether 主要绩效, 主要问题, 改进措施 and the rows answer each other: C06, C09, C18.
enum TextAudit {
  static func problemsWithoutRow(_ context: AuditContext) -> [Finding] {
    SharedWording.items(context.form.text(.problems)).filter { $0 != "无" }.compactMap { problem in
      guard !context.form.rows.contains(where: { SharedWording.joins($0.name + "，" + $0.explanation, problem) }) else {
        return nil
      }
      return context.finding(
        .deductionWithoutReason, .remark, in: .problems,
        found: LocalizedText(
          zh: "问题“\(problem)”没有对应的指标，看不出扣在哪一项",
          en: "no row stands for the problem “\(problem)”: where it costs points is not told"),
        action: LocalizedText(zh: "为其设立指标，或注明扣分的行", en: "set up an indicator for it, or name the row that it costs"))
    }
  }

  static func improvements(_ context: AuditContext) -> [Finding] {
    let problems = SharedWording.items(context.form.text(.problems)).filter { $0 != "无" }
    let text = context.form.text(.improvements)
    let clauses = SharedWording.clauses(text)
    let unanswered = problems.filter { problem in !clauses.contains { SharedWording.joins(problem, $0) } }
    let unasked = clauses.filter { clause in !problems.contains { SharedWording.joins($0, clause) } }
    var findings = unanswered.map { problem in
      context.finding(
        .unmatchedImprovement, .warning, in: .improvements,
        found: LocalizedText(zh: "没有针对“\(problem)”的改进措施", en: "no improvement answers “\(problem)”"),
        action: LocalizedText(zh: "逐条对应写明措施、责任人和时限", en: "answer it with a measure, a person in charge and a date"))
    }
    if !unasked.isEmpty, !problems.isEmpty {
      findings.append(
        context.finding(
          .unmatchedImprovement, .remark, in: .improvements,
          found: LocalizedText(
            zh: "以下措施未见字面对应的问题：\(unasked.joined(separator: "；"))",
            en: "no stated problem is worded like: \(unasked.joined(separator: "; "))"),
          action: LocalizedText(zh: "在主要问题中写明其针对的问题", en: "state the problem that each of them answers")))
    }
    return findings
  }

  /// Rates of which 主要问题 or 改进措施 speak while no value of theirs is given anywhere.
  static func ratesWithoutValue(_ context: AuditContext) -> [Finding] {
    let valued = FilledForm.Field.allCases.flatMap { context.figures($0) }.compactMap(\.rateName)
    var seen: [String] = []
    for field in [FilledForm.Field.problems, .improvements] {
      for name in StatedFigure.rateNames(in: context.form.text(field))
      where !(valued + seen).contains(where: { StatedFigure.sameRate($0, name) }) { seen.append(name) }
    }
    return seen.map { name in
      context.finding(
        .valueMissing, .error, in: .achievements,
        found: LocalizedText(zh: "提到“\(name)”，但全表没有它的数值", en: "“\(name)” is spoken of, but its value stands nowhere"),
        action: LocalizedText(zh: "补充数值及分子、分母", en: "give the value with both counts"))
    }
  }

  /// A target in the place of a result.
  static func targetsAsResults(_ context: AuditContext) -> [Finding] {
    context.figures(.achievements).filter(\.isLimit).map { figure in
      context.finding(
        .valueMissing, .warning, in: .achievements,
        found: LocalizedText(
          zh: "“\(figure.lead)”写的是目标（≥\(figure.text)），不是完成值",
          en: "“\(figure.lead)” states a target (≥\(figure.text)), not a result"),
        action: LocalizedText(zh: "改写为实际完成值", en: "state the actual value"))
    }
  }
}
