import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineReports
import HotlineText

/// Draws up the analysis of a year.
package struct DraftAnnualReport: Sendable {
  /// The year.
  package var year: Int
  /// What else is asked of the report.
  package var request: ReportRequest
  /// Of which part of the facts it is; all unless given.
  package var conditions: [FactSelection.Condition]

  /// Creates an order.
  package init(
    _ year: Int, _ request: ReportRequest = ReportRequest(), about conditions: [FactSelection.Condition] = []
  ) {
    self.conditions = conditions
    self.year = year
    self.request = request
  }

  /// Checks the year.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage for one of which no hotline has data.
  package static func check(year: Int) throws {
    guard Period.years.contains(year) else {
      let span = "\(Period.years.lowerBound)–\(Period.years.upperBound)"
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "\(year) 不是可用的年份", en: "\(year) is not a year to report on"),
        expected: LocalizedText(zh: span, en: span))
    }
  }

  /// The year that a text such as `2019` names.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  package static func year(parsing text: String) throws -> Int {
    let period = try Period(parsing: text)
    guard period == Period(year: period.first.civil.year) else {
      let shown = Masking.masked(text)
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "“\(shown)”不是一年", en: "“\(shown)” is not a year"),
        expected: LocalizedText(zh: "如 2019", en: "such as 2019"))
    }
    return period.first.civil.year
  }

  /// - Returns: the report; all of its figures are of one state of the database.
  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Document {
    try Self.check(year: year)
    guard !conditions.isEmpty else { return try workspace.document(.annual(year, request), cancellation) }
    return try workspace.document(of: conditions, in: Period(year: year), request, cancellation) { engine, form in
      try AnnualReport(year: year, engine: engine, form: form, language: request.language).document()
    }
  }
}
