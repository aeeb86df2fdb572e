import Foundation
import HotlineCalendar
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What is still believed of a row, and what is one second, byte or column too much.
@Suite("Bounds")
struct BoundTests {
  private func clock(_ seconds: Int, isCoarse: Bool = false) -> String {
    let text = LocalTime.text((LocalTime.parse("2019-03-04 08:00:00") ?? 0) + Int64(seconds))
    return isCoarse ? String(text.dropLast(3)) : text
  }

  /// The wait or talk that a call of such times is given, and what is remarked.
  private func kept(
    _ field: String, _ value: String, span: Int, unit: String = "s", outcome: String = "answered",
    isAnswered: Bool = true,
    isCoarse: Bool = false
  ) throws -> String {
    let isWait = field == "wait_seconds"
    let profile = Profiles.calls(
      "answered_at: [answer]\nended_at: [end]\noutcome: {constant: \(outcome)}\n\(field): {columns: [d], unit: \(unit)}"
    )
    let answer = isAnswered ? clock(isWait ? span : 0, isCoarse: isCoarse) : ""
    let end = clock(isWait && isAnswered ? span + 600 : span, isCoarse: isCoarse)
    let reading = try Reading(
      "id,start,answer,end,d\na,\(clock(0, isCoarse: isCoarse)),\(answer),\(end),\(value)\n", profile: profile)
    let number = reading.number(0, isWait ? .waitSeconds : .talkSeconds).map { "\($0)" } ?? "-"
    let remarks = reading.summary.remarks.filter { $0.kind == .contradiction }.map { remark in
      Contradiction.allCases.first { $0.text == remark.text }.map { "\($0)" } ?? "?"
    }
    return ([number] + remarks).joined(separator: " ")
  }

  @Test("a wait against the times: a second either way, a minute or an hour where it is given in those")
  func waits() throws {
    #expect(try kept("wait_seconds", "11", span: 10) == "11")
    #expect(try kept("wait_seconds", "12", span: 10) == "10 waitTooLong")
    #expect(try kept("wait_seconds", "9", span: 10) == "9")
    #expect(try kept("wait_seconds", "8", span: 10) == "8 waitShorter")
    #expect(try kept("wait_seconds", "2", span: 60, unit: "min") == "120")
    #expect(try kept("wait_seconds", "2", span: 59, unit: "min") == "59 waitTooLong")
    #expect(try kept("wait_seconds", "2", span: 180, unit: "min") == "120")
    #expect(try kept("wait_seconds", "2", span: 181, unit: "min") == "120 waitShorter")
    #expect(try kept("wait_seconds", "1", span: 7200, unit: "h") == "3600")
    #expect(try kept("wait_seconds", "1", span: 7201, unit: "h") == "3600 waitShorter")
    #expect(try kept("wait_seconds", "12000", span: 10, unit: "ms") == "10 waitTooLong")
    #expect(try kept("wait_seconds", "", span: 10) == "10")
    #expect(try kept("wait_seconds", "", span: 60, isCoarse: true) == "-")
    #expect(try kept("wait_seconds", "120", span: 60, isCoarse: true) == "120")
    #expect(try kept("wait_seconds", "121", span: 60, isCoarse: true) == "- waitTooLong")
    #expect(try kept("wait_seconds", "59", span: 120, isCoarse: true) == "59 waitShorter")
    #expect(try kept("wait_seconds", "60", span: 120, isCoarse: true) == "60")
    #expect(try kept("wait_seconds", "11", span: 10, outcome: "abandoned", isAnswered: false) == "11")
    #expect(try kept("wait_seconds", "12", span: 10, outcome: "abandoned", isAnswered: false) == "10 waitTooLong")
    #expect(try kept("wait_seconds", "2", span: 10, outcome: "failed", isAnswered: false) == "2")
    #expect(try kept("wait_seconds", "", span: 10, outcome: "abandoned", isAnswered: false) == "-")
    #expect(try kept("wait_seconds", "700", span: 10, outcome: "self_service") == "610 waitTooLong")
  }

