import HotlineCalendar
import HotlineConfiguration
import Testing

@testable import HotlineReading

/// What Excel and platforms do to the values of an export.
@Suite("Values of an export")
struct ValueTests {
  private func time(_ value: String, formats: String? = nil) throws -> String? {
    let field = formats.map { "started_at: {columns: [start], formats: \($0)}" } ?? "started_at: [start]"
    return try Reading("id;start\na;\(value)\n", profile: Profiles.calls(field)).time(0, .startedAt)
  }

  @Test(
    "times as they are written",
    arguments: [
      ("2019-01-05 08:03:11", nil, "2019-01-05 08:03:11"),
      ("2019/1/5 8:03:11", nil, "2019-01-05 08:03:11"),
      ("2019年1月5日 8时03分", "[\"yyyy年M月d日 H时mm分\"]", "2019-01-05 08:03:00"),
      ("１/５/2019 8:03:11 PM", "[\"M/d/yyyy h:mm:ss a\"]", "2019-01-05 20:03:11"),
      ("5/1/2019 12:03:11 AM", "[\"d/M/yyyy h:mm:ss a\"]", "2019-01-05 00:03:11"),
      ("1546646591", "[epoch_s]", "2019-01-05 08:03:11"),
      ("1546646591000", "[epoch_ms]", "2019-01-05 08:03:11"),
      ("43470.5", "[excel_serial]", "2019-01-05 12:00:00"),
    ] as [(String, String?, String)])
  func times(value: String, formats: String?, expected: String) throws {
    #expect(try time(value, formats: formats) == expected)
  }

  @Test(
    "times that do not exist or cannot be told are rejected",
    arguments: ["2019-02-30 08:00:00", "2019-13-01 08:00:00", "2019-01-05 24:01:00", "soon", "2019-00-10 08:00:00"])
  func badTimes(value: String) throws {
    let reading = try Reading("id;start\na;\(value)\nb;2019-01-05 08:03:11\n", profile: Profiles.calls(""))
    #expect(reading.keys == ["b"])
    #expect(reading.reasons == [.badTime])
    #expect(reading.rejected[0].line == 2)
    #expect(reading.rejected[0].column == 2)
    #expect(reading.rejected[0].value == value)
  }

  @Test("times to the minute are accepted and the source is marked")
  func minutePrecision() throws {
    let profile = Profiles.calls("answered_at: [answer]\nended_at: [end]")
    let text = "id,start,answer,end\na,2019-01-05 08:03,2019-01-05 08:04,2019-01-05 08:09\n"
    let reading = try Reading(text, profile: profile)
    #expect(reading.summary.hasMinutePrecision)
    #expect(reading.number(0, .waitSeconds) == nil, "a wait cannot be told from times to the minute")
    let exact = try Reading(text.replacing("08:0", with: "08:00:0"), profile: profile)
    #expect(!exact.summary.hasMinutePrecision)
    #expect(exact.number(0, .waitSeconds) == 1)
  }

  @Test("a date and a time in two columns are joined; one of them missing is no time")
  func joined() throws {
    let profile = Profiles.calls("started_at: {join: [[day], [clock]]}")
    let reading = try Reading("id,day,clock\na,2019-01-05,08:03:11\nb,,08:03:11\n", profile: profile)
    #expect(reading.time(0, .startedAt) == "2019-01-05 08:03:11")
    #expect(reading.reasons == [.missingValue])
  }

  @Test("a time derived from another and a duration")
  func derived() throws {
    let profile = Profiles.calls("answered_at: {plus: {time: started_at, seconds: [wait]}}")
    let reading = try Reading("id,start,wait\na,2019-01-05 08:03:11,0:01:15\n", profile: profile)
    #expect(reading.time(0, .answeredAt) == "2019-01-05 08:04:26")
  }

  @Test(
    "durations", arguments: [("75", 75), ("1:15", 75), ("0:01:15", 75), ("1分15秒", 75), ("1,234.00", 1234), ("７５", 75)])
  func durations(value: String, seconds: Int64) throws {
    let profile = Profiles.calls("talk_seconds: [talk]")
    let reading = try Reading("id\tstart\ttalk\na\t2019-01-05 08:03:11\t\(value)\n", profile: profile)
    #expect(reading.number(0, .talkSeconds) == seconds)
  }

  @Test("durations in milliseconds, and durations that are none")
  func oddDurations() throws {
    let profile = Profiles.calls("talk_seconds: {columns: [talk], unit: ms}")
    let reading = try Reading("id,start,talk\na,2019-01-05 08:03:11,75400\n", profile: profile)
    #expect(reading.number(0, .talkSeconds) == 75)
    for value in ["-5", "1:75", "long"] {
      let bad = try Reading(
        "id,start,talk\na,2019-01-05 08:03:11,\(value)\n", profile: Profiles.calls("talk_seconds: [talk]"))
      #expect(bad.keys == ["a"], "a damaged duration does not cost the call")
      #expect(bad.number(0, .talkSeconds) == nil)
      #expect(bad.summary.remarks.map(\.kind) == [.unreadable])
    }
  }

