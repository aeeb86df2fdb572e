import Foundation

/// A file that is being made under a name of its own, to be renamed when it is whole. Whoever makes one holds a lock on it, so that one
/// which a killed program left is told from one that is being made.
final class PartialFile {
  /// Where it is.
  let path: String
  /// Open for writing.
  let descriptor: Int32

  /// Makes an empty one that its owner alone may read and write, and removes those that killed programs left.
  ///
  /// Made before anything else opens it, so that nothing is ever written to a link that has this name.
  ///
  /// - Returns: `nil` when the folder cannot be written.
  init?(of target: String) {
    Self.removeLeftovers(of: target)
    path = target + Self.suffix + String(UInt64.random(in: 0...UInt64.max))
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    flock(descriptor, LOCK_EX | LOCK_NB)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static let suffix = ".partial-"

  /// Removes it with what SQLite may have put beside it.
  func remove() { Self.remove(path) }

  private static func remove(_ path: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  private static func removeLeftovers(of target: String) {
    let file = URL(filePath: target)
    let folder = file.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(file.lastPathComponent + suffix) {
      let number = name.dropFirst(file.lastPathComponent.count + suffix.count)
      guard UInt64(number) != nil else { continue }
      let path = folder.appending(path: name).path
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(path) }
      close(descriptor)
    }
  }
}
