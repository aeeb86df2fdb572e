import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineReading

/// Numbers, durations and callers at the place where one byte more or less makes something else of them.
@Suite("Values, edge by edge")
struct ValueEdgeTests {
  private func bytes<Value>(_ text: String, _ use: (Bytes) -> Value) -> Value {
    Array(text.utf8).withUnsafeBufferPointer(use)
  }

  @Test(
    "a sign that only looks like a mark between thousands is none",
    arguments: [
      ("1£234", nil), ("1€234", nil), ("1–234", nil), ("1≉234", nil), ("1\u{A0}", 10_000), ("1234\u{A0}元", 12_340_000),
      ("1\u{A0}:", nil), ("1.5:", nil), ("1.5/", nil),
      ("1234,", nil), ("1,234,567", 12_345_670_000), ("0", 0), ("0.00", 0), ("-0", 0),
    ] as [(String, Int64?)])
  func thousands(text: String, expected: Int64?) {
    #expect(bytes(text) { DecimalNumber($0)?.tenThousandths } == expected)
  }

  @Test("zero is within a range that begins with it and rounds to zero")
  func zero() throws {
    let zero = try #require(bytes("0") { DecimalNumber($0) })
    #expect(zero.isIn(0..<1) && !zero.isIn(1..<2) && zero.rounded == 0 && zero.exactWhole == 0 && zero.hundredths == 0)
  }

  @Test(
    "five hundred of each unit are exactly so many seconds",
    arguments: [
      ("小时", 3600), ("时", 3600), ("hours", 3600), ("hour", 3600), ("hrs", 3600), ("hr", 3600), ("h", 3600),
      ("分钟", 60), ("分", 60), ("minutes", 60), ("minute", 60), ("mins", 60), ("min", 60), ("m", 60),
      ("秒", 1), ("seconds", 1), ("second", 1), ("secs", 1), ("sec", 1), ("s", 1),
    ] as [(String, Int64)])
  func fiveHundred(unit: String, seconds: Int64) {
    #expect(bytes("500\(unit)") { DurationText.seconds($0) } == 500 * seconds)
    #expect(bytes("500 \(unit.uppercased())") { DurationText.seconds($0) } == 500 * seconds)
  }

  @Test("a year of days and just under half a second is a year of days", arguments: ["天", "days", "day", "d"])
  func days(unit: String) {
    #expect(bytes("365\(unit)499毫秒") { DurationText.seconds($0) } == 31_536_000)
    #expect(bytes("365\(unit)500ms") { DurationText.seconds($0) } == 31_536_001)
  }

  @Test(
    "what is just a duration and what is just none",
    arguments: [
      ("0", DurationUnit.minutes, 0), ("0.0", .seconds, 0), ("00000000", .seconds, 0), ("0", .milliseconds, 0),
      ("0", .days, 0), ("0E0", .days, 0), ("1.00000000000000000000000000E+00", .days, 86_400),
      ("1.000000000000000000000000000E+00", .days, nil), ("3.66E+2", .days, 31_622_400), ("1:00", .days, 60),
      ("1h2", .seconds, nil), ("5m3", .seconds, nil), ("5", .hours, 18_000), ("1::2", .seconds, nil),
      ("::", .seconds, nil), ("1:2:3:", .seconds, nil), ("h5", .seconds, nil), ("P1DT1H2M3S", .seconds, 90_123),
      ("P1D T1H", .seconds, nil), ("T1H", .seconds, nil), ("PTT1H", .seconds, nil), ("1900/1/0 1:00", .seconds, 60),
      ("1900/01/00 1:00", .seconds, 60), ("1900/1/1 1:00", .seconds, nil), ("31622400秒", .seconds, 31_622_400),
      ("31622401秒", .seconds, nil), ("8784小时", .seconds, 31_622_400), ("8785小时", .seconds, nil),
      ("527040:00", .seconds, 31_622_400), ("527040:01", .seconds, nil), ("527041", .minutes, nil),
    ] as [(String, DurationUnit, Int64?)])
  func durations(text: String, unit: DurationUnit, expected: Int64?) {
    #expect(bytes(text) { DurationText.seconds($0, unit: unit) } == expected)
  }

  @Test("an id with a sign in it is not judged by its zeros, and a whole negative number has lost nothing")
  func ids() {
    func look(_ text: String) -> LostDigits.Look { bytes(text, LostDigits.look) }
    #expect(look("12:345678901234000") == .unsuspicious && look("12/345678901234000") == .unsuspicious)
    #expect(look("-5") == .unsuspicious && look("-2.5E+17") == .unsuspicious && look("12x+5") == .unsuspicious)
    let zeros = String(repeating: "0", count: 58)
    #expect(look("1.\(zeros)E+17") == .scientific && look("1.\(zeros)0E+17") == .unsuspicious)
    #expect(look("") == .unsuspicious && look(".E+5") == .unsuspicious)
  }

  @Test(
    "a caller's number in signs of other scripts, with an extension, or none at all",
    arguments: [
      ("623‐4567", "6234567"), ("62‐3456", "62‐3456"), ("tel:", nil), ("sip:@", nil), ("13812345678-80", "13812345678"),
      ("13812345678 80", "13812345678"), ("0571-81234567", "057181234567"), ("1.0", nil), ("110.0", "110"),
      ("100", "100"), ("10", nil), ("99", nil), ("+", nil), ("E5", nil), ("1380000000.0", "1380000000"),
      ("12345670", "12345670"),
    ] as [(String, String?)])
  func callers(text: String, expected: String?) { #expect(CallerNumber.normalised(text) == expected) }

  @Test("where mobiles have eight digits, one with an extension is that mobile's caller")
  func shortMobiles() {
    let plan = NumberPlan(
      countryCode: Array("852".utf8), internationalPrefixes: [Array("001".utf8)], trunkPrefix: [], whole: [],
      regional: [], mobiles: ["[569]#{7}"].compactMap { NumberPattern($0) }, landlines: [], locals: [], identities: [])
    var output: [UInt8] = []
    for text in ["51234567-801-22", "801-51234567-22", "801-22-51234567"] {
      guard case .number = bytes(text, { CallerNumber.normalise($0, plan, into: &output) }) else {
        Issue.record("\(text)")
        continue
      }
      #expect(String(decoding: output, as: UTF8.self) == "51234567", "\(text)")
    }
  }
}
