import Foundation
import HotlineApp
import HotlineStore
import Synchronization

/// Counts how often a file was begun to be read and never ended: one that ends the server is not read again whenever the server starts.
final class Attempts: Sendable {
  private let path: String
  private let lock = Mutex(())
  /// How often a file may have ended the server.
  static let most = 2

  /// - Parameter folder: that of the ``Spool``.
  init(folder: String) { path = folder + "/.attempts" }

  private func counts() -> [String: Int] {
    FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode([String: Int].self, from: $0) }
      ?? [:]
  }

  private func change(_ body: (inout [String: Int]) -> Void) {
    lock.withLock { _ in
      var counts = counts()
      body(&counts)
      guard !counts.isEmpty else { return (try? FileManager.default.removeItem(atPath: path)) ?? () }
      // Where it cannot be written, files are read as if nothing had happened before.
      try? FileManager.default.createDirectory(
        atPath: URL(filePath: path).deletingLastPathComponent().path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      if let bytes = try? JSONEncoder().encode(counts) { _ = PrivateFile.write(bytes, to: path) }
    }
  }

  /// The name of a file that lies elsewhere than in the spool: it tells nobody the path, which may hold a citizen's number.
  ///
  /// - Parameter stamp: what tells the file, as it is now, from itself after a change.
  static func name(of path: String, stamp: String) -> String { FileDigest.sha256(of: Data("\(path) \(stamp)".utf8)) }

  /// Whether a file ended the server so often that it is to be left alone.
  func areTooMany(_ name: String) -> Bool { lock.withLock { _ in counts()[name] ?? 0 } >= Self.most }

  /// A file is about to be read.
  func begin(_ name: String) { change { $0[name, default: 0] += 1 } }

  /// A file was read, whatever came of it.
  func end(_ name: String) { change { $0[name] = nil } }

  /// The server stops because it was asked to: what it is reading is not to blame.
  func endAll() { change { $0 = [:] } }
}
