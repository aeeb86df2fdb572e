import HotlineCalendar
import HotlineModel
import HotlineText
import Testing

@testable import HotlineMetrics

/// Values beside those of the period before and of the year before.
@Suite("Values beside another period's")
struct ComparedPeriodTests {
  private typealias Calls = MadeUpSource

  private func compared(
    _ facts: [MadeUpSource.Fact], _ period: String, by groups: [Grouping], _ comparison: Comparison,
    metric: String = "call_volume", until: String = "2020-12-31", files: [SourceSpan]? = nil
  ) throws -> [MetricValue] {
    var source = try MadeUpSource(facts, until: until)
    if let files { source.files = files }
    return try source.engine.values(
      MetricQuery(
        metrics: [ShippedMetrics.metric(metric)], slice: Slice(period: Period(parsing: period)), groups: groups,
        comparisons: [comparison])
    ).values
  }

  /// By label, the value compared with.
  private func before(
    _ facts: [MadeUpSource.Fact], _ period: String, by group: Grouping, _ comparison: Comparison
  ) throws -> [String: Double] {
    let values = try compared(facts, period, by: [group], comparison)
    return Dictionary(
      uniqueKeysWithValues: values.compactMap { value in value.compared[comparison].map { (value.labels[0], $0) } })
  }

  private let facts = [
    Calls.calls("2018-11-20 10:00", 1), Calls.calls("2018-12-05 10:00", 2), Calls.calls("2019-02-03 10:00", 3),
    Calls.calls("2019-05-06 10:00", 4), Calls.calls("2019-08-07 10:00", 5), Calls.calls("2019-11-19 10:00", 6),
    Calls.calls("2019-12-05 10:00", 7), Calls.calls("2019-12-06 10:00", 8),
  ]

  @Test("months stand beside the same months of the year before, and beside those of the period before")
  func months() throws {
    let year = try before(facts, "2019-11..2019-12", by: .month, .yearAgo)
    #expect(year == ["2019-11": 1, "2019-12": 2])
    // November and December follow September and October, of which there is nothing; the last quarter follows the third.
    #expect(try before(facts, "2019-12", by: .month, .previous) == ["2019-12": 6])
    #expect(try before(facts, "2020-02..2020-03", by: .month, .previous) == ["2020-02": 15, "2020-03": 0])
  }

  @Test("quarters stand beside the quarter as far back, years beside the year")
  func quarters() throws {
    #expect(
      try before(facts, "2019-Q4", by: .quarter, .yearAgo) == ["2019-Q4": 3])
    #expect(try before(facts, "2019-Q4", by: .quarter, .previous) == ["2019-Q4": 5])
    #expect(try before(facts, "2020-Q1", by: .quarter, .previous) == ["2020-Q1": 21])
    #expect(
      try before(facts, "2019-07..2019-12", by: .quarter, .previous) == ["2019-Q3": 3, "2019-Q4": 4])
    #expect(try before(facts, "2020", by: .year, .previous) == ["2020": 33])
    #expect(try before(facts, "2019", by: .year, .yearAgo) == ["2019": 3])
  }

  @Test("days stand beside the day as many days back")
  func days() throws {
    #expect(try before(facts, "2019-12-06", by: .day, .previous) == ["2019-12-06": 7])
    let two = try before(facts, "2019-12-06..2019-12-07", by: .day, .previous)
    #expect(two == ["2019-12-06": 0, "2019-12-07": 7])
    #expect(try before(facts, "2019-12-05", by: .day, .yearAgo) == ["2019-12-05": 2])
  }

  @Test("hours and names stand beside themselves")
  func names() throws {
    let byHour = try before(facts, "2019-12", by: .hour, .yearAgo)
    #expect(byHour["10"] == 2 && byHour["11"] == 0)
    let byLine = try before(facts, "2019-12", by: .dimension(.line), .yearAgo)
    #expect(byLine == ["962200": 2])
  }

  @Test("a count of nothing in a time without any data is not a zero to compare with, a rate's nothing neither")
  func nothing() throws {
    #expect(try compared(facts, "2019-06", by: [], .yearAgo)[0].compared.isEmpty)
    // There were calls in May, though none that went out.
    let outbound = try compared(facts, "2019-06", by: [], .previous, metric: "outbound_calls")
    #expect(outbound[0].compared == [.previous: 0])
    #expect(try compared(facts, "2019-05", by: [], .previous, metric: "outbound_calls")[0].compared.isEmpty)
    #expect(try compared(facts, "2019-12", by: [], .yearAgo, metric: "connection_rate")[0].compared == [.yearAgo: 1])
    #expect(try compared(facts, "2019-06", by: [], .yearAgo, metric: "connection_rate")[0].compared.isEmpty)
    // A rate of 0 is one.
    let lost = [Calls.calls("2018-06-01 10:00", 4, abandoned: 4), Calls.calls("2019-06-01 10:00", 4)]
    #expect(try compared(lost, "2019-06", by: [], .yearAgo, metric: "connection_rate")[0].compared == [.yearAgo: 0])
  }

  @Test("a count is not compared with one of fewer days, and says with which; a rate is")
  func missingDays() throws {
    func day(_ text: String) throws -> Int { try #require(LocalDay(iso: text)).number }
    let files = [
      SourceSpan(kind: .call, line: nil, days: try day("2018-11-01")...day("2018-12-20")),
      SourceSpan(kind: .call, line: nil, days: try day("2019-10-01")...day("2019-11-20")),
      SourceSpan(kind: .call, line: nil, days: try day("2019-12-01")...day("2020-12-31")),
    ]
    // So many that ten days without one cannot be chance.
    let many = facts.map { fact in
      var fact = fact
      fact.counts = fact.counts.mapValues { $0 * 100 }
      return fact
    }
    let year = try compared(many, "2019-12", by: [], .yearAgo, files: files)[0]
    #expect(year.compared.isEmpty && year.missingDays.isEmpty)
    #expect(
      year.notes.map(\.en) == [
        "not compared with the year before: no file tells of 2018-12-21 to 2018-12-31: calls"
      ])
    let before = try compared(many, "2019-12", by: [], .previous, files: files)[0]
    #expect(
      before.notes.map(\.zh).first?.hasPrefix("不与上期相比：上期") == true
        && before.notes.map(\.en) == [
          "not compared with the period before: no file tells of 2019-11-21 to 2019-11-30: calls"
        ])
    let own = try compared(many, "2019-11", by: [], .yearAgo, files: files)[0]
    #expect(own.compared.isEmpty && own.missingDays.count == 1 && own.value == 600)
    let rate = try compared(facts, "2019-12", by: [], .yearAgo, metric: "connection_rate", files: files)[0]
    #expect(rate.compared == [.yearAgo: 1])
  }
}
