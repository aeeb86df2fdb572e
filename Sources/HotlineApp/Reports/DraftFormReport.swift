import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineReports
import HotlineText

/// Draws up the form 项目绩效自我评价 as a document, with reasons, findings and the evidence for each indicator.
package struct DraftFormReport: Sendable {
  /// The form's file.
  package var form: String
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?
  /// The language of the document.
  package var language: Language

  /// Creates an order.
  package init(form: String, asOf: Int64? = nil, language: Language = Locality.current.language) {
    self.form = form
    self.asOf = asOf
    self.language = language
  }

  /// - Returns: the document; all of its figures are of one state of the database.
  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Document {
    try workspace.drafting(form, asOf: asOf, cancellation) { draft, engine in
      let evidence = try FormEvidence(draft, engine: engine, language: language).section()
      return FormDocument(draft, language: language).document(evidence: evidence)
    }
  }
}
