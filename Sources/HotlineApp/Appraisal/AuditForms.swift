import HotlineAppraisal
import HotlineConfiguration
import HotlineReading
import HotlineText

/// Checks forms that somebody filled in: by themselves, against the year before, and against the database.
package struct AuditForms: Sendable {
  /// The file of filled-in forms: Markdown, CSV, a Word file or a workbook.
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
    let forms = try FilledForm.forms(ofFile: file)
    let before = try lastYear.map(FilledForm.forms(ofFile:)) ?? []
    let audit = try audit(workspace, cancellation)
    return Outcome(results: try audit.results(forms, lastYear: before) { try cancellation.check() })
  }

  private func audit(_ workspace: Workspace, _ cancellation: Cancellation) throws -> FormAudit {
    guard !definitions.isEmpty else { return FormAudit() }
    return try workspace.asking(cancellation) { engine in
      let appraiser = Appraiser(engine: engine, asOf: asOf)
      let forms = try definitions.map { try FormDefinition(contentsOf: $0, catalog: engine.catalog) }
      return FormAudit(
        drafts: try forms.map { try appraiser.draft($0) },
        known: try forms.first.map { try appraiser.counts(for: $0) } ?? [])
    }
  }
}

extension FilledForm {
  /// The forms of a file: a Word file, a workbook, Markdown or CSV, told apart by their bytes.
  static func forms(ofFile file: String) throws -> [FilledForm] {
    guard let tables = try FormTables(contentsOf: file) else { return try forms(contentsOf: file) }
    let size = tables.rows.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.utf8.count } }
    let limit = FormCells.textLimit
    guard size <= limit else {
      throw Diagnostic(
        at: .init(file: file), found: LocalizedText(zh: "文字过多，不像自评表", en: "too much text for a form"),
        expected: LocalizedText(zh: "至多 \(limit >> 10) KB", en: "at most \(limit >> 10) KB"))
    }
    let rows = tables.rows.map { FormCells.Row(place: $0.place, cells: $0.cells, origins: $0.origins) }
    return try forms(in: FormCells(rows: rows), file: file)
  }
}
