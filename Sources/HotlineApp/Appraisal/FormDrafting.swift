import HotlineAppraisal
import HotlineMetrics

extension Workspace {
  /// Drafts a form and does something with the draft while the database stays as it was.
  ///
  /// - Parameters:
  ///   - form: the form's file.
  ///   - asOf: the moment up to which the data speak, in Unix seconds; the newest data for `nil`.
  func drafting<Value>(
    _ form: String, asOf: Int64?, _ cancellation: Cancellation,
    _ body: (AppraisalDraft, MetricEngine) throws -> Value
  ) throws -> Value {
    try asking(cancellation) { engine in
      let form = try FormDefinition(contentsOf: form, catalog: engine.catalog)
      return try body(Appraiser(engine: engine, asOf: asOf).draft(form), engine)
    }
  }
}
