import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineStore

@Suite("Corrections by hand")
struct CorrectionTests {
  private static func order(_ rating: String, exported: String) -> TestRecord {
    .order("A", received: "2019-03-01 09:00:00", [.satisfaction: rating, .exportedAt: exported])
  }

  private func correct(
    _ store: TestStore, _ field: FactField, _ value: String, at moment: Int64 = 1_575_000_000, key: String = "A"
  ) throws -> SourceReport {
    try store.open().correct(
      Correction(kind: .workOrder, key: key, field: field, value: value, by: "李", reason: "回访 13812345678"), at: moment,
      measures: store.measures)
  }

  private func rating(_ store: TestStore) throws -> String? {
    try store.sql("SELECT satisfaction FROM work_order_view WHERE key = 'A'").first?[0]
  }

  @Test("a correction holds against later exports, a later one against it, and forgetting takes it back")
  func holds() throws {
    let store = try TestStore()
    try store.ingest(.workOrder, [Self.order("satisfied", exported: "2019-03-02")])
    let first = try correct(store, .satisfaction, "dissatisfied")
    #expect(first.number == 2 && first.updated == 1 && first.isConserved)
    try store.ingest(.workOrder, [Self.order("very_satisfied", exported: "2026-01-01")])
    #expect(try rating(store) == "dissatisfied")
    // The other fields follow the newest export, and the row is traced to it.
    #expect(try store.sql("SELECT source_file FROM work_order_view").first?[0] == "file-2.csv")
    let second = try correct(store, .satisfaction, "neutral", at: 1_575_000_001)
    #expect(try rating(store) == "neutral")
    _ = try store.open().forget(["\(second.number ?? 0)"], measures: store.measures)
    #expect(try rating(store) == "dissatisfied")
    _ = try store.open().forget(["2"], measures: store.measures)
    #expect(try rating(store) == "very_satisfied")
    #expect(try store.open().check().isEmpty)
  }

  @Test(
    "the digest of a correction is of this database's key: words in which a number is masked cannot be guessed by it")
  func digest() throws {
    let stores = [try TestStore(), try TestStore()]
    for store in stores { try store.ingest(.workOrder, [Self.order("satisfied", exported: "2019-03-02")]) }
    let digests = try stores.map { store in
      _ = try correct(store, .satisfaction, "neutral")
      return try #require(try store.sql("SELECT sha256 FROM source WHERE id = 2").first?[0] as String?)
    }
    #expect(digests[0] != digests[1] && digests.allSatisfy { $0.count == 64 })
  }

  @Test("a correction moves no as-of moment and covers no day")
  func movesNothing() throws {
    let store = try TestStore()
    try store.ingest(.workOrder, [Self.order("satisfied", exported: "2019-03-02")])
    let before = try store.open(.readOnly).asOf()
    _ = try correct(store, .closedAt, "2019-03-05 10:00:00")
    #expect(try store.open(.readOnly).asOf() == before)
    #expect(try store.sql("SELECT closed_local FROM work_order_view").first?[0] == "2019-03-05 10:00:00")
    // Closing days are derived anew: 1 March was a Friday, 5 March is the second working day after it.
    #expect(try store.sql("SELECT closure_working_days FROM work_order").first?[0] == 2)
  }

  @Test(
    "a name of eight digits is a code, a longer one than names have is refused, and a correction is no file that went missing"
  )
  func names() throws {
    let store = try TestStore()
    try store.ingest(.workOrder, [Self.order("satisfied", exported: "2019-03-02")])
    _ = try correct(store, .category, "62345678")
    #expect(try store.sql("SELECT category FROM work_order_view").first?[0] == "62345678")
    _ = try correct(store, .category, "养老 13812345678", at: 1_575_000_001)
    let masked: String? = try store.sql("SELECT category FROM work_order_view").first?[0]
    #expect(masked?.hasPrefix("养老 number:") == true, "\(masked ?? "")")
    #expect(throws: Diagnostic.self) { try correct(store, .category, String(repeating: "养", count: 41)) }
    #expect(try correct(store, .category, String(repeating: "养", count: 40), at: 1_575_000_002).updated == 1)
    let files = try store.open(.readOnly).checkSourceFiles()
    #expect(!files.missing.contains { $0.hasSuffix("correction") } && files.changed.isEmpty)
  }

  @Test(
    "a value that no export would be believed is refused, and the database stays as it was",
    arguments: [
      (FactField.closedAt, "0001-01-01 00:00:00"), (.closedAt, "2050-01-01 00:00:00"),
      (.closedAt, "2019-02-28 09:00:00"),
      (.receivedAt, "2019-11-29 12:00:01"), (.dueAt, "2300-01-01"), (.extendedDueAt, "nonsense"),
      (.reopened, "13812345678"),
    ])
  func bounds(field: FactField, value: String) throws {
    let store = try TestStore()
    try store.ingest(
      .workOrder,
      [.order("A", received: "2019-03-01 09:00:00", [.closedAt: "2019-03-04 10:00:00", .exportedAt: "2019-03-05"])])
    // 2019-11-29 12:00:00 in Shanghai.
    #expect(throws: Diagnostic.self) { try correct(store, field, value) }
    #expect(try store.sql("SELECT count(*) FROM source").first?[0] == 1)
    #expect(try store.open().check().isEmpty)
  }

