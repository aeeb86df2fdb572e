import Foundation
import Testing

/// An export that holds daily sums alone, through the built binary.
@Suite("Daily sums")
struct TallyTests {
  private let place: Workplace

  /// Two days of two queues, made up; the second day lacks the calls within 15 s of one queue.
  private static let december = """
    话务日报
    统计日期,热线号码,技能组,请求人工量,人工接听量,放弃量,15秒接听量,20秒接听量,等待总时长(秒),通话总时长(秒),1天内重复来电,7天内重复来电,导出时间
    2019-12-30,962200,养老,100,90,8,70,80,900,18000,5,10,2019-12-31 08:00:00
    2019-12-30,962200,婚姻,60,57,3,50,55,570,5700,1,2,2019-12-31 08:00:00
    2019-12-31,962200,养老,80,72,8,60,64,720,7200,4,8,2020-01-01 08:00:00
    2019-12-31,962200,婚姻,40,36,4,,30,360,3600,0,1,2020-01-01 08:00:00
    合计,,,280,255,23,180,229,2550,34500,10,21,
    """

  init() throws {
    place = try Workplace()
    try place.hotline("ingest", place.write(Self.december + "\n", to: "december.csv"), "--quiet")
  }

  private func rows(_ arguments: String...) throws -> [[String: Any]] {
    let outcome = try place.run(
      ["kpi", "--period", "2019-12", "--database", place.database, "--format", "json"] + arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let document = try #require(try outcome.output.json() as? [String: Any])
    return try #require(document["rows"] as? [[String: Any]])
  }

  private func counts(_ metric: String) throws -> [Double?] {
    let row = try #require(try rows("--metric", metric, "--all-lines").first)
    return [row["numerator"] as? Double, row["denominator"] as? Double]
  }

  @Test("each metric of daily sums adds up the days and queues")
  func sums() throws {
    #expect(try counts("call_volume_tally") == [280, nil])
    #expect(try counts("connection_rate_tally") == [255, 280])
    #expect(try counts("abandonment_rate_tally") == [23, 280])
    #expect(try counts("service_level_20s_tally") == [229, 280])
    #expect(try counts("average_wait_tally") == [2550, 255])
    #expect(try counts("average_talk_tally") == [34500, 255])
    #expect(try counts("repeat_call_rate_1d_tally") == [10, 280])
    #expect(try counts("repeat_call_rate_7d_tally") == [21, 280])
    let queues = try rows("--metric", "connection_rate_tally", "--by", "kind,month", "--where", "line=962200")
    #expect(queues.map { $0["numerator"] as? Double } == [162, 93])
  }

  @Test(
    "a day whose rows leave the calls offered empty has no count, not 0; of a month with other days they are left out and counted"
  )
  func empty() throws {
    let place = try Workplace()
    let lines = ["100", "100", "", "0", "50"].enumerated().map { "2019-12-0\($0.offset + 1),962200,\($0.element),90" }
    let text = (["统计日期,热线号码,请求人工量,人工接听量"] + lines).joined(separator: "\n") + "\n"
    try place.hotline("ingest", place.write(text, to: "sums.csv"), "--quiet")
    func rows(_ arguments: String...) throws -> [[String: Any]] {
      let outcome = try place.run(
        ["kpi", "--metric", "call_volume_tally", "--all-lines", "--database", place.database, "--format", "json"]
          + arguments)
      let document = try #require(try outcome.output.json() as? [String: Any], "\(outcome.errors)")
      return try #require(document["rows"] as? [[String: Any]])
    }
    let days = try rows("--period", "2019-12-01..2019-12-05", "--by", "day")
    #expect(days.map { $0["value"] as? Double } == [100, 100, nil, 0, 50])
    #expect((days[2]["notes"] as? [String])?.contains("no row gives the figure") == true, "\(days[2])")
    let all = try #require(try rows("--period", "2019-12-01..2019-12-05").first)
    #expect(all["value"] as? Double == 250)
    // A sum with rows that lack the figure is no whole to compare with.
    let next = try #require(try rows("--period", "2019-12-04..2019-12-05", "--compare", "previous").first)
    #expect(next["value"] as? Double == 50 && next["compared"] == nil, "\(next)")
    #expect((next["notes"] as? [String])?.contains("not compared with the period before: rows lack the figure") == true)
    let own = try #require(try rows("--period", "2019-12-03..2019-12-05", "--compare", "previous").first)
    #expect(own["compared"] == nil)
    let whole = try #require(try rows("--period", "2019-12-02", "--compare", "previous").first)
    #expect(whole["compared"] as? [String: Double] == ["previous": 100])
    #expect((all["left_out"] as? [String: Double])?["tally_offered_unknown"] == 1)
  }

  @Test("a row without a figure is left out of it and counted, and a figure that no row has is unknown, not 0")
  func unknown() throws {
    let row = try #require(try rows("--metric", "service_level_15s_tally").first)
    #expect(row["numerator"] as? Double == 180 && row["denominator"] as? Double == 240)
    #expect((row["left_out"] as? [String: Double])?["tally_15s_unknown"] == 1)
    let never = try #require(try rows("--metric", "service_level_30s_tally").first)
    #expect(never["value"] is NSNull && never["denominator"] as? Double == 0)
    // Daily sums have no hours.
    #expect(try rows("--metric", "connection_rate_tally", "--by", "hour").allSatisfy { $0["value"] is NSNull })
  }

  @Test("the newest export of a day wins, in either order of arrival, and reaches no metric of calls")
  func newest() throws {
    let later = """
      日期,热线,队列,呼入量,接听量,导出时间
      2019/12/31,962200,养老,82,74,2020-01-02 08:00:00
      2019/12/31,12345,养老,5,5,2020-01-02 08:00:00

      """
    try place.hotline("ingest", place.write(later, to: "later.csv"), "--quiet")
    #expect(try place.sqlite3("SELECT count(*) FROM tally") == "5")
    #expect(
      try place.sqlite3("SELECT key FROM tally_view WHERE line = '12345'")
        == "2019-12-31|12345|养老|||||".replacing("|||||", with: "||||"))
    #expect(try counts("call_volume_tally") == [287, nil])
    // No file of calls came.
    #expect(try counts("call_volume") == [nil, nil])
    let other = try Workplace()
    for (name, text) in [("later.csv", later), ("december.csv", Self.december + "\n")] {
      try other.hotline("ingest", other.write(text, to: name), "--quiet")
    }
    let facts = "SELECT key, calls_offered, calls_answered FROM tally_view ORDER BY key"
    #expect(try place.sqlite3(facts) == other.sqlite3(facts))
    #expect(try place.run(["check", "--database", place.database]).status == 0)
  }

