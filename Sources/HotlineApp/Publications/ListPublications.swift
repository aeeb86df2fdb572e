import HotlineModel
import HotlineStore

/// Lists the reports that were published, in the order in which they were.
package struct ListPublications: Sendable {
  /// Creates the question.
  package init() {}

  /// - Throws: a ``Diagnostic`` when there is no database or it cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> [PublicationHeading] {
    try workspace.reading(cancellation) { try $0.publicationHeadings() }
  }
}
