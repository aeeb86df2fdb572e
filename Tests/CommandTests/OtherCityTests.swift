import Foundation
import Testing

/// The made-up hotline of New York in `data/localities/us-example`: another clock with summer time, other holidays, other
/// numbers, another language, and no line of the program for it.
///
/// In 2024 the clock went forward on 10 March (02:00 became 03:00) and back on 3 November (02:00 became 01:00).
@Suite("Another city")
struct OtherCityTests {
  private static let data = Workplace.project.appending(path: "data/localities/us-example").path

  private let place: Workplace

  /// Calls on both sides of both changes, orders around Veterans Day, and a seat born on a summer's day.
  init() throws {
    place = try Workplace()
    let calls = [
      ("2024-03-10 00:30:00", "+1 (212) 555-0123"), ("2024-03-10 01:59:59", "2125550123"),
      ("2024-03-10 03:00:00", "1-212-555-0123"), ("2024-03-10 23:59:59", "(212) 555-9999"), ("2024-03-11 00:00:00", ""),
      ("2024-11-03 00:30:00", ""), ("2024-11-03 01:30:00 -0400", ""), ("2024-11-03 01:30:00 -0500", ""),
      ("2024-11-03 02:00:00", ""), ("2024-11-03 23:59:59", ""), ("2024-11-04 00:00:00", ""),
      ("2024-11-20 12:00:00", ""),
    ]
    let rows = calls.enumerated().map { "c\($0.offset),311,\($0.element.0),answered,\($0.element.1),BRONX\n" }
    try ingest("call_id,line,started_at,outcome,caller,district\n" + rows.joined(), "calls.csv")
    try ingest(
      """
      order_id,line,status,received_at,first_contacted_at,closed_at,exported_at,unit
      a,311,closed,2024-11-08 10:00:00,2024-11-12 23:59:59,2024-11-12 23:59:59,2024-11-20,DSNY
      b,311,open,2024-11-08 10:00:00,2024-11-13 00:00:00,,2024-11-20,DSNY
      c,311,open,2024-11-01 10:00:00,2024-11-04 23:59:59,,2024-11-20,DOT
      d,311,open,2024-11-01 10:00:00,2024-11-05 00:00:00,,2024-11-20,DOT

      """, "orders.csv")
    try ingest("agent_id,line,born_at,hired_at,left_at\nz,311,1978-07-01,2010-01-04,\n", "agents.csv")
  }

  private func ingest(_ text: String, _ name: String) throws {
    try place.hotline("ingest", place.write(text, to: name), "--data", Self.data)
  }

