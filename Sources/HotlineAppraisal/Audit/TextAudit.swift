import HotlineConfiguration
import HotlineText

/// Whether 主要绩效, 主要问题 and the rows answer each other: C06, C09, C23.
enum TextAudit {
  static func problemsWithoutRow(_ context: AuditContext) -> [Finding] {
    // Where every deduction has its reason in the row, the problems need not be looked for in the rows' names.
    guard context.form.rows.contains(where: { $0.lost ?? 0 > 0 && $0.remark.isEmpty }) else { return [] }
    return SharedWording.items(context.form.text(.problems)).filter { !RowAudit.isNothing($0) }.compactMap { problem in
      let isTold = context.form.rows.contains { row in
        SharedWording.joins([row.name, row.explanation, row.remark].joined(separator: "，"), problem)
      }
      guard !isTold else { return nil }
      return context.finding(
        .deductionWithoutReason, .remark, in: .problems,
        found: LocalizedText(
          zh: "问题“\(problem)”没有对应的指标，看不出扣在哪一项",
          en: "no row stands for the problem “\(problem)”: where it costs points is not told"),
        action: LocalizedText(zh: "为其设立指标，或注明扣分的行", en: "set up an indicator for it, or name the row that it costs"))
    }
  }

  /// Rates of which 主要问题 or 改进措施 speak while no value of theirs is given anywhere.
  static func ratesWithoutValue(_ context: AuditContext) -> [Finding] {
    let rows = context.form.rows.flatMap { StatedFigure.all(in: $0.remark + "；" + $0.actual) }
    let valued = (FilledForm.Field.allCases.flatMap { context.figures($0) } + rows).filter { figure in
      // A target to come is no value.
      !figure.isLimit
    }.compactMap(\.rateName)
    var seen: [String] = []
    for field in [FilledForm.Field.problems, .improvements] {
      for name in StatedFigure.rateNames(in: PlainText.plain(context.form.text(field)))
      where !(valued + seen).contains(where: { StatedFigure.sameRate($0, name) }) { seen.append(name) }
    }
    return seen.map { name in
      context.finding(
        .valueMissing, .error, in: .achievements,
        found: LocalizedText(zh: "提到“\(name)”，但全表没有它的数值", en: "“\(name)” is spoken of, but its value stands nowhere"),
        action: LocalizedText(zh: "补充数值及分子、分母", en: "give the value with both counts"))
    }
  }

  /// A target in the place of a result: no result of its kind stands beside it.
  static func targetsAsResults(_ context: AuditContext) -> [Finding] {
    let results = context.results
    return context.figures(.achievements).filter { figure in
      guard figure.isLimit, !figure.sentence.contains("目标"), !figure.lead.hasSuffix("于") else { return false }
      return !results.contains { $0.isSameRate(as: figure) }
    }.map { figure in
      context.finding(
        .valueMissing, .warning, in: .achievements,
        found: LocalizedText(
          zh: "“\(figure.lead)”写的是目标（≥\(figure.text)），不是完成值",
          en: "“\(figure.lead)” states a target (≥\(figure.text)), not a result"),
        action: LocalizedText(zh: "改写为实际完成值", en: "state the actual value"))
    }
  }

  /// Results from which something was left out, without saying how much.
  static func exclusions(_ context: AuditContext) -> [Finding] {
    SharedWording.sentences(PlainText.plain(context.form.text(.achievements))).compactMap { sentence in
      guard let match = sentence.firstMatch(of: /剔除|扣除|不含|除外|未计入|不计入|未纳入|排除|不包括|不纳入/),
        !StatedFigure.all(in: sentence).filter({ $0.isPercentage && $0.role == .result }).isEmpty
          || sentence.contains("率"),
        !sentence[match.range.upperBound...].prefix(24).contains(/[0-9]+\s*(?:件|个|次|通|单|条|例|人|起)/),
        !sentence[..<match.range.lowerBound].suffix(16).contains(/[0-9]+\s*(?:件|个|次|通|单|条|例|人|起)/)
      else { return nil }
      return context.finding(
        .exclusions, .warning, in: .achievements,
        found: LocalizedText(
          zh: "“\(sentence.prefix(40))”有\(match.output)，未说明件数和原因",
          en: "“\(sentence.prefix(40))” leaves cases out without saying how many"),
        action: LocalizedText(zh: "注明剔除的件数和原因", en: "say how many are left out, and why"))
    }
  }
}