  @Test("explain, status and reports know them, and calls without them are shown without them")
  func told() throws {
    let text = try place.hotline("explain", "connection_rate_tally", "--period", "2019-12", "--lang", "en")
    #expect(text.contains("sum(calls_answered)") && text.contains("tally_connection = 255"))
    let listed = try place.hotline(
      "explain", "connection_rate_tally", "--period", "2019-12", "--rows", "denominator", "--format", "csv")
    #expect(listed.contains("december.csv") && listed.split(separator: "\n").count == 5)
    let status = try place.hotline("status", "--lang", "en")
    #expect(status.contains("2019-12-30") && status.contains("2019-12-31"))
    let table = try place.hotline("kpi", "--period", "2019-12", "--lang", "en")
    // The last day is known to its end.
    #expect(table.contains("Connection rate (daily sums)") && !table.contains("before the period does"))
    let report = try place.hotline(
      "report", "monthly", "2019-12", "--form", "none", "--lang", "en", "--format", "markdown", "--out", "-")
    #expect(report.contains("Connection rate (daily sums)") && report.contains("255 / 280"))

    let calls = try Workplace()
    let call = "call_id,line,direction,started_at,outcome\nC1,962200,inbound,2019-12-04 08:00:00,answered\n"
    try calls.hotline("ingest", calls.write(call, to: "calls.csv"), "--quiet")
    #expect(!(try calls.hotline("kpi", "--period", "2019-12", "--lang", "en")).contains("daily sums"))
  }

  @Test("small counts are hidden as those of calls are")
  func suppressed() throws {
    let few = "日期,热线,队列,呼入量,接听量\n2018-05-04,962200,养老,4,3\n2018-05-04,962200,婚姻,400,300\n"
    try place.hotline("ingest", place.write(few, to: "few.csv"), "--quiet")
    let text = try place.hotline(
      "kpi", "--period", "2018-05", "--metric", "connection_rate_tally", "--by", "kind", "--suppress", "10", "--format",
      "csv")
    #expect(!text.contains("75.00%"))
  }
}
