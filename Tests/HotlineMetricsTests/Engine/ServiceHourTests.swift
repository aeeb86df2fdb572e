import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Hours with and without a call, and the runs of silent ones.
@Suite("Hours with a call, and silent ones")
struct ServiceHourTests {
  private func value(
    _ id: String, _ facts: [MadeUpSource.Fact], _ period: String, by groups: [Grouping] = [], until: String,
    files: [SourceSpan]? = nil, second: Int64 = 0
  ) throws -> [MetricValue] {
    var source = try MadeUpSource(facts, until: until)
    source.end = (source.end ?? 0) + second
    if let files { source.files = files }
    return try source.engine.values(
      MetricQuery(
        metrics: [ShippedMetrics.metric(id)], slice: Slice(period: Period(parsing: period)), groups: groups)
    ).values
  }

  private let facts = [
    MadeUpSource.calls("2019-12-02 00:10", 1), MadeUpSource.calls("2019-12-02 08:59", 1),
    MadeUpSource.calls("2019-12-02 08:01", 1), MadeUpSource.calls("2019-12-02 22:00", 1),
    MadeUpSource.calls("2019-12-03 09:00", 1), MadeUpSource.calls("2019-12-03 10:00", 0),
  ]

  @Test("hours with a call over the hours of the period; the longest run without one")
  func whole() throws {
    let covered = try value("service_hours_covered", facts, "2019-12-02..2019-12-03", until: "2019-12-31")[0]
    #expect(covered.numerator == 4 && covered.denominator == 48)
    // From 10 on the third to midnight are 14 hours, from 9 to 21 on the second 13.
    #expect(try value("longest_gap_hours", facts, "2019-12-02..2019-12-03", until: "2019-12-31")[0].value == 14)
    #expect(try value("longest_gap_hours", facts, "2019-12-02", until: "2019-12-31")[0].value == 13)
  }

  @Test("hours count up to the data's end, the hour in which they end included")
  func end() throws {
    // Up to 23:59:59 less 3 h 59 min: 20:00:59.
    let covered = try value(
      "service_hours_covered", facts, "2019-12-02..2019-12-03", until: "2019-12-02", second: -3 * 3600 - 59 * 60)[0]
    #expect(covered.numerator == 2 && covered.denominator == 21)
    let sharp = try value(
      "service_hours_covered", facts, "2019-12-02..2019-12-03", until: "2019-12-02", second: -4 * 3600)[0]
    #expect(sharp.denominator == 20, "the last second of the hour before")
    let ahead = try value("service_hours_covered", facts, "2019-12-05", until: "2019-12-02")[0]
    #expect(ahead.value == nil && ahead.denominator == nil)
  }

  @Test("by the clock, by the day, by the weekday and by the line each group has its own hours")
  func groups() throws {
    let period = "2019-12-02..2019-12-03"
    let byHour = try value("service_hours_covered", facts, period, by: [.hour], until: "2019-12-31")
    #expect(byHour.map(\.denominator) == Array(repeating: 2, count: 24))
    #expect(byHour[8].numerator == 1 && byHour[9].numerator == 1 && byHour[10].numerator == 0)
    #expect(byHour[0].numerator == 1 && byHour[22].numerator == 1)
    let byDay = try value("service_hours_covered", facts, period, by: [.day], until: "2019-12-31")
    #expect(byDay.map(\.numerator) == [3, 1] && byDay.map(\.denominator) == [24, 24])
    let byWeekday = try value("service_hours_covered", facts, period, by: [.weekday], until: "2019-12-31")
    #expect(byWeekday.map(\.numerator) == [3, 1, nil, nil, nil, nil, nil])
    let byMonth = try value(
      "service_hours_covered", facts, "2019-11..2019-12", by: [.month, .quarter, .year], until: "2019-12-31")
    #expect(byMonth.filter { $0.labels == ["2019-12", "2019-Q4", "2019"] }.map(\.numerator) == [4])
    let other = [MadeUpSource.calls("2019-12-02 08:00", 1, line: "12345")]
    let byLine = try value(
      "service_hours_covered", facts + other, period, by: [.dimension(.line)], until: "2019-12-31")
    #expect(byLine.map(\.labels) == [["12345"], ["962200"]] && byLine.map(\.numerator) == [1, 4])
    #expect(byLine.map(\.denominator) == [48, 48])
    let byDistrict = try value(
      "service_hours_covered", facts, period, by: [.dimension(.district)], until: "2019-12-31")
    #expect(byDistrict.allSatisfy { $0.value == nil && $0.notes.count == 1 })
  }

