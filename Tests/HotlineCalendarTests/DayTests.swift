import HotlineCalendar
import HotlineConfiguration
import Testing

@Suite("Days and periods")
struct DayTests {
  @Test("every day from 1900 to 2100 comes back from its civil date, one after the other")
  func roundTrip() throws {
    var number = try #require(LocalDay(year: 1900, month: 1, day: 1)).number
    var wrong: [String] = []
    for year in 1900...2100 {
      for month in 1...12 {
        for day in 1...LocalDay.length(ofMonth: month, year: year) {
          let local = LocalDay(year: year, month: month, day: day)
          if local?.number != number || LocalDay(number: number).civil != (year, month, day) {
            wrong.append("\(year)-\(month)-\(day)")
          }
          number += 1
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test(
    "dates that do not exist are refused",
    arguments: [(2019, 2, 29), (2019, 13, 1), (2019, 4, 31), (0, 1, 1), (2019, 1, 0)])
  func impossible(year: Int, month: Int, day: Int) {
    #expect(LocalDay(year: year, month: month, day: day) == nil)
  }

  @Test("a day begins at midnight in Shanghai, which is 16:00 UTC the day before")
  func midnight() throws {
    let day = try #require(LocalDay(iso: "2019-01-01"))
    #expect(day.start == 1_546_272_000)
    #expect(LocalDay(containing: day.start) == day)
    #expect(LocalDay(containing: day.start - 1).iso == "2018-12-31")
    #expect(day.weekday == 2)
    #expect(LocalTime.text(day.start + 29_000) == "2019-01-01 08:03:20")
    #expect(LocalTime.parse("2019-01-01 08:03:20") == day.start + 29_000)
    #expect(LocalTime.parse("2019-01-01 24:00") == nil)
  }

  @Test(
    "periods as users write them",
    arguments: [
      ("2019", "2019-01-01", "2019-12-31", "2019"), ("2019-Q4", "2019-10-01", "2019-12-31", "2019-10..2019-12"),
      ("2019-02", "2019-02-01", "2019-02-28", "2019-02"), ("2019-12-25", "2019-12-25", "2019-12-25", "2019-12-25"),
      ("2019-01..2019-06", "2019-01-01", "2019-06-30", "2019-01..2019-06"),
      ("2019-01-05..2019-01-07", "2019-01-05", "2019-01-07", "2019-01-05..2019-01-07"),
      ("1970", "1970-01-01", "1970-12-31", "1970"), ("2200-12", "2200-12-01", "2200-12-31", "2200-12"),
    ])
  func parsing(text: String, first: String, last: String, printed: String) throws {
    let period = try Period(parsing: text)
    #expect(period.first.iso == first)
    #expect(period.last.iso == last)
    #expect(period.text == printed)
    #expect(try Period(parsing: period.text) == period)
  }

  @Test(
    "what is not a period is a usage error",
    arguments: [
      "", "19", "2019-13", "2019-Q5", "2019-06..2019-01", "2019..", "2019-1-5", "a..b..c", "1969", "2201", "0001-01",
      "9999-12-31",
      "1969-12-31", "1970..2201",
    ])
  func refused(text: String) {
    #expect { _ = try Period(parsing: text) } throws: { ($0 as? Diagnostic)?.kind == .usage }
  }

  @Test("moments beyond the calendar are its ends, not a trap", arguments: [Int64.min, -1 << 62, 1 << 62, .max])
  func extremes(moment: Int64) {
    let day = LocalDay(containing: moment)
    #expect(day.civil.year == (moment < 0 ? 1 : 9999))
    #expect(LocalTime.text(moment).count == 19 && (0..<86_400).contains(LocalTime.secondOfDay(moment)))
    #expect((0..<24).contains(LocalHour(containing: moment).clock))
  }

  @Test("the period before has as many months, or as many days")
  func previous() throws {
    #expect(try Period(parsing: "2019-03").previous.text == "2019-02")
    #expect(try Period(parsing: "2019-Q1").previous.text == "2018-10..2018-12")
    #expect(try Period(parsing: "2019").previous.text == "2018")
    #expect(try Period(parsing: "2019-01-05..2019-01-07").previous.text == "2019-01-02..2019-01-04")
    #expect(try Period(parsing: "2020-02").yearAgo.text == "2019-02")
    #expect(try Period(parsing: "2020-02-29").yearAgo.text == "2019-02-28")
  }

  @Test("a year before February 2021 is all of February 2020, with the 29th")
  func leapDay() throws {
    let before = try Period(parsing: "2021-02").yearAgo
    #expect(before.first.iso == "2020-02-01" && before.last.iso == "2020-02-29" && before.dayCount == 29)
    #expect(try Period(parsing: "2021-02-28").yearAgo.text == "2020-02-28", "a single day stays a single day")
  }
}
