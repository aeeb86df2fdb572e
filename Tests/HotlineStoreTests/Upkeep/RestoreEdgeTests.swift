import Foundation
import GRDB
import HotlineConfiguration
import Testing

@testable import HotlineStore

/// What lies beside a backup and in the place that it takes.
@Suite("Restoring over what is there")
struct RestoreEdgeTests {
  private let store: TestStore
  private let backup: String

  init() throws {
    store = try TestStore()
    try store.ingest(.call, [.call("a", at: "2019-03-01 09:00:00", [.caller: "13800000001"])])
    backup = store.folder.appending(path: "backup.sqlite").path
    try store.open(.readOnly).backup(to: backup)
    try store.ingest(.call, [.call("b", at: "2019-03-02 09:00:00")])
  }

  @discardableResult
  private func restore(_ backup: String? = nil, to path: String? = nil) throws -> String? {
    try DatabaseRestore(path: path ?? store.path, reference: TestStore.reference()).restore(from: backup ?? self.backup)
  }

  private func keys() throws -> [String] { try store.sql("SELECT key FROM call ORDER BY key").map { $0[0] } }

  @Test("a log beside the backup is refused by its name, an empty one is none", arguments: ["-wal", "-journal"])
  func backupLog(suffix: String) throws {
    try Data("log".utf8).write(to: URL(filePath: backup + suffix))
    let problem = #expect(throws: Diagnostic.self) { try restore() }
    #expect(problem?.place?.file == backup + suffix)
    #expect(try keys() == ["a", "b"])
    try Data().write(to: URL(filePath: backup + suffix))
    try restore()
    #expect(try keys() == ["a"])
  }

  @Test("what is damaged is restored over, and kept", arguments: [true, false])
  func damaged(isDatabase: Bool) throws {
    let whole = try #require(FileManager.default.contents(atPath: store.path))
    var broken = Data("no database at all, but long enough to be looked at".utf8)
    if isDatabase {
      // The list of tables is overwritten, and the rest is gone.
      broken = whole.prefix(4_096)
      for place in 100..<4_096 { broken[place] = 0xAB }
    }
    try broken.write(to: URL(filePath: store.path))
    let kept = try #require(try restore())
    #expect(FileManager.default.contents(atPath: kept) == broken)
    #expect(try keys() == ["a"])
  }

  @Test("another program's database is not restored over")
  func foreign() throws {
    let other = store.folder.appending(path: "bookmarks.sqlite").path
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE bookmarks(url TEXT)") }
    let before = FileManager.default.contents(atPath: other)
    #expect(throws: Diagnostic.self) { try restore(to: other) }
    #expect(FileManager.default.contents(atPath: other) == before)
  }

  @Test("where nothing is, nothing is kept; a backup without facts needs no key and makes none")
  func fresh() throws {
    let empty = try TestStore()
    try empty.open().migrate()
    let copy = empty.folder.appending(path: "empty.sqlite").path
    try empty.open(.readOnly).backup(to: copy)
    let place = empty.folder.appending(path: "new.sqlite").path
    #expect(try restore(copy, to: place) == nil)
    #expect(FileManager.default.fileExists(atPath: place))
    #expect(!FileManager.default.fileExists(atPath: place + ".key"))
    #expect(throws: Diagnostic.self, "this one has callers, whose key is not there") {
      try restore(to: empty.folder.appending(path: "other.sqlite").path)
    }
  }

  @Test("what is replaced is kept under the next free name")
  func names() throws {
    #expect(try restore() == store.path + ".replaced-1")
    #expect(try restore() == store.path + ".replaced-2")
  }

  @Test("a database that somebody is writing to is not replaced")
  func inUse() throws {
    let other = try DatabaseQueue(path: store.path)
    try other.inDatabase { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: Diagnostic.self) { try restore() }
      try database.execute(sql: "ROLLBACK")
    }
    #expect(try keys() == ["a", "b"])
  }

  @Test("who had the database open while it was replaced writes nothing, and makes no log beside the other one")
  func moved() throws {
    let empty = try TestStore()
    try empty.open().migrate()
    let waiting = try empty.open()
    try FileManager.default.copyItem(atPath: store.path + ".key", toPath: empty.path + ".key")
    try restore(to: empty.path)
    #expect(throws: Diagnostic.self) { try waiting.keepReadersFree() }
    #expect(throws: Diagnostic.self) { try waiting.write { _ in ((), .commit) } }
    #expect(!FileManager.default.fileExists(atPath: empty.path + "-wal"))
    #expect(try empty.sql("SELECT key FROM call").map { $0[0] } == ["a"])
  }

  @Test("while it is replaced, nobody gets in: the wait ends behind the renaming")
  func held() async throws {
    let other = try DatabaseQueue(path: store.path)
    try other.inDatabase { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM call") }
    #expect(throws: Diagnostic.self, "a connection to its log is open") { try restore() }
    try other.close()
    #expect(try restore() != nil)
    #expect(try keys() == ["a"])
  }

  @Test("a backup takes no file's place")
  func overwriting() throws {
    let before = FileManager.default.contents(atPath: backup)
    let problem = #expect(throws: Diagnostic.self) { try store.open(.readOnly).backup(to: backup) }
    #expect(problem?.kind == .usage)
    #expect(FileManager.default.contents(atPath: backup) == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: store.folder.path)
    #expect(!names.contains { $0.contains(".partial-") })
  }
}
