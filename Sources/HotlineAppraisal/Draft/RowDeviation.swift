import HotlineConfiguration
import HotlineText

/// How a row differs from its target so that the form wants to know why.
package struct RowDeviation: Sendable, Hashable {
  /// Whether the target was missed; else it was beaten by far.
  package let isMiss: Bool
  /// What differs, and how much.
  package let text: LocalizedText
}

extension IndicatorDraft {
  /// The row's deviation that has to be explained: a target missed, or beaten by more than a share; `nil` where there is none.
  package func deviation(beyond limits: DeviationLimits) -> RowDeviation? {
    if let judgement = indicator.judgement, indicator.isJudged {
      guard judgement.points < indicator.weight else { return nil }
      let lost = (indicator.weight - judgement.points).pointsText
      return RowDeviation(
        isMiss: true,
        text: LocalizedText(zh: "\(judgement.level.name.zh)，扣\(lost)分", en: "\(judgement.level.name.en), \(lost) off"))
    }
    let scored = components.filter { $0.weight > 0 }
    if let missed = scored.first(where: { draft in draft.measured.map { !$0.target.isMet(by: $0.actual) } ?? false }) {
      return RowDeviation(isMiss: true, text: text(missed, zh: "未达到年度指标值", en: "misses its target"))
    }
    guard
      let beaten = scored.first(where: { draft in
        guard !draft.component.isYesNo, !draft.component.isRanked, let measured = draft.measured,
          let deviation = measured.target.deviation(of: measured.actual)
        else { return false }
        return deviation > limits.relative + 1e-9
      })
    else { return nil }
    let share = beaten.measured.flatMap { $0.target.deviation(of: $0.actual) }.map { NumberText.percent($0, places: 1) }
    return RowDeviation(
      isMiss: false,
      text: text(beaten, zh: "超出年度指标值\(share ?? "")", en: "beats its target by \(share ?? "")"))
  }

  private func text(_ draft: ComponentDraft, zh: String, en: String) -> LocalizedText {
    LocalizedText(zh: draft.component.name.zh + zh, en: "\(draft.component.name.en) \(en)")
  }

  /// What people say of why the row lost points or differs: the row's own cause, else the reasons of its judgement and conditions,
  /// each with what is to be done. What the tool itself finds out (that a target was missed) is no cause.
  package var statedCauses: [DeviationCause] {
    if let cause = indicator.cause { return [cause] }
    return deductions.compactMap { reason in
      guard [.judgement, .condition, .targetTooLow].contains(reason.kind), let problem = reason.problem else {
        return nil
      }
      return DeviationCause(reason: problem, improvement: reason.improvement, document: nil)
    }
  }
}
