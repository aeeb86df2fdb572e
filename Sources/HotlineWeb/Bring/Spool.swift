import Foundation
import HotlineConfiguration
import HotlineText

/// The folder beside the database in which files that were sent are kept, each arrival in a folder of its own. What was brought in stays there:
/// it is the original of its rows.
struct Spool: Sendable {
  /// The folder.
  let folder: String
  /// The mark in the folder of an arrival that somebody has decided about.
  private static let settled = ".settled"

  init(database: String) { folder = database + ".files" }

  /// Begins an arrival.
  ///
  /// - Returns: its name, of letters alone: digits might stand as in a citizen's number.
  /// - Throws: a ``Diagnostic`` when its folder cannot be made.
  func begin() throws -> String {
    var dice = SystemRandomNumberGenerator()
    let name = String((0..<14).map { _ in "abcdefghijkmnpqrstuvwxyz".randomElement(using: &dice) ?? "a" })
    do {
      try FileManager.default.createDirectory(
        atPath: path(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Diagnostic(
        at: .init(file: folder),
        found: LocalizedText(zh: "无法存放上传的文件", en: "files that are sent cannot be kept"),
        fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
    }
    return name
  }

  /// The folder of an arrival.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Whether a text is the name of an arrival and not of something else.
  static func isName(_ text: String) -> Bool {
    text.utf8.count == 14 && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  /// The files of an arrival, by name.
  func files(_ name: String) -> [String] {
    guard Self.isName(name) else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).filter { !$0.hasPrefix(".") }
      .sorted()
  }

  /// The arrivals that nobody has decided about.
  var open: [String] {
    let all = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter(Self.isName)
    return all.filter { !FileManager.default.fileExists(atPath: "\(path($0))/\(Self.settled)") }.sorted()
  }

  /// Marks an arrival as decided about.
  func settle(_ name: String) {
    guard Self.isName(name) else { return }
    // Without the mark it would only be shown once more after the server was started again.
    _ = FileManager.default.createFile(atPath: "\(path(name))/\(Self.settled)", contents: nil)
  }

  /// Throws an arrival away.
  func discard(_ name: String) {
    guard Self.isName(name) else { return }
    try? FileManager.default.removeItem(atPath: path(name))
  }
}
