import Foundation
import HotlineCalendar
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// Spellings of numbers, callers and times, each with what it comes to, up to the bounds of what is believed.
@Suite("Spellings")
struct SpellingTests {
  private func bytes<Value>(_ text: String, _ use: (Bytes) -> Value) -> Value {
    Array(text.utf8).withUnsafeBufferPointer(use)
  }

  // MARK: Citizens' numbers

  @Test(
    "one citizen's number is one caller however it is written",
    arguments: [
      ("+86 21 6234 5678", "02162345678"), ("008602162345678", "02162345678"), ("00862162345678", "02162345678"),
      ("+8675512345678", "075512345678"), ("(021)6234.5678", "02162345678"), ("8613812345678", "13812345678"),
      ("86212345678", "86212345678"),
      ("013812345678", "13812345678"), ("010812345678", "010812345678"), ("0138123456789", "0138123456789"),
      ("12345", "12345"), ("110", "110"), ("2162345678", "02162345678"), ("57181234567", "057181234567"),
      ("11", nil), ("000", nil), ("0000000", nil), ("0001", "0001"), ("匿名", nil), ("138****5678", nil),
      ("1.38E+10", nil),
      ("1.38e10", nil), ("E", nil), ("sip:1001@pbx", "sip:1001@pbx"), ("138x", "138x"),
      ("13812345678.0", "13812345678"), ("1.3812345678E10", "13812345678"), ("1.3812345678e+10", "13812345678"),
      ("2.162345678E9", "02162345678"), ("1.381234567E10", nil), ("1.3812345678E9", nil), ("1.38E10", nil),
      ("1.38123456780E10", nil),
      (".0", nil),
      ("caller:0123456789abcdef", "caller:0123456789abcdef"), ("caller:0123456789ABCDEF", "caller:0123456789ABCDEF"),
      ("caller:abc", nil), ("='13812345678", "13812345678"), ("'13812345678", "13812345678"),
      ("+8613812345678", "13812345678"),
      ("+8612345", "12345"), ("+86123456789", "0123456789"), ("+8612345678", "12345678"),
      ("+86223456789", "0223456789"),
      ("+8622345678", "22345678"),
      ("86 138 1234 5678", "13812345678"), ("8611812345678", "11812345678"), ("+442071234567", "00442071234567"),
      ("0086", nil), ("", nil), (" ", nil),
      ("0013801345678", "13801345678"), ("00013801345678", "13801345678"), ("0000013812345678", "13812345678"),
      ("00 138 0134 5678", "13801345678"), ("868613812345678", "13812345678"),
      ("138\u{E5E5}1234\u{E5E5}5678", "13812345678"),
      ("138ー1234ー5678", "13812345678"),
      // A number of Ohio.
      ("0013802345678", "0013802345678"),
    ] as [(String, String?)])
  func callers(text: String, expected: String?) { #expect(CallerNumber.normalised(text) == expected) }

  @Test(
    "a mobile beside other things is that mobile's caller",
    arguments: [
      "tel:13812345678", "13812345678转801", "13812345678-801", "sip:13812345678@10.0.0.1", "sip:+8613812345678@a.cn",
      "王先生13812345678", "13812345678(家)", "913812345678", "13812345678/13987654321", "1795113812345678",
      "tel:138-1234-5678", "<13812345678>", "手机 138 1234 5678", "008613812345678;ext=8",
      "13812345678-1", "13812345678 (2)", "13812345678(2)", "13812345678 1", "+8613812345678,1", "+8613812345678-12",
      "9013812345678", "90-138-1234-5678", "*13812345678", "*67 13812345678",
      "138-1234-5678-1", "138 1234 5678 12", "*6713812345678",
    ])
  func besideOthers(text: String) { #expect(CallerNumber.normalised(text) == "13812345678") }

  @Test(
    "a landline's spellings are one caller",
    arguments: [
      "02162345678", "021-62345678", "(021)62345678", "2162345678", "+862162345678", "+86 (0)21 62345678",
      "86-21-62345678",
      "8602162345678", "862162345678", "086-021-62345678", "0086-21-62345678", "tel:021-62345678", "sip:02162345678@x",
      "sip:02162345678@10.0.0.1", "张三021-62345678", "021-62345678（宅）", "17951 02162345678", "902162345678",
      "02162345678.0",
    ])
  func landlines(text: String) { #expect(CallerNumber.normalised(text) == "02162345678") }

  @Test(
    "another country's number is one caller with a plus sign and with 00, and no number of here",
    arguments: [
      (["+919812345678", "+91 98123 45678", "00919812345678", "tel:+919812345678"], "00919812345678"),
      (
        [
          "+13105551234", "+1 (310) 555-1234", "tel:+1-310-555-1234", "sip:+13105551234@10.0.0.1",
          "tel:+1 (310) 555-1234",
          "0013105551234",
        ], "0013105551234"
      ),
      (
        [
          "+85291234567", "+852 9123 4567", "0085291234567", "tel:+85291234567", "sip:+85291234567@10.0.0.1",

          "\"Chan\" <sip:+85291234567@10.0.0.1>",
        ], "85291234567"
      ),
      (["+90 212 345 67 89", "00902123456789"], "00902123456789"),
      (["+66822345678", "0066822345678"], "0066822345678"),
      // No exchange of North America begins with 0 or 1: the plus sign is one too many.
      (["+13801234567", "13801234567"], "13801234567"),
      (["+021 62345678"], "02162345678"),
    ] as [([String], String)])
  func abroad(texts: [String], expected: String) {
    for text in texts { #expect(CallerNumber.normalised(text) == expected, "\(text)") }
  }

  @Test(
    "a landline in an address, in a switchboard's line, twice",
    arguments: [
      "02162345678@10.0.0.1", "02162345678@10.0.0.2:5060", "sip:+862162345678@10.0.0.1", "SIP/02162345678-0000a1b2",
      "PJSIP/021-62345678-00000012", "\"02162345678\" <02162345678>",
      "\"021-62345678\" <sip:02162345678@10.0.0.1:5060>",
      "02162345678;phone-context=+86", "*67 02162345678", "*6702162345678", "SIP/021-62345678",
    ])
  func landlineAddresses(text: String) { #expect(CallerNumber.normalised(text) == "02162345678") }

  @Test(
    "a hidden caller's machine is no caller",
    arguments: [
      "sip:anonymous@10.0.0.1", "anonymous@192.168.1.10", "\"Anonymous\" <sip:anonymous@10.0.0.1:5060>",
      "sip:unknown@10.0.0.1",
      "anonymous@anonymous.invalid", "021****5678", "sip:138****5678@10.0.0.1", "@10.0.0.1",
    ])
  func hidden(text: String) { #expect(CallerNumber.normalised(text) == nil) }

  @Test(
    "an extension behind a landline is one caller however it is written",
    arguments: [
      "021-62345678转801", "(021)62345678转801", "021-62345678（转801）", "021-62345678分机801", "02162345678ext801",
      "02162345678x801", "+86 21 62345678 转801", "+862162345678ext801", "tel:+86-21-62345678;ext=801",
      "02162345678*801",
      "86-21-62345678转801", "021-62345678-801", "02162345678#801", "02162345678,801", "02162345678/801",
      "02162345678(801)",
      "sip:02162345678;ext=801@10.0.0.1",
    ])
  func extensions(text: String) { #expect(CallerNumber.normalised(text) == "02162345678801") }

  @Test(
    "extensions behind a landline, and addresses without a number, tell callers apart",
    arguments: [
      ("021-62345678转802", "02162345678802"), ("+86 21 62345678 转803", "02162345678803"),
      ("张三8室021-62345678", "张三8室021-62345678"), ("张三021-62345678/021-62345679", "张三021-62345678/021-62345679"),
      ("sip:8001@10.0.0.1", "sip:8001@10.0.0.1"), ("62345678-2", "623456782"),
      ("0571-87654321", "057187654321"), ("057187654321", "057187654321"), ("138123456781", "138123456781"),
    ])
  func apart(text: String, expected: String) { #expect(CallerNumber.normalised(text) == expected) }

  @Test("a caller's pseudonym is told by its prefix and sixteen hexadecimal digits")
  func tokens() {
    #expect(bytes("caller:0123456789abcdef", CallerNumber.isToken))
    for text in [
      "caller:0123456789abcde", "caller:0123456789abcdef0", "caller:0123456789abcdeg", "Caller:0123456789abcdef",
      "caller:0123456789abcdeF", "caller:0123456789abcde/", "caller:0123456789abcde:",
    ] {
      #expect(!bytes(text, CallerNumber.isToken), "\(text)")
    }
  }

  // MARK: Numbers

  @Test(
    "numbers, in ten-thousandths",
    arguments: [
      ("75", 750_000), ("-75", -750_000), ("+75", 750_000), ("0.5", 5000), (".5", 5000), ("5.", 50_000),
      ("1.00005", 10_001), ("1.00004", 10_000),
      ("-1.5", -15_000), ("¥12", 120_000), ("￥12.5", 125_000), ("¥-3", -30_000), ("12元", 120_000), ("3万", 300_000_000),
      ("1.5万元", 150_000_000),
      ("2亿", 2_000_000_000_000), ("0.00000001亿", 10_000), ("1亿元", 1_000_000_000_000), ("7件", 70_000), ("7个", 70_000),
      ("7次", 70_000), ("7期", 70_000), ("7条", 70_000),
      ("7篇", 70_000), ("7场", 70_000), ("7 件", 70_000), ("7台", nil), ("¥", nil), ("-", nil), ("", nil), (".", nil),
      ("1.2.3", nil), ("1e3", nil), ("--1", nil),
      ("399999999999999", 3_999_999_999_999_990_000), ("400000000000000", nil), ("4万亿", nil),
      ("39999999999万", 3_999_999_999_900_000_000), ("40000000000万", nil),
      ("0.123456789012345", 1235), ("1,234.5", 12_345_000), ("999,999", 9_999_990_000), ("9,99", nil),
      ("0.99995", 10_000), ("123456789012345678901234567890", nil),
    ] as [(String, Int64?)])
  func decimals(text: String, expected: Int64?) {
    #expect(bytes(text) { DecimalNumber($0)?.tenThousandths } == expected)
  }

  @Test("what a number is as a whole, as fen, rounded, and within a range")
  func wholes() throws {
    func number(_ text: String) throws -> DecimalNumber { try #require(bytes(text) { DecimalNumber($0) }) }
    #expect(
      try number("12.00").exactWhole == 12 && number("12.5").exactWhole == nil && number("12.0001").exactWhole == nil)
    #expect(
      try number("12.34").hundredths == 1234 && number("12.345").hundredths == nil && number("-0.01").hundredths == -1)
    #expect(
      try [number("12.5"), number("12.4999"), number("-12.5"), number("-12.4999")].map(\.rounded) == [13, 12, -13, -12])
    #expect(try number("12.75").fraction == 0.75 && number("12").fraction == 0 && number("3.5").whole == 3)
    #expect(
      try number("5").isIn(5..<6) && !number("6").isIn(5..<6) && number("5.9").isIn(5..<6) && !number("-5").isIn(-6..<6)
    )
    #expect(bytes("12元") { DecimalNumber($0, allowsUnit: false) } == nil)
    #expect(bytes("12") { DecimalNumber($0, allowsUnit: false)?.whole } == 12)
    #expect(bytes("1.234,5") { DecimalNumber($0, isDecimalComma: true)?.tenThousandths } == 12_345_000)
  }

  @Test(
    "durations at their bounds",
    arguments: [
      ("9999999", DurationUnit.seconds, 9_999_999), ("31622400", .seconds, 31_622_400), ("31622401", .seconds, nil),
      ("59.5", .seconds, 60), ("59.4", .seconds, 59),
      ("499", .milliseconds, 0), ("500", .milliseconds, 1), ("1499", .milliseconds, 1), ("1500", .milliseconds, 2),
      ("1.5", .minutes, 90), ("0.5", .hours, 1800),
      ("8784", .hours, 31_622_400), ("8785", .hours, nil), ("366", .days, 31_622_400), ("1:59:59", .seconds, 7199),
      ("0:60", .seconds, nil), ("60:00", .seconds, 3600),
      ("1:60:00", .seconds, nil), ("0:59.4", .seconds, 59), ("00:00:00", .seconds, 0),
      ("8784:00:00", .seconds, 31_622_400), ("8784:00:01", .seconds, nil), (":30", .seconds, nil),
      ("30:", .seconds, nil), ("1899/12/30 0:01:00", .seconds, 60), ("1900-01-00 1:00", .seconds, 60),
      ("1900/01/00 0:00:05", .seconds, 5), ("1899-12-30 0:00:05", .seconds, 5),
      ("1900/1/0 ", .seconds, nil), ("1毫秒", .seconds, 0), ("500毫秒", .seconds, 1), ("499毫秒", .seconds, 0),
      ("1天", .seconds, 86_400), ("2时3分", .seconds, 7380), ("1 hour", .seconds, 3600),
      ("2 hours 3 mins", .seconds, 7380), ("1 hr", .seconds, 3600), ("2 hrs", .seconds, 7200),
      ("5 minutes", .seconds, 300), ("1 minute", .seconds, 60), ("1 second", .seconds, 1),
      ("5 secs", .seconds, 5), ("5sec", .seconds, 5), ("2 days", .seconds, 172_800), ("1 day", .seconds, 86_400),
      ("1D", .seconds, 86_400), ("3H", .seconds, 10_800), ("P1D", .seconds, 86_400),
      ("P1DT1H", .seconds, 90_000), ("PT90S", .seconds, 90), ("P1H", .seconds, nil), ("PT1D", .seconds, nil),
      ("PT1min", .seconds, nil), ("1h 90m", .seconds, 9000), ("1m1h", .seconds, nil),
      ("1.5分", .seconds, 90), ("366天", .seconds, 31_622_400), ("367天", .seconds, nil), ("366天1秒", .seconds, nil),
      ("1E0", .days, 86_400), ("3.66E2", .days, 31_622_400), ("3.67E2", .days, nil),
      ("1E0", .hours, nil), ("5 5秒", .seconds, nil), ("秒", .seconds, nil), ("5秒x", .seconds, nil),
    ] as [(String, DurationUnit, Int64?)])
  func durations(text: String, unit: DurationUnit, expected: Int64?) {
    #expect(bytes(text) { DurationText.seconds($0, unit: unit) } == expected)
  }

  @Test("a duration may be 64 bytes long, and written with a decimal comma")
  func longDurations() {
    let short = "1小时" + String(repeating: " ", count: 49) + "1分1秒"
    #expect(bytes(short) { ($0.count, DurationText.seconds($0)) } == (64, 3661))
    #expect(bytes(short + " ") { DurationText.seconds($0) } == nil)
    #expect(bytes("1,5分") { DurationText.seconds($0, isDecimalComma: true) } == 90)
    #expect(bytes("1,5分") { DurationText.seconds($0) } == nil)
    #expect(bytes("2,5") { DurationText.seconds($0, unit: .minutes, isDecimalComma: true) } == 150)
  }

  @Test("words that a computer takes for numbers are no days", arguments: ["0x10", "inf", "nan", "1e", "e5", "0b1"])
  func noDays(text: String) { #expect(bytes(text) { DurationText.seconds($0, unit: .days) } == nil) }

  @Test(
    "ids that a spreadsheet rounded",
    arguments: [
      ("2.0190105E+17", LostDigits.Look.scientific), ("2e+5", .scientific), ("E+5", .unsuspicious),
      ("2E17", .unsuspicious), ("2E+x", .unsuspicious),
      ("201903040000001000", .zeros), ("201903040000000000", .zeros), ("201903040000000001", .complete),
      ("20190304000000000", .unsuspicious),
      ("2019030400000000000", .zeros), ("2019.0304000000000", .unsuspicious), ("+201903040000000000", .unsuspicious),
      ("K01903040000000000", .unsuspicious),
    ])
  func lostDigits(text: String, look: LostDigits.Look) { #expect(bytes(text, LostDigits.look) == look) }

  // MARK: Times

  private func local(_ text: String, _ format: String) throws -> String? {
    let format = try #require(TimeFormat(format))
    return bytes(text) { format.read($0) }.map { time in
      let clock = "\(LocalTime.text(time.local - 8 * 3600))\(time.hasFraction ? "+" : "")"
      return time.offset.map { "\(clock) \($0)" } ?? clock
    }
  }

  @Test(
    "times in a format, up to the last moment of each part",
    arguments: [
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 23:59:59", "2019-12-31 23:59:59"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 23:59:60", nil),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 23:60:00", nil),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 24:00:00", "2020-01-01 00:00:00"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 24:00:01", nil),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31  08:00:00", "2019-12-31 08:00:00"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00.000", "2019-12-31 08:00:00"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00.010", "2019-12-31 08:00:00+"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00.", nil), ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00x", nil),
      ("yyyy-MM-dd HH:mm:ss", "19-12-31 08:00:00", nil),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 8:0:0", "2019-12-31 08:00:00"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 008:00:00", nil), ("yyyy-MM-dd HH:mm", "2019-12-31 08:00.5", nil),
      ("yyyyMMddHHmmss", "20191231080000", "2019-12-31 08:00:00"), ("yyyyMMddHHmmss", "2019123108000", nil),
      ("yyyyMMdd", "20190229", nil), ("yyyyMMdd", "20200229", "2020-02-29 00:00:00"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00+14:59", "2019-12-31 08:00:00 53940"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00-1459", "2019-12-31 08:00:00 -53940"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00+15:00", nil),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00+08:60", nil),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00 UTC", "2019-12-31 08:00:00 0"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00 GMT+8", "2019-12-31 08:00:00 28800"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00+8", nil),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00 Z", "2019-12-31 08:00:00 0"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00Z1", nil), ("yyyy-MM-dd", "2019-12-31Z", nil),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00+0830", "2019-12-31 08:00:00 30600"),
      ("d MMM yyyy", "4 mar 2019", "2019-03-04 00:00:00"), ("d MMM yyyy", "4 September 2019", "2019-09-04 00:00:00"),
      ("d MMM yyyy", "4 Sept. 2019", "2019-09-04 00:00:00"), ("d MMM yyyy", "4 ma 2019", nil),
      ("d MMM yyyy", "31 Dec 2019", "2019-12-31 00:00:00"), ("d MMM yyyy", "4 Decembers 2019", nil),
      ("d MMM yyyy", "4 Mar.2019", nil), ("dMMMyyyy", "4Mar2019", "2019-03-04 00:00:00"),
      ("M/d/yy", "3/4/99", "2099-03-04 00:00:00"), ("M/d/yy", "3/4/9", nil), ("M/d/yy", "3/4/019", nil),
      ("yyyy年M月d日 H时", "2019年3月4日8时", "2019-03-04 08:00:00"), ("yyyy-MM-dd HH:mm:ss", "2019-12-3108:00:00", nil),
      ("yyyy/MM/dd a h:mm", "2019/3/4 上午12:05", "2019-03-04 00:05:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 下午12:05", "2019-03-04 12:05:00"),
      ("yyyy/MM/dd h:mm a", "2019/3/4 11:05 pm", "2019-03-04 23:05:00"),
      ("yyyy/MM/dd h:mm a", "2019/3/4 1:05 p.m.", "2019-03-04 13:05:00"),
      ("yyyy/MM/dd h:mm a", "2019/3/4 1:05 a.m.", "2019-03-04 01:05:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 清晨5:05", "2019-03-04 05:05:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 早晨5:05", "2019-03-04 05:05:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 傍晚5:05", "2019-03-04 17:05:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 中午2:59", "2019-03-04 14:59:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 中午3:00", nil), ("yyyy/MM/dd a h:mm", "2019/3/4 中午10:59", nil),
      ("yyyy/MM/dd a h:mm", "2019/3/4 晚上4:00", nil), ("yyyy/MM/dd a h:mm", "2019/3/4 晚上5:00", "2019-03-04 17:00:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 晚上16:00", nil), ("yyyy/MM/dd a h:mm", "2019/3/4 晚上17:00", "2019-03-04 17:00:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 下午24:00", nil), ("yyyy/MM/dd a h:mm", "2019/3/4 午 8:00", nil),
      ("yyyy/MM/dd HH:mm:ss.SSS", "2019/3/4 08:00:00.001", "2019-03-04 08:00:00+"),
      ("yyyy/MM/dd HH:mm:ss.SSS", "2019/3/4 08:00:00.000", "2019-03-04 08:00:00"),
      ("epoch_s", "1551661200", "2019-03-04 01:00:00 0"), ("epoch_s", "1551661200.5", "2019-03-04 01:00:00+ 0"),
      ("epoch_s", "-1", nil), ("epoch_s", "32503679999", "2999-12-31 23:59:59 0"), ("epoch_s", "32503680000", nil),
      ("epoch_ms", "1551661200999", "2019-03-04 01:00:00+ 0"), ("epoch_ms", "1551661200000", "2019-03-04 01:00:00 0"),
      ("epoch_ms", "32503680000000", nil), ("excel_serial", "43528", "2019-03-04 00:00:00"),
      ("excel_serial", "43528.75", "2019-03-04 18:00:00"), ("excel_serial", "367", "1901-01-01 00:00:00"),
      ("excel_serial", "366.9", nil), ("excel_serial", "2958465", "9999-12-31 00:00:00"),
      ("excel_serial", "2958466", nil),
    ] as [(String, String, String?)])
  func times(format: String, text: String, expected: String?) throws { #expect(try local(text, format) == expected) }

  @Test("years of two digits, and the last second of a day")
  func parts() throws {
    let format = try #require(TimeFormat("d/M/yy"))
    func year(_ text: String, _ latest: Int) -> String? {
      bytes(text) { format.read($0, latestShortYear: latest) }.map {
        LocalDay(containing: $0.local - 8 * 3600).iso
      }
    }
    #expect(
      year("1/1/19", 19) == "2019-01-01" && year("1/1/20", 19) == "1920-01-01" && year("1/1/00", -1) == "1900-01-01")
    #expect(
      WrittenTime(local: 86_399).isLastSecondOfDay && !WrittenTime(local: 86_398).isLastSecondOfDay
        && !WrittenTime(local: 86_400).isLastSecondOfDay)
    #expect([FactField.hiredAt, .leftAt, .bornAt].allSatisfy { $0.latestShortYear(now: 1_577_808_000) == 20 })
    #expect(FactField.closedAt.latestShortYear(now: 0) == 99)
    #expect(TimeFormat.usual.count == 41)
    for format in TimeFormat.usual where format.style != .epochSeconds {
      #expect(format.hasSeconds == format.text.contains("s") || format.text == "x", "\(format.text)")
      #expect(format.hasClock == (format.text.contains("h") || format.text.contains("H")), "\(format.text)")
    }
    let serial = try #require(TimeFormat("excel_serial"))
    #expect(serial.hasClock && serial.hasSeconds)
  }

  @Test("blanks, wide letters and what a spreadsheet puts around a text")
  func bareTexts() {
    func bare(_ text: String) -> String { bytes(text) { $0.trimmed.withoutSpreadsheetGuard.string } }
    for text in [
      " a ", "\ta\r\n", "\u{A0}a\u{A0}", "\u{3000}a\u{3000}", "\u{FEFF}a\u{FEFF}", "=\"a\"", "'a", "=\" a \"", "' a",
      "a",
    ] {
      #expect(bare(text) == "a", "\(text)")
    }
    for (text, expected) in [
      ("=\"\"", ""), ("'", "'"), ("=a", "=a"), ("=\"a", "=\"a"), ("a'", "a'"), ("", ""), ("é", "é"), ("　", ""),
      ("一", "一"), ("€", "€"), ("=\"", "=\""), ("\u{85}a", "\u{85}a"),
    ] {
      #expect(bare(text) == expected, "\(text)")
    }
    func isPlain(_ text: String) -> Bool { bytes(text, \.isPlain) }
    for text in ["a", "一", "a b", "ab\u{80}", "退", "会", "\u{4E00}"] { #expect(isPlain(text), "\(text)") }
    for text in [
      "", " a", "a ", "'a", "=a", "\u{A0}a", "a\u{A0}", "\u{3000}a", "a\u{3000}", "\u{FEFF}a", "a\u{FEFF}", "a\n",
      "\u{1}",
    ] {
      #expect(!isPlain(text), "\(text)")
    }
    let wide = String(String.UnicodeScalarView((0x21...0x7E).compactMap { Unicode.Scalar(UInt32($0) + 0xFEE0) }))
    #expect(
      bytes(wide + "　中") { String(decoding: $0.foldedWidth, as: UTF8.self) } == String(
        decoding: Array(0x21...0x7E) as [UInt8], as: UTF8.self) + " 中")
    #expect(bytes("\u{FF00}｟\u{FF5F}") { String(decoding: $0.foldedWidth, as: UTF8.self) } == "\u{FF00}｟\u{FF5F}")
    #expect(
      bytes("12345678") { $0.mayHoldDigits(8) } && !bytes("1234567a") { $0.mayHoldDigits(8) }
        && bytes("１2345678") { $0.mayHoldDigits(8) } && bytes("一二三四五六七八") { $0.mayHoldDigits(8) }
        && !bytes("上海市浦东新区民政局") { $0.mayHoldDigits(8) })
    #expect(
      bytes("民政局") { $0.holdsCharacters(atMost: 3) } && !bytes("民政局a") { $0.holdsCharacters(atMost: 3) }
        && bytes("") { $0.holdsCharacters(atMost: 0) })
    #expect(bytes("09") { $0.isDigits } && !bytes("0/") { $0.isDigits } && !bytes("0:") { $0.isDigits })
    #expect(bytes("a\u{0}") { $0.holdsNUL } && !bytes("a") { $0.holdsNUL } && !bytes("") { $0.holdsNUL })
  }

