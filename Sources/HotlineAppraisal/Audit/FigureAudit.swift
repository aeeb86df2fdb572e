import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// Figures in a filled-in form's text: C08, C11, C12, C13, C14, C15, C19, C22, C24.
enum FigureAudit {
  static func improvementBelowActual(_ context: AuditContext) -> [Finding] {
    context.figures(.improvements).compactMap { figure in
      guard let name = figure.rateName,
        let actual = context.results.first(where: { $0.rateName.map { StatedFigure.sameRate($0, name) } ?? false }),
        figure.value <= actual.value
      else { return nil }
      return context.finding(
        .improvementBelowActual, .error, in: .improvements,
        found: LocalizedText(
          zh: "“\(name)”拟提升为 \(figure.text)，但已达 \(actual.text)",
          en: "“\(name)” is to rise to \(figure.text), but is at \(actual.text) already"),
        action: LocalizedText(zh: "目标应高于现状，或说明为何降低", en: "aim above the actual, or say why less is wanted"))
    }
  }

  /// One rate with two values, one value of satisfaction under two names, and the execution rate in text and box.
  static func contradictions(_ context: AuditContext) -> [Finding] {
    var findings: [Finding] = []
    let rates = context.results.compactMap { figure in figure.rateName.map { (name: $0, figure: figure) } }
    for (index, rate) in rates.enumerated() {
      for other in rates[..<index] where rate.name == other.name && rate.figure.value != other.figure.value {
        findings.append(
          context.finding(
            .contradiction, .error, in: .achievements,
            found: LocalizedText(
              zh: "“\(rate.name)”有两个数值：\(other.figure.text) 和 \(rate.figure.text)",
              en: "“\(rate.name)” has two values: \(other.figure.text) and \(rate.figure.text)"),
            action: LocalizedText(zh: "分别注明口径", en: "print each with its definition")))
      }
    }
    let share = rates.first { $0.name.hasSuffix("满意率") }
    let index = rates.first { $0.name.hasSuffix("满意度") }
    if let share, let index {
      findings.append(
        context.finding(
          .contradiction, .warning, in: .achievements,
          found: LocalizedText(
            zh: "“\(share.name)”\(share.figure.text) 与“\(index.name)”\(index.figure.text) 是两种口径，均未注明定义和样本",
            en:
              "“\(share.name)” \(share.figure.text) and “\(index.name)” \(index.figure.text) are two notions, neither defined"
          ),
          action: LocalizedText(zh: "分别写明计算方法、评价渠道和件数", en: "give the definition, channel and counts of each")))
    }
    if let printed = context.form.number(.executionRate) {
      for rate in context.figures(.achievements) where rate.rateName?.hasSuffix("执行率") == true {
        let box = context.form.text(.executionRate)
        guard !rate.prints(printed / 100) else { continue }
        findings.append(
          context.finding(
            .contradiction, .warning, in: .achievements,
            found: LocalizedText(
              zh: "正文称执行率 \(rate.text)，表头填 \(box)",
              en: "the text has an execution rate of \(rate.text), the head \(box)"),
            action: LocalizedText(zh: "统一为按两个金额算出的值", en: "print the value that the two amounts give, in both places")))
      }
    }
    return findings
  }

  static func mixedUnits(_ context: AuditContext) -> [Finding] {
    context.results.compactMap { figure in
      guard !figure.isPercentage,
        let match = figure.lead.firstMatch(of: /(\p{Han}{2,6})[和及与、](\p{Han}{2,6})$/)
      else { return nil }
      return context.finding(
        .mixedUnits, .warning, in: .achievements,
        found: LocalizedText(
          zh: "“\(match.0)\(figure.text)”把两种不同的量加在一起", en: "“\(match.0)\(figure.text)” adds up two different things"),
        action: LocalizedText(zh: "分别列出各项数量", en: "give each number by itself"))
    }
  }

  static func vague(_ context: AuditContext) -> [Finding] {
    context.figures(.achievements).compactMap { figure in
      guard let word = figure.vagueness else { return nil }
      let found =
        figure.isLowerBound
        ? LocalizedText(zh: "“\(figure.text)”只给下限", en: "“\(figure.text)” gives a lower bound only")
        : LocalizedText(zh: "“\(figure.text)”在数字旁用“\(word)”", en: "“\(figure.text)”: “\(word)” beside a figure")
      // 近216 is an exact figure made vague; 2.5万左右 is at least honest about being round.
      let isExact = !figure.isLowerBound && figure.scale == 1 && !figure.digits.hasSuffix("0")
      return context.finding(
        .vagueNumber, isExact ? .warning : .remark, in: .achievements, found: found,
        action: LocalizedText(zh: "填写确切数字", en: "give the exact figure"))
    }
  }

