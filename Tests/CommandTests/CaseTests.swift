import Foundation
import Testing

/// Exports that went wrong, through the built binary. Each file stands for a kind; `Cases/` holds them.
@Suite("Exports that went wrong")
struct CaseTests {
  private static let cases = Workplace.project.appending(path: "Tests/CommandTests/Cases").path

  /// What an ingest says of one file.
  private struct Ingested {
    let status: Int32
    let errors: String
    let reports: [[String: Any]]

    func count(_ name: String, of file: Int = 0) -> Int? {
      reports.indices.contains(file) ? reports[file][name] as? Int : nil
    }

    /// `kind field count` of each remark but that on unread columns.
    func remarks(of file: Int = 0) -> [String] {
      (reports.indices.contains(file) ? reports[file]["remarks"] as? [[String: Any]] ?? [] : []).compactMap { remark in
        guard let kind = remark["kind"] as? String, kind != "column_unread" else { return nil }
        return "\(kind) \(remark["field"] as? String ?? "-") \(remark["count"] as? Int ?? 0)"
      }
    }
  }

  private func ingest(_ files: String..., profile: String? = nil, at place: Workplace) throws -> Ingested {
    let paths = files.map { "\(Self.cases)/\($0)" }
    let outcome = try place.run(
      ["ingest", "--database", place.database, "--format", "json", "--quiet", "--lang", "en"] + paths
        + (profile.map { ["--profile", "\(Self.cases)/\($0)"] } ?? []))
    let reports = outcome.output.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    return Ingested(status: outcome.status, errors: outcome.errors, reports: reports)
  }