  @Test("a time on the usual way and on the long one are the same")
  func quickTimes() throws {
    let format = try #require(TimeFormat(RecentDay.format))
    var day = RecentDay()
    var dice = Dice(3)
    let good = (0..<400).map { _ in
      "\(dice.roll(1900..<2100))-\(["01", "02", "09", "10", "12"][dice.roll(0..<5)])-\(["01", "28", "29", "30", "31"][dice.roll(0..<5)]) "
        + "\(["00", "08", "23", "24"][dice.roll(0..<4)]):\(["00", "59", "60"][dice.roll(0..<3)]):\(["00", "59", "60"][dice.roll(0..<3)])"
    }
    let odd = [
      "2019-03-04T08:00:00", "2019/03/04 08:00:00", "2019-03-04 08.00:00", "2019-03-04 08:00.00", "2019-03/04 08:00:00",
      "201a-03-04 08:00:00", "20:9-03-04 08:00:00",
      "2019-0/-04 08:00:00", "2019-03-0: 08:00:00", "2019-03-04 0a:00:00", "2019-03-04 08:0/:00", "2019-03-04 08:00:0:",
      "2019-03-04 8:00:00", "2019-03-04 08:00:00Z",
    ]
    for text in good + good.prefix(50) + odd + ["2019-03-04 08:00:00"] {
      let quick = bytes(text) { day.seconds($0) }
      let long = bytes(text) { format.read($0) }
      if let quick { #expect(quick == long?.local && long?.offset == nil, "\(text)") }
      let isUsual = text.utf8.count == 19 && long != nil && !text.contains("24:") && !odd.contains(text)
      #expect((quick != nil) == isUsual, "\(text)")
    }
  }
}
