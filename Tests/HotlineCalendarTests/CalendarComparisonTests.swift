import FreshNames
import Foundation
import HotlineCalendar
import HotlineConfiguration
import Testing

/// Days, periods and working days against Foundation's calendar and a count day by day.
@Suite("Days against another calendar")
struct CalendarComparisonTests {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt
    return calendar
  }()

  private func moments(_ count: Int, seed: UInt64) -> [Int64] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 30) % 6_000_000_000 - 2_000_000_000
    }
  }

  @Test("a moment's day, clock, hour, weekday and month")
  func moments() {
    for moment in moments(600, seed: 1) + [0, -1, -28_801, -28_800, 57_599, 57_600] {
      let date = Date(timeIntervalSince1970: Double(moment))
      let parts = Self.calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
      let day = LocalDay(containing: moment)
      #expect(day.civil == (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0))
      #expect(day.weekday == ((parts.weekday ?? 0) + 5) % 7 + 1)
      #expect(day.month == LocalMonth(year: parts.year ?? 0, month: parts.month ?? 0))
      #expect(LocalTime.hour(moment) == parts.hour)
      let text = String(
        format: "%04d-%02d-%02d %02d:%02d:%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0, parts.hour ?? 0,
        parts.minute ?? 0, parts.second ?? 0)
      #expect(LocalTime.text(moment) == text)
      #expect(LocalTime.parse(text) == moment)
      #expect(LocalTime.parse(text.replacing(" ", with: "T")) == moment)
      #expect(LocalTime.parse(String(text.dropLast(3))) == moment - Int64(parts.second ?? 0))
      #expect(LocalTime.parse(String(text.prefix(10))) == day.start)
      #expect(day.iso == text.prefix(10) && LocalDay(iso: text.prefix(10)) == day)
      #expect(day.advanced(by: 400).start == day.start + 400 * 86_400)
    }
  }

  @Test(
    "what is no moment",
    arguments: [
      "2019-01-05 24:00", "2019-01-05 23:60", "2019-01-05 23:59:60", "2019-01-05 8", "2019-01-05 8:00:00:00",
      "2019-01-05 a:00",
      "2019-01-05 08:00 x", "2019-1-05", "", "2019-01-05 -1:00", "2019-02-29 08:00", "2019-01-05 08:a",
      "2019-01-05 08:00:a",
    ])
  func noMoments(text: String) { #expect(LocalTime.parse(text) == nil) }

  @Test("bounds of years and months")
  func bounds() {
    #expect(LocalDay(year: 1, month: 1, day: 1) != nil && LocalDay(year: 9999, month: 12, day: 31) != nil)
    #expect(LocalDay(year: 0, month: 12, day: 31) == nil && LocalDay(year: 10_000, month: 1, day: 1) == nil)
    #expect(
      (1...12).map { LocalDay.length(ofMonth: $0, year: 2019) } == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    #expect(
      [2000, 2020, 1900, 2100, 2019, 2400].map { LocalDay.length(ofMonth: 2, year: $0) } == [29, 29, 28, 28, 28, 29])
    #expect(LocalDay(iso: "0123-04-05")?.iso == "0123-04-05")
    #expect(
      LocalDay(iso: "2019-01-05-") == nil && LocalDay(iso: "19-01-05") == nil && LocalDay(iso: "2019-01-5") == nil)
    let january = LocalMonth(year: 2019, month: 1)
    #expect(
      january.advanced(by: -1).iso == "2018-12" && january.advanced(by: 12).iso == "2020-01" && january.iso == "2019-01"
    )
    #expect(
      january.firstDay.iso == "2019-01-01" && january.lastDay.iso == "2019-01-31" && january.year == 2019
        && january.month == 1)
    #expect(LocalMonth(year: 2019, month: 12).lastDay.iso == "2019-12-31")
    #expect(january < january.advanced(by: 1) && !(january < january))
  }

  @Test(
    "periods, the one before and the one a year ago",
    arguments: [
      ("2019-Q1", "2019-01-01", "2019-03-31", 90, "2018-10..2018-12", "2018-01..2018-03", "2019-01..2019-03"),
      ("2019-q2", "2019-04-01", "2019-06-30", 91, "2019-01..2019-03", "2018-04..2018-06", "2019-04..2019-06"),
      ("2019-Q3", "2019-07-01", "2019-09-30", 92, "2019-04..2019-06", "2018-07..2018-09", "2019-07..2019-09"),
      ("2020", "2020-01-01", "2020-12-31", 366, "2019", "2019", "2020"),
      ("2019-02", "2019-02-01", "2019-02-28", 28, "2019-01", "2018-02", "2019-02"),
      ("2018..2019", "2018-01-01", "2019-12-31", 730, "2016-01..2017-12", "2017-01..2018-12", "2018-01..2019-12"),
      ("2019-02..2019-12", "2019-02-01", "2019-12-31", 334, "2018-03..2019-01", "2018-02..2018-12", "2019-02..2019-12"),
      ("2019-12-25", "2019-12-25", "2019-12-25", 1, "2019-12-24", "2018-12-25", "2019-12-25"),
      (
        "2019-12-25..2020-02-29", "2019-12-25", "2020-02-29", 67, "2019-10-19..2019-12-24", "2018-12-25..2019-02-28",
        "2019-12-25..2020-02-29"
      ),
      (
        "2019-01-02..2019-01-31", "2019-01-02", "2019-01-31", 30, "2018-12-03..2019-01-01", "2018-01-02..2018-01-31",
        "2019-01-02..2019-01-31"
      ),
      (
        "2019-01-01..2019-01-30", "2019-01-01", "2019-01-30", 30, "2018-12-02..2018-12-31", "2018-01-01..2018-01-30",
        "2019-01-01..2019-01-30"
      ),
      ("1970-Q4", "1970-10-01", "1970-12-31", 92, "1970-07..1970-09", "1969-10..1969-12", "1970-10..1970-12"),
    ])
  func periods(
    text: String, first: String, last: String, days: Int, previous: String, yearAgo: String, printed: String
  ) throws {
    let period = try Period(parsing: text)
    #expect(period.first.iso == first && period.last.iso == last && period.dayCount == days && period.text == printed)
    if first > "0002" { #expect(period.previous.text == previous && period.yearAgo.text == yearAgo) }
    #expect(period.start == period.first.start && period.end == period.last.start + 86_400)
    #expect(period.contains(period.first) && period.contains(period.last))
    #expect(!period.contains(period.first.advanced(by: -1)) && !period.contains(period.last.advanced(by: 1)))
    let touched = Set((0..<days).map { period.first.advanced(by: $0).month })
    #expect(period.months == touched.sorted())
  }

  @Test(
    "what is no period",
    arguments: [
      "2019-Q0", "2019-Q5", "2019-Q", "2019-00", "2019-1", "0000", "20190", "2019-01-05..2019-01-04", "2019-R1",
      "2019-01-01-01", "2019..2020..2021", "..", "2019-13",
    ])
  func noPeriods(text: String) {
    do {
      _ = try Period(parsing: text)
      Issue.record("accepted")
    } catch let problem as Diagnostic {
      #expect(
        problem.kind == .usage && problem.found.en == "“\(text)” is not a period"
          && problem.expected?.en.contains("2019-Q4") == true)
    } catch { Issue.record("\(error)") }
  }

  @Test("an empty period has no days and no months")
  func empty() throws {
    let day = try #require(LocalDay(iso: "2019-03-04"))
    let period = Period(first: day, last: day.advanced(by: -5))
    #expect(period.dayCount == 0 && period.months.isEmpty && !period.contains(day))
    #expect(Period(month: LocalMonth(year: 2020, month: 2)).text == "2020-02" && Period(year: 2020).dayCount == 366)
  }

  @Test("deadlines and working days, counted day by day from the table")
  func workingDays() throws {
    let path = WorkingDayTests.project.appending(path: "data/calendar/china.csv").path
    let calendar = try WorkingDayCalendar(contentsOf: path)
    let table = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    let words = Dictionary(
      uniqueKeysWithValues: table.map { $0.split(separator: ",") }.map { ($0[0], $0[1] == "workday") })
    func isWorking(_ day: LocalDay) -> Bool { words[Substring(day.iso)] ?? (day.weekday < 6) }
    #expect(calendar.years == 2013...2026)
    let from = try #require(LocalDay(iso: "2018-12-20")).number
    for round in 0..<400 {
      let day = LocalDay(number: from + round)
      #expect(calendar.isWorkingDay(day) == isWorking(day))
      let received = day.start + Int64(round * 211 % 86_400)
      var counted = day
      while !isWorking(counted) { counted = counted.advanced(by: 1) }
      let days = round % 7
      var due = counted
      var left = days
      while left > 0 {
        due = due.advanced(by: 1)
        if isWorking(due) { left -= 1 }
      }
      #expect(calendar.endOfWorkingDay(after: received, days: days) == due.start + 86_399)
      let end = day.advanced(by: round % 23)
      let worked = (counted.number + 1..<max(end.number, counted.number) + 1).count { isWorking(LocalDay(number: $0)) }
      #expect(calendar.workingDays(from: received, to: max(end.start, received)) == worked)
    }
    let last = try #require(LocalDay(iso: "2026-12-31"))
    #expect(calendar.workingDays(from: last.start, to: last.start + 86_400) == nil)
    #expect(calendar.workingDays(from: last.start, to: last.start + 86_399) == 0)
    #expect(calendar.endOfWorkingDay(after: last.start, days: 0) == last.start + 86_399)
    #expect(calendar.workingDays(from: last.start, to: last.start) == 0)
  }

  @Test("a table of holidays: its bad lines, its years, and a mark that changes with it")
  func table() throws {
    func calendar(_ rows: String) throws -> WorkingDayCalendar {
      let path = FileManager.default.temporaryDirectory.appending(path: "days-\(freshName()).csv").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      try "date,kind,name\n\(rows)".write(toFile: path, atomically: true, encoding: .utf8)
      return try WorkingDayCalendar(contentsOf: path)
    }
    let one = try calendar("2019-10-01,holiday,国庆节\n2020-01-01,holiday,元旦\n")
    #expect(one.years == 2019...2020)
    // FNV-1a over date and kind, worked out by Python.
    #expect(one.fingerprint == "13f657cbcb391507")
    #expect(try calendar("2019-10-01,workday,国庆节\n2020-01-01,holiday,元旦\n").fingerprint != one.fingerprint)
    #expect(try calendar("2019-10-02,holiday,国庆节\n2020-01-01,holiday,元旦\n").fingerprint != one.fingerprint)
    #expect(try calendar("2019-10-01,holiday,x\n2020-01-01,holiday,y\n").fingerprint == one.fingerprint)
    for bad in ["2019-13-01,holiday,x\n", "2019-10-01,off,x\n"] {
      #expect { _ = try calendar("2019-10-01,holiday,x\n" + bad) } throws: { ($0 as? Diagnostic)?.place?.line == 3 }
    }
    #expect { _ = try calendar("") } throws: { ($0 as? Diagnostic)?.found.en == "the calendar is empty" }
  }
}
