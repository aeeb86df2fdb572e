import Foundation
import Testing

/// Files that lead elsewhere, never end, or are left behind.
@Suite("Files that are not what they seem", .tags(.slow))
struct FileTests {
  @Test("made-up logs take the place of made-up logs alone")
  func simulated() throws {
    let place = try Workplace()
    let own = try place.write("呼叫编号,热线\n1,962200\n", to: "budget.csv")
    let arguments = ["simulate", "--out", place.folder.path, "--only", "budget,agents"]
    let refused = try place.run(arguments)
    #expect(refused.status == 1 && refused.errors.contains("budget.csv"), "\(refused.errors)")
    #expect(try String(contentsOfFile: own, encoding: .utf8) == "呼叫编号,热线\n1,962200\n")
    try FileManager.default.removeItem(atPath: own)
    for _ in 1...2 { #expect(try place.run(arguments + ["--mess"]).status == 0) }
    for _ in 1...2 { #expect(try place.run(arguments).status == 0) }
  }

  /// Runs a line of bash for twenty seconds at most; 124 and 137 say that it did not end.
  private func outcome(_ command: String, at place: Workplace) throws -> Workplace.Outcome {
    try place.bash("timeout -k 1 20 \(command)")
  }

  @Test("a folder of a report that is a link elsewhere is refused, and nothing is written there")
  func links() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<40))
    let made = try place.bash(
      "cd \(place.folder.path); mkdir out elsewhere; ln -s ../elsewhere out/monthly-2019-03-csv")
    try #require(made.status == 0)
    let report = ["report", "monthly", "2019-03", "--lang", "zh", "--format", "csv", "--out", place.path("out")]
    let refused = try place.run(report + ["--database", place.database])
    #expect(refused.status == 1 && refused.errors.contains("monthly-2019-03-csv"), "\(refused.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path("elsewhere")).isEmpty)
    try FileManager.default.removeItem(atPath: place.path("out/monthly-2019-03-csv"))
    #expect(try place.run(report + ["--database", place.database]).status == 0)
  }

  @Test("a pipe or a device in a file's place is refused at once")
  func pipes() throws {
    let place = try Workplace()
    let export = try place.calls(0..<40)
    try place.hotline("ingest", export)
    let made = try place.bash(
      "cd \(place.folder.path); mkfifo pipe; cp -r \(Workplace.project.path)/data data; ln -s /dev/zero zero")
    try #require(made.status == 0)
    for name in [
      "metrics.yaml", "locality.yaml", "model.yaml", "districts.csv", "calendar/china.csv", "profiles/calls-zh.yaml",
    ] {
      let path = place.path("data/\(name)")
      _ = try place.bash("mv \(path) \(path).kept; mkfifo \(path)")
      for command in ["kpi --period 2019", "ingest \(export) --dry-run"] {
        let outcome = try outcome("\"$HOTLINE\" \(command) --data \(place.path("data")) --database \"$DB\"", at: place)
        #expect([0, 1, 2].contains(outcome.status), "\(name), \(command): \(outcome.status)")
      }
      _ = try place.bash("mv \(path).kept \(path)")
    }
    for file in ["pipe", "zero"] {
      for command in [
        "ingest", "audit", "audit README.md --form", "appraise", "restore", "report monthly 2019-03 --out - --form",
        "appraise data/indicators/hotline-2019.yaml --into",
      ] {
        let outcome = try outcome("\"$HOTLINE\" \(command) \(place.path(file)) --database \"$DB\"", at: place)
        #expect(outcome.status == 1 || outcome.status == 2, "\(command) \(file): \(outcome.status) \(outcome.errors)")
        #expect(!outcome.errors.isEmpty)
      }
      // The ingested file itself is replaced.
      _ = try place.bash("rm \(export); mv \(place.path(file)) \(export)")
      let check = try outcome("\"$HOTLINE\" check --database \"$DB\"", at: place)
      #expect(
        check.status == 1 && (check.output + check.errors).contains("calls.csv"), "\(check.output)\(check.errors)")
      _ = try place.bash("mv \(export) \(place.path(file))")
      _ = try place.calls(0..<40)
    }
  }

  @Test("a form of millions of cells is refused or judged in bounded time", arguments: [true, false])
  func largeForm(isTable: Bool) throws {
    let place = try Workplace()
    let file = try place.write(
      isTable
        ? "| 指标 | 权重 | 自评分 |\n| --- | --- | --- |\n" + String(repeating: "| 热线接通率94.3% | 5 | 5 |\n", count: 350_000)
        : String(repeating: "接通率94.3%，", count: 700_000), to: "form.md")
    let outcome = try outcome("\"$HOTLINE\" audit \(file)", at: place)
    #expect(outcome.status == 1 && outcome.errors.contains("form.md"), "\(outcome.status) \(outcome.errors)")
  }
}
