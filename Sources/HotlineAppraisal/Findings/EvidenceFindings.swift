import HotlineConfiguration
import HotlineText

/// Findings on what is missing: evidence, explanations, reasons.
enum EvidenceFindings {
  static func open(_ context: FindingContext) -> [Finding] {
    context.rows.flatMap { row in
      row.reasons.filter { $0.kind == .open }.map { reason in
        Finding(
          .notAuditable, .error, subject: row.indicator.name, found: reason.text,
          action: reason.improvement
            ?? LocalizedText(zh: "补充数据或佐证材料", en: "supply the data or the evidence"), place: row.indicator.place)
      }
    }
  }

  static func unexplained(_ context: FindingContext) -> [Finding] {
    context.rows.compactMap { row in
      guard row.indicator.explanation == nil else { return nil }
      return Finding(
        .notAuditable, .remark, subject: row.indicator.name,
        found: LocalizedText(zh: "没有指标解释", en: "the indicator has no explanation"),
        action: LocalizedText(
          zh: "写明考核内容与口径", en: "say what is judged, and by which definition"),
        place: row.indicator.place)
    }
  }

  /// Who carries out a measure and until when is the evaluator's to say: an open point beside the form.
  static func measures(_ context: FindingContext) -> [Finding] {
    guard context.rows.contains(where: { row in row.deductions.contains { $0.improvement != nil } }) else { return [] }
    return [
      Finding(
        .unmatchedImprovement, .remark,
        found: LocalizedText(
          zh: "改进措施尚未写明责任人和完成时限", en: "who carries out the improvements, and until when, is not said yet"),
        action: LocalizedText(zh: "逐条补充责任人和完成时限", en: "name a person and a date for each"))
    ]
  }

  /// The national form is complete only when each row that misses its target, or beats it by far, says why.
  static func causes(_ context: FindingContext) -> [Finding] {
    guard context.form.layout.demandsCauses else { return [] }
    // Among the funds there is no room for a cause.
    return context.sections.filter { !$0.isFunds }.flatMap(\.indicators).compactMap { row in
      guard let demand = row.deviation(beyond: context.form.deviation), row.statedCauses.isEmpty else { return nil }
      return Finding(
        demand.isMiss ? .deductionWithoutReason : .target, .error, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(demand.text.zh)，但没有偏差原因分析及改进措施", en: "\(demand.text.en), and the cause is not given"),
        action: LocalizedText(
          zh: "为该项写明偏差原因和改进措施", en: "give the cause and what is to be done (`cause` in the form's file)"),
        place: row.indicator.place)
    }
  }

  static func judgedWithoutReason(_ context: FindingContext) -> [Finding] {
    context.rows.compactMap { row in
      guard let judgement = row.indicator.judgement, judgement.points < row.indicator.weight, judgement.reason == nil,
        !context.form.layout.demandsCauses
      else { return nil }
      let lost = (row.indicator.weight - judgement.points).pointsText
      return Finding(
        .deductionWithoutReason, .warning, subject: row.indicator.name,
        found: LocalizedText(zh: "扣 \(lost) 分而未述理由", en: "\(lost) points off without a reason"),
        action: LocalizedText(zh: "写明扣分原因", en: "give the reason"),
        place: row.indicator.place)
    }
  }
}
