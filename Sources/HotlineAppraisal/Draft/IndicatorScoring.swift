import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// One row's way from its values to its score: rule, then confirmed targets and conditions, then rounding.
struct IndicatorScoring {
  let indicator: Indicator
  /// The metric values of the components, `nil` for facts.
  let values: [MetricValue?]
  /// The counts of the components that are quotients, `nil` for others.
  let quotients: [QuotientValue?]
  /// Why the components' values are not those of the period; `nil` where they are.
  let gaps: [LocalizedText?]
  /// The metric values of the conditions.
  let conditionValues: [MetricValue?]
  /// Why the conditions' values are not those of the period.
  let conditionGaps: [LocalizedText?]
  /// Targets of the whole form that a person confirmed as too low.
  var confirmedElsewhere: [(name: LocalizedText, isOpen: Bool)] = []

  /// This row's targets that were confirmed as too low: by name, and whether that is open because the value is missing.
  var confirmations: [(name: LocalizedText, isOpen: Bool)] {
    indicator.components.enumerated().compactMap { index, component in
      guard component.confirmation != nil, let target = component.target else { return nil }
      guard let actual = actual(index) else { return (component.name, true) }
      return target.isMet(by: actual) ? (component.name, false) : nil
    }
  }

  /// A component's value, as far as it is that of the period.
  private func actual(_ index: Int) -> Double? {
    gaps[index] == nil ? Self.number(indicator.components[index], values[index], quotients[index]) : nil
  }

  private static func number(
    _ component: Component, _ value: MetricValue?, _ quotient: QuotientValue? = nil
  ) -> Double? {
    switch component.content {
    case .metric: value?.value
    case .quotient: quotient?.value
    case .fact(let fact): fact.number
    }
  }

  func draft(rounding: Rounding) -> IndicatorDraft {
    let weight = indicator.weight
    var reasons: [Reason] = []
    let components = scoredComponents(&reasons)
    var points = indicator.isJudged ? judged(&reasons) : components.map(\.points).reduce(ScoreRange(0), +)
    if indicator.rule?.isJoint == true { points = joint(components, &reasons) }
    for (index, component) in indicator.components.enumerated() {
      points = points + confirmation(component, actual(index), &reasons)
    }
    for (index, condition) in indicator.conditions.enumerated() {
      points = points + violation(condition, conditionValues[index], gap: conditionGaps[index], &reasons)
    }
    let unrounded = points.map { min(weight, max(0, $0)) }
    let score = unrounded.map { rounding($0) }
    if let exact = unrounded.points, let rounded = score.points, abs(exact - rounded) > 1e-9 {
      let texts = [exact.pointsText, rounding.step.pointsText, rounded.pointsText]
      reasons.append(
        Reason(
          kind: .rounding, points: rounded - exact,
          text: LocalizedText(
            zh: "\(texts[0]) 按 \(texts[1]) 分取整（四舍五入）为 \(texts[2])",
            en: "\(texts[0]) rounded half up to a multiple of \(texts[1]): \(texts[2])")))
    }
    return IndicatorDraft(
      indicator: indicator, components: components, unrounded: unrounded, score: score, reasons: reasons)
  }

  private func scoredComponents(_ reasons: inout [Reason]) -> [ComponentDraft] {
    let shares = indicator.components.reduce(0) { $0 + $1.share }
    return indicator.components.enumerated().map { index, component in
      let (value, quotient, gap) = (values[index], quotients[index], gaps[index])
      let actual = actual(index)
      guard let rule = indicator.rule, let target = component.target else {
        return ComponentDraft(
          component: component, metricValue: value, quotient: quotient, actual: actual, gap: gap, weight: 0,
          points: ScoreRange(0))
      }
      let weight = indicator.weight * component.share / shares
      guard let actual else {
        reasons.append(ReasonText.open(component, gap: gap, weight: weight))
        return ComponentDraft(
          component: component, metricValue: value, quotient: quotient, actual: nil, gap: gap, weight: weight,
          points: ScoreRange(0, weight))
      }
      let outcome = rule.outcome(Measured(actual: actual, target: target, unit: component.unit), weight: weight)
      let counts = value.flatMap(ReasonText.counts) ?? quotient.flatMap(ReasonText.counts)
      reasons.append(ReasonText.rule(component, actual: actual, counts: counts, outcome, weight: weight))
      return ComponentDraft(
        component: component, metricValue: value, quotient: quotient, actual: actual, gap: nil, weight: weight,
        points: ScoreRange(outcome.points))
    }
  }

