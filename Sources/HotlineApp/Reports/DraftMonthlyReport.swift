import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText

/// Draws up the report of a month.
package struct DraftMonthlyReport: Sendable {
  /// The month.
  package var month: LocalMonth
  /// Whose targets count.
  package var targets: TargetForm
  /// For a public version: what rests on fewer cases is hidden.
  package var hiddenUnder: Int?
  /// The language of the document.
  package var language: Language

  /// Creates an order.
  package init(
    _ month: LocalMonth, targets: TargetForm = .ofTheYear, hiddenUnder: Int? = nil,
    language: Language = Locality.current.language
  ) {
    self.month = month
    self.targets = targets
    self.hiddenUnder = hiddenUnder
    self.language = language
  }

  /// The month that a text such as `2019-12` names.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  package static func month(parsing text: String) throws -> LocalMonth {
    let period = try Period(parsing: text)
    guard period == Period(month: period.first.month) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "“\(text)”不是一个月", en: "“\(text)” is not a month"),
        expected: LocalizedText(zh: "如 2019-12", en: "such as 2019-12"))
    }
    return period.first.month
  }

  /// - Returns: the report; all of its figures are of one state of the database.
  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Document {
    try SmallCellSuppression.checkThreshold(hiddenUnder)
    return try workspace.asking(cancellation) { engine in
      let form = try targets.definition(year: month.year, data: workspace.data, engine: engine)
      return try MonthlyReport(
        month: month, engine: hiddenUnder.map(engine.publicVersion) ?? engine, form: form, language: language
      )
      .document(suppressingUnder: hiddenUnder)
    }
  }
}
