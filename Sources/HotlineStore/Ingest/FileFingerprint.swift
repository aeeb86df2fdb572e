import Crypto
import Foundation
import HotlineConfiguration

/// A file's SHA-256, with the size and time that it had then, so that a file that changes while it is read is noticed.
struct FileFingerprint {
  let path: String
  /// Hexadecimal.
  let sha256: String
  private let size: Int
  private let modified: Date?

  /// Reads the file once, in chunks.
  init(path: String) throws {
    self.path = path
    (size, modified) = Self.look(at: path)
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "无法读取文件", en: "cannot read the file"),
        fix: LocalizedText(zh: "请检查路径和权限", en: "check the path and its permissions"))
    }
    defer { try? handle.close() }
    var hash = SHA256()
    while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { hash.update(data: chunk) }
    sha256 = hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func look(at path: String) -> (Int, Date?) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int ?? -1, attributes?[.modificationDate] as? Date)
  }

  /// - Throws: a ``Diagnostic`` when the file is no longer what was hashed.
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
  public static func sha256(of path: String) throws -> String { try FileFingerprint(path: path).sha256 }
}
