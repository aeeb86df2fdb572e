import Foundation
import Testing

/// What a newcomer does without Swift, all in one copied data folder and through the built binary: a dimension, a number, a
/// metric, a line of the report, and another city.
@Suite("A newcomer's data folder")
struct NewcomerTests {
  private let place: Workplace
  private let data: String

  init() throws {
    place = try Workplace()
    data = try place.copyData()
    // The dimension and the number, and what fills them.
    try place.write(
      """
      dimensions:
        channel: {name: {zh: 来源渠道, en: Channel}, facts: [call]}
      numbers:
        score: {name: {zh: 评分, en: Score}, facts: [call], unit: points}
      """, to: "data/model.yaml")
    let profile = try text("data/profiles/calls-en.yaml")
    try place.write(
      profile + "\ndimensions: {channel: [source]}\nnumbers: {score: [rating]}\n", to: "data/profiles/calls-en.yaml")
    // The metric, and its line in the report.
    let metric = """
        median_score:
          name: {zh: 评分中位数, en: Median score}
          unit: points
          better: higher
          counting: median
          numerator: app_scores
          definition: {zh: 应用渠道评分的中位数, en: median of the scores given through the app}
          source: a test

      """
    let metrics = try text("data/metrics.yaml")
      .replacing(
        "\nmeasures:\n",
        with: "\nmeasures:\n  app_scores: {fact: call, base: inbound, filter: channel = 'app', value: score}\n"
      )
      .replacing("\nmetrics:\n", with: "\nmetrics:\n\(metric)")
      .replacing("  monthly:\n    table: [call_volume,", with: "  monthly:\n    table: [call_volume, median_score,")
    try place.write(metrics, to: "data/metrics.yaml")
    // The city: its clock, its holidays, its districts, its language.
    try place.write(
      """
      name: {zh: 斯普林菲尔德, en: Springfield}
      time_zone: America/Chicago
      calendar: towns/holidays.csv
      districts: towns/districts.csv
      language: en
      numbers:
        country_code: "1"
        international_prefix: "011"
        whole: "[2-9]#{9}"
        landline: "[2-9]#{9}"
      """, to: "data/locality.yaml")
    try FileManager.default.createDirectory(atPath: "\(data)/towns", withIntermediateDirectories: true)
    try place.write(
      "date,kind,name\n2019-01-01,holiday,New Year\n2019-12-25,holiday,Christmas\n", to: "data/towns/holidays.csv")
    try place.write("name,alias,since,until\nOld Town,,,\nOld Town,OT,,\n", to: "data/towns/districts.csv")
  }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: place.path(name), encoding: .utf8) }

  @Test("shows all five in ingest, kpi, explain and the report")
  func allFive() throws {
    let export = try place.write(
      """
      call_id,line,direction,started_at,outcome,district,source,rating
      C1,311,inbound,2019-03-04 23:30:00,answered,OT,app,5
      C2,311,inbound,2019-03-05 00:30:00,answered,Old Town,app,2
      C3,311,inbound,2019-03-05 10:00:00,answered,OT,app,4
      C4,311,inbound,2019-03-05 11:00:00,abandoned,Nowhere,phone,1

      """, to: "calls.csv")
    let told = try place.hotline("ingest", export, "--data", data, "--profile", "calls-en", "--lang", "en")
    #expect(told.contains("4") && !told.contains("source, rating"), "both columns are read: \(told)")
    // 23:30 in Chicago in March, before summer time: six hours behind UTC.
    #expect(try place.sqlite3("SELECT started_at FROM call_view WHERE key = 'C1'") == "1551763800")
    #expect(
      try place.sqlite3("SELECT started_local || channel || score || district FROM call_view WHERE key = 'C1'")
        == "2019-03-04 23:30:00app5Old Town")

    func kpi(_ arguments: String...) throws -> [[String: Any]] {
      let outcome = try place.run(
        ["kpi", "--period", "2019-03", "--data", data, "--database", place.database, "--format", "json"] + arguments)
      try #require(outcome.status == 0, "\(outcome.errors)")
      let document = try #require(try outcome.output.json() as? [String: Any])
      return try #require(document["rows"] as? [[String: Any]])
    }
    let whole = try #require(try kpi("--metric", "median_score").first)
    #expect(whole["value"] as? Double == 4 && whole["denominator"] as? Double == 3)
    // Days are the city's own.
    let days = try kpi("--metric", "median_score", "--by", "day").filter { $0["value"] is Double }
    #expect(days.map { $0["value"] as? Double } == [5, 3])
    let channels = try kpi("--metric", "call_volume", "--by", "channel")
    #expect(channels.map { $0["numerator"] as? Double } == [3, 1])
    let districts = try kpi("--metric", "call_volume", "--by", "district", "--where", "channel=app")
    #expect(districts.map { ($0["by"] as? [String: String])?["district"] } == ["Old Town"])

    let explained = try place.hotline("explain", "median_score", "--period", "2019-03", "--data", data, "--lang", "en")
    #expect(explained.contains("median of score over cases of app_scores") && explained.contains("channel = 'app'"))
    #expect(explained.contains("4.00 pts"))
    let rows = try place.hotline(
      "explain", "median_score", "--period", "2019-03", "--rows", "numerator", "--format", "csv", "--data", data)
    #expect(rows.split(separator: "\n").count == 2 && rows.contains("calls.csv"))
    // A declared number tells its unit.
    #expect(rows.split(separator: "\n").first?.contains("score (points)") == true)

    let report = try place.hotline(
      "report", "monthly", "2019-03", "--form", "none", "--format", "markdown", "--out", "-", "--data", data)
    let table = report.split(separator: "\n").filter { $0.hasPrefix("| Median score |") }
    #expect(table.contains { $0.contains("4.00 pts") && $0.contains("3 cases") }, "\(table)")
    #expect(report.contains("Springfield") && report.contains("Nowhere"))
    let status = try place.hotline("status", "--data", data, "--lang", "en")
    #expect(status.contains("America/Chicago") && status.contains("Nowhere"))
    #expect(try place.run(["check", "--data", data, "--database", place.database]).status == 0)
  }
}
