import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText

/// Shows one metric of some facts: value, counts, trend, parts, and where each of them comes from.
package struct ShowMetric: Sendable {
  /// The metric's id.
  package var metric: String
  /// The facts.
  package var facts: FactSelection
  /// Whose targets count.
  package var targets: TargetForm
  /// The language of the document.
  package var language: Language

  /// Creates a question.
  package init(
    _ metric: String, about facts: FactSelection, targets: TargetForm = .ofTheYear,
    language: Language = Locality.current.language
  ) {
    self.metric = metric
    self.facts = facts
    self.targets = targets
    self.language = language
  }

  /// What is shown.
  package struct Outcome: Sendable {
    /// The document.
    package let document: Document
    /// Where its links lead.
    package let places: [Anchor: MetricReport.Place]
  }

  /// - Throws: a ``Diagnostic`` for words that are not known, or when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Outcome {
    try workspace.asking(cancellation) { engine in
      let form = try targets.definition(
        year: facts.period.last.month.year, data: workspace.data, engine: engine)
      var report = try MetricReport(
        engine.catalog.metric(metric), slice: facts.slice(engine), engine: engine, form: form, language: language)
      let document = try report.document()
      return Outcome(document: document, places: report.places)
    }
  }
}
