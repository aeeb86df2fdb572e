import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

/// Rejected rows and texts as engines read them.
@Suite("Rejected rows as records")
struct RejectedRecordTests {
  private func written(_ format: RecordFormat, language: Language, _ rows: [RejectedRow]) throws -> [String] {
    var pieces: [String] = []
    let encoder = RejectEncoder(format, file: "a,b.csv", language: language) {
      pieces.append(String(decoding: $0, as: UTF8.self))
    }
    try encoder.writeHeader()
    for row in rows { try encoder.write(row) }
    return pieces
  }

  private let rows = [
    RejectedRow(
      line: 5, column: 3, header: "开始", value: "x\"y", reason: .badTime, detail: LocalizedText(zh: "坏", en: "bad")),
    RejectedRow(line: 12, reason: .missingValue, detail: LocalizedText(zh: "缺", en: "missing")),
  ]

  @Test("a table with a head and empty cells, or an object a line with nulls")
  func formats() throws {
    #expect(
      try written(.csv, language: .en, rows) == [
        "source_file,source_line,column,header,value,reason,detail\n",
        "\"a,b.csv\",5,3,开始,\"x\"\"y\",bad_time,bad\n", "\"a,b.csv\",12,,,,missing_value,missing\n",
      ])
    #expect(
      try written(.ndjson, language: .zh, rows) == [
        "{\"source_file\":\"a,b.csv\",\"source_line\":5,\"column\":3,\"header\":\"开始\",\"value\":\"x\\\"y\","
          + "\"reason\":\"bad_time\",\"detail\":\"坏\"}\n",
        "{\"source_file\":\"a,b.csv\",\"source_line\":12,\"column\":null,\"header\":null,\"value\":null,"
          + "\"reason\":\"missing_value\",\"detail\":\"缺\"}\n",
      ])
  }

  private func text(_ format: RecordFormat, _ text: String) -> String {
    let buffer = OutputBuffer(capacity: 1)
    format.append(text, to: buffer)
    var written = ""
    buffer.drain { written = String(decoding: $0, as: UTF8.self) }
    return written
  }

  @Test(
    "in JSON a single special character is enough to be escaped, and a blank is none",
    arguments: [
      ("\"", "\\\""), ("\\", "\\\\"), ("\u{1F}", "\\u001f"), ("\u{10}", "\\u0010"), ("\u{0}", "\\u0000"),
      ("\u{F}", "\\u000f"), (" ", " "), (" \n ", " \\u000a "), ("a b\"", "a b\\\""), ("a\\ ", "a\\\\ "),
      ("!#[]", "!#[]"),
      ("~\u{7F}", "~\u{7F}"),
    ])
  func json(plain: String, expected: String) { #expect(text(.ndjson, plain) == "\"\(expected)\"") }

  @Test(
    "in CSV a single comma, quote or line end is enough to be quoted",
    arguments: [
      (",", "\",\""), ("\"", "\"\"\"\""), ("\n", "\"\n\""), ("\r", "\"\r\""), ("", "\"\""), ("a b;c", "a b;c"),
      ("a,\"", "\"a,\"\"\""), ("\u{B}", "\u{B}"), ("-", "-"),
    ])
  func csv(plain: String, expected: String) { #expect(text(.csv, plain) == expected) }

  @Test("numbers of every length", arguments: 0...18)
  func numbers(length: Int) {
    var power: Int64 = 1
    for _ in 0..<length { power *= 10 }
    let buffer = OutputBuffer(capacity: 1)
    var (written, expected) = ("", "")
    for number in [power - 1, power, power + 1, -power, 1 - power, 9 * (power / 10)] {
      buffer.append(number: number)
      buffer.append(UInt8(ascii: " "))
      expected += "\(number) "
    }
    buffer.drain { written = String(decoding: $0, as: UTF8.self) }
    #expect(written == expected)
  }

  @Test("two digits of hours")
  func twoDigits() {
    #expect([0, 9, 10, 11, 23].map(FactGroups.twoDigits) == ["00", "09", "10", "11", "23"])
  }
}
