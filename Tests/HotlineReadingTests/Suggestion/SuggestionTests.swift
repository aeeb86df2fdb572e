import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What a suggestion says, rule by rule.
@Suite("Suggestions")
struct SuggestionTests {
  private func suggest(_ text: String, _ language: Language = .en) throws -> ProfileSuggestion {
    try ProfileSuggestion(for: Reading.file(text), districts: Places.districts, language: language)
  }

  private func field(_ field: FactField, _ suggestion: ProfileSuggestion) throws -> ProfileSuggestion.Field {
    try #require(suggestion.fields.first { $0.field == field })
  }

  /// A call log whose start times are given.
  private func calls(_ starts: [String], header: String = "Call ID,Start Time,Result") -> String {
    header + "\n" + starts.enumerated().map { "K\($0.offset),\"\($0.element)\",answered\n" }.joined()
  }

  @Test("that one time never comes before another is said from five rows on: four may be chance")
  func fewRows() throws {
    func why(rows: Int) throws -> String {
      let lines = (1...rows).map { "c\($0),2019-03-0\($0) 08:00:00,2019-03-0\($0) 08:05:00,answered\n" }.joined()
      return try field(.startedAt, suggest("Call ID,Start Time,End Time,Result\n" + lines)).why
    }
    #expect(try !why(rows: 4).contains("never after"))
    #expect(try why(rows: 5).contains("never after ended_at"))
  }

  @Test("day and month: open while every value allows both orders, settled by one day above 12")
  func dayOrMonth() throws {
    let open = try suggest(calls((1...7).map { "0\($0)/04/2019 08:00:00" }))
    let start = try field(.startedAt, open)
    #expect(start.sure == .open)
    #expect(start.formats == ["M/d/yyyy HH:mm:ss"])
    #expect(start.otherFormats == ["d/M/yyyy HH:mm:ss"])
    #expect(open.open.contains(.startedAt))
    #expect(open.yaml.contains("# TO DO"))
    #expect(open.yaml.contains("2019-01-04 or 2019-04-01"))
    #expect(open.yaml.contains("182 days by the first reading, 7 by the second"))
    #expect(!open.yaml.contains("\n  started_at:"))

    let settled = try field(.startedAt, suggest(calls((10...15).map { "\($0)/04/2019 08:00:00" })))
    #expect(settled.formats == ["d/M/yyyy HH:mm:ss"])
    #expect(settled.otherFormats.isEmpty)
  }

  @Test("both orders of day and month in one column are no list of formats")
  func bothOrders() throws {
    let mixed = try suggest(calls(["13/04/2019 08:00:00", "04/14/2019 08:00:00", "04/15/2019 09:00:00"]))
    #expect(try field(.startedAt, mixed).sure == .open)
    #expect(mixed.yaml.contains("both orders"))
  }

  @Test("one column settles the order for the others")
  func settledByAnother() throws {
    let rows = (1...9).map { "K\($0),0\($0)/04/2019 08:00,\($0 + 12)/04/2019 09:00,closed\n" }.joined()
    let suggestion = try suggest("Case ID,Created On,Closed On,Status\n" + rows)
    #expect(try field(.receivedAt, suggestion).formats == ["d/M/yyyy HH:mm"])
    #expect(suggestion.yaml.contains("“Closed On” settles the order"))
  }

  @Test(
    "time formats are the fewest that read every value",
    arguments: [
      (["2019-03-04 08:00:00", "2019-03-05 09:00:00"], ["yyyy-MM-dd HH:mm:ss"]),
      (["3/14/2019 8:05", "12/31/2019 18:05"], ["M/d/yyyy HH:mm"]),
      (["3/14/2019 8:05:01 AM", "12/31/2019 6:05:09 PM"], ["M/d/yyyy h:mm:ss a"]),
      (["14.3.19 8:05", "31.12.19 18:05"], ["d.M.yy HH:mm"]), (["1551661200", "1551661999"], ["epoch_s"]),
      (["1551661200123", "1551661999456"], ["epoch_ms"]), (["43528.33", "43529.75"], ["excel_serial"]),
      (["20190304080000", "20190305090000"], ["yyyyMMddHHmmss"]),
      (["2019-03-04 08:00:00", "2019/3/5 9:00"], ["yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm"]),
      (["2019年03月04日 08时00分", "2019年03月05日 09时10分"], ["yyyy年MM月dd日 HH时mm分"]),
    ])
  func formats(values: [String], formats: [String]) throws {
    let found = try field(.startedAt, suggest(calls(values + values)))
    #expect(Set(found.formats) == Set(formats))
    #expect(found.formats.count == formats.count)
  }

