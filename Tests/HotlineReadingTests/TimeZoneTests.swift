import Foundation
import HotlineCalendar
import HotlineText
import Testing

@testable import HotlineReading

/// Exports from places with summer time.
@Suite("Time zones")
struct TimeZoneTests {
  private func utc(_ value: String, zone: String) throws -> String? {
    let profile = Profiles.calls("started_at: [start]", top: "time_zone: \(zone)")
    let number = try Reading("id;start\na;\(value)\n", profile: profile).number(0, .startedAt)
    return number.map { LocalTime.text($0 - 8 * 3600) }
  }

  @Test(
    "New York: winter, summer, the hour that never was and the one that was twice",
    arguments: [
      ("2019-01-05 08:00:00", "2019-01-05 13:00:00"), ("2019-07-05 08:00:00", "2019-07-05 12:00:00"),
      ("2019-03-10 01:59:59", "2019-03-10 06:59:59"), ("2019-03-10 02:30:00", "2019-03-10 07:30:00"),
      ("2019-03-10 03:00:00", "2019-03-10 07:00:00"), ("2019-11-03 01:30:00", "2019-11-03 05:30:00"),
      ("2019-11-03 02:00:00", "2019-11-03 07:00:00"), ("2019-11-03 00:59:59", "2019-11-03 04:59:59"),
      ("2019-07-05 08:00", "2019-07-05 12:00:00"), ("2019-07-05 08:00:00 +0000", "2019-07-05 08:00:00"),
    ])
  func newYork(local: String, expected: String) throws {
    #expect(try utc(local, zone: "America/New_York") == expected)
  }

  @Test("the quick way finds the right distance for each row, whatever the order")
  func mixed() throws {
    let profile = Profiles.calls("", top: "time_zone: Europe/Berlin")
    let rows = ["2019-01-05", "2019-07-05", "2018-01-05", "2019-07-06", "2001-07-05"]
    let text = "id,start\n" + rows.map { "\($0),\($0) 12:00:00\n" }.joined()
    let reading = try Reading(text, profile: profile)
    #expect(
      (0..<5).map { reading.time($0, .startedAt)?.suffix(8) } == [
        "19:00:00", "18:00:00", "19:00:00", "18:00:00", "18:00:00",
      ])
  }

  @Test(
    "fixed zones",
    arguments: [
      ("UTC", "08:00:00"), ("\"+09:30\"", "22:30:00"), ("Asia/Shanghai", "00:00:00"), ("\"-05:00\"", "13:00:00"),
    ])
  func fixed(zone: String, expected: String) throws {
    #expect(try utc("2019-07-05 08:00:00", zone: zone)?.suffix(8) == expected[...])
  }

  @Test("no zone", arguments: ["CST", "Mars/Olympus", "\"+9\"", "\"+15:00\"", "\"+08:60\"", "\"\"", "\"+-8:00\""])
  func unknown(zone: String) {
    let problem = diagnostic { _ = try Profile(yaml: Profiles.calls("", top: "time_zone: \(zone)"), file: "ours.yaml") }
    #expect(problem?.place?.line == 3)
    #expect(problem?.message(.en).contains("America/New_York") == true)
  }

  @Test(
    "the table of changes says what the zone data say",
    arguments: [
      "America/New_York", "Europe/Moscow", "Asia/Pyongyang", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Tokyo",
    ])
  func table(name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    let clock = try #require(LocalZone(name: name))
    // Every five days at an odd hour from 1930 to 2060.
    for step in 0..<9500 {
      let moment = Int64(-1_262_304_000 + step * 5 * 86_400 + step * 61)
      let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment))))
      let back = clock.unixSeconds(ofLocal: moment + offset)
      // In the hour that occurs twice the first one is taken.
      #expect(back == moment || moment - back == 3600 || moment - back == 1800, "\(name) \(moment)")
    }
  }

  @Test("the next day keeps its time of day, also over a change")
  func nextDay() throws {
    let clock = try #require(LocalZone(name: "America/New_York"))
    let noon = clock.unixSeconds(ofLocal: 17_965 * 86_400 + 43_200)
    #expect(LocalDay(number: 17_965).iso == "2019-03-10")
    #expect(clock.nextDay(noon) - noon == 86_400)
    #expect(clock.nextDay(noon - 86_400) - (noon - 86_400) == 82_800)
  }
}
