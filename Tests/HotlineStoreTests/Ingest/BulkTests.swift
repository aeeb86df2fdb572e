import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Synchronization
import Testing

@testable import HotlineSimulation
@testable import HotlineStore

/// Calls of two months in order of time, by few callers who call again.
private func manyCalls(_ count: Int, seed: UInt64) -> [TestRecord] {
  var random = SeededGenerator(seed: seed)
  let start = LocalDay(iso: "2019-01-01")?.start ?? 0
  var time = start
  return (0..<count).map { index in
    time += Int64.random(in: 0...(60 * 86_400 / Int64(count)) * 2, using: &random)
    let callers = ["", "13800000001", "13800000002", "13900000003", "02162340000", "13700000009"]
    return .call(
      "k\(index)", at: "",
      [
        .startedAt: String(time), .caller: callers.randomElement(using: &random) ?? "",
        .line: Bool.random(using: &random) ? "962200" : "12345",
        .direction: Int.random(in: 0..<5, using: &random) == 0 ? "outbound" : "inbound",
        .category: ["", "低保", "婚姻登记"].randomElement(using: &random) ?? "",
        .district: ["", "黄浦区", "浦东"].randomElement(using: &random) ?? "",
        .satisfaction: ["", "satisfied", "neutral"].randomElement(using: &random) ?? "",
      ])
  }
}

@Suite("One large file is as many small ones")
struct BulkTests {
  /// Facts and sums of a store that was fed in some way.
  private func state(_ feed: (TestStore) throws -> Void) throws -> [String] {
    let store = try TestStore()
    try store.giveCommonKey()
    try feed(store)
    #expect(try store.open().check().isEmpty)
    let sums = try store.open(.readOnly).sums(
      SumQuery(
        measures: store.measures.filter { $0.time != nil }, period: .init(parsing: "2019"),
        groups: [.day, .dimension(.district)], asOf: .max))
    return try store.facts() + sums.map { "\($0)" }
  }

  @Test("in order, in reverse, shuffled, and in pieces that come in any order", arguments: UInt64(1)...2)
  func anyWay(seed: UInt64) throws {
    let calls = manyCalls(600, seed: seed)
    var random = SeededGenerator(seed: seed)
    let inOrder = try state { try $0.ingest(.call, calls, batchSize: 50) }
    #expect(inOrder.contains { $0.contains("next_call_at=15") }, "somebody calls again")
    let reversed = try state { try $0.ingest(.call, calls.reversed(), batchSize: 50) }
    #expect(reversed == inOrder)
    let shuffled = try state { try $0.ingest(.call, calls.shuffled(using: &random), batchSize: 50) }
    #expect(shuffled == inOrder)
    let pieces = stride(from: 0, to: 600, by: 100).map { Array(calls[$0..<$0 + 100]) }.shuffled(using: &random)
    #expect(try state { store in for piece in pieces { try store.ingest(.call, piece) } } == inOrder)
  }

  @Test("a repeated row, a changed one and one that moved to another day, all within the file")
  func repeated() throws {
    let calls = manyCalls(200, seed: 9)
    var changed = calls[40]
    changed.fields[.exportedAt] = "2019-06-01"
    changed.fields[.outcome] = "failed"
    var moved = calls[80]
    moved.fields[.exportedAt] = "2019-06-01"
    moved.fields[.startedAt] = calls[150].fields[.startedAt]
    let once = try state { try $0.ingest(.call, calls + [calls[10], changed, moved]) }
    let twice = try state { store in
      try store.ingest(.call, [calls[10], changed, moved])
      try store.ingest(.call, calls)
    }
    #expect(once == twice)
  }

  @Test("calls of one second, one day and no known order each have an id of their own")
  func sameSecond() throws {
    let store = try TestStore()
    let calls = (0..<500).map { TestRecord.call("s\($0)", at: "2019-01-05", [.caller: "13800000001"]) }
    #expect(try store.ingest(.call, calls).accepted == 500)
    #expect(try store.sql("SELECT count(DISTINCT started_at) AS times FROM call").first?["times"] == 1)
    #expect(try store.open().check().isEmpty)
    #expect(try store.ingest(.call, calls, named: "again.csv").unchanged == 500)
  }

