import HotlineCalendar
import HotlineConfiguration

/// A form 项目绩效自我评价 as `data/indicators/*.yaml` describes it: what is asked, what it weighs, how it is scored.
///
/// It holds no score apart from attested judgements: scores follow from the data.
public struct FormDefinition: Sendable {
  /// The form's head.
  public struct Header: Sendable {
    /// 项目名称.
    public let project: LocalizedText
    /// 预算单位.
    public let budgetUnit: LocalizedText
    /// 具体实施处（科室）.
    public let department: LocalizedText
    /// 是否为经常性项目.
    public let isRecurrent: Bool
    /// 项目年度总目标.
    public let goal: LocalizedText
    /// 自评时间.
    public let assessedOn: LocalDay
  }

  /// A block of indicators, 一级指标.
  public struct Section: Sendable {
    /// 投入与管理, 产出目标 …
    public let name: LocalizedText
    /// The points of all its indicators.
    public let weight: Double
    /// Its indicators, in the order of the form.
    public let indicators: [Indicator]
  }

  /// The file it was read from.
  public let file: String
  /// The form's title.
  public let title: LocalizedText
  /// The period appraised.
  public let period: Period
  /// The head.
  public let header: Header
  /// The blocks.
  public let sections: [Section]
  /// How points are rounded.
  public let rounding: Rounding
  /// Which total earns which grade.
  public let grades: GradeScale
  /// From when on a target counts as beaten by far.
  public let deviation: DeviationLimits
  /// The evaluator's own words.
  public let ownWords: OwnWords

  /// All indicators, in the order of the form.
  public var indicators: [Indicator] { sections.flatMap(\.indicators) }
  /// The points of the whole form.
  public var totalWeight: Double { sections.reduce(0) { $0 + $1.weight } }
}

/// From when on a target counts as beaten by far (偏离度). The defaults are this tool's own proposal: no official schedule
/// was found (domain.md §2.4).
public struct DeviationLimits: Sendable, Hashable {
  /// (actual − target) ÷ target beyond which a target looks too low.
  public let relative: Double
  /// The share of the gap to 100 % closed, beyond which a rate's target looks too low.
  public let gapClosed: Double

  static let proposed = DeviationLimits(relative: 0.2, gapClosed: 0.4)
}

/// The evaluator's own text for one part of the narrative.
public struct OwnWords: Sendable {
  /// What an own text does to the draft.
  public enum Placement: String, Sendable, CaseIterable {
    /// It takes the draft's place.
    case replace
    /// It comes after the draft.
    case follow
  }

  /// A text and where it goes.
  public struct Text: Sendable {
    /// Where it goes.
    public let placement: Placement
    /// The text.
    public let text: LocalizedText
  }

  /// For 主要绩效.
  public let achievements: Text?
  /// For 主要问题.
  public let problems: Text?
  /// For 改进措施.
  public let improvements: Text?
}
