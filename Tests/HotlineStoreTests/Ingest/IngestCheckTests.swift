import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

/// How many rows a file may lose, and which fields its rows carry.
@Suite("Rows lost and fields carried")
struct IngestCheckTests {
  private func refusal(_ records: Int, rejected: Int, received: Int? = nil) -> String? {
    var tally = RejectTally()
    for _ in 0..<(received ?? rejected) {
      tally.note(RejectedRow(line: 7, reason: .badTime, detail: LocalizedText(zh: "坏", en: "bad")))
    }
    var summary = ReadingSummary()
    summary.records = records
    summary.counts = RowCounts(rows: 1 + records + rejected, header: 1, rejected: rejected)
    do {
      try summary.checkRejects(tally, file: "a.csv", options: IngestOptions())
      return nil
    } catch { return (error as? Diagnostic)?.message(.en) }
  }

  @Test("a hundredth of all rows, the rejected ones among them, and twenty in any case; but not all")
  func shares() {
    #expect(refusal(0, rejected: 0) == nil && refusal(1, rejected: 20) == nil && refusal(2_079, rejected: 21) == nil)
    #expect(refusal(9_900, rejected: 100) == nil)
    #expect(refusal(1, rejected: 21)?.contains("21 of 22 rows are rejected (at most 20)") == true)
    #expect(refusal(2_078, rejected: 21)?.contains("21 of 2099 rows") == true)
    #expect(refusal(9_899, rejected: 101)?.contains("(at most 100)") == true)
    #expect(refusal(0, rejected: 1)?.contains("all 1 rows are rejected") == true)
    #expect(refusal(5, rejected: 2, received: 1)?.contains("2 rejected, 1 received") == true)
    #expect(refusal(5, rejected: 0, received: 1)?.contains("do not add up") == true)
  }

  private func fields(_ list: [FactField]) -> CarriedFields { CarriedFields(.workOrder, where: list.contains) }

  @Test("sets of fields: which hold which, and what both hold together")
  func sets() {
    let (one, two, both) = (fields([.key]), fields([.line]), fields([.key, .line]))
    #expect(one.bits == 1 && two.bits == 2 && both.bits == 3)
    #expect(
      both.contains(one) && both.contains(two) && both.contains(both) && !one.contains(both) && !one.contains(two))
    #expect(one.union(two) == both && fields([]).bits == 0 && one.contains(fields([])))
    #expect(both.contains(fieldAt: 0) && both.contains(fieldAt: 1) && !both.contains(fieldAt: 2))
  }

  @Test("sets are numbered from 1 as they come, and keep their numbers")
  func numbers() throws {
    let store = try TestStore()
    try store.open().migrate()
    let required: [FactField] = [.key, .line, .status, .receivedAt]
    try store.open().write { database in
      let sets = try CarriedSets(.workOrder, database)
      #expect(sets.partialIDs == [])
      #expect(sets.id(of: fields(required)) == 1 && sets.id(of: fields([.key, .line])) == 2)
      #expect(sets.id(of: fields(required)) == 1 && sets.partialIDs == [2])
      #expect(
        sets.fields(of: 2) == fields([.key, .line]) && sets.fields(of: nil) == sets.all
          && sets.fields(of: 9) == sets.all)
      try sets.save(database)
      let again = try CarriedSets(.workOrder, database)
      #expect(again.id(of: fields([.key, .line])) == 2 && again.id(of: again.all) == 3)
      try again.save(database)
      #expect(try CarriedSets(.call, database).id(of: CarriedFields(bits: 1)) == 4, "of another kind")
      // Nothing has any of them: they are retired, and come back under their numbers.
      try CarriedSets.retireUnused(database)
      let retired = try CarriedSets(.workOrder, database)
      #expect(retired.partialIDs == [] && retired.fields(of: 2) == fields([.key, .line]))
      #expect(retired.id(of: fields([.key, .line])) == 2 && retired.partialIDs == [2])
      try retired.save(database)
      let kinds = try String.fetchAll(database, sql: "SELECT kind FROM carried ORDER BY id")
      #expect(kinds == ["past:work_order", "work_order", "past:work_order"])
      return ((), .rollback)
    }
  }

  @Test("versions differ in any value or title, not in when they were exported; names are compared as texts")
  func versions() throws {
    let names = NameTables(reference: try TestStore.reference())
    func id(_ name: String) -> Int64 {
      Array(name.utf8).withUnsafeBufferPointer { names.id(of: $0, in: .kind) }
    }
    // The first number belongs to the name that comes later in the dictionary.
    let (late, early) = (id("乙"), id("丁"))
    let version = FactVersion(layout: FactLayout(.activity), names: names)
    let columns = version.layout.columns
    func row(_ title: String?, _ cells: [String: Int64]) throws -> FactStatement {
      let bytes = title.map { Array($0.utf8) }
      let row = (bytes ?? []).withUnsafeBufferPointer {
        FactStatement(
          width: columns.count, title: bytes == nil ? nil : $0, origin: .init(sourceID: 1, line: 1, carriedID: 1))
      }
      for (name, value) in cells { row.set(try #require(columns.firstIndex(of: name)), value) }
      return row
    }
    func compare(_ left: FactStatement, _ right: FactStatement) -> [Bool] {
      [
        version.saysSame(left.view, right.view), version.isOlder(left.view, right.view),
        version.isOlder(right.view, left.view),
      ]
    }
    let plain = try row("a", ["quantity": 1, "exported_at": 5])
    #expect(try compare(plain, row("a", ["quantity": 1, "exported_at": 5])) == [true, false, false])
    #expect(try compare(plain, row("a", ["quantity": 1, "exported_at": 6])) == [true, true, false])
    #expect(try compare(plain, row("a", ["quantity": 2, "exported_at": 5])) == [false, true, false])
    #expect(try compare(plain, row("b", ["quantity": 1, "exported_at": 5])) == [false, true, false])
    #expect(
      try compare(plain, row(nil, ["quantity": 1, "exported_at": 5])) == [false, false, true], "the fuller row wins")
    #expect(try compare(plain, row("a", ["exported_at": 5])) == [false, false, true])
    #expect(try compare(plain, row("a", ["inquiries": 1, "exported_at": 5])) == [false, true, false])
    #expect(
      try compare(plain, row("a", ["quantity": 1])) == [true, false, true], "without a time of export it is older")
    #expect(try compare(plain, row("a", ["quantity": 0, "held_at": 9, "exported_at": 5])) == [false, true, false])
    #expect(late < early)
    #expect(
      try compare(row(nil, ["kind_id": early]), row(nil, ["kind_id": late])) == [false, true, false], "丁 comes before 乙"
    )
    withExtendedLifetime(plain) {}
  }
}
