import HotlineConfiguration
import HotlineText

/// A target's review as `hotline targets review --format json` prints it.
package struct TargetReviewDocument: Encodable {
  private struct Option: Encodable {
    let kind: TargetReview.Proposal.Kind
    let target: Double
    let monthsMet: Int
    let basis: String

    enum CodingKeys: String, CodingKey {
      case kind, target, basis
      case monthsMet = "months_met"
    }
  }

  private let indicator: String
  private let component: String
  private let direction: Target.Direction
  private let target: Double
  private let assumed: Bool
  private let months: [String: Double]
  private let distribution: [String: Double]
  private let proposals: [Option]
  private let note: String?

  /// A review in the given language.
  package init(_ review: TargetReview, language: Language) {
    indicator = review.indicator
    component = review.component.name(language)
    direction = review.target.direction
    target = review.target.value
    assumed = review.target.isAssumed
    months = Dictionary(review.months.compactMap { month in month.value.map { (month.month, $0) } }) { first, _ in first
    }
    distribution =
      review.distribution.map {
        ["lowest": $0.lowest, "p10": $0.tenth, "median": $0.median, "p90": $0.ninetieth, "highest": $0.highest]
      } ?? [:]
    proposals = review.proposals.map {
      Option(kind: $0.kind, target: $0.target.value, monthsMet: $0.monthsMet, basis: $0.basis(language))
    }
    note = review.note?(language)
  }
}
