import HotlineModel
import Testing

@testable import HotlineStore

/// Hashes that databases keep: calls are numbered by them, and what sources said is checked by them for years. The values
/// were worked out by a program of its own.
@Suite("Hashes that databases keep")
struct StoredHashTests {
  @Test(
    "of texts shorter, as long and longer than a word",
    arguments: [
      ("", 3_314_999_461_682_261_731), ("a", -7_319_701_579_217_373_681), ("1234567", -5_957_874_624_617_118_796),
      ("12345678", -5_607_931_032_245_945_048), ("123456789", -6_894_253_878_934_429_152),
      ("T-1", 6_521_857_746_641_685_198), ("黄浦区黄浦区黄浦", 4_160_484_067_237_180_204),
    ] as [(String, Int64)])
  func texts(text: String, value: Int64) {
    var hash = ContentHash()
    hash.add(text: text)
    #expect(hash.value == value)
  }

  @Test("of numbers, of what is absent and of nothing")
  func others() {
    var (number, absent) = (ContentHash(), ContentHash())
    number.add(number: -5)
    absent.addAbsent()
    #expect(ContentHash().value == -2_152_535_657_050_944_081)
    #expect(number.value == 6_410_682_720_627_709_663 && absent.value == -8_939_037_999_520_420_255)
  }

  @Test("a call's number among those of its second goes by its key")
  func ties() {
    for (key, tie) in [("a", Int64(2_225_679)), ("T-1", 3_476_174), ("", 3_059_427)] {
      #expect(Array(key.utf8).withUnsafeBufferPointer { CallID.tie(of: $0) } == tie)
    }
  }

  @Test("what a source says is counted and summed, and taken away again, whatever other sources say in between")
  func totals() throws {
    let layout = FactLayout(.budget)
    func row(_ source: Int64, carried: Int64?, _ cells: [String: Int64]) throws -> FactStatement {
      let row = FactStatement(
        width: layout.columns.count, origin: FactStatement.Origin(sourceID: source, line: 7, carriedID: carried))
      for (name, value) in cells { row.set(try #require(layout.columns.firstIndex(of: name)), value) }
      return row
    }
    let rows = [
      try row(1, carried: 3, ["year": 2019, "budget_fen": -1]), try row(2, carried: nil, ["year": 2019]),
    ]
    var totals = StatementTotals(layout)
    let key = Array("K".utf8)
    key.withUnsafeBufferPointer { key in
      for row in rows { totals.add(row.view, key: key, row.origin) }
      #expect(totals.bySource[1]?.statements == 1 && totals.bySource[1]?.checksum == 6_545_923_342_254_825_729)
      #expect(totals.bySource[2]?.statements == 1 && totals.bySource[2]?.checksum == -6_055_610_888_442_339_487)
      for row in rows + rows.reversed() { totals.add(row.view, key: key, row.origin) }
      #expect(totals.bySource[1]?.statements == 3)
      for row in rows + rows + rows { totals.remove(row.view, key: key, row.origin) }
      #expect([1, 2].allSatisfy { totals.bySource[$0]?.statements == 0 && totals.bySource[$0]?.checksum == 0 })
    }
    withExtendedLifetime(rows) {}
  }
}
