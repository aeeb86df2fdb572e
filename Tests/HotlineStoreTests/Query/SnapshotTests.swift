import Foundation
import GRDB
import HotlineConfiguration
import Synchronization
import Testing

@testable import HotlineStore

@Suite("Questions of one state of the database")
struct SnapshotTests {
  let store: TestStore

  init() throws {
    store = try TestStore()
    // Two files: from the second one on a write-ahead log lets readers go on beside the writer.
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    try store.ingest(.call, [.call("2", at: "2019-01-06")])
  }

  private func open(readers: Int) throws -> HotlineDatabase {
    try HotlineDatabase(path: store.path, mode: .readOnly, reference: TestStore.reference(), readers: readers)
  }

  private static func sources(_ database: HotlineDatabase) throws -> Int { try database.status().sources.count }

  @Test("what is ingested between two questions is in neither answer, and in the next one", arguments: [1, 4])
  func oneState(readers: Int) throws {
    let database = try open(readers: readers)
    let counts = try database.inOneSnapshot {
      let before = try Self.sources(database)
      try store.ingest(.call, [.call("3", at: "2019-01-07")])
      return [before, try Self.sources(database)]
    }
    #expect(counts == [2, 2])
    #expect(try Self.sources(database) == 3)
  }

  @Test("each of several threads has a state of its own", arguments: [1, 4])
  func threads(readers: Int) throws {
    let database = try open(readers: readers)
    let mixed = Mutex<[String]>([])
    // Used by one of the threads alone.
    nonisolated(unsafe) let store = store
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      do {
        if number == 0 {
          for day in 7..<17 { try store.ingest(.call, [.call("\(day)", at: "2019-01-\(String(format: "%02d", day))")]) }
          return
        }
        for _ in 0..<20 {
          let counts = try database.inOneSnapshot { [try Self.sources(database), try Self.sources(database)] }
          if counts[0] != counts[1] { mixed.withLock { $0.append("\(counts)") } }
        }
      } catch {
        mixed.withLock { $0.append("\(error)") }
      }
    }
    #expect(mixed.withLock { $0 } == [])
    #expect(try Self.sources(database) == 12)
  }

  @Test("SQLite's work is broken off when it is cancelled, and the connection answers again", arguments: [1, 4])
  func cancelled(readers: Int) throws {
    let database = try open(readers: readers)
    #expect(throws: CancellationError.self) {
      try database.inOneSnapshot(isCancelled: { true }) {
        // Without a cancellation this never ends.
        try database.read {
          try Int.fetchOne(
            $0, sql: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        }
      }
    }
    for _ in 0..<readers { #expect(try Self.sources(database) == 2) }
  }

  @Test("who asks whether to go on is asked while SQLite works, not once")
  func asked() throws {
    let database = try open(readers: 1)
    let count = Atomic(0)
    try database.inOneSnapshot(isCancelled: { count.wrappingAdd(1, ordering: .relaxed).newValue < 0 }) {
      _ = try database.read {
        try Int.fetchOne(
          $0,
          sql: """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT count(*) FROM n
            """)
      }
    }
    #expect(count.load(ordering: .relaxed) > 1)
  }
}
