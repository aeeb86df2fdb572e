import Foundation
import Testing

@Suite("Publishing")
struct PublishTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.hotline("ingest", calls("a.csv", ["answered", "answered", "abandoned"]), "--quiet")
  }

  /// Calls of a day of March 2019 with these outcomes.
  private func calls(_ name: String, _ outcomes: [String]) throws -> String {
    let rows = outcomes.enumerated().map { "\(name)-\($0),962200,2019-03-04 09:0\($0):00,\($1),5,60,黄浦区" }
    return try place.write(
      (["call_id,line,started_at,outcome,wait_seconds,talk_seconds,district"] + rows).joined(separator: "\n") + "\n",
      to: name)
  }

  private func run(_ arguments: String...) throws -> Workplace.Outcome {
    try place.run(arguments + ["--database", place.database])
  }

  @Test("a report is published, its changes are told, and it is drawn again")
  func publish() throws {
    #expect(try run("changes").status == 2)
    let out = place.path("out")
    let first = try run(
      "publish", "monthly", "2019-03", "--by", "热线部", "--form", "none", "--out", out, "--format", "html,markdown")
    #expect(
      first.status == 0 && first.output == "\(out)/monthly-2019-03.html\n\(out)/monthly-2019-03.md\n", "\(first.errors)"
    )
    #expect(try place.hotline("status").contains("publication 1: monthly-2019-03, "))
    #expect(try place.hotline("changes").contains("would be different today") == true)
    try place.hotline("ingest", calls("b.csv", ["answered"]), "--quiet")
    let table = try place.hotline("changes", "monthly-2019-03", "--metric", "connection_rate", "--rows", "3")
    #expect(
      table.contains("66.67% (2 / 3)") && table.contains("75.00% (3 / 4)") && table.contains("b.csv:2"), "\(table)")
    let json = try #require(try place.hotline("changes", "1", "--format", "json").json() as? [String: Any])
    let figures = try #require(json["figures"] as? [[String: Any]])
    let rate = try #require(figures.first { $0["metric"] as? String == "connection_rate" })
    #expect((rate["today"] as? [String: Double])?["denominator"] == 4)
    #expect((rate["rows"] as? [[String: Any]])?.count == 1)
    let again = try run("publish", "again", "1", "--out", place.path("again"))
    #expect(again.status == 0 && again.errors.contains("the same as published, byte for byte"), "\(again.errors)")
    let page = try String(contentsOfFile: place.path("again/monthly-2019-03.html"), encoding: .utf8)
    #expect(try page == String(contentsOfFile: "\(out)/monthly-2019-03.html", encoding: .utf8))
    // A figure that was edited by hand is explained by no row.
    _ = try place.sqlite3("UPDATE published_figure SET denominator = 9 WHERE metric = 'connection_rate'")
    #expect(try run("changes").status == 1)
  }

  @Test(
    "after an erasure history leads from none of the citizen's calls to another, and changes are explained as before")
  func erased() throws {
    let rows = (0..<4).map { "e-\($0),962200,2019-03-0\($0 + 5) 09:00:00,answered,5,60,黄浦区,13812345678" }
    let header = "call_id,line,started_at,outcome,wait_seconds,talk_seconds,district,caller"
    try place.hotline(
      "ingest", place.write(([header] + rows).joined(separator: "\n") + "\n", to: "e.csv"), "--quiet")
    try place.hotline("publish", "monthly", "2019-03", "--by", "热线部", "--form", "none", "--out", place.path("out"))
    let erasure = try place.run(["erase", "--database", place.database], input: "13812345678\n13812345678\n")
    #expect(erasure.status == 0, "\(erasure.errors)")
    let chained = """
      SELECT count(*) FROM call_past AS p JOIN call AS c
      ON c.started_at IN (p.previous_call_at, p.next_call_at, p.next_same_topic_at)
      """
    #expect(try place.sqlite3(chained) == "0")
    #expect(try place.sqlite3("SELECT count(*) FROM call_past WHERE previous_call_at = started_at - 604800") == "3")
    let changes = try run("changes", "--metric", "repeat_call_rate")
    #expect(changes.status == 0 && changes.output.contains("(3 / "), "\(changes.output) \(changes.errors)")
  }

  @Test("what cannot be published is refused")
  func refused() throws {
    #expect(try run("publish", "monthly", "2019-03", "--by", "", "--out", place.path("out")).status == 64)
    #expect(try run("publish", "monthly", "2019-03", "--by", "x", "--out", "-").status == 64)
    // The path of a form is kept: none with a citizen's number.
    let form = place.path("表13812345678.yaml")
    try FileManager.default.copyItem(
      atPath: Workplace.project.appending(path: "data/indicators/hotline-2019.yaml").path, toPath: form)
    for report in [["appraisal", form], ["monthly", "2019-03", "--form", form]] {
      let outcome = try place.run(
        ["publish"] + report + ["--by", "x", "--out", place.path("numbered"), "--database", place.database])
      #expect(outcome.status == 2 && outcome.errors.contains("a publication keeps the path"), "\(outcome.errors)")
      #expect(
        !outcome.errors.contains("13812345678") && !FileManager.default.fileExists(atPath: place.path("numbered")))
    }
    #expect(try place.sqlite3("SELECT count(*) FROM publication") == "0")
    #expect(try run("publish", "monthly", "2019", "--by", "x", "--out", place.path("out")).status == 2)
    #expect(try run("publish", "again", "7", "--out", place.path("out")).status == 2)
    #expect(try run("changes", "--rows", "-1").status == 64)
    let nowhere = try place.run(["publish", "monthly", "2019-03", "--by", "x", "--database", place.path("none.sqlite")])
    #expect(nowhere.status == 1 && !FileManager.default.fileExists(atPath: place.path("none.sqlite")))
  }
}