  @Test("calls that left the memory before they were followed are told so", arguments: [1, 100_000])
  func late(holdingLimit: Int) throws {
    let layout = FactLayout(.call)
    let store = try TestStore()
    try store.ingest(.call, [.call("x", at: "2018-01-01")])
    var calls = manyCalls(300, seed: 3)
    // A caller whose line is cut calls twice in one second, as far as the platform's clock tells.
    for index in stride(from: 1, to: 300, by: 10) {
      calls[index].fields[.startedAt] = calls[index - 1].fields[.startedAt]
      calls[index].fields[.caller] = calls[index - 1].fields[.caller]
    }
    let places = try #require(layout.call)
    try store.open().write(checksForeignKeys: false) { database in
      let names = try NameTables(database, reference: TestStore.reference())
      let pseudonyms = try CallerPseudonyms(
        databasePath: store.path, mark: Setting.callerKey.value(database))
      let derivation = Derivation(calendar: try TestStore.calendar(), settings: DerivationSettings())
      let carried = try CarriedSets(.call, database)
      let known = try KnownDays(.call, database)
      let stream = CallStream(
        layout, places: places, known: known, rule: derivation.repeats, sums: nil, names: names,
        holdingLimit: holdingLimit)
      let writer = try FactWriter(
        database, layout: layout, names: names, carried: carried, derivation: derivation, known: known,
        mergesParts: false)
      let preparation = FactPreparation(
        layout, names: names, pseudonyms: pseudonyms, derivation: derivation, carried: carried)
      for piece in stride(from: 0, to: 300, by: 20) {
        var records = RecordBatch(kind: .call)
        for (index, call) in calls[piece..<piece + 20].enumerated() {
          call.append(to: &records, line: piece + index + 2)
        }
        let facts = FactBatch(width: layout.columns.count, capacity: 20)
        facts.sourceID = 1
        preparation.prepare(records, into: facts)
        try stream.take(facts, release: writer.write)
      }
      try stream.finish(release: writer.write)
      try names.save(database)
      #expect(stream.unsummedDays.isEmpty == (holdingLimit == 100_000))
      // Nothing is left for the sweep to mend.
      let days = Set(17_890...17_980)
      #expect(stream.unsettledDays.isEmpty)
      #expect(try CallSequence(database, derivation.repeats).refresh(around: days).isEmpty)
      return ((), .rollback)
    }
  }
}

@Suite("Reading beside writing")
struct PipelineTests {
  /// A queue that doubles numbers, tells of an end, and notes whether two pieces of work ever overlapped.
  private final class Doubling: @unchecked Sendable {
    private let isBusy = Atomic(false)
    private let overlap = Atomic(false)
    private let pieces = Atomic(0)
    var overlapped: Bool { overlap.load(ordering: .sequentiallyConsistent) }
    var worked: Int { pieces.load(ordering: .sequentiallyConsistent) }

    func queue(capacity: Int, failsAt bad: Int = .max) -> WorkQueue<Int, Int> {
      WorkQueue(capacity: capacity) { number, release in
        if self.isBusy.exchange(true, ordering: .sequentiallyConsistent) {
          self.overlap.store(true, ordering: .sequentiallyConsistent)
        }
        defer { self.isBusy.store(false, ordering: .sequentiallyConsistent) }
        self.pieces.add(1, ordering: .sequentiallyConsistent)
        if number == bad { throw Bad() }
        release(2 * number)
      } finish: { release in
        release(-1)
        release(-2)
      }
    }
  }

  private struct Bad: Error {}

  @Test("all results arrive in order, then those of the end, whoever does the work", arguments: [0, 1, 2])
  func wholeQueue(helpers: Int) throws {
    let doubling = Doubling()
    let queue = doubling.queue(capacity: 2)
    let making = ThreadedWork("make") {
      for number in 0..<2_000 where !queue.push(number) { return false }
      queue.endInput()
      return true
    }
    let helping = (0..<helpers).map { _ in ThreadedWork("help", queue.help) }
    var taken: [Int] = []
    while let next = try queue.next() { taken.append(next) }
    #expect(taken == (0..<2_000).map { 2 * $0 } + [-1, -2])
    #expect(try making.value())
    for help in helping { try help.value() }
    #expect(!doubling.overlapped)
  }

  @Test("whoever reads waits while there is no room, and learns when nobody takes results any more")
  func boundedQueue() throws {
    let doubling = Doubling()
    let queue = doubling.queue(capacity: 3)
    let making = ThreadedWork("make") {
      var made = 0
      while made < 1_000, queue.push(made) { made += 1 }
      return made
    }
    var taken: [Int] = []
    while taken.count < 10, let next = try queue.next() { taken.append(next) }
    queue.close()
    #expect(taken == (0..<10).map { 2 * $0 })
    // The ten taken, three results and three elements that wait, and one piece on its way from here to there.
    #expect((10...18).contains(try making.value()))
    #expect(doubling.worked <= 14)
    #expect(try queue.next() == nil)
  }

  @Test("an error of the work reaches who takes the results, and ends the reading")
  func failingQueue() throws {
    let queue = Doubling().queue(capacity: 2, failsAt: 50)
    let making = ThreadedWork("make") {
      var made = 0
      while made < 1_000, queue.push(made) { made += 1 }
      return made
    }
    #expect(throws: Bad.self) { while try queue.next() != nil {} }
    #expect(try making.value() < 60)
  }

