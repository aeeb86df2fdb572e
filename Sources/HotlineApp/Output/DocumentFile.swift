import Foundation
import HotlineConfiguration
import HotlineText

/// Where documents are written: to a temporary name beside the target and renamed, so that nobody ever sees half of one.
package enum DocumentFile {
  /// Makes sure that a folder of ours inside the one that the user named is no link to another.
  ///
  /// - Throws: a ``Diagnostic`` when it is one.
  package static func checkOwn(folder: String) throws {
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return }
    throw Diagnostic(
      at: .init(file: folder),
      found: LocalizedText(zh: "是指向别处的链接", en: "a link that leads elsewhere"),
      expected: LocalizedText(zh: "目录", en: "a folder"),
      fix: LocalizedText(zh: "请移走该链接后重试", en: "move the link away and try again"))
  }

  /// The first path that is still free: `form-filled.docx`, `form-filled-2.docx`: what a person went on with is not overwritten.
  static func unused(_ base: String, _ ending: String) -> String {
    let paths = (1...).lazy.map { $0 == 1 ? "\(base).\(ending)" : "\(base)-\($0).\(ending)" }
    return paths.first { !FileManager.default.fileExists(atPath: $0) } ?? "\(base).\(ending)"
  }

  /// Writes a text, making its folder if needed.
  ///
  /// - Throws: a ``Diagnostic`` when the folder or file cannot be written.
  static func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  /// Writes bytes, making their folder if needed. A file of this name may be read by whom it could be before.
  ///
  /// - Throws: a ``Diagnostic`` when the folder or file cannot be written.
  static func write(_ bytes: Data, to path: String) throws {
    let url = URL(filePath: path)
    try HeldFolder(named: url.deletingLastPathComponent().path).write(
      bytes, to: url.lastPathComponent, keepsMode: true)
  }

  /// Makes a folder.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be made.
  static func makeFolder(_ path: String) throws {
    try checkNamed(path)
    try making(path) { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  }

  /// Makes sure that a folder is named: behind no name `/data` would lie in the root of the disk.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage when it is not.
  package static func checkNamed(_ folder: String) throws {
    guard folder.isEmpty else { return }
    throw Diagnostic(
      .usage, found: LocalizedText(zh: "没有指明目录", en: "no folder is named"),
      expected: LocalizedText(zh: "目录的路径，如 .", en: "the path of a folder, such as ."))
  }

  /// Gives a file or folder its name. Nothing that has the name already is replaced.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be moved.
  static func move(_ path: String, to target: String) throws {
    try making(target) { try FileManager.default.moveItem(atPath: path, toPath: target) }
  }

  private static func making(_ path: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as CocoaError {
      throw cannotWrite(path, reason: error.localizedDescription)
    }
  }

  /// What to say when something cannot be written.
  static func cannotWrite(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "无法写入：\(reason)", en: "cannot be written: \(reason)"),
      fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
  }
}
