import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

@Suite("Faults end in a clear message and an unharmed database")
struct FaultTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  private func message(_ body: () throws -> Void) throws -> String {
    do {
      try body()
      Issue.record("no error")
      return ""
    } catch let diagnostic as Diagnostic {
      #expect(diagnostic.place?.file == store.path)
      return diagnostic.message(.en)
    }
  }

  @Test("no database yet")
  func missing() throws {
    #expect(try message { _ = try store.open(.readOnly) }.contains("hotline ingest"))
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test("not a database", arguments: ["呼叫编号,热线\n1,962200\n", "SQLite format 3", String(repeating: "x", count: 5_000)])
  func notADatabase(content: String) throws {
    try Data(content.utf8).write(to: URL(filePath: store.path))
    for mode in [HotlineDatabase.Mode.readOnly, .readWrite] {
      #expect(try message { _ = try store.open(mode) }.contains("not an SQLite database"))
    }
    #expect(FileManager.default.contents(atPath: store.path) == Data(content.utf8))
  }

  @Test("a database that a killed run left without its tables is known as ours and completed")
  func killedBeforeItsTables() throws {
    let queue = try DatabaseQueue(path: store.path)
    try queue.inDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      // What the migrator does in a transaction of its own, before the tables.
      try database.execute(sql: "CREATE TABLE grdb_migrations(identifier TEXT NOT NULL PRIMARY KEY)")
    }
    try queue.close()
    try store.open().migrate()
    #expect(try store.sql("SELECT count(*) AS count FROM call").first?["count"] == 0)
  }

  @Test("a folder in its place, and a folder that is missing")
  func folders() throws {
    try FileManager.default.createDirectory(atPath: store.path, withIntermediateDirectories: true)
    #expect(try message { _ = try store.open() }.contains("folder"))
    #expect(throws: Diagnostic.self) {
      try HotlineDatabase(path: "/nowhere/at/all.sqlite", mode: .readWrite, reference: TestStore.reference())
    }
  }

  @Test("another program's database is left alone")
  func foreign() throws {
    try DatabaseQueue(path: store.path).write { try $0.execute(sql: "CREATE TABLE bookmarks(url TEXT)") }
    let before = FileManager.default.contents(atPath: store.path)
    #expect(try message { _ = try store.open() }.contains("another program"))
    #expect(FileManager.default.contents(atPath: store.path) == before)
  }

  @Test("a kill between the migrator's own table and ours leaves a database that the next ingest fills")
  func bornDead() throws {
    try DatabaseQueue(path: store.path).write {
      try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    }
    #expect(try message { _ = try store.open(.readOnly) }.contains("hotline ingest"))
    #expect(try store.ingest(.call, [.call("1", at: "2019-01-05")]).accepted == 1)
  }

  @Test("a database cut short, and one with damaged pages")
  func damaged() throws {
    var records = RandomRecords(seed: 1)
    try store.ingest(.call, records.calls(300))
    let whole = try #require(FileManager.default.contents(atPath: store.path))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: store.path))
    #expect(try message { _ = try store.open(.readOnly) }.contains("cut short"))
    var broken = whole
    for index in 4_096 * 3..<whole.count { broken[index] = UInt8(truncatingIfNeeded: index) }
    try broken.write(to: URL(filePath: store.path))
    #expect(try message { _ = try store.open(.readOnly).status() }.contains("damaged"))
  }

  @Test("a database of a newer program")
  func newer() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    try store.open().write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 things to come')")
      return ((), .commit)
    }
    for mode in [HotlineDatabase.Mode.readOnly, .readWrite] {
      #expect(try message { _ = try store.open(mode) }.contains("newer"))
    }
  }

  @Test("two ingests at once: the second waits, then says so")
  func locked() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let first = try store.open()
    let source = IngestedFile(path: "a.csv", sha256: "a", sizeBytes: 1, kind: .call, profile: "test")
    _ = try first.ingest(source, measures: store.measures) { session in
      #expect(try message { try store.ingest(.call, [.call("2", at: "2019-01-05")]) }.contains("another ingest"))
      return try TestStore.feed(&session, .call, [.call("3", at: "2019-01-05")])
    }
    #expect(try store.sql("SELECT key FROM call").count == 2)
    #expect(try store.open().check().isEmpty)
  }

  @Test("a report during an ingest sees what was before it")
  func snapshot() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let query = SumQuery(measures: TestMeasures.named("calls"), period: try Period(parsing: "2019"), asOf: .max)
    let reader = try store.open(.readOnly)
    let source = IngestedFile(path: "a.csv", sha256: "a", sizeBytes: 1, kind: .call, profile: "test")
    _ = try store.open().ingest(source, measures: store.measures) { session in
      let summary = try TestStore.feed(&session, .call, [.call("2", at: "2019-01-06"), .call("3", at: "2019-01-06")])
      #expect(try reader.sums(query).first?.values == [1])
      return summary
    }
    #expect(try reader.sums(query).first?.values == [3])
  }

  @Test("what a killed ingest leaves behind is the database as it was")
  func killed() throws {
    var records = RandomRecords(seed: 2)
    try store.ingest(.call, records.calls(50))
    let before = try store.facts()
    let victim = try TestStore()
    let source = IngestedFile(
      path: "a.csv", sha256: "a", sizeBytes: 1, kind: .call, profile: "test", mergesParts: false)
    let many = records.calls(3_000)
    _ = try store.open().ingest(source, measures: store.measures) { session in
      let summary = try TestStore.feed(&session, .call, many)
      // A copy of the files at this moment is what a kill leaves: rows written, nothing committed.
      for suffix in ["", "-wal", ".key"] where FileManager.default.fileExists(atPath: store.path + suffix) {
        try FileManager.default.copyItem(atPath: store.path + suffix, toPath: victim.path + suffix)
      }
      return summary
    }
    #expect(try victim.facts() == before)
    #expect(try victim.open().check().isEmpty)
    try victim.ingest(.call, many, named: "again.csv")
    #expect(try victim.facts() == store.facts())
  }

  @Test("a database open for reading cannot be written")
  func readOnly() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let database = try store.open(.readOnly)
    #expect(throws: Diagnostic.self) { try store.ingest(.call, [.call("2", at: "2019-01-05")], into: database) }
    #expect(throws: Diagnostic.self) { try database.refresh(measures: store.measures) }
    #expect(throws: (any Error).self) { try database.read { try $0.execute(sql: "DELETE FROM call") } }
  }
}
