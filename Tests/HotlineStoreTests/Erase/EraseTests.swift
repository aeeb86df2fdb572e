import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineStore

@Suite("A citizen's number is taken out")
struct EraseTests {
  private static let caller = "13800000001"

  /// The records as exports would have them that never knew the number.
  private func without(_ records: [TestRecord]) -> [TestRecord] {
    records.map { record in
      var record = record
      if record.fields[.caller] == Self.caller { record.fields[.caller] = nil }
      return record
    }
  }

  /// Each fact once: of two rows of one source only the fuller stays, and without the number it may be the other one.
  private func once(_ records: [TestRecord]) -> [TestRecord] {
    var keys: Set<String> = []
    return records.filter { keys.insert($0.fields[.key] ?? "").inserted }
  }

  @Test("what is left is what exports without the number give: facts, sums, statements", arguments: UInt64(70)...75)
  func sameAsWithout(seed: UInt64) throws {
    let (erased, never) = (try TestStore(), try TestStore())
    for store in [erased, never] {
      try store.giveCommonKey()
      var records = RandomRecords(seed: seed)
      for step in 0..<4 {
        let calls = once(records.calls(30))
        try store.ingest(.call, store === never ? without(calls) : calls, mergesParts: step == 2)
        var orders = once(records.orders(15))
        for index in orders.indices where index % 3 == 0 { orders[index].fields[.caller] = Self.caller }
        try store.ingest(.workOrder, store === never ? without(orders) : orders)
      }
    }
    let moment = try #require(LocalTime.parse("2019-06-01 12:00:00"))
    let before = try erased.sql("SELECT count(*) FROM call")[0][0] as Int
    let erasure = try erased.open().erase(caller: Self.caller, at: moment, measures: erased.measures)
    #expect(erasure.calls > 0 && erasure.orders > 0 && erasure.day == "2019-06-01")
    #expect(try erased.sql("SELECT count(*) FROM call")[0][0] as Int == before)
    #expect(try erased.facts() == never.facts())
    #expect(try erased.open().check() == [])
    #expect(try erased.open(.readOnly).status().erasures == [erasure])
    // What other sources say comes back without the number, too.
    _ = try erased.open().forget(["file-1.csv", "file-6.csv"], measures: erased.measures)
    _ = try never.open().forget(["file-1.csv", "file-6.csv"], measures: never.measures)
    #expect(try erased.facts() == never.facts())
    #expect(try erased.open().check() == [])
  }

  @Test(
    "while somebody reads, the log keeps what was there before: that is told, and the same command empties it afterwards"
  )
  func readMeanwhile() throws {
    let store = try TestStore()
    for day in 1...9 { try store.ingest(.call, [.call("\(day)", at: "2019-01-0\(day)", [.caller: Self.caller])]) }
    func erase() throws -> Erasure { try store.open().erase(caller: Self.caller, at: 0, measures: store.measures) }
    func problem() throws -> String {
      do {
        return "erased: \(try erase())"
      } catch let problem as Diagnostic {
        return problem.found.en
      }
    }
    let reader = try store.open(.readOnly)
    let (first, again) = try reader.read { database in
      #expect(try Int.fetchOne(database, sql: "SELECT count(caller) FROM call") == 9)
      return (try problem(), try problem())
    }
    let rest =
      "but the database's log, which still holds what was there before, could not be emptied: another program is reading the database"
    #expect(first == "the number was taken out of 9 calls and 0 work orders, \(rest)")
    #expect(again == "no call and no work order has this number, \(rest)")
    #expect(try problem() == "no call and no work order has this number")
    #expect(try store.open(.readOnly).status().erasures.map(\.calls) == [9])
    let log = try Data(contentsOf: URL(filePath: store.path + "-wal"))
    #expect(log.isEmpty)
  }

  @Test("a number that no fact has is told, and nothing is noted")
  func unknown() throws {
    let store = try TestStore()
    try store.ingest(.call, [.call("1", at: "2019-01-05", [.caller: "13900000009"])])
    #expect(throws: Diagnostic.self) { try store.open().erase(caller: Self.caller, at: 0, measures: store.measures) }
    #expect(try store.open(.readOnly).status().erasures.isEmpty)
    #expect(try store.sql("SELECT count(*) FROM call WHERE caller IS NOT NULL")[0][0] as Int == 1)
  }
}
