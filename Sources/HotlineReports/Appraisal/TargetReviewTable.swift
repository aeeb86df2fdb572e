import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// Targets against the months that were, as a table for people.
package struct TargetReviewTable: Sendable {
  private let language: Language

  /// Creates tables in a language.
  package init(language: Language) {
    self.language = language
  }

  /// One row for each target.
  package func table(_ reviews: [TargetReview]) -> ReportTable {
    var table = ReportTable(columns: [
      .init(language("指标", "indicator")), .init(language("内容", "what")), .init(language("目标", "target"), .trailing),
      .init(language("月数", "months"), .trailing), .init(language("达标月数", "months met"), .trailing),
      .init(language("最低", "lowest"), .trailing), .init(language("10%分位", "10th pct"), .trailing),
      .init(language("中位数", "median"), .trailing), .init(language("90%分位", "90th pct"), .trailing),
      .init(language("最高", "highest"), .trailing), .init(language("争取目标", "stretch"), .trailing),
      .init(language("保底目标", "floor"), .trailing), .init(language("说明", "note")),
    ])
    table.texts = reviews.map { review in
      let unit = review.component.unit
      func value(_ value: Double?) -> String { value.map { unit.format(language).text($0) } ?? "" }
      func proposal(_ kind: TargetReview.Proposal.Kind) -> String {
        guard let proposal = review.proposals.first(where: { $0.kind == kind }) else { return "" }
        return "\(proposal.target.text(in: unit)(language)) (\(proposal.monthsMet)/\(review.knownMonths))"
      }
      let keep = review.proposals.first { $0.kind == .keep }
      let assumed = review.target.isAssumed ? language("目标为假定", "assumed target") : ""
      let yearly = review.isYearlyCount ? language("数量按月平均比较", "counts against a month's part") : ""
      return [
        review.indicatorName(language), review.component.name(language), review.target.text(in: unit)(language),
        String(review.knownMonths), keep.map { String($0.monthsMet) } ?? "", value(review.distribution?.lowest),
        value(review.distribution?.tenth), value(review.distribution?.median), value(review.distribution?.ninetieth),
        value(review.distribution?.highest), proposal(.stretch), proposal(.floor),
        [assumed, yearly, review.note?(language) ?? ""].filter { !$0.isEmpty }.joined(separator: language("；", "; ")),
      ]
    }
    return table
  }
}
