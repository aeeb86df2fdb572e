import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Calls by hour of the week over made-up facts.
@Suite("Load by hour of the week")
struct HourlyLoadTests {
  private func load(_ facts: [MadeUpSource.Fact], _ period: String, until: String) throws -> HourlyLoad {
    try MadeUpSource(facts, until: until).engine.hourlyLoad(
      volume: ShippedMetrics.metric("call_volume"), abandonment: ShippedMetrics.metric("abandonment_rate"),
      slice: Slice(period: Period(parsing: period)))
  }

  // 2019-12-01 is a Sunday; December 2019 has five Sundays, Mondays and Tuesdays, four of the other days.
  @Test("each hour stands at its weekday and clock, as an average over the days of that name in the period")
  func average() throws {
    let load = try load(
      [
        MadeUpSource.calls("2019-12-02 09:59", 10, asked: 8, abandoned: 2),
        MadeUpSource.calls("2019-12-09 09:00", 5), MadeUpSource.calls("2019-12-02 10:00", 20, abandoned: 1),
        MadeUpSource.calls("2019-12-29 23:30", 30), MadeUpSource.calls("2019-12-04 00:00", 4),
      ], "2019-12", until: "2019-12-31")
    #expect(load.cells.count == 168 && load.cells.map(\.hour).max() == 23 && load.cells.map(\.weekday).max() == 7)
    let monday = load.cell(weekday: 1, hour: 9)
    #expect(monday.callsPerHour == 3 && monday.asked == 13 && monday.abandoned == 2 && !monday.isHidden)
    #expect(load.cell(weekday: 1, hour: 10).callsPerHour == 4)
    #expect(load.cell(weekday: 7, hour: 23).callsPerHour == 6)
    #expect(load.cell(weekday: 3, hour: 0).callsPerHour == 1)
    let quiet = load.cell(weekday: 3, hour: 1)
    #expect(quiet.callsPerHour == 0 && quiet.asked == 0 && quiet.abandoned == 0 && quiet.abandonment == nil)
    #expect(load.abandoned == 3 && !load.hasHidden)
    #expect(load.heaviestLosses(5).map(\.hour) == [9, 10])
  }

  @Test("days after the data's end are no days on which nobody called")
  func untilTheEnd() throws {
    let load = try load([MadeUpSource.calls("2019-12-02 09:00", 10)], "2019-12", until: "2019-12-03")
    #expect(load.cell(weekday: 1, hour: 9).callsPerHour == 10)
    #expect(load.cell(weekday: 2, hour: 9).callsPerHour == 0, "the last day counts")
    #expect(load.cell(weekday: 3, hour: 9).callsPerHour == nil)
    let one = try self.load([MadeUpSource.calls("2019-12-02 09:00", 10)], "2019-12-02", until: "2019-12-03")
    #expect(one.cell(weekday: 1, hour: 9).callsPerHour == 10 && one.cell(weekday: 2, hour: 9).callsPerHour == nil)
  }

  @Test(
    "days of which no file tells are no days on which nobody called, unless so few call that such days are to be expected"
  )
  func filesOnly() throws {
    func calls(_ count: Double) throws -> [Double?] {
      var source = try MadeUpSource([MadeUpSource.calls("2019-12-02 09:00", count)], until: "2019-12-31")
      // Of the five Mondays files tell of two, and of Tuesday to Friday of one each.
      let days = try ["2019-12-02", "2019-12-09"].map { try #require(LocalDay(iso: $0)).number }
      source.files = [SourceSpan(kind: .call, line: nil, days: days[0]...days[1])]
      let load = try source.engine.hourlyLoad(
        volume: ShippedMetrics.metric("call_volume"), abandonment: ShippedMetrics.metric("abandonment_rate"),
        slice: Slice(period: Period(parsing: "2019-12")))
      return [1, 2].map { load.cell(weekday: $0, hour: 9).callsPerHour }
    }
    #expect(try calls(80) == [40, 0])
    // Three calls in eight days make eight in the 22 that follow: none is not impossible.
    #expect(try calls(3) == [0.6, 0])
  }

  @Test("a public version hides the hour whose calls or lost calls are few, and its average with them")
  func hidden() throws {
    // The week from Monday the second on: a hundred calls in each hour, but for two hours of the Monday.
    let facts = (0..<168).map { place -> MadeUpSource.Fact in
      let at = "2019-12-0\(place / 24 + 2) \(place % 24 < 10 ? "0" : "")\(place % 24):00"
      return switch place {
      case 10: MadeUpSource.calls(at, 3)
      case 12: MadeUpSource.calls(at, 150, abandoned: 4)
      default: MadeUpSource.calls(at, 100, abandoned: 20)
      }
    }
    let load = try MadeUpSource(facts, until: "2019-12-31").engine.publicVersion(hidingUnder: 10).hourlyLoad(
      volume: ShippedMetrics.metric("call_volume"), abandonment: ShippedMetrics.metric("abandonment_rate"),
      slice: Slice(period: Period(parsing: "2019-12")))
    let small = load.cell(weekday: 1, hour: 10)
    #expect(small.isHidden && small.callsPerHour == nil && small.asked == 0)
    let lost = load.cell(weekday: 1, hour: 12)
    #expect(lost.isHidden && lost.abandoned == 0 && lost.callsPerHour == 30, "its calls are many")
    #expect(!load.cell(weekday: 7, hour: 23).isHidden && load.hasHidden)
  }
}
