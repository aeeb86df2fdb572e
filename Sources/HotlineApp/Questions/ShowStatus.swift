import HotlineStore

/// Asks what the database holds: sources, coverage with gaps, unknown names, as-of moment, size.
package struct ShowStatus: Sendable {
  /// Creates the question.
  package init() {}

  /// - Throws: a ``Diagnostic`` when there is no database or it cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> DatabaseStatus {
    try workspace.reading(cancellation) { try $0.status() }
  }
}
