import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// Fields of a record at the limit of what is believed, and one step beyond it.
@Suite("Fields of a record at their limits")
struct RecordFieldTests {
  private static let start = "2019-01-05 08:03:11"

  @Test("a call is to the minute when any of its three times is")
  func minutes() throws {
    let profile = Profiles.calls("answered_at: [answer]\nended_at: [end]")
    func isCoarse(_ times: String) throws -> Bool {
      let reading = try Reading("id,start,answer,end\na,\(times)\n", profile: profile)
      #expect(reading.keys == ["a"], "\(times)")
      return reading.summary.hasMinutePrecision
    }
    #expect(try !isCoarse("2019-01-05 08:03:00,2019-01-05 08:04:00,2019-01-05 08:05:00"))
    #expect(try isCoarse("2019-01-05 08:03,2019-01-05 08:04:00,2019-01-05 08:05:00"))
    #expect(try isCoarse("2019-01-05 08:03:00,2019-01-05 08:04,2019-01-05 08:05:00"))
    #expect(try isCoarse("2019-01-05 08:03:00,2019-01-05 08:04:00,2019-01-05 08:05"))
    #expect(try isCoarse("2019-01-05 08:03:00,,2019-01-05 08:05"))
  }

  private func orders(_ rows: [(received: String, closed: String, exported: String)]) throws -> Reading {
    let profile = """
      title: {zh: 测试, en: test}
      kind: work_order
      fields: {key: [id], line: {constant: "12345"}, status: {constant: closed}, received_at: [in], closed_at: [out],
        exported_at: [x]}
      """
    let lines = rows.enumerated().map {
      "\($0.offset),\($0.element.received),\($0.element.closed),\($0.element.exported)\n"
    }
    return try Reading("id,in,out,x\n" + lines.joined(), profile: profile)
  }

  @Test("an export to the day says nothing of an order's precision")
  func exportedDay() throws {
    let order = (received: "2019-03-04 08:00:00", closed: "2019-03-04 09:00:00", exported: "2019-03-05")
    #expect(try !orders([order]).summary.hasMinutePrecision)
    #expect(try orders([order, ("2019-03-04 08:00", "", "")]).summary.hasMinutePrecision)
    #expect(try orders([order, ("2019-03-04 08:00:00", "2019-03-05", "")]).summary.hasMinutePrecision)
  }

  @Test("a closing of a minute or a day is before the receipt when that begins behind its end")
  func closedBeforeReceipt() throws {
    let reading = try orders([
      ("2019-03-04 08:00:59", "2019-03-04 08:00", ""), ("2019-03-04 08:01:00", "2019-03-04 08:00", ""),
      ("2019-03-04 23:59:59", "2019-03-04", ""), ("2019-03-05 00:00:00", "2019-03-04", ""),
      ("2019-03-04 08:00:00", "2019-03-04 08:00:00", ""), ("2019-03-04 08:00:01", "2019-03-04 08:00:00", ""),
    ])
    #expect(reading.keys == ["0", "2", "4"] && Set(reading.reasons) == [.contradiction])
  }

  @Test("a time that is reckoned from one to the minute, or of a day, is no more exact than that")
  func reckoned() throws {
    let profile = Profiles.calls("answered_at: {plus: {time: started_at, seconds: [wait]}}\nended_at: [end]")
    func read(_ start: String, _ wait: Int, _ end: String) throws -> Reading {
      try Reading("id,start,wait,end\na,\(start),\(wait),\(end)\n", profile: profile)
    }
    #expect(try read("2019-01-05 08:03", 75, "2019-01-05 08:03:20").keys == ["a"], "an end within the minute")
    #expect(try read("2019-01-05 08:03", 80, "2019-01-05 08:03:20").reasons == [.contradiction])
    #expect(try read("2019-01-05 08:03:00", 75, "2019-01-05 08:03:20").reasons == [.contradiction])
    #expect(try read("2019-01-05", 200, "2019-01-05 00:00:30").keys == ["a"], "an end within the day")
    #expect(try !read("2019-01-05 08:03:00", 75, "2019-01-05 08:05:00").summary.hasMinutePrecision)
    #expect(try read("2019-01-05 08:03:00", 75, "2019-01-05 08:05:00").time(0, .answeredAt) == "2019-01-05 08:04:15")
  }

