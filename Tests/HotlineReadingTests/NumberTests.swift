import HotlineText
import Testing

@testable import HotlineReading

/// Numbers, durations and identities as spreadsheets and platforms write them.
@Suite("Numbers of an export")
struct NumberTests {
  private func number(_ text: String, comma: Bool = false) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer {
      DecimalNumber($0, isDecimalComma: comma).map { Double($0.tenThousandths) / 10_000 }
    }
  }

  private func seconds(_ text: String, unit: DurationUnit = .seconds, comma: Bool = false) -> Int64? {
    Array(text.utf8).withUnsafeBufferPointer { DurationText.seconds($0, unit: unit, isDecimalComma: comma) }
  }

  @Test(
    "groups of three, by comma, no-break blank or narrow blank",
    arguments: [
      ("1,234", 1234), ("12,345,678.5", 12_345_678.5), ("1\u{A0}234", 1234), ("1\u{202F}234\u{202F}567,", nil),
      ("1\u{202F}234\u{202F}567", 1_234_567), ("1\u{2009}234.25", 1234.25), ("-1,234", -1234), ("¥1,234.50元", 1234.5),
      ("10,0", nil), ("1,2345", nil), ("1,23", nil), ("1234,567", nil), ("1,234567", nil), (",123", nil), ("1,", nil),
      ("0,123", nil), ("1,234\u{A0}567", nil), ("1 234", nil), ("1,,234", nil), ("1.234.567", nil), ("1,234,56", nil),
    ] as [(String, Double?)])
  func grouping(text: String, expected: Double?) {
    #expect(number(text) == expected)
  }

  @Test(
    "the comma as the decimal point",
    arguments: [
      ("10,0", 10), ("1.234,50", 1234.5), ("1.234.567", 1_234_567), ("1\u{A0}234,5", 1234.5), ("1,234.5", nil),
      ("1.23", nil), ("18,5万", 185_000),
    ] as [(String, Double?)])
  func decimalComma(text: String, expected: Double?) {
    #expect(number(text, comma: true) == expected)
  }

  @Test("a profile says which of the two it is")
  func profileDecimal() throws {
    func value(_ text: String, top: String) throws -> Int64? {
      let profile = """
        title: {zh: 测试, en: test}
        kind: activity
        \(top)
        fields: {key: [id], kind: {constant: broadcast}, held_at: [day], inquiries: [n]}
        """
      let reading = try Reading("id;day;n\na;2019-01-05;\(text)\n", profile: profile)
      #expect(reading.keys == ["a"])
      return reading.number(0, .inquiries)
    }
    #expect(try value("10,0", top: "decimal: comma") == 10)
    #expect(try value("1.234", top: "decimal: comma") == 1234)
    #expect(try value("10,0", top: "decimal: point") == nil)
    #expect(diagnostic { _ = try value("1", top: "decimal: dot") }?.message(.en).contains("comma") == true)
  }

  @Test(
    "durations",
    arguments: [
      ("120", 120), ("2:00", 120), ("0:02:00", 120), ("26:00:00", 93_600), ("0:02:00.500", 121), ("2分0秒", 120),
      ("2分钟", 120), ("2m 0s", 120), ("2m", 120), ("1h2m3s", 3723), ("1 h 2 min", 3720), ("2 min", 120),
      ("90 Min", 5400),
      ("PT2M", 120), ("PT2M0S", 120), ("PT1H2M3S", 3723), ("P1DT1S", 86_401), ("pt1.5s", 2), ("500ms", 1),
      ("120000 ms", 120), ("2秒500毫秒", 3), ("1天2小时", 93_600), ("1.5h", 5400), ("2 minutes 5 seconds", 125),
      ("1900/1/0 0:02:00", 120), ("0:00:59.6", 60), ("1小时 2分", 3720),
    ])
  func durations(text: String, expected: Int64) {
    #expect(seconds(text) == expected)
  }

  @Test(
    "no durations",
    arguments: [
      "-5", "(5)", "-0:00:05", "0:75:00", "1:75", "12:02:00 AM", "P2M", "PT", "P", "PT2D", "5s 2m", "2m2m", "1:2:3:4",
      "m",
      "2x", "1.5:00", "400 days", "9999999999", "99999999:00:00", "P1D2H", "2 4",
    ])
  func noDurations(text: String) {
    #expect(seconds(text) == nil)
  }

  @Test(
    "bare numbers in another unit",
    arguments: [
      ("75400", DurationUnit.milliseconds, 75), ("2", .minutes, 120), ("2.5", .minutes, 150), ("1.25", .hours, 4500),
      ("0.00138888888888889", .days, 120), ("9.25926E-05", .days, 8), ("1.5", .days, 129_600), ("0:02:00", .days, 120),
      ("2m", .milliseconds, 120), ("9.25926E-05", .seconds, nil), ("367", .days, nil), ("-1", .minutes, nil),
    ] as [(String, DurationUnit, Int64?)])
  func units(text: String, unit: DurationUnit, expected: Int64?) {
    #expect(seconds(text, unit: unit) == expected)
  }

  @Test("the unit of a column", arguments: [("s", 2), ("ms", 0), ("min", 120), ("h", 7200), ("day", 172_800)])
  func columnUnit(unit: String, expected: Int64) throws {
    let profile = Profiles.calls("talk_seconds: {columns: [talk], unit: \(unit)}")
    let reading = try Reading("id,start,talk\na,2019-01-05 08:03:11,2\n", profile: profile)
    #expect(reading.number(0, .talkSeconds) == expected)
  }

  private func keys(_ ids: [String], key: String = "key: [id]") throws -> Reading {
    let text = "id,start\n" + ids.map { "\($0),2019-03-07 08:00:00\n" }.joined()
    return try Reading(text, profile: Profiles.calls(key))
  }

  @Test("a counted id that ends in zeros is believed when its column shows other digits there")
  func countedIds() throws {
    let ids = (998...1002).map { "20190307000000\($0 < 1000 ? "0" : "")\($0)" }
    #expect(try keys(ids).keys == ids)
    #expect(try keys(ids.reversed()).keys.count == 5)
    let first = ["201903070000001000"] + (0..<20).map { "2019030700000010\($0 + 10)" }
    #expect(try keys(first).keys == first, "the first rows are looked at before the first one is judged")
    let many = (0..<3000).map { "20190307000000\($0 + 1000)" }
    #expect(try keys(many).keys == many)
  }

  @Test("a column in which every id ends in zeros was rounded; so was a number in scientific notation")
  func roundedIds() throws {
    let round = Array(repeating: "201903040000001000", count: 3) + ["201903040000002000"]
    #expect(try keys(round).reasons == Array(repeating: .lostDigits, count: 4))
    #expect(try keys(Array(repeating: "2.01903E+17", count: 3)).reasons.count == 3)
    #expect(try keys(["201903070000000998", "2.01903E+17"]).reasons == [.lostDigits])
    #expect(try keys(round, key: "key: {columns: [id], lost_digits: ignore}").keys.count == 4)
  }

  @Test("the parts of a joined key are judged each by its own column")
  func joinedIds() throws {
    let profile = Profiles.calls("key: {join: [[id], [leg]]}")
    let text =
      "id,leg,start\n201903070000000998,201903070000001000,2019-03-07 08:00:00\n"
      + "201903070000001000,1,2019-03-07 08:00:00\n"
    let reading = try Reading(text, profile: profile)
    #expect(reading.keys == ["201903070000001000|1"])
    #expect(reading.rejected.map(\.line) == [2])
  }
}
