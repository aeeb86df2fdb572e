import HotlineAppraisal
import HotlineConfiguration

/// Checks forms that somebody filled in: by themselves, against the year before, and against the database.
package struct AuditForms: Sendable {
  /// The file of filled-in forms: Markdown or CSV.
  package var file: String
  /// The definitions of forms whose figures and scores are compared with the database; without any it is not opened.
  package var definitions: [String]
  /// The same forms of the year before.
  package var lastYear: String?
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?

  /// Creates an order.
  package init(_ file: String, comparedWith definitions: [String] = [], lastYear: String? = nil, asOf: Int64? = nil) {
    self.file = file
    self.definitions = definitions
    self.lastYear = lastYear
    self.asOf = asOf
  }

  /// What was found.
  package struct Outcome: Sendable {
    /// One result for each form of the file.
    package let results: [FormAudit.Result]

    /// Whether one of them has an error; warnings are none.
    package var isFailure: Bool { results.contains { $0.findings.contains { $0.severity == .error } } }
  }

  /// - Throws: a ``Diagnostic`` when a file or the database cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Outcome {
    let forms = try FilledForm.forms(contentsOf: file)
    let before = try lastYear.map { try FilledForm.forms(contentsOf: $0) } ?? []
    return Outcome(
      results: FormAudit(drafts: try drafts(workspace, cancellation)).results(forms, lastYear: before))
  }

  private func drafts(_ workspace: Workspace, _ cancellation: Cancellation) throws -> [AppraisalDraft] {
    guard !definitions.isEmpty else { return [] }
    return try workspace.asking(cancellation) { engine in
      let appraiser = Appraiser(engine: engine, asOf: asOf)
      return try definitions.map { try appraiser.draft(FormDefinition(contentsOf: $0, catalog: engine.catalog)) }
    }
  }
}
