import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText

/// A copy of a database as it was known before the next source came. It lives in a folder of its own, which only its owner
/// can read, until it is let go.
package final class KnownAt: Sendable {
  /// The copy.
  package let database: HotlineDatabase
  private let folder: URL

  fileprivate init(database: HotlineDatabase, folder: URL) {
    self.database = database
    self.folder = folder
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}

extension HotlineDatabase {
  /// What the database would have answered before the source after this one came: a copy, in which all later ones are
  /// forgotten. Sources that have been forgotten since are not in it.
  ///
  /// - Parameters:
  ///   - name: the source's number, its path, its file's name or its SHA-256.
  ///   - publication: the number of a publication that the copy is to be without, with all later ones; by default those that know of
  ///     later sources are.
  ///   - measures: what the rollups sum.
  /// - Throws: a ``Diagnostic`` when there is no such source, or the copy cannot be written.
  package func known(at name: String, before publication: Int? = nil, measures: [Measure]) throws -> KnownAt {
    try known(at: read { try number(of: name, $0) }, before: publication, measures: measures)
  }

  /// The same, by a source's number, which need not be known any more.
  package func known(at number: Int64, before publication: Int? = nil, measures: [Measure]) throws -> KnownAt {
    let later = try read { database in
      try Int64.fetchAll(database, sql: "SELECT id FROM source WHERE id > ? ORDER BY id", arguments: [number])
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-known-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let copy = folder.appending(path: "hotline.sqlite").path
      try backup(to: copy)
      do {
        let writing = try HotlineDatabase(path: copy, mode: .readWrite, reference: reference, settings: settings)
        try writing.migrate()
        try writing.write(checksForeignKeys: false) { database in
          let scene = try writing.storeScene(database, measures: measures)
          // What is forgotten in the copy was no change of what was published.
          try PastFacts.withoutTriggers(database) {
            try Forgetting(database, scene).forget(later)
            try PastFacts.removePublications(after: number, from: publication, database)
            try CarriedSets.retireUnused(database)
          }
          return ((), .commit)
        }
      }
      return KnownAt(
        database: try HotlineDatabase(path: copy, mode: .readOnly, reference: reference, settings: settings),
        folder: folder)
    } catch {
      try? FileManager.default.removeItem(at: folder)
      throw error
    }
  }
}
