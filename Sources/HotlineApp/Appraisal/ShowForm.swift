import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineText

/// Shows a form as it stands: the printed table with its scores, what it rests on, and the rows that people judge.
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
    /// The form as documents.
    package let drawn: DraftFormReport.Outcome
    /// The rows with their scores; the draft's total and grades stand on the same state of the file.
    package let draft: AppraisalDraft
    /// The file's state, which whoever changes it names.
    package let state: String
  }

  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Outcome {
    let state = JudgeIndicator.state(of: form)
    let draft = try AppraiseForm(form: form, language: language).run(in: workspace, cancellation: cancellation)
    let drawn = try DraftFormReport(form: form, language: language).run(in: workspace, cancellation: cancellation)
    return Outcome(drawn: drawn, draft: draft, state: state)
  }
}
