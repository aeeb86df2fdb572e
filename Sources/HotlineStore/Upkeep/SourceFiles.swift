import Foundation
import GRDB
import HotlineConfiguration
import HotlineReading

/// The ingested files as they are on the disk today.
package struct SourceFileCheck: Sendable {
  /// Files that are still there as they were ingested.
  package var unchanged = 0
  /// Files that were moved or deleted. Their facts are unharmed; only their rows cannot be looked up.
  package var missing: [String] = []
  /// Files with other content than when they were ingested.
  package var changed: [String] = []
}

extension HotlineDatabase {
  /// Compares every ingested file that is still in its place with the SHA-256 that it was ingested under.
  package func checkSourceFiles() throws -> SourceFileCheck {
    // A correction was typed in: it has no file.
    let sources = try read {
      try Row.fetchAll(
        $0, sql: "SELECT path, sha256 FROM source WHERE profile <> ? ORDER BY id", arguments: [Correction.profile])
    }
    var check = SourceFileCheck()
    for source in sources {
      let path: String = source["path"]
      let sha256: String = source["sha256"]
      if !ExportSource.fileExists(path) {
        check.missing.append(path)
      } else if try Self.isUnchanged(path, sha256: sha256) {
        check.unchanged += 1
      } else {
        check.changed.append(path)
      }
    }
    return check
  }

  private static func isUnchanged(_ path: String, sha256: String) throws -> Bool {
    do {
      return try self.sha256(of: path) == sha256
    } catch is Diagnostic {
      // An archive without the entry, a file that is no export any more.
      return false
    }
  }
}
