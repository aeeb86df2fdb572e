import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Of which groups of a table the files tell: what no file tells is unknown.
@Suite("What files cover")
struct FileCoverageTests {
  private static func day(_ text: String) throws -> Int { try Period(parsing: text).first.number }

  @Test("what came is told of a file's own days, what became of it up to the file's export")
  func later() throws {
    // Orders of January, exported on 15 February, and of March without a later event.
    let spans = [
      SourceSpan(
        kind: .workOrder, line: "12345", days: try Self.day("2019-01-02")...Self.day("2019-01-31"),
        until: try Self.day("2019-02-15")),
      SourceSpan(kind: .workOrder, line: "12345", days: try Self.day("2019-03-01")...Self.day("2019-03-30")),
    ]
    let months = ["2019-01", "2019-02", "2019-03", "2019-04"]
    func untold(_ time: String?, conditions: [Dimension: [String]] = [:]) throws -> [String] {
      let coverage = FileCoverage(
        period: try Period(parsing: "2018-12..2019-04"), groups: [.month], conditions: conditions, read: { spans })
      let measure = Measure(id: "m", fact: .workOrder, filter: nil, value: nil, time: time)
      return try (["2018-12"] + months).filter { try coverage.untold([measure], [$0]) != nil }
    }
    #expect(try untold("received_at") == ["2018-12", "2019-02", "2019-04"])
    // Of the orders closed in February those are not known that came in February.
    #expect(try untold("closed_at") == ["2018-12", "2019-02", "2019-04"])
    #expect(try untold(nil) == [])
    #expect(try untold("received_at", conditions: [.line: ["962200"]]) == ["2018-12"] + months)
  }
}