  @Test("the header is found under titles; a data row is never taken for one")
  func header() throws {
    let rows = "K1,962200,2019-03-04 08:00:00,接通\nK2,962200,2019-03-05 09:00:00,放弃\n"
    let titled = try suggest("话务明细,,,\n导出时间：2019-04-01,,,\n流水号,热线,开始时间,结果\n" + rows, .zh)
    #expect(titled.headerLine == 3)
    #expect(try field(.startedAt, titled).columns == ["开始时间"])
    let bare = try suggest(rows, .zh)
    #expect(bare.headerLine == nil)
    #expect(bare.yaml.contains("header: none"))
    #expect(try field(.startedAt, bare).columns == ["3"])
  }

  @Test("words are listed by frequency; what has no settled meaning is left open")
  func words() throws {
    let words = ["满意", "满意", "满意", "认可", "认可", "未评价"]
    let rows = words.enumerated().map { "W\($0.offset),2019-03-0\($0.offset + 1) 08:00,已办结,\($0.element)\n" }.joined()
    let rating = try field(.satisfaction, suggest("工单编号,受理时间,状态,满意度\n" + rows))
    #expect(rating.words.map(\.word) == ["满意", "认可", "未评价"])
    #expect(rating.words.map(\.count) == [3, 2, 1])
    #expect(rating.words.map(\.meaning) == ["satisfied", nil, "absent"])
    let scores = rows.replacing("满意", with: "5").replacing("认可", with: "1").replacing("未评价", with: "3")
    let scored = try suggest("工单编号,受理时间,状态,满意度\n" + scores)
    #expect(try field(.satisfaction, scored).sure == .open)
    #expect(scored.yaml.contains("which end of a score"))
  }

  @Test("without a hotline number or a direction nothing is assumed")
  func assumesNothing() throws {
    let suggestion = try suggest(calls(["2019-03-04 08:00:00", "2019-03-05 09:00:00"]))
    #expect(suggestion.open == [.line, .direction])
    #expect(suggestion.yaml.contains("  # line: {constant: \"962200\"}"))
    #expect(suggestion.yaml.contains("  # direction: {constant: inbound}"))
    #expect(!suggestion.yaml.contains("\n  line:"))
  }

  @Test("orders of whose headers no word is known are told from calls by the days between their times")
  func unknownOrders() throws {
    let rows = (0..<60).map { index in
      let story = Story(index)
      return
        "T\(index),\(Stamp.plain(story.start)),\(story.isClosed ? Stamp.plain(story.close) : ""),\(story.pick(["tie", "vesi"]))\n"
    }
    let suggestion = try suggest("tunnus,saapui,valmistui,aihe\n" + rows.joined())
    #expect(suggestion.kind == .workOrder)
    #expect(try field(.key, suggestion).columns == ["tunnus"])
    #expect(try field(.receivedAt, suggestion).columns == ["saapui"])
    #expect(try field(.closedAt, suggestion).columns == ["valmistui"])
    #expect(suggestion.open == [.line, .status])
  }