  @Test("where no file tells of five days on end, no hour of theirs is known")
  func files() throws {
    func day(_ text: String) throws -> Int { try #require(LocalDay(iso: text)).number }
    let files = [SourceSpan(kind: .call, line: nil, days: try day("2019-12-01")...day("2019-12-26"))]
    let month = try value("service_hours_covered", facts, "2019-12", until: "2019-12-31", files: files)[0]
    #expect(month.value == nil && month.notes.map(\.en).contains("no file covers this time: calls"))
    let more = [SourceSpan(kind: .call, line: nil, days: try day("2019-12-01")...day("2019-12-27"))]
    #expect(try value("service_hours_covered", facts, "2019-12", until: "2019-12-31", files: more)[0].value != nil)
  }

  @Test("a day and longer without a call in files that lost rows is told with their number; an hour less is not")
  func lost() throws {
    func day(_ text: String) throws -> Int { try #require(LocalDay(iso: text)).number }
    let files = [
      SourceSpan(kind: .call, line: "962200", days: try day("2019-12-01")...day("2019-12-31"), rejected: 30),
      SourceSpan(kind: .call, line: "12345", days: try day("2019-12-01")...day("2019-12-31"), rejected: 7),
      SourceSpan(kind: .workOrder, line: nil, days: try day("2019-12-01")...day("2019-12-31"), rejected: 500),
      SourceSpan(kind: .call, line: nil, days: try day("2019-11-01")...day("2019-11-30"), rejected: 900),
    ]
    // A call in each hour of ten days but for so many on end from the third day's first on: of 240 hours as many as expected are silent.
    func notes(_ id: String, silent: Int, busy: Int = 240, by groups: [Grouping] = []) throws -> [String] {
      let start = try #require(LocalDay(iso: "2019-12-01")).start
      let facts = (0..<busy).filter { !(48..<48 + silent).contains($0) }.map { hour in
        MadeUpSource.calls(LocalTime.text(start + Int64(hour) * 3600).prefix(16).description, 1)
      }
      return try value(id, facts, "2019-12-01..2019-12-10", by: groups, until: "2019-12-31", files: files)[0].notes.map(
        \.en)
    }
    let all = "37 rows were rejected in the files of this time: some may be of it"
    for id in ["longest_gap_hours", "service_hours_covered"] {
      #expect(try notes(id, silent: 24) == [all] && notes(id, silent: 23) == [], "\(id)")
      #expect(
        try notes(id, silent: 24, by: [.dimension(.line)])
          == ["30 rows were rejected in the files of this time: some may be of it"])
      // Eleven hours of 240 have a call: in the 229 behind them 10.5 are expected; with ten 9.6.
      #expect(try notes(id, silent: 0, busy: 11) == [all] && notes(id, silent: 0, busy: 10) == [], "\(id)")
    }
    // A day without a call, and one with a call, of a table by day.
    let days = try value(
      "call_volume", [MadeUpSource.calls("2019-12-02 00:10", 1)], "2019-12-02..2019-12-03", by: [.day],
      until: "2019-12-31", files: files)
    #expect(days.map(\.value) == [1, 0] && days[0].notes.isEmpty && days[1].notes.map(\.en) == [all])
    let one = [
      SourceSpan(kind: .call, line: nil, days: try day("2019-12-01")...day("2019-12-31"), rejected: 1)
    ]
    let single = try value("call_volume", [], "2019-12-02", until: "2019-12-31", files: one)
    #expect(single.first?.notes.map(\.en) == ["1 row was rejected in the files of this time: it may be of it"])
  }

  @Test("runs without a call of a line that had any, the longest first, of equal ones that of the first line")
  func silent() throws {
    let facts = [
      MadeUpSource.calls("2019-12-02 03:00", 1), MadeUpSource.calls("2019-12-02 07:00", 1),
      MadeUpSource.calls("2019-12-02 09:30", 2), MadeUpSource.calls("2019-12-02 03:00", 1, line: "12345"),
      MadeUpSource.calls("2019-12-02 10:00", 0, line: "12345"), MadeUpSource.calls("2019-12-02 05:00", 0, line: "1"),
    ]
    let source = try MadeUpSource(facts, until: "2019-12-02")
    let measure = try #require(try ShippedMetrics.metric("call_volume").numerator.first)
    func silent(_ fewest: Int, end: Int64 = 0) throws -> [SilentHours] {
      try source.engine.silentHours(
        measure, in: Period(parsing: "2019-12-02"), asOf: (source.end ?? 0) + end, fewest: fewest)
    }
    let start = try #require(LocalDay(iso: "2019-12-02")).start
    let runs = try silent(3)
    #expect(
      runs.map(\.hours) == [20, 14, 3, 3, 3] && runs.map(\.line) == ["12345", "962200", "12345", "962200", "962200"])
    #expect(runs.map { ($0.start - start) / 3600 } == [4, 10, 0, 0, 4])
    #expect(try silent(4).map(\.hours) == [20, 14])
    #expect(try silent(1).map(\.hours) == [20, 14, 3, 3, 3, 1])
    #expect(runs.last?.text == "2019-12-02 04:00 – 2019-12-02 07:00")
    // An hour counts when it is over: one second before the end of the day the last one does not.
    #expect(try silent(4, end: -1).map(\.hours) == [19, 13])
  }
}
