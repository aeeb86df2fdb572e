import Foundation
import HotlineConfiguration
import HotlineText

/// A file, or a part of it, read in chunks of fixed size; never held in memory.
package final class ByteStream {
  static let chunkSize = 256 * 1024
  private let descriptor: Int32
  private let file: DiskFile
  private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: ByteStream.chunkSize)
  let sizeBytes: Int
  /// The bytes that are still to come.
  private var left: Int

  /// Opens a file.
  ///
  /// - Parameter part: the bytes that are read; all of the file unless given.
  /// - Throws: a ``Diagnostic`` when it cannot be read, or is no file of bytes.
  package convenience init(path: String, part: Range<Int>? = nil) throws { try self.init(DiskFile(path), part: part) }

  init(_ file: DiskFile, part: Range<Int>? = nil) throws {
    self.file = file
    left = part?.count ?? Int.max
    descriptor = file.open()
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      buffer.deallocate()
      throw Self.problem(file, errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      buffer.deallocate()
      close(descriptor)
      throw Diagnostic(
        at: .init(file: file.path), found: LocalizedText(zh: "不是普通文件", en: "not a regular file"),
        fix: LocalizedText(zh: "请先把内容保存为文件", en: "save its content to a file first"))
    }
    sizeBytes = Int(status.st_size)
    guard lseek(descriptor, off_t(part?.lowerBound ?? 0), SEEK_SET) >= 0 else {
      let code = errno
      buffer.deallocate()
      close(descriptor)
      throw Self.problem(file, code)
    }
  }

  deinit {
    close(descriptor)
    buffer.deallocate()
  }

  /// The next bytes, empty at the end. They are valid until the next call.
  ///
  /// - Throws: a ``Diagnostic`` when they cannot be read.
  package func next() throws -> UnsafeBufferPointer<UInt8> {
    while true {
      let count = read(descriptor, buffer.baseAddress, min(left, buffer.count))
      left -= max(0, count)
      if count >= 0 { return UnsafeBufferPointer(rebasing: buffer[..<count]) }
      if errno != EINTR { throw Self.problem(file, errno) }
    }
  }

  private static func problem(_ file: DiskFile, _ code: Int32) -> Diagnostic {
    let path = file.path
    if let link = file.link(code) { return link }
    if code == ENOENT, path.contains("\u{FFFD}") {
      return Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "文件名不是 UTF-8 编码", en: "the file's name is not in UTF-8"),
        fix: LocalizedText(
          zh: "请改名（例如 convmv -f gbk -t utf8 --notest 文件）",
          en: "rename it, for example by `convmv -f gbk -t utf8 --notest FILE`"))
    }
    let reason = String(cString: strerror(code))
    return Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "无法读取文件（\(reason)）", en: "cannot read the file (\(reason))"),
      fix: LocalizedText(zh: "请检查路径和权限", en: "check the path and its permissions"))
  }
}
