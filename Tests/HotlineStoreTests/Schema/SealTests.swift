import GRDB
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

@Suite("What check notices in tables that follow from nothing else")
struct SealTests {
  private func store() throws -> TestStore {
    let store = try TestStore()
    try store.ingest(
      .call, [.call("1", at: "2019-01-05", [.district: "浦东", .unit: "救助处", .category: "低保", .agent: "A1"])])
    try store.ingest(.workOrder, [.order("2", received: "2019-03-04 09:00", [.kind: "投诉"])])
    return store
  }

  /// What another program does.
  private func execute(_ store: TestStore, _ sql: String) throws {
    let queue = try DatabaseQueue(path: store.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test(
    "one value that another program wrote is noticed, and its table named",
    arguments: [
      ("source", "latest_event_at = 1"), ("source", "exported_at = 1"), ("source", "file = 'other.csv'"),
      ("source_line", "line_id = 99"), ("district", "name = name || '区'"), ("unit", "name = name || 'x'"),
      ("category", "name = '别类'"), ("agent", "name = 'A2'"), ("kind", "name = '咨询'"), ("line", "name = name || '0'"),
      ("district_canonical", "since_at = since_at + 1"), ("carried", "id = id + 100"),
    ])
  func edited(table: String, change: String) throws {
    let store = try store()
    let column = change.prefix { $0 != " " }
    let columns = try store.sql("SELECT name FROM pragma_table_info('\(table)')").map { $0[0] as String }
    try #require(columns.contains(String(column)), "\(table): \(columns)")
    #expect(try store.open().check() == [])
    try execute(store, "PRAGMA foreign_keys = OFF; UPDATE \(table) SET \(change)")
    let problems = try store.open().check().map(\.en)
    #expect(problems.contains("another program changed the table \(table), or it is damaged"), "\(problems)")
  }

  @Test("a row that was taken out, a table that is gone and a setting are noticed; the order of rows is nothing")
  func rows() throws {
    let store = try store()
    try execute(store, "VACUUM")
    #expect(try store.open().check() == [])
    try execute(store, "DELETE FROM setting WHERE name = 'derivation'")
    #expect(try store.open().check().map(\.en) == ["another program changed the table setting, or it is damaged"])
  }

  @Test(
    "what another program changed stays noticed, whatever is ingested afterwards",
    arguments: [
      ("UPDATE district SET name = name || '区'", "district"), ("UPDATE source SET latest_event_at = 1", "source"),
      ("UPDATE reject SET value = 'x'", "reject"), ("DELETE FROM reject", "reject"),
      ("DELETE FROM source_line", "source_line"),
    ])
  func kept(change: String, table: String) throws {
    let store = try store()
    let row = RejectedRow(line: 3, reason: .fieldCount, detail: LocalizedText(zh: "缺", en: "short"))
    try store.ingest(.call, [.call("3", at: "2019-01-07")], rejects: [row])
    #expect(try store.open().check() == [])
    try execute(store, "PRAGMA foreign_keys = OFF; " + change)
    let expected = "another program changed the table \(table), or it is damaged"
    for number in 4...6 {
      try store.ingest(.call, [.call("\(number)", at: "2019-01-0\(number)", [.district: "浦东"])])
      #expect(try store.open().check().map(\.en).contains(expected), "\(number)")
    }
    let others = try store.open().check().map(\.en).filter { $0.hasPrefix("another program") && $0 != expected }
    #expect(others == [])
  }

  @Test(
    "what is worked out from several facts or from the calendar is worked out again",
    arguments: [
      ("UPDATE call SET next_call_at = started_at + 60", "calls: the calls before and after"),
      ("UPDATE call SET previous_call_at = NULL", "calls: the calls before and after"),
      ("UPDATE call SET next_same_topic_at = 1", "calls: the calls before and after"),
      ("UPDATE work_order SET deadline_at = 1", "orders: deadlines or working days"),
      ("UPDATE work_order SET contact_deadline_at = contact_deadline_at + 86400", "orders: deadlines or working days"),
      ("UPDATE work_order SET closure_working_days = 1", "orders: deadlines or working days"),
    ])
  func derived(change: String, expected: String) throws {
    let store = try store()
    let caller = [FactField.caller: "13812345678"]
    try store.ingest(
      .call, [.call("3", at: "2019-01-07", caller), .call("4", at: "2019-01-08", caller)])
    #expect(try store.open().check() == [])
    try execute(store, change)
    #expect(try store.open().check().map(\.en).contains { $0.contains(expected) })
  }

  @Test("what a program that makes no seals wrote is not taken for damage")
  func older() throws {
    let store = try store()
    try execute(
      store,
      """
      UPDATE setting SET value = substr(value, 1, instr(value, ' ')) || (substr(value, instr(value, ' ') + 1) + 1)
      WHERE name = 'identity'; UPDATE district SET name = name || '区'
      """)
    #expect(try !store.open().check().map(\.en).contains { $0.contains("another program changed") })
  }
}