  private func rows(_ metric: String, _ arguments: String...) throws -> [[String: Any]] {
    let outcome = try place.run(
      [
        "kpi", "--metric", metric, "--format", "json", "--where", "line=311", "--data", Self.data, "--database",
        place.database,
      ] + arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return (try outcome.output.json() as? [String: Any])?["rows"] as? [[String: Any]] ?? []
  }

  private func counts(_ metric: String, by group: String, period: String) throws -> [String: Double] {
    let rows = try rows(metric, "--period", period, "--by", group)
    return Dictionary(
      rows.map { (($0["by"] as? [String: String])?[group] ?? "", $0["numerator"] as? Double ?? 0) }
    ) { $0 + $1 }.filter { $0.value > 0 }
  }

  @Test("days and hours are those of the clock, before, in and after the changes")
  func daysAndHours() throws {
    #expect(try counts("call_volume", by: "day", period: "2024-03") == ["2024-03-10": 4, "2024-03-11": 1])
    #expect(
      try counts("call_volume", by: "day", period: "2024-11") == ["2024-11-03": 5, "2024-11-04": 1, "2024-11-20": 1])
    #expect(try counts("call_volume", by: "hour", period: "2024-03-10") == ["00": 1, "01": 1, "03": 1, "23": 1])
    #expect(try counts("call_volume", by: "hour", period: "2024-11-03") == ["00": 1, "01": 2, "02": 1, "23": 1])
    #expect(try counts("call_volume", by: "weekday", period: "2024-03") == ["7": 4, "1": 1])
    // The facts behind the sums, one by one.
    #expect(try counts("call_volume", by: "district", period: "2024-11-03") == ["The Bronx": 5])
    #expect(
      try rows("call_volume", "--period", "2024-03-10", "--as-of", "2024-03-10 01:59").first?["numerator"] as? Int == 1)
  }

  @Test("a day of 23 hours, and one of 25 in which an hour comes twice")
  func serviceHours() throws {
    func hours(_ period: String) throws -> [Int?] {
      let covered = try #require(rows("service_hours_covered", "--period", period).first)
      let gap = try #require(rows("longest_gap_hours", "--period", period).first)
      return [covered["numerator"], covered["denominator"], gap["numerator"]].map { $0 as? Int }
    }
    // 0, 1, 3 and 23 of 23 hours; nothing from 4 to 22.
    #expect(try hours("2024-03-10") == [4, 23, 19])
    // 0, 1, 1 again, 2 and 23 of 25 hours; nothing from 3 to 22.
    #expect(try hours("2024-11-03") == [5, 25, 20])
    // The file begins a day later.
    #expect(try hours("2024-03-09") == [nil, nil, nil])
    #expect(
      try counts("service_hours_covered", by: "hour", period: "2024-11-03") == ["00": 1, "01": 2, "02": 1, "23": 1])
  }

  @Test(
    "the SQL that is explained gives the same number in sqlite3, across the changes",
    arguments: [
      ("call_volume", "2024-03-10"), ("call_volume", "2024-11-03"), ("service_hours_covered", "2024-03-10"),
      ("service_hours_covered", "2024-11-03"), ("longest_gap_hours", "2024-11-03"), ("longest_gap_hours", "2024-03-10"),
      ("first_contact_rate", "2024-11"), ("agents_over_45", "2024-06"), ("agents_over_45", "2024-07"),
    ])
  func explained(metric: String, period: String) throws {
    let text = try place.hotline(
      "explain", metric, "--period", period, "--where", "line=311", "--format", "json", "--data", Self.data)
    let document = try #require(text.json() as? [String: Any])
    let parts = ["numerator", "denominator"].compactMap { document[$0] as? [String: Any] }
    try #require(!parts.isEmpty)
    for part in parts {
      guard let sql = part["sql"] as? String, let value = part["value"] as? Double else { continue }
      #expect(Double(try place.sqlite3(sql)) == value, "\(sql)")
    }
    #expect((parts[0]["sql"] as? String)?.isEmpty == false)
  }

  @Test("local times in the views are those of the clock")
  func views() throws {
    let times = try place.sqlite3(
      "SELECT started_local FROM call_view WHERE key IN ('c1', 'c2', 'c6', 'c7') ORDER BY id")
    #expect(
      times.split(separator: "\n") == [
        "2024-03-10 01:59:59", "2024-03-10 03:00:00", "2024-11-03 01:30:00", "2024-11-03 01:30:00",
      ])
    #expect(try place.sqlite3("SELECT born_local FROM agent_view") == "1978-07-01 00:00:00")
  }

  @Test("whoever is born on 1 July is no year older on 30 June, though the clock is an hour ahead")
  func ages() throws {
    #expect(try rows("agents_over_45", "--period", "2024-06").first?["numerator"] as? Int == 0)
    #expect(try rows("agents_over_45", "--period", "2024-07").first?["numerator"] as? Int == 1)
  }

  @Test(
    "the first working day after a Friday is the Tuesday behind Veterans Day, and the Monday behind a change of clocks")
  func workingDays() throws {
    let contacted = try #require(rows("first_contact_rate", "--period", "2024-11").first)
    #expect(contacted["numerator"] as? Int == 2)
    #expect(contacted["denominator"] as? Int == 4)
    let closed = try #require(rows("average_closure_days", "--period", "2024-11").first)
    #expect(closed["numerator"] as? Int == 1)
  }

  @Test("the spellings of one caller are one pseudonym")
  func callers() throws {
    #expect(try place.sqlite3("SELECT count(caller), count(DISTINCT caller) FROM call") == "4|2")
    #expect(try place.sqlite3("SELECT count(DISTINCT caller) FROM call WHERE key IN ('c0', 'c1', 'c2')") == "1")
  }

  @Test("documents are in English without being asked to be, and name the place")
  func language() throws {
    let report = try place.hotline(
      "report", "monthly", "2024-11", "--format", "markdown", "--out", "-", "--data", Self.data)
    #expect(report.contains("(New York time)"))
    // The documents that definitions come from have their own names.
    let chinese = report.split(separator: "\n").filter { line in
      !line.hasPrefix("- Definition from: ") && line.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
    #expect(chinese.isEmpty, "\(chinese)")
    let kpi = try place.hotline("kpi", "--period", "2024-11", "--format", "json", "--data", Self.data)
    #expect(kpi.contains("\"as_of\" : \"2024-11-20T") || kpi.contains("\"as_of\":\"2024-11-20T"))
    #expect(kpi.contains("-05:00\""))
  }

  @Test("without its data folder nothing is told by another city's clock")
  func otherClock() throws {
    let outcome = try place.run(["kpi", "--period", "2024-11", "--database", place.database])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("America/New_York"))
    #expect(outcome.errors.contains("--data"))
  }

  @Test("after a change of the zone the next ingest makes days, hours and deadlines anew")
  func movedWest() throws {
    let chicago = place.folder.appending(path: "chicago")
    try FileManager.default.copyItem(at: URL(filePath: Self.data), to: chicago)
    for name in ["profiles", "metrics.yaml"] {
      let link = chicago.appending(path: name)
      try FileManager.default.removeItem(at: link)
      try FileManager.default.createSymbolicLink(
        at: link, withDestinationURL: Workplace.project.appending(path: "data/\(name)"))
    }
    let file = chicago.appending(path: "locality.yaml")
    let text = try String(contentsOf: file, encoding: .utf8).replacing("America/New_York", with: "America/Chicago")
    try text.write(to: file, atomically: true, encoding: .utf8)
    try place.hotline(
      "ingest", place.write("agent_id,line,born_at\ny,311,1990-01-01\n", to: "more.csv"), "--data", chicago.path)
    // 00:00 in New York is 23:00 of the day before.
    let days = try place.hotline(
      "kpi", "--metric", "call_volume", "--period", "2024-03", "--by", "day", "--format", "csv", "--where", "line=311",
      "--data", chicago.path)
    #expect(days.contains("2024-03-10") && !days.contains("2024-03-11,5"))
    #expect(
      try place.sqlite3("SELECT started_local FROM call_view WHERE key IN ('c4', 'c7') ORDER BY id").split(
        separator: "\n")
        == ["2024-03-10 23:00:00", "2024-11-03 01:30:00"])
    #expect(try place.hotline("check", "--data", chicago.path).isEmpty == false)
  }

  @Test("orders outside the calendar's years are left out and counted; ingest and status say so")
  func outsideCalendar() throws {
    let file = try place.write(
      """
      order_id,line,status,received_at,first_contacted_at,closed_at,exported_at
      old,311,closed,2022-12-05 10:00:00,2022-12-05 11:00:00,2022-12-06 10:00:00,2024-11-20

      """, to: "old.csv")
    let outcome = try place.run(["ingest", file, "--data", Self.data, "--database", place.database])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("2022") && outcome.errors.contains("2023–2026"))
    let contacted = try #require(rows("first_contact_rate", "--period", "2022-12").first)
    #expect(contacted["denominator"] as? Int == 0)
    #expect((contacted["left_out"] as? [String: Int])?["orders_outside_calendar"] == 1)
    let closed = try #require(rows("average_closure_days", "--period", "2022-12").first)
    #expect((closed["left_out"] as? [String: Int])?["orders_closed_outside_calendar"] == 1)
    let status = try place.hotline("status", "--data", Self.data)
    #expect(status.contains("2023–2026"))
    #expect(status.contains("America/New_York"))
  }
}

/// Nothing but `data/` knows a place.
@Suite("No place in the sources")
struct PlacelessSourcesTests {
  @Test("the one default is in one file")
  func sources() throws {
    let sources = Workplace.project.appending(path: "Sources")
    let words = ["28800", "28_800", "8 * 3600", "+08:00", "Asia/Shanghai", "上海时间", "Shanghai time", "0086"]
    let files = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    var found: [String] = []
    for file in files where file.hasSuffix(".swift") && !file.hasSuffix("HotlineCalendar/LocalZone.swift") {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        found += words.filter { line.contains($0) }.map { "\(file): \($0)" }
      }
    }
    #expect(files.count > 200)
    #expect(found == [])
  }
}
