import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

/// The last value that is believed and the first that is not, and which fact a correction means.
@Suite("What a correction may say")
struct CorrectionEdgeTests {
  /// 2019-11-29 12:00:00 in Shanghai.
  private static let now: Int64 = 1_575_000_000

  private func cell(_ kind: FactKind, _ field: FactField, _ value: String) -> RecordBatch.Cell? {
    var batch = RecordBatch(kind: kind)
    return try? Correction(kind: kind, key: "A", field: field, value: value, by: "李", reason: "补录")
      .cell(in: &batch, at: Self.now)
  }

  @Test("what happened may have happened this second; what is due may lie ahead")
  func times() {
    #expect(cell(.workOrder, .closedAt, "2019-11-29 12:00:00")?.bits == Self.now)
    #expect(cell(.workOrder, .closedAt, "2019-11-29 12:00:01") == nil)
    #expect(cell(.workOrder, .dueAt, "2019-11-29 12:00:01")?.bits == Self.now + 1)
    #expect(cell(.workOrder, .dueAt, "2019-11-30 25:00:00") == nil)
  }

  @Test("numbers up to the largest that is believed, and what is no citizen's number")
  func numbers() {
    #expect(cell(.budget, .budgetFen, "1000000000000")?.bits == 1_000_000_000_000)
    #expect(cell(.budget, .budgetFen, "1000000000001") == nil)
    #expect(cell(.budget, .budgetFen, "62345678")?.bits == 62_345_678, "perhaps a number, perhaps an amount")
    #expect(cell(.budget, .budgetFen, "13812345678") == nil)
    #expect(cell(.workOrder, .firstContact, "1")?.bits == 1 && cell(.workOrder, .firstContact, "0")?.bits == 0)
    #expect(cell(.workOrder, .firstContact, "2") == nil && cell(.workOrder, .firstContact, "-1") == nil)
    #expect(cell(.call, .talkSeconds, "0")?.bits == 0 && cell(.call, .talkSeconds, "1.5") == nil)
  }

  @Test("an empty value takes away what a fact can do without")
  func empty() {
    #expect(cell(.workOrder, .closedAt, "").map(\.isPresent) == false)
    #expect(cell(.workOrder, .status, "") == nil && cell(.activity, .kind, "") == nil)
    #expect(cell(.activity, .title, "").map(\.isPresent) == false)
    #expect(cell(.workOrder, .status, "closed")?.bits == 1 && cell(.workOrder, .status, "done") == nil)
  }

  @Test("titles, names and values may be put right; keys, hotlines, callers and times of export may not")
  func fields() {
    let closed: Set<FactField> = [.key, .line, .caller, .exportedAt]
    for kind in FactKind.allCases {
      for field in kind.fields { #expect(Correction.mayCorrect(field) == !closed.contains(field), "\(field.rawValue)") }
    }
  }

  @Test("a correction is newer than any export, by a rank that databases keep")
  func rank() {
    #expect(Correction.rank(at: 5) == 1_099_511_627_781)
    #expect(Correction.rank(at: 0) > FactField.exportedAt.believed.upperBound)
  }

  private func correct(
    _ store: TestStore, _ kind: FactKind, _ key: String, line: String? = nil, _ field: FactField, _ value: String
  ) throws {
    _ = try store.open().correct(
      Correction(kind: kind, key: key, line: line, field: field, value: value, by: "李", reason: "补录"), at: Self.now,
      measures: store.measures)
  }

  @Test("a key of several hotlines needs the hotline, and the other's fact stays")
  func lines() throws {
    let store = try TestStore()
    try store.ingest(
      .workOrder,
      ["12345", "962200"].map {
        .order("A", received: "2019-03-04 09:00", [.line: $0, .closedAt: "2019-03-05 10:00:00", .status: "closed"])
      })
    func problem(line: String?) -> String? {
      do {
        try correct(store, .workOrder, "A", line: line, .satisfaction, "neutral")
        return nil
      } catch { return (error as? Diagnostic)?.message(.en) }
    }
    #expect(problem(line: nil)?.contains("12345, 962200") == true)
    #expect(problem(line: "12346")?.contains("nothing of the key") == true)
    #expect(try store.sql("SELECT count(*) FROM source").first?[0] == 1)
    #expect(problem(line: "962200") == nil)
    let ratings = try store.sql("SELECT satisfaction FROM work_order_view ORDER BY line").map { $0[0] as String? }
    #expect(ratings == [nil, "neutral"])
    #expect(throws: Diagnostic.self) {
      try correct(store, .workOrder, "A", line: "12345", .closedAt, "2019-03-04 08:59:59")
    }
    try correct(store, .workOrder, "A", line: "12345", .closedAt, "2019-03-04 09:00:00")
    #expect(try store.open().check() == [])
  }

  @Test("a fact that is known by its key alone is found by it, or not")
  func keyed() throws {
    let store = try TestStore()
    try store.ingest(
      .activity, [TestRecord(.activity, [.key: "A", .kind: "broadcast", .heldAt: "2019-03-04", .quantity: "1"])])
    try correct(store, .activity, "A", .quantity, "7")
    try correct(store, .activity, "A", .title, "民生节目")
    #expect(throws: Diagnostic.self) { try correct(store, .activity, "B", .quantity, "7") }
    let row = try #require(try store.sql("SELECT * FROM activity_view").first)
    #expect(row["quantity"] as Int? == 7)
    #expect(row["title"] as String? == "民生节目")
    #expect(try store.sql("SELECT count(*) FROM source").first?[0] == 3)
  }
}
