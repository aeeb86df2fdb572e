import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineReports
import HotlineText

/// Drafts a form from data and attested facts, and writes the evidence for it if wanted.
package struct AppraiseForm: Sendable {
  /// The form's file.
  package var form: String
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?
  /// The folder for the evidence; none is written unless given.
  package var evidence: String?
  /// The language of the evidence.
  package var language: Language

  /// Creates an order.
  package init(
    form: String, asOf: Int64? = nil, evidence: String? = nil, language: Language = Locality.current.language
  ) {
    self.form = form
    self.asOf = asOf
    self.evidence = evidence
    self.language = language
  }

  /// - Returns: the draft; it and its evidence are of one state of the database.
  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read, or the evidence not be written.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> AppraisalDraft {
    try workspace.drafting(form, asOf: asOf, cancellation) { draft, engine in
      if let evidence { try EvidenceFiles(draft, engine, language, in: workspace).write(to: evidence) }
      return draft
    }
  }
}
