import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// How a measured value becomes points. A new rule is one file with one conforming type, named in ``ScoringRules``.
package protocol ScoringRule: Sendable {
  /// The rule's name in form files.
  static var word: String { get }
  /// Whether the rule cannot do without parameters.
  static var needsParameters: Bool { get }

  /// Reads the rule's parameters.
  ///
  /// - Parameters:
  ///   - parameters: what stands below the rule's name; `nil` when the name stands alone.
  ///   - units: the units of the components that the rule is to score.
  init(parameters: ConfigurationNode?, units: [Metric.Unit]) throws

  /// Whether one component that earns nothing takes the points of all the others, too.
  var isJoint: Bool { get }

  /// The points for one component.
  ///
  /// - Parameter weight: the most points that the component can earn.
  func outcome(_ measured: Measured, weight: Double) -> RuleOutcome

  /// The rule in words, as evidence prints it.
  var text: LocalizedText { get }
}

extension ScoringRule {
  /// Components earn their points independently of each other.
  package var isJoint: Bool { false }
}

/// A value beside its target.
package struct Measured: Sendable, Hashable {
  /// What was measured, in `unit`.
  package let actual: Double
  /// What was wanted.
  package let target: Target
  /// The unit of both.
  package let unit: Metric.Unit

  /// Creates a value beside its target.
  init(actual: Double, target: Target, unit: Metric.Unit) {
    self.actual = actual
    self.target = target
    self.unit = unit
  }

  /// `94.30%`.
  var actualText: LocalizedText { unit.text(actual) }
  /// `≥85.00%`.
  var targetText: LocalizedText { target.text(in: unit) }
}

/// The points that a rule gives, and in words how it came to them.
package struct RuleOutcome: Sendable, Hashable {
  /// The points, not rounded, 0…weight.
  package let points: Double
  /// How they came about.
  package let reason: LocalizedText

  /// Full marks.
  static func full(_ measured: Measured, weight: Double) -> RuleOutcome {
    RuleOutcome(
      points: weight,
      reason: LocalizedText(
        zh: "\(measured.actualText.zh)，目标 \(measured.targetText.zh)，达成，得满分 \(weight.pointsText)",
        en: "\(measured.actualText.en) meets the target \(measured.targetText.en): full marks, \(weight.pointsText)"))
  }
}

/// The rules that form files can name.
enum ScoringRules {
  static let all: [any ScoringRule.Type] = [
    ProportionalRule.self, AllOrNothingRule.self, DeductRule.self, BandsRule.self,
  ]

  /// The word for rows that a person judges.
  static let judged = "graded"

  /// Reads `rule:`: a rule's name, or `{name: parameters}`; `nil` for rows that a person judges.
  static func read(_ node: ConfigurationNode, units: [Metric.Unit]) throws -> (any ScoringRule)? {
    let words = all.map { $0.word } + [judged]
    if node.isMapping {
      let entries = try node.entries(allowed: words)
      guard entries.count == 1, let entry = entries.first, let type = all.first(where: { $0.word == entry.key }) else {
        throw node.problem(LocalizedText(zh: "应只写一个规则", en: "one rule is wanted"))
      }
      return try type.init(parameters: entry.value, units: units)
    }
    let word = try node.word(of: words)
    guard let type = all.first(where: { $0.word == word }) else { return nil }
    guard !type.needsParameters else {
      throw node.problem(
        LocalizedText(zh: "规则 \(word) 缺少参数", en: "the rule \(word) needs parameters"),
        fix: LocalizedText(zh: "见 data/indicators/README.md", en: "see data/indicators/README.md"))
    }
    return try type.init(parameters: nil, units: units)
  }
}

extension Double {
  /// Points in words: up to two decimals, without trailing zeros.
  var pointsText: String { NumberText.shortest(self, places: 2) }
}
