import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// The steps of a row's score, put into words.
enum ReasonText {
  static func rule(
    _ component: Component, actual number: Double, counts: LocalizedText?, _ outcome: RuleOutcome, weight: Double
  ) -> Reason {
    let counts = counts ?? LocalizedText(zh: "", en: "")
    let assumed =
      component.target?.isAssumed == true
      ? LocalizedText(zh: "（目标值暂定，待确认）", en: " (the target is provisional)") : LocalizedText(zh: "", en: "")
    let lost = outcome.points - weight
    let result = component.isYesNo ? yesNo(component.factNumber ?? 0, outcome) : outcome.reason
    let vouched = attestation(component)
    var reason = Reason(
      kind: .rule, points: abs(lost) < 1e-9 ? 0 : lost,
      text: LocalizedText(
        zh: "\(component.name.zh)\(counts.zh)：\(result.zh)\(assumed.zh)\(vouched.zh)",
        en: "\(component.name.en)\(counts.en): \(result.en)\(assumed.en)\(vouched.en)"))
    if reason.costsPoints, let target = component.target {
      let actual = factText(component, number)
      let wanted = component.isYesNo ? LocalizedText(zh: "应达成", en: "to be done") : target.text(in: component.unit)
      reason.problem = LocalizedText(
        zh: "\(component.name.zh)为\(actual.zh)，未达到目标（\(wanted.zh)）",
        en: "\(component.name.en) is \(actual.en) and misses its target (\(wanted.en))")
      reason.improvement = LocalizedText(
        zh: "分析\(component.name.zh)未达标的原因，下年度达到\(wanted.zh)",
        en: "find out why \(component.name.en) missed its target and reach \(wanted.en) next year")
    }
    return reason
  }

  private static func yesNo(_ number: Double, _ outcome: RuleOutcome) -> LocalizedText {
    let points = outcome.points.pointsText
    return number > 0
      ? LocalizedText(zh: "已达成，得 \(points)", en: "done: \(points)")
      : LocalizedText(zh: "未达成，得 \(points)", en: "not done: \(points)")
  }

  private static func attestation(_ component: Component) -> LocalizedText {
    guard case .fact(let fact) = component.content, let attestation = fact.attestation else {
      return LocalizedText(zh: "", en: "")
    }
    let text = [attestation.by, attestation.on.iso]
    return LocalizedText(
      zh: "（\(text.joined(separator: "，"))，依据：\(attestation.document)）",
      en: " (\(text.joined(separator: ", ")), on: \(attestation.document))")
  }

  static func judgement(_ judgement: Judgement, weight: Double) -> Reason {
    let attestation = judgement.attestation
    let lost = judgement.points - weight
    let why = lost < 0 ? judgement.reason : nil
    let because =
      why.map { LocalizedText(zh: "；扣分原因：\($0.zh)", en: "; points off because: \($0.en)") }
      ?? LocalizedText(zh: "", en: "")
    let off = (-lost).pointsText
    return Reason(
      kind: .judgement, points: lost,
      text: LocalizedText(
        zh:
          "\(judgement.level.name.zh)，评 \(judgement.points.pointsText) 分（\(attestation.by)，\(attestation.on.iso)，依据：\(attestation.document)）\(because.zh)",
        en:
          "\(judgement.level.name.en), judged \(judgement.points.pointsText) (\(attestation.by), \(attestation.on.iso), on: \(attestation.document))\(because.en)"
      ), remark: LocalizedText(zh: why.map { "扣\(off)分：\($0.zh)" } ?? "", en: why.map { "\(off) off: \($0.en)" } ?? ""),
      problem: why, improvement: lost < 0 ? judgement.improvement : nil)
  }

  static func open(_ component: Component, gap: LocalizedText?, weight: Double) -> Reason {
    let missing: LocalizedText
    if let gap {
      missing = gap
    } else if case .fact = component.content {
      missing = LocalizedText(zh: "缺少经确认的事实或佐证", en: "nobody vouches for it yet")
    } else {
      missing = LocalizedText(zh: "数据中没有可计算的值（分母为 0 或无记录）", en: "the data give no value (nothing to count)")
    }
    return Reason(
      kind: .open, points: -weight,
      text: LocalizedText(
        zh: "\(component.name.zh)：\(missing.zh)，待评（0–\(weight.pointsText)）",
        en: "\(component.name.en): \(missing.en): open (0–\(weight.pointsText))"), remark: notEnough(component))
  }

  private static func notEnough(_ component: Component) -> LocalizedText {
    LocalizedText(zh: "\(component.name.zh)数据不足，待评", en: "\(component.name.en): not enough data, open")
  }

  static func targetTooLow(_ component: Component, actual: Double?, _ confirmation: TargetConfirmation) -> Reason {
    let measured = actual.flatMap { actual in
      component.target.map { Measured(actual: actual, target: $0, unit: component.unit) }
    }
    let figures = measured.map {
      LocalizedText(
        zh: "（实际 \($0.actualText.zh)，目标 \($0.targetText.zh)）", en: " (\($0.actualText.en) against \($0.targetText.en))")
    }
    let points = confirmation.points.pointsText
    return Reason(
      kind: .targetTooLow, points: -confirmation.points,
      text: LocalizedText(
        zh: "扣\(points)分：\(confirmation.reason.zh)\(figures?.zh ?? "")，已由评价人确认",
        en: "\(points) off: \(confirmation.reason.en)\(figures?.en ?? ""), confirmed by the evaluator"),
      problem: confirmation.reason)
  }

