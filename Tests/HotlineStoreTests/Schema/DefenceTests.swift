import FreshNames
import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineStore

@Suite("A database that somebody else has prepared")
struct DefenceTests {
  private let store: TestStore

  init() throws {
    store = try TestStore()
    try store.ingest(.call, [.call("1", at: "2019-01-05"), .call("2", at: "2019-01-06")])
  }

  private func tamper(_ sql: String) throws {
    let queue = try DatabaseQueue(path: store.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func refusal(_ mode: HotlineDatabase.Mode) -> String {
    do {
      _ = try store.open(mode)
      return "none"
    } catch {
      return (error as? Diagnostic)?.message(.en) ?? "\(error)"
    }
  }

  @Test(
    "what is not hotline's is refused by its name, for questions and for ingests",
    arguments: [
      ("CREATE TABLE notes(text)", "“notes”"),
      ("CREATE TRIGGER quiet AFTER INSERT ON call BEGIN DELETE FROM reject; END", "“quiet”"),
      (
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n",
        "“endless”"
      ),
      ("CREATE INDEX slow ON call(ended_at)", "“slow”"),
      ("CREATE TABLE rollup_call_started_at_star(day INTEGER)", "“rollup_call_started_at_star”"),
    ])
  func foreign(sql: String, name: String) throws {
    try tamper(sql)
    for mode in [HotlineDatabase.Mode.readOnly, .readWrite] {
      #expect(refusal(mode).contains("\(name) in the database is not hotline's"))
    }
  }

  @Test(
    "a table that is gone or another one is refused by its name",
    arguments: [
      ("DROP TABLE remark", "“remark”"), ("ALTER TABLE source ADD COLUMN more TEXT", "“source”"),
      ("DROP INDEX work_order_by_due", "“work_order_by_due”"),
      ("ALTER TABLE rollup_call_started_at_hour ADD COLUMN extra TEXT", "“rollup_call_started_at_hour”"),
      ("DROP TABLE reject; CREATE VIEW reject AS SELECT 1 AS id", "“reject”"),
    ])
  func replaced(sql: String, name: String) throws {
    try tamper(sql)
    for mode in [HotlineDatabase.Mode.readOnly, .readWrite] {
      #expect(refusal(mode).contains("\(name) in the database is missing or not as hotline made it"))
    }
  }

  @Test("a view of ours that somebody replaced is not asked; the next ingest makes it anew")
  func replacedView() throws {
    try tamper("DROP VIEW call_view; CREATE VIEW call_view AS SELECT 'nobody' AS key")
    let keys = try store.open(.readOnly).read { try String.fetchAll($0, sql: "SELECT key FROM call_view ORDER BY key") }
    #expect(keys == ["1", "2"])
    #expect(try store.sql("SELECT key FROM main.call_view").map { $0["key"] as String } == ["nobody"])
    try store.ingest(.call, [.call("3", at: "2019-01-07")], named: "c.csv")
    #expect(
      try store.sql("SELECT key FROM main.call_view ORDER BY key").map { $0["key"] as String } == ["1", "2", "3"])
  }

  @Test("a question that goes on for ever is ended with a message")
  func endless() throws {
    let database = try store.open(.readOnly)
    let error = #expect(throws: Diagnostic.self) {
      try database.read(longest: 0.05) { database in
        try Int.fetchOne(
          database, sql: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
      }
    }
    #expect(error?.message(.en).contains("took too long") == true)
    #expect(try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM call") } == 2)
  }

  @Test("nobody writes the schema itself, and functions of the file's schema are not trusted")
  func hardened() throws {
    try store.open().write { database in
      try database.execute(sql: "PRAGMA writable_schema = ON")
      #expect(throws: DatabaseError.self) {
        try database.execute(sql: "UPDATE sqlite_schema SET sql = 'CREATE TABLE call(x)' WHERE name = 'call'")
      }
      #expect(try Int.fetchOne(database, sql: "PRAGMA trusted_schema") == 0)
      #expect(try Int.fetchOne(database, sql: "PRAGMA cell_size_check") == 1)
      #expect(try Int.fetchOne(database, sql: "PRAGMA mmap_size") ?? 0 == 0)
      return ((), .rollback)
    }
  }

  @Test("a path that SQLite would take for a database in memory is refused", arguments: ["", ":memory:"])
  func inMemory(path: String) throws {
    let reference = try TestStore.reference()
    for mode in [HotlineDatabase.Mode.readOnly, .readWrite] {
      let error = #expect(throws: Diagnostic.self) { try HotlineDatabase(path: path, mode: mode, reference: reference) }
      #expect(error?.kind == .usage)
    }
  }

  @Test("the database and the files beside it can be read by their owner alone")
  func modes() throws {
    try store.ingest(.call, [.call("4", at: "2019-01-08")], named: "d.csv")
    let reader = try store.open()
    _ = try reader.status()
    for suffix in ["", "-wal", "-shm", ".key"] where FileManager.default.fileExists(atPath: store.path + suffix) {
      let attributes = try FileManager.default.attributesOfItem(atPath: store.path + suffix)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(suffix)")
    }
  }

  @Test("a key of one repeated byte, and one that others may read, are refused")
  func weakKeys() throws {
    let key = store.path + ".key"
    let good = try #require(FileManager.default.contents(atPath: key))
    func message() -> String {
      do {
        try store.ingest(.call, [.call("9", at: "2019-01-09", [.caller: "13800001111"])], named: freshName())
        return "none"
      } catch {
        return (error as? Diagnostic)?.message(.en) ?? "\(error)"
      }
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    #expect(message().contains("mode 0600"))
    try Data(count: 32).write(to: URL(filePath: key))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    #expect(message().contains("one byte, repeated"))
    try good.write(to: URL(filePath: key))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    #expect(message() == "none")
  }
}