  /// A percentage whose two counts are not given; the fewest cases that can give it are (GRIM).
  static func withoutCounts(_ context: AuditContext) -> [Finding] {
    let rates = context.results.filter { $0.rateName != nil && $0.rateName?.hasSuffix("执行率") == false }
    guard !rates.isEmpty else { return [] }
    let texts = rates.map { rate -> (zh: String, en: String) in
      let name = rate.rateName ?? rate.lead
      guard let fewest = AttainablePercentage(rate.digits)?.smallestDenominator(), fewest > 1 else {
        return ("\(name)\(rate.text)", "\(name) \(rate.text)")
      }
      return ("\(name)\(rate.text)（至少 \(fewest) 件才可能）", "\(name) \(rate.text) (at least \(fewest) cases)")
    }
    return [
      context.finding(
        .unattainableRate, .warning, in: .achievements,
        found: LocalizedText(
          zh: "比率没有分子和分母：\(texts.map(\.zh).joined(separator: "，"))",
          en: "rates without their counts: \(texts.map(\.en).joined(separator: ", "))"),
        action: LocalizedText(zh: "逐项注明件数、口径和剔除数", en: "give both counts, the definition and what was left out"))
    ]
  }

  /// A printed 100 % without rows behind it (domain.md §1.9: real systems fill it in).
  static func unproved(_ context: AuditContext) -> [Finding] {
    guard context.draft == nil else { return [] }
    return context.results.compactMap { figure in
      guard figure.isPercentage, figure.value == 1, let name = figure.rateName else { return nil }
      return context.finding(
        .defaultFilled, .warning, in: .achievements,
        found: LocalizedText(
          zh: "“\(name)”为 100%，没有明细可核，未验证", en: "“\(name)” is 100 % without rows to check: not verified"),
        action: LocalizedText(
          zh: "用明细重算（hotline audit --form），确认不是系统默认值",
          en: "recompute it from rows (hotline audit --form); it may be a default"))
    }
  }

  static func impossible(_ context: AuditContext) -> [Finding] {
    context.results.compactMap { figure in
      guard figure.isPercentage, figure.value > 1, let name = figure.rateName else { return nil }
      return context.finding(
        .impossible, .error, in: .achievements,
        found: LocalizedText(zh: "“\(name)”\(figure.text) 超过 100%", en: "“\(name)” of \(figure.text) exceeds 100 %"),
        action: LocalizedText(zh: "核对分子和分母", en: "check both counts"))
    }
  }

  /// A rate that rises “by 2 %”: percent or percentage points?
  static func points(_ context: AuditContext) -> [Finding] {
    let text = context.form.text(.achievements)
    return text.matches(of: /\p{Han}*(?:率|满意度)[^。；]{0,16}(?:同比|环比|比上年)[^，。；0-9]{0,6}[0-9]+(?:\.[0-9]+)?[%％]/).map {
      match in
      context.finding(
        .percentagePoints, .warning, in: .achievements,
        found: LocalizedText(
          zh: "“\(match.output)”：比率的变化应以百分点计", en: "“\(match.output)”: changes of rates are told in points"),
        action: LocalizedText(zh: "改为“个百分点”，或写明两期数值", en: "say “percentage points”, or give both values"))
    }
  }

  /// The same thing counted differently on two forms of one centre.
  static func siblings(_ context: AuditContext) -> [Finding] {
    let own = orders(context.form)
    return context.siblings.filter { $0.text(.budgetUnit) == context.form.text(.budgetUnit) }.flatMap { sibling in
      own.flatMap { figure in
        orders(sibling).filter { $0.value != figure.value }.map { other in
          context.finding(
            .siblings, .warning, in: .achievements,
            found: LocalizedText(
              zh:
                "本表“\(figure.lead)\(figure.text)”，同单位《\(sibling.text(.project))》为“\(other.lead)\(other.text)”，未说明统计范围不同",
              en:
                "“\(figure.lead)\(figure.text)” here, “\(other.lead)\(other.text)” on the centre's form \(sibling.text(.project)), not said to be different things"
            ),
            action: LocalizedText(zh: "注明各自的统计范围，或统一数字", en: "say what each counts, or make them one"))
        }
      }
    }
  }

  private static func orders(_ form: FilledForm) -> [StatedFigure] {
    StatedFigure.all(in: form.text(.achievements)).filter { !$0.isPercentage && $0.lead.contains("工单") }
  }
}
