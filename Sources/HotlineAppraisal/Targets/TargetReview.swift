import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// A target held against the months that were: how they were distributed, how often it would have been met, and what the
/// target could be.
package struct TargetReview: Sendable {
  /// One month's value.
  package struct Month: Sendable, Hashable {
    /// `2019-03`.
    package let month: String
    /// The value; `nil` where there was nothing to count, and for a count of which some days have no file.
    package let value: Double?
  }

  /// The values' distribution; percentiles are interpolated linearly (type 7).
  package struct Distribution: Sendable, Hashable {
    /// The lowest month.
    package let lowest: Double
    /// One month in ten was lower.
    package let tenth: Double
    /// Half of the months were lower.
    package let median: Double
    /// Nine months in ten were lower.
    package let ninetieth: Double
    /// The highest month.
    package let highest: Double
  }

  /// A target that could be set.
  package struct Proposal: Sendable, Hashable {
    /// Which of the three.
    package enum Kind: String, Sendable, CaseIterable, Codable {
      /// The target as it is.
      case keep
      /// What the best twelve months of the window reached; half of the months where there are no twelve.
      case stretch
      /// What nine months in ten reached.
      case floor

      /// Its name.
      package var name: LocalizedText {
        switch self {
        case .keep: LocalizedText(zh: "维持", en: "keep")
        case .stretch: LocalizedText(zh: "争取", en: "stretch")
        case .floor: LocalizedText(zh: "保底", en: "floor")
        }
      }
    }

    /// Which of the three.
    package let kind: Kind
    /// The target.
    package let target: Target
    /// How many of the months would have met it (counts: a month's part of it).
    package let monthsMet: Int
    /// How it was derived.
    package let basis: LocalizedText
  }

  /// The row's id.
  package let indicator: String
  /// The row's name.
  package let indicatorName: LocalizedText
  /// The component.
  package let component: Component
  /// The target as it is.
  package let target: Target
  /// The months, oldest first.
  package let months: [Month]
  /// Whether a month is held against its part of a yearly count.
  package let isYearlyCount: Bool
  /// How the values were distributed; `nil` when there are too few months.
  package let distribution: Distribution?
  /// What the target could be; empty when there are too few months.
  package let proposals: [Proposal]
  /// Why there is no distribution.
  package let note: LocalizedText?

  /// The months that have a value.
  package var knownMonths: Int { months.count { $0.value != nil } }
}
