import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

@Suite("A file becomes facts")
struct IngestTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  private func status(_ key: String) throws -> String? {
    try store.sql("SELECT status FROM work_order_view WHERE key = '\(key)'").first?["status"]
  }

  @Test("every row is accounted for once")
  func conservation() throws {
    let reject = RejectedRow(
      line: 5, column: 6, header: "呼入时间", value: "昨天", reason: .badTime, detail: LocalizedText(zh: "坏", en: "bad"))
    let report = try store.ingest(
      .call,
      [.call("1", at: "2019-01-05 08:00"), .call("1", at: "2019-01-05 08:00"), .call("2", at: "2019-01-06 09:00")],
      rejects: [reject])
    let counts = (report.rows, report.header, report.accepted, report.unchanged, report.updated, report.rejected)
    #expect(counts == (5, 1, 2, 1, 0, 1))
    let kept = try #require(try store.open(.readOnly).rejects().first)
    #expect(
      kept.sourceLine == 5 && kept.column == 6 && kept.header == "呼入时间" && kept.value == "昨天"
        && kept.reason == "bad_time")
  }

  @Test("rows that do not add up undo the ingest")
  func mismatch() throws {
    let source = IngestedFile(path: "x.csv", sha256: "x", sizeBytes: 1, kind: .call, profile: "test")
    #expect(throws: Diagnostic.self) {
      try store.open().ingest(source, measures: store.measures) { session in
        var summary = try TestStore.feed(&session, .call, [.call("1", at: "2019-01-05")])
        summary.records += 1
        summary.rows += 1
        return summary
      }
    }
    #expect(try store.facts().isEmpty)
    #expect(try store.sql("SELECT * FROM source").isEmpty)
  }

  @Test("an error in the middle of a file leaves nothing of it")
  func interrupted() throws {
    struct Stop: Error {}
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let before = try store.facts()
    let source = IngestedFile(path: "x.csv", sha256: "x", sizeBytes: 1, kind: .call, profile: "test")
    #expect(throws: Stop.self) {
      try store.open().ingest(source, measures: store.measures) { session in
        _ = try TestStore.feed(
          &session, .call, [.call("1", at: "2019-01-05", [.outcome: "failed"]), .call("2", at: "2019-01-06")])
        throw Stop()
      }
    }
    #expect(try store.facts() == before)
    #expect(try store.open().check().isEmpty)
  }

  @Test("the same bytes again are known and change nothing")
  func again() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")], named: "a.csv")
    let report = try store.ingest(.call, [.call("2", at: "2019-01-06")], named: "a.csv")
    #expect(report.alreadyIngested)
    #expect(report.accepted == 1)
    #expect(try store.sql("SELECT key FROM call").count == 1)
  }

  @Test("a dry run reports and undoes")
  func dryRun() throws {
    let report = try store.ingest(.call, [.call("1", at: "2019-01-05")], options: IngestOptions(isDryRun: true))
    #expect(report.accepted == 1)
    #expect(try store.facts().isEmpty)
    #expect(try store.ingest(.call, [.call("1", at: "2019-01-05")], named: "file-1.csv").alreadyIngested == false)
  }

  @Test("too many rejected rows refuse the file, with the commonest reasons")
  func tooManyRejects() throws {
    func reject(_ line: Int, _ reason: RejectionReason) -> RejectedRow {
      RejectedRow(
        line: line, column: 3, header: "时间", value: "?", reason: reason,
        detail: LocalizedText(zh: "原因\(line)", en: "why \(line)"))
    }
    let rejects =
      (1...12).map { reject($0, .badTime) } + (13...18).map { reject($0, .badNumber) }
      + (19...21).map { reject($0, .nulByte) }
      + [reject(22, .missingValue)]
    do {
      try store.ingest(.call, [.call("1", at: "2019-01-05")], rejects: rejects, named: "bad.csv")
      Issue.record("it was ingested")
    } catch let diagnostic as Diagnostic {
      let message = diagnostic.message(.en)
      for part in [
        "22 of 23", "12 × “is not a time that can be read”", "bad.csv:1:3", "6 × “is not a number", "3 × “holds a NUL",
        "--max-rejects",
      ] {
        #expect(message.contains(part), "\(message)")
      }
      #expect(!message.contains("is missing"))
    }
    #expect(try store.sql("SELECT * FROM source").isEmpty && store.sql("SELECT * FROM reject").isEmpty)
    try store.ingest(
      .call, [.call("1", at: "2019-01-05")], rejects: rejects, named: "bad.csv",
      options: IngestOptions(maxRejectShare: 1))
    #expect(try store.sql("SELECT * FROM reject").count == 22)
  }

  @Test("twenty rejected rows are always tolerated")
  func fewRejects() throws {
    let rejects = (1...20).map { RejectedRow(line: $0, reason: .fieldCount, detail: LocalizedText(zh: "", en: "")) }
    #expect(try store.ingest(.call, [.call("1", at: "2019-01-05")], rejects: rejects).rejected == 20)
  }

  @Test("the newest export of an order wins, whichever arrives first", arguments: [false, true])
  func newestWins(isReversed: Bool) throws {
    let open = TestRecord.order(
      "o1", received: "2019-03-01", [.exportedAt: "2019-04-01", .firstContactedAt: "2019-03-30"])
    let closed = TestRecord.order(
      "o1", received: "2019-03-01", [.status: "closed", .closedAt: "2019-03-09", .exportedAt: "2019-05-01"])
    for record in isReversed ? [closed, open] : [open, closed] { try store.ingest(.workOrder, [record]) }
    #expect(try status("o1") == "closed")
    let latest = try #require(try store.open(.readOnly).status().sources.last)
    #expect(latest.updated == (isReversed ? 0 : 1) && latest.unchanged == (isReversed ? 1 : 0))
  }

  @Test(
    "without a time of export the row that knows the later event wins, then the fuller one", arguments: [false, true])
  func laterEventWins(isReversed: Bool) throws {
    let open = TestRecord.order("o1", received: "2019-03-01", [.dueAt: "2019-12-31", .unit: "救助处", .kind: "咨询"])
    let closed = TestRecord.order("o1", received: "2019-03-01", [.status: "closed", .closedAt: "2019-03-09"])
    let bare = TestRecord.order("o2", received: "2019-03-01")
    let full = TestRecord.order("o2", received: "2019-03-01", [.status: "void", .kind: "投诉"])
    for record in isReversed ? [closed, open, full, bare] : [open, closed, bare, full] {
      try store.ingest(.workOrder, [record])
    }
    #expect(try status("o1") == "closed")
    #expect(try status("o2") == "void")
  }

  @Test("a newer export that says the same moves the version: one in between no longer wins")
  func sameAgain() throws {
    func order(_ status: String, exported: String) -> TestRecord {
      .order("o1", received: "2019-03-01", [.status: status, .exportedAt: exported])
    }
    try store.ingest(.workOrder, [order("open", exported: "2019-04-01")])
    #expect(try store.ingest(.workOrder, [order("open", exported: "2019-06-01")], named: "newer.csv").unchanged == 1)
    try store.ingest(.workOrder, [order("suspended", exported: "2019-05-01")])
    #expect(try status("o1") == "open")
    #expect(try store.sql("SELECT source_file FROM work_order_view").first?["source_file"] == "newer.csv")
  }

  @Test("one key on two lines is two facts")
  func lines() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05"), .call("1", at: "2019-01-05", [.line: "12345"])])
    #expect(try store.sql("SELECT * FROM call").count == 2)
  }

  @Test("overlapping exports in any order end in the same facts and sums", arguments: UInt64(1)...12)
  func anyOrder(seed: UInt64) throws {
    var records = RandomRecords(seed: seed)
    let files: [(FactKind, [TestRecord])] =
      (0..<3).map { _ in (.call, records.calls(40)) } + (0..<3).map { _ in (.workOrder, records.orders(30)) }
    let names = files.indices.map { "f\($0).csv" }
    var results: [[String]] = []
    for _ in 0..<3 {
      let store = try TestStore()
      // The key is the same, so that pseudonyms can be compared.
      try store.giveCommonKey()
      let order = files.indices.shuffled(using: &records.random)
      for index in order { try store.ingest(files[index].0, files[index].1, named: names[index]) }
      let sums = try store.open(.readOnly).sums(
        SumQuery(
          measures: store.measures.filter { $0.time != nil }, period: .init(parsing: "2019"), groups: [.month],
          asOf: .max))
      results.append(try store.facts() + sums.map { "\($0)" })
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }
}
