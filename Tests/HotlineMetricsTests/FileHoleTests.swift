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

  @Test("lines that are added up have files of their own: the one without a file is named, by its part of the facts")
  func addedUp() throws {
    let files = [
      try Self.span("2019-01-01", "2019-03-31", line: "12345"),
      try Self.span("2019-01-01", "2019-01-31", line: "962200"),
      try Self.span("2019-03-01", "2019-03-31", line: "962200"),
    ]
    func notes(
      _ byLine: [String: Double], _ conditions: [Dimension: [String]] = [:], groups: [Grouping] = [],
      labels: [String] = []
    ) throws -> [String] {
      let coverage = FileCoverage(
        period: try Period(parsing: "2019-01..2019-03"), groups: groups, conditions: conditions,
        casesByLine: { _ in byLine },
        read: { files })
      let received = Measure(id: "m", fact: .workOrder, filter: nil, value: nil, time: "received_at")
      return try coverage.holes([received], labels, cases: { _ in 1_000 }, upTo: Period(parsing: "2019-12-31").end - 1)
        .map(
          \.note.en)
    }
    let missing = ["no file tells of 2019-02-01 to 2019-02-28: work orders of 962200"]
    #expect(try notes(["962200": 900, "12345": 100]) == missing)
    #expect(try notes(["962200": 900, "12345": 100], groups: [.dimension(.district)], labels: ["宝山区"]) == missing)
    // 2 % of 1,000 cases are 20, of which two begin and end the files' days: 18 in 62 days, 8.1 in February.
    #expect(try notes(["962200": 20, "12345": 980]) == [])
    #expect(try notes(["962200": 900, "12345": 100], [.line: ["12345"]]) == [])
    let alone = ["no file tells of 2019-02-01 to 2019-02-28: work orders"]
    #expect(try notes([:], [.line: ["962200"]]) == alone)
    #expect(try notes([:], groups: [.dimension(.line)], labels: ["962200"]) == alone)
    #expect(try notes([:], groups: [.dimension(.line)], labels: ["12345"]) == [])
  }

  @Test(
    "what was due or closed in a month tells of the days shortly before it that have no file, but not of the first file's past"
  )
  func earlier() throws {
    let files = [try Self.span("2019-01-01", "2019-03-31"), try Self.span("2019-05-01", "2019-12-31")]
    func notes(_ month: String, time: String = "deadline_at", cases: Double = 60) throws -> [String] {
      let coverage = FileCoverage(
        period: try Period(parsing: "2019"), groups: [.month], conditions: [:], read: { files })
      let due = Measure(id: "m", fact: .workOrder, filter: nil, value: nil, time: time)
      return try coverage.unknownEarlier(
        [due], [month], cases: { _ in cases }, upTo: Period(parsing: "2019-12-31").end - 1
      )
      .map(\.en)
    }
    let april =
      "no file tells of 2019-04-01 to 2019-04-30: work orders of these days that were due or closed in this time are not known"
    #expect(try notes("2019-05") == [april])
    #expect(try notes("2019-01") == [] && notes("2019-03") == [] && notes("2019-07") == [])
    #expect(try notes("2019-05", time: "received_at") == [])
    // Nine orders a month are no ten in thirty days.
    #expect(try notes("2019-05", cases: 9) == [])
    // 30 days back: of June those from 2 May on.
    #expect(try notes("2019-06") == [])
  }
}
