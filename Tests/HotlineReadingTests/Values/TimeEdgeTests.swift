import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineReading

/// Times as they are written, one character beside what is understood.
@Suite("Times, character by character")
struct TimeEdgeTests {
  private func local(_ text: String, _ format: String) throws -> String? {
    let format = try #require(TimeFormat(format))
    return Array(text.utf8).withUnsafeBufferPointer { format.read($0) }.map { time in
      let clock = "\(LocalTime.text(time.local - 8 * 3600))\(time.hasFraction ? "+" : "")"
      return time.offset.map { "\(clock) \($0)" } ?? clock
    }
  }

  @Test(
    "one digit too many, or one blank too few, is no time",
    arguments: [
      ("yyyy-MM-dd HH:mm:ss", "2019-012-31 08:00:00"), ("yyyy-MM-dd HH:mm:ss", "2019-12-031 08:00:00"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:005:00"), ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:000"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-318:00:00"), ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00.5:"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00+08:005"), ("yyyy-MM-dd HH:mm:ss", "2019-12-31 24:00:00.5"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 25:00:00"), ("yyyy-MM-dd HH:mm:ssSSS", "2019-03-04 08:00:5"),
      (" yyyy-MM-dd", "2019-03-04"), ("yyyy-MM-dd ", "2019-03-04"), ("yyyy d MMM", "2019 4 Mar."),
      ("d MMM yyyy", "4 September. 2019"), ("d MMM yyyy", "4 Septembers 2019"), ("yyyy-MM-dd", "2019-03-04T"),
      ("yyyy-MM-dd HH:mm:ss", ""), ("yyyy-MM-dd HH:mm", "2019-12-31 08:00Z8"),
    ])
  func noTimes(format: String, text: String) throws { #expect(try local(text, format) == nil) }

  @Test(
    "times at the last character and the last hour that are understood",
    arguments: [
      (" yyyy-MM-dd", " 2019-03-04", "2019-03-04 00:00:00"), ("yyyy-MM-dd ", "2019-03-04  ", "2019-03-04 00:00:00"),
      ("yyyy-MM-dd HH: mm", "2019-03-04 08:05", "2019-03-04 08:05:00"),
      ("yyyy-MM-dd HH :mm", "2019-03-04 08:05", "2019-03-04 08:05:00"),
      ("yyyy d MMM", "2019 4 Mar", "2019-03-04 00:00:00"), ("d MMM[yyyy]", "4 Mar[2019]", "2019-03-04 00:00:00"),
      ("dMMMTyyyy", "4SeptemberT2019", "2019-09-04 00:00:00"), ("d MMM yyyy", "4 May. 2019", "2019-05-04 00:00:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 凌晨12:10", "2019-03-04 00:10:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 凌晨3:10", "2019-03-04 03:10:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 早上7:10", "2019-03-04 07:10:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 晚8:00", "2019-03-04 20:00:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 晚上12:10", "2019-03-05 00:10:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 晚上23:00", "2019-03-04 23:00:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 中午11:30", "2019-03-04 11:30:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 中午1:00", "2019-03-04 13:00:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 中午14:00", "2019-03-04 14:00:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 下午23:00", "2019-03-04 23:00:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 下午11:00", "2019-03-04 23:00:00"),
      ("yyyy/MM/dd a h:mm", "2019/3/4 上午11:59", "2019-03-04 11:59:00"),
      ("yyyy/MM/dd h:mm:ss a", "2019/3/4 1:05:09 PM", "2019-03-04 13:05:09"),
      ("yyyy/MM/dd h:mm:ss a", "2019/3/4 1:05:09 AM", "2019-03-04 01:05:09"),
      ("yyyy/MM/dd h:mm:ss a", "2019/3/4 1:05:09 am", "2019-03-04 01:05:09"),
      ("epoch_s", "0", "1970-01-01 00:00:00 0"), ("epoch_ms", "1", "1970-01-01 00:00:00+ 0"),
      ("epoch_ms", "1551661200000.5", "2019-03-04 01:00:00+ 0"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00+00:59", "2019-12-31 08:00:00 3540"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00-08", "2019-12-31 08:00:00 -28800"),
      ("yyyy-MM-dd HH:mm:ss", "2019-12-31 08:00:00 UTC-3", "2019-12-31 08:00:00 -10800"),
    ])
  func times(format: String, text: String, expected: String) throws { #expect(try local(text, format) == expected) }

  @Test("every month by its first three letters", arguments: 1...12)
  func months(month: Int) throws {
    let names = ["Jan", "FEB", "mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let two = month < 10 ? "0\(month)" : "\(month)"
    #expect(try local("4 \(names[month - 1]) 2019", "d MMM yyyy") == "2019-\(two)-04 00:00:00")
  }

  @Test("a time that names its zone is that moment, on whatever clock the export was written")
  func zones() throws {
    let format = try #require(TimeFormat("yyyy-MM-dd HH:mm:ss"))
    func moment(_ text: String) -> Int64? {
      Array(text.utf8).withUnsafeBufferPointer { format.parse($0, clock: .standard) }
    }
    #expect(moment("2019-03-04 08:00:00+08:00") == 1_551_657_600)
    #expect(moment("2019-03-04 00:00:00Z") == 1_551_657_600)
    #expect(moment("2019-03-04 08:00:00") == 1_551_657_600)
    #expect(moment("2019-03-03 19:00:00-05:00") == 1_551_657_600)
  }

  @Test("a fraction of a second has at most nine letters, and a format's three words are formats")
  func letters() {
    #expect(TimeFormat("yyyy-MM-dd HH:mm:ss.SSSSSSSSS") != nil && TimeFormat("yyyy-MM-dd HH:mm:ss.SSSSSSSSSS") == nil)
    for word in ["epoch_s", "epoch_ms", "excel_serial"] { #expect(TimeFormat(word)?.text == word) }
    #expect(TimeFormat("yyyy-MM-ddTHHTmm") != nil && TimeFormat("yyyy-MM-dd dd") == nil)
    #expect(TimeFormat("yyyy-MM-dd a") == nil && TimeFormat("yyyy-MM-dd H h a") == nil)
    #expect(TimeFormat("yyyy-MM-dd HH:mm:S") == nil && TimeFormat("yyyy-MM-dd HH:ss") == nil)
    #expect(TimeFormat("yyyy/dd/MM")?.withDayAndMonthSwapped?.text == "yyyy/MM/dd")
  }

  @Test("a day in a life belongs to this century up to the present year")
  func lives() {
    // 2019-12-31 16:00 UTC is the first hour of 2020 in Shanghai.
    for field: FactField in [.bornAt, .hiredAt, .leftAt] {
      #expect(field.latestShortYear(now: 1_577_808_000 - 86_400) == 19, "\(field.rawValue)")
    }
    #expect(FactField.startedAt.latestShortYear(now: 1_577_808_000) == 99)
  }
}
