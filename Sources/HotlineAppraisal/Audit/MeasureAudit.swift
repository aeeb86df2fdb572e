import HotlineConfiguration
import HotlineText

/// Whether 改进措施 answer 主要问题 and improve on what is: C08, C18.
enum MeasureAudit {
  /// Words that name who does a measure and until when: what an auditor asks for, not a measure of its own.
  private static var conduct: Regex<Substring> {
    /负责|每(?:月|季|周|年|半年)|定期|责任人|责任部门|牵头|落实到人|时限|之?前完成|底前|月前|年内|日前|季度内|完成时间|由[^，。；]{2,8}(?:部|处|科|室|组|中心)|[0-9]+月(?:底|末|份)|[0-9]+年[0-9]+月|^配合部门/
  }

  static func improvements(_ context: AuditContext) -> [Finding] {
    let problems = SharedWording.items(context.form.text(.problems)).filter { !RowAudit.isNothing($0) }
    let text = context.form.text(.improvements)
    let measures = SharedWording.items(text)
    let isNumbered = SharedWording.isNumbered(text)
    let parts = isNumbered ? measures : SharedWording.clauses(text)
    // With as many measures as problems, each answers the one of its number: a word in common is enough.
    let isPaired =
      isNumbered && measures.count == problems.count && SharedWording.isNumbered(context.form.text(.problems))
    func answers(_ measure: Int, _ problem: Int) -> Bool {
      if isPaired && measure == problem { return SharedWording.sharedPairs(parts[measure], problems[problem]) >= 1 }
      return SharedWording.joins(parts[measure], problems[problem])
        || SharedWording.sharedPairs(parts[measure], problems[problem]) >= 2
    }
    var findings = problems.indices.filter { problem in !parts.indices.contains { answers($0, problem) } }.map {
      problem in
      context.finding(
        .unmatchedImprovement, .warning, in: .improvements,
        found: LocalizedText(
          zh: "没有针对“\(problems[problem])”的改进措施", en: "no improvement answers “\(problems[problem])”"),
        action: LocalizedText(zh: "逐条对应写明措施、责任人和时限", en: "answer it with a measure, a person in charge and a date"))
    }
    let unasked = parts.indices.filter { measure in
      guard !problems.indices.contains(where: { answers(measure, $0) }) else { return false }
      return isNumbered ? !isConduct(parts[measure]) : !parts[measure].contains(conduct)
    }.map { parts[$0] }
    if !unasked.isEmpty, !problems.isEmpty {
      findings.append(
        context.finding(
          .unmatchedImprovement, .remark, in: .improvements,
          found: LocalizedText(
            zh: "以下措施未见字面对应的问题：\(unasked.joined(separator: "；"))",
            en: "no stated problem is worded like: \(unasked.joined(separator: "; "))"),
          action: LocalizedText(zh: "在主要问题中写明其针对的问题", en: "state the problem that each of them answers")))
    }
    if problems.isEmpty == false, RowAudit.isNothing(text) {
      findings.append(
        context.finding(
          .unmatchedImprovement, .warning, in: .improvements,
          found: LocalizedText(zh: "有问题而没有改进措施", en: "there are problems and no improvements"),
          action: LocalizedText(zh: "逐条写明措施、责任人和时限", en: "answer each problem")))
    }
    return findings
  }

  /// Whether an item says nothing but who acts and until when.
  private static func isConduct(_ item: String) -> Bool {
    SharedWording.clauses(item).allSatisfy { $0.contains(conduct) }
  }

  /// How far below the present value the target of a rate may be set: rounding down to half a point.
  private static let rounding = 0.005

  /// A value to be reached that has been reached already.
  static func belowActual(_ context: AuditContext) -> [Finding] {
    context.figures(.improvements).compactMap { figure in
      guard figure.role != .past, figure.role != .change, !figure.lead.hasSuffix("由"), !figure.lead.hasSuffix("从"),
        let name = figure.isPercentage ? StatedFigure.rateNames(in: figure.lead).last ?? figure.rateName : figure.lead,
        let actual = context.results.first(where: { isSame(name, figure, $0) })
      else { return nil }
      let isTarget = figure.sentence.contains("目标") || figure.sentence.contains("指标值")
      let slack = isTarget && figure.isPercentage ? rounding : 0
      if case .limit(true) = figure.role { return nil }
      guard slack > 0 ? figure.value < actual.value - slack - 1e-9 : figure.value <= actual.value else { return nil }
      let shown = figure.isPercentage ? name : String(name.suffix(8))
      return context.finding(
        .improvementBelowActual, .error, in: .improvements,
        found: LocalizedText(
          zh: "“\(shown)”拟提升为 \(figure.text)，但已达 \(actual.text)",
          en: "“\(shown)” is to rise to \(figure.text), but is at \(actual.text) already"),
        action: LocalizedText(zh: "目标应高于现状，或说明为何降低", en: "aim above the actual, or say why less is wanted"))
    }
  }

  private static func isSame(_ name: String, _ figure: StatedFigure, _ result: StatedFigure) -> Bool {
    guard figure.isPercentage == result.isPercentage,
      figure.line == nil || result.line == nil || figure.line == result.line
    else { return false }
    if figure.isPercentage { return result.rateName.map { StatedFigure.sameRate($0, name) } ?? false }
    let (left, right) = (name.filter(\.isLetter), result.lead.filter(\.isLetter))
    return figure.unit == result.unit && left.count >= 2 && left.suffix(2) == right.suffix(2)
      && ["提高", "增加", "提升", "达到", "不少于", "力争"].contains(where: figure.sentence.contains)
  }
}
