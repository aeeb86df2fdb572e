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
  /// Of which part of the facts it is; all unless given.
  package var conditions: [FactSelection.Condition]

  /// Creates an order.
  package init(
    _ topic: String?, period: Period, language: Language = Locality.current.language,
    about conditions: [FactSelection.Condition] = []
  ) {
    self.conditions = conditions
    self.topic = topic
    self.period = period
    self.language = language
  }

  /// - Returns: the report; all of its figures are of one state of the database.
  /// - Throws: a ``Diagnostic`` when the period is not made of whole months or has no case of the topic, or the database cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Document {
    try DraftMemberSheets.check(period: period)
    return try workspace.asking(cancellation) { engine in
      let part = try FactSelection(period: period, conditions: conditions).slice(engine).conditions
      let engine = engine.restricted(to: part)
      guard let topic else { return try TopicOverview(period: period, engine: engine, language: language).document() }
      return try TopicReport(topic: topic, period: period, engine: engine, language: language).document()
    }
  }
}
