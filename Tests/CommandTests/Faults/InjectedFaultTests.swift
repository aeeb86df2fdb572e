import Foundation
import Testing

/// One write, one sync or one allocation of SQLite fails: the database is as before or as after, never between, and never does
/// the program end by a signal. `Tests/Attack/failing.c` makes them fail; `make attack` tries every one, this suite some.
@Suite("Writes, syncs and allocations that fail", .tags(.slow), .enabled(if: Shim.isThere, "needs a C compiler"))
struct InjectedFaultTests {
  /// What is done, and the states before and after it.
  private struct Operation {
    let place: Workplace
    let template: Workplace
    let arguments: [String]
    let before: String
    let after: String
    /// Whether it can be done once more, with the same result.
    let isRepeatable: Bool
  }

  private func operation(
    _ arguments: (Workplace) throws -> [String], from prepare: (Workplace) throws -> Void, isRepeatable: Bool
  ) throws -> Operation {
    let template = try Workplace()
    try prepare(template)
    let place = try Workplace()
    try place.copyDatabase(from: template)
    let arguments = try arguments(place) + ["--database", place.database]
    let before = try place.state()
    let calm = try place.run(arguments)
    try #require(calm.status == 0, "\(calm.errors)")
    return Operation(
      place: place, template: template, arguments: arguments, before: before, after: try place.state(),
      isRepeatable: isRepeatable)
  }

  /// Tries the operation with a fault at so many moments, spread over all that there are.
  private func attack(_ operation: Operation, _ kind: String, times: Int, isLasting: Bool) throws {
    let place = operation.place
    func run(at moment: Int) throws -> Workplace.Outcome {
      for suffix in ["", "-wal", "-shm", "-journal", ".key"] {
        try? FileManager.default.removeItem(atPath: place.database + suffix)
      }
      try place.copyDatabase(from: operation.template)
      let words = operation.arguments.map { "'\($0)'" }.joined(separator: " ")
      let settings = "FAIL_KIND=\(kind) FAIL_AT=\(moment) FAIL_COUNTS='\(place.path("counts"))'"
      return try place.bash(
        "\(settings) \(isLasting ? "FAIL_ON=1 " : "")LD_PRELOAD='\(Shim.path)' \"$HOTLINE\" \(words) >/dev/null; echo $?"
      )
    }
    _ = try run(at: 0)
    let counts = try String(contentsOfFile: place.path("counts"), encoding: .utf8)
    let line = try #require(counts.split(separator: "\n").first { $0.hasPrefix(kind) })
    let all = try #require(Int(line.split(separator: " ")[1]))
    try #require(all > 2, "\(counts)")
    for step in 0..<min(times, all) {
      let moment = 1 + step * all / min(times, all)
      let outcome = try run(at: moment)
      let status = Int(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
      let comment = Comment(rawValue: "\(kind) \(moment) of \(all): \(status) \(outcome.errors)")
      #expect(status == 0 || status == 1, comment)
      let state = try place.state()
      #expect(state == operation.before || state == operation.after, comment)
      // What was told as done is done.
      if status == 0 { #expect(state == operation.after, comment) }
      if state != "none", state != "empty" { try place.expectSound(comment) }
      guard operation.isRepeatable else { continue }
      // The next run ends as if nothing had been.
      let again = try place.run(operation.arguments)
      #expect(again.status == 0, "\(kind) \(moment): \(again.errors)")
      #expect(try place.state() == operation.after, comment)
    }
  }

  private func everyKind(_ operation: Operation) throws {
    for kind in ["write", "sync", "allocation"] {
      try attack(operation, kind, times: 4, isLasting: false)
      // Without any memory no program goes on: not even a transaction can be ended.
      if kind != "allocation" { try attack(operation, kind, times: 2, isLasting: true) }
    }
  }

  @Test("while a file is ingested")
  func ingest() throws {
    try everyKind(
      operation(
        { ["ingest", try $0.calls(400..<500, named: "b.csv")] }, from: { try $0.hotline("ingest", $0.calls(0..<400)) },
        isRepeatable: true))
  }

  @Test("while a source is forgotten")
  func forget() throws {
    try everyKind(
      operation(
        { _ in ["forget", "b.csv"] },
        from: {
          try $0.hotline("ingest", $0.calls(0..<400))
          try $0.hotline("ingest", $0.calls(350..<450, named: "b.csv"))
        }, isRepeatable: false))
  }

  @Test("while a backup is put back")
  func restore() throws {
    let backup = try Workplace()
    try backup.hotline("ingest", backup.calls(0..<100))
    try backup.hotline("backup", backup.path("copy.sqlite"))
    let operation = try operation(
      { _ in ["restore", backup.path("copy.sqlite")] },
      from: {
        try $0.copyDatabase(from: backup)
        try $0.hotline("ingest", $0.calls(100..<400, named: "b.csv"))
      }, isRepeatable: true)
    try everyKind(operation)
  }

  @Test("a torn page or a flipped bit is found by check")
  func torn() throws {
    let template = try Workplace()
    try template.hotline("ingest", template.calls(0..<2_000))
    _ = try template.sqlite3("PRAGMA wal_checkpoint(TRUNCATE)")
    let place = try Workplace()
    let bytes = try Data(contentsOf: URL(filePath: template.database))
    let pages = bytes.count / 4096
    let whole = try template.hotline(
      "kpi", "--period", "2019", "--format", "json", "--metric", "call_volume,connection_rate")
    var found = 0
    for page in stride(from: 1, to: pages, by: max(1, pages / 15)) {
      for isTorn in [true, false] {
        try place.copyDatabase(from: template)
        var damaged = bytes
        let start = page * 4096
        if isTorn {
          damaged.replaceSubrange(start + 2048..<start + 4096, with: Data(count: 2048))
        } else {
          damaged[start + 3000] ^= 0x10
        }
        try damaged.write(to: URL(filePath: place.database))
        let check = try place.run(["check", "--database", place.database])
        #expect(check.status == 0 || check.status == 1, "\(page): \(check.status)")
        let answer = try place.run([
          "kpi", "--period", "2019", "--format", "json", "--metric", "call_volume,connection_rate", "--database",
          place.database,
        ])
        #expect(answer.status == 0 || answer.status == 1, "\(page): \(answer.status)")
        // A wrong answer is never one that check calls sound.
        if check.status == 0 { #expect(answer.output == whole, "page \(page), torn: \(isTorn)") }
        found += check.status == 1 ? 1 : 0
      }
    }
    #expect(found > 10)
  }
}

/// The library that makes calls fail, built once.
private enum Shim {
  static let path = FileManager.default.temporaryDirectory.appending(path: "hotline-failing-\(getpid()).so").path

  static let isThere: Bool = {
    let source = Workplace.project.appending(path: "Tests/Attack/failing.c").path
    for compiler in ["/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc"]
    where FileManager.default.isExecutableFile(atPath: compiler) {
      let process = Process()
      process.executableURL = URL(filePath: compiler)
      process.arguments = ["-shared", "-fPIC", "-O1", "-o", path, source, "-ldl"]
      guard (try? process.run()) != nil else { continue }
      process.waitUntilExit()
      if process.terminationStatus == 0 { return true }
    }
    return false
  }()
}
