import Foundation

/// A copy of a database while it is made, under a name of its own: `NAME.partial-…`, readable by its owner alone.
///
/// It is locked as long as it is made. So a later copy can tell what a killed one left behind, and removes it.
final class PartialFile {
  let path: String
  /// Open until the end: the lock goes with it.
  let descriptor: Int32

  /// Makes an empty file beside the target; `nil` when it cannot be made.
  init?(beside target: String) {
    Self.removeAbandoned(beside: target)
    path = "\(target)\(Self.mark)\(UInt64.random(in: 0...UInt64.max))"
    // Made before SQLite opens it, so that nothing is ever written to a link that has this name.
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    flock(descriptor, LOCK_EX | LOCK_NB)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Removes the file and what SQLite laid beside it; nothing where it got its real name.
  func remove() { Self.remove(path) }

  private static let mark = ".partial-"

  private static func remove(_ path: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  private static func removeAbandoned(beside target: String) {
    let url = URL(filePath: target)
    let folder = url.deletingLastPathComponent().path
    let prefix = url.lastPathComponent + mark
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) && UInt64(name.dropFirst(prefix.count)) != nil {
      let path = "\(folder)/\(name)"
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(path) }
      close(descriptor)
    }
  }
}