  /// One missed component costs the points of all.
  private func joint(_ components: [ComponentDraft], _ reasons: inout [Reason]) -> ScoreRange {
    let earned = components.map(\.points).reduce(ScoreRange(0), +)
    let isMissed = components.contains { $0.points.high == 0 }
    if isMissed, earned.high > 0 {
      reasons.append(
        Reason(
          kind: .rule, points: -earned.high,
          text: LocalizedText(zh: "有一项未达成，整项不得分", en: "one part was missed, so the whole row earns nothing")))
    }
    return isMissed ? ScoreRange(0) : ScoreRange(components.contains { $0.points.isOpen } ? 0 : earned.low, earned.high)
  }

  private func judged(_ reasons: inout [Reason]) -> ScoreRange {
    guard let judgement = indicator.judgement else {
      reasons.append(
        Reason(
          kind: .open, points: -indicator.weight,
          text: LocalizedText(
            zh: "定性指标，尚无经确认的评价：待评（0–\(indicator.weight.pointsText)）",
            en: "judged row without an attested judgement: open (0–\(indicator.weight.pointsText))"),
          remark: LocalizedText(zh: "待评", en: "open")))
      return ScoreRange(0, indicator.weight)
    }
    reasons.append(ReasonText.judgement(judgement, weight: indicator.weight))
    return ScoreRange(judgement.points)
  }

  private func confirmation(_ component: Component, _ actual: Double?, _ reasons: inout [Reason]) -> ScoreRange {
    guard let confirmation = component.confirmation, let target = component.target else { return ScoreRange(0) }
    if let actual, !target.isMet(by: actual) {
      reasons.append(
        Reason(
          kind: .rule, points: 0,
          text: LocalizedText(
            zh: "\(component.name.zh)：已确认目标偏低，但本期未达到目标，不另扣分",
            en:
              "\(component.name.en): confirmed as too low a target, but it was missed this time: nothing more is taken")
        ))
      return ScoreRange(0)
    }
    reasons.append(ReasonText.targetTooLow(component, actual: actual, confirmation))
    return ScoreRange(-confirmation.points, actual == nil ? 0 : -confirmation.points)
  }

  private func violation(
    _ condition: PointCondition, _ value: MetricValue?, gap: LocalizedText?, _ reasons: inout [Reason]
  ) -> ScoreRange {
    switch condition.requirement {
    case .component(let component):
      guard let target = component.target else { return ScoreRange(0) }
      guard gap == nil, let actual = Self.number(component, value) else {
        reasons.append(ReasonText.openCondition(component, gap: gap, points: condition.points))
        return ScoreRange(-condition.points, 0)
      }
      guard !target.isMet(by: actual) else {
        reasons.append(ReasonText.conditionMet(component, actual: actual))
        return ScoreRange(0)
      }
      reasons.append(ReasonText.violated(condition, component, actual: actual))
      return ScoreRange(-condition.points)
    case .noTargetConfirmedTooLow:
      guard !confirmedElsewhere.isEmpty else { return ScoreRange(0) }
      reasons.append(ReasonText.otherTargets(confirmedElsewhere.map(\.name), condition))
      let known = confirmedElsewhere.count { !$0.isOpen }
      return ScoreRange(-condition.points * Double(confirmedElsewhere.count), -condition.points * Double(known))
    }
  }
}
