import FreshNames
import Foundation
import Testing

extension Workplace {
  /// Made-up calls of a year; 1,961 rows at scale 0.01.
  func simulatedCalls(into name: String = "logs", seed: Int = 3, scale: String = "0.01") throws -> String {
    let outcome = try run([
      "simulate", "--year", "2019", "--out", path(name), "--scale", scale, "--seed", "\(seed)", "--only",
      "calls-962200",
    ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return path(name) + "/calls-962200.csv"
  }

  /// A call log of our own making, in a file of this folder.
  func calls(_ keys: some Sequence<Int>, named name: String = "calls.csv", month: String = "03") throws -> String {
    let rows = keys.map { key in
      let day = 1 + key % 28
      let caller = 13_800_000_000 + key % 40
      return "K\(key),962200,呼入,2019-\(month)-\(day < 10 ? "0" : "")\(day) 08:03:11,接通,\(caller),黄浦区,满意\n"
    }
    return try write("呼叫编号,热线,呼叫方向,呼入时间,呼叫结果,主叫号码,行政区,满意度\n" + rows.joined(), to: name)
  }

  /// Runs a line of bash in which `$HOTLINE` is the built binary and `$DB` this folder's database.
  func bash(_ script: String, asNobody: Bool = false) throws -> Outcome {
    let name = freshName()
    let (output, errors) = (folder.appending(path: "\(name).out"), folder.appending(path: "\(name).err"))
    let process = try process([], output: output, errors: errors)
    let isRoot = getuid() == 0
    process.executableURL = URL(filePath: asNobody && isRoot ? "/usr/bin/setpriv" : "/bin/bash")
    process.arguments =
      (asNobody && isRoot ? ["--reuid=65534", "--regid=65534", "--clear-groups", "/bin/bash"] : []) + ["-c", script]
    process.environment?["HOTLINE"] = Self.binary.path
    process.environment?["DB"] = database
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  /// The facts and what is summed of them, in one line: two databases with the same line answer every question alike.
  func state() throws -> String {
    guard FileManager.default.fileExists(atPath: database) else { return "none" }
    let tables = try sqlite3("SELECT count(*) FROM sqlite_schema WHERE name = 'call'")
    guard tables == "1" else { return "empty" }
    let facts = """
      SELECT count(*) || '|' || count(DISTINCT caller) || '|' || ifnull(sum(source_line) + sum(started_at), '') || '|'
      || ifnull(sum(next_call_at), '') || '|' || (SELECT count(*) FROM source) FROM call
      """
    // Each table of sums by its own keys, which are its whole numbers.
    let rollups = try sqlite3(
      """
      SELECT t.name || ' ' || group_concat('total("' || c.name || '")', '||''|''||') FROM sqlite_schema AS t
      JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name LIKE 'rollup%' AND c.type = 'INTEGER'
      GROUP BY t.name ORDER BY t.name
      """)
    let sums = rollups.split(separator: "\n").map { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      return "SELECT count(*) || '|' || \(parts[1]) FROM \(parts[0])"
    }
    return try sqlite3(([facts] + sums).joined(separator: " UNION ALL ")).replacing("\n", with: " ")
  }

  /// SQLite's verdict and the tool's own: integrity, foreign keys, row counts, rollups against a recomputation.
  func expectSound(_ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try sqlite3("PRAGMA integrity_check") == "ok", comment, sourceLocation: sourceLocation)
    let check = try run(["check", "--database", database, "--quiet"])
    #expect(check.status == 0, "\(check.errors)", sourceLocation: sourceLocation)
  }

  /// A copy of the database and its key, as a file system's snapshot would be.
  func copyDatabase(from other: Workplace) throws {
    for suffix in ["", "-wal", "-shm", ".key"] {
      try? FileManager.default.removeItem(atPath: database + suffix)
      guard FileManager.default.fileExists(atPath: other.database + suffix) else { continue }
      try FileManager.default.copyItem(atPath: other.database + suffix, toPath: database + suffix)
    }
  }
}
