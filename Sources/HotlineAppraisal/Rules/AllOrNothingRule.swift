import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Full weight when the target is met, else nothing.
struct AllOrNothingRule: ScoringRule {
  /// The rule's name in form files.
  static let word = "all_or_nothing"
  /// Whether the rule cannot do without parameters.
  static let needsParameters = false

  /// The rule has no parameters.
  init(parameters: ConfigurationNode?, units: [Metric.Unit]) throws {
    if let parameters {
      throw parameters.problem(LocalizedText(zh: "此规则没有参数", en: "this rule has no parameters"))
    }
  }

  /// One component missed is all missed.
  var isJoint: Bool { true }

  /// All points or none.
  func outcome(_ measured: Measured, weight: Double) -> RuleOutcome {
    guard !measured.target.isMet(by: measured.actual) else { return .full(measured, weight: weight) }
    return RuleOutcome(
      points: 0,
      reason: LocalizedText(
        zh: "\(measured.actualText.zh)，未达到目标 \(measured.targetText.zh)，不得分",
        en: "\(measured.actualText.en) misses the target \(measured.targetText.en): no points"))
  }

  /// The rule in words.
  var text: LocalizedText {
    LocalizedText(zh: "达到目标得满分，否则不得分", en: "full marks when the target is met, else none")
  }
}
