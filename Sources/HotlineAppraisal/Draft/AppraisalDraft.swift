import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// A form drafted as far as data and attested facts allow, with a reason for every point.
package struct AppraisalDraft: Sendable {
  /// The form.
  package let form: FormDefinition
  /// The moment up to which the data speak, in Unix seconds.
  package let asOf: Int64
  /// The budget's amounts; `nil` when the database has none for the project.
  package let budget: BudgetFigures?
  /// The blocks.
  package let sections: [SectionDraft]
  /// 主要绩效, 主要问题, 改进措施.
  package let narrative: Narrative
  /// What an auditor would raise, gravest first.
  package let findings: [Finding]
  /// Whether any of the figures come from simulated logs.
  package let isSimulated: Bool

  /// The rows, in the order of the form.
  package var indicators: [IndicatorDraft] { sections.flatMap(\.indicators) }
  /// The total of the rounded scores.
  package var total: ScoreRange {
    // Sums of hundredths are hundredths, whatever binary arithmetic makes of them.
    sections.map(\.score).reduce(ScoreRange(0), +).map { form.rounding($0) }
  }
  /// The grades that are possible; one when nothing is open.
  package var grades: [GradeScale.Grade] { form.grades.grades(in: total) }
}

/// The amounts of the form's head, in yuan.
package struct BudgetFigures: Sendable, Hashable {
  /// 当年预算数.
  package let planned: Double
  /// 上年预算金额.
  package let prior: Double?
  /// 预算执行数.
  package let executed: Double?
  /// 预算执行率, computed from the two amounts and never rounded on the way.
  package let rate: Double?
}

/// A block of the form with its scores.
package struct SectionDraft: Sendable {
  /// The block's name.
  package let name: LocalizedText
  /// Its weight.
  package let weight: Double
  /// Its rows.
  package let indicators: [IndicatorDraft]
  /// 二级指标, in the order of the form.
  package let groups: [LocalizedText]
  /// Whether it stands among the funds.
  package let isFunds: Bool

  /// The sum of its rows' scores.
  package var score: ScoreRange { indicators.map(\.score).reduce(ScoreRange(0), +) }
}

/// A row of the form with its score and how it came about.
package struct IndicatorDraft: Sendable {
  /// The row.
  package let indicator: Indicator
  /// What was measured.
  package let components: [ComponentDraft]
  /// The points before rounding.
  let unrounded: ScoreRange
  /// The points as the form prints them; a range while something is open (待评).
  package let score: ScoreRange
  /// Every step from the weight to the score, in order.
  package let reasons: [Reason]

  /// The steps that cost points, or may.
  package var deductions: [Reason] { reasons.filter(\.costsPoints) }
}

/// A component with its value.
package struct ComponentDraft: Sendable {
  /// The component.
  package let component: Component
  /// The metric's value; `nil` for attested facts.
  let metricValue: MetricValue?
  /// The two counts of a quotient; `nil` for all else.
  package let quotient: QuotientValue?
  /// The value as a number; `nil` while it is missing.
  package let actual: Double?
  /// Why the data do not speak of the whole period; `nil` where they do. There is no value then.
  package let gap: LocalizedText?
  /// The most points that it can earn; 0 where it is only shown.
  package let weight: Double
  /// The points that the rule gives it, before conditions.
  package let points: ScoreRange

  /// What the metric came to the year before.
  package var yearBefore: Double? { metricValue?.compared[.yearAgo] }

  /// The value beside its target, when there are both.
  package var measured: Measured? {
    guard let actual, let target = component.target else { return nil }
    return Measured(actual: actual, target: target, unit: component.unit)
  }
}

/// The two counts of a ``Quotient``.
package struct QuotientValue: Sendable, Hashable {
  /// What is divided.
  package let over: Double?
  /// By what it is divided.
  package let under: Double?

  /// The result; `nil` where a count is missing or nothing is below the line.
  var value: Double? {
    guard let over, let under, under > 0 else { return nil }
    return over / under
  }
}

/// One step on the way from a row's weight to its score.
package struct Reason: Sendable, Hashable {
  /// What kind of step it is.
  package enum Kind: String, Sendable, Codable {
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
  package let kind: Kind
  /// The points that the step takes (negative), or may take at most.
  package let points: Double
  /// The step in words.
  package let text: LocalizedText
  /// As the form's 备注 says it; the step's own words unless given.
  package var remark: LocalizedText?
  /// As a problem that the form states; `nil` for steps that are none.
  package var problem: LocalizedText?
  /// Why points are off, in the few words that a printed form has room for; the problem unless given.
  package var cause: LocalizedText?
  /// What is to be done about it; `nil` where nobody has said.
  package var improvement: LocalizedText?

  /// Whether the step costs points, or may.
  var costsPoints: Bool { points < 0 && kind != .rounding }
}
