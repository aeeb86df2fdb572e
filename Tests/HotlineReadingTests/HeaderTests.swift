import Foundation
import HotlineText
import Testing

@testable import HotlineReading

/// Headers above, inside and below the rows; line ends of all kinds; rows that end early.
@Suite("Headers and line ends")
struct HeaderTests {
  private static let header = "call_id,line,direction,started_at,answered_at,ended_at,wait_seconds,talk_seconds,outcome"

  private static func row(_ key: String, wait: Int = 10, talk: Int = 120) -> String {
    "\(key),962200,inbound,2019-03-04 08:00:00,2019-03-04 08:00:10,2019-03-04 08:02:10,\(wait),\(talk),answered"
  }

  private func read(_ text: String) throws -> Reading {
    try Reading(Array(text.utf8), profile: builtInCatalog().profile(named: "calls-en"))
  }

  private func lines(_ lines: String...) -> String { lines.joined(separator: "\n") + "\n" }

  @Test("a later header with swapped columns is followed")
  func swapped() throws {
    let other = Self.header.replacing("wait_seconds,talk_seconds", with: "talk_seconds,wait_seconds")
    let reading = try read(lines(Self.header, Self.row("H1"), other, Self.row("H2", wait: 120, talk: 10)))
    #expect(reading.keys == ["H1", "H2"])
    #expect(reading.number(1, .waitSeconds) == 10)
    #expect(reading.number(1, .talkSeconds) == 120)
    #expect(reading.summary.header == 2)
    #expect(reading.summary.remarks.map(\.kind) == [.headerChanged])
    #expect(reading.summary.remarks.first?.examples.map(\.line) == [3])
  }

  @Test("a later header that is one column richer, or poorer, is followed")
  func richer() throws {
    let reading = try read(
      lines(
        Self.header, Self.row("F1"), Self.header + ",satisfaction", Self.row("F2") + ",satisfied", Self.header,
        Self.row("F3")))
    #expect(reading.keys == ["F1", "F2", "F3"])
    #expect(reading.word(1, .satisfaction) == "satisfied")
    #expect(reading.word(2, .satisfaction) == nil)
    #expect(reading.summary.carriedFields.contains(.satisfaction))
  }

  @Test("the same header again is a header, whatever line it stands on, and no remark")
  func repeated() throws {
    let reading = try read(lines(Self.header, Self.row("a"), Self.header, Self.row("b")))
    #expect(reading.keys == ["a", "b"])
    #expect(reading.summary.remarks.isEmpty)
  }

  @Test(
    "a second header that cannot be mapped refuses the file, with both lines",
    arguments: ["订单号,受理人,诉求标题,来源,备注,甲,乙,丙,丁", "call_id,line,direction,begun,met,over,a,b,c"])
  func unmapped(second: String) throws {
    let problem = diagnostic {
      _ = try read(lines(Self.header, Self.row("a"), second, Self.row("b")))
    }
    #expect(problem?.place?.line == 3)
    #expect(problem?.message(.en).contains("line 1") == true)
  }

  @Test("signatures below the rows are a rejected row, not a second header")
  func signatures() throws {
    let reading = try read(lines(Self.header, Self.row("a"), Self.row("b"), "制表人,张三,审核人,李四,部门,热线部,,,"))
    #expect(reading.keys == ["a", "b"])
    #expect(reading.rejected.map(\.line) == [4])
  }

  @Test("rows of data above the header are read, titles are not")
  func rowsAboveHeader() throws {
    let reading = try read(
      lines(
        "某区话务系统导出", "统计时间,2019-03", Self.row("K0"), Self.row("K1").replacing("2019-03-04 08:00:00", with: "2019-13-04"),
        Self.header, Self.row("K2")))
    #expect(reading.keys == ["K0", "K2"])
    #expect(reading.rejected.map(\.line) == [4])
    #expect(reading.summary.header == 3)
  }

  @Test("CR, LF and CR LF in one file", arguments: [("\r", "\n"), ("\n", "\r"), ("\r\n", "\r"), ("\r", "\r\n")])
  func mixedLineEnds(first: String, second: String) throws {
    let rows = (0..<40).map { Self.row("k\($0)") }
    let text =
      ([Self.header] + rows[..<20]).joined(separator: first) + second + rows[20...].joined(separator: second) + second
    let reading = try read(text)
    #expect(reading.summary.records == 40)
    #expect(reading.summary.header == 1)
    #expect(reading.batches.flatMap(\.sourceLines) == Array(2...41))
  }

  @Test("a file that ends lines with CR may hold LF inside its cells")
  func feedInCell() throws {
    let text =
      "call_id,line,direction,started_at,outcome,category\ra,962200,inbound,2019-03-04 08:00:00,answered,\"一\n二\"\rb,962200,inbound,2019-03-04 08:00:00,answered,x\r"
    let reading = try read(text)
    #expect(reading.keys == ["a", "b"])
    #expect(reading.text(0, .category) == "一\n二")
  }

  @Test(
    "two exports joined, with or without a mark, with or without a line end between them", arguments: ["\n", ""],
    ["", "\u{FEFF}"])
  func joined(end: String, mark: String) throws {
    let header = Self.header + ",category"
    let text = header + "\n" + Self.row("a") + ",咨询" + end + mark + header + "\n" + Self.row("b") + ",求助\n"
    let reading = try read(text)
    #expect(reading.keys == ["a", "b"])
    #expect(reading.text(0, .category) == "咨询")
    #expect(reading.text(1, .category) == "求助")
    #expect(reading.rejected.isEmpty)
  }

  @Test("a mark in the middle does not hide quotes")
  func markBeforeQuote() throws {
    let reading = try read(
      lines(Self.header, Self.row("a"), "\u{FEFF}\"b,1\"" + Self.row("").dropFirst(0), Self.row("c")))
    #expect(reading.keys == ["a", "b,1", "c"])
  }
}
