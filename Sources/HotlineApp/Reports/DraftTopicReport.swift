import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineReports
import HotlineText

/// Draws up a report on one topic in depth, or on all of them.
package struct DraftTopicReport: Sendable {
  /// The topic; `nil` for all.
  package var topic: String?
  /// The time: whole months.
  package var period: Period
  /// The language of the document.
  package var language: Language

  /// Creates an order.
  package init(_ topic: String?, period: Period, language: Language = Locality.current.language) {
    self.topic = topic
    self.period = period
    self.language = language
  }

  /// - Returns: the report; all of its figures are of one state of the database.
  /// - Throws: a ``Diagnostic`` when the period is not made of whole months or has no case of the topic, or the database cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Document {
    try DraftMemberSheets.check(period: period)
    return try workspace.asking(cancellation) { engine in
      guard let topic else { return try TopicOverview(period: period, engine: engine, language: language).document() }
      return try TopicReport(topic: topic, period: period, engine: engine, language: language).document()
    }
  }
}
