import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// One row of the form.
package struct Indicator: Sendable {
  /// Its name in files and links.
  package let id: String
  /// 指标名称.
  package let name: LocalizedText
  /// 指标解释.
  package let explanation: LocalizedText?
  /// 二级指标, where the form has three levels.
  package let group: LocalizedText?
  /// 年度指标值 in words, for what no number says: 效果明显.
  package let expected: LocalizedText?
  /// Why it differs from its target, as a person says it.
  package let cause: DeviationCause?
  /// 权重, in points.
  package let weight: Double
  /// How the components become points; `nil` where a person judges.
  package let rule: (any ScoringRule)?
  /// A person's judgement, for rows without a rule; `nil` while it is missing.
  package let judgement: Judgement?
  /// What is measured. In a judged row they are shown but not scored.
  package let components: [Component]
  /// What takes points on top of the rule.
  package let conditions: [PointCondition]
  /// Where the row is defined.
  package let place: Diagnostic.Place

  /// Whether a person judges the row.
  package var isJudged: Bool { rule == nil }
}

/// Why a row differs from its target, and what is to be done about it (偏差原因分析及改进措施).
package struct DeviationCause: Sendable, Hashable {
  /// Why.
  package let reason: LocalizedText
  /// What is to be done.
  package let improvement: LocalizedText?
  /// The document that shows it.
  package let document: String?
}

/// What an indicator measures, with the target wanted of it.
package struct Component: Sendable {
  /// Where the value comes from.
  package enum Content: Sendable {
    /// A metric over the form's period, under conditions.
    case metric(Metric, where: [Dimension: [String]])
    /// What one metric counts, divided by what another counts.
    case quotient(Quotient)
    /// A fact that a person vouches for.
    case fact(AttestedFact)
  }

  /// By which the narrative's paragraphs call it; its metric's name unless given, `nil` for a fact without one.
  package let id: String?
  /// Its name on the form.
  package let name: LocalizedText
  /// Where the value comes from.
  package let content: Content
  /// What is wanted; `nil` where the value is only shown.
  package let target: Target?
  /// Its part of the indicator, relative to the other components.
  package let share: Double
  /// A person's confirmation that the target was set too low.
  package let confirmation: TargetConfirmation?
  /// The figure that the evaluator means to print, checked against the data.
  package let reported: Reported?
  /// How the narrative says it; `{value}` stands for the value.
  package let phrase: LocalizedText?
  /// What the narrative adds where the target is met, and only there.
  package let claim: LocalizedText?
  /// The word behind a number on the form: 期, 份; `nil` for none.
  package let countedIn: LocalizedText?
  /// Where it is defined.
  package let place: Diagnostic.Place

  /// The unit of its value.
  package var unit: Metric.Unit {
    switch content {
    case .metric(let metric, _): metric.unit
    case .quotient(let quotient): quotient.unit
    case .fact(let fact): fact.unit
    }
  }
}

/// What one metric counts above its line, divided by what another counts above its own: the amount spent by calls connected. The
/// two may be under conditions of their own, for facts of different kinds share few names.
package struct Quotient: Sendable {
  /// A metric under conditions, of which the numerator counts.
  package struct Term: Sendable {
    /// The metric.
    package let metric: Metric
    /// The conditions.
    package let conditions: [Dimension: [String]]
  }

  /// What is divided.
  package let over: Term
  /// By what it is divided.
  package let under: Term
  /// What the result counts in.
  package let unit: Metric.Unit
}

/// A figure as an evaluator means to print it.
package struct Reported: Sendable, Hashable {
  /// The text, e.g. `98.6%`.
  package let text: String
  /// Its value in the component's unit.
  package let value: Double
  /// The decimals printed.
  package let decimals: Int
}

/// Who vouches for something that no log shows.
package struct Attestation: Sendable, Hashable {
  /// The person or office.
  package let by: String
  /// When.
  package let on: LocalDay
  /// The document that shows it.
  package let document: String
}

/// Something that no log shows: a rank, a study delivered, whether a proof exists.
package struct AttestedFact: Sendable {
  /// What is known.
  package enum Value: Sendable, Hashable {
    /// Done or not.
    case isTrue(Bool)
    /// A number in a unit.
    case quantity(Double, Metric.Unit)
    /// A place in a ranking, 1 the best.
    case rank(Int)
  }

  /// What is known; `nil` while it is missing.
  package let value: Value?
  /// The value as the file writes it.
  package let printed: String?
  /// Of how many: those ranked, or those counted below a percentage.
  package let population: Int?
  /// Who vouches for it; without anyone the fact counts as missing.
  package let attestation: Attestation?

  /// The value, provided that someone vouches for it.
  var vouched: Value? { attestation == nil ? nil : value }

  var unit: Metric.Unit {
    if case .quantity(_, let unit) = value { return unit }
    return .count
  }

  /// The value as a number that a target can be compared with.
  var number: Double? {
    switch vouched {
    case .isTrue(let isTrue): isTrue ? 1 : 0
    case .quantity(let number, _): number
    case .rank(let rank): Double(rank)
    case nil: nil
    }
  }
}

/// A person's confirmation that a target was set too low: only then does the tool take points for it.
package struct TargetConfirmation: Sendable, Hashable {
  /// The points taken from the indicator.
  package let points: Double
  /// Why, as the form is to say.
  package let reason: LocalizedText
}

/// Something that takes points when it is violated.
package struct PointCondition: Sendable {
  /// What is looked at.
  package enum Requirement: Sendable {
    /// A component that must meet its target.
    case component(Component)
    /// No target of the form may be confirmed as too low; each one that is takes the points again.
    case noTargetConfirmedTooLow
  }

  /// What is looked at.
  package let requirement: Requirement
  /// The points taken.
  package let points: Double
  /// The reason as the form is to say it; `{value}` stands for the value found.
  package let reason: LocalizedText?
  /// What is to be done about it.
  package let improvement: LocalizedText?
}

/// A person's judgement of a row that cannot be measured (财预〔2020〕10号; domain.md §2.1).
package struct Judgement: Sendable, Hashable {
  /// The three bands of a judgement.
  package enum Level: String, Sendable, CaseIterable {
    /// 达成年度指标: 100–80 % of the weight, both included.
    case achieved
    /// 部分达成并具有一定效果: under 80 to 60 %, 60 included.
    case partly
    /// 未达成且效果较差: under 60 to 0 %.
    case missed

    /// Whether a share of the weight lies in the band.
    func contains(_ share: Double) -> Bool {
      switch self {
      case .achieved: share >= 0.8 - 1e-9 && share <= 1 + 1e-9
      case .partly: share >= 0.6 - 1e-9 && share < 0.8 - 1e-9
      case .missed: share >= 0 && share < 0.6 - 1e-9
      }
    }

    /// Its words.
    package var name: LocalizedText {
      switch self {
      case .achieved: LocalizedText(zh: "达成年度指标（100–80%）", en: "achieved (100–80 %)")
      case .partly: LocalizedText(zh: "部分达成（80–60%）", en: "partly achieved (80–60 %)")
      case .missed: LocalizedText(zh: "未达成（60–0%）", en: "not achieved (60–0 %)")
      }
    }
  }

  /// The band.
  package let level: Level
  /// The points given.
  package let points: Double
  /// Why not all points.
  package let reason: LocalizedText?
  /// What is to be done about it.
  package let improvement: LocalizedText?
  /// Who judged.
  package let attestation: Attestation
}