  private func export(_ rows: Int, in folder: URL, tail: String = "") throws -> (ExportFile, Profile) {
    let profile = try Profile(
      yaml: """
        title: {zh: 试, en: Test}
        kind: call
        fields:
          key: [编号]
          line: {columns: [热线], default: "962200"}
          direction: {constant: inbound}
          started_at: [开始]
          outcome: {columns: [结果], words: {接通: answered}}
        """, file: "test.yaml")
    var text = "编号,热线,开始,结果\n"
    for row in 0..<rows { text += "n\(row),962200,2019-01-0\(1 + row % 9) 08:00:00,接通\n" }
    let path = folder.appending(path: "export.csv").path
    try (text + tail).write(toFile: path, atomically: true, encoding: .utf8)
    return (try ExportFile(path: path), profile)
  }

  @Test("a file of many batches is read whole, with rejected rows and their lines")
  func whole() throws {
    let store = try TestStore()
    let (file, profile) = try export(30_000, in: store.folder, tail: "bad,962200,yesterday,接通\n")
    let report = try store.open().ingest(file, profile: profile, measures: store.measures)
    #expect(report.accepted == 30_000 && report.rejected == 1 && report.isConserved)
    #expect(report.sha256 == (try HotlineDatabase.sha256(of: file.path)))
    #expect(try store.sql("SELECT min(source_line) AS a, max(source_line) AS b FROM call").first?["b"] == 30_001)
    #expect(try store.open(.readOnly).rejects().first?.sourceLine == 30_002)
    #expect(try store.open().ingest(file, profile: profile, measures: store.measures).alreadyIngested)
  }

  @Test("versions are compared by names while further names arrive; for the thread sanitizer")
  func namesBesideWriting() throws {
    let store = try TestStore()
    let profile = try Profile(
      yaml: """
        title: {zh: 试, en: Test}
        kind: work_order
        fields:
          key: [编号]
          line: {constant: "12345"}
          status: {constant: open}
          received_at: [收到]
          unit: [单位]
        """, file: "test.yaml")
    for (pass, letter) in ["b", "a"].enumerated() {
      let path = store.folder.appending(path: "orders-\(pass).csv").path
      let rows = (0..<20_000).map { "n\($0),2019-01-05 08:00:00,\(letter)\($0 / 7)" }
      try (["编号,收到,单位"] + rows).joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      let report = try store.open().ingest(ExportFile(path: path), profile: profile, measures: store.measures)
      #expect(report.isConserved && report.accepted == (pass == 0 ? 20_000 : 0))
      // Of two rows that know as much, the later one in the order of names stays.
      #expect(report.unchanged == (pass == 0 ? 0 : 20_000))
    }
  }

  @Test("an error of the writer ends the reading, and nothing stays")
  func writerFails() throws {
    let store = try TestStore()
    try store.ingest(.call, [.call("1", at: "2018-01-05")])
    let before = try store.facts()
    let (file, profile) = try export(60_000, in: store.folder)
    // Put in after the database was opened: at the next opening it would be refused by its name.
    let database = try store.open()
    try database.write { database in
      try database.execute(
        sql: "CREATE TRIGGER full BEFORE INSERT ON call WHEN new.key = 'n20000' BEGIN SELECT raise(ABORT, 'full'); END")
      return ((), .commit)
    }
    #expect(throws: (any Error).self) {
      try database.ingest(file, profile: profile, measures: store.measures)
    }
    try database.write { (try $0.execute(sql: "DROP TRIGGER full"), .commit) }
    #expect(try store.facts() == before)
    #expect(try store.open().check().isEmpty)
  }

  @Test("a trigger that somebody else put into the database is noticed: which rows are new could not be told")
  func foreignTrigger() throws {
    let store = try TestStore()
    let (file, profile) = try export(10_000, in: store.folder)
    let database = try store.open()
    try database.migrate()
    try database.write { database in
      try database.execute(
        sql: "CREATE TRIGGER noted AFTER INSERT ON call BEGIN UPDATE call SET resolved = 1 WHERE id = new.id; END")
      return ((), .commit)
    }
    let error = #expect(throws: Diagnostic.self) {
      try database.ingest(file, profile: profile, measures: store.measures)
    }
    #expect(error?.message(.en).contains("a trigger on the facts") == true)
    try database.write { (try $0.execute(sql: "DROP TRIGGER noted"), .commit) }
    #expect(try store.facts().isEmpty)
  }

  @Test("an error of the reader ends the writing, and nothing stays")
  func readerFails() throws {
    let store = try TestStore()
    let (file, profile) = try export(20_000, in: store.folder)
    // The file changes between the first look and the reading.
    try "编号,热线,开始\n".write(toFile: file.path, atomically: true, encoding: .utf8)
    #expect(throws: (any Error).self) {
      try store.open().ingest(file, profile: profile, measures: store.measures)
    }
    #expect(try store.facts().isEmpty)
    #expect(try store.sql("SELECT * FROM source").isEmpty)
  }
}
