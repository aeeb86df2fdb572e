import HotlineDocument
import HotlineReports

/// Draws up the analysis of a year.
package struct DraftAnnualReport: Sendable {
  /// The year.
  package var year: Int
  /// What else is asked of the report.
  package var request: ReportRequest

  /// Creates an order.
  package init(_ year: Int, _ request: ReportRequest = ReportRequest()) {
    self.year = year
    self.request = request
  }

  /// - Returns: the report; all of its figures are of one state of the database.
  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Document {
    try workspace.report(year: year, request, cancellation) { engine, form in
      try AnnualReport(
        year: year, engine: request.hiddenUnder.map(engine.publicVersion) ?? engine, form: form,
        language: request.language
      )
      .document(suppressingUnder: request.hiddenUnder)
    }
  }
}