  @Test("a call's length and times are held to what an export is")
  func calls() throws {
    let store = try TestStore()
    try store.ingest(.call, [.call("A", at: "2019-03-01 09:00:00", [.answeredAt: "2019-03-01 09:00:10"])])
    func correct(_ field: FactField, _ value: String) throws {
      _ = try store.open().correct(
        Correction(kind: .call, key: "A", field: field, value: value, by: "李", reason: "录音"), at: 1_575_000_000,
        measures: store.measures)
    }
    for value in ["-5000", "31622401", "9223372036854775807", "13812345678"] {
      #expect(throws: Diagnostic.self, "\(value)") { try correct(.talkSeconds, value) }
    }
    #expect(throws: Diagnostic.self) { try correct(.answeredAt, "2019-03-01 08:59:59") }
    try correct(.talkSeconds, "31622400")
    try correct(.answeredAt, "2019-03-01 09:00:00")
    #expect(try store.open().check().isEmpty)
  }

  @Test("who and why are kept, without a citizen's number")
  func remark() throws {
    let store = try TestStore()
    try store.ingest(.workOrder, [Self.order("satisfied", exported: "2019-03-02")])
    _ = try correct(store, .satisfaction, "")
    let said = try store.sql("SELECT text_zh FROM remark").map { $0[0] as String }
    #expect(said == ["李 更正 工单“A”：satisfaction = 空；原因：回访 138****5678"])
    #expect(try rating(store) == nil)
  }

  @Test(
    "what cannot be corrected is refused, and nothing changes",
    arguments: [
      (FactField.satisfaction, "good", "A"), (.receivedAt, "", "A"), (.receivedAt, "yesterday", "A"), (.key, "B", "A"),
      (.caller, "13812345678", "A"), (.line, "962200", "A"), (.satisfaction, "neutral", "Z"), (.firstContact, "2", "A"),
    ])
  func refused(field: FactField, value: String, key: String) throws {
    let store = try TestStore()
    try store.ingest(.workOrder, [Self.order("satisfied", exported: "2019-03-02")])
    #expect(throws: Diagnostic.self) { try correct(store, field, value, key: key) }
    #expect(try store.open(.readOnly).status().sources.count == 1)
  }
}

@Suite("Restoring a backup")
struct RestoreTests {
  private func backedUp() throws -> (store: TestStore, backup: String) {
    let store = try TestStore()
    try store.ingest(.call, [.call("a", at: "2019-03-01 09:00:00", [.caller: "13800000001"])])
    let backup = store.folder.appending(path: "backup.sqlite").path
    try store.open(.readOnly).backup(to: backup)
    try store.ingest(.call, [.call("b", at: "2019-03-02 09:00:00")])
    return (store, backup)
  }

  private func restore(_ store: TestStore, _ backup: String) throws -> String? {
    try DatabaseRestore(path: store.path, reference: TestStore.reference()).restore(from: backup)
  }

  @Test("the backup takes the database's place, which is kept; both are whole")
  func swap() throws {
    let (store, backup) = try backedUp()
    let kept = try #require(try restore(store, backup))
    #expect(try store.sql("SELECT group_concat(key) FROM call").first?[0] == "a")
    let old = try HotlineDatabase(path: kept, mode: .readOnly, reference: TestStore.reference())
    #expect(try old.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM call") } == 2)
    // Again, over what was restored: the first one kept stays.
    #expect(try restore(store, backup) != kept)
    try store.ingest(.call, [.call("c", at: "2019-03-03 09:00:00")])
    #expect(try store.open().check().isEmpty)
  }

  @Test("a backup with a log beside it, a damaged one, one of another key are refused and the database stays")
  func refused() throws {
    let (store, backup) = try backedUp()
    try Data("log".utf8).write(to: URL(filePath: backup + "-wal"))
    #expect(throws: Diagnostic.self) { try restore(store, backup) }
    try FileManager.default.removeItem(atPath: backup + "-wal")
    let edited = try DatabaseQueue(path: backup)
    try edited.inDatabase { try $0.execute(sql: "UPDATE call SET talk_seconds = 1") }
    try edited.close()
    #expect(throws: Diagnostic.self) { try restore(store, backup) }
    let other = try backedUp()
    #expect(throws: Diagnostic.self) { try restore(store, other.backup) }
    #expect(try store.sql("SELECT count(*) FROM call").first?[0] == 2)
  }
}
