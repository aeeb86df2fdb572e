import HotlineMetrics

/// Asks where a KPI's value comes from: definition, formula, SQL and counts.
package struct ExplainKPI: Sendable {
  /// The metric's id.
  package var metric: String
  /// The facts.
  package var facts: FactSelection
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?

  /// Creates a question.
  package init(_ metric: String, about facts: FactSelection, asOf: Int64? = nil) {
    self.metric = metric
    self.facts = facts
    self.asOf = asOf
  }

  /// Answers the question.
  ///
  /// - Throws: a ``Diagnostic`` for words that are not known, or when the database cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Explanation {
    try workspace.asking(cancellation) { engine in
      try engine.explain(engine.catalog.metric(metric), slice: facts.slice(engine), asOf: asOf)
    }
  }
}
