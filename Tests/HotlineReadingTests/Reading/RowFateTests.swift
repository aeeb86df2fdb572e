import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What becomes of a row: header, blank, total, record or rejected.
@Suite("What becomes of a row")
struct RowFateTests {
  private static let start = "2019-01-05 08:03:11"

  private func read(_ rows: String...) throws -> Reading {
    try Reading(Profiles.header + Profiles.row("a") + rows.map { $0 + "\n" }.joined() + Profiles.row("z"))
  }

  @Test(
    "a line of totals is skipped",
    arguments: [
      "合计,1,,,", "总计,1,,,", "小计,1,,,", "共计,1,,,", "合计：,1,,,", "合计:3,,,,", "总计1,,,,", "小计(3),,,,", "共计（3）,,,,",
      ",,合计,3,", "合计", "合计 123456789012345678901234567890123 ,,,,", "合计：0123456789012345678901234567890,,,,",
    ])
  func totals(row: String) throws {
    let reading = try read(row)
    #expect(reading.keys == ["a", "z"] && reading.summary.skipped == 1 && reading.rejected.isEmpty)
  }

  @Test(
    "a name that begins like a total is none",
    arguments: [
      "合计数,,,,", "合计一,,,,", "合,,,,", "计合,,,,", "x合计,,,,", "x,合计,,,", "小计划,,,,", "共和计,,,,", "总,,,,",
      "合计 1234567890123456789012345678901234,,,,", "合计：01234567890123456789012345678901,,,,",
    ])
  func noTotals(row: String) throws {
    let reading = try read(row)
    #expect(reading.keys == ["a", "z"] && reading.summary.skipped == 0 && reading.rejected.count == 1)
  }

  @Test(
    "a row of blanks of any kind is blank",
    arguments: ["", " ", "\t", "\u{A0}", "\u{3000}", ",\u{A0},,,", " ,\u{3000},\t,,", "\u{A0}\u{A0}"]
  )
  func blanks(row: String) throws {
    let reading = try read(row)
    #expect(reading.summary.blank == 1 && reading.rejected.isEmpty && reading.keys == ["a", "z"])
  }

  @Test("a batch is handed on when it is full, and none is empty")
  func batches() throws {
    let rows = (0..<5).map { Profiles.row("k\($0)") }
    func counts(_ text: String) throws -> [Int] { try Reading(Profiles.header + text).batches.map(\.count) }
    #expect(try counts(rows[..<1].joined()) == [1] && counts(rows[..<2].joined()) == [2])
    #expect(try counts(rows[..<3].joined()) == [2, 1] && counts(rows.joined()) == [2, 2, 1])
    #expect(try counts("x,bad,,,\ny,bad,,,\n") == [])
  }

  @Test("a NUL byte is told with its own cell", arguments: [1, 2, 3, 4, 5])
  func nul(column: Int) throws {
    var cells = Profiles.row("b").dropLast().split(separator: ",").map(String.init)
    for cell in ["\u{0}" + cells[column - 1], cells[column - 1] + "\u{0}"] {
      cells[column - 1] = cell
      let reading = try read(cells.joined(separator: ","))
      #expect(reading.reasons == [.nulByte] && reading.rejected[0].column == column)
    }
  }

