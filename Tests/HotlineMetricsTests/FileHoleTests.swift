import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// A total over days of which no file tells says so: the year of a hotline that lost its files of a month is no year.
@Suite("Days without a file in a total")
struct FileHoleTests {
  private static func span(_ first: String, _ last: String, line: String? = "12345") throws -> SourceSpan {
    SourceSpan(
      kind: .workOrder, line: line,
      days: try Period(parsing: first).first.number...Period(parsing: last).first.number)
  }

  /// The notes of a total of orders, in English.
  private static func notes(
    _ spans: [SourceSpan], period: String = "2019-01..2019-03", label: [String] = [], groups: [Grouping] = [],
    cases: Double = 1_000, upTo asOf: String = "2019-12-31"
  ) throws -> [String] {
    let coverage = FileCoverage(period: try Period(parsing: period), groups: groups, conditions: [:], read: { spans })
    let received = Measure(id: "m", fact: .workOrder, filter: nil, value: nil, time: "received_at")
    return try coverage.holes(
      [received, received], label, cases: { _ in cases }, upTo: Period(parsing: asOf).end - 1
    ).map(\.note.en)
  }

  @Test("a month between two files is named by its days; four days are no hole, five are")
  func between() throws {
    let january = try Self.span("2019-01-01", "2019-01-31")
    #expect(
      try Self.notes([january, Self.span("2019-03-01", "2019-03-31")])
        == ["no file tells of 2019-02-01 to 2019-02-28: work orders"])
    #expect(try Self.notes([january, Self.span("2019-02-05", "2019-03-31")]) == [])
    #expect(
      try Self.notes([january, Self.span("2019-02-06", "2019-03-31")])
        == ["no file tells of 2019-02-01 to 2019-02-05: work orders"])
  }

  @Test(
    "a quiet hotline has days without an order between two months' files: ten are expected of what is called a hole")
  func quiet() throws {
    // Of January and March files tell 62 days, by 23 cases besides a first and a last one 0.37 a day; February has 28 days.
    let files = [try Self.span("2019-01-01", "2019-01-31"), try Self.span("2019-03-01", "2019-03-31")]
    #expect(try Self.notes(files, cases: 25).count == 1 && Self.notes(files, cases: 24) == [])
    #expect(try Self.notes(files, cases: 0) == [])
  }

  @Test("what comes before the first file and behind the last is named, the latter up to the data's end")
  func ends() throws {
    let february = [try Self.span("2019-02-01", "2019-02-28")]
    #expect(
      try Self.notes(february)
        == ["no file tells of 2019-01-01 to 2019-01-31, 2019-03-01 to 2019-03-31: work orders"])
    #expect(
      try Self.notes(february, upTo: "2019-03-10")
        == ["no file tells of 2019-01-01 to 2019-01-31, 2019-03-01 to 2019-03-10: work orders"])
    #expect(
      try Self.notes(february, period: "2019-02-01..2019-03", upTo: "2019-03-04") == [])
  }

  @Test("a rate of repeated calls says that the days before or behind its own have no file")
  func repeats() throws {
    let spans = try [("2019-01-01", "2019-01-31"), ("2019-03-01", "2019-03-31")].map { first, last in
      SourceSpan(
        kind: .call, line: nil, days: try Period(parsing: first).first.number...Period(parsing: last).first.number)
    }
    func notes(_ id: String, _ period: String, upTo asOf: String = "2019-03-31") throws -> [String] {
      let metric = try ShippedMetrics.metric(id)
      let coverage = FileCoverage(
        period: try Period(parsing: period), groups: [], conditions: [:], read: { spans })
      return try coverage.unknownRepeats(
        metric.numerator + metric.denominator, [], cases: { _ in 1_000 }, upTo: Period(parsing: asOf).end - 1
      ).map(\.en)
    }
    let behind = "no file tells whether callers called again on 2019-02-01 to 2019-02-07"
    #expect(try notes("first_call_resolution_rate", "2019-01") == [behind])
    #expect(
      try notes("repeat_call_rate", "2019-03") == [
        "no file tells whether callers called again on 2019-02-22 to 2019-02-28"
      ])
    // Behind the data's end the calls themselves are left out; days in the middle of a file have neighbours.
    #expect(try notes("first_call_resolution_rate", "2019-03") == [])
    #expect(try notes("first_call_resolution_rate", "2019-01-10..2019-01-20") == [])
    #expect(try notes("repeat_call_rate", "2019-01-10..2019-01-20") == [])
    #expect(try notes("call_volume", "2019-01") == [])
  }

  @Test("more than three holes are not listed; a group's own days and hotline count")
  func many() throws {
    let months = try (1...4).map { try Self.span("2019-0\(2 * $0)-01", "2019-0\(2 * $0)-28") }
    #expect(
      try Self.notes(months, period: "2019")[0].hasSuffix("2019-04-29 to 2019-05-31 and more: work orders"))
    func month(_ label: String) throws -> [String] {
      try Self.notes(months, period: "2019", label: [label], groups: [.month])
    }
    #expect(try month("2019-02") == [])
    #expect(try month("2019-03") == ["no file tells of 2019-03-01 to 2019-03-31: work orders"])
    let line = try Self.notes(
      [Self.span("2019-01-01", "2019-03-31"), Self.span("2019-01-01", "2019-02-20", line: "962200")], label: ["962200"],
      groups: [.dimension(.line)])
    #expect(line == ["no file tells of 2019-02-21 to 2019-03-31: work orders"])
  }
}
