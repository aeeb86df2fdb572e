import Foundation
import Testing

@Suite("Sums on Spark")
struct SparkTests {
  /// Starts `hotline engine spark` with a program of ours in the place of spark-submit.
  private func start(_ place: Workplace, _ logs: String, submit: URL) throws -> Process {
    let bin = place.folder.appending(path: "spark/bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: bin.appending(path: "spark-submit"))
    try FileManager.default.copyItem(at: submit, to: bin.appending(path: "spark-submit"))
    let (output, errors) = (place.folder.appending(path: "spark.out"), place.folder.appending(path: "spark.err"))
    let process = try place.process(
      [
        "engine", "spark", "--master", "none", "--input", logs, "--output", place.path("sums"), "--database",
        place.database, "--max-rejects", "70%", "--lang", "en",
      ], output: output, errors: errors)
    process.environment?["SPARK_HOME"] = place.path("spark")
    process.environment?["HOTLINE_CHECK_DATABASE"] = place.database
    try process.run()
    return process
  }

  private func errors(_ place: Workplace) throws -> String {
    try String(contentsOf: place.folder.appending(path: "spark.err"), encoding: .utf8)
  }

  @Test("the job folds statements as the store does, and counts what became of each row")
  func fold() throws {
    let place = try Workplace()
    let logs = place.path("logs")
    let drawn = ["simulate", "--year", "2019", "--scale", "0.01", "--mess", "--seed", "3", "--out", logs, "--quiet"]
    try #require(place.run(drawn).status == 0)
    for (folder, names) in [
      "call-in-parts": ["r", "t"], "column-lost": ["m1", "m7", "m8", "m9"],
      "own-times": ["o-20190310", "o-20190312", "o-20190320"],
    ] {
      for name in names {
        let file = Workplace.project.appending(path: "Tests/CommandTests/Cases/\(folder)/\(name).csv")
        try FileManager.default.copyItem(atPath: file.path, toPath: "\(logs)/\(folder)-\(name).csv")
      }
    }
    // Numbers that begin anew each day: in two files, within one, and rounded ones of one hour.
    func row(_ key: String, _ day: Int) -> String {
      "\(key),962200,inbound,2019-03-0\(day) 08:00:0\(day),answered,1381234567\(day)\n"
    }
    let rounded = row("20190304000000100", 4)
    let later = rounded.replacing("08:00", with: "08:10").replacing("674\n", with: "675\n")
    let files: [String: [String]] = [
      "day4": ["N1", "N2", "N3", "N4"].map { row($0, 4) },
      "day5": ["N1", "N2", "N3", "P1", "P2"].map { row($0, 5) },
      "days": [4, 5, 6, 4].map { row("M", $0) } + [row("M2", 4), row("M3", 4)],
      "rounded": [rounded, later] + ["R1", "R2", "R3"].map { row($0, 4) },
    ]
    for (name, rows) in files {
      let text = "call_id,line,direction,started_at,outcome,caller\n" + rows.joined()
      try Data(text.utf8).write(to: URL(filePath: "\(logs)/keys-\(name).csv"))
    }
    _ = try place.run(["ingest", logs, "--quiet", "--max-rejects", "70%", "--database", place.database])
    let reused =
      "SELECT group_concat(count) FROM (SELECT count FROM remark WHERE kind = 'key_reused' ORDER BY source_id)"
    #expect(try place.sqlite3(reused) == "3,2,1")
    let process = try start(place, logs, submit: Workplace.project.appending(path: "Tests/Engines/fold_check"))
    process.waitUntilExit()
    let errors = try errors(place)
    #expect(errors.contains(", 0 differ\n"), "\(errors)")
    // What stands in for Spark forms no sums: the job counts as failed, and no folder of sums is there.
    #expect(process.terminationStatus == 1 && errors.contains("the job on Spark failed (3)"))
    for folder in ["sums", "sums.partial"] { #expect(!FileManager.default.fileExists(atPath: place.path(folder))) }
    let facts = try place.sqlite3("SELECT (SELECT count(*) FROM call) + (SELECT count(*) FROM work_order)")
    #expect(try #require(Int(facts)) > 1500)
    #expect(try #require(Int(place.sqlite3("SELECT count(*) FROM work_order_statement"))) > 50)
  }

  /// Whether a process is there and has not ended: one without a parent may wait long to be taken away.
  private static func works(_ process: pid_t) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
    return !status.contains(") Z ")
  }

  @Test("a signal ends the job with all its processes, and leaves nothing behind", arguments: [SIGTERM, SIGINT])
  func interrupted(_ signal: Int32) throws {
    let place = try Workplace()
    let file = try place.write(
      "call_id,line,started_at,outcome\nA1,962200,2019-03-04 08:00:00,answered\n", to: "calls.csv")
    try place.hotline("ingest", file, "--quiet")
    // It leaves the number of a process that would go on for long.
    let submit = try place.write(
      "#!/bin/bash\nsleep 600 &\necho $! > \"$(dirname \"$0\")/sleeper.new\"\nmv \"$(dirname \"$0\")/sleeper.new\" \"$(dirname \"$0\")/sleeper\"\nwait\n",
      to: "submit")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: submit)
    let process = try start(place, file, submit: URL(filePath: submit))
    let note = place.folder.appending(path: "spark/bin/sleeper")
    for _ in 0..<6_000 where !FileManager.default.fileExists(atPath: note.path) { usleep(50_000) }
    let number = try String(contentsOf: note, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    let sleeper = try #require(pid_t(number))
    #expect(Self.works(sleeper))
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 128 + signal)
    #expect(try errors(place).contains("interrupted"))
    for _ in 0..<1_200 where Self.works(sleeper) { usleep(50_000) }
    #expect(!Self.works(sleeper))
    for folder in ["sums", "sums.partial"] { #expect(!FileManager.default.fileExists(atPath: place.path(folder))) }
  }

  @Test("without Spark, without a key, or into a folder that holds something else nothing is done")
  func refusals() throws {
    let place = try Workplace()
    let file = try place.write(
      "call_id,line,started_at,outcome\nA1,962200,2019-03-04 08:00:00,answered\n", to: "calls.csv")
    let arguments = ["engine", "spark", "--master", "none", "--input", file, "--lang", "en"]
    let keyless = try place.run(arguments + ["--output", place.path("sums"), "--database", place.database])
    #expect(keyless.status != 0 && !keyless.errors.isEmpty)
    try place.hotline("ingest", file, "--quiet")
    let spark = try place.run(arguments + ["--output", place.path("sums"), "--database", place.database])
    #expect(spark.status == 1 && spark.errors.contains("there is no spark-submit"), "\(spark.errors)")
    let full = try place.run(arguments + ["--output", place.folder.path, "--database", place.database])
    #expect(full.status == 2 && full.errors.contains("the folder holds something else"), "\(full.errors)")
    let both = try place.run(["kpi", "--period", "2019", "--sums", place.path("sums"), "--known-at", "1"])
    #expect(both.status == 64 && both.errors.contains("--sums and --known-at exclude each other"))
    let none = try place.run(["kpi", "--period", "2019", "--sums", place.path("sums"), "--lang", "en"])
    #expect(none.status == 2 && none.errors.contains("there are no sums in this folder"), "\(none.errors)")
  }
}
