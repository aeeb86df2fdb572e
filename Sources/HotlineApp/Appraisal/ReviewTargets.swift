import HotlineAppraisal
import HotlineConfiguration
import HotlineText

/// Holds a form's targets against the months that were.
package struct ReviewTargets: Sendable {
  /// The form's file.
  package var form: String
  /// How many months back from the end of the form's period.
  package var months: Int
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?

  /// Creates an order.
  package init(form: String, months: Int = TargetReviewer.usualMonths, asOf: Int64? = nil) {
    self.form = form
    self.months = months
    self.asOf = asOf
  }

  /// The numbers of months that can be looked at.
  static let possibleMonths = 12...36

  /// - Throws: a ``Diagnostic`` of kind usage.
  package static func check(months: Int) throws {
    guard !possibleMonths.contains(months) else { return }
    throw Diagnostic(
      .usage, found: LocalizedText(zh: "不能回看 \(months) 个月", en: "\(months) months cannot be looked at"),
      expected: LocalizedText(
        zh: "\(possibleMonths.lowerBound) 到 \(possibleMonths.upperBound)",
        en: "\(possibleMonths.lowerBound) to \(possibleMonths.upperBound)"))
  }

  /// - Returns: a review for each target.
  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> [TargetReview] {
    try Self.check(months: months)
    return try workspace.asking(cancellation) { engine in
      let form = try FormDefinition(contentsOf: form, catalog: engine.catalog)
      return try TargetReviewer(engine: engine, asOf: asOf, months: months).reviews(form)
    }
  }
}
