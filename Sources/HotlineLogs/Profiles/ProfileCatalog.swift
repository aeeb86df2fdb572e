import Foundation
import HotlineConfiguration

/// The profiles of a folder.
public struct ProfileCatalog: Sendable {
  /// The profiles, by name.
  public let profiles: [Profile]
  private let directory: String

  /// Reads every `*.yaml` of the folder.
  public init(directory: String) throws {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      throw Diagnostic(
        at: .init(file: directory), found: LocalizedText(zh: "找不到配置文件目录", en: "the folder of profiles cannot be read"),
        fix: LocalizedText(zh: "请在项目目录中运行，或用 --data 指明", en: "run in the project's folder or name it with --data"))
    }
    profiles = try names.filter { $0.hasSuffix(".yaml") }.sorted().map { try Profile(contentsOf: "\(directory)/\($0)") }
    self.directory = directory
  }

  /// Profiles given directly, for tests.
  public init(profiles: [Profile]) {
    self.profiles = profiles
    directory = ""
  }

  /// The profile of a name, or the one in a file of that path.
  public func profile(named name: String) throws -> Profile {
    if let profile = profiles.first(where: { $0.name == name }) { return profile }
    if name.hasSuffix(".yaml") { return try Profile(contentsOf: name) }
    throw Diagnostic(
      .usage, found: LocalizedText(zh: "没有名为“\(name)”的配置", en: "there is no profile “\(name)”"),
      expected: LocalizedText(
        zh: "可用：\(profiles.map(\.name).joined(separator: "、"))，或一个 .yaml 文件",
        en: "one of: \(profiles.map(\.name).joined(separator: ", ")), or a .yaml file"))
  }
}
