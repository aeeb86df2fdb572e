import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// A filled-in form against what the database gives for the same project: C01, C05, C11, C14, C21.
enum DataAudit {
  static func figures(_ context: AuditContext) -> [Finding] {
    guard let draft = context.draft else { return [] }
    let components = draft.indicators.flatMap(\.components)
    return known(context)
      + context.results.compactMap { figure in
        guard let component = components.first(where: { $0.component.isSpokenOf(by: figure) }),
          let actual = component.actual
        else { return nil }
        let crosses = component.component.target.map { $0.isMet(by: figure.value) && !$0.isMet(by: actual) } ?? false
        guard !figure.agrees(with: actual) || crosses && figure.isPercentage || isOtherCount(figure, component) else {
          return nil
        }
        let name = component.component.name
        let computed = component.component.unit.text(actual)
        let counts = component.metricValue.flatMap(ReasonText.counts)
        return context.finding(
          crosses ? .rounding : .contradiction, .error, in: .achievements,
          found: LocalizedText(
            zh: "“\(name.zh)”填 \(figure.text)，数据为 \(computed.zh)\(counts?.zh ?? "")",
            en: "“\(name.en)” is printed as \(figure.text), the data give \(computed.en)\(counts?.en ?? "")"),
          action: LocalizedText(
            zh: "改用计算值，或说明差异来源", en: "print the computed figure, or say where the difference comes from"))
      }
  }

  /// Whether both counts are given and are not those of the data.
  private static func isOtherCount(_ figure: StatedFigure, _ component: ComponentDraft) -> Bool {
    guard let value = component.metricValue, let numerator = figure.counts?.numerator,
      let denominator = figure.counts?.denominator, let known = value.numerator, let below = value.denominator
    else { return false }
    return abs(numerator - known) > 0.5 || abs(denominator - below) > 0.5
  }

  /// Counts that the form does not score, against the data: orders, calls.
  private static func known(_ context: AuditContext) -> [Finding] {
    let scored = context.draft?.indicators.flatMap(\.components) ?? []
    return context.results.compactMap { figure in
      guard !figure.isPercentage, !scored.contains(where: { $0.component.isSpokenOf(by: figure) }),
        let count = context.known.first(where: { $0.isSpokenOf(by: figure) }), !figure.agrees(with: count.value)
      else { return nil }
      let computed = NumberText.count(count.value)
      return context.finding(
        .contradiction, .error, in: .achievements,
        found: LocalizedText(
          zh: "“\(count.name.zh)”填 \(figure.text)，数据为 \(computed)",
          en: "“\(count.name.en)” is printed as \(figure.text), the data give \(computed)"),
        action: LocalizedText(
          zh: "改用计算值，或说明差异来源", en: "print the computed figure, or say where the difference comes from"))
    }
  }

  static func scores(_ context: AuditContext) -> [Finding] {
    guard let draft = context.draft else { return [] }
    return context.form.rows.compactMap { row in
      guard let score = row.score, let drafted = draft.indicators.first(where: { $0.indicator.name.zh == row.name }),
        score < drafted.score.low - 1e-9 || score > drafted.score.high + 1e-9
      else { return nil }
      let range = drafted.score
      let points = range.isOpen ? "\(range.low.pointsText)–\(range.high.pointsText)" : range.low.pointsText
      let steps = drafted.reasons.map(\.text)
      return context.finding(
        .scoreAgainstTarget, .error, at: row,
        found: LocalizedText(
          zh: "填 \(score.pointsText) 分，按数据和规则应为 \(points)（\(steps.map(\.zh).joined(separator: "；"))）",
          en:
            "\(score.pointsText) is given; by data and rule it is \(points) (\(steps.map(\.en).joined(separator: "; ")))"
        ),
        action: LocalizedText(zh: "更正得分，或在备注中说明", en: "correct the score, or explain it in the remark"))
    }
  }

  static func budget(_ context: AuditContext) -> [Finding] {
    guard let budget = context.draft?.budget else { return [] }
    let pairs: [(FilledForm.Field, Double?)] = [
      (.budget, budget.planned), (.priorBudget, budget.prior), (.executed, budget.executed),
    ]
    return pairs.compactMap { field, amount in
      guard let amount, let printed = context.form.number(field), abs(printed - amount) > 0.005 else { return nil }
      let texts = [printed, amount].map { NumberText.count($0) }
      return context.finding(
        .contradiction, .error, in: field,
        found: LocalizedText(
          zh: "填 \(texts[0])，数据为 \(texts[1])", en: "printed is \(texts[0]), the data have \(texts[1])"),
        action: LocalizedText(zh: "核对预算数据", en: "check it against the budget"))
    }
  }
}

extension Component {
  /// Whether a figure in a text is this component's: the words before it end in the component's name, the metric's, or the
  /// words that its phrase has before `{value}`.
  func isSpokenOf(by figure: StatedFigure) -> Bool {
    guard figure.isPercentage == unit.isRate, !figure.unit.contains("百分点") else { return false }
    if case .metric(_, let conditions) = content, let line = figure.line,
      let lines = conditions.first(where: { $0.key.rawValue == "line" })?.value, !lines.contains(line)
    {
      return false
    }
    if let kind = figure.kind, kind == RateKind(name: name.zh) { return true }
    var names = [name.zh]
    if case .metric(let metric, _) = content {
      names.append(String(metric.name.zh.prefix { $0 != "(" && $0 != "（" }))
    }
    if let before = phrase?.zh.split(separator: "{value}").first,
      let words = before.split(whereSeparator: { "，。；“”".contains($0) }).last
    {
      names.append(String(words.trimmingSuffix { "为达".contains($0) }))
    }
    return names.contains { $0.count >= 2 && figure.lead.hasSuffix($0) }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, isTrimmed(last) { text = text.dropLast() }
    return text
  }
}
