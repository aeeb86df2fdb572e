import HotlineConfiguration
import HotlineStore
import HotlineText

/// Checks whether the database can be believed: integrity, row counts, rollups, source files.
package struct CheckDatabase: Sendable {
  /// Creates an order.
  package init() {}

  /// What was found.
  package struct Outcome: Sendable {
    /// What is wrong inside the database.
    package let problems: [LocalizedText]
    /// The ingested files as they are today.
    package let files: SourceFileCheck
    /// What is wrong with the definitions of KPIs.
    package let definitionProblems: [Diagnostic]

    /// Whether the database agrees with itself and with the files that are still in their place.
    package var isSound: Bool { problems.isEmpty && files.changed.isEmpty }
    /// Whether something needs a person: the database, a source file or a definition.
    package var isFailure: Bool { !isSound || !definitionProblems.isEmpty }
  }

  /// Nothing is changed.
  ///
  /// - Throws: a ``Diagnostic`` when there is no database or it cannot be read.
  package func run(in workspace: Workspace) throws -> Outcome {
    let database = try workspace.databaseForReading()
    let files = try database.checkSourceFiles()
    let catalog = try workspace.catalogWithoutWarning()
    let problems = try database.check()
    return Outcome(problems: problems, files: files, definitionProblems: catalog.problems)
  }
}