  @Test("numbers with thousands, units and 万", arguments: [("1,234.00", 1234), ("18.5万", 185_000), ("216期", 216)])
  func numbers(value: String, expected: Int64) throws {
    let profile = """
      title: {zh: 测试, en: test}
      kind: activity
      fields: {key: [id], kind: {constant: broadcast}, held_at: [day], quantity: [n]}
      """
    let reading = try Reading("id\tday\tn\na\t2019-01-05\t\(value)\n", profile: profile)
    #expect(reading.number(0, .quantity) == expected)
  }

  @Test("spreadsheet guards, full-width digits and apostrophes are taken off", arguments: ["=\"123\"", "'123", "１２３"])
  func guards(value: String) throws {
    let quoted = "\"" + value.replacing("\"", with: "\"\"") + "\""
    let reading = try Reading("id,start\n\(quoted),2019-01-05 08:03:11\n", profile: Profiles.calls(""))
    #expect(reading.keys == ["123"])
  }

  @Test("a key that lost digits costs the row, a caller only itself")
  func lostDigits() throws {
    let text =
      "id,start,caller\na,2019-01-05 08:03:11,1.38E+10\n2.0190105E+17,2019-01-05 08:03:11,\n"
      + "201901050800000000,2019-01-05 08:03:11,\n"
    let reading = try Reading(text, profile: Profiles.calls("caller: [caller]"))
    #expect(reading.reasons == [.lostDigits, .lostDigits])
    #expect(reading.rejected.map(\.column) == [1, 1])
    #expect(reading.keys == ["a"])
    #expect(reading.text(0, .caller) == nil)
    #expect(reading.summary.remarks.map(\.field) == [.caller])
  }

  private static let newYork = NumberPlan(
    countryCode: Array("1".utf8), internationalPrefixes: [Array("011".utf8)], trunkPrefix: [],
    whole: ["[2-9]#{2}[2-9]#{6}"].compactMap { NumberPattern($0) }, regional: [], mobiles: [],
    landlines: ["[2-9]#{2}[2-9]#{6}"].compactMap { NumberPattern($0) }, locals: [], identities: [])

  @Test(
    "spellings of one number, by the locality's plan",
    arguments: [
      (false, "+86 138 1234 5678", "13812345678"), (false, "0086-13812345678", "13812345678"),
      (false, "8613812345678", "13812345678"), (false, "013812345678", "13812345678"),
      (false, "+86 21 6234 5678", "02162345678"), (false, "021-62345678", "02162345678"),
      (false, "+1 (212) 555-0123", "0012125550123"), (false, "+86 10 6234 5678", "01062345678"),
      (true, "+1 (212) 555-0123", "2125550123"), (true, "1-212-555-0123", "2125550123"),
      (true, "2125550123", "2125550123"), (true, "011 1 212 555 0123", "2125550123"),
      (true, "+86 138 1234 5678", "8613812345678"), (true, "1-012-555-0123", "10125550123"),
    ])
  func spellings(isNewYork: Bool, written: String, expected: String) {
    var output: [UInt8] = []
    let plan = isNewYork ? Self.newYork : Locality.standard.numbers
    let reading = Array(written.utf8).withUnsafeBufferPointer { CallerNumber.normalise($0, plan, into: &output) }
    guard case .number = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(String(decoding: output, as: UTF8.self) == expected)
  }

  @Test("one citizen's number is one caller however it is written")
  func callers() throws {
    let ways = [
      "13812345678", "+86 138-1234-5678", "008613812345678", "013812345678", "13812345678.0", "='13812345678",
    ]
    let rows = ways.enumerated().map { "k\($0.offset),2019-01-05 08:03:11,\($0.element)\n" }.joined()
    let reading = try Reading("id,start,caller\n" + rows, profile: Profiles.calls("caller: [caller]"))
    for row in 0..<5 { #expect(reading.text(row, .caller) == "13812345678") }
    for hidden in ["匿名", "138****5678", "0"] {
      let text = "id,start,caller\na,2019-01-05 08:03:11,\(hidden)\n"
      let reading = try Reading(text, profile: Profiles.calls("caller: [caller]"))
      #expect(reading.keys == ["a"])
      #expect(reading.text(0, .caller) == nil)
    }
  }

  @Test("a rejected row shows no citizen's number")
  func masked() throws {
    let profile = Profiles.calls("caller: [caller]\nended_at: [end]")
    let text = "id,start,caller,end\na,2019-01-05 08:03:11,1.381234567E+10,\nb,13812345678,,\n"
    let reading = try Reading(text, profile: profile)
    #expect(reading.reasons == [.badTime])
    #expect(reading.rejected.first?.value == "138****5678")
    #expect(!reading.rejected.contains { "\($0)".contains("12345678") })
    #expect(reading.summary.remarks.map(\.count) == [1])
    #expect(!reading.summary.remarks.contains { "\($0)".contains("381234567") })
  }

  @Test("times that contradict each other reject the row")
  func contradictions() throws {
    let profile = Profiles.calls("answered_at: [answer]\nended_at: [end]")
    let text =
      "id,start,answer,end\na,2019-01-05 08:03:11,2019-01-05 08:03:10,\n"
      + "b,2019-01-05 08:03:11,2019-01-05 08:03:20,2019-01-05 08:03:19\n"
    #expect(try Reading(text, profile: profile).reasons == [.contradiction, .contradiction])
  }
}
