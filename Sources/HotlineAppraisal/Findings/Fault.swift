import HotlineConfiguration
import HotlineText

/// The catalogue of faults that self-evaluation forms are checked for (domain.md §3.2); the codes are its own, C27 is ours.
package enum Fault: String, Sendable, CaseIterable, Codable {
  /// The execution rate is not what the two amounts give.
  case executionRate = "C01"
  /// Scores or weights do not add up.
  case sums = "C02"
  /// The grade is not that of the total.
  case grade = "C03"
  /// A score outside 0…weight.
  case scoreOutsideWeight = "C04"
  /// Full marks although the target was missed, or a deduction although it was met.
  case scoreAgainstTarget = "C05"
  /// Points lost without a stated reason, or a reason without a deduction.
  case deductionWithoutReason = "C06"
  /// A target set too low or too high.
  case target = "C07"
  /// An improvement that is no improvement.
  case improvementBelowActual = "C08"
  /// A KPI that is spoken of but has no value.
  case valueMissing = "C09"
  /// An indicator without explanation, target, actual or evidence.
  case notAuditable = "C10"
  /// One name with several values, or one value under several names.
  case contradiction = "C11"
  /// Different things added up or compared.
  case mixedUnits = "C12"
  /// An approximate word beside an exact figure.
  case vagueNumber = "C13"
  /// A rate without its counts, or one that no counts can give.
  case unattainableRate = "C14"
  /// Figures that look filled in by default.
  case defaultFilled = "C15"
  /// The figures do not speak of the form's period.
  case period = "C16"
  /// Marked as not recurrent although it recurs.
  case recurrence = "C17"
  /// Improvements that answer no problem.
  case unmatchedImprovement = "C18"
  /// Figures that exclude each other.
  case impossible = "C19"
  /// Copied from the year before.
  case copied = "C20"
  /// Rounded so that a miss looks met.
  case rounding = "C21"
  /// Percent and percentage points taken for one another.
  case percentagePoints = "C22"
  /// What was left out is not said.
  case exclusions = "C23"
  /// Forms of the same centre disagree.
  case siblings = "C24"
  /// Points lost but no problem stated.
  case noProblemStated = "C25"
  /// A rank without the number of those ranked.
  case rank = "C26"
  /// A slip of the pen: beyond the reference's catalogue.
  case wording = "C27"

  /// The fault's name.
  package var title: LocalizedText {
    switch self {
    case .executionRate: LocalizedText(zh: "执行率与金额不符", en: "execution rate differs from the amounts")
    case .sums: LocalizedText(zh: "合计不平", en: "sums do not add up")
    case .grade: LocalizedText(zh: "等级与总分不符", en: "grade differs from the total")
    case .scoreOutsideWeight: LocalizedText(zh: "得分超出权重", en: "score outside its weight")
    case .scoreAgainstTarget: LocalizedText(zh: "得分与目标完成情况不符", en: "score contradicts target and actual")
    case .deductionWithoutReason: LocalizedText(zh: "扣分无理由", en: "deduction without a reason")
    case .target: LocalizedText(zh: "目标值设置不当", en: "target too low or too high")
    case .improvementBelowActual: LocalizedText(zh: "改进目标低于现状", en: "improvement target below the actual")
    case .valueMissing: LocalizedText(zh: "提及的指标没有数值", en: "a KPI spoken of has no value")
    case .notAuditable: LocalizedText(zh: "指标不可核查", en: "indicator cannot be checked")
    case .contradiction: LocalizedText(zh: "前后数值或名称矛盾", en: "figures or names contradict each other")
    case .mixedUnits: LocalizedText(zh: "不同单位混计", en: "different units in one figure")
    case .vagueNumber: LocalizedText(zh: "用词含糊", en: "vague number words")
    case .unattainableRate: LocalizedText(zh: "比率无法核对", en: "rate without counts, or unattainable")
    case .defaultFilled: LocalizedText(zh: "疑似默认填充", en: "looks filled in by default")
    case .period: LocalizedText(zh: "数据时段不符", en: "figures of another period")
    case .recurrence: LocalizedText(zh: "经常性项目认定有误", en: "recurrent project marked otherwise")
    case .unmatchedImprovement: LocalizedText(zh: "问题与改进措施不对应", en: "problems and improvements do not match")
    case .impossible: LocalizedText(zh: "数值互相排斥", en: "figures exclude each other")
    case .copied: LocalizedText(zh: "照抄上年", en: "copied from the year before")
    case .rounding: LocalizedText(zh: "取整掩盖差距", en: "rounding hides a miss")
    case .percentagePoints: LocalizedText(zh: "百分比与百分点混淆", en: "percent and points confused")
    case .exclusions: LocalizedText(zh: "剔除项未说明", en: "exclusions not disclosed")
    case .siblings: LocalizedText(zh: "同单位各表不一致", en: "forms of one centre disagree")
    case .noProblemStated: LocalizedText(zh: "失分而未述问题", en: "points lost, no problem stated")
    case .rank: LocalizedText(zh: "名次无总数", en: "rank without the number ranked")
    case .wording: LocalizedText(zh: "用字有误", en: "slip of the pen")
    }
  }
}
