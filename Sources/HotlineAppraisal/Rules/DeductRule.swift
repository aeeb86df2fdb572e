import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Points off for each step short of the target, never below a floor (每低1个百分点扣x分; domain.md §2.5).
struct DeductRule: ScoringRule {
  /// Which steps count.
  enum Counting: String, Sendable, CaseIterable {
    /// A step that was begun counts as a whole one.
    case started
    /// Only whole steps count.
    case full
    /// Parts of a step count in proportion.
    case proRata = "pro_rata"
  }

  /// The rule's name in form files.
  static let word = "deduct"
  /// Whether the rule cannot do without parameters.
  static let needsParameters = true

  /// A step, in the unit of what is measured.
  let step: Double
  /// The points off for a step.
  let points: Double
  /// Which steps count.
  let counting: Counting
  /// The fewest points left.
  let floor: Double
  private let unit: Metric.Unit

  /// A rule for values in a unit.
  init(step: Double, points: Double, counting: Counting, floor: Double = 0, unit: Metric.Unit) {
    self.step = step
    self.points = points
    self.counting = counting
    self.floor = floor
    self.unit = unit
  }

  /// Reads `{step, points, counting, floor}`; `counting` and `floor` may be left out (started, 0).
  init(parameters: ConfigurationNode?, units: [Metric.Unit]) throws {
    guard let parameters else { throw Diagnostic(found: LocalizedText(zh: "规则缺少参数", en: "the rule needs parameters")) }
    _ = try parameters.entries(allowed: ["step", "points", "counting", "floor"])
    let unit = units.first ?? .count
    guard units.allSatisfy({ $0.isRate == unit.isRate }) else {
      throw parameters.problem(
        LocalizedText(zh: "一个 step 不能同时用于比率和数量", en: "one step cannot serve both rates and counts"))
    }
    let stepNode = try parameters.required("step")
    let step = try stepNode.quantity(in: unit)
    guard step > 0 else { throw stepNode.problem(LocalizedText(zh: "step 应大于 0", en: "a step is above 0")) }
    self.init(
      step: step, points: try parameters.required("points").points(),
      counting: try parameters.optional("counting")?.word() ?? .started,
      floor: try parameters.optional("floor")?.points() ?? 0, unit: unit)
  }

  /// Full weight less the points for the steps short of the target.
  func outcome(_ measured: Measured, weight: Double) -> RuleOutcome {
    guard !measured.target.isMet(by: measured.actual) else { return .full(measured, weight: weight) }
    let shortfall = measured.target.shortfall(of: measured.actual)
    let exact = shortfall / step
    let steps =
      switch counting {
      // A tiny excess over a whole step comes from binary arithmetic and is no further step.
      case .started: (exact - 1e-9).rounded(.up)
      case .full: (exact + 1e-9).rounded(.down)
      case .proRata: exact
      }
    let left = min(weight, max(min(floor, weight), weight - steps * points))
    return RuleOutcome(
      points: left,
      reason: LocalizedText(
        zh:
          "\(measured.actualText.zh)，距目标 \(measured.targetText.zh) 差 \(gap(shortfall).zh)，计 \(steps.pointsText) 步、每步扣 \(points.pointsText)，得 \(left.pointsText)",
        en:
          "\(measured.actualText.en) is \(gap(shortfall).en) short of \(measured.targetText.en): \(steps.pointsText) steps at \(points.pointsText) off each leave \(left.pointsText)"
      ))
  }

  private func gap(_ value: Double) -> LocalizedText {
    guard unit.isRate else { return unit.text(value) }
    let points = NumberText.decimal(value * 100, places: 2)
    return LocalizedText(zh: "\(points) 个百分点", en: "\(points) points")
  }

  /// The rule in words.
  var text: LocalizedText {
    let counted =
      switch counting {
      case .started: LocalizedText(zh: "不足一步按一步计", en: "a step begun counts as one")
      case .full: LocalizedText(zh: "不足一步不计", en: "only whole steps count")
      case .proRata: LocalizedText(zh: "不足一步按比例计", en: "parts of a step count in proportion")
      }
    return LocalizedText(
      zh: "每差 \(gap(step).zh) 扣 \(points.pointsText) 分，\(counted.zh)，最低 \(floor.pointsText) 分",
      en: "\(points.pointsText) off for each \(gap(step).en) short, \(counted.en), never below \(floor.pointsText)")
  }
}
