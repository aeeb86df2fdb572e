import HotlineConfiguration
import HotlineStore

/// Copies the database, whole even while an ingest runs.
package struct BackUpDatabase: Sendable {
  /// The file to write; an existing one is never overwritten.
  package var target: String

  /// Creates an order.
  package init(to target: String) { self.target = target }

  /// - Returns: the path of the key file, which is not copied and has to be kept elsewhere.
  /// - Throws: a ``Diagnostic`` when the copy cannot be written or is not sound.
  package func run(in workspace: Workspace) throws -> String {
    try workspace.databaseForReading().backup(to: target)
    return workspace.database + ".key"
  }
}
