import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineCalendar

/// Clocks by offset and by name, hours that the clock shows twice, and a locality's words at their limits.
@Suite("Clocks at their limits")
struct ClockEdgeTests {
  @Test(
    "an offset has two digits each, at most fourteen hours, less than sixty minutes",
    arguments: [
      ("+09:30", 34_200), ("-03:30", -12_600), ("+14:00", 50_400), ("+00:59", 3540), ("-14:00", -50_400), ("UTC", 0),
      ("+00:00", 0), ("Asia/Shanghai", 28_800),
    ] as [(String, Int64)])
  func offsets(name: String, seconds: Int64) {
    #expect(LocalZone(name: name)?.fixedOffset == seconds)
  }

  @Test(
    "anything else is no zone",
    arguments: [
      "+15:00", "+09:60", "+9:00", "+09:0", "+09:00:00", "+0900", "CST", "", "+ab:00", "+９0:00", "09:00", "+09:+1",
      "Nowhere/Land", "+009:00",
    ])
  func noZones(name: String) {
    #expect(LocalZone(name: name) == nil)
  }

  @Test("the same time on the next day is 23, 24 or 25 hours away")
  func nextDay() throws {
    let zone = try #require(LocalZone(name: "America/New_York"))
    // Noon of 9 March 2024 (17:00 UTC), of 10 March and of 2 November.
    #expect(zone.nextDay(1_710_003_600) == 1_710_003_600 + 23 * 3600)
    #expect(zone.nextDay(1_710_086_400) == 1_710_086_400 + 24 * 3600)
    #expect(zone.nextDay(1_730_563_200) == 1_730_563_200 + 25 * 3600)
    #expect(zone.fixedOffset == nil)
    // 02:30 never occurred and is read as if the clock had not gone forward; 01:30 in November is the first of the two.
    let spring: Int64 = 1_710_037_800
    #expect(zone.unixSeconds(ofLocal: spring) == 1_710_055_800)
  }

  @Test("an hour that the clock shows twice is two hours, told by their numbers")
  func twice() async {
    await #expect(processExitsWith: .success) {
      LocalZone.use(try #require(LocalZone(name: "America/New_York")))
      let autumn = try #require(LocalDay(iso: "2024-11-03"))
      let hours = autumn.hours
      #expect(hours.map(\.number) == [0, 1, 25] + Array(2...23) && hours.map(\.clock) == [0, 1, 1] + Array(2...23))
      #expect(hours.map(\.start) == (0..<25).map { autumn.start + Int64($0) * 3600 })
      #expect(LocalHour(containing: autumn.start + 2 * 3600 + 1800).number == 25)
      let spring = try #require(LocalDay(iso: "2024-03-10"))
      #expect(spring.hours.map(\.clock) == [0, 1] + Array(3...23))
      #expect(spring.hours.map(\.start) == (0..<23).map { spring.start + Int64($0) * 3600 })
      #expect(LocalDay.reach(seconds: 0) == 1 && LocalDay.reach(seconds: 86_400) == 2)
    }
  }

  @Test("where the clock never changes a day has 24 hours, and so many seconds reach so many days")
  func plain() throws {
    let day = try #require(LocalDay(iso: "2019-12-02"))
    #expect(day.hours.map(\.start) == (0..<24).map { day.start + Int64($0) * 3600 })
    #expect(day.hours.map(\.number) == Array(0..<24))
    #expect(
      [0, 1, 86_400, 86_401, 172_800, 172_801].map { LocalDay.reach(seconds: $0) } == [0, 1, 1, 2, 2, 3])
  }

  @Test("UTC stands as +00:00, a place west of it with its minutes")
  func zero() async {
    await #expect(processExitsWith: .success) {
      LocalZone.use(try #require(LocalZone(name: "UTC")))
      #expect(LocalTime.iso8601(0) == "1970-01-01T00:00:00+00:00")
    }
    await #expect(processExitsWith: .success) {
      LocalZone.use(try #require(LocalZone(name: "-03:30")))
      #expect(LocalTime.iso8601(0) == "1969-12-31T20:30:00-03:30")
    }
  }

  private func lines(_ text: String) throws -> [String] {
    let yaml = """
      name: {zh: 甲, en: A}
      time_zone: UTC
      calendar: calendar/china.csv
      language: en
      numbers: {country_code: "1", landline: "[2-9]#{2}[2-9]#{6}"}
      lines: \(text)
      """
    return try Locality(ConfigurationNode(yaml: yaml + "\n", file: "locality.yaml")).lines
  }

  @Test("a hotline's number has forty characters at most, and no blanks around it")
  func names() throws {
    let forty = String(repeating: "1", count: 40)
    #expect(try lines("[\"\(forty)\", \"9\"]") == [forty, "9"])
    for bad in ["[\"\(forty)1\"]", "[\" 311\"]", "[\"311 \"]", "[\"\"]"] {
      #expect(throws: Diagnostic.self) { try lines(bad) }
    }
  }

  @Test("a locality's districts have their names and aliases; its hotlines of digits are nobody's number")
  func locality() async throws {
    let data = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }.appending(
      path: "data")
    let names = try Locality.standard.districtNames(folder: data.path)
    #expect(names.isSuperset(of: ["黄浦区", "黄浦"]) && !names.contains(""))
    var none = Locality.standard
    none.districts = nil
    #expect(try none.districtNames(folder: data.path).isEmpty)
    #expect(Set(Locality.standard.tables) == ["calendar/china.csv", "districts.csv", "units.csv"])
    await #expect(processExitsWith: .success) {
      var place = Locality.standard
      place.lines = ["0123456789", "热线", "12a"]
      Locality.use(place)
      #expect(NumberPlan.current.hotlines == [Array("0123456789".utf8)])
      #expect(Locality.current.lines.count == 3)
    }
  }

  @Test("a calendar of one year is told by that year alone")
  func span() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "span-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func span(_ rows: String) throws -> WorkingDayCalendar {
      let path = folder.appending(path: "days.csv").path
      try ("date,kind,name\n" + rows).write(toFile: path, atomically: true, encoding: .utf8)
      return try WorkingDayCalendar(contentsOf: path)
    }
    #expect(try span("2019-10-01,holiday,国庆节\n").span == "2019")
    let two = try span("2020-01-01,holiday,元旦\n2019-10-01,holiday,国庆节\n2019-10-01,workday,补班\n")
    let first = try #require(LocalDay(iso: "2019-10-01"))
    #expect(two.span == "2019–2020" && two.isWorkingDay(first) == true && two.holiday(on: first) == "补班")
    #expect(two.holiday(on: first.advanced(by: 1)) == nil)
    #expect(two.endOfWorkingDay(after: first.start, days: 0) == first.end - 1)
  }
}
