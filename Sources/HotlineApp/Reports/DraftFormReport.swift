import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText

/// Draws up the form 项目绩效自我评价 as a document, with reasons, findings and the evidence for each indicator.
package struct DraftFormReport: Sendable {
  /// The form's file.
  package var form: String
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?
  /// The file of the form as it was filed the year before, whose scores stand beside this year's.
  package var lastYear: String?
  /// The language of the document.
  package var language: Language

  /// Creates an order.
  package init(
    form: String, asOf: Int64? = nil, lastYear: String? = nil, language: Language = Locality.current.language
  ) {
    self.form = form
    self.asOf = asOf
    self.lastYear = lastYear
    self.language = language
  }

  /// A form as documents.
  package struct Outcome: Sendable {
    /// The form with all that it rests on.
    package let document: Document
    /// The form alone, to be handed in as it is.
    package let sheet: Document
    /// What the sheet rests on.
    package let explanation: Document

    /// The documents of a format: on pages the form is handed in by itself.
    package func documents(_ format: ReportFormat) -> [Document] {
      format.isPaged ? [sheet, explanation] : [document]
    }
  }

  /// - Returns: the documents; all of their figures are of one state of the database.
  /// - Throws: a ``Diagnostic`` when the database or a form cannot be read, or last year's file has no form of the project.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Outcome {
    try workspace.drawing(cancellation) { engine, database in
      let form = try FormDefinition(contentsOf: form, catalog: engine.catalog)
      let draft = try Appraiser(engine: engine, asOf: asOf).draft(form)
      return try outcome(draft, engine, since: ReportOrder.appraisal(self).changesSinceLast(draft, engine, database))
    }
  }

  /// A draft as documents.
  ///
  /// - Parameter since: what became of the last publication.
  func outcome(_ draft: AppraisalDraft, _ engine: MetricEngine, since: Document.Section?) throws -> Outcome {
    let before = try lastYear.map(FilledForm.forms(ofFile:)) ?? []
    let evidence = try FormEvidence(draft, engine: engine, language: language).section()
    let form = FormDocument(draft, lastYear: try filed(before, draft.form), language: language)
    func explained(_ document: Document) -> Document { document.inserting(since, before: [evidence.anchor]) }
    return Outcome(
      document: explained(form.document(evidence: evidence)), sheet: form.sheet(),
      explanation: explained(form.explanation(evidence: evidence)))
  }

  /// Last year's form of the same project.
  private func filed(_ forms: [FilledForm], _ form: FormDefinition) throws -> FilledForm? {
    guard let lastYear else { return nil }
    let project = form.header.project.zh
    guard let found = forms.first(where: { $0.text(.project) == project }) else {
      throw Diagnostic(
        at: .init(file: lastYear),
        found: LocalizedText(zh: "没有项目“\(project)”的自评表", en: "there is no form of the project “\(project)”"),
        fix: LocalizedText(zh: "请给出上年同一项目的自评表", en: "name last year's form of the same project"))
    }
    return found
  }
}
