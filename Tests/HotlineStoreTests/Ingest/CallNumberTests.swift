import HotlineCalendar
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

/// Calls of one second whose keys give them one number: the later comer takes the next. The keys were searched for by a
/// program of its own.
@Suite("Calls that would have one number")
struct CallNumberTests {
  private static let keys = ["k1902", "k2316"]
  private static let tie: Int64 = 3_799_776
  private static let time = "2019-03-04 08:00:00"

  let store: TestStore

  init() throws { store = try TestStore() }

  private func numbers() throws -> [String: Int64] {
    let start = try #require(LocalTime.parse(Self.time))
    return Dictionary(
      uniqueKeysWithValues: try store.sql("SELECT key, id FROM call").map { ($0[0], $0[1] - CallID.first(at: start)) })
  }

  @Test("in one file and in two files", arguments: [true, false])
  func inserted(inOneFile: Bool) throws {
    let calls = Self.keys.map { TestRecord.call($0, at: Self.time) }
    if inOneFile {
      #expect(try store.ingest(.call, calls).accepted == 2)
    } else {
      for call in calls { #expect(try store.ingest(.call, [call]).accepted == 1) }
    }
    #expect(try numbers() == [Self.keys[0]: Self.tie, Self.keys[1]: Self.tie + 1])
    #expect(try store.sql("SELECT DISTINCT started_local FROM call_view").map { $0[0] } == [Self.time])
    #expect(try store.ingest(.call, calls, named: "again.csv").unchanged == 2)
    #expect(try store.open().check() == [])
  }

  @Test("a call that moves to a second in which its number is taken")
  func moved() throws {
    try store.ingest(.call, [.call(Self.keys[0], at: Self.time), .call(Self.keys[1], at: "2019-03-05 08:00:00")])
    let moved = TestRecord.call(Self.keys[1], at: Self.time, [.exportedAt: "2019-03-06", .talkSeconds: "99"])
    #expect(try store.ingest(.call, [moved]).updated == 1)
    #expect(try numbers() == [Self.keys[0]: Self.tie, Self.keys[1]: Self.tie + 1])
    #expect(
      try store.sql("SELECT talk_seconds FROM call ORDER BY key").map { $0[0] as Int } == [60, 99])
    #expect(try store.open().check() == [])
    // And again to another second, where it is free.
    let back = TestRecord.call(Self.keys[1], at: "2019-03-05 08:00:01", [.exportedAt: "2019-03-07"])
    #expect(try store.ingest(.call, [back]).updated == 1)
    #expect(
      try store.sql("SELECT started_local FROM call_view ORDER BY key").map { $0[0] } == [
        Self.time, "2019-03-05 08:00:01",
      ])
    #expect(try store.open().check() == [])
  }

  @Test("what does not begin at a moment is updated by a second file, whatever its key")
  func noMoment() throws {
    func activity(_ quantity: String, exported: String) -> TestRecord {
      TestRecord(
        .activity,
        [.key: "A", .kind: "broadcast", .heldAt: "2019-03-0\(quantity)", .quantity: quantity, .exportedAt: exported])
    }
    for (quantity, exported) in [("1", "2019-04-01"), ("7", "2019-04-02")] {
      let report = try store.ingest(.activity, [activity(quantity, exported: exported)], options: IngestOptions())
      #expect(report.accepted + report.updated == 1 && report.remarks.isEmpty)
    }
    #expect(try store.sql("SELECT quantity FROM activity").map { $0[0] as Int } == [7])
    // An order that began on another day under the same key is refused.
    try store.ingest(.workOrder, [.order("A", received: "2019-03-04", [.exportedAt: "2019-04-01"])])
    #expect(throws: (any Error).self) {
      try store.ingest(
        .workOrder, [.order("A", received: "2019-03-09", [.exportedAt: "2019-04-02"])], options: IngestOptions())
    }
  }

  @Test("legs of which nobody says when they began are put together all the same")
  func withoutStart() throws {
    let layout = FactLayout(.call)
    let version = FactVersion(layout: layout, names: NameTables(reference: try TestStore.reference()))
    var parts = try #require(CallParts(version))
    func place(_ name: String) throws -> Int { try #require(layout.columns.firstIndex(of: name)) }
    for (agent, wait, outcome) in [(1, 5, 1), (2, 9, 0), (3, 7, 1)] as [(Int64, Int64, Int64)] {
      let leg = FactStatement(
        width: layout.columns.count, origin: FactStatement.Origin(sourceID: 1, line: agent, carriedID: 1))
      leg.set(try place("agent_id"), agent)
      leg.set(try place("wait_seconds"), wait)
      leg.set(try place("outcome"), outcome)
      let isRepeated = parts.take(leg)
      #expect(!isRepeated)
    }
    let whole = try #require(parts.merged())
    #expect(whole.value(try place("wait_seconds")) == 9, "as long as the longest")
    #expect(whole.value(try place("outcome")) == 0)
    #expect(whole.value(try place("started_at")) == nil)
  }

  @Test("what is usual: a row in a hundred and twenty in any case, one key in twenty, and nothing besides")
  func options() {
    let usual = IngestOptions()
    #expect(!usual.isDryRun && !usual.isAgain && usual.maxReuseShare == 0.05)
    for (rows, rejects) in [(0, 20), (2_000, 20), (2_099, 20), (2_100, 21), (10_000, 100), (1_000_000, 10_000)] {
      #expect(usual.rejectsAllowed(ofRows: rows) == rejects, "\(rows)")
    }
    #expect(IngestOptions(maxRejectShare: 0.2).maxReuseShare == 0.2)
    #expect(IngestOptions(maxRejectShare: 0.02).maxReuseShare == 0.05)
    #expect(IngestOptions(maxRejectShare: 0.2, maxReuseShare: 0).maxReuseShare == 0)
  }

  @Test("a tenth of the rows lost is no damage, one more is; a file that is known is none")
  func damage() {
    func report(_ rejected: Int, isKnown: Bool = false) -> SourceReport {
      let file = IngestedFile(path: "a.csv", sha256: "a", sizeBytes: 1, kind: .call, profile: "test")
      var summary = ReadingSummary()
      summary.counts = .init(rows: 1_001, header: 1, rejected: rejected)
      summary.records = 1_000 - rejected
      var report = SourceReport(file, summary, FactCounts(accepted: 1_000 - rejected))
      report.alreadyIngested = isKnown
      return report
    }
    let loose = IngestOptions(maxRejectShare: 0.05)
    #expect(
      !report(100).isDamaged(loose) && report(101).isDamaged(loose) && !report(101, isKnown: true).isDamaged(loose))
    #expect(report(100).damage(loose) == nil && report(101).damage(loose) != nil)
    let looser = IngestOptions(maxRejectShare: 0.2)
    #expect(!report(200).isDamaged(looser) && report(201).isDamaged(looser))
  }
}
