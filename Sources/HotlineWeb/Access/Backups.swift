import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText

/// Copies of the database in a folder beside it.
struct Backups: Sendable {
  /// What the folder's name has behind the database's.
  static let ending = ".backups"
  /// How many are kept.
  static let most = 14

  private let folder: String

  init(database: String) { folder = database + Self.ending }

  /// The copies, the last one first, with their size in words.
  var list: [(name: String, size: String)] {
    names.map { name in
      let bytes = (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int) ?? 0
      return (name, Markup.megabytes(bytes))
    }
  }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".sqlite") }.sorted(
      by: >)
  }

  /// Makes one more, and removes those that are too many.
  ///
  /// - Throws: a ``Diagnostic`` when the copy cannot be written or is not sound.
  func make(of workspace: Workspace, at moment: Date = Date()) throws -> String {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Diagnostic(
        at: .init(file: folder), found: LocalizedText(zh: "无法建立备份目录", en: "the folder of backups cannot be made"),
        fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
    }
    let name = moment.ISO8601Format().replacing(":", with: "").replacing("Z", with: "") + "Z.sqlite"
    _ = try BackUpDatabase(to: "\(folder)/\(name)").run(in: workspace)
    for old in names.dropFirst(Self.most) { try? FileManager.default.removeItem(atPath: "\(folder)/\(old)") }
    return name
  }
}
