import Foundation
import HotlineConfiguration

/// The SHA-256 by which a file is known.
enum FileHash {
  /// Reads the file once, in chunks.
  ///
  /// - Returns: hexadecimal digits.
  static func sha256(of path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { buffer.deallocate() }
    var digest = SHA256Digest()
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { break }
      digest.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    return digest.finish()
  }

  private static func unreadable(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "无法读取文件", en: "cannot read the file"),
      fix: LocalizedText(zh: "请检查路径和权限", en: "check the path and its permissions"))
  }
}

/// A file's size and time of change, so that a file that changes while it is read is noticed.
struct FileWatch {
  private let path: String
  private let size: Int
  private let modified: Date?

  init(path: String) {
    self.path = path
    (size, modified) = Self.look(at: path)
  }

  private static func look(at path: String) -> (Int, Date?) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int ?? -1, attributes?[.modificationDate] as? Date)
  }

  /// - Throws: a ``Diagnostic`` when the file is no longer what it was.
  func checkUnchanged() throws {
    guard Self.look(at: path) == (size, modified) else {
      throw Diagnostic(
        at: .init(file: path),
        found: LocalizedText(zh: "文件在读取过程中被改动，未导入", en: "the file changed while it was read; it was not ingested"),
        fix: LocalizedText(zh: "等导出完成后重试", en: "try again when the export is complete"))
    }
  }
}

extension HotlineDatabase {
  /// The SHA-256 of a file, hexadecimal, read in chunks.
  public static func sha256(of path: String) throws -> String { try FileHash.sha256(of: path) }
}
