import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

/// The SHA-256 by which an export is known, whether it comes as a file of its own, packed by gzip or in an archive.
struct FileHash {
  /// Hexadecimal digits.
  let sha256: String
  /// The bytes that were hashed.
  let sizeBytes: Int

  /// Reads the export's content once, in chunks. A sheet among several is told from the others by its name.
  init(of source: ExportSource) throws {
    var digest = SHA256Digest()
    var size = 0
    let content = try source.content()
    while case let chunk = try content.next(), !chunk.isEmpty {
      size += chunk.count
      digest.add(UnsafeRawBufferPointer(chunk))
    }
    if !source.contentPart.isEmpty { Array("\0\(source.contentPart)".utf8).withUnsafeBytes { digest.add($0) } }
    sha256 = digest.finish()
    sizeBytes = size
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
  /// The SHA-256 of an export's content, hexadecimal, read in chunks; of a gzip file or an archive's entry unpacked.
  ///
  /// - Throws: a ``Diagnostic`` when the path holds no export.
  package static func sha256(of path: String) throws -> String {
    try FileHash(of: ExportSource(path: path)).sha256
  }
}
