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
  /// What else is asked of the report.
  package var request: ReportRequest
  /// Of which part of the facts it is; all unless given.
  package var conditions: [FactSelection.Condition]

  /// Creates an order.
  package init(
    _ month: LocalMonth, _ request: ReportRequest = ReportRequest(), about conditions: [FactSelection.Condition] = []
  ) {
    self.conditions = conditions
    self.month = month
    self.request = request
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
    guard !conditions.isEmpty else { return try workspace.document(.monthly(month, request), cancellation) }
    return try workspace.document(of: conditions, in: Period(month: month), request, cancellation) { engine, form in
      try MonthlyReport(month: month, engine: engine, form: form, language: request.language).document()
    }
  }
}
