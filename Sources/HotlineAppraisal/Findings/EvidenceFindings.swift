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
            ?? LocalizedText(zh: "补充佐证材料", en: "supply the evidence"), place: row.indicator.place)
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
          zh: "在 explanation 中写明考核内容与口径", en: "say under `explanation` what is judged, and by which definition"),
        place: row.indicator.place)
    }
  }

  static func judgedWithoutReason(_ context: FindingContext) -> [Finding] {
    context.rows.compactMap { row in
      guard let judgement = row.indicator.judgement, judgement.points < row.indicator.weight, judgement.reason == nil
      else { return nil }
      let lost = (row.indicator.weight - judgement.points).pointsText
      return Finding(
        .deductionWithoutReason, .warning, subject: row.indicator.name,
        found: LocalizedText(zh: "扣 \(lost) 分而未述理由", en: "\(lost) points off without a reason"),
        action: LocalizedText(zh: "在 judgement.reason 中写明扣分原因", en: "give the reason under judgement.reason"),
        place: row.indicator.place)
    }
  }
}
