import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// Checks forms that somebody filled in against the catalogue of faults (``Fault``).
package struct FormAudit: Sendable {
  private let drafts: [AppraisalDraft]
  private let known: [KnownCount]

  /// - Parameters:
  ///   - drafts: what the database gives for the same projects, if there is one: figures and scores of a filled form are then
  ///     compared with the draft of the project of the same name.
  ///   - known: counts that the database gives besides, by hotline number.
  package init(drafts: [AppraisalDraft] = [], known: [KnownCount] = []) {
    self.drafts = drafts
    self.known = known
  }

  /// A form and what was found about it.
  package struct Result: Sendable {
    /// The form.
    package let form: FilledForm
    /// The findings, gravest first.
    package let findings: [Finding]
    /// Whether its figures were compared with a database.
    package let isCompared: Bool
  }

  /// Audits the forms of one file to the end.
  package func results(_ forms: [FilledForm], lastYear: [FilledForm] = []) -> [Result] {
    results(forms, lastYear: lastYear, check: {})
  }

  /// Audits the forms of one file, also against each other where one centre filled them in.
  ///
  /// - Parameters:
  ///   - lastYear: the same centre's forms of the year before, to find what was copied.
  ///   - check: called again and again; what it throws ends the audit.
  package func results(
    _ forms: [FilledForm], lastYear: [FilledForm] = [], check: () throws -> Void
  ) rethrows -> [Result] {
    try forms.map { form in
      try check()
      let context = AuditContext(
        form: form, siblings: forms.filter { $0.place != form.place },
        lastYear: lastYear.first { $0.text(.project) == form.text(.project) },
        draft: drafts.first { $0.form.header.project.zh == form.text(.project) }, known: known)
      let findings = try Self.checks.flatMap { find in
        try check()
        return find(context)
      }
      return Result(form: form, findings: Finding.sorted(findings), isCompared: context.draft != nil)
    }
  }

  private static let checks: [@Sendable (AuditContext) -> [Finding]] = [
    SumAudit.blocks, SumAudit.total, SumAudit.scores, SumAudit.grade,
    HeadAudit.executionRate, HeadAudit.recurrence, HeadAudit.goal, PeriodAudit.assessedBeforeEnd, PeriodAudit.figures,
    RowAudit.unexplained, RowAudit.deductions, RowAudit.reasonWithoutDeduction, RowAudit.noProblem, RowAudit.degrees,
    RowTargetAudit.scores, RowTargetAudit.tooLow, RowTargetAudit.rounding,
    TextAudit.problemsWithoutRow, MeasureAudit.improvements, MeasureAudit.belowActual, TextAudit.ratesWithoutValue,
    TextAudit.targetsAsResults, TextAudit.exclusions,
    FigureAudit.contradictions, FigureAudit.countsUnderOneName, FigureAudit.executionRates, FigureAudit.mixedUnits,
    FigureAudit.vague, FigureAudit.unproved, FigureAudit.points,
    CountAudit.withoutCounts, CountAudit.otherRate, CountAudit.unattainable, CountAudit.impossible,
    CountAudit.serviceLevel, CountAudit.parts,
    WordingAudit.rank, WordingAudit.slips, WordingAudit.copied, FigureAudit.siblings,
    DataAudit.figures, DataAudit.scores, DataAudit.budget,
  ]
}

extension LocalizedText {
  /// Words of a filled-in form: they stay as printed in every language.
  static func asPrinted(_ text: String) -> LocalizedText { LocalizedText(zh: text, en: text) }
}

/// What the checks of a filled-in form look at.
struct AuditContext: Sendable {
  let form: FilledForm
  let siblings: [FilledForm]
  let lastYear: FilledForm?
  let draft: AppraisalDraft?
  let known: [KnownCount]
  /// The figures of each head field, read once.
  private let figures: [FilledForm.Field: [StatedFigure]]
  /// The figures of each row's 备注, in the order of the rows.
  let remarkFigures: [[StatedFigure]]
  /// The figures of each row's 指标解释, in the order of the rows.
  let explanationFigures: [[StatedFigure]]

  init(
    form: FilledForm, siblings: [FilledForm], lastYear: FilledForm?, draft: AppraisalDraft?, known: [KnownCount]
  ) {
    self.form = form
    self.siblings = siblings
    self.lastYear = lastYear
    self.draft = draft
    self.known = known
    figures = form.fields.mapValues { StatedFigure.all(in: $0.text) }
    remarkFigures = form.rows.map { StatedFigure.all(in: $0.remark) }
    explanationFigures = form.rows.map { StatedFigure.all(in: $0.explanation) }
  }

  /// The year appraised, as far as the form or its definition says.
  var year: Int? { draft.map { $0.form.period.first.month.iso.prefix(4) }.flatMap { Int($0) } ?? form.year }

  /// A head field's figures.
  func figures(_ field: FilledForm.Field) -> [StatedFigure] { figures[field] ?? [] }

  /// The results that the form states: figures of 主要绩效 that are no limits, no changes and of no other year.
  var results: [StatedFigure] { figures(.achievements).filter(isResult) }

  /// Whether a figure states what the year came to.
  func isResult(_ figure: StatedFigure) -> Bool {
    figure.role == .result && (figure.years.isEmpty || year.map(figure.years.contains) ?? true)
  }

  /// A finding at a head field.
  func finding(
    _ fault: Fault, _ severity: Finding.Severity, in field: FilledForm.Field, found: LocalizedText,
    action: LocalizedText
  ) -> Finding {
    Finding(
      fault, severity, subject: .asPrinted(field.rawValue), found: found, action: action,
      place: form.fields[field]?.place ?? form.place)
  }

  /// A finding at a row.
  func finding(
    _ fault: Fault, _ severity: Finding.Severity, at row: FilledForm.Row, found: LocalizedText, action: LocalizedText
  ) -> Finding {
    Finding(fault, severity, subject: .asPrinted(row.name), found: found, action: action, place: row.place)
  }
}