  @Test(
    "quotes: every row is read but those in which one opens and does not close",
    arguments: [
      ("quote-closed-early/a.csv", 3, 0), ("quote-closed-early/b.csv", 4, 0), ("quote-swallows/q2.csv", 2, 0),
      ("quote-swallows/q5.csv", 299, 1), ("quote-swallows/q6.csv", 298, 2), ("quote-backslash/b.csv", 3, 0),
    ])
  func quotes(file: String, accepted: Int, rejected: Int) throws {
    let place = try Workplace()
    let read = try ingest(file, at: place)
    #expect(read.status == 0, "\(read.errors)")
    #expect(read.count("accepted") == accepted && read.count("rejected") == rejected)
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "\(accepted)")
    #expect(try place.run(["check", "--database", place.database]).status == 0)
  }

  @Test("a quote that opens in one row and closes three rows on costs the first, named by line and column")
  func swallowed() throws {
    let place = try Workplace()
    let read = try ingest("quote-swallows/d3.csv", at: place)
    #expect(read.status == 1 && read.errors.contains("1 of 5 rows are rejected, more than a tenth"))
    #expect(try place.sqlite3("SELECT group_concat(key, ' ') FROM call") == "K2 K3 K4 K5")
    #expect(
      try place.sqlite3("SELECT line || ':' || \"column\" || ' ' || reason FROM reject") == "2:6 unterminated_quote")
  }

  @Test(
    "line ends of all kinds in one file; a header that changes on the way; rows above the header; rows cut short",
    arguments: [
      ("line-ends-mixed/d1.csv", 4, 1), ("line-ends-mixed/cat.csv", 300, 1), ("second-header/m3.csv", 2, 2),
      ("second-header/m5.csv", 2, 2), ("second-header/drift5.csv", 35, 2), ("second-header/drift45.csv", 75, 2),
      ("second-header/tail.csv", 300, 1), ("short-rows/x.csv", 40, 1),
    ])
  func allRows(file: String, accepted: Int, header: Int) throws {
    let read = try ingest(file, at: Workplace())
    #expect(read.status == 0, "\(read.errors)")
    #expect(read.count("accepted") == accepted && read.count("header") == header && read.count("rejected") == 0)
  }

  @Test("the rows below a header with swapped columns are read by it")
  func swapped() throws {
    let place = try Workplace()
    let read = try ingest("second-header/m5.csv", at: place)
    #expect(read.remarks() == ["header_changed - 1"])
    #expect(try place.sqlite3("SELECT wait_seconds || '|' || talk_seconds FROM call WHERE key = 'H2'") == "10|120")
  }

  @Test("a call in parts is one call")
  func parts() throws {
    let place = try Workplace()
    let read = try ingest("call-in-parts/t.csv", "call-in-parts/r.csv", at: place)
    #expect(read.status == 0)
    #expect(read.count("merged") == 1 && read.count("merged", of: 1) == 3)
    let calls = try place.sqlite3(
      "SELECT key || ' ' || time(started_local) || ' ' || outcome || ' ' || wait_seconds || ' ' || talk_seconds || ' ' || agent FROM call_view WHERE key IN ('1717397243.239826', 'R1', 'R2') ORDER BY key"
    )
    #expect(
      calls == """
        1717397243.239826 09:47:39 answered 12 292 7009
        R1 08:00:00 answered 10 120 G2
        R2 09:00:00 answered 10 120 G2
        """)
  }

  @Test("clocks over midnight, and midnight as 24:00:00")
  func clocks() throws {
    let place = try Workplace()
    let read = try ingest("clock/c.csv", profile: "clock/c.yaml", at: place)
    #expect(read.count("accepted") == 3 && read.count("rejected") == 1)
    #expect(
      try place.sqlite3(
        "SELECT ended_local || ' ' || ifnull(answered_local, '-') FROM call_view WHERE key <> 'K4' ORDER BY key") == """
          2019-03-05 00:02:00 2019-03-04 23:59:58
          2019-03-05 00:02:00 2019-03-05 00:00:05
          2019-03-05 00:00:20 -
          """)
    let orders = try Workplace()
    #expect(try ingest("clock/o.csv", at: orders).count("accepted") == 2)
    #expect(
      try orders.sqlite3("SELECT due_local FROM work_order_view ORDER BY key")
        == "2019-03-09 00:00:00\n2019-03-08 23:59:59")
    let calls = try Workplace()
    _ = try ingest("clock/t.csv", at: calls)
    #expect(try calls.sqlite3("SELECT ended_local FROM call_view WHERE key = 'M1'") == "2019-04-01 00:00:00")
  }

  @Test("a long id that ends in zeros is judged by its column; a number in scientific notation is lost")
  func digits() throws {
    #expect(try ingest("digits/legit.csv", at: Workplace()).count("accepted") == 5)
    for file in ["digits/round.csv", "digits/sci.csv"] {
      let place = try Workplace()
      let read = try ingest(file, at: place)
      #expect(read.status == 1 && read.errors.contains("has lost digits") && read.reports.isEmpty)
      #expect(try place.sqlite3("SELECT count(*) FROM source") == "0")
    }
  }

  @Test("an order of the year 2091 is beyond belief, and no moment moves to it")
  func future() throws {
    let place = try Workplace()
    #expect(try ingest("future-date/a1.csv", at: place).status == 0)
    let before = try place.run(["kpi", "--period", "2019", "--database", place.database, "--format", "json"]).output
    let read = try ingest("future-date/a2.csv", at: place)
    #expect(read.status == 1 && read.count("rejected") == 1)
    #expect(try place.sqlite3("SELECT reason FROM reject") == "future_time")
    #expect(
      try place.run(["kpi", "--period", "2019", "--database", place.database, "--format", "json"]).output == before)
  }

  @Test("a row's own times count more than its durations, and each kind of contradiction is told")
  func ownTimes() throws {
    let place = try Workplace()
    let read = try ingest("own-times/n.csv", at: place)
    #expect(read.remarks().contains("contradiction talk_seconds 2"))
    #expect(try place.sqlite3("SELECT max(talk_seconds) FROM call") == "120")
    let durations = try Workplace()
    #expect(try ingest("own-times/d.csv", at: durations).count("accepted") == 13)
  }

  @Test("an order that is reopened is not closed in time while it is open again", arguments: [1, 2, 3])
  func reopened(exports: Int) throws {
    let place = try Workplace()
    let files = ["own-times/o-20190310.csv", "own-times/o-20190312.csv", "own-times/o-20190320.csv"]
    for file in files.prefix(exports) { #expect(try ingest(file, at: place).status == 0) }
    let closed = try place.sqlite3("SELECT status || ' ' || ifnull(closed_local, '-') FROM work_order_view")
    #expect(closed == ["closed 2019-03-07 10:00:00", "open -", "closed 2019-03-18 10:00:00"][exports - 1])
  }

  @Test("a field that earlier files had and this one lacks is told, in status too")
  func lostColumns() throws {
    let place = try Workplace()
    let read = try ingest(
      "column-lost/m1.csv", "column-lost/m7.csv", "column-lost/m8.csv", "column-lost/m9.csv", at: place)
    #expect(read.remarks(of: 0).isEmpty)
    #expect(read.remarks(of: 1) == ["field_lost district 1", "field_lost satisfaction 1"])
    #expect(read.remarks(of: 2).isEmpty)
    #expect(read.remarks(of: 3) == ["field_lost wait_seconds 3"])
    let status = try place.run(["status", "--database", place.database, "--lang", "en"]).output
    #expect(
      status.contains(
        "m7.csv: columns that earlier files of this profile have and this one has not: district, satisfaction"))
    #expect(status.contains("m7.csv: columns that the profile does not read: region, csat"))
  }

  @Test("no header: a profile by position reads it, as number or list, and a suggestion needs no header either")
  func noHeader() throws {
    let place = try Workplace()
    #expect(try ingest("no-header/n.csv", profile: "no-header/n.yaml", at: place).count("accepted") == 2)
    let suggestion = try place.run(["profile", "suggest", "\(Self.cases)/no-header/n.csv", "--lang", "en"])
    #expect(suggestion.status == 0 && suggestion.output.contains("header: none"))
  }

  @Test("cells full of tabs do not make a tab-separated file, and the message names the separator")
  func delimiter() throws {
    let read = try ingest("delimiter/replies.csv", at: Workplace())
    #expect(read.status == 1)
    #expect(read.errors.contains("separated by comma; tried: comma, tab, semicolon, pipe"))
  }

  @Test("an open order of day and month is marked by suggest and refused by check when a profile allows both")
  func dayOrMonth() throws {
    let place = try Workplace()
    let suggestion = try place.run(["profile", "suggest", "\(Self.cases)/day-or-month/a.csv", "--lang", "en"])
    #expect(suggestion.output.contains("the order of day and month is open"))
    let check = try place.run(["profile", "check", "\(Self.cases)/day-or-month/two.yaml", "--lang", "en"])
    #expect(check.status == 1 && check.errors.contains("two.yaml:7:"))
  }

  @Test(
    "ratings that no word knows cost their field: the connection rate stands, and the satisfaction rate is told of them"
  )
  func unknownRatings() throws {
    let place = try Workplace()
    let rows = (0..<100).map { index in
      let rating = index < 20 ? "五星" : index < 60 ? "satisfied" : ""
      let outcome = index < 80 ? "answered" : "abandoned"
      return "k\(index),962200,inbound,2019-03-04 08:00:00,\(outcome),\(rating)\n"
    }
    let file = try place.write(
      "call_id,line,direction,started_at,outcome,satisfaction\n" + rows.joined(), to: "rated.csv")
    try place.hotline("ingest", file)
    let kpi = try place.run([
      "kpi", "--period", "2019-03", "--metric", "connection_rate,satisfaction_rate", "--database", place.database,
      "--lang", "en",
    ])
    #expect(kpi.output.contains("80.00%") && kpi.output.contains("100.00%"))
    #expect(kpi.errors.contains("20 rows") && kpi.errors.contains("五星"))
    let other = try place.run([
      "kpi", "--period", "2019-03", "--metric", "connection_rate", "--database", place.database, "--lang", "en",
    ])
    #expect(!other.errors.contains("satisfaction"))
    let status = try place.run(["status", "--database", place.database, "--lang", "en"])
    #expect(status.output.contains("五星"))
  }

  @Test(
    "a file of which nothing can be taken is not ingested; one that loses more than a tenth is a failure, however small"
  )
  func damageOutOfProportion() throws {
    let place = try Workplace()
    let header = "call_id,line,direction,started_at,outcome\n"
    func rows(_ good: Int, _ bad: Int) -> String {
      header + (0..<good).map { "g\($0),962200,inbound,2019-03-04 08:00:00,answered\n" }.joined()
        + (0..<bad).map { "b\($0),962200,inbound,never,answered\n" }.joined()
    }
    func ingest(_ text: String, _ name: String, _ more: String...) throws -> Workplace.Outcome {
      try place.run(
        ["ingest", place.write(text, to: name), "--database", place.database, "--quiet", "--lang", "en"] + more)
    }
    let nothing = try ingest(rows(0, 3), "nothing.csv")
    #expect(nothing.status == 1 && nothing.errors.contains("all 3 rows are rejected; the file was not ingested"))
    #expect(try place.sqlite3("SELECT count(*) FROM source") == "0")
    #expect(try ingest(rows(90, 10), "tenth.csv").status == 0)
    let more = try ingest(rows(89, 11), "more.csv")
    #expect(more.status == 1 && more.errors.contains("11 of 100 rows are rejected, more than a tenth"))
    #expect(try ingest(rows(80, 19), "allowed.csv", "--max-rejects", "20%").status == 0)
    #expect(try place.sqlite3("SELECT count(*) FROM source") == "3")
  }
}
