import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineReports
import HotlineText

/// Shows a form as it stands: the printed table with its scores, how each came about, and what an auditor would raise. What it rests on is
/// shown by ``ShowFormEvidence``, which takes as long again.
package struct ShowForm: Sendable {
  /// The form's file.
  package var form: String
  /// The language of the document.
  package var language: Language

  /// Creates a question.
  package init(_ form: String, language: Language) {
    self.form = form
    self.language = language
  }

  /// What is shown.
  package struct Outcome: Sendable {
    /// The form as a document, without the evidence.
    package let document: Document
    /// The rows with their scores.
    package let draft: AppraisalDraft
  }

  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Outcome {
    try workspace.drafting(form, asOf: nil, cancellation) { draft, _ in
      Outcome(document: FormDocument(draft, language: language).document(), draft: draft)
    }
  }
}

/// Shows what a form rests on: what became of its last publication, and for each row its definitions, counts by month and rows that missed.
package struct ShowFormEvidence: Sendable {
  /// The form's file.
  package var form: String
  /// The language of the document.
  package var language: Language

  /// Creates a question.
  package init(_ form: String, language: Language) {
    self.form = form
    self.language = language
  }

  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Document {
    try workspace.drawing(cancellation) { engine, database in
      let form = try FormDefinition(contentsOf: form, catalog: engine.catalog)
      let draft = try Appraiser(engine: engine, asOf: nil).draft(form)
      let order = ReportOrder.appraisal(DraftFormReport(form: self.form, language: language))
      let since = try order.changesSinceLast(draft, engine, database)
      let evidence = try FormEvidence(draft, engine: engine, language: language).section()
      var document = FormDocument(draft, language: language).document()
      document.name += "-basis"
      document.sections = [since, evidence].compactMap { $0 }
      return document
    }
  }
}
