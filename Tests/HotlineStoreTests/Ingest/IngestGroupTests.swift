import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineSimulation
@testable import HotlineStore

/// Small files share a transaction; what comes of them is what would come of each by itself.
@Suite("Files that share a transaction")
struct IngestGroupTests {
  private struct Broken: Error {}

  private static func work(_ number: Int, _ records: [TestRecord], kind: FactKind = .call, fails: Bool = false)
    -> IngestWork
  {
    let source = IngestedFile(
      path: "/exports/f\(number).csv", sha256: "sha-\(number)", sizeBytes: 100, kind: kind, profile: "test")
    return IngestWork(
      source: source, hash: { nil },
      read: { session in
        var session = session
        return try TestStore.feed(&session, kind, records)
      },
      hold: { _ in
        if fails { throw Diagnostic(at: .init(file: "f\(number).csv"), found: LocalizedText(zh: "坏", en: "broken")) }
        var held = HeldRows()
        held.summary = try TestStore.feed(&held, kind, records)
        return held
      })
  }

  private func state(_ feed: (HotlineDatabase, TestStore) throws -> Void) throws -> [String] {
    let store = try TestStore()
    try store.giveCommonKey()
    try feed(store.open(), store)
    #expect(try store.open().check().isEmpty)
    let sums = try store.open(.readOnly).sums(
      SumQuery(
        measures: store.measures.filter { $0.time != nil }, period: .init(parsing: "2019"),
        groups: [.day, .dimension(.district)], asOf: .max))
    return try store.facts() + sums.map { "\($0)" }
  }

  private func expectSame(_ works: [IngestWork]) throws {
    let alone = try state { database, store in
      for work in works {
        _ = try database.ingest([work], options: IngestOptions(maxReuseShare: 1), measures: store.measures)[0].get()
      }
    }
    let together = try state { database, store in
      for result in try database.ingest(works, options: IngestOptions(maxReuseShare: 1), measures: store.measures) {
        _ = try result.get()
      }
    }
    #expect(together == alone)
  }

  @Test("together as one by one, in any order", arguments: UInt64(1)...3)
  func together(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var records = RandomRecords(seed: seed)
    var works = (0..<12).map { Self.work($0, records.calls(40)) }
    works.shuffle(using: &random)
    try expectSame(works)
  }

  @Test("a file that fails takes nothing with it but itself, not even the names that it brought")
  func oneFails() throws {
    let first = Self.work(1, [.call("a", at: "2019-01-05", [.district: "甲区"])])
    let broken = Self.work(2, [.call("b", at: "2019-01-06", [.district: "乙区"])], fails: true)
    let last = Self.work(
      3, [.call("c", at: "2019-01-07", [.district: "丙区"]), .call("d", at: "2019-01-07", [.district: "乙区"])])
    let store = try TestStore()
    let results = try store.open().ingest(
      [first, broken, last], options: IngestOptions(maxReuseShare: 1), measures: store.measures)
    #expect(results.map { (try? $0.get().accepted) ?? -1 } == [1, -1, 2])
    #expect(
      try store.sql("SELECT group_concat(key || district, ' ') AS all_of FROM (SELECT * FROM call_view ORDER BY key)")
        .first?["all_of"] == "a甲区 c丙区 d乙区")
    #expect(try store.sql("SELECT count(*) AS n FROM source").first?["n"] == 2)
    #expect(try store.open().check().isEmpty)
  }

  @Test("orders of several exports in one transaction: the newest wins, as by itself")
  func orders() throws {
    var records = RandomRecords(seed: 4)
    let works = (0..<4).map { Self.work($0, records.orders(60), kind: .workOrder) }
    try expectSame(works)
  }

  @Test("a call whose legs stand in two files of a group is what it is by itself, and its id follows its start")
  func legsInTwoFiles() throws {
    func leg(_ agent: String, _ minute: Int) -> TestRecord {
      .call(
        "T", at: "2019-03-04 09:\(minute):00",
        [.agent: agent, .endedAt: "2019-03-04 09:\(minute):50", .exportedAt: "2019-03-05 0\(minute % 10):00:00"])
    }
    let works = [
      Self.work(1, [leg("a", 30), leg("b", 31)]), Self.work(2, [leg("b", 31), leg("a", 30), leg("c", 29)]),
      Self.work(3, [leg("c", 29), leg("d", 28), leg("e", 27)]),
    ]
    try expectSame(works)
  }

  @Test("a dry run of several files changes nothing")
  func dryRun() throws {
    let store = try TestStore()
    let works = (1...3).map { Self.work($0, [.call("k\($0)", at: "2019-01-05")]) }
    let results = try store.open().ingest(works, options: IngestOptions(isDryRun: true), measures: store.measures)
    #expect(try results.map { try $0.get().accepted } == [1, 1, 1])
    #expect(try store.sql("SELECT count(*) AS n FROM call").first?["n"] == 0)
    #expect(try store.sql("SELECT count(*) AS n FROM source").first?["n"] == 0)
  }

  @Test("the same file twice in a group is known the second time")
  func twice() throws {
    let store = try TestStore()
    let work = Self.work(1, [.call("a", at: "2019-01-05")])
    let results = try store.open().ingest(
      [work, work], options: IngestOptions(maxReuseShare: 1), measures: store.measures)
    #expect(try results.map { try $0.get().alreadyIngested } == [false, true])
  }
}
