import HotlineConfiguration
import HotlineMetrics

/// A target held against the months that were: how they were distributed, how often it would have been met, and what the
/// target could be.
public struct TargetReview: Sendable {
  /// One month's value.
  public struct Month: Sendable, Hashable {
    /// `2019-03`.
    public let month: String
    /// The value; `nil` where there was nothing to count.
    public let value: Double?
  }

  /// The values' distribution; percentiles are interpolated linearly (type 7).
  public struct Distribution: Sendable, Hashable {
    /// The lowest month.
    public let lowest: Double
    /// One month in ten was lower.
    public let tenth: Double
    /// Half of the months were lower.
    public let median: Double
    /// Nine months in ten were lower.
    public let ninetieth: Double
    /// The highest month.
    public let highest: Double
  }

  /// A target that could be set.
  public struct Proposal: Sendable, Hashable {
    /// Which of the three.
    public enum Kind: String, Sendable, CaseIterable, Codable {
      /// The target as it is.
      case keep
      /// What half of the months reached.
      case stretch
      /// What nine months in ten reached.
      case floor

      /// Its name.
      public var name: LocalizedText {
        switch self {
        case .keep: LocalizedText(zh: "维持", en: "keep")
        case .stretch: LocalizedText(zh: "争取", en: "stretch")
        case .floor: LocalizedText(zh: "保底", en: "floor")
        }
      }
    }

    /// Which of the three.
    public let kind: Kind
    /// The target.
    public let target: Target
    /// How many of the months would have met it (counts: a month's part of it).
    public let monthsMet: Int
    /// How it was derived.
    public let basis: LocalizedText
  }

  /// The row's id.
  public let indicator: String
  /// The row's name.
  public let indicatorName: LocalizedText
  /// The component.
  public let component: Component
  /// The target as it is.
  public let target: Target
  /// The months, oldest first.
  public let months: [Month]
  /// Whether a month is held against its part of a yearly count.
  public let isYearlyCount: Bool
  /// How the values were distributed; `nil` when there are too few months.
  public let distribution: Distribution?
  /// What the target could be; empty when there are too few months.
  public let proposals: [Proposal]
  /// Why there is no distribution.
  public let note: LocalizedText?

  /// The months that have a value.
  public var knownMonths: Int { months.count { $0.value != nil } }
}
