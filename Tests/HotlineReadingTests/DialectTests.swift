import Foundation
import HotlineText
import Testing

@testable import HotlineReading

@Suite("Dialects")
struct DialectTests {
  static let text = Profiles.header + Profiles.row("a") + Profiles.row("b")

  @Test("comma, tab and semicolon are told apart", arguments: [",", "\t", ";"])
  func delimiters(delimiter: String) throws {
    let text = Self.text.replacing(",", with: delimiter)
    #expect(try Reading.file(text).delimiter == delimiter.utf8.first)
    #expect(try Reading(text).keys == ["a", "b"])
  }

  @Test("commas inside the text of a tab-separated file do not make it comma-separated")
  func commasInText() throws {
    let rows = (0..<10).map { "k\($0)\t2019-01-05 08:03:11\t一,二,三\(String(repeating: ",", count: $0))\n" }.joined()
    #expect(try Reading.file("id\tstart\td\n" + rows).delimiter == 0x09)
  }

  @Test("LF, CRLF and CR end lines", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let reading = try Reading((Self.text + "bad\n").replacing("\n", with: end))
    #expect(reading.keys == ["a", "b"])
    #expect(reading.rejected.map(\.line) == [4])
  }

  @Test("quoted fields hold line breaks and doubled quotes; line numbers stay right")
  func quotes() throws {
    let reading = try Reading(
      Profiles.header + "a,2019-01-05 08:03:11,接通,,\"黄\"\"浦\"\"\n区\"\nb,x,接通,,\n" + Profiles.row("c"))
    #expect(reading.text(0, .district) == "黄\"浦\"\n区")
    #expect(reading.rejected.map(\.line) == [4])
    #expect(reading.batches.flatMap(\.sourceLines) == [2, 5])
  }

  @Test("empty lines and lines of commas are blank")
  func blanks() throws {
    let reading = try Reading(
      Profiles.header + "\n" + Profiles.row("a") + ",,,,\n   \n, ,\u{3000},,\n\r\n" + Profiles.row("b"))
    #expect(reading.summary.blank == 5)
    #expect(reading.keys == ["a", "b"])
  }

  @Test("trailing empty columns are no fields")
  func trailingColumns() throws {
    let reading = try Reading("编号,时间,结果,主叫,区,,\na,2019-01-05 08:03:11,接通,,,,\nb,2019-01-05 08:03:11,接通,,\n")
    #expect(reading.keys == ["a", "b"])
    let wide = try Reading(Profiles.header + "a,2019-01-05 08:03:11,接通,,,,,\n")
    #expect(wide.keys == ["a"])
  }

  @Test("rows with too few or too many fields are rejected with the counts")
  func fieldCount() throws {
    let reading = try Reading(
      Profiles.header + "a,2019-01-05 08:03:11\n" + "b,2019-01-05 08:03:11,接通,,区,多余\n" + Profiles.row("c"))
    #expect(reading.keys == ["c"])
    #expect(reading.reasons == [.fieldCount, .fieldCount])
    #expect(reading.rejected[0].detail.en.contains("2 fields, not 5"))
    #expect(reading.rejected[1].detail.en.contains("6 fields, not 5"))
    #expect(reading.rejectedFields[0] == ["a", "2019-01-05 08:03:11"])
  }

  @Test("a row may end early where only columns that it can do without are missing")
  func shortRow() throws {
    let reading = try Reading(Profiles.header + "a,2019-01-05 08:03:11,接通\n" + Profiles.row("b"))
    #expect(reading.keys == ["a", "b"])
    #expect(reading.text(0, .district) == nil)
  }

  @Test("a header name twice is an error only when it is read")
  func duplicateHeaders() throws {
    let text = "编号,时间,结果,主叫,区,备注,备注\na,2019-01-05 08:03:11,接通,,,x,y\n"
    #expect(try Reading(text).keys == ["a"])
    let problem = diagnostic { _ = try Reading(text.replacing("备注", with: "区")) }
    #expect(problem?.message(.en).contains("appears 3 times") == true)
    #expect(problem?.place?.line == 1)
    #expect(problem?.place?.column == 6)
  }

  @Test("the last row needs no line break")
  func noFinalNewline() throws {
    #expect(try Reading(String(Self.text.dropLast())).keys == ["a", "b"])
  }

