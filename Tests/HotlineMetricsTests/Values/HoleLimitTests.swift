import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Days between files, at the limits of what is a hole.
@Suite("Days of which no file tells")
struct HoleLimitTests {
  private static let calls = Measure(id: "calls", fact: .call, filter: nil, value: nil, time: "started_at")

  private static func span(_ first: String, _ last: String, line: String? = nil, until: String? = nil) throws
    -> SourceSpan
  {
    let (first, last) = (try #require(LocalDay(iso: first)), try #require(LocalDay(iso: last)))
    return SourceSpan(
      kind: .call, line: line, days: first.number...last.number,
      until: try until.map { try #require(LocalDay(iso: $0)).number })
  }

  private static func coverage(
    _ files: [(String, String)], period: String = "2019-01", groups: [Grouping] = []
  ) throws -> FileCoverage {
    let spans = try files.map { try span($0.0, $0.1) }
    return FileCoverage(period: try Period(parsing: period), groups: groups, conditions: [:], read: { spans })
  }

  private static func holes(
    _ files: [(String, String)], period: String = "2019-01", until: String = "2019-12-31"
  ) throws -> [String] {
    let end = try #require(LocalDay(iso: until)).end - 1
    return try coverage(files, period: period).holes([calls, calls], [], cases: { _ in 100_000 }, upTo: end).map(
      \.note.en)
  }

  @Test("five days without a file are told, four are not: before the first file, between two, behind the last")
  func fiveDays() throws {
    func missing(_ first: String, _ last: String) -> [String] { ["no file tells of \(first) to \(last): calls"] }
    #expect(try Self.holes([("2019-01-06", "2019-03-01")]) == missing("2019-01-01", "2019-01-05"))
    #expect(try Self.holes([("2019-01-05", "2019-03-01")]) == [])
    let before = ("2018-12-01", "2019-01-10")
    #expect(try Self.holes([before, ("2019-01-16", "2019-03-01")]) == missing("2019-01-11", "2019-01-15"))
    #expect(try Self.holes([("2019-01-15", "2019-03-01"), before]) == [])
    #expect(try Self.holes([("2018-12-01", "2019-01-26")]) == missing("2019-01-27", "2019-01-31"))
    #expect(try Self.holes([("2018-12-01", "2019-01-27")]) == [])
    #expect(try Self.holes([("2019-02-01", "2019-03-01")]) == missing("2019-01-01", "2019-01-31"))
    #expect(try Self.holes([("2018-02-01", "2018-12-31")]) == missing("2019-01-01", "2019-01-31"))
  }

  @Test("days after the data's end are no hole")
  func end() throws {
    let file = [("2018-12-01", "2019-01-15")]
    #expect(try Self.holes(file, until: "2019-01-20") == ["no file tells of 2019-01-16 to 2019-01-20: calls"])
    #expect(try Self.holes(file, until: "2019-01-19") == [])
    #expect(try Self.holes([], until: "2018-12-01") == [], "the period has not begun")
    #expect(
      try Self.holes([("2019-01-12", "2019-02-10")], until: "2019-01-08")
        == ["no file tells of 2019-01-01 to 2019-01-08: calls"])
  }

  @Test("a period of five days can be a hole, one of four cannot; a file within another one makes none")
  func short() throws {
    #expect(
      try Self.holes([], period: "2019-01-01..2019-01-05") == ["no file tells of 2019-01-01 to 2019-01-05: calls"])
    #expect(try Self.holes([], period: "2019-01-01..2019-01-04") == [])
    #expect(try Self.holes([("2019-01-01", "2019-01-28"), ("2019-01-05", "2019-01-08")]) == [])
    #expect(
      try Self.holes([("2019-01-01", "2019-01-08"), ("2019-01-02", "2019-01-04"), ("2019-01-20", "2019-01-31")])
        == ["no file tells of 2019-01-09 to 2019-01-19: calls"])
  }

