import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// Makes a folder to work in: data of its own to be changed, a made-up example, and a page that says what is where.
package struct MakeWorkingFolder: Sendable {
  /// The folder; it is made if missing.
  package var folder: String
  /// The language of the page.
  package var language: Language

  /// The page's name.
  package static let guideName = "README.md"

  /// Creates an order.
  package init(in folder: String, language: Language) {
    self.folder = folder
    self.language = language
  }

  /// Copies the workspace's data folder. What else is in the new folder stays as it is.
  ///
  /// - Returns: the paths made: the data folder and the page.
  /// - Throws: a ``Diagnostic`` when one of them is there already, or cannot be written; then nothing was made.
  package func run(in workspace: Workspace) throws -> [String] {
    try DocumentFile.checkNamed(folder)
    let files = try Self.files(of: workspace.data)
    let paths = [DataFolder.localName, Self.guideName].map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
    for path in paths { try checkFree(path) }
    // The data get their name when they are whole: a copy that was stopped half-way would be taken for them.
    let draft = "\(folder)/.hotline-init"
    try? FileManager.default.removeItem(atPath: draft)
    do {
      for file in files {
        try DocumentFile.write(SmallFile.bytes(of: "\(workspace.data)/\(file)"), to: "\(draft)/\(file)")
      }
      try DocumentFile.move(draft, to: paths[0])
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error
    }
    try DocumentFile.write(WorkingFolderGuide(language: language).text, to: paths[1])
    return paths
  }

  private func checkFree(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    throw Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "已经存在，未作任何改动", en: "is there already; nothing was changed"),
      fix: LocalizedText(zh: "请换一个目录，或先移走它", en: "name another folder, or move it away first"))
  }

  /// What belongs to a data folder, by paths in it: no database, no logs, no other cities.
  private static func files(of data: String) throws -> [String] {
    let single = ["metrics.yaml", "model.yaml", Locality.fileName] + Locality.current.tables
    let folders = ["calendar", "indicators", "profiles", "sample"]
    let manager = FileManager.default
    guard manager.fileExists(atPath: "\(data)/metrics.yaml") else { throw DataFolder.incomplete(data) }
    let listed = folders.flatMap { folder in
      ((try? manager.contentsOfDirectory(atPath: "\(data)/\(folder)")) ?? []).map { "\(folder)/\($0)" }
    }
    return Set(single + listed).sorted().filter { file in
      var isFolder: ObjCBool = false
      return manager.fileExists(atPath: "\(data)/\(file)", isDirectory: &isFolder) && !isFolder.boolValue
    }
  }
}
