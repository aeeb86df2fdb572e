import Foundation
import HotlineConfiguration
import HotlineText

/// A file on the disk that is to be read: one that was named, or one that was found in a folder.
package struct DiskFile: Sendable, Hashable {
  /// Its path.
  package let path: String
  /// The folder in which it was found, with which its path begins; `nil` for a file that was named, which may be a link.
  private let folder: String?

  /// A file that was named.
  package init(_ path: String) {
    self.path = path
    folder = nil
  }

  /// A file that was found in a folder.
  ///
  /// - Parameter name: its path within the folder. When it is opened, no link is followed in the place of any part of it: whoever may
  ///   write into the folder could lead a reader out of it, also between the look at the folder and the reading.
  package init(_ name: String, in folder: String) {
    path = "\(folder)/\(name)"
    self.folder = folder
  }

  /// Opens it for reading, without waiting for whoever writes into a pipe.
  ///
  /// - Returns: the descriptor; below 0 with the reason in `errno` when it cannot be opened.
  func open() -> Int32 {
    let flags: Int32 = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    guard let folder else { return Glibc.open(path, flags) }
    var parts = path.dropFirst(folder.count).split(separator: "/")
    let name = parts.popLast() ?? ""
    var descriptor = Glibc.open(folder, flags | O_DIRECTORY)
    for (part, kind) in parts.map({ ($0, O_DIRECTORY) }) + [(name, Int32(0))] {
      guard descriptor >= 0 else { return descriptor }
      let inner = openat(descriptor, String(part), flags | O_NOFOLLOW | kind)
      let reason = errno
      close(descriptor)
      errno = reason
      descriptor = inner
    }
    return descriptor
  }

  /// What to say when it could not be opened because a link stands in its place; `nil` for other reasons.
  func link(_ code: Int32) -> Diagnostic? {
    guard folder != nil, code == ELOOP || code == ENOTDIR else { return nil }
    return Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "查看目录之后，此处换成了链接，未读取", en: "a link took its place after the folder was looked at; it was not read"),
      fix: LocalizedText(
        zh: "目录中的链接不会读取；请放入文件本身后重试", en: "links in a folder are not followed; put the file itself there and try again"))
  }
}
