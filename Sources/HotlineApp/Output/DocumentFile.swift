import Foundation
import HotlineConfiguration
import HotlineText

/// Where documents are written: to a temporary name beside the target and renamed, so that nobody ever sees half of one.
enum DocumentFile {
  /// Writes a text, making its folder if needed.
  ///
  /// - Throws: a ``Diagnostic`` when the folder or file cannot be written.
  static func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  /// Writes bytes, making their folder if needed.
  ///
  /// - Throws: a ``Diagnostic`` when the folder or file cannot be written.
  static func write(_ bytes: Data, to path: String) throws {
    let url = URL(filePath: path)
    try making(path) {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url, options: .atomic)
    }
  }

  /// Makes a folder.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be made.
  static func makeFolder(_ path: String) throws {
    try making(path) { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  }

  private static func making(_ path: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as CocoaError {
      throw Diagnostic(
        at: .init(file: path),
        found: LocalizedText(
          zh: "无法写入：\(error.localizedDescription)", en: "cannot be written: \(error.localizedDescription)"),
        fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
    }
  }
}
