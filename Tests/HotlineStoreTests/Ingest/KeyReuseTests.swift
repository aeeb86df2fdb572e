import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

/// Rows under one key that are hardly one call or order, and what is said of them.
@Suite("One key for several records")
struct KeyReuseTests {
  private let layout = FactLayout(.call)

  private func row(_ start: Int64?, caller: Int64? = nil) throws -> FactStatement {
    let row = FactStatement(
      width: layout.columns.count, origin: FactStatement.Origin(sourceID: 1, line: 2, carriedID: 1))
    row.set(try #require(layout.columns.firstIndex(of: "started_at")), start)
    row.set(try #require(layout.columns.firstIndex(of: "caller")), caller)
    return row
  }

  private func differ(_ one: FactStatement, _ other: FactStatement, key: String = "A1") throws -> Bool {
    try #require(KeyReuse(layout)).differ(one, other, key: Array(key.utf8))
  }

  private func moment(_ text: String) throws -> Int64 { try #require(LocalTime.parse(text)) }

  @Test("six hours over midnight are one call, a second more are two; within a day nothing is said")
  func sixHours() throws {
    let evening = try row(moment("2019-03-04 22:00:00"))
    #expect(try !differ(evening, row(moment("2019-03-05 04:00:00"))))
    #expect(try differ(evening, row(moment("2019-03-05 04:00:01"))))
    #expect(try differ(row(moment("2019-03-05 04:00:01")), evening))
    #expect(try !differ(row(moment("2019-03-04 00:00:00")), row(moment("2019-03-04 23:59:59"))))
    #expect(try !differ(evening, evening) && !differ(evening, row(nil)) && !differ(row(nil), evening))
    #expect(try differ(row(.max), row(.min)), "further apart than numbers reach")
  }

  @Test(
    "a number of more than fifteen digits that ends in zeros may be rounded: then callers tell",
    arguments: [
      ("1234567890123450", true), ("12345678901234500", true), ("123456789012345", false), ("100000000000000", false),
      ("1234567890123451", false), ("12345678901234510", false), ("A234567890123450", false),
      ("12345678901234:0", false), ("1234567890123/50", false), ("123456789012345:", false),
    ])
  func rounded(key: String, isRounded: Bool) throws {
    let start = try moment("2019-03-04 08:00:00")
    let one = try row(start)
    #expect(try differ(one, row(start + 60), key: key) == isRounded, "nobody knows who called")
    #expect(try !differ(one, row(start), key: key), "it is the same call")
    #expect(try differ(row(start, caller: 5), row(start + 60, caller: 6), key: key) == isRounded)
    #expect(try differ(row(start, caller: 5), row(start + 60), key: key) == isRounded)
    #expect(try !differ(row(start, caller: 5), row(start + 60, caller: 5), key: key), "the same caller again")
  }

  @Test("only what begins at a moment can be told apart")
  func kinds() {
    #expect(KeyReuse.beginning(of: .call) == .startedAt && KeyReuse.beginning(of: .workOrder) == .receivedAt)
    for kind in FactKind.allCases where kind != .call && kind != .workOrder {
      #expect(KeyReuse(FactLayout(kind)) == nil && KeyReuse.beginning(of: kind) == nil, "\(kind)")
    }
    #expect(FoldRules.reuse(of: .call)?.longest == 21_600 && FoldRules.reuse(of: .call)?.digits == 15)
    #expect(FoldRules.reuse(of: .budget) == nil)
  }

  @Test("one row in twenty is remarked, one more refuses the file", arguments: [(0, 0), (1, 1), (5, 1), (6, -1)])
  func share(reused: Int, remarks: Int) throws {
    let file = IngestedFile(path: "a.csv", sha256: "a", sizeBytes: 1, kind: .call, profile: "test")
    var summary = ReadingSummary()
    (summary.records, summary.header, summary.rows) = (100, 1, 101)
    var counts = FactCounts(accepted: 100)
    counts.noteReuse(reused, line: 17)
    let report = SourceReport(file, summary, counts)
    if remarks < 0 {
      let problem = #expect(throws: Diagnostic.self) { try report.reusedKeys(counts, options: IngestOptions()) }
      #expect(problem?.place?.line == 17)
    } else {
      let said = try report.reusedKeys(counts, options: IngestOptions())
      #expect(said.map(\.count) == (remarks == 0 ? [] : [reused]))
      #expect(said.flatMap { $0.examples.map(\.line) } == (remarks == 0 ? [] : [17]))
    }
  }

  @Test("the first lines are kept as examples, of one file and of several counts together")
  func examples() {
    var counts = FactCounts()
    counts.noteReuse(0, line: 1)
    #expect(counts.reusedLines.isEmpty)
    for line in 2...20 { counts.noteReuse(1, line: Int64(line)) }
    let kept = ReadingRemark.examplesKept
    #expect(counts.reused == 19 && counts.reusedLines == (2..<2 + Int64(kept)).map { $0 })
    var sum = FactCounts(accepted: 1, updated: 2, unchanged: 3, merged: 4, reused: 1, reusedLines: [99])
    sum += FactCounts(accepted: 10, updated: 20, unchanged: 30, merged: 40, reused: 10, reusedLines: counts.reusedLines)
    #expect((sum.accepted, sum.updated, sum.unchanged, sum.merged) == (11, 22, 33, 44))
    #expect(sum.reused == 11 && sum.reusedLines == [99] + counts.reusedLines.dropLast())
  }
}
