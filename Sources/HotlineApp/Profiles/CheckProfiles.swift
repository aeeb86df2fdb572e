import Foundation
import HotlineConfiguration
import HotlineReading

/// Lists and checks profiles: the kinds of export that are known.
package struct CheckProfiles: Sendable {
  /// A profile's YAML file, or the name of one in the folder; all of the folder unless given.
  package var profile: String?

  /// Creates an order.
  package init(_ profile: String? = nil) { self.profile = profile }

  /// What was found.
  package struct Outcome: Sendable {
    /// The profiles that can be used.
    package let profiles: [Profile]
    /// What is wrong with the others.
    package let problems: [Diagnostic]
  }

  /// - Throws: a ``Diagnostic``: what is wrong with the profile that was named, or that the folder cannot be read.
  package func run(in workspace: Workspace) throws -> Outcome {
    let folder = "\(workspace.data)/profiles"
    guard let profile else {
      let catalog = try ProfileCatalog(directory: folder, model: workspace.model())
      return Outcome(profiles: catalog.profiles, problems: catalog.problems)
    }
    let isFile = FileManager.default.fileExists(atPath: profile) || profile.contains("/")
    let checked =
      try isFile
      ? Profile(contentsOf: profile, model: workspace.model())
      : ProfileCatalog(directory: folder, model: workspace.model()).profile(named: profile)
    return Outcome(profiles: [checked], problems: [])
  }
}
