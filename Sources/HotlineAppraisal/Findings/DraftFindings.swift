import HotlineConfiguration
import HotlineMetrics

/// What the checks of a draft look at.
struct FindingContext {
  let form: FormDefinition
  let sections: [SectionDraft]
  let budget: BudgetFigures?
  let asOf: Int64
  let reviews: [TargetReview]

  var rows: [IndicatorDraft] { sections.flatMap(\.indicators) }
  /// Every component with its row.
  var components: [(row: IndicatorDraft, draft: ComponentDraft)] {
    rows.flatMap { row in row.components.map { (row, $0) } }
  }
}

/// What an auditor would raise about a draft: the fault catalogue as far as a draft can have its faults. By construction a
/// draft cannot have C02, C04 and C05 (sums, scores outside their weight, scores against the target); C08 and C18 need a
/// text of somebody else's, C20 and C24 another form: those are the audit's.
enum DraftFindings {
  private static let checks: [@Sendable (FindingContext) -> [Finding]] = [
    HeaderFindings.recurrence, HeaderFindings.period, HeaderFindings.gradeByRounding, HeaderFindings.budget,
    TargetFindings.tooLow, TargetFindings.belowLastYear, TargetFindings.tooHigh, TargetFindings.justMet,
    EvidenceFindings.open, EvidenceFindings.unexplained, EvidenceFindings.judgedWithoutReason,
    EvidenceFindings.measures, EvidenceFindings.causes, FundsFindings.sums,
    FigureFindings.valueMissing, FigureFindings.fewCases, FigureFindings.reported, FigureFindings.attested,
    FigureFindings.mixedUnits, FigureFindings.allPerfect, FigureFindings.exclusions, FigureFindings.sameName,
    FigureFindings.rank,
  ]

  /// All findings: the gravest first, then in the order of the catalogue and of the form.
  static func all(_ context: FindingContext) -> [Finding] {
    Finding.sorted(checks.flatMap { $0(context) })
  }
}
