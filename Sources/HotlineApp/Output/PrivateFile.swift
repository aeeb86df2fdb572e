import Foundation

/// Files that their owner alone may read, from their first moment on.
package enum PrivateFile {
  private static let mode: mode_t = 0o600

  /// Writes a file of which nobody sees half, into a folder that is there; whether it could be written.
  package static func write(_ bytes: Data, to path: String) -> Bool {
    let (folder, name) = parts(path)
    return (try? HeldFolder(thereIs: folder).write(bytes, to: name, mode: mode)) != nil
  }

  /// Makes an empty file in the place of what has its name, in a folder that is there, open for writing; `nil` when it cannot be made.
  package static func make(_ path: String) -> FileHandle? {
    let (folder, name) = parts(path)
    return try? HeldFolder(thereIs: folder).make(name, mode: mode)
  }

  private static func parts(_ path: String) -> (folder: String, name: String) {
    let url = URL(filePath: path)
    return (url.deletingLastPathComponent().path, url.lastPathComponent)
  }
}
