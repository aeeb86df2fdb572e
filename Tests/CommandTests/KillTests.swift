import Foundation
import Testing

@Suite("Killed at any instant")
struct KillTests {
  @Test("an ingest killed 20 times at random moments ends in the same facts as one left in peace")
  func killed() throws {
    let calm = try Workplace()
    let outcome = try calm.run(
      [
        "simulate", "--year", "2019", "--out", calm.path("logs"), "--scale", "0.05", "--seed", "3", "--only",
        "calls-962200",
      ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let file = calm.path("logs") + "/calls-962200.csv"
    let begin = ContinuousClock.now
    try calm.hotline("ingest", file)
    let duration = (ContinuousClock.now - begin) / .seconds(1)

    let facts =
      "SELECT count(*), count(DISTINCT caller), sum(source_line), sum(started_at), sum(next_call_at) FROM call"
    let hurt = try Workplace()
    var random = SystemRandomNumberGenerator()
    var killed = 0
    for round in 0..<20 {
      let process = try hurt.process(
        ["ingest", file, "--database", hurt.database], output: hurt.folder.appending(path: "out"),
        errors: hurt.folder.appending(path: "err"))
      try process.run()
      // Spread over the whole run, start and commit included; the moment itself is random.
      let share = (Double(round) + Double.random(in: 0...1, using: &random)) / 20
      Thread.sleep(forTimeInterval: duration * share)
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        killed += 1
      }
      process.waitUntilExit()
      if FileManager.default.fileExists(atPath: hurt.database) {
        #expect(try hurt.sqlite3("PRAGMA integrity_check") == "ok")
      }
    }
    #expect(killed > 0)
    try hurt.hotline("ingest", file)
    #expect(try hurt.sqlite3("PRAGMA integrity_check") == "ok")
    #expect(try hurt.sqlite3("PRAGMA foreign_key_check").isEmpty)
    #expect(try hurt.sqlite3(facts) == calm.sqlite3(facts))
    let kpi = ["kpi", "--period", "2019", "--format", "json", "--by", "month"]
    #expect(
      try hurt.run(kpi + ["--database", hurt.database]).output == calm.run(kpi + ["--database", calm.database]).output)
  }
}
