import Foundation
import Testing

@Suite("Several at once")
struct ConcurrencyTests {
  private func start(_ arguments: [String], at place: Workplace, number: Int) throws -> (process: Process, errors: URL)
  {
    let errors = place.folder.appending(path: "stderr-\(number)")
    let process = try place.process(
      arguments + ["--database", place.database], output: place.folder.appending(path: "stdout-\(number)"),
      errors: errors)
    try process.run()
    return (process, errors)
  }

  private func said(_ errors: URL) -> String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

  @Test("four ingests begun at the same moment, into no database yet: all four end well, one key, all facts")
  func ingests() throws {
    let place = try Workplace()
    let files = try (0..<4).map { try place.calls($0 * 500..<($0 + 1) * 500, named: "part-\($0).csv") }
    let running = try files.enumerated().map { try start(["ingest", $0.element], at: place, number: $0.offset) }
    for (process, errors) in running {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(said(errors))")
    }
    // 40 different callers, whichever process made the key.
    #expect(
      try place.sqlite3("SELECT count(*), count(DISTINCT caller), (SELECT count(*) FROM source) FROM call")
        == "2000|40|4")
    try place.expectSound()
  }

  @Test("the same file from two at once becomes one source")
  func sameFile() throws {
    let place = try Workplace()
    let file = try place.calls(0..<1500)
    let running = try (0..<2).map { try start(["ingest", file], at: place, number: $0) }
    for (process, errors) in running {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(said(errors))")
    }
    #expect(try place.sqlite3("SELECT count(*), (SELECT count(*) FROM source) FROM call") == "1500|1")
    try place.expectSound()
  }

  @Test("reports during an ingest speak of the state before or the state after, never of one between")
  func snapshot() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<300))
    let question = ["kpi", "--period", "2019", "--format", "json", "--by", "month", "--database", place.database]
    let before = try place.run(question).output
    let (ingest, errors) = try start(["ingest", place.calls(300..<12_000, named: "long.csv")], at: place, number: 0)
    var answers: [String] = []
    while ingest.isRunning || answers.count < 3 {
      let outcome = try place.run(question)
      #expect(outcome.status == 0, "\(outcome.errors)")
      answers.append(outcome.output)
    }
    ingest.waitUntilExit()
    #expect(ingest.terminationStatus == 0, "\(said(errors))")
    let after = try place.run(question).output
    #expect(before != after)
    #expect(answers.allSatisfy { $0 == before || $0 == after })
    #expect(answers.first == before, "none was asked during the ingest")
  }
}
