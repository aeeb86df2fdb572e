import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Full weight when the target is met, else weight × actual ÷ target (财预〔2020〕10号); “at most” falls linearly to 0 at
/// twice the target (domain.md §2.2).
struct ProportionalRule: ScoringRule {
  /// The rule's name in form files.
  static let word = "proportional"
  /// Whether the rule cannot do without parameters.
  static let needsParameters = false

  /// The rule has no parameters.
  init(parameters: ConfigurationNode?, units: [Metric.Unit]) throws {
    if let parameters {
      throw parameters.problem(LocalizedText(zh: "此规则没有参数", en: "this rule has no parameters"))
    }
  }

  /// Points in proportion to what was reached.
  func outcome(_ measured: Measured, weight: Double) -> RuleOutcome {
    guard !measured.target.isMet(by: measured.actual) else { return .full(measured, weight: weight) }
    let actual = max(0, measured.actual)
    let target = measured.target.value
    if measured.target.direction == .atMost {
      let share = target > 0 ? max(0, 1 - (actual - target) / target) : 0
      return RuleOutcome(
        points: weight * share,
        reason: LocalizedText(
          zh:
            "\(measured.actualText.zh) 超过 \(measured.targetText.zh)，按超出比例递减（达两倍为 0）：\(weight.pointsText)×\(NumberText.percent(share))=\((weight * share).pointsText)",
          en:
            "\(measured.actualText.en) exceeds \(measured.targetText.en), falling linearly to 0 at twice the target: \(weight.pointsText) × \(NumberText.percent(share)) = \((weight * share).pointsText)"
        ))
    }
    let share = measured.target.completion(of: actual)
    return RuleOutcome(
      points: weight * share,
      reason: LocalizedText(
        zh:
          "\(measured.actualText.zh)，目标 \(measured.targetText.zh)，完成 \(NumberText.percent(share))，按比例得 \(weight.pointsText)×\(NumberText.percent(share))=\((weight * share).pointsText)",
        en:
          "\(measured.actualText.en) of \(measured.targetText.en), \(NumberText.percent(share)) done, in proportion: \(weight.pointsText) × \(NumberText.percent(share)) = \((weight * share).pointsText)"
      ))
  }

  /// The rule in words.
  var text: LocalizedText {
    LocalizedText(
      zh: "达到目标得满分；未达到按完成值÷目标值计分，反向指标在目标的两倍处为 0",
      en: "full marks when the target is met, else actual ÷ target; “at most” falls to 0 at twice the target")
  }
}
