import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// Findings on targets: C07. Points come off for them only where a person confirmed them in the form's file.
enum TargetFindings {
  static func tooLow(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard let measured = draft.measured, measured.target.value > 0, !draft.component.isYesNo,
        draft.component.isRanked == false,
        let deviation = measured.target.deviation(of: measured.actual)
      else { return nil }
      let gap = measured.unit.isRate ? measured.target.gapClosed(by: measured.actual) : nil
      let limits = context.form.deviation
      guard deviation > limits.relative || (gap ?? 0) > limits.gapClosed else { return nil }
      let gapText = gap.map {
        LocalizedText(
          zh: "，与 100% 的差距缩小 \(NumberText.percent($0, places: 1))",
          en: ", \(NumberText.percent($0, places: 1)) of the gap to 100 % closed")
      }
      let figures = LocalizedText(
        zh:
          "\(draft.component.name.zh)：实际 \(measured.actualText.zh)，目标 \(measured.targetText.zh)，偏离度 \(NumberText.percent(deviation, places: 1))\(gapText?.zh ?? "")",
        en:
          "\(draft.component.name.en): \(measured.actualText.en) against \(measured.targetText.en), deviation \(NumberText.percent(deviation, places: 1))\(gapText?.en ?? "")"
      )
      let isConfirmed = draft.component.confirmation != nil
      return Finding(
        .target, isConfirmed ? .remark : .warning, subject: row.indicator.name,
        found: LocalizedText(
          zh: figures.zh + (isConfirmed ? "；已确认偏低并扣分" : "；目标可能偏低"),
          en: figures.en + (isConfirmed ? "; confirmed as too low, points taken" : "; the target may be too low")),
        action: proposal(draft, row, context))
    }
  }

  private static func proposal(_ draft: ComponentDraft, _ row: IndicatorDraft, _ context: FindingContext)
    -> LocalizedText
  {
    let review = context.reviews.first {
      $0.indicator == row.indicator.id && $0.component.name == draft.component.name
    }
    guard let proposal = review?.proposals.first(where: { $0.kind == .stretch }), let review else {
      return LocalizedText(
        zh: "重新核定下年目标；是否扣分由评价人确认", en: "set next year's target anew; the evaluator decides on points")
    }
    let target = proposal.target.text(in: draft.component.unit)
    return LocalizedText(
      zh: "下年目标建议 \(target.zh)（\(proposal.basis.zh)，\(proposal.monthsMet)/\(review.knownMonths) 个月可达）；是否扣分由评价人确认",
      en:
        "next year: \(target.en) (\(proposal.basis.en), met in \(proposal.monthsMet) of \(review.knownMonths) months); the evaluator decides on points"
    )
  }

  static func belowLastYear(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard let measured = draft.measured, let before = draft.metricValue?.compared[.yearAgo],
        measured.target.direction != .equal, measured.target.shortfall(of: before) == 0, before != measured.target.value
      else { return nil }
      let text = measured.unit.text(before)
      return Finding(
        .target, .warning, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(draft.component.name.zh)：目标 \(measured.targetText.zh) 低于上年实际 \(text.zh)",
          en: "\(draft.component.name.en): the target \(measured.targetText.en) is easier than last year's \(text.en)"),
        action: LocalizedText(
          zh: "目标不应低于上年实际，请说明或调整", en: "a target should not fall behind last year: say why or change it"))
    }
  }

  static func tooHigh(_ context: FindingContext) -> [Finding] {
    context.reviews.compactMap { review in
      guard let keep = review.proposals.first(where: { $0.kind == .keep }), keep.monthsMet == 0,
        let floor = review.proposals.first(where: { $0.kind == .floor })
      else { return nil }
      let unit = review.component.unit
      let texts = [review.target.text(in: unit), floor.target.text(in: unit)]
      return Finding(
        .target, .warning, subject: review.indicatorName,
        found: LocalizedText(
          zh: "\(review.component.name.zh)：目标 \(texts[0].zh) 在近 \(review.knownMonths) 个月中无一月达到，可能偏高",
          en:
            "\(review.component.name.en): none of the last \(review.knownMonths) months met \(texts[0].en): it may be too high"
        ),
        action: LocalizedText(
          zh: "保底目标建议 \(texts[1].zh)（\(floor.basis.zh)）", en: "a floor would be \(texts[1].en) (\(floor.basis.en))"))
    }
  }

  /// A figure that lands on its target to the last digit invites the question which of the two came first.
  static func justMet(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard let measured = draft.measured, !draft.component.isYesNo, measured.target.value > 0, draft.weight > 0,
        draft.component.isRanked == false, abs(measured.actual - measured.target.value) <= margin(measured),
        measured.target.isMet(by: measured.actual)
      else { return nil }
      return Finding(
        .target, .remark, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(draft.component.name.zh)：实际 \(measured.actualText.zh) 恰好等于或略过目标 \(measured.targetText.zh)",
          en: "\(draft.component.name.en): \(measured.actualText.en) is just at its target \(measured.targetText.en)"),
        action: LocalizedText(zh: "附明细备查", en: "keep the rows at hand"))
    }
  }

  private static func margin(_ measured: Measured) -> Double {
    measured.unit.isRate ? 0.0005 : measured.target.value * 0.0005
  }
}

extension Component {
  /// Whether its value is a place in a ranking: no target is set for those by deviation.
  var isRanked: Bool {
    if case .fact(let fact) = content, case .rank = fact.value { return true }
    return false
  }
}
