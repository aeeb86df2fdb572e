import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText

/// Draws up the analysis of a year.
package struct DraftAnnualReport: Sendable {
  /// The year.
  package var year: Int
  /// Whose targets count.
  package var targets: TargetForm
  /// For a public version: what rests on fewer cases is hidden.
  package var hiddenUnder: Int?
  /// The language of the document.
  package var language: Language

  /// Creates an order.
  package init(
    _ year: Int, targets: TargetForm = .ofTheYear, hiddenUnder: Int? = nil,
    language: Language = Locality.current.language
  ) {
    self.year = year
    self.targets = targets
    self.hiddenUnder = hiddenUnder
    self.language = language
  }

  /// - Returns: the report; all of its figures are of one state of the database.
  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Document {
    try SmallCellSuppression.checkThreshold(hiddenUnder)
    return try workspace.asking(cancellation) { engine in
      let form = try targets.definition(year: year, data: workspace.data, engine: engine)
      return try AnnualReport(
        year: year, engine: hiddenUnder.map(engine.publicVersion) ?? engine, form: form, language: language
      )
      .document(suppressingUnder: hiddenUnder)
    }
  }
}
