import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// A form 项目绩效自我评价 as `data/indicators/*.yaml` describes it: what is asked, what it weighs, how it is scored.
///
/// It holds no score apart from attested judgements: scores follow from the data.
package struct FormDefinition: Sendable {
  /// The form's head.
  package struct Header: Sendable {
    /// 项目名称.
    package let project: LocalizedText
    /// 预算单位.
    package let budgetUnit: LocalizedText
    /// 主管部门, where the form asks for it.
    package let supervisor: LocalizedText?
    /// 具体实施处（科室）; the national form does not ask for it.
    package let department: LocalizedText?
    /// 是否为经常性项目; the national form does not ask for it.
    package let isRecurrent: Bool?
    /// 项目年度总目标.
    package let goal: LocalizedText
    /// 自评时间.
    package let assessedOn: LocalDay
    /// 填报人.
    package let filledInBy: LocalizedText?
    /// 联系电话.
    package let phone: LocalizedText?
  }

  /// A block of indicators, 一级指标.
  package struct Section: Sendable {
    /// 投入与管理, 产出目标 …
    package let name: LocalizedText
    /// The points of all its indicators.
    package let weight: Double
    /// Its indicators, in the order of the form.
    package let indicators: [Indicator]
    /// 二级指标, in the order of the form; those without an indicator are printed too. Empty for forms of two levels.
    package let groups: [LocalizedText]
    /// Whether it stands among the funds (预算执行率 of the national form) instead of in the table of indicators.
    package let isFunds: Bool
  }

  /// The file it was read from.
  package let file: String
  /// The form's title.
  package let title: LocalizedText
  /// How it is printed.
  package let layout: FormLayout
  /// The period appraised.
  package let period: Period
  /// The head.
  package let header: Header
  /// The blocks.
  package let sections: [Section]
  /// What the project is paid from, as far as the file says.
  package let funds: FundsPlan?
  /// How points are rounded.
  package let rounding: Rounding
  /// Which total earns which grade.
  package let grades: GradeScale
  /// From when on a target counts as beaten by far.
  package let deviation: DeviationLimits
  /// The evaluator's own words.
  let ownWords: OwnWords
  /// The paragraphs of 主要绩效: the components of each, by id and in this order; empty for a sentence a row.
  package let paragraphs: [[String]]

  /// All indicators, in the order of the form.
  package var indicators: [Indicator] { sections.flatMap(\.indicators) }
  /// The points of the whole form.
  package var totalWeight: Double { sections.reduce(0) { $0 + $1.weight } }
}

/// From when on a target counts as beaten by far (偏离度). The defaults are this tool's own proposal: no official schedule
/// was found (domain.md §2.4).
package struct DeviationLimits: Sendable, Hashable {
  /// (actual − target) ÷ target beyond which a target looks too low.
  package let relative: Double
  /// The share of the gap to 100 % closed, beyond which a rate's target looks too low.
  let gapClosed: Double

  static let proposed = DeviationLimits(relative: 0.2, gapClosed: 0.4)
}

/// The evaluator's own text for one part of the narrative.
struct OwnWords: Sendable {
  /// What an own text does to the draft.
  enum Placement: String, Sendable, CaseIterable {
    /// It takes the draft's place.
    case replace
    /// It comes after the draft.
    case follow
  }

  /// A text and where it goes.
  struct Text: Sendable {
    /// Where it goes.
    package let placement: Placement
    /// The text.
    package let text: LocalizedText
  }

  /// For 主要绩效.
  let achievements: Text?
  /// For 主要问题.
  let problems: Text?
  /// For 改进措施.
  let improvements: Text?
}