  @Test("an undecodable byte is told with its cell and its place there", arguments: [1, 2, 3, 4, 5])
  func invalid(column: Int) throws {
    let cells = Profiles.row("b").dropLast().split(separator: ",").map { Array($0.utf8) }
    for place in [0, cells[column - 1].count] {
      var damaged = cells
      damaged[column - 1].insert(0xFE, at: place)
      var bytes = Array(Profiles.header.utf8)
      bytes += Array(damaged.joined(separator: [0x2C]))
      bytes += Array("\n\(Profiles.row("z"))".utf8)
      let reading = try Reading(bytes)
      let row = try #require(reading.rejected.first)
      #expect(
        row.column == column && row.detail.en.hasPrefix("byte \(place + 1) of the field, 0xFE,"), "\(row.detail.en)")
    }
  }

  @Test("a bad byte is written with two digits")
  func hex() {
    func text(_ byte: UInt8) -> String {
      RejectedRow.invalidBytes(line: 1, column: nil, header: nil, offset: 0, byte: byte, fileOffset: 6).detail.en
    }
    #expect(text(0).hasPrefix("byte 7 of the file, 0x00,") && text(0x0F).hasPrefix("byte 7 of the file, 0x0F,"))
    #expect(text(0x10).hasPrefix("byte 7 of the file, 0x10,") && text(0xAB).hasPrefix("byte 7 of the file, 0xAB,"))
  }

  @Test("times to the minute above a second header mark the file too")
  func minutesAboveSecondHeader() throws {
    let profile = Profiles.calls("answered_at: [answer]\ndistrict: [d]")
    let reading = try Reading(
      "id,start,answer,d\na,2019-01-05 08:03,2019-01-05 08:04,x\n"
        + "id,start,d,answer\nb,\(Self.start),x,2019-01-05 08:04:00\n", profile: profile)
    #expect(reading.keys == ["a", "b"] && reading.summary.hasMinutePrecision && reading.summary.header == 2)
  }

  @Test("of a header further down the first eight names are shown")
  func changedHeader() throws {
    let names = (1...8).map { "c\($0)" }.joined(separator: ",")
    let reading = try Reading(
      "id,start,\(names)\na,\(Self.start)\nstart,id,\(names)\n\(Self.start),b\n", profile: Profiles.calls(""))
    let remark = try #require(reading.summary.remarks.first { $0.kind == .headerChanged })
    #expect(remark.examples.map(\.value) == ["start, id, c1, c2, c3, c4, c5, c6"])
    #expect(reading.keys == ["a", "b"])
  }

  @Test("a header above nothing but blank lines is a header without rows")
  func headerAndBlanks() {
    let problem = diagnostic { _ = try Reading(Profiles.header + "\n,,,,\n \n") }
    #expect(problem?.message(.en).contains("no data rows") == true)
  }

  @Test("in a file without header a row of names is a bad row, and the rows below it are read")
  func headerless() throws {
    let profile = Profiles.calls("key: 2\nstarted_at: 1", top: "header: none")
    let reading = try Reading(
      "\(Self.start),a\n开始,编号,甲,乙\n\(Self.start),b\n", profile: profile)
    #expect(reading.keys == ["a", "b"] && reading.rejected.map(\.line) == [2] && reading.summary.header == 0)
  }

  @Test("where two files meet in a line, the longest name that ends the cell is the second one's header")
  func joint() throws {
    let profile = Profiles.calls("key: [call_id, 编号, id]\ndistrict: [d]")
    for (first, second) in [("call_id", "call_id"), ("id", "call_id"), ("编号", "id"), ("id", "编号")] {
      let reading = try Reading(
        "\(first),start,d\na,\(Self.start),咨询\(second),start,d\nb,\(Self.start),x\n", profile: profile)
      #expect(reading.keys == ["a", "b"] && reading.rejected.isEmpty, "\(first) \(second)")
      #expect(reading.text(0, .district) == "咨询" && reading.text(1, .district) == "x", "\(first) \(second)")
    }
  }

  @Test("a title of fewer cells than the columns that are looked at does no harm")
  func narrowTitles() throws {
    let profile = Profiles.calls("key: [id]\ndistrict: [d]\ncategory: [c]")
    let text = "报表\n统计,甲\n话务,明细,表\nstart,id,d,c\n\(Self.start),a,x,y\n"
    #expect(try Reading(text, profile: profile).keys == ["a"])
  }

  @Test("headers say that rows are made up, in both languages")
  func simulated() {
    for header in ["模拟数据", "simulated", " Simulated ", "SIMULATED"] {
      #expect(ReadingSummary.saysSimulated(header), "\(header)")
    }
    #expect(!ReadingSummary.saysSimulated("数据") && !ReadingSummary.saysSimulated(""))
  }
}
