import HotlineConfiguration
import HotlineStore

/// Takes out what some sources said; what they had replaced comes back.
package struct ForgetSources: Sendable {
  /// For each, its number, its path, its file's name or its SHA-256.
  package var sources: [String]

  /// Creates an order.
  package init(_ sources: [String]) { self.sources = sources }

  /// Does the work, all of it or nothing.
  ///
  /// - Returns: the sources as they are listed from now on.
  /// - Throws: a ``Diagnostic`` when there is no such source, or a name means several.
  package func run(in workspace: Workspace) throws -> [ForgottenSource] {
    // Reading comes first: a database that is missing must not be made.
    _ = try workspace.databaseForReading()
    return try workspace.databaseForWriting().forget(sources, measures: workspace.catalogWithoutWarning().measures)
  }
}
