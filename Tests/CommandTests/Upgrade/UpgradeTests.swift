import Foundation
import Testing

/// A database that the program of commit 7516bf6 made is read, filled on and checked by the program of today.
@Suite("A database of an older program")
struct UpgradeTests {
  private static let inputs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inputs")

  /// A folder with a copy of the old database and its key.
  private func olderPlace() throws -> Workplace {
    let place = try Workplace()
    let packed = place.path("hotline.sqlite.gz")
    try FileManager.default.copyItem(atPath: Self.inputs.appending(path: "database-of-7516bf6.gz").path, toPath: packed)
    let unpack = Process()
    unpack.executableURL = URL(filePath: "/usr/bin/env")
    unpack.arguments = ["gzip", "-d", packed]
    try unpack.run()
    unpack.waitUntilExit()
    try #require(unpack.terminationStatus == 0)
    try place.writeKey(Data(contentsOf: Self.inputs.appending(path: "callers-of-7516bf6")))
    return place
  }

  /// Metric, line, numerator and denominator of the KPIs of 2019, a line each.
  private func kpis(at place: Workplace) throws -> Set<String> {
    let document = try #require(
      try place.hotline("kpi", "--period", "2019", "--format", "json").json() as? [String: Any])
    let rows = try #require(document["rows"] as? [[String: Any]])
    return Set(
      rows.map { row in
        let counts = [row["numerator"], row["denominator"]].map { ($0 as? NSNumber)?.stringValue ?? "" }
        return ([row["metric"] as? String ?? "", row["line"] as? String ?? ""] + counts).joined(separator: ",")
      })
  }

  private func olderKPIs() throws -> Set<String> {
    let text = try String(contentsOf: Self.inputs.appending(path: "kpi-of-7516bf6.csv"), encoding: .utf8)
    return Set(text.split(separator: "\n").dropFirst().map(String.init))
  }

  @Test("is read as it is, with the KPIs that the older program printed")
  func read() throws {
    let place = try olderPlace()
    let before = FileManager.default.contents(atPath: place.database)
    let expected = try olderKPIs()
    #expect(expected.count > 50)
    #expect(try kpis(at: place).isSuperset(of: expected))
    #expect(FileManager.default.contents(atPath: place.database) == before, "a question changes nothing")
  }

  @Test("is brought up to date by the next ingest: same KPIs, new facts beside the old, everything sound")
  func filledOn() throws {
    let place = try olderPlace()
    let more = try place.write(
      "呼叫编号,热线,呼叫方向,主叫号码,呼入时间,应答时间,结束时间,呼叫结果,坐席工号\n"
        + "NEW-1,962200,呼入,13800001111,2020-01-05 09:00:00,2020-01-05 09:00:04,2020-01-05 09:01:00,接通,GH1001\n",
      to: "more.csv")
    try place.hotline("ingest", more)
    // A later call settles what was not yet known of the last seven days.
    let settled = ["first_call_resolution_rate", "repeat_call_rate"]
    let expected = try olderKPIs().filter { kpi in !settled.contains { kpi.hasPrefix($0) } }
    #expect(expected.count > 40)
    let missing = expected.subtracting(try kpis(at: place))
    #expect(missing.isEmpty)
    #expect(try place.sqlite3("SELECT count(*) FROM call_view WHERE key = 'NEW-1' AND source_file = 'more.csv'") == "1")
    #expect(try place.sqlite3("SELECT merged FROM source WHERE file = 'more.csv'") == "0")
    #expect(
      try place.hotline("kpi", "--period", "2020-01", "--metric", "call_volume", "--format", "csv").contains(",1,"))
    let checked = try place.run(["check", "--database", place.database])
    // The files of the older program's machine are not here; nothing else may be wrong.
    let faults = checked.errors.split(separator: "\n").filter { !$0.contains("no longer there") }
    #expect(faults.isEmpty)
  }

  @Test("views that another version of the program made are made anew by an ingest")
  func views() throws {
    let place = try olderPlace()
    _ = try place.sqlite3("DROP VIEW activity_view; CREATE VIEW activity_view AS SELECT 1 AS one")
    let more = try place.write(
      "呼叫编号,热线,呼叫方向,主叫号码,呼入时间,应答时间,结束时间,呼叫结果,坐席工号\n"
        + "NEW-1,962200,呼入,13800001111,2020-01-05 09:00:00,2020-01-05 09:00:04,2020-01-05 09:01:00,接通,GH1001\n",
      to: "more.csv")
    try place.hotline("ingest", more)
    #expect(try place.sqlite3("SELECT count(*) > 100 FROM activity_view WHERE held_local LIKE '2019-%'") == "1")
  }
}
