import HotlineConfiguration
import HotlineStore

/// Puts a backup in the place of the database, which is kept beside it.
package struct RestoreDatabase: Sendable {
  /// The backup.
  package var backup: String

  /// Creates an order.
  package init(from backup: String) { self.backup = backup }

  /// - Returns: the path under which the replaced database is kept; `nil` when there was none.
  /// - Throws: a ``Diagnostic`` when the backup is not sound, or the database is in use.
  package func run(in workspace: Workspace) throws -> String? {
    try DatabaseRestore(path: workspace.database, reference: workspace.reference()).restore(from: backup)
  }
}
