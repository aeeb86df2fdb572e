import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Targets and values as the national form writes them: 年度指标值 with sign and unit (≥95%, ≤90万元, =1份), 实际完成值 beside it.
package enum FormValue {
  /// 年度指标值 of a row: in the form's own words, or each target; a name stands before it where there are several.
  package static func target(_ row: Indicator) -> LocalizedText {
    if let expected = row.expected { return expected }
    let parts = row.components.compactMap { component in
      component.target.map { (component, text(of: $0, component)) }
    }
    return joined(parts, isNamed: parts.count > 1)
  }

  /// 实际完成值 of a row; `nil` while one is missing.
  package static func actual(_ row: IndicatorDraft) -> LocalizedText? {
    let indicator = row.indicator
    if indicator.isJudged { return indicator.judgement.map { level($0.level) } }
    let scored = row.components.filter { $0.component.target != nil }
    if indicator.expected != nil, scored.allSatisfy(\.component.isYesNo) {
      let known = scored.compactMap(\.actual)
      guard known.count == scored.count else { return nil }
      return level(known.allSatisfy { $0 > 0 } ? .achieved : .missed)
    }
    let parts = scored.compactMap { draft in
      draft.actual.map { (draft.component, value($0, draft.component)) }
    }
    guard parts.count == scored.count else { return nil }
    return joined(parts, isNamed: parts.count > 1)
  }

  private static func joined(_ parts: [(Component, LocalizedText)], isNamed: Bool) -> LocalizedText {
    LocalizedText(
      zh: parts.map { (isNamed ? $0.0.name.zh : "") + $0.1.zh }.joined(separator: "；"),
      en: parts.map { (isNamed ? $0.0.name.en + " " : "") + $0.1.en }.joined(separator: "; "))
  }

  /// The three ways in which a judged row can come out.
  private static func level(_ level: Judgement.Level) -> LocalizedText {
    switch level {
    case .achieved: LocalizedText(zh: "达成预期指标", en: "target achieved")
    case .partly: LocalizedText(zh: "部分达成预期指标并具有一定效果", en: "partly achieved, with some effect")
    case .missed: LocalizedText(zh: "未达成预期指标且效果较差", en: "not achieved, with little effect")
    }
  }

  /// `≥95%`, `≤90万元`, `=1份`, `≤3名`.
  package static func text(of target: Target, _ component: Component) -> LocalizedText {
    if component.isYesNo { return LocalizedText(zh: "完成", en: "done") }
    let sign =
      switch target.direction {
      case .atLeast: "≥"
      case .atMost: "≤"
      case .equal: "="
      }
    let text = number(target.value, component, isTarget: true)
    return LocalizedText(zh: sign + text.zh, en: sign + text.en)
  }

  /// `94.30%`; more decimals where two would hide on which side of its target a value lies.
  package static func value(_ value: Double, _ component: Component) -> LocalizedText {
    if component.isYesNo {
      return value > 0 ? LocalizedText(zh: "完成", en: "done") : LocalizedText(zh: "未完成", en: "not done")
    }
    if component.isRanked {
      let place = NumberText.count(value)
      return LocalizedText(zh: "第\(place)名", en: "place \(place)")
    }
    return number(value, component, isTarget: false, besides: component.target?.value)
  }

  private static func number(
    _ value: Double, _ component: Component, isTarget: Bool, besides other: Double? = nil
  ) -> LocalizedText {
    func digits(_ value: Double, _ other: Double?) -> String {
      guard !isTarget else { return NumberText.shortest(value, places: 6) }
      let places =
        (2...6).first { places in
          other.map {
            abs($0 - value) < 1e-9
              || NumberText.decimal($0, places: places) != NumberText.decimal(value, places: places)
          }
            ?? true
        } ?? 6
      return NumberText.decimal(value, places: places)
    }
    func text(_ number: String, zh: String, en: String) -> LocalizedText {
      LocalizedText(zh: number + zh, en: number + en)
    }
    switch component.unit {
    case .share, .index: return text(digits(value * 100, other.map { $0 * 100 }), zh: "%", en: "%")
    case .count:
      let word = component.countedIn ?? (component.isRanked ? LocalizedText(zh: "名", en: "place") : nil)
      return text(NumberText.count(value), zh: word?.zh ?? "", en: word.map { " " + $0.en } ?? "")
    case .yuan where value >= 10_000:
      return LocalizedText(
        zh: NumberText.shortest(value / 10_000, places: 6) + "万元", en: NumberText.count(value) + " yuan")
    case .yuan: return text(digits(value, other), zh: "元", en: " yuan")
    case .points: return text(digits(value, other), zh: "分", en: " points")
    case .seconds: return text(digits(value, other), zh: "秒", en: " s")
    case .minutes: return text(digits(value, other), zh: "分钟", en: " min")
    case .days: return text(digits(value, other), zh: "天", en: " days")
    case .hours: return text(NumberText.count(value), zh: "小时", en: " hours")
    }
  }
}
