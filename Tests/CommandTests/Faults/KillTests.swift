import Foundation
import Testing

/// 130 kills at random moments. After each the database is sound and in the state before or after, never between; documents
/// are whole or not there.
@Suite("Killed at any instant", .tags(.slow))
struct KillTests {
  /// Runs a command again and again, each time from `before`, and kills it at a random moment, spread over its whole run.
  private func kill(
    _ arguments: [String], at place: Workplace, times: Int, before: () throws -> Void, after: () throws -> Void
  ) throws {
    try before()
    let begin = ContinuousClock.now
    let calm = try place.run(arguments)
    try #require(calm.status == 0, "\(calm.errors)")
    // As long as the last run that came to its end: how fast the machine is changes while other tests run.
    var duration = ContinuousClock.now - begin
    var random = SystemRandomNumberGenerator()
    var killed = 0
    var round = 0
    while killed < times, round < 4 * times {
      try before()
      let process = try place.process(
        arguments, output: place.folder.appending(path: "stdout"), errors: place.folder.appending(path: "stderr"))
      let start = ContinuousClock.now
      try process.run()
      let share = (Double(round % times) + Double.random(in: 0...1, using: &random)) / Double(times)
      while process.isRunning, ContinuousClock.now - start < duration * share { usleep(1_000) }
      if process.isRunning {
        Foundation.kill(process.processIdentifier, SIGKILL)
        killed += 1
      } else {
        duration = ContinuousClock.now - start
      }
      process.waitUntilExit()
      round += 1
      try after()
    }
    #expect(killed == times, "too few were still running when the kill came")
  }

  @Test("the first ingest, which makes database, tables and key: nothing or everything")
  func firstIngest() throws {
    let place = try Workplace()
    let file = try place.simulatedCalls(scale: "0.005")
    let ingest = ["ingest", file, "--database", place.database]
    try place.hotline("ingest", file)
    let whole = try place.state()
    func begin() throws {
      for suffix in ["", "-wal", "-shm", ".key"] {
        try? FileManager.default.removeItem(atPath: place.database + suffix)
      }
    }
    try kill(ingest, at: place, times: 30, before: begin) {
      let state = try place.state()
      #expect(state == whole || state == "none" || state == "empty" || state.hasPrefix("0|0|||0"), "\(state)")
      if state != "none" { #expect(try place.sqlite3("PRAGMA integrity_check") == "ok") }
      if let key = FileManager.default.contents(atPath: place.database + ".key") { #expect(key.count == 32) }
    }
    // From what the last kill left, the next run reaches the same state.
    #expect(try place.run(ingest).status == 0)
    #expect(try place.state() == whole)
    try place.expectSound()
  }

  @Test("an ingest beside what is there: as before or as after, and again to the end the same facts")
  func laterIngest() throws {
    let template = try Workplace()
    try template.hotline("ingest", template.calls(0..<400))
    let place = try Workplace()
    let file = try place.simulatedCalls(scale: "0.005")
    let ingest = ["ingest", file, "--database", place.database]
    let before = try template.state()
    try place.copyDatabase(from: template)
    try place.hotline("ingest", file)
    let whole = try place.state()
    var round = 0
    try kill(ingest, at: place, times: 40, before: { try place.copyDatabase(from: template) }) {
      let state = try place.state()
      #expect(state == before || state == whole, "\(state)")
      round += 1
      // The tool's own check takes as long as the ingest; SQLite's is quick.
      if round % 8 == 0 { try place.expectSound() }
      #expect(try place.sqlite3("PRAGMA integrity_check") == "ok")
    }
    #expect(try place.run(ingest).status == 0)
    #expect(try place.state() == whole)
  }

  @Test("rollups being made anew after a change of definitions, names and policies: as before or as after")
  func rollup() throws {
    let template = try Workplace()
    let file = try template.simulatedCalls(scale: "0.005")
    try template.hotline("ingest", file)
    let place = try Workplace()
    let data = try place.copyData()
    let metrics = try String(contentsOfFile: data + "/metrics.yaml", encoding: .utf8)
    try place.write(
      metrics.replacing(
        "\nmeasures:\n", with: "\nmeasures:\n  calls_killed: {fact: call, filter: direction = 'inbound'}\n"),
      to: "data/metrics.yaml")
    try place.write(
      String(contentsOfFile: data + "/districts.csv", encoding: .utf8) + "黄浦区,某某区,,\n", to: "data/districts.csv")
    let ingest = ["ingest", file, "--database", place.database, "--data", data]
    let before = try template.state()
    try place.copyDatabase(from: template)
    let outcome = try place.run(ingest)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let columns = "SELECT count(*) FROM pragma_table_info('rollup_call_started_at_hour') WHERE name = 'calls_killed'"
    #expect(try place.sqlite3(columns) == "1", "the change must make rollups anew")
    let whole = try place.state()
    var round = 0
    try kill(ingest, at: place, times: 20, before: { try place.copyDatabase(from: template) }) {
      let state = try place.state()
      #expect(state == before || state == whole, "\(state)")
      #expect(try place.sqlite3("PRAGMA integrity_check") == "ok")
      round += 1
      guard round % 5 == 0 else { return }
      let check = try place.run(
        ["check", "--database", place.database, "--quiet"] + (place.sqlite3(columns) == "1" ? ["--data", data] : []))
      #expect(check.status == 0, "\(check.errors)")
    }
  }

  @Test("a report being written: the old one, or the new one whole")
  func report() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.simulatedCalls(scale: "0.005"))
    let out = place.path("out")
    let report = [
      "report", "monthly", "2019-12", "--format", "html,xlsx,markdown", "--out", out, "--database", place.database,
    ]
    try #require(place.run(report).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
    try #require(!names.isEmpty)
    let whole = names.map { FileManager.default.contents(atPath: "\(out)/\($0)") }
    let old = Data("what was there\n".utf8)
    try kill(report, at: place, times: 25) {
      for name in names { try old.write(to: URL(filePath: "\(out)/\(name)")) }
    } after: {
      for (name, content) in zip(names, whole) {
        let found = FileManager.default.contents(atPath: "\(out)/\(name)")
        // A workbook carries no clock, so that it too is the same every time.
        #expect(found == content || found == old, "\(name)")
      }
    }
  }

  @Test("a backup being made: none, or a whole one")
  func backup() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.simulatedCalls(scale: "0.005"))
    let copy = try Workplace()
    try kill(["backup", copy.database, "--database", place.database], at: place, times: 15) {
      try? FileManager.default.removeItem(atPath: copy.database)
    } after: {
      guard FileManager.default.fileExists(atPath: copy.database) else { return }
      let (found, original) = (try copy.state(), try place.state())
      #expect(found == original)
      let verdict = try copy.sqlite3("PRAGMA integrity_check")
      #expect(verdict == "ok")
    }
    try place.expectSound()
  }
}
