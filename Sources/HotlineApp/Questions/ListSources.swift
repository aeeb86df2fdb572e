import HotlineModel
import HotlineStore

/// Lists the files that were read, in the order in which they were, without a look at the facts.
package struct ListSources: Sendable {
  /// Creates the question.
  package init() {}

  /// - Throws: a ``Diagnostic`` when there is no database or it cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> [SourceReport] {
    try workspace.reading(cancellation) { try $0.sources(of: nil) }
  }
}
