import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

/// What a check says of facts that are not what their sources say, and what is said of removals and of lost fields.
@Suite("Facts and their sources")
struct StatementProblemTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  /// Orders of which two sources speak.
  private func ingestTwice(_ keys: [String]) throws {
    for status in ["open", "closed"] {
      try store.ingest(
        .workOrder,
        keys.map {
          .order($0, received: "2019-03-04 09:00", [.status: status, .exportedAt: "2019-03-0\(status.count)"])
        })
    }
  }

  private func edit(_ sql: String) throws {
    let queue = try DatabaseQueue(path: store.path)
    try queue.inDatabase { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func statementProblems() throws -> [String] {
    let database = try store.open()
    return try database.read {
      try StatementCheck($0, names: NameTables($0, reference: TestStore.reference())).problems(.builtIn).map(\.en)
    }
  }

  @Test("one fact is told by its key, further ones are counted", arguments: [1, 2, 4])
  func facts(edited: Int) throws {
    try ingestTwice(["A", "B", "C", "D"])
    #expect(try statementProblems() == [])
    try edit("UPDATE work_order SET status = 3 WHERE key < '\(["B", "C", "D", "E"][edited - 1])'")
    let said = try statementProblems()
    #expect(said.first?.contains("“A” is not what its sources say") == true, "\(said)")
    #expect(said.count == (edited == 1 ? 1 : 2))
    if edited > 1 { #expect(said[1].contains("\(edited - 1) more facts"), "\(said)") }
  }

  @Test("a source of which statements are missing, and one whose statements were changed")
  func sources() throws {
    try ingestTwice(["A", "B"])
    try edit("DELETE FROM work_order_statement WHERE source_id = 1 AND key = 'A'")
    #expect(try statementProblems().contains { $0.contains("“file-1.csv” speaks of 2 work orders, and 1 are there") })
    let other = try TestStore()
    try other.ingest(.workOrder, [.order("A", received: "2019-03-04 09:00")])
    let queue = try DatabaseQueue(path: other.path)
    try queue.inDatabase { try $0.execute(sql: "UPDATE work_order SET status = 1") }
    try queue.close()
    let said = try other.open().read {
      try StatementCheck($0, names: NameTables($0, reference: TestStore.reference())).problems(.builtIn).map(\.en)
    }
    #expect(said == ["what “file-1.csv” says was changed after it was ingested"])
  }

  @Test("a fact that was erased and one that was forgotten are both told as removals")
  func removals() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05", [.caller: "13800000001"])])
    try store.ingest(.call, [.call("2", at: "2019-01-06")])
    var told = [try store.open(.readOnly).removals()]
    _ = try store.open().forget(["2"], measures: store.measures)
    told.append(try store.open(.readOnly).removals())
    _ = try store.open().erase(caller: "13800000001", at: 1_560_000_000, measures: store.measures)
    told.append(try store.open(.readOnly).removals())
    #expect(Set(told).count == 3, "\(told)")
    #expect(try store.open(.readOnly).forgottenNumbers() == [2])
    #expect(try store.open(.readOnly).knownState().lastSource == 2, "its number is known, though it is forgotten")
    let empty = try TestStore()
    try empty.open().migrate()
    #expect(try empty.open(.readOnly).knownState().lastSource == 0)
  }

  @Test("a column that earlier files had is missed, with their number and the last of them")
  func lostFields() throws {
    let fields: [FactField] = [.key, .line, .direction, .startedAt, .outcome, .caller]
    for number in 1...2 {
      let first = try ingest("f\(number).csv", carrying: fields + [.agent])
      #expect(!first.remarks.contains { $0.kind == .fieldLost })
    }
    try ingest("f3.csv", carrying: fields)
    let lost = try ingest("f4.csv", carrying: Array(fields.dropLast())).remarks.filter { $0.kind == .fieldLost }
    #expect(lost.map(\.field) == [.caller, .agent] && lost.map(\.count) == [3, 2])
    #expect(lost[0].text.en.contains("(3, last f3.csv)") && lost[1].text.en.contains("(2, last f2.csv)"))
  }

  /// Ingests a file whose reading says which columns it has.
  @discardableResult
  private func ingest(_ name: String, carrying fields: [FactField]) throws -> SourceReport {
    let source = IngestedFile(path: name, sha256: name, sizeBytes: 1, kind: .call, profile: "test")
    return try store.open().ingest(source, measures: store.measures) { session in
      var summary = try TestStore.feed(&session, .call, [.call(name, at: "2019-01-05")], carrying: fields)
      summary.carriedFields = Set(fields)
      return summary
    }
  }

  @Test("a file that is known tells whether its profile is another one now")
  func profileChanged() throws {
    var file = IngestedFile(
      path: "a.csv", sha256: "a", sizeBytes: 1, kind: .call, profile: "test", profileFingerprint: "f1")
    _ = try store.open().ingest(file, measures: store.measures) {
      try TestStore.feed(&$0, .call, [.call("1", at: "2019-01-05")])
    }
    func changed(_ profile: String, _ fingerprint: String) throws -> Bool? {
      (file.profile, file.profileFingerprint) = (profile, fingerprint)
      return try store.open().read { try file.knownReport(sha256: "a", $0)?.profileChanged }
    }
    #expect(try changed("test", "f1") == false)
    #expect(try changed("test", "f2") == true && changed("other", "f1") == true && changed("other", "f2") == true)
    #expect(try store.open().read { try file.knownReport(sha256: "b", $0) } == nil)
  }

  @Test("several files that are read again are each read again")
  func again() throws {
    func work(_ number: Int) -> IngestWork {
      let source = IngestedFile(
        path: "/exports/f\(number).csv", sha256: "sha-\(number)", sizeBytes: 100, kind: .call, profile: "test")
      return IngestWork(
        source: source, hash: { nil },
        read: { session in
          var session = session
          return try TestStore.feed(&session, .call, [.call("k\(number)", at: "2019-01-05")])
        }, hold: { _ in HeldRows() })
    }
    let works = [work(1), work(2)]
    let options = IngestOptions(maxReuseShare: 1, isAgain: true)
    for forgotten in [[[], []], [[1], [2]]] {
      let reports = try store.open().ingest(works, options: options, measures: store.measures).map { try $0.get() }
      #expect(reports.map(\.forgotten) == forgotten && reports.map(\.accepted) == [1, 1])
    }
    #expect(try store.sql("SELECT count(*) FROM source").first?[0] == 2)
  }
}