  @Test("a talk against the times: shorter is kept, less than a tenth is another unit")
  func talks() throws {
    #expect(try kept("talk_seconds", "101", span: 100) == "101")
    #expect(try kept("talk_seconds", "102", span: 100) == "100 talkTooLong")
    #expect(try kept("talk_seconds", "99", span: 100) == "99")
    #expect(try kept("talk_seconds", "98", span: 100) == "98 talkShorter")
    #expect(try kept("talk_seconds", "10", span: 100) == "10 talkShorter")
    #expect(try kept("talk_seconds", "9", span: 100) == "100 talkTooShort")
    #expect(try kept("talk_seconds", "10", span: 110) == "110 talkTooShort")
    #expect(try kept("talk_seconds", "2", span: 61, unit: "min") == "120")
    #expect(try kept("talk_seconds", "2", span: 59, unit: "min") == "59 talkTooLong")
    #expect(try kept("talk_seconds", "", span: 100) == "100")
    #expect(try kept("talk_seconds", "5", span: 600, isCoarse: true) == "- talkTooShort")
    #expect(try kept("talk_seconds", "661", span: 600, isCoarse: true) == "- talkTooLong")
    #expect(try kept("talk_seconds", "660", span: 600, isCoarse: true) == "660")
    #expect(try kept("talk_seconds", "102", span: 100, isAnswered: false) == "- talkTooLong")
    #expect(try kept("talk_seconds", "101", span: 100, isAnswered: false) == "101")
    #expect(try kept("talk_seconds", "5", span: 100, isAnswered: false) == "5")
    #expect(try kept("talk_seconds", "", span: 100, isAnswered: false) == "-")
    #expect(try kept("talk_seconds", "5", span: 100, outcome: "abandoned", isAnswered: false) == "- talkAndGivenUp")
    #expect(try kept("talk_seconds", "0", span: 100, outcome: "failed", isAnswered: false) == "0")
    #expect(try kept("talk_seconds", "5", span: 100, outcome: "failed") == "- answeredAndGivenUp talkAndGivenUp")
    #expect(try kept("talk_seconds", "5", span: 100, outcome: "abandoned_ivr") == "5")
  }

  private func orders(_ rows: [(closed: String, contact: String, exported: String)]) throws -> Reading {
    let profile = """
      title: {zh: 测试, en: test}
      kind: work_order
      fields: {key: [id], line: {constant: "12345"}, status: {constant: closed}, received_at: [in], closed_at: [out],
        first_contacted_at: [call], exported_at: [x]}
      """
    let lines = rows.enumerated().map {
      "\($0.offset),2019-03-04 08:00:30,\($0.element.closed),\($0.element.contact),\($0.element.exported)\n"
    }
    return try Reading("id,in,out,call,x\n" + lines.joined(), profile: profile)
  }

  @Test("times to the minute or to the day contradict others only beyond their minute or day")
  func coarseOrders() throws {
    let reading = try orders([
      ("2019-03-04 08:00", "", ""), ("2019-03-04 07:59", "", ""), ("2019-03-04", "", ""), ("2019-03-03", "", ""),
      ("2019-03-04 08:00:29", "", ""),
      ("2019-03-04 08:00:30", "", ""), ("", "2019-03-04 08:00", ""), ("", "2019-03-04 07:59", ""),
      ("2019-03-05", "2019-03-04", ""),
    ])
    #expect(reading.keys == ["0", "2", "5", "6", "7", "8"])
    #expect(reading.summary.remarks.map(\.count) == [1])
    #expect(reading.summary.hasMinutePrecision)
  }

  @Test("an event may lie five minutes after its export, and after the minute or day that the export tells")
  func afterExport() throws {
    let reading = try orders([
      ("2019-03-10 10:05:00", "", "2019-03-10 10:00:00"), ("2019-03-10 10:05:01", "", "2019-03-10 10:00:00"),
      ("2019-03-10 10:05:59", "", "2019-03-10 10:00"),
      ("2019-03-10 10:06:00", "", "2019-03-10 10:00"), ("2019-03-11 00:04:59", "", "2019-03-10"),
      ("2019-03-11 00:05:00", "", "2019-03-10"),
      ("", "2019-03-10 10:05:01", "2019-03-10 10:00:00"), ("", "2019-03-10 10:05:00", "2019-03-10 10:00:00"),
    ])
    #expect(reading.keys == ["0", "2", "4", "7"])
    #expect(reading.rejected.map(\.column) == [3, 3, 3, 4])
    #expect(Set(reading.reasons) == [.futureTime])
  }

