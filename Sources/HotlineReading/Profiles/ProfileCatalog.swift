import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineText

/// The profiles of a folder.
package struct ProfileCatalog: Sendable {
  /// The profiles, by name.
  package let profiles: [Profile]
  /// What is wrong with those that cannot be used. They are left out; the others work without them.
  package let problems: [Diagnostic]
  /// The names of all columns that any of them reads, folded.
  let columnNames: Set<String>
  private let directory: String
  private let model: DataModel

  /// Reads every `*.yaml` of the folder. A broken profile is left out and reported in ``problems``.
  ///
  /// - Throws: a ``Diagnostic`` when the folder cannot be read.
  package init(directory: String, model: DataModel = .builtIn) throws {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      throw Diagnostic(
        at: .init(file: directory), found: LocalizedText(zh: "找不到配置文件目录", en: "the folder of profiles cannot be read"),
        fix: LocalizedText(zh: "请在项目目录中运行，或用 --data 指明", en: "run in the project's folder or name it with --data"))
    }
    var profiles: [Profile] = []
    var problems: [Diagnostic] = []
    for name in names.filter({ $0.hasSuffix(".yaml") }).sorted() {
      do {
        profiles.append(try Profile(contentsOf: "\(directory)/\(name)", model: model))
      } catch let diagnostic as Diagnostic {
        problems.append(diagnostic)
      }
    }
    self.profiles = profiles
    self.problems = problems
    columnNames = Self.columnNames(profiles)
    self.directory = directory
    self.model = model
  }

  /// Profiles given directly, for tests.
  package init(profiles: [Profile]) {
    self.profiles = profiles
    problems = []
    columnNames = Self.columnNames(profiles)
    directory = ""
    model = .builtIn
  }

  private static func columnNames(_ profiles: [Profile]) -> Set<String> {
    Set(profiles.flatMap { $0.columns.flatMap(\.column.folded) })
  }

  /// The profile of a name, or the one in a file of that path.
  ///
  /// - Throws: a ``Diagnostic``: what is wrong with it, or that there is none and which there are.
  package func profile(named name: String) throws -> Profile {
    if let profile = profiles.first(where: { $0.name == name }) { return profile }
    // A broken profile gives its own error.
    let own = "\(directory)/\(name).yaml"
    if problems.contains(where: { $0.place?.file == own }) { return try Profile(contentsOf: own, model: model) }
    if name.hasSuffix(".yaml") { return try Profile(contentsOf: name, model: model) }
    throw Diagnostic(
      .usage, found: LocalizedText(zh: "没有名为“\(name)”的配置", en: "there is no profile “\(name)”"),
      expected: LocalizedText(
        zh: "可用：\(profiles.map(\.name).joined(separator: "、"))，或一个 .yaml 文件",
        en: "one of: \(profiles.map(\.name).joined(separator: ", ")), or a .yaml file"))
  }
}
