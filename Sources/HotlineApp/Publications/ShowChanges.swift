import HotlineModel
import HotlineStore

/// Asks which figures of a publication would be different today, and why.
package struct ShowChanges: Sendable {
  /// The publication's number or its report's name; the newest one for `nil`.
  package var publication: String?

  /// Creates the question.
  package init(_ publication: String? = nil) { self.publication = publication }

  /// - Throws: a ``Diagnostic`` when there is no such publication, or the database cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> PublicationChanges {
    try workspace.drawing(cancellation) { engine, database in
      try PublicationComparison(engine, database).changes(database.publication(named: publication))
    }
  }
}
