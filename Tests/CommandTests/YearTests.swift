import Foundation
import Testing

/// The path from export files to KPI tables, on a small made-up year.
@Suite("A year from export to KPI")
struct YearTests {
  private func simulate(_ place: Workplace, into name: String, mess: Bool) throws -> [String] {
    var arguments = ["simulate", "--year", "2019", "--out", place.path(name), "--scale", "0.02", "--seed", "7"]
    if mess { arguments.append("--mess") }
    let outcome = try place.run(arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try FileManager.default.contentsOfDirectory(atPath: place.path(name)).filter { $0.hasSuffix(".csv") }
      .sorted()
      .map { place.path(name) + "/" + $0 }
  }

  private func ingest(_ files: [String], at place: Workplace) throws {
    let outcome = try place.run(["ingest", "--max-rejects", "70%", "--database", place.database] + files)
    try #require(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
  }

  @Test("messy exports in any order give the clean year's KPIs, byte for byte")
  func messIsClean() throws {
    let clean = try Workplace()
    let forward = try Workplace()
    let backward = try Workplace()
    try ingest(simulate(clean, into: "clean", mess: false), at: clean)
    let messy = try simulate(forward, into: "messy", mess: true)
    #expect(messy.count > 6)
    try ingest(messy, at: forward)
    try ingest(messy.reversed(), at: backward)
    for arguments in [[], ["--by", "district,month"], ["--by", "unit"], ["--by", "category"]] {
      let kpi = try [clean, forward, backward].map { place in
        let outcome = try place.run(
          ["kpi", "--period", "2019", "--format", "json", "--database", place.database] + arguments)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
      }
      #expect(kpi[0].utf8.count > 1000)
      #expect(kpi[1] == kpi[2], "the order of arrival must not matter \(arguments)")
      // That files lost rows is said of hours and days without any.
      let lost = /(?:,\s*)?"[0-9]+ rows? (?:was|were) rejected in the files of this time: [^"]*"/
      let figures = kpi.map { $0.replacing(lost, with: "").filter { !$0.isWhitespace } }
      #expect(figures[0] == figures[1], "the mess must not matter \(arguments)")
      #expect(!kpi[0].contains(lost))
    }
  }

  @Test("a file ingested again changes nothing, and says so")
  func again() throws {
    let place = try Workplace()
    let files = try simulate(place, into: "logs", mess: false)
    try ingest(files, at: place)
    let before = try place.sqlite3("SELECT count(*), sum(caller % 1000003), sum(ended_at), sum(next_call_at) FROM call")
    let output = try place.hotline("ingest", files[0], "--format", "json")
    let report = try #require(try output.json() as? [String: Any])
    #expect(report["already_ingested"] as? Bool == true)
    #expect(
      try place.sqlite3("SELECT count(*), sum(caller % 1000003), sum(ended_at), sum(next_call_at) FROM call") == before)
  }

  @Test("every row of every file is accounted for")
  func conservation() throws {
    let place = try Workplace()
    for file in try simulate(place, into: "messy", mess: true) {
      let report = try #require(
        try place.hotline("ingest", file, "--format", "json", "--max-rejects", "70%").json() as? [String: Any])
      let parts = ["header", "blank", "skipped", "accepted", "updated", "unchanged", "rejected"]
      let sum = parts.reduce(0) { $0 + (report[$1] as? Int ?? -1_000_000) }
      #expect(report["rows"] as? Int == sum, "\(file): \(report)")
    }
    let stored = try place.sqlite3(
      "SELECT count(*) FROM source WHERE rows <> header + blank + skipped + accepted + updated + unchanged + rejected")
    #expect(stored == "0")
  }

  @Test("the SQL that explain prints gives the KPI in sqlite3 itself")
  func explainedSQL() throws {
    let place = try Workplace()
    try ingest(simulate(place, into: "logs", mess: false), at: place)
    let document = try #require(
      try place.hotline("kpi", "--period", "2019", "--format", "json").json() as? [String: Any])
    let rows = try #require(document["rows"] as? [[String: Any]])
    #expect(rows.count >= 30)
    var compared = 0
    for row in rows {
      let metric = try #require(row["metric"] as? String)
      var arguments = ["explain", metric, "--period", "2019", "--format", "json", "--database", place.database]
      if let line = row["line"] as? String { arguments += ["--where", "line=\(line)"] }
      let text = try place.run(arguments).output
      let explanation = try #require(try text.json() as? [String: Any])
      for part in ["numerator", "denominator"] {
        guard let expected = row[part] as? Double, let explained = explanation[part] as? [String: Any],
          let sql = explained["sql"] as? String
        else { continue }
        let value = try place.sqlite3(sql)
        #expect(abs((Double(value) ?? .nan) - expected) < 1e-6, "\(metric) \(part): \(sql)")
        compared += 1
      }
    }
    #expect(compared >= 40)
  }
}