  @Test("a wait that unanswered calls have too is no answer for them")
  func reckonedAnswer() throws {
    func answers(_ presence: String) throws -> [String] {
      let words = "words: {接通: answered, 放弃: abandoned, 自助: self_service}"
      let profile = Profiles.calls(
        "answered_at: {plus: {time: started_at, seconds: [w]}}\noutcome: {columns: [o], \(words)\(presence)}")
      let reading = try Reading(
        "id,start,w,o\na,\(Self.start),9,接通\nb,\(Self.start),9,自助\nc,\(Self.start),9,放弃\n", profile: profile)
      #expect(reading.keys == ["a", "b", "c"])
      let isDoubted = reading.summary.remarks.contains { $0.kind == .contradiction }
      return (0..<3).map { reading.number($0, .answeredAt) == nil ? "-" : "answered" } + (isDoubted ? ["doubted"] : [])
    }
    #expect(try answers("") == ["answered", "-", "-"])
    // Where the wait tells the outcome of some rows, it is the wait of answered calls.
    let presence = ", when_present: {column: [w], then: answered, else: abandoned}"
    #expect(try answers(presence) == ["answered", "answered", "-", "doubted"])
  }

  @Test("a column that tells a word by what it holds: empty, nothing in other words, or 0 is nothing")
  func presence() throws {
    let profile = Profiles.calls("transfer_outcome: {when_present: {column: [x], then: succeeded, else: failed}}")
    let values = ["1", "0", "", "-", "NULL", "00", "x", " 0 "]
    let rows = values.enumerated().map { "k\($0.offset),\(Self.start),\($0.element)\n" }.joined()
    let reading = try Reading("id,start,x\n" + rows, profile: profile)
    #expect(
      values.indices.map { reading.word($0, .transferOutcome) }
        == ["succeeded", "failed", "failed", "failed", "failed", "succeeded", "succeeded", "failed"])
  }

  @Test("daily sums of a day to come are refused, and a key is made of those that have none")
  func tallies() throws {
    let profile = """
      title: {zh: 测试, en: test}
      kind: tally
      fields: {line: [l], counted_at: [d], kind: [q], district: [a], calls_offered: [n]}
      """
    let reading = try Reading(
      "l,d,q,a,n\n962200,2019-03-04,甲,黄浦区,5\n962200,2091-03-04,甲,黄浦区,5\n962200,2019-03-04 08:00:00,,徐汇区,6\n",
      profile: profile)
    #expect(reading.reasons == [.futureTime] && reading.summary.records == 2)
    #expect(reading.keys.first?.hasPrefix("2019-03-04|962200|") == true, "\(reading.keys)")
    #expect(reading.keys.last?.hasPrefix("2019-03-04 08:00:00|962200|") == true, "\(reading.keys)")
    #expect(reading.keys.allSatisfy { $0.split(separator: "|", omittingEmptySubsequences: false).count == 7 })
    #expect(Set(reading.keys[0].split(separator: "|").suffix(2)) == ["甲", "黄浦区"], "\(reading.keys)")
  }

  @Test("a clock to the minute goes over midnight too")
  func coarseMidnight() throws {
    let profile = Profiles.calls("started_at: {join: [[d], [s]]}\nended_at: {join: [[d], [e]]}")
    let reading = try Reading(
      "id,d,s,e\na,2019-03-04,23:59,00:02\nb,2019-03-04,23:59:30,00:02\nc,2019-03-04,08:00:30,08:00\n", profile: profile
    )
    #expect(
      (0..<3).map { reading.time($0, .endedAt) } == [
        "2019-03-05 00:02:00", "2019-03-05 00:02:00", "2019-03-04 08:00:00",
      ])
  }

  @Test("a key of 120 characters is kept, a longer one is a text and is not shown", arguments: ["k", "钥"])
  func longKeys(character: String) throws {
    func key(_ count: Int) -> String { String(repeating: character, count: count) }
    let reading = try Reading(
      "id,start\n\(key(120)),\(Self.start)\n\(key(121)),\(Self.start)\n", profile: Profiles.calls(""))
    #expect(reading.keys == [key(120)] && reading.reasons == [.fieldTooLong])
    #expect(reading.rejected[0].value == nil && reading.rejected[0].column == 1)
    #expect(reading.rejected[0].detail.en == "key is too long; expected 120 characters at most")
  }

  @Test("each part of a joined key is looked at for lost digits, unless the profile says not to")
  func joinedKeys() throws {
    let text = "a,b,start\n1.38E+10,1,\(Self.start)\nx,1.38E+10,\(Self.start)\nx,1,\(Self.start)\n"
    #expect(try Reading(text, profile: Profiles.calls("key: {join: [[a], [b]]}")).keys == ["x|1"])
    let ignoring = try Reading(text, profile: Profiles.calls("key: {join: [[a], [b]], lost_digits: ignore}"))
    #expect(ignoring.keys == ["1.38E+10|1", "x|1.38E+10", "x|1"])
    let one = "id,start\n1.38E+10,\(Self.start)\n"
    #expect(try Reading(one, profile: Profiles.calls("key: {columns: [id], lost_digits: ignore}")).keys == ["1.38E+10"])
  }

  @Test("the first second of 1970 is no event, but a birthday")
  func birthdays() throws {
    let profile = "title: {zh: a, en: a}\nkind: agent\nfields: {key: [k], born_at: [b], hired_at: [h]}\n"
    let reading = try Reading("k,b,h\na,1970-01-01 08:00:00,1970-01-01 08:00:00\n", profile: profile)
    #expect(reading.number(0, .bornAt) == 0 && reading.number(0, .hiredAt) == nil)
  }

  @Test("a time of a form that the profile does not list is refused, though it is the usual one")
  func otherForm() throws {
    let profile = Profiles.calls("started_at: {columns: [start], formats: [\"yyyy/MM/dd HH:mm:ss\"]}")
    let reading = try Reading("id,start\na,2019/01/05 08:03:11\nb,\(Self.start)\n", profile: profile)
    #expect(reading.keys == ["a"] && reading.reasons == [.badTime])
  }

  @Test("a profile's own words for nothing may be long ones")
  func absentWords() throws {
    for word in ["没有填写（系统自动生成的内容）", String(repeating: "x", count: 31), String(repeating: "x", count: 32)] {
      let profile = Profiles.calls("district: [d]", top: "absent: [\(word)]")
      let reading = try Reading("id,start,d\na,\(Self.start),\(word)\nb,\(Self.start),\(word)x\n", profile: profile)
      #expect(reading.text(0, .district) == nil && reading.text(1, .district) == word + "x")
    }
  }

  @Test("a word that means nothing is missing where a record needs one, with its column")
  func neededWord() throws {
    let profile = Profiles.calls("outcome: {columns: [o], words: {未知: absent, 接通: answered}}")
    let reading = try Reading(
      "id,start,o\na,\(Self.start),未知\nb,\(Self.start),接通\nc,\(Self.start),未知\n", profile: profile)
    #expect(reading.reasons == [.missingValue, .missingValue] && reading.rejected.map(\.column) == [3, 3])
  }

  @Test("a citizen's number is no count of anything, a count of eight digits may be one")
  func counts() throws {
    let profile = "title: {zh: a, en: a}\nkind: activity\nfields: {key: [k], kind: [n], held_at: [t], quantity: [q]}\n"
    let reading = try Reading(
      "k,n,t,q\na,b,2019-03-04,13812345678\nb,b,2019-03-04,62345678\nc,b,2019-03-04,7\n", profile: profile)
    #expect(reading.keys == ["b", "c"] && reading.reasons == [.badNumber])
    #expect(reading.rejected[0].detail.en.hasSuffix("expected a count, not a citizen's number"))
    #expect((0..<2).map { reading.number($0, .quantity) } == [62_345_678, 7])
  }

  @Test("an empty cell of a column with a default is the default, also where several columns are joined")
  func defaults() throws {
    let profile = Profiles.calls("resolved: {columns: [r], default: 是}\ndistrict: {join: [[a], [b]], default: 未知}")
    let reading = try Reading(
      "id,start,r,a,b\nx,\(Self.start),,,y\ny,\(Self.start),否,x,y\nz,\(Self.start),是,x,y\n", profile: profile)
    let answers = (0..<3).map { reading.number($0, .resolved) }
    #expect(answers[0] != nil && answers[0] == answers[2] && answers[1] != nil && answers[1] != answers[0])
    #expect((0..<2).map { reading.text($0, .district) } == ["未知", "x|y"])
  }
}
