import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineReading

/// A row a second before, at and after the latest moment that is believed: a day after the ingest.
@Suite("The latest moment that is believed")
struct LatestMomentTests {
  /// Reads one row at a moment: its exported time, or why it was rejected.
  private func exported(_ row: [String], fields: String, file: String = "a.csv", now: String) throws -> String {
    let profile = try Profile(yaml: Profiles.calls(fields), file: "ours.yaml")
    let headers = ["id", "start", "x"]
    let plan = try ColumnPlan(profile: profile, headers: headers, headerLine: 1, file: file)
    let builder = RecordBuilder(profile: profile, plan: plan, now: try #require(LocalTime.parse(now)))
    var batch = RecordBatch(kind: .call)
    let problem = RawRow.withFields(row, line: 2) { builder.append($0, to: &batch) }
    if let problem { return problem.reason.rawValue }
    return batch.number(0, .exportedAt).map(LocalTime.text) ?? "-"
  }

  @Test("an export of exactly that moment is believed, a second later it is not")
  func exportTime() throws {
    let row = ["a", "2019-03-01 08:00:00", "2019-03-05 08:00:00"]
    #expect(try exported(row, fields: "exported_at: [x]", now: "2019-03-04 08:00:00") == "2019-03-05 08:00:00")
    #expect(try exported(row, fields: "exported_at: [x]", now: "2019-03-04 07:59:59") == "future_time")
  }

  @Test("a day in a file's name that begins by then is one, a later one is a number")
  func fileName() throws {
    let row = ["a", "2019-03-01 08:00:00", ""]
    func exported(_ now: String) throws -> String {
      try self.exported(row, fields: "exported_at: {file_name: yes}", file: "calls_20190305.csv", now: now)
    }
    #expect(try exported("2019-03-04 00:00:00") == "2019-03-05 00:00:00" && exported("2019-03-03 23:59:59") == "-")
  }
}
