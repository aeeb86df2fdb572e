import Foundation
import HotlineConfiguration
import Testing

@testable import HotlineCalendar

/// Local days and hours where the clock changes. The zone of a process is set once, so each test runs in a process of its own.
@Suite("Zones")
struct ZoneTests {
  private static func useNewYork() throws {
    LocalZone.use(try #require(LocalZone(name: "America/New_York")))
  }

  private static func day(_ iso: String) throws -> LocalDay { try #require(LocalDay(iso: iso)) }

  @Test("a day has 23 hours in spring and 25 in autumn")
  func lengths() async {
    await #expect(processExitsWith: .success) {
      try ZoneTests.useNewYork()
      for (iso, hours) in [("2024-03-09", 24), ("2024-03-10", 23), ("2024-11-02", 24), ("2024-11-03", 25)] {
        let day = try ZoneTests.day(iso)
        #expect(day.end - day.start == Int64(hours) * 3600, "\(iso)")
        #expect(LocalDay(containing: day.start) == day)
        #expect(LocalDay(containing: day.end - 1) == day)
        #expect(LocalDay(containing: day.end) == day.advanced(by: 1))
      }
      // 05:00 UTC in winter, 04:00 in summer.
      #expect(try ZoneTests.day("2024-03-10").start == 1_710_046_800)
      #expect(try ZoneTests.day("2024-03-11").start == 1_710_129_600)
    }
  }

  @Test("hours go by the clock, forward and back")
  func hours() async {
    await #expect(processExitsWith: .success) {
      try ZoneTests.useNewYork()
      // 2024-03-10 06:59:59 UTC is 01:59:59; a second later it is 03:00:00.
      #expect(LocalTime.text(1_710_053_999 + 0) == "2024-03-10 01:59:59")
      #expect(LocalTime.text(1_710_054_000) == "2024-03-10 03:00:00")
      #expect(LocalTime.iso8601(1_710_053_999) == "2024-03-10T01:59:59-05:00")
      #expect(LocalTime.iso8601(1_710_054_000) == "2024-03-10T03:00:00-04:00")
      #expect(LocalTime.hour(1_710_054_000) == 3)
      // 2024-11-03 05:30 UTC and 06:30 UTC are both 01:30.
      for moment in [1_730_611_800, 1_730_615_400] as [Int64] {
        #expect(LocalTime.text(moment) == "2024-11-03 01:30:00")
        #expect(LocalTime.hour(moment) == 1)
      }
      #expect(LocalTime.parse("2024-11-03 01:30") == 1_730_611_800)
      #expect(LocalTime.parse("2024-11-03 02:00") == 1_730_617_200)
      #expect(LocalTime.parse("2024-03-10 12:00") == 1_710_086_400)
    }
  }

  @Test("deadlines of working days end at midnight on the clock of the day that they fall on")
  func deadlines() async {
    await #expect(processExitsWith: .success) {
      try ZoneTests.useNewYork()
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "zone-\(ProcessInfo.processInfo.processIdentifier)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.appending(path: "us.csv").path
      try "date,kind,name\n2024-01-01,holiday,a\n2024-11-11,holiday,Veterans Day\n2024-12-25,holiday,b\n"
        .write(toFile: path, atomically: true, encoding: .utf8)
      let calendar = try WorkingDayCalendar(contentsOf: path)
      // Friday the 8th at 23:30; Monday is Veterans Day, so the next working day is Tuesday, whose last second is 04:59:59 UTC.
      let received = try ZoneTests.day("2024-11-08").moment(84_600)
      #expect(calendar.endOfWorkingDay(after: received, days: 1) == 1_731_473_999)
      // Friday the 1st, before the clock goes back on Sunday.
      let before = try ZoneTests.day("2024-11-01").moment(43_200)
      #expect(calendar.endOfWorkingDay(after: before, days: 1) == 1_730_782_799)
      #expect(calendar.workingDays(from: before, to: 1_730_782_799) == 1)
    }
  }

  @Test("a day whose midnight the clock skips begins at its first moment")
  func skippedMidnight() async {
    await #expect(processExitsWith: .success) {
      LocalZone.use(try #require(LocalZone(name: "America/Havana")))
      let day = try ZoneTests.day("2024-03-10")
      #expect(LocalTime.text(day.start) == "2024-03-10 01:00:00")
      #expect(LocalDay(containing: day.start - 1).iso == "2024-03-09")
      #expect(day.end - day.start == 23 * 3600)
    }
  }

  @Test(
    "every hour of a century lies in the day that the system's zone data say",
    arguments: ["America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Santiago"])
  func againstFoundation(name: String) throws {
    let zone = try #require(LocalZone(name: name))
    let system = try #require(TimeZone(identifier: name))
    let wrong = stride(from: Int64(0), to: 4_000_000_000, by: 3 * 3600 + 7).filter {
      zone.offset(at: $0) != Int64(system.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))))
    }
    #expect(wrong.isEmpty)
  }

  @Test("without a locality the clock is Shanghai's, and never changes")
  func standard() {
    #expect(LocalZone.current == .standard)
    #expect(LocalZone.standard.fixedOffset == LocalZone.offset(at: 0))
    #expect(LocalTime.iso8601(1_546_272_000) == "2019-01-01T00:00:00+08:00")
  }
}
