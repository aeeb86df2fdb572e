import HotlineConfiguration
import HotlineMetrics

/// A form drafted as far as data and attested facts allow, with a reason for every point.
public struct AppraisalDraft: Sendable {
  /// The form.
  public let form: FormDefinition
  /// The moment up to which the data speak, in Unix seconds.
  public let asOf: Int64
  /// The budget's amounts; `nil` when the database has none for the project.
  public let budget: BudgetFigures?
  /// The blocks.
  public let sections: [SectionDraft]
  /// 主要绩效, 主要问题, 改进措施.
  public let narrative: Narrative
  /// What an auditor would raise, gravest first.
  public let findings: [Finding]
  /// Whether any of the figures come from simulated logs.
  public let isSimulated: Bool

  /// The rows, in the order of the form.
  public var indicators: [IndicatorDraft] { sections.flatMap(\.indicators) }
  /// The total of the rounded scores.
  public var total: ScoreRange { sections.map(\.score).reduce(ScoreRange(0), +) }
  /// The grades that are possible; one when nothing is open.
  public var grades: [GradeScale.Grade] { form.grades.grades(in: total) }
}

/// The amounts of the form's head, in yuan.
public struct BudgetFigures: Sendable, Hashable {
  /// 当年预算数.
  public let planned: Double
  /// 上年预算金额.
  public let prior: Double?
  /// 预算执行数.
  public let executed: Double?
  /// 预算执行率, computed from the two amounts and never rounded on the way.
  public let rate: Double?
}

/// A block of the form with its scores.
public struct SectionDraft: Sendable {
  /// The block's name.
  public let name: LocalizedText
  /// Its weight.
  public let weight: Double
  /// Its rows.
  public let indicators: [IndicatorDraft]

  /// The sum of its rows' scores.
  public var score: ScoreRange { indicators.map(\.score).reduce(ScoreRange(0), +) }
}

/// A row of the form with its score and how it came about.
public struct IndicatorDraft: Sendable {
  /// The row.
  public let indicator: Indicator
  /// What was measured.
  public let components: [ComponentDraft]
  /// The points before rounding.
  public let unrounded: ScoreRange
  /// The points as the form prints them; a range while something is open (待评).
  public let score: ScoreRange
  /// Every step from the weight to the score, in order.
  public let reasons: [Reason]

  /// The steps that cost points, or may.
  public var deductions: [Reason] { reasons.filter(\.costsPoints) }
}

/// A component with its value.
public struct ComponentDraft: Sendable {
  /// The component.
  public let component: Component
  /// The metric's value; `nil` for attested facts.
  public let metricValue: MetricValue?
  /// The value as a number; `nil` while it is missing.
  public let actual: Double?
  /// The most points that it can earn; 0 where it is only shown.
  public let weight: Double
  /// The points that the rule gives it, before conditions.
  public let points: ScoreRange

  /// The value beside its target, when there are both.
  public var measured: Measured? {
    guard let actual, let target = component.target else { return nil }
    return Measured(actual: actual, target: target, unit: component.unit)
  }
}

/// One step on the way from a row's weight to its score.
public struct Reason: Sendable, Hashable {
  /// What kind of step it is.
  public enum Kind: String, Sendable, Codable {
    /// The rule's result for a component.
    case rule
    /// A person's judgement.
    case judgement
    /// A condition that is violated.
    case condition
    /// A target that a person confirmed as too low.
    case targetTooLow = "target_too_low"
    /// Targets of other rows that were confirmed as too low.
    case otherTargets = "other_targets"
    /// Something that is missing, so that the points are open.
    case open
    /// Rounding as the form asks for.
    case rounding
  }

  /// What kind of step it is.
  public let kind: Kind
  /// The points that the step takes (negative), or may take at most.
  public let points: Double
  /// The step in words.
  public let text: LocalizedText
  /// As a problem that the form states; `nil` for steps that are none.
  public var problem: LocalizedText?
  /// What is to be done about it; `nil` where nobody has said.
  public var improvement: LocalizedText?

  /// Whether the step costs points, or may.
  public var costsPoints: Bool { points < 0 && kind != .rounding }
}
