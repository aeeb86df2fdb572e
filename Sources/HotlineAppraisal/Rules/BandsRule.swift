import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// A share of the weight by degree of completion (≥100 %: all; ≥90 %: 70 % …).
struct BandsRule: ScoringRule {
  /// A degree of completion and what it earns.
  struct Band: Sendable, Hashable {
    /// The lowest completion, included; 1 is the target met.
    package let from: Double
    /// The share of the weight, 0…1.
    package let share: Double

    /// Creates a band.
    package init(from: Double, share: Double) {
      self.from = from
      self.share = share
    }
  }

  /// The rule's name in form files.
  static let word = "bands"
  /// Whether the rule cannot do without parameters.
  static let needsParameters = true

  /// The bands, from the best down; less than the last one earns nothing.
  let bands: [Band]

  /// A rule of bands, best first.
  init(_ bands: [Band]) {
    self.bands = bands
  }

  /// Reads a list of `{from, share}` in percent, best first, the first from 100 %.
  init(parameters: ConfigurationNode?, units: [Metric.Unit]) throws {
    guard let parameters else { throw Diagnostic(found: LocalizedText(zh: "规则缺少参数", en: "the rule needs parameters")) }
    bands = try parameters.elements().map { node in
      _ = try node.entries(allowed: ["from", "share"])
      return Band(
        from: try node.required("from").quantity(in: .share), share: try node.required("share").quantity(in: .share))
    }
    let descends = zip(bands, bands.dropFirst()).allSatisfy { $0.from > $1.from && $0.share >= $1.share }
    guard descends, bands.first?.from == 1 else {
      throw parameters.problem(
        LocalizedText(zh: "各档应从 100% 起由高到低", en: "bands go from 100 % downwards"))
    }
  }

  /// The share of the weight that the degree of completion earns.
  func outcome(_ measured: Measured, weight: Double) -> RuleOutcome {
    let completion = measured.target.completion(of: measured.actual)
    let band = bands.first { completion >= $0.from - 1e-9 }
    let share = band?.share ?? 0
    let name =
      band.map {
        LocalizedText(
          zh: "≥\(NumberText.percent($0.from, places: 0)) 一档",
          en: "the band from \(NumberText.percent($0.from, places: 0))")
      }
      ?? LocalizedText(zh: "最低一档", en: "the lowest band")
    return RuleOutcome(
      points: weight * share,
      reason: LocalizedText(
        zh:
          "\(measured.actualText.zh)，目标 \(measured.targetText.zh)，完成 \(NumberText.percent(completion))，按\(name.zh)得权重的 \(NumberText.percent(share, places: 0))：\((weight * share).pointsText)",
        en:
          "\(measured.actualText.en) of \(measured.targetText.en), \(NumberText.percent(completion)) done: \(name.en) earns \(NumberText.percent(share, places: 0)) of the weight, \((weight * share).pointsText)"
      ))
  }

  /// The rule in words.
  var text: LocalizedText {
    let parts = bands.map { "≥\(NumberText.percent($0.from, places: 0)): \(NumberText.percent($0.share, places: 0))" }
      .joined(separator: ", ")
    return LocalizedText(zh: "按完成率分档计分（\(parts)，其余 0）", en: "by degree of completion (\(parts), else 0)")
  }
}
