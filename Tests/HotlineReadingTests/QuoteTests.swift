import Foundation
import Testing

@testable import HotlineReading

/// What a stray quote may cost: its own row, never its neighbours.
@Suite("Quotes")
struct QuoteTests {
  private static let profile = Profiles.calls("started_at: [start]\noutcome: [outcome]\ncategory: [note]")
  private static let header = "id,start,outcome,note\n"

  private static func row(_ key: String, _ note: String = "x") -> String {
    "\(key),2019-03-04 08:00:00,answered,\(note)\n"
  }

  private func read(_ rows: String...) throws -> Reading {
    try Reading(Self.header + rows.joined(), profile: Self.profile)
  }

  @Test("a quote that closes before more text ends there, and the text belongs to the cell")
  func closedEarly() throws {
    let first = try Reading(
      "note,id,start,outcome\n\"User 10\" <114>,K1,2019-03-04 08:00:00,answered\n\"User 11\" <115>,K2,2019-03-04 09:00:00,answered\n",
      profile: Self.profile)
    #expect(first.keys == ["K1", "K2"])
    #expect(first.text(0, .category) == "User 10 <114>")
    let last = try read(Self.row("K4", "\"User 10\" <114>"), Self.row("K5", "\"a\"b\"c\""), Self.row("K6"))
    #expect(last.keys == ["K4", "K5", "K6"])
    #expect(last.text(0, .category) == "User 10 <114>")
    #expect(last.text(1, .category) == "ab\"c\"")
  }

  @Test("a quote that opens in one row and closes in a later one costs the first row alone")
  func swallowing() throws {
    let reading = try read(
      Self.row("K0"), Self.row("K1", "\"urgent"), Self.row("K2"), Self.row("K3"), Self.row("K4", "ok\""), Self.row("K5")
    )
    #expect(reading.keys == ["K0", "K2", "K3", "K4", "K5"])
    #expect(reading.reasons == [.unterminatedQuote])
    #expect(reading.rejected.map(\.line) == [3])
    #expect(reading.rejected.map(\.column) == [4])
    #expect(reading.rejected.map(\.header) == ["note"])
    #expect(reading.rejectedFields == [["K1", "2019-03-04 08:00:00", "answered", "urgent\n"]])
  }

  @Test("two quotes that open apart from each other cost two rows")
  func twoOpenings() throws {
    let reading = try read(
      Self.row("a"), Self.row("b", "\"太吵"), Self.row("c"), Self.row("d", "\"太臭"), Self.row("e"), Self.row("f"))
    #expect(reading.keys == ["a", "c", "e", "f"])
    #expect(reading.rejected.map(\.line) == [3, 5])
  }

  @Test("a quote that never closes in row 99 of 30,000 costs one row")
  func neverClosed() throws {
    let rows = (1...30_000).map { Self.row("k\($0)", $0 == 99 ? "\"x" : "x") }.joined()
    let reading = try read(rows)
    #expect(reading.summary.records == 29_999)
    #expect(reading.rejected.map(\.line) == [100])
  }

  @Test("a true cell of several lines stays whole, with separators, blank lines and doubled quotes in it")
  func severalLines() throws {
    let reading = try read(
      Self.row("a", "\"第一行\n第二行, 带逗号\n\n第\"\"四\"\"行\""), Self.row("b"), Self.row("c", "\"1\r2\r\n3\""), Self.row("d"))
    #expect(reading.keys == ["a", "b", "c", "d"])
    #expect(reading.rejected.isEmpty)
    #expect(reading.text(0, .category) == "第一行\n第二行, 带逗号\n\n第\"四\"行")
    #expect(reading.text(2, .category) == "1\r2\r\n3")
    #expect(reading.batches.flatMap(\.sourceLines) == [2, 6, 7, 10])
  }

  @Test("a quote that opens in a cell of several lines costs that record, and its lines do not hide the rows after it")
  func openBehindTrueCell() throws {
    let reading = try read(Self.row("a", "\"1\n2\nid \"\"b"), Self.row("c"), Self.row("d", "\"3\n4\""))
    #expect(reading.keys == ["c", "d"])
    #expect(reading.reasons == [.unterminatedQuote, .fieldCount, .fieldCount])
  }

  @Test("a record that begins inside a damaged one is read")
  func recordInDamage() throws {
    let reading = try read(Self.row("a", "\"open"), Self.row("b", "\"1\n2\n3\""), Self.row("c"))
    #expect(reading.keys == ["b", "c"])
    #expect(reading.rejected.map(\.line) == [2])
  }

  @Test("a backslash before a quote is an escape where the row is whole only so")
  func backslash() throws {
    let reading = try read(
      Self.row("B1", "\"他说 \\\"太吵\\\"\""), Self.row("B2", "\"x\\, y\""), Self.row("B3", "\"a, \\\"b, c\\\" d\""),
      Self.row("B4", "\"C:\\dir\\\""), Self.row("B5", "\"1 \\\"2\n3\\\" 4\""), Self.row("B6"))
    #expect(reading.keys == ["B1", "B2", "B3", "B4", "B5", "B6"])
    #expect(reading.text(0, .category) == "他说 \"太吵\"")
    #expect(reading.text(1, .category) == "x\\, y")
    #expect(reading.text(2, .category) == "a, \"b, c\" d")
    #expect(reading.text(3, .category) == "C:\\dir\\")
    #expect(reading.text(4, .category) == "1 \"2\n3\" 4")
  }

  @Test("blanks around quotes and quotes within a word are what they always were")
  func lenience() throws {
    let reading = try read(
      Self.row("a", " \"x, y\" "), Self.row("b", "5\" pipe"), Self.row("c", "\"\""), Self.row("d", "\"\"\"\""))
    #expect(reading.keys == ["a", "b", "c", "d"])
    #expect(reading.text(0, .category) == "x, y")
    #expect(reading.text(1, .category) == "5\" pipe")
    #expect(reading.text(2, .category) == nil)
    #expect(reading.text(3, .category) == "\"")
  }

  @Test("a file of nothing but open quotes is read in a time that grows with its size alone")
  func manyOpenings() throws {
    let lines = String(repeating: "\"x,\"y\n", count: 20_000) + String(repeating: "\"\"\"\n", count: 20_000)
    let reading = try read(Self.row("a"), lines, Self.row("b"))
    #expect(reading.keys == ["a", "b"])
  }

  @Test("quotes that close behind other lines, in no row's shape, do not reach into the rows after them")
  func brokenButClosed() throws {
    // Found by the fuzzer: the quote of the fourth line opened again when its record was taken apart.
    let reading = try read(
      Self.row("a"), "\"!\n\n\n\"\n", Self.row("b"), "\n", Self.row("c", "\"1\n2\""), "\"\n")
    #expect(reading.keys == ["a", "b", "c"])
    #expect(reading.text(2, .category) == "1\n2")
  }
}
