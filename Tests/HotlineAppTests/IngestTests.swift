import Foundation
import HotlineConfiguration
import HotlineStore
import Synchronization
import Testing

@testable import HotlineApp

@Suite("Ingest, without the binary")
struct IngestTests {
  let desk: TestDesk

  init() throws { desk = try TestDesk() }

  @Test("a file that is read whole is no failure, and what became of each row is told")
  func whole() throws {
    let file = try desk.calls("2019-03-04", answered: 90, abandoned: 10)
    let outcome = try IngestFiles([file]).run(in: desk.workspace)
    #expect(!outcome.isFailure)
    #expect(outcome.reports.map(\.accepted) == [100])
    #expect(outcome.reports.map(\.rows) == [101])
    let again = try IngestFiles([file]).run(in: desk.workspace)
    #expect(!again.isFailure)
    #expect(again.reports.map(\.alreadyIngested) == [true])
  }

  @Test("exactly a tenth of the rows rejected is none, one more is a failure; the others are in the database")
  func damaged() throws {
    let tenth = try desk.calls("2019-03-04", answered: 90, abandoned: 0, broken: 10)
    #expect(try !IngestFiles([tenth]).run(in: desk.workspace).isFailure)
    let more = try desk.calls("2019-03-05", answered: 89, abandoned: 0, broken: 11)
    let outcome = try IngestFiles([more]).run(in: desk.workspace)
    #expect(outcome.isFailure)
    #expect(outcome.reports.map(\.rejected) == [11])
    #expect(outcome.problems.map { $0.message(.en) }.first?.contains("11 of 100 rows are rejected") == true)
    #expect(try desk.counts("connection_rate", "2019-03-05") == [89, 89])
    let allowed = try desk.calls("2019-03-06", answered: 89, abandoned: 0, broken: 11)
    #expect(try !IngestFiles([allowed], maxRejectShare: 0.2).run(in: desk.workspace).isFailure)
  }

  @Test(
    "where several may ask, the first file is read with a write-ahead log already; alone it is written once",
    arguments: [1, 4])
  func readersMeanwhile(readers: Int) throws {
    let desk = try TestDesk(readers: readers)
    let files = [try desk.write("{\"a\": 1}", to: "b.json"), try desk.calls("2019-03-04", answered: 5, abandoned: 0)]
    let mode = Mutex<UInt8>(0)
    let path = desk.workspace.database
    _ = try IngestFiles(files, isDryRun: true).run(in: desk.workspace) { event in
      // Told before the good file is read. Byte 18 of a database is 2 with a write-ahead log, and 1 without (SQLite's file format, 1.3).
      guard case .problem = event else { return }
      mode.withLock { $0 = (FileManager.default.contents(atPath: path) ?? Data()).dropFirst(18).first ?? 0 }
    }
    #expect((mode.withLock { $0 } == 2) == (readers > 1))
  }

  @Test("a file that is no export fails by itself; the others go on, and events come in order")
  func mixed() throws {
    let good = try desk.calls("2019-03-04", answered: 5, abandoned: 0)
    let bad = try desk.write("{\"a\": 1}", to: "b.json")
    let events = Mutex<[String]>([])
    let outcome = try IngestFiles([bad, good]).run(in: desk.workspace) { event in
      events.withLock {
        switch event {
        case .passedOver: $0.append("passed over")
        case .progress: break
        case .finished(let report): $0.append("finished \(report.accepted)")
        case .problem: $0.append("problem")
        }
      }
    }
    #expect(outcome.isFailure)
    #expect(outcome.problems.map(\.place?.file) == [bad])
    #expect(outcome.reports.map(\.file) == [good])
    #expect(events.withLock { $0 } == ["problem", "finished 5"])
  }

