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
    guard form.paragraphs.isEmpty else { return form.paragraphs.compactMap(paragraph) }
    return rows.compactMap { row in
      let parts = row.components.compactMap(phrase)
      guard !parts.isEmpty else { return nil }
      return Narrative.Sentence(
        indicator: row.indicator.id,
        text: LocalizedText(
          zh: parts.map(\.zh).joined(separator: "，"), en: parts.map(\.en).joined(separator: ", ")))
    }
  }

  /// A paragraph of components; what belongs to one row is joined more closely.
  private func paragraph(_ ids: [String]) -> Narrative.Sentence? {
    var text: (zh: String, en: String) = ("", "")
    var before: String?
    for id in ids {
      guard let row = rows.first(where: { $0.components.contains { $0.component.id == id } }),
        let part = row.components.first(where: { $0.component.id == id }).flatMap(phrase)
      else { continue }
      let isSameRow = before == row.indicator.id
      text.zh += (text.zh.isEmpty ? "" : isSameRow ? "，" : "；") + part.zh
      text.en += (text.en.isEmpty ? "" : isSameRow ? ", " : "; ") + part.en
      before = row.indicator.id
    }
    return text.zh.isEmpty ? nil : Narrative.Sentence(indicator: nil, text: LocalizedText(zh: text.zh, en: text.en))
  }

  private func phrase(_ draft: ComponentDraft) -> LocalizedText? {
    let component = draft.component
    guard let actual = draft.actual else {
      // A fact for which nobody vouches is an open point; a figure that is missing is said to be missing.
      guard draft.metricValue != nil || draft.quotient != nil else { return nil }
      return LocalizedText(zh: "\(component.name.zh)数据不足", en: "\(component.name.en): not enough data")
    }
    let value = FormNumber.text(actual, component.unit, counts: draft.counts)
    guard let phrase = component.phrase else { return unphrased(component, value) }
    // A fact that is not true is no achievement.
    guard !component.isYesNo || actual > 0 else { return nil }
    let isMet = component.target.map { $0.isMet(by: actual) } ?? false
    let said = phrase.filled(value)
    guard isMet, let claim = component.claim else { return said }
    return LocalizedText(zh: "\(said.zh)，\(claim.zh)", en: "\(said.en), \(claim.en)")
  }

  private func unphrased(_ component: Component, _ value: LocalizedText) -> LocalizedText? {
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
    rows.flatMap { row in
      row.deductions.compactMap { reason in
        reason.improvement.map { Narrative.Sentence(indicator: row.indicator.id, text: $0) }
      } + raisedTargets(row)
    }
  }

  /// For each target confirmed as too low, the target that the months' figures would support.
  private func raisedTargets(_ row: IndicatorDraft) -> [Narrative.Sentence] {
    row.components.compactMap { draft in
      guard draft.component.confirmation != nil, let target = draft.component.target, let actual = draft.actual,
        target.isMet(by: actual)
      else { return nil }
      let name = draft.component.name
      let old = target.words(in: draft.component.unit)
      let review = reviews.first { $0.indicator == row.indicator.id && $0.component.name == name }
      guard let proposal = review?.proposals.first(where: { $0.kind == .stretch }) else {
        return Narrative.Sentence(
          indicator: row.indicator.id,
          text: LocalizedText(
            zh: "重新核定\(name.zh)的目标值（现为\(old.zh)）", en: "set the target of \(name.en) anew (now \(old.en))"))
      }
      // What history reached may be no more than is asked for already.
      guard target.isMet(by: proposal.target.value), abs(proposal.target.value - target.value) > 1e-9 else {
        return nil
      }
      let new = proposal.target.words(in: draft.component.unit)
      return Narrative.Sentence(
        indicator: row.indicator.id,
        text: LocalizedText(
          zh: "\(name.zh)的目标值由\(old.zh)提高到\(new.zh)（依据：\(proposal.basis.zh)）",
          en: "raise the target of \(name.en) from \(old.en) to \(new.en) (basis: \(proposal.basis.en))"))
    }
  }
}
