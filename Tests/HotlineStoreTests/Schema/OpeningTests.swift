import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText
import Synchronization
import Testing

@testable import HotlineStore

@Suite("Opening a database beside others")
struct OpeningTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  @Test("three that make the same database at the same moment all find its tables; who looks on finds nothing or all")
  func firstOpenings() throws {
    let reference = try TestStore.reference()
    let nothingYet = ["there is no database yet", "the database is empty or older"]
    for round in 1...30 {
      let path = store.path + "-\(round)"
      let messages = Mutex<[String]>([])
      @Sendable func noting(_ body: () throws -> Void) {
        do {
          try body()
        } catch {
          let message = (error as? Diagnostic)?.message(.en) ?? "\(error)"
          messages.withLock { $0.append(message) }
        }
      }
      DispatchQueue.concurrentPerform(iterations: 6) { number in
        if number < 3 {
          noting {
            let database = try HotlineDatabase(path: path, mode: .readWrite, reference: reference)
            try database.migrate()
            _ = try database.status()
          }
        } else {
          for look in 0..<20 {
            noting {
              _ = try HotlineDatabase(path: path, mode: look % 2 == 0 ? .readWrite : .readOnly, reference: reference)
            }
          }
        }
      }
      let wrong = messages.withLock { $0 }.filter { message in !nothingYet.contains { message.contains($0) } }
      #expect(wrong == [], "round \(round)")
    }
  }

  @Test("a text file where a database lay is not written to, though the database's log is still beside it")
  func textBesideLog() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    // A reader that stays keeps the log from being put into the file and removed.
    let reader = try DatabaseQueue(path: store.path)
    try reader.inDatabase { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM call") }
    // So many that the file grows: its first page is then in the log.
    var records = RandomRecords(seed: 4)
    try store.ingest(.call, records.calls(300))
    let log = try #require(FileManager.default.contents(atPath: store.path + "-wal"))
    try #require(!log.isEmpty)
    try reader.close()
    let text = Data(String(repeating: "K1,962200,呼入,2019-03-01 08:03:11\n", count: 400).utf8)
    try text.write(to: URL(filePath: store.path))
    try log.write(to: URL(filePath: store.path + "-wal"))
    for mode in [HotlineDatabase.Mode.readOnly, .readWrite] {
      do {
        _ = try store.open(mode)
        Issue.record("no error")
      } catch let diagnostic as Diagnostic {
        #expect(diagnostic.message(.en).contains("not an SQLite database"))
      }
      #expect(FileManager.default.contents(atPath: store.path) == text)
    }
  }

  @Test("a reader rolls back what an ingest had begun when it was killed")
  func halfWritten() throws {
    var records = RandomRecords(seed: 3)
    try store.ingest(.call, records.calls(400))
    let before = try store.facts()
    let victim = try TestStore()
    let writer = try DatabaseQueue(path: store.path)
    try writer.inDatabase { database in
      // A first ingest keeps a rollback journal; pages that do not fit into the memory are written before the end.
      try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2")
      try database.inTransaction(.immediate) {
        try database.execute(sql: "UPDATE call SET talk_seconds = 1, outcome = 0")
        for suffix in ["", "-journal"] {
          try FileManager.default.copyItem(atPath: store.path + suffix, toPath: victim.path + suffix)
        }
        return .rollback
      }
    }
    try #require(FileManager.default.contents(atPath: victim.path) != FileManager.default.contents(atPath: store.path))
    #expect(try victim.facts() == before)
    #expect(!FileManager.default.fileExists(atPath: victim.path + "-journal"))
  }
}
