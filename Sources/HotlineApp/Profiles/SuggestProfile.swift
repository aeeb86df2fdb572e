import HotlineCalendar
import HotlineConfiguration
import HotlineReading
import HotlineText

/// Suggests a first profile for an export of an unknown shape.
package struct SuggestProfile: Sendable {
  /// The export.
  package var file: String
  /// The language of the reasons.
  package var language: Language

  /// Creates an order.
  package init(for file: String, language: Language = Locality.current.language) {
    self.file = file
    self.language = language
  }

  /// A suggestion, and whether one is needed at all.
  package struct Outcome: Sendable {
    /// The suggestion.
    package let suggestion: ProfileSuggestion
    /// The name of an installed profile that reads the export already.
    package let installed: String?
  }

  /// - Throws: a ``Diagnostic`` when the export cannot be read or has no rows to judge by.
  package func run(in workspace: Workspace) throws -> Outcome {
    let export = try ExportFile(path: file)
    let districts = (try? Locality.current.districtNames(folder: workspace.data)) ?? []
    let suggestion = try ProfileSuggestion(for: export, districts: districts, language: language)
    let catalog = try? ProfileCatalog(directory: "\(workspace.data)/profiles", model: workspace.model())
    let known = catalog.flatMap { try? export.matchProfile(in: $0) }
    return Outcome(suggestion: suggestion, installed: known?.name)
  }
}
