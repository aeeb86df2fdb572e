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
    upTo asOf: String = "2019-12-31"
  ) throws -> [String] {
    let coverage = FileCoverage(period: try Period(parsing: period), groups: groups, conditions: [:], read: { spans })
    let received = Measure(id: "m", fact: .workOrder, filter: nil, value: nil, time: "received_at")
    return try coverage.holes(
      [received, received], label, upTo: Period(parsing: asOf).end - 1
    ).map(\.en)
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
