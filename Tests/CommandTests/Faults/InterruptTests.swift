import Foundation
import Testing

@Suite("Ctrl-C", .tags(.slow))
struct InterruptTests {
  /// Interrupts an ingest into a database that has something in it, half-way by the time that it takes undisturbed.
  private func interrupted(_ signal: Int32, locale: String = "C.UTF-8") throws -> (
    status: Int32, errors: String, place: Workplace, file: String, before: String
  ) {
    let place = try Workplace()
    let template = try Workplace()
    try template.hotline("ingest", template.calls(0..<200))
    let before = try template.state()
    let file = try place.calls(200..<8_000, named: "long.csv", month: "04")
    try place.copyDatabase(from: template)
    let begin = ContinuousClock.now
    try place.hotline("ingest", file)
    let duration = (ContinuousClock.now - begin) / .seconds(1)
    let errors = place.folder.appending(path: "stderr")
    // On a machine whose load changes, half-way may be past the end: then again, earlier.
    for share in [0.5, 0.3, 0.15, 0.08] {
      try place.copyDatabase(from: template)
      let process = try place.process(
        ["ingest", file, "--database", place.database], output: place.folder.appending(path: "stdout"), errors: errors)
      process.environment?["LC_ALL"] = locale
      try process.run()
      Thread.sleep(forTimeInterval: duration * share)
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      if process.terminationReason == .exit, process.terminationStatus == 0 { continue }
      #expect(process.terminationReason == .exit, "a handler ends the process, not the signal itself")
      return (process.terminationStatus, try String(contentsOf: errors, encoding: .utf8), place, file, before)
    }
    Issue.record("the ingest could not be interrupted")
    return (0, "", place, file, before)
  }

  @Test("ends an ingest with a message and its exit code; the database is as before", arguments: [SIGINT, SIGTERM])
  func ingest(signal: Int32) throws {
    let run = try interrupted(signal)
    #expect(run.status == 128 + signal)
    #expect(run.errors.contains("interrupted"))
    #expect(try run.place.state() == run.before)
    try run.place.expectSound()
    try run.place.hotline("ingest", run.file)
    #expect(try run.place.sqlite3("SELECT count(*) FROM call") == "8000")
  }

  @Test("while a PDF is printed leaves no copy of the report behind", arguments: [SIGINT, SIGKILL])
  func printing(signal: Int32) throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<200))
    let temporary = place.path("tmp")
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    func names() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: temporary).filter { $0.hasPrefix("hotline-") }
    }
    func waits(_ isDone: () throws -> Bool) throws -> Bool {
      for _ in 0..<1_200 {
        if try isDone() { return true }
        Thread.sleep(forTimeInterval: 0.05)
      }
      return false
    }
    let process = try place.process(
      ["report", "monthly", "2019-03", "--form", "none", "--format", "pdf", "--out", place.path("out")]
        + ["--database", place.database],
      output: place.folder.appending(path: "stdout"), errors: place.folder.appending(path: "stderr"))
    process.environment?["TMPDIR"] = temporary
    try process.run()
    // The page or file is there: the printer has begun, or is about to.
    let hasBegun = try waits {
      try names().contains { try !FileManager.default.contentsOfDirectory(atPath: "\(temporary)/\($0)").isEmpty }
    }
    let errors = try String(contentsOfFile: place.path("stderr"), encoding: .utf8)
    #expect(hasBegun, "no PDF was begun: \(errors)")
    for name in try names() {
      let mode = try FileManager.default.attributesOfItem(atPath: "\(temporary)/\(name)")[.posixPermissions] as? Int
      #expect(mode == 0o700)
    }
    Thread.sleep(forTimeInterval: 0.4)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let isGone = try waits { try names().isEmpty }
    #expect(isGone)
    #expect(!FileManager.default.fileExists(atPath: place.path("out/monthly-2019-03.pdf")))
  }

  @Test("speaks Chinese under a Chinese locale")
  func chinese() throws {
    #expect(try interrupted(SIGINT, locale: "zh_CN.UTF-8").errors.contains("已中断"))
  }
}