  @Test("a quote that never closes costs its row, and the rows after it are read")
  func unterminatedQuote() throws {
    let reading = try Reading(Self.text + "c,2019-01-05 08:03:11,接通,,\"黄浦\n" + Profiles.row("d") + Profiles.row("e"))
    #expect(reading.keys == ["a", "b", "d", "e"])
    #expect(reading.reasons == [.unterminatedQuote])
    #expect(reading.rejected[0].line == 4)
    #expect(reading.rejected[0].column == 5)
    #expect(reading.rejected[0].detail.en.contains("line 4, column 5"))
  }

  @Test("a NUL byte rejects its row")
  func nul() throws {
    let reading = try Reading(
      Array(Profiles.header.utf8) + Array("a,2019-01-05 08:03:11,接通,,".utf8) + [0] + Array("\n".utf8)
        + Array(Profiles.row("b").utf8))
    #expect(reading.keys == ["b"])
    #expect(reading.reasons == [.nulByte])
    #expect(reading.rejected[0].column == 5)
  }

  @Test("an empty file, a mark alone and blank lines alone are empty")
  func empty() {
    for bytes in [[], ExportEncoding.utf8.byteOrderMark, Array("\n\n \n".utf8)] {
      let problem = diagnostic { _ = try Reading(bytes) }
      #expect(problem?.message(.en).contains("the file is empty") == true)
    }
  }

  @Test("a header without rows is said, not crashed on")
  func headerOnly() {
    let problem = diagnostic { _ = try Reading(Profiles.header) }
    #expect(problem?.message(.en).contains("no data rows") == true)
  }

  @Test("a field of three times the limit is rejected and the rows after it are read")
  func longField() throws {
    for field in [
      String(repeating: "x", count: 3 << 20), "\"" + String(repeating: "x\ny\"\"z,", count: (3 << 20) / 7) + "\"",
    ] {
      let lines = field.utf8.count { $0 == 0x0A }
      let reading = try Reading(Self.text + "c,2019-01-05 08:03:11,接通,,\(field)\n" + Profiles.row("d") + "bad\n")
      #expect(reading.keys == ["a", "b", "d"])
      #expect(reading.reasons == [.fieldTooLong, .fieldCount])
      #expect(reading.rejected[0].line == 4)
      #expect(reading.rejected[0].column == 5)
      #expect(reading.rejected[1].line == 6 + lines)
    }
  }

  @Test("a row of 100,000 columns is rejected")
  func manyColumns() throws {
    let reading = try Reading(Self.text + String(repeating: "x,", count: 100_000) + "\n" + Profiles.row("d"))
    #expect(reading.keys == ["a", "b", "d"])
    #expect(reading.summary.rejected == 1)
  }

  @Test("undecodable bytes inside a field that is too long do not shift the places of later ones")
  func invalidInLongField() throws {
    var bytes = try encoded(Self.text, "GB18030")
    // Before and behind the limit, at which the rest of the field is only counted.
    let field = (0..<1_200_000).map { $0 % 100 == 0 ? 0xFF : 0x78 as UInt8 }
    bytes += Array("c,2019-01-05 08:03:11,x,,".utf8) + field + [0x0A]
    let place = bytes.count
    bytes += [0xFF] + (try encoded(Profiles.row("e"), "GB18030"))
    let reading = try Reading(bytes)
    #expect(reading.reasons == [.fieldTooLong, .invalidBytes])
    #expect(reading.rejected[1].detail.en.contains("byte \(place + 1) of the file"))
  }

  @Test("the same rows come out of chunks of any size")
  func chunking() throws {
    let text = Array((Self.text + "c,\"2019-01-05\n08:03:11\",\"接\"\"通\",,\r\n\n" + Profiles.row("d")).utf8)
    func rows(_ size: Int) throws -> [String] {
      let reader = RowReader(delimiter: 0x2C)
      var rows: [String] = []
      let collect: (RowEvent) -> Void = { event in
        switch event {
        case .row(let row): rows.append("\(row.line): \(row.texts)")
        default: rows.append("\(event)")
        }
      }
      for start in stride(from: 0, to: text.count, by: size) {
        try Array(text[start..<min(start + size, text.count)]).withUnsafeBufferPointer { try reader.feed($0, collect) }
      }
      try reader.finish(collect)
      return rows
    }
    let whole = try rows(text.count)
    #expect(whole.count == 6)
    for size in [1, 2, 3, 7, 16] { #expect(try rows(size) == whole) }
  }
}
