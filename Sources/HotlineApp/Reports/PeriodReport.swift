import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineText

/// What is asked of a report, whatever time it is of.
package struct ReportRequest: Sendable {
  /// Whose targets count.
  package var targets: TargetForm
  /// For a public version: what rests on fewer cases is hidden.
  package var hiddenUnder: Int?
  /// The language of the document.
  package var language: Language

  /// Creates a request.
  package init(
    targets: TargetForm = .ofTheYear, hiddenUnder: Int? = nil, language: Language = Locality.current.language
  ) {
    self.targets = targets
    self.hiddenUnder = hiddenUnder
    self.language = language
  }
}

extension Workspace {
  /// Draws up a report with the targets of a year; all of its figures are of one state of the database.
  func report(
    year: Int, _ request: ReportRequest, _ cancellation: Cancellation,
    drawing: (MetricEngine, FormDefinition?) throws -> Document
  ) throws -> Document {
    try SmallCellSuppression.checkThreshold(request.hiddenUnder)
    return try asking(cancellation) { engine in
      try drawing(engine, request.targets.definition(year: year, data: data, engine: engine))
    }
  }
}
