import Foundation
import Testing

/// `hotline profile`, through the built binary.
@Suite("Profiles on the command line")
struct ProfileCommandTests {
  private static let cases = """
    C1,962200,inbound,2019-03-04 08:00:00,2019-03-04 08:00:10,2019-03-04 08:02:10,10,120,answered,13800000001,G1,黄浦区,养老
    C2,962200,inbound,2019-03-04 09:00:00,,2019-03-04 09:00:40,40,,abandoned,13800000002,,徐汇区,低保

    """

  @Test("an export without header: the suggestion passes the check and reads every row")
  func headerless() throws {
    let place = try Workplace()
    let export = try place.write(Self.cases, to: "n.csv")
    let suggestion = try place.run(["profile", "suggest", export, "--lang", "en"])
    #expect(suggestion.status == 0)
    #expect(suggestion.output.contains("header: none"))
    #expect(!suggestion.output.contains("13800000001"))
    let profile = try place.write(suggestion.output, to: "n.yaml")
    #expect(try place.run(["profile", "check", profile]).status == 0)
    let report = try place.hotline("ingest", export, "--profile", profile, "--format", "json")
    let object = try #require(try report.json() as? [String: Any])
    #expect(object["accepted"] as? Int == 2)
  }

  @Test(
    "an order of day and month that is open: both lines stand there, and the profile is refused until one is chosen")
  func dayOrMonth() throws {
    let place = try Workplace()
    let rows = (1...7).map { "A\($0),962200,inbound,0\($0)/04/2019 08:00:00,answered\n" }.joined()
    let export = try place.write("Case No,line,direction,Start Time,outcome\n" + rows, to: "a.csv")
    let suggestion = try place.run(["profile", "suggest", export, "--lang", "en"])
    let profile = try place.write(suggestion.output, to: "a.yaml")
    #expect(try place.run(["profile", "check", profile]).status == 1)
    let chosen = suggestion.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains("# started_at:") && line.contains("d/M/yyyy")
        ? String(line).replacing("# ", with: "") : String(line)
    }
    try place.write(chosen.joined(separator: "\n"), to: "a.yaml")
    #expect(try place.run(["profile", "check", profile]).status == 0)
  }

  @Test("JSON for programs; an installed profile that reads the export is told on stderr")
  func json() throws {
    let place = try Workplace()
    let export = try place.write(
      "call_id,line,direction,started_at,outcome\nC1,962200,inbound,2019-03-04 08:00:00,answered\n", to: "e.csv")
    let run = try place.run(["profile", "suggest", export, "--format", "json"])
    let object = try #require(try run.output.json() as? [String: Any])
    #expect(object["kind"] as? String == "call")
    #expect(object["header_line"] as? Int == 1)
    #expect(object["open"] as? [String] == [])
    #expect(run.errors.contains("calls-en"))
  }

  @Test("a broken profile is told and stops nobody; the check of all ends with 1, and takes --data")
  func broken() throws {
    let place = try Workplace()
    let data = URL(filePath: try place.copyData())
    #expect(try place.run(["profile", "check", "--data", data.path]).status == 0)
    #expect(try place.run(["profile", "check", "calls-en", "--data", data.path]).status == 0)
    try Data("title: {zh: a, en: a}\nkind: cal\nfields: {}\n".utf8).write(to: data.appending(path: "profiles/bad.yaml"))
    let check = try place.run(["profile", "check", "--data", data.path])
    #expect(check.status == 1)
    #expect(check.errors.contains("bad.yaml:2:"))
    #expect(check.output.contains("calls-en"))
    #expect(try place.run(["profile", "check", "bad", "--data", data.path]).status == 1)
    let list = try place.run(["profile", "list", "--data", data.path])
    #expect(list.status == 0)
    #expect(list.errors.contains("warning"))
    let export = try place.write(
      "call_id,line,direction,started_at,outcome\nC1,962200,inbound,2019-03-04 08:00:00,answered\n", to: "e.csv")
    let ingest = try place.run(["ingest", export, "--database", place.database, "--data", data.path])
    #expect(ingest.status == 0)
    #expect(ingest.errors.contains("bad.yaml:2:"))
  }

  @Test("a broken metric is told and stops no other")
  func brokenMetric() throws {
    let place = try Workplace()
    let data = URL(filePath: try place.copyData())
    let file = data.appending(path: "metrics.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let broken =
      "  odd: {name: {zh: 怪, en: odd}, unit: furlongs, better: neither, definition: {zh: a, en: a}, source: s, numerator: calls_inbound}\n"
    try #require(text.contains("\nmetrics:\n"))
    try Data(text.replacing("\nmetrics:\n", with: "\nmetrics:\n" + broken, maxReplacements: 1).utf8).write(to: file)
    try place.hotline("ingest", "data/sample", "--quiet", "--max-rejects", "60%")
    let kpi = try place.run(["kpi", "--period", "2019-03", "--database", place.database, "--data", data.path])
    #expect(kpi.status == 0)
    #expect(kpi.errors.contains("furlongs"))
    let odd = try place.run([
      "kpi", "--metric", "odd", "--period", "2019-03", "--database", place.database, "--data", data.path,
    ])
    #expect(odd.status == 1)
    #expect(kpi.errors.split(separator: "\n").count { $0.contains("furlongs") } == 1)
  }

  @Test("no command advises itself")
  func advice() throws {
    let place = try Workplace()
    let empty = try place.write("call_id,start_time\n", to: "empty.csv")
    let suggest = try place.run(["profile", "suggest", empty])
    #expect(suggest.status == 1)
    #expect(!suggest.errors.contains("suggest"))
    let unknown = try place.write("foo,bar\n1,2\n", to: "unknown.csv")
    let ingest = try place.run(["ingest", unknown, "--database", place.database])
    #expect(ingest.errors.contains("profile suggest"))
  }
}