  static func otherTargets(_ names: [LocalizedText], _ condition: PointCondition) -> Reason {
    let total = condition.points * Double(names.count)
    return Reason(
      kind: .otherTargets, points: -total,
      text: LocalizedText(
        zh:
          "扣\(total.pointsText)分：确认设置偏低的目标\(names.count)项（\(names.map(\.zh).joined(separator: "、"))），每项\(condition.points.pointsText)分",
        en:
          "\(total.pointsText) off: \(names.count) targets confirmed as too low (\(names.map(\.en).joined(separator: ", "))), \(condition.points.pointsText) each"
      ),
      cause: LocalizedText(
        zh: "\(names.map(\.zh).joined(separator: "、"))目标设置偏低",
        en: "the targets of \(names.map(\.en).joined(separator: ", ")) were too low"))
  }

  static func violated(_ condition: PointCondition, _ component: Component, actual: Double) -> Reason {
    let value = component.isYesNo ? factText(component, actual) : component.unit.text(actual)
    let target = component.target.map { $0.text(in: component.unit) }
    let standard =
      component.isYesNo
      ? LocalizedText(zh: "\(component.name.zh)：否", en: "\(component.name.en): no")
      : LocalizedText(
        zh: "\(component.name.zh)为 \(value.zh)，要求 \(target?.zh ?? "")",
        en: "\(component.name.en) is \(value.en), wanted \(target?.en ?? "")")
    let reason = condition.reason.map { $0.filled(value) } ?? standard
    let points = condition.points.pointsText
    return Reason(
      kind: .condition, points: -condition.points,
      text: LocalizedText(
        zh: "扣\(points)分：\(reason.zh)（\(standard.zh)）", en: "\(points) off: \(reason.en) (\(standard.en))"),
      remark: LocalizedText(zh: "扣\(points)分：\(reason.zh)", en: "\(points) off: \(reason.en)"), problem: reason,
      improvement: condition.improvement)
  }

  static func conditionMet(_ component: Component, actual: Double) -> Reason {
    let value = component.isYesNo ? LocalizedText(zh: "是", en: "yes") : component.unit.text(actual)
    return Reason(
      kind: .condition, points: 0,
      text: LocalizedText(
        zh: "条件满足：\(component.name.zh)（\(value.zh)）", en: "condition met: \(component.name.en) (\(value.en))"))
  }

  static func openCondition(_ component: Component, gap: LocalizedText?, points: Double) -> Reason {
    let missing =
      gap.map { LocalizedText(zh: "，\($0.zh)", en: ": \($0.en)") }
      ?? LocalizedText(zh: "缺少数据或佐证", en: " lacks data or evidence")
    return Reason(
      kind: .open, points: -points,
      text: LocalizedText(
        zh: "条件待定：\(component.name.zh)\(missing.zh)，可能扣 \(points.pointsText)",
        en: "condition open: \(component.name.en)\(missing.en), \(points.pointsText) may come off"),
      remark: notEnough(component))
  }

  /// `（162,243/172,050）` for rates, `（172,050 件）` for medians and their like.
  static func counts(_ value: MetricValue) -> LocalizedText? {
    guard let denominator = value.denominator else { return nil }
    guard let numerator = value.numerator else {
      let cases = NumberText.count(denominator)
      return LocalizedText(zh: "（\(cases) 件）", en: " (\(cases) cases)")
    }
    let text = "\(NumberText.count(numerator))/\(NumberText.count(denominator))"
    return LocalizedText(zh: "（\(text)）", en: " (\(text))")
  }

  /// `（2,719,852/162,243）` for a quotient.
  static func counts(_ value: QuotientValue) -> LocalizedText? {
    guard let over = value.over, let under = value.under else { return nil }
    let text = "\(NumberText.count(over))/\(NumberText.count(under))"
    return LocalizedText(zh: "（\(text)）", en: " (\(text))")
  }

  private static func factText(_ component: Component, _ number: Double?) -> LocalizedText {
    guard let number else { return LocalizedText(zh: "–", en: "–") }
    guard component.isYesNo else { return component.unit.text(number) }
    return number > 0 ? LocalizedText(zh: "是", en: "yes") : LocalizedText(zh: "否", en: "no")
  }
}

extension ComponentDraft {
  /// The two counts behind the value, in brackets.
  var counts: LocalizedText? { metricValue.flatMap(ReasonText.counts) ?? quotient.flatMap(ReasonText.counts) }
}

extension Component {
  /// Whether it is a fact that is just true or not.
  package var isYesNo: Bool {
    guard case .fact(let fact) = content else { return false }
    switch fact.value {
    case .isTrue, nil: return true
    case .quantity, .rank: return false
    }
  }

  var factNumber: Double? {
    guard case .fact(let fact) = content else { return nil }
    return fact.number
  }
}

extension LocalizedText {
  /// The text with `{value}` replaced.
  func filled(_ value: LocalizedText) -> LocalizedText {
    LocalizedText(zh: zh.replacing("{value}", with: value.zh), en: en.replacing("{value}", with: value.en))
  }
}
