import Foundation
import HotlineText

/// Files that people write by hand: settings, tables of names, forms. They are read whole, so that their size is bounded; a pipe or a
/// device in a file's place is refused instead of being waited for.
package enum SmallFile {
  /// The largest such file, in bytes.
  package static let limit = 16 << 20

  /// The bytes of a file.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be read, is no regular file or too large.
  package static func bytes(of path: String, limit: Int = limit) throws -> Data {
    // Without O_NONBLOCK a named pipe would wait for a writer before it could be refused.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw cannotRead(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw cannotRead(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      // A folder says so itself when it is read.
      if status.st_mode & S_IFMT == S_IFDIR { throw cannotRead(path) }
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "不是普通文件", en: "not a regular file"),
        fix: LocalizedText(zh: "请先把内容保存为文件", en: "save its content to a file first"))
    }
    guard Int(status.st_size) <= limit, let data = try content(descriptor, Int(status.st_size), limit: limit, path)
    else {
      let size = limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit >> 10) KB"
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "文件过大", en: "the file is too large"),
        expected: LocalizedText(zh: "至多 \(size)", en: "at most \(size)"))
    }
    return data
  }

  /// The bytes up to the end; `nil` when there are more than the limit.
  private static func content(_ descriptor: Int32, _ size: Int, limit: Int, _ path: String) throws -> Data? {
    var data = Data(count: size + 1)
    var count = 0
    while true {
      // A file that grows meanwhile is read on, as far as the limit.
      if count == data.count { data.count += 1 << 16 }
      let step = data.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if step < 0, errno == EINTR { continue }
      guard step >= 0 else { throw cannotRead(path) }
      guard count + step <= limit else { return nil }
      if step == 0 { return data.prefix(count) }
      count += step
    }
  }

  private static func cannotRead(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "无法读取文件", en: "cannot read the file"),
      fix: LocalizedText(zh: "请检查路径和权限", en: "check the path and its permissions"))
  }
}
