import HotlineCalendar
import HotlineConfiguration
import HotlineAppraisal
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
  /// Draws up a report that is one document; all of its figures are of one state of the database.
  func document(_ order: ReportOrder, _ cancellation: Cancellation) throws -> Document {
    let report = try drawn(order, cancellation)
    guard let document = report.documents(.html).first else {
      throw Diagnostic(found: LocalizedText(zh: "报告没有内容", en: "the report has no document"))
    }
    return document
  }

  /// Draws up a report of a part of the facts; all of its figures are of one state of the database.
  ///
  /// - Parameter draft: draws it up by an engine that knows the part alone and the form whose targets count.
  /// - Throws: a ``Diagnostic`` of kind usage for a public version: what is hidden of a part would have to be decided by all other parts.
  func document(
    of part: [FactSelection.Condition], in period: Period, _ request: ReportRequest, _ cancellation: Cancellation,
    _ draft: (MetricEngine, FormDefinition?) throws -> Document
  ) throws -> Document {
    guard request.hiddenUnder == nil else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(zh: "--where 与 --suppress 不能并用", en: "--where and --suppress exclude each other"),
        fix: LocalizedText(
          zh: "区和单位的公开版见 hotline report member --suppress",
          en: "for a district or unit see hotline report member --suppress"))
    }
    return try asking(cancellation) { engine in
      let form = try request.targets.definition(year: period.first.month.year, data: data, engine: engine)
      let conditions = try FactSelection(period: period, conditions: part).slice(engine).conditions
      return try draft(engine.restricted(to: conditions), form)
    }
  }
}
