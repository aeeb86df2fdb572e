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
  ///
  /// - Parameter look: is given each chunk as well.
  init(of source: ExportSource, _ look: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }) throws {
    var digest = SHA256Digest()
    var size = 0
    let content = try source.content()
    while case let chunk = try content.next(), !chunk.isEmpty {
      size += chunk.count
      look(chunk)
      digest.add(UnsafeRawBufferPointer(chunk))
    }
    if !source.contentPart.isEmpty { Array("\0\(source.contentPart)".utf8).withUnsafeBytes { digest.add($0) } }
    sha256 = digest.finish()
    sizeBytes = size
  }
}

/// Notices that a file changes while it is read and hashed, so that what was read is what was hashed.
///
/// Every write moves the file's time of change (ctime), which no program can set back, unlike its time of modification. Another
/// file in its place has another number.
struct FileWatch {
  private struct State: Equatable {
    var device: UInt64
    var number: UInt64
    var size: Int
    var seconds: Int
    var nanoseconds: Int

    init?(path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
      size = Int(status.st_size)
      (seconds, nanoseconds) = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
    }

    /// Whether the file was changed so short a while ago that a further change may get the same time.
    var isFresh: Bool {
      var now = timespec()
      guard clock_gettime(CLOCK_REALTIME, &now) == 0 else { return true }
      let age = Int64(now.tv_sec - seconds) * 1_000_000_000 + Int64(now.tv_nsec - nanoseconds)
      return age < FileWatch.clockTick
    }
  }

  /// The step of the clock by which file systems tell times, in nanoseconds: 10 ms with the slowest kernels, and some room.
  private static let clockTick: Int64 = 20_000_000

  private let path: String
  private let state: State?

  init(path: String) {
    self.path = path
    var state = State(path: path)
    var patience = 50
    while let now = state, now.isFresh, patience > 0 {
      usleep(2_000)
      patience -= 1
      state = State(path: path)
    }
    self.state = state
  }

  /// - Throws: a ``Diagnostic`` when the file is no longer what it was.
  func checkUnchanged() throws {
    guard let state, State(path: path) == state else {
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