  @Test("a clock that goes back is the next day's within twelve hours")
  func nights() throws {
    let profile = Profiles.calls("started_at: {join: [[d], [s]]}\nended_at: {join: [[d], [e]]}")
    let rows = [
      "23:00:00,11:00:00", "23:00:00,11:00:01", "23:00:00,23:00:00", "23:00:00,22:59:59", "12:00:00,00:00:00",
      "08:00:30,08:00", "08:01:30,08:00",
    ]
    let text = "id,d,s,e\n" + rows.enumerated().map { "\($0.offset),2019-03-04,\($0.element)\n" }.joined()
    let reading = try Reading(text, profile: profile)
    #expect(reading.keys == ["0", "2", "4", "5"])
    #expect(reading.time(0, .endedAt) == "2019-03-05 11:00:00")
    #expect(reading.time(1, .endedAt) == "2019-03-04 23:00:00")
    #expect(reading.time(2, .endedAt) == "2019-03-05 00:00:00")
  }

  @Test("the years that are believed, and what stands for never")
  func years() throws {
    func orders(_ due: String) throws -> Reading {
      let profile = """
        title: {zh: 测试, en: test}
        kind: work_order
        fields: {key: [id], line: {constant: "12345"}, status: {constant: open}, received_at: [in], due_at: {columns: [due]}}
        """
      return try Reading("id,in,due\na,2019-03-04,\(due)\n", profile: profile)
    }
    #expect(try orders("2099-12-31 23:59:59").time(0, .dueAt) == "2099-12-31 23:59:59")
    #expect(try orders("2100-01-01 00:00:00").reasons == [.badTime])
    #expect(try orders("1900-01-01 00:00:01").time(0, .dueAt) == "1900-01-01 00:00:01")
    #expect(try orders("1899-12-31 23:59:59").reasons == [.badTime])
    #expect(try orders("9999-12-31").number(0, .dueAt) == nil)
    #expect(try orders("9999-12-31").keys == ["a"])
    #expect(try orders("9999-12-30 15:59:59").reasons == [.badTime])
    #expect(try orders("9999-12-30 16:00:00").keys == ["a"])
    #expect(try orders("9999-12-31 00:00:00").keys == ["a"])
    #expect(try orders("1970-01-01 08:00:00").number(0, .dueAt) == nil)
    #expect(try orders("1970-01-01 08:00:01").number(0, .dueAt) == 1)
    let budget = """
      title: {zh: 测试, en: test}
      kind: budget
      fields: {key: [id], project: {constant: p}, year: [y], budget_fen: [b]}
      """
    let rows = [
      "1899,1", "1900,1", "2099,1", "2100,1", "2019,10000000000", "2019,10000000000.01", "2019,-10000000000",
      "2019,0.01", "2019,0.001", "2019.5,1", "2019,1.5万",
    ]
    let reading = try Reading(
      "id,y,b\n" + rows.enumerated().map { "\($0.offset),\($0.element)\n" }.joined(), profile: budget)
    #expect(reading.keys == ["1", "2", "4", "6", "7", "10"])
    #expect(
      (0..<6).map { reading.number($0, .budgetFen) } == [100, 100, 1_000_000_000_000, -1_000_000_000_000, 1, 1_500_000])
  }

  private func events(_ text: [UInt8], chunk: Int, delimiter: UInt8 = 0x2C, shape: (any RowShape)? = nil) throws
    -> [String]
  {
    let reader = RowReader(delimiter: delimiter, shape: shape)
    var events: [String] = []
    func note(_ event: RowEvent) {
      switch event {
      case .row(let row): events.append("\(row.line) \(row.texts)")
      case .blank(let line): events.append("\(line) blank")
      case .oversize(let line, let column, let invalid): events.append("\(line) oversize \(column) \(invalid)")
      case .openQuote(let row, let column): events.append("\(row.line) open \(column) \(row.texts)")
      }
    }
    var start = 0
    while start < text.count {
      let end = min(text.count, start + chunk)
      try Array(text[start..<end]).withUnsafeBufferPointer { try reader.feed($0, note) }
      start = end
    }
    try reader.finish(note)
    return events
  }

  private final class ThreeColumns: RowShape {
    func fits(_ count: Int) -> Bool { count == 3 }
    func looksLikeRow(_ row: RawRow) -> Bool { row.count == 3 && row[0].first.map { $0 == 0x6B } ?? false }
  }

  @Test("any text, fed whole or in pieces of any size, is the same rows", arguments: UInt64(1)...60)
  func pieces(seed: UInt64) throws {
    var dice = Dice(seed)
    let parts = [
      "k", "a", "\"", "\"\"", ",", ",", "\n", "\n", "\r\n", "\r", " ", "\\\"", "\\", "中", "k1,a,b\n",
      "k2,\"x,y\",\"z\"\n", "\t", "k3,\"a\nb\",c\r\n",
    ]
    let text = Array((0..<dice.roll(5..<60)).map { _ in parts[dice.roll(0..<parts.count)] }.joined().utf8)
    for shape in [nil, ThreeColumns()] as [ThreeColumns?] {
      let whole = try events(text, chunk: text.count, shape: shape)
      for chunk in [1, 2, 3, 5, 11] { #expect(try events(text, chunk: chunk, shape: shape) == whole) }
      let lines = whole.compactMap { Int($0.prefix { $0.isNumber }) }
      #expect(lines == lines.sorted())
    }
  }

  @Test("the longest field, row and line, and one more")
  func limits() throws {
    func field(_ count: Int) -> String { String(repeating: "x", count: count) }
    func events(_ text: String, chunk: Int = 1 << 17) throws -> [String] {
      try self.events(Array(text.utf8), chunk: chunk).map { String($0.prefix(20)) }
    }
    let limit = 1 << 20
    #expect(try events("a,\(field(limit)),b\nc\n")[0].hasPrefix("1 [\"a\""))
    #expect(try events("a,\(field(limit + 1)),b\nc\n") == ["1 oversize 2 0", "2 [\"c\"]"])
    #expect(try events("a,b,\"\(field(limit + 1))\"\nc\n") == ["1 oversize 3 0", "2 [\"c\"]"])
    #expect(try events(String(repeating: ",", count: 16_383) + "\nc\n")[0].hasPrefix("1 [\"\""))
    #expect(try events(String(repeating: ",", count: 16_384) + "\nc\n") == ["1 oversize 16385 0", "2 [\"c\"]"])
    #expect(try events("a,\(field(5 << 20)),b\nc\nd\n") == ["1 oversize 2 0", "2 [\"c\"]", "3 [\"d\"]"])
    #expect(try events("\(field(5 << 20))") == ["1 oversize 1 0"])
    let fields = Array(repeating: field(900_000), count: 3).joined(separator: ",")
    #expect(try events("\(fields),\(field(5 << 20))\nc\n") == ["1 oversize 4 0", "2 [\"c\"]"])
    var bad = Array("a,\(field(5 << 20)),b\nc\n".utf8)
    bad[7] = 0xFF
    bad[bad.count - 4] = 0xFF
    #expect(try self.events(bad, chunk: 1 << 17)[0] == "1 oversize 2 2")
    #expect(try self.events(bad, chunk: bad.count)[0] == "1 oversize 2 2")
  }

  @Test("well-formed UTF-8 is what Swift takes for it")
  func utf8() {
    func firstMalformed(_ bytes: [UInt8]) -> Int? {
      bytes.withUnsafeBufferPointer { UTF8Sequence.firstMalformed(in: $0) }
    }
    func isText(_ bytes: some Collection<UInt8>) -> Bool { String(validating: bytes, as: UTF8.self) != nil }
    let leads: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4,
      0xF5, 0xFF,
    ]
    let trails: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    var cases: [[UInt8]] = []
    for lead in leads {
      cases.append([lead])
      for second in trails {
        cases.append([lead, second])
        for third in trails { cases += [[lead, second, third]] + trails.map { [lead, second, third, $0] } }
      }
    }
    for bytes in cases {
      for text in [bytes, Array("12345678".utf8) + bytes, Array("1234567中".utf8) + bytes + [0x61]] {
        guard let place = firstMalformed(text) else {
          #expect(isText(text), "\(text)")
          continue
        }
        #expect(!isText(text) && isText(text[..<place]), "\(text) \(place)")
        #expect(!(1...4).contains { place + $0 <= text.count && isText(text[place..<place + $0]) }, "\(text) \(place)")
      }
    }
    #expect(Array("12345678901中".utf8).withUnsafeBufferPointer { UTF8Sequence.endOfASCII($0, from: 2) } == 11)
    #expect(Array("1234567".utf8).withUnsafeBufferPointer { UTF8Sequence.endOfASCII($0, from: 0) } == 7)
    let lengths = (0...255).map { UTF8Sequence.length(lead: UInt8($0)) }
    #expect(
      [0, 1, 2, 3, 4].map { length in lengths.count { $0 == length } } == [256 - 128 - 30 - 16 - 5, 128, 30, 16, 5])
  }

  @Test("every encoding, in pieces of any size, with bad bytes in their places", arguments: ExportEncoding.allCases)
  func encodings(encoding: ExportEncoding) throws {
    let text = "编号,时间\na中b,𠮷㐀é€1\r\n黄浦区静安区徐汇区" + String(repeating: "满意度回访ab", count: 60)
    let bytes = encoding == .utf8 ? Array(text.utf8) : try encoded(text, encoding.rawValue.uppercased())
    func decode(_ bytes: [UInt8], chunk: Int) throws -> (text: [UInt8], invalid: [(Int, UInt8)]) {
      let decoder = try ExportDecoder(encoding: encoding)
      var output: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: chunk) {
        let end = min(bytes.count, start + chunk)
        Array(bytes[start..<end]).withUnsafeBufferPointer {
          decoder.decode($0, into: &output, isLast: end == bytes.count)
        }
      }
      return (output, decoder.invalid.map { ($0.fileOffset, $0.byte) })
    }
    for chunk in [1, 2, 3, 7, 64, bytes.count] {
      let found = try decode(bytes, chunk: chunk)
      #expect(found.text == Array(text.utf8) && found.invalid.isEmpty, "\(chunk)")
    }
    guard encoding != .utf8 else { return }
    // A lone surrogate, or a byte that begins no character, behind four characters; and half a character at the end.
    let head = try encoded("甲乙ab", encoding.rawValue.uppercased())
    let bad: [UInt8] = encoding == .gb18030 ? [0xFF] : encoding == .utf16le ? [0x00, 0xDC] : [0xDC, 0x00]
    let tail = try encoded("丙c", encoding.rawValue.uppercased())
    let damaged = head + bad + tail + [0x81]
    for chunk in [1, 2, 3, damaged.count] {
      let found = try decode(damaged, chunk: chunk)
      #expect(found.text == Array("甲乙ab".utf8) + [0xFF] + Array("丙c".utf8) + [0xFF], "\(chunk)")
      #expect(found.invalid.map(\.0) == [head.count, damaged.count - 1], "\(chunk)")
      #expect(found.invalid.map(\.1) == [bad[0], 0x81], "\(chunk)")
    }
  }

  @Test("the encoding is UTF-8 while at most a quarter of what is beyond ASCII is malformed")
  func sniffing() {
    func verdict(_ good: Int, _ bad: Int, chunk: Int = 1000) -> (ExportEncoding, Bool) {
      var sniffer = EncodingSniffer()
      let bytes = Array((0..<good).flatMap { _ in Array("中a".utf8) }) + [UInt8](repeating: 0xFF, count: bad)
      for start in stride(from: 0, to: bytes.count, by: chunk) {
        Array(bytes[start..<min(bytes.count, start + chunk)]).withUnsafeBufferPointer { sniffer.look(at: $0) }
      }
      return (sniffer.verdict, sniffer.isDecided)
    }
    #expect(verdict(3, 1) == (.utf8, false) && verdict(6, 2) == (.utf8, true) && verdict(5, 2).0 == .gb18030)
    #expect(verdict(7, 0).1 == false && verdict(8, 0) == (.utf8, true) && verdict(0, 0).0 == .utf8)
    #expect(verdict(8, 0, chunk: 1) == (.utf8, true) && verdict(6, 2, chunk: 1).0 == .utf8)
    #expect(EncodingSniffer.encodingOfMark([0xEF, 0xBB, 0xBF, 0x61]) == .utf8)
    #expect(EncodingSniffer.encodingOfMark([0x84, 0x31, 0x95, 0x33]) == .gb18030)
    #expect(
      EncodingSniffer.encodingOfMark([0xFF, 0xFE]) == .utf16le
        && EncodingSniffer.encodingOfMark([0xFE, 0xFF]) == .utf16be)
    #expect(EncodingSniffer.encodingOfMark([0xEF, 0xBB]) == nil && EncodingSniffer.encodingOfMark([]) == nil)
  }
}
