import Foundation
import Testing

/// Values at the edge of a day, a week, a time zone: a second or a day more and another number is right.
@Suite("At the edge of days and windows")
struct EdgeOfDayTests {
  private struct Row {
    let by: [String: String]
    let numerator: Double?
    let denominator: Double?
  }

  private func kpi(_ place: Workplace, _ metric: String, _ arguments: String...) throws -> [Row] {
    let outcome = try place.run(
      ["kpi", "--metric", metric, "--format", "json", "--database", place.database] + arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let rows = (try outcome.output.json() as? [String: Any])?["rows"] as? [[String: Any]] ?? []
    return rows.map {
      Row(
        by: $0["by"] as? [String: String] ?? [:], numerator: $0["numerator"] as? Double,
        denominator: $0["denominator"] as? Double)
    }
  }

  private func orders(_ place: Workplace, _ rows: String...) throws {
    let header = "order_id,status,received_at,due_at,closed_at,exported_at\n"
    try place.hotline("ingest", place.write(header + rows.joined(separator: "\n") + "\n", to: "orders.csv"))
  }

  /// Answered calls by time and caller.
  private func calls(_ place: Workplace, _ calls: (time: String, caller: String)...) throws {
    let rows = calls.enumerated().map { "c\($0.offset),962200,\($0.element.time),answered,\($0.element.caller),救助\n" }
    try place.hotline(
      "ingest", place.write("call_id,line,started_at,outcome,caller,category\n" + rows.joined(), to: "calls.csv"))
  }

  @Test(
    "a deadline that is a date is kept until the end of that day: closed at 10:00 on it is on time, after it is not")
  func deadlineByDate() throws {
    let place = try Workplace()
    try orders(
      place, "a,closed,2019-12-02 09:00:00,2019-12-09,2019-12-09 10:00:00,2019-12-20",
      "b,closed,2019-12-02 09:00:00,2019-12-09,2019-12-09 23:59:59,2019-12-20",
      "c,closed,2019-12-02 09:00:00,2019-12-09,2019-12-10 00:00:00,2019-12-20")
    let row = try #require(kpi(place, "on_time_closure_rate", "--period", "2019-12", "--where", "line=12345").first)
    #expect(row.numerator == 2 && row.denominator == 3)
  }

  @Test("--as-of a day includes what happened on it")
  func asOfDay() throws {
    let place = try Workplace()
    try calls(place, ("2021-02-11 10:00:00", ""), ("2021-02-11 23:59:59", ""), ("2021-02-12 00:00:00", ""))
    func volume(_ day: String) throws -> Double? {
      try kpi(place, "call_volume", "--period", "2021-02", "--where", "line=962200", "--as-of", day).first?.numerator
    }
    #expect(try volume("2021-02-11") == 2)
    #expect(try volume("2021-02-12") == 3)
    #expect(try volume("2021-02-11 10:00:00") == 1)
  }

  @Test("a call exactly seven days after the one before is a repeated one; a second later it is not")
  func repeatWindow() throws {
    let place = try Workplace()
    // 7 × 86,400 = 604,800 seconds.
    try calls(
      place, ("2019-03-05 08:00:00", "13800000001"), ("2019-03-12 08:00:00", "13800000001"),
      ("2019-03-05 09:00:00", "13800000002"), ("2019-03-12 09:00:01", "13800000002"),
      ("2019-03-25 08:00:00", ""))
    let repeated = try #require(kpi(place, "repeat_call_rate", "--period", "2019-03").first)
    #expect(repeated.numerator == 1 && repeated.denominator == 4)
    // Of the four with a caller only the first was followed within seven days; all are older than seven days.
    let resolved = try #require(kpi(place, "first_call_resolution_rate", "--period", "2019-03").first)
    #expect(resolved.numerator == 3 && resolved.denominator == 4)
  }

  @Test("February 2021 is compared with all of February 2020, the 29th too")
  func leapDay() throws {
    let place = try Workplace()
    try calls(
      place, ("2020-01-31 23:59:59", ""), ("2020-02-01 00:00:00", ""), ("2020-02-29 23:59:59", ""),
      ("2020-03-01 00:00:00", ""), ("2021-02-10 10:00:00", ""))
    let outcome = try place.hotline(
      "kpi", "--metric", "call_volume", "--period", "2021-02", "--compare", "year-ago", "--format", "json")
    let rows = (try outcome.json() as? [String: Any])?["rows"] as? [[String: Any]] ?? []
    #expect(rows.compactMap { ($0["compared"] as? [String: Double])?["year-ago"] } == [2])
  }

  @Test("a time in UTC is told in local time: 01:00 Z is 09:00 in Shanghai, 16:00 Z is the next day")
  func universalTime() throws {
    let place = try Workplace()
    try calls(place, ("2019-03-05T01:00:00Z", ""), ("2019-03-05T16:00:00Z", ""), ("2019-03-05T09:30:00+08:00", ""))
    let hours = try kpi(place, "call_volume", "--period", "2019-03-05", "--by", "hour").filter { $0.numerator != 0 }
    #expect(hours.compactMap { $0.by["hour"] } == ["09"])
    #expect(hours.compactMap(\.numerator) == [2])
    let next = try kpi(place, "call_volume", "--period", "2019-03-06", "--by", "hour").filter { $0.numerator != 0 }
    #expect(next.compactMap { $0.by["hour"] } == ["00"])
  }
}