  @Test("the same file gives the same text")
  func deterministic() throws {
    let text = Layout.orders[0].text
    let first = try suggest(text).yaml
    for _ in 0..<3 { #expect(try suggest(text).yaml == first) }
  }

  @Test("telephone numbers are masked, names and free text are not shown")
  func privacy() throws {
    let rows = (1...9).map { "K\($0),2019-03-0\($0) 08:00:00,接通,1381234567\($0),王小明\($0),请回电1391234567\($0)\n" }
      .joined()
    let suggestion = try suggest("流水号,开始时间,结果,备用号码,市民姓名,备注\n" + rows, .zh)
    let json = String(decoding: try JSONEncoder().encode(suggestion), as: UTF8.self)
    for text in [suggestion.yaml, json] {
      #expect(!text.contains("1381234567"))
      #expect(!text.contains("1391234567"))
      #expect(!text.contains("王小明"))
    }
  }

  @Test(
    "the kinds of the made-up year are recognised",
    arguments: ["calls-962200", "calls-12345", "work-orders", "activities", "agents", "budget"])
  func sample(name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "data/sample")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(name) }
    let kinds = [
      "calls-962200": "call", "calls-12345": "call", "work-orders": "work_order", "activities": "activity",
      "agents": "agent", "budget": "budget",
    ]
    #expect(!names.isEmpty)
    for file in names {
      let suggestion = try ProfileSuggestion(
        for: ExportFile(path: folder.appending(path: file).path), districts: Places.districts, language: .zh)
      #expect(suggestion.kind.rawValue == kinds[name], "\(file)")
      #expect(suggestion.open.isEmpty, "\(file): \(suggestion.open)")
    }
  }

  @Test("JSON has every key in every case")
  func json() throws {
    let suggestion = try suggest(calls(["2019-03-04 08:00:00", "2019-03-05 09:00:00"]))
    let value = try JSONSerialization.jsonObject(with: JSONEncoder().encode(suggestion)) as? [String: Any]
    let object = try #require(value)
    #expect(Set(object.keys) == Set(ProfileSuggestion.CodingKeys.allCases.map(\.rawValue)))
    let fields = try #require(object["fields"] as? [[String: Any]])
    #expect(fields.allSatisfy { Set($0.keys) == Set(ProfileSuggestion.Field.CodingKeys.allCases.map(\.rawValue)) })
    #expect(fields.count == FactKind.call.fields.count)
  }

  @Test(
    "a file of nothing, of headers alone or of noise is an error or open, never a trap, and advises no other suggestion"
  )
  func poor() throws {
    for text in ["id,start\n", "id,start\n\n\n"] {
      let problem = diagnostic { _ = try self.suggest(text) }
      #expect(problem != nil)
      #expect(problem?.message(.en).contains("suggest") == false)
    }
    for text in ["a\n", "a,b\n1,2\n", ",,,\n,,,x\n", "\u{1},\u{2}\n\u{3},\u{4}\n", "同,同,同\n1,1,1\n2,2,2\n"] {
      if let suggestion = try? suggest(text) { #expect(!suggestion.fields.isEmpty) }
    }
  }

  @Test("damaged files give a suggestion or an error, never a trap")
  func damaged() throws {
    var state: UInt64 = 42
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(limit, 1)
    }
    let layouts = Layout.calls + Layout.orders
    let splices = [
      "\"", ",", "\n", "\r", "\u{0}", "9999999999999999999", "-1", "1e308", ";", "：", "\u{FEFF}", "2019-13-45", "*&x",
    ]
    for _ in 0..<120 {
      var bytes = Array(layouts[random(layouts.count)].text.utf8.prefix(4_000))
      for _ in 0...random(12) {
        let place = random(bytes.count)
        switch random(3) {
        case 0: bytes[place] = UInt8(random(256))
        case 1: bytes.insert(contentsOf: splices[random(splices.count)].utf8, at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + random(80)))
        }
        if bytes.isEmpty { bytes = [0x61] }
      }
      guard let file = try? Reading.file(bytes) else { continue }
      guard let suggestion = try? ProfileSuggestion(for: file, districts: Places.districts, language: .zh) else {
        continue
      }
      if suggestion.open.isEmpty {
        #expect(throws: Never.self) { _ = try Profile(yaml: suggestion.yaml, file: "damaged.yaml") }
      }
    }
  }

  @Test(
    "a wide file of times and numbers comes to an end, and what cannot be told is left open", .timeLimit(.minutes(10)))
  func wide() throws {
    let header = (1...300).map { "c\($0)" }.joined(separator: ",")
    let rows = (0..<400).map { row in
      (1...300).map { column in
        column % 2 == 0 ? Stamp.plain(1_551_661_200 + row * 60 + column) : "\(row % 60 + column)"
      }
      .joined(separator: ",")
    }
    let suggestion = try suggest(([header] + rows).joined(separator: "\n") + "\n")
    #expect(!suggestion.open.isEmpty)
  }
}