  @Test("three stretches are listed, of more it is said that there are more, in both languages")
  func many() throws {
    let files = [
      ("2019-01-06", "2019-01-06"), ("2019-01-12", "2019-01-12"), ("2019-01-18", "2019-01-18"),
    ]
    let end = try #require(LocalDay(iso: "2019-01-31")).end
    let three = try Self.coverage(files, period: "2019-01-01..2019-01-20").holes(
      [Self.calls], [], cases: { _ in 100_000 }, upTo: end)
    let all = "2019-01-01 to 2019-01-05, 2019-01-07 to 2019-01-11, 2019-01-13 to 2019-01-17"
    #expect(three.map(\.note.en) == ["no file tells of \(all): calls"])
    let four = try Self.coverage(files).holes([Self.calls], [], cases: { _ in 100_000 }, upTo: end)
    #expect(four.map(\.note.en) == ["no file tells of \(all) and more: calls"])
    #expect(
      four.first?.note.zh.hasPrefix("不含没有") == true
        && four.first?.note.zh.hasSuffix("2019-01-13 至 2019-01-17 等") == true)
  }

  @Test("a group of one day without a file is a hole, of three days all three must be missing, of ten five in a row")
  func hasHole() throws {
    let day = try #require(LocalDay(iso: "2019-01-10")).number
    func hasHole(_ files: [(String, String)], _ days: Int) throws -> Bool {
      try Self.coverage(files).hasHole(Self.calls, [], in: day..<day + days)
    }
    #expect(try hasHole([("2019-01-01", "2019-01-09")], 1) && !hasHole([("2019-01-01", "2019-01-10")], 1))
    #expect(try hasHole([("2019-01-01", "2019-01-09")], 3) && !hasHole([("2019-01-12", "2019-01-12")], 3))
    #expect(try hasHole([("2019-01-15", "2019-01-31")], 10) && !hasHole([("2019-01-14", "2019-01-31")], 10))
    #expect(try !hasHole([], 0))
    // Which calls came is told by a file's own days, not by those of which it tells what became of them.
    let late = try Self.span("2019-01-01", "2019-01-09", until: "2019-01-31")
    let coverage = FileCoverage(period: try Period(parsing: "2019-01"), groups: [], conditions: [:], read: { [late] })
    #expect(try coverage.hasHole(Self.calls, [], in: day..<day + 10))
  }

  @Test("a group is ahead of the data only when its first moment lies behind their end")
  func isAhead() throws {
    let coverage = try Self.coverage([], period: "2019", groups: [.month])
    let february = try #require(LocalDay(iso: "2019-02-01")).start
    #expect(coverage.isAhead(["2019-02"], of: february - 1) && !coverage.isAhead(["2019-02"], of: february))
    #expect(!coverage.isAhead(["2018-02"], of: 0), "no day of that month is in the period")
  }

  @Test("labels of time cut the period, a group's hotline has its own files")
  func groups() throws {
    let coverage = try Self.coverage(
      [], period: "2019-01-10..2019-02-10", groups: [.dimension(.district), .month, .day])
    let first = try #require(LocalDay(iso: "2019-01-10")).number
    #expect(coverage.days(of: ["2019", "2019-01", "x"]) == first..<first + 22)
    #expect(coverage.days(of: ["x", "2019-02", "2019-02-03"]) == first + 24..<first + 25)
    #expect(coverage.days(of: ["x", "", ""]) == first..<first + 32)
    let spans = [
      try Self.span("2019-01-01", "2019-01-31", line: "962200"),
      try Self.span("2019-02-01", "2019-03-01", line: "12345"),
    ]
    func untold(_ labels: [String], _ conditions: [HotlineModel.Dimension: [String]] = [:]) throws -> Bool {
      try FileCoverage(
        period: Period(parsing: "2019"), groups: [.dimension(.line), .month], conditions: conditions, read: { spans }
      ).untold([Self.calls], labels) != nil
    }
    #expect(try !untold(["962200", "2019-01"]) && untold(["12345", "2019-01"]) && !untold(["12345", "2019-02"]))
    #expect(try !untold(["", "2019-01"]) && untold(["", "2019-01"], [.line: ["12345"]]))
    #expect(try !untold(["12345", "2019-03"]), "the file's last day is the month's first")
    #expect(try untold(["12345", "2019-04"]))
  }
}
