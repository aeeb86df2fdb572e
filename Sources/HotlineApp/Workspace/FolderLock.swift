import Foundation
import HotlineConfiguration
import HotlineText

/// Lets one at a time change the files of a folder, among the threads of a process and among processes. What is read stays readable.
package enum FolderLock {
  /// Does something while nobody else changes the folder.
  ///
  /// - Throws: a ``Diagnostic`` when there is no such folder, and what `body` throws.
  package static func holding<Value>(_ folder: String, _ body: () throws -> Value) throws -> Value {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Diagnostic(
        at: .init(file: folder), found: LocalizedText(zh: "无法打开目录", en: "cannot open the folder"),
        fix: LocalizedText(zh: "请检查目录及其权限", en: "check the folder and its permissions"))
    }
    // Closing gives the lock back.
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    return try body()
  }
}
