import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// Drafts 主要绩效, 主要问题 and 改进措施 from values and deductions, each sentence tied to its row.
struct NarrativeDraft {
  let form: FormDefinition
  let sections: [SectionDraft]
  let reviews: [TargetReview]

  private var rows: [IndicatorDraft] { sections.flatMap(\.indicators) }

  var narrative: Narrative {
    Narrative(
      achievements: own(form.ownWords.achievements, besides: achievements),
      problems: own(form.ownWords.problems, besides: problems),
      improvements: own(form.ownWords.improvements, besides: improvements))
  }

  private func own(_ words: OwnWords.Text?, besides draft: [Narrative.Sentence]) -> [Narrative.Sentence] {
    guard let words else { return draft }
    let sentence = Narrative.Sentence(indicator: nil, text: words.text)
    return words.placement == .replace ? [sentence] : draft + [sentence]
  }

  private var achievements: [Narrative.Sentence] {
    rows.compactMap { row in
      let parts = row.components.compactMap(phrase)
      guard !parts.isEmpty else { return nil }
      return Narrative.Sentence(
        indicator: row.indicator.id,
        text: LocalizedText(
          zh: parts.map(\.zh).joined(separator: "，"), en: parts.map(\.en).joined(separator: ", ")))
    }
  }

  private func phrase(_ draft: ComponentDraft) -> LocalizedText? {
    guard let actual = draft.actual else { return nil }
    let component = draft.component
    let value = FormNumber.text(actual, component.unit)
    if let phrase = component.phrase {
      // A fact that is not true is no achievement.
      return component.isYesNo && actual == 0 ? nil : phrase.filled(value)
    }
    if case .fact(let fact) = component.content {
      switch fact.value {
      case .isTrue(let isTrue): return isTrue ? component.name : nil
      case .rank(let rank):
        let among = fact.population.map { LocalizedText(zh: "（共 \($0) 个）", en: " of \($0)") }
        return LocalizedText(
          zh: "\(component.name.zh)第 \(rank) 名\(among?.zh ?? "")",
          en: "\(component.name.en): rank \(rank)\(among?.en ?? "")")
      case .quantity, nil: break
      }
    }
    return LocalizedText(zh: component.name.zh + value.zh, en: "\(component.name.en) \(value.en)")
  }

  private var problems: [Narrative.Sentence] {
    rows.flatMap { row in
      row.deductions.compactMap { reason in
        reason.problem.map { Narrative.Sentence(indicator: row.indicator.id, text: $0) }
      }
    }
  }

  private var improvements: [Narrative.Sentence] {
    let measures = rows.flatMap { row in
      row.deductions.compactMap { reason -> Narrative.Sentence? in
        if let improvement = reason.improvement {
          return Narrative.Sentence(indicator: row.indicator.id, text: improvement)
        }
        return nil
      } + raisedTargets(row)
    }
    guard !measures.isEmpty else { return [] }
    return measures + [
      Narrative.Sentence(
        indicator: nil,
        text: LocalizedText(
          zh: "以上措施由\(form.header.department.zh)负责，完成时限由责任人填写",
          en: "\(form.header.department.en) is in charge of the above; the person in charge sets the dates"))
    ]
  }

  /// For each target confirmed as too low, the target that the months' figures would support.
  private func raisedTargets(_ row: IndicatorDraft) -> [Narrative.Sentence] {
    row.components.compactMap { draft in
      guard draft.component.confirmation != nil, let target = draft.component.target, let actual = draft.actual,
        target.isMet(by: actual)
      else { return nil }
      let name = draft.component.name
      let old = target.text(in: draft.component.unit)
      let review = reviews.first { $0.indicator == row.indicator.id && $0.component.name == name }
      guard let proposal = review?.proposals.first(where: { $0.kind == .stretch }) else {
        return Narrative.Sentence(
          indicator: row.indicator.id,
          text: LocalizedText(
            zh: "重新核定\(name.zh)的目标值（现为\(old.zh)）", en: "set the target of \(name.en) anew (now \(old.en))"))
      }
      let new = proposal.target.text(in: draft.component.unit)
      return Narrative.Sentence(
        indicator: row.indicator.id,
        text: LocalizedText(
          zh: "\(name.zh)的目标值由\(old.zh)提高到\(new.zh)（依据：\(proposal.basis.zh)）",
          en: "raise the target of \(name.en) from \(old.en) to \(new.en) (basis: \(proposal.basis.en))"))
    }
  }
}
