import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Series over made-up facts: which months they have, which hotlines, and when a log ends.
@Suite("Series of months")
struct SeriesTests {
  private typealias Calls = MadeUpSource

  private static func shown(_ period: String) throws -> [LocalMonth] { try Period(parsing: period).months }

  @Test(
    "a series begins with the first month on record; a month without any fact has no value; quiet hotlines have none")
  func months() throws {
    let facts = [
      Calls.calls("2018-03-05 10:00", 5), Calls.calls("2019-11-05 10:00", 7, asked: 0),
      Calls.calls("2019-12-05 10:00", 9), Calls.calls("2018-03-05 10:00", 3, line: "12345"),
      Calls.calls("2019-11-07 10:00", 2, line: "10086"),
    ]
    let source = try MadeUpSource(facts, until: "2019-12-31")
    let series = try source.engine.series(
      [ShippedMetrics.metric("call_volume"), ShippedMetrics.metric("connection_rate")],
      months: Self.shown("2019-11..2019-12"))
    #expect(series.map(\.metric.id) == ["call_volume", "call_volume", "connection_rate", "connection_rate"])
    #expect(series.map(\.line) == ["962200", "10086", "962200", "10086"])
    let calls = series[0]
    #expect(calls.months.count == 22 && calls.months.first?.iso == "2018-03" && calls.shown == 20..<22)
    #expect(calls.values.map { $0?.value }.compactMap { $0 } == [5, 7, 9] && calls.values[1] == nil)
    #expect(calls.values[20]?.value == 7 && series[2].values[20]?.denominator == 0, "calls that asked for no seat")
    #expect(series[1].values[20]?.value == 2 && series[1].values[21] == nil, "no call at all is no 0")
    #expect(try source.engine.series([ShippedMetrics.metric("call_volume")], months: []).isEmpty)
    #expect(
      try source.engine.series([ShippedMetrics.metric("longest_gap_hours")], months: Self.shown("2019-12")).isEmpty)
  }

  @Test("ten years before the months that are shown are looked at, not a month more")
  func tenYears() throws {
    func first(_ earliest: String) throws -> String? {
      let source = try MadeUpSource(
        [Calls.calls("\(earliest)-05 10:00", 5), Calls.calls("2019-12-05 10:00", 9)], until: "2019-12-31")
      return try source.engine.series([ShippedMetrics.metric("call_volume")], months: Self.shown("2019-12")).first?
        .months.first?.iso
    }
    #expect(try first("2009-12") == "2009-12" && first("2009-11") == "2019-12")
  }

  @Test("a median's series begins with its first case")
  func median() throws {
    let cases = try ShippedMetrics.metric("median_wait").denominator[0].id
    let facts = [
      Calls.Fact(at: "2019-02-05 10:00", names: [.line: "962200"], counts: [cases: 2], cases: ["waits": [4, 9]]),
      Calls.Fact(at: "2019-05-05 10:00", names: [.line: "962200"], counts: [cases: 1], cases: ["waits": [7]]),
    ]
    let series = try MadeUpSource(facts, until: "2019-05-31").engine.series(
      [ShippedMetrics.metric("median_wait")], months: Self.shown("2019-05"))
    #expect(
      series.first?.months.first?.iso == "2019-02" && series.first?.values.map { $0?.value } == [6.5, nil, nil, 7])
    #expect(series.first?.values[1] == nil)
  }

  /// One call a day on weekdays and at weekends as given, over days of 2019 from the first of January on.
  private static func daily(_ days: Int, _ count: (LocalDay) -> Double) throws -> [MadeUpSource.Fact] {
    let first = try #require(LocalDay(iso: "2019-01-01"))
    return (0..<days).map { Calls.calls(first.advanced(by: $0).iso + " 10:00", count(first.advanced(by: $0))) }
  }

  @Test(
    "a log that stops while the data go on has ended, once twenty calls are missing; its last month is no whole one")
  func ended() throws {
    func end(_ last: String, odd: String = "", of count: Double = 1) throws -> Int64? {
      let days = try #require(LocalDay(iso: last)).number - #require(LocalDay(iso: "2019-01-01")).number + 1
      let facts = try Self.daily(days) { $0.iso == odd ? count : 1 } + [Calls.calls("2019-12-30 10:00", 0)]
      return try MadeUpSource(facts, until: "2020-01-02").engine.series(
        [ShippedMetrics.metric("call_volume")], months: Self.shown("2019-12")
      ).first?.asOf
    }
    func lastSecond(_ day: String) throws -> Int64 { try #require(LocalDay(iso: day)).end - 1 }
    let all = try lastSecond("2020-01-02")
    // A call a day: twenty days of December are twenty calls.
    #expect(try end("2019-12-11") == lastSecond("2019-12-11") && end("2019-12-12") == all)
    // The sixty days up to the 12th begin with 14 October; the 13th is none of them.
    #expect(try end("2019-12-12", odd: "2019-10-13", of: 1000) == all)
    // With five calls on the 14th 64 in 60 days come: 19 days are 20.3 calls.
    #expect(try end("2019-12-12", odd: "2019-10-14", of: 5) == lastSecond("2019-12-12"))
    #expect(try end("2019-12-12", odd: "2019-10-14", of: 4) == all, "19.95 calls")
  }

  @Test("what a day off weighs is learned from the first twelve months, of working days, days off and holidays")
  func weights() throws {
    // Weekdays 100 calls, weekends 50, the five days of a holiday 20 each; from 2020 on every day 100.
    var source = try MadeUpSource(
      Self.daily(396) { day in
        day.month.year > 2019
          ? 100 : (1...5).map { "2019-10-0\($0)" }.contains(day.iso) ? 20 : day.weekday < 6 ? 100 : 50
      }, until: "2020-01-31")
    for day in 1...5 {
      source.holidays["2019-10-0\(day)"] = "节"
      source.workingDays["2019-10-0\(day)"] = false
    }
    let series = try source.engine.series([ShippedMetrics.metric("call_volume")], months: Self.shown("2020-01"))
    #expect(series.first?.weights == DayWeights(off: 0.5, festive: 0.2))
    let january = try #require(series.first?.days.last)
    #expect(january.working == 23 && january.off == 8)
    // 3,100 calls of 23 + 4 days of a working day's weight.
    #expect(abs(try #require(series.first?.lastPoint).value - 3100.0 / 27) < 1e-9)
  }

  @Test("names of a dimension have their own series; in a public version also those that are hidden")
  func names() throws {
    func call(_ month: String, _ count: Double, _ topic: String) -> MadeUpSource.Fact {
      Calls.calls("\(month)-05 10:00", count, names: [.category: topic])
    }
    let facts = [
      call("2019-11", 50, "甲"), call("2019-11", 3, "乙"), call("2019-11", 70, "丙"), call("2019-12", 60, "甲"),
      call("2019-12", 4, "乙"), call("2019-12", 80, ""), call("2019-12", 90, "丙"),
    ]
    let engine = try MadeUpSource(facts, until: "2019-12-31").engine
    let metrics = [try ShippedMetrics.metric("call_volume"), try ShippedMetrics.metric("broadcasts")]
    let open = try engine.series(metrics, months: Self.shown("2019-12"), by: .category)
    #expect(Set(open.keys) == ["甲", "乙", "丙", ""] && open["甲"]?.count == 1)
    #expect(open["甲"]?.first?.values.map { $0?.value } == [50, 60])
    #expect(open[""]?.first?.values.map { $0?.value } == [0, 80])
    let shared = try engine.publicVersion(hidingUnder: 10).series(metrics, months: Self.shown("2019-12"), by: .category)
    #expect(shared["乙"]?.first?.last?.isSuppressed == true)
    let changes = try engine.publicVersion(hidingUnder: 10).topicChanges(
      metrics[0], line: "962200", months: Self.shown("2019-12"))
    #expect(changes.hidden.map(\.name).contains("乙") && changes.topics.last?.name == "")
    #expect(try engine.topicChanges(metrics[0], line: "12345", months: Self.shown("2019-12")).topics.isEmpty)
  }
}
