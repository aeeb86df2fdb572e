import Foundation
import HotlineCalendar
import Testing

@Suite("Working days")
struct WorkingDayTests {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let calendar: WorkingDayCalendar

  init() throws {
    calendar = try WorkingDayCalendar(contentsOf: Self.project.appending(path: "data/calendar/china.csv").path)
  }

  private func day(_ iso: String) throws -> LocalDay { try #require(LocalDay(iso: iso)) }

  @Test(
    "holidays, make-up days and plain weekdays",
    arguments: [
      ("2019-10-01", false), ("2019-10-07", false), ("2019-10-08", true), ("2019-10-12", true), ("2022-10-08", true),
      ("2019-05-05", true), ("2019-05-04", false), ("2019-03-04", true), ("2026-02-14", true), ("2013-01-01", false),
    ])
  func announced(iso: String, isWorking: Bool) throws {
    #expect(calendar.isWorkingDay(try day(iso)) == isWorking)
  }

  @Test("outside its years the calendar knows nothing rather than guessing")
  func outside() throws {
    #expect(calendar.isWorkingDay(try day("2012-12-31")) == nil)
    #expect(calendar.isWorkingDay(try day("2027-01-04")) == nil)
    #expect(calendar.endOfWorkingDay(after: try day("2026-12-31").start, days: 3) == nil)
  }

  @Test(
    "working days a year are those of the reference",
    arguments: [
      (2018, 250), (2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248),
      (2026, 248),
    ])
  func yearly(year: Int, count: Int) {
    let period = Period(year: year)
    let days = (period.first.number...period.last.number).filter { calendar.isWorkingDay(LocalDay(number: $0)) == true }
    #expect(days.count == count)
  }

  @Test("a deadline of one working day ends with the next working day; what comes on a day off counts from the next")
  func deadlines() throws {
    let friday = try day("2019-03-01").start + 10 * 3600
    #expect(calendar.endOfWorkingDay(after: friday, days: 1).map(LocalTime.text) == "2019-03-04 23:59:59")
    let saturday = try day("2019-03-02").start
    #expect(calendar.endOfWorkingDay(after: saturday, days: 1).map(LocalTime.text) == "2019-03-05 23:59:59")
    let beforeNationalDay = try day("2019-09-30").start
    #expect(calendar.endOfWorkingDay(after: beforeNationalDay, days: 1).map(LocalTime.text) == "2019-10-08 23:59:59")
  }

  @Test("working days between two moments leave weekends and holidays out")
  func between() throws {
    let received = try day("2019-09-30").start + 3600
    #expect(calendar.workingDays(from: received, to: received + 60) == 0)
    #expect(calendar.workingDays(from: received, to: try day("2019-10-07").start) == 0)
    #expect(calendar.workingDays(from: received, to: try day("2019-10-09").start) == 2)
    #expect(calendar.workingDays(from: received, to: received - 1) == nil)
  }

  @Test(
    "the table is the one that the PyPI package chinesecalendar has",
    .enabled(if: Self.hasChineseCalendar, "chinesecalendar is not installed"))
  func package() throws {
    let script = """
      import chinese_calendar as c, datetime as d
      day = d.date(2013, 1, 1)
      while day.year <= 2026:
          print(day, int(c.is_workday(day)))
          day += d.timedelta(1)
      """
    let output = try #require(Self.python(script))
    let lines = output.split(separator: "\n")
    #expect(lines.count == 5113)
    let different = lines.filter { line in
      let parts = line.split(separator: " ")
      return LocalDay(iso: parts[0]).flatMap(calendar.isWorkingDay) != (parts[1] == "1")
    }
    #expect(different.isEmpty)
  }

  static var hasChineseCalendar: Bool { python("import chinese_calendar; print('yes')")?.contains("yes") == true }

  static func python(_ script: String) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