  @Test("a folder gives its exports; an empty one is an error that says what is expected")
  func folder() throws {
    _ = try desk.calls("2019-03-04", answered: 5, abandoned: 0)
    _ = try desk.write("notes", to: "notes.md")
    var passedOver: [String] = []
    let outcome = try IngestFiles([desk.folder]).run(in: desk.workspace) { event in
      if case .passedOver(let names, _) = event { passedOver += names }
    }
    #expect(outcome.reports.count == 1)
    #expect(passedOver.contains("notes.md"))
    let empty = desk.folder + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    #expect(problem { _ = try IngestFiles([empty]).run(in: desk.workspace) }?.expected?(.en).contains(".csv") == true)
  }

  @Test("a dry run reports and changes nothing; unknown names are told otherwise")
  func dryRun() throws {
    let file = try desk.calls("2019-03-04", answered: 7, abandoned: 0, district: "某区")
    let dry = try IngestFiles([file], isDryRun: true).run(in: desk.workspace)
    #expect(dry.reports.map(\.accepted) == [7])
    #expect(dry.unknownNames.isEmpty)
    let real = try IngestFiles([file]).run(in: desk.workspace)
    #expect(real.reports.map(\.accepted) == [7])
    #expect(real.unknownNames["district"] == ["某区": 7])
    let quiet = try IngestFiles([file], wantsUnknownNames: false).run(in: desk.workspace)
    #expect(quiet.unknownNames.isEmpty)
  }

  @Test(
    "a cancelled ingest leaves nothing of the file that was being read, and keeps those before",
    arguments: [false, true])
  func cancelled(sharesTransaction: Bool) throws {
    let before = try desk.calls("2019-03-04", answered: 5, abandoned: 0)
    _ = try IngestFiles([before]).run(in: desk.workspace)
    let next = try desk.calls("2019-03-05", answered: 4000, abandoned: 0)
    let other = try desk.calls("2019-03-06", answered: 4000, abandoned: 0)
    let isCancelled = Atomic(false)
    #expect(throws: CancellationError.self) {
      try IngestFiles(sharesTransaction ? [next, other] : [next]).run(
        in: desk.workspace, cancellation: Cancellation { isCancelled.load(ordering: .relaxed) }
      ) { event in
        if case .progress = event { isCancelled.store(true, ordering: .relaxed) }
      }
    }
    #expect(try desk.counts("connection_rate", "2019-03") == [5, 5])
    #expect(try ShowStatus().run(in: desk.workspace).sources.count == 1)
    // What was cancelled can be done after all.
    #expect(try IngestFiles([next, other]).run(in: desk.workspace).reports.map(\.accepted) == [4000, 4000])
  }

  @Test("rejected rows are listed with their place, and collected under their header with callers as pseudonyms")
  func rejects() throws {
    let file = try desk.write(
      """
      call_id,line,started_at,outcome,caller,district,notes
      K1,962200,2019-03-04 09:00:00,answered,13812345678,黄浦区,private
      K2,962200,tomorrow,answered,13812345678,黄浦区,private

      """, to: "calls.csv")
    _ = try IngestFiles([file], maxRejectShare: 1).run(in: desk.workspace)
    let rejects = try ListRejects().run(in: desk.workspace)
    #expect(rejects.map(\.sourceLine) == [3])
    #expect(rejects.map(\.header) == ["started_at"])
    #expect(try ListRejects(of: "other.csv").run(in: desk.workspace).isEmpty)
    let table = try CollectRejectedRows(of: "calls.csv").run(in: desk.workspace)
    #expect(table.header == ["call_id", "line", "started_at", "outcome", "caller", "district"])
    #expect(table.rows.map { $0[0] } == ["K2"])
    #expect(table.rows.allSatisfy { $0[4].hasPrefix("caller:") && !$0.joined().contains("13812345678") })
    #expect(try CollectRejectedRows(of: "other.csv").run(in: desk.workspace).header == nil)
  }

  @Test("a share is read from 0.01 and 1%, and from nothing else")
  func share() {
    #expect(IngestFiles.share(parsing: "0.01") == 0.01)
    #expect(IngestFiles.share(parsing: "1%") == 0.01)
    #expect(IngestFiles.share(parsing: "100%") == 1)
    for text in ["", "%", "-1%", "101%", "2", "nan", "a"] {
      #expect(IngestFiles.share(parsing: text) == nil, "\(text)")
    }
  }
}
