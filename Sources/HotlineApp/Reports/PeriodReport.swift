import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
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
}
