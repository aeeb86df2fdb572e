import Foundation
import Testing

/// Medians, percentiles and extremes, declared in a copied data folder and asked for through the built binary.
@Suite("Medians and percentiles through the binary")
struct StatisticTests {
  private let place: Workplace
  private let data: String

  /// Waits in seconds of the calls of March 2019: of two districts, one call without a wait.
  private static let waits: [(district: String, waits: [String])] = [
    ("黄浦区", ["1", "2", "3", "10", ""]), ("静安区", ["4", "4", "5", "6", "200", "7"]),
  ]

  init() throws {
    place = try Workplace()
    data = try place.copyData()
    let metrics = try String(contentsOfFile: "\(data)/metrics.yaml", encoding: .utf8)
    let entry = """
        median_hours:
          name: {zh: 办结小时中位数, en: Median hours to closure}
          unit: hours
          better: lower
          counting: median
          numerator: closing_hours
          definition: {zh: 办结小时的中位数, en: median of the hours to closure}
          source: a test

      """
    let measure =
      "  closing_hours: {fact: work_order, base: closed, value: (closed_at - received_at) / 3600.0, time: closed_at}\n"
    try place.write(
      metrics.replacing("\nmeasures:\n", with: "\nmeasures:\n\(measure)").replacing(
        "\nmetrics:\n", with: "\nmetrics:\n\(entry)"
      ).replacing("service_level_15s, average_wait, average_talk", with: "service_level_15s, median_wait, average_talk")
        .replacing("headline: [call_volume,", with: "headline: [median_wait, call_volume,")
        .replacing("elsewhere: [connection_rate_with_self_service, median_wait,", with: "elsewhere: [average_wait,")
        .replacing("satisfaction_rate, orders_received,", with: "satisfaction_rate, orders_received, median_wait,")
        .replacing(
          "    table: [call_volume, outbound_calls,", with: "    table: [call_volume, median_wait, outbound_calls,"
        )
        .replacing(", average_wait,", with: ",")
        // A call without a wait is left out, not a reason to withhold the value.
        .replacing("    unknown: calls_connected_wait_unknown\n", with: ""),
      to: "data/metrics.yaml")
    var rows = ["call_id,line,direction,started_at,outcome,wait_seconds,district"]
    for (district, waits) in Self.waits {
      for wait in waits {
        rows.append("c\(rows.count),962200,inbound,2019-03-04 08:00:0\(rows.count % 10),answered,\(wait),\(district)")
      }
    }
    let orders = """
      order_id,status,received_at,closed_at
      O1,closed,2019-03-01 08:00:00,2019-03-01 09:30:00
      O2,closed,2019-03-01 08:00:00,2019-03-01 18:00:00
      O3,open,2019-03-01 08:00:00,

      """
    for (name, profile, text) in [
      ("calls.csv", "calls-en", rows.joined(separator: "\n") + "\n"), ("orders.csv", "work-orders-en", orders),
    ] {
      try place.hotline("ingest", place.write(text, to: name), "--data", data, "--profile", profile, "--quiet")
    }
  }

  private func rows(_ arguments: String...) throws -> [[String: Any]] {
    let outcome = try place.run(
      ["kpi", "--period", "2019-03", "--data", data, "--database", place.database, "--format", "json"] + arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let document = try #require(try outcome.output.json() as? [String: Any])
    return try #require(document["rows"] as? [[String: Any]])
  }

  @Test("kpi tells the value and its number of cases, and no numerator")
  func values() throws {
    let all = try rows("--metric", "median_wait,wait_percentile_90,longest_wait,median_hours")
    // 1 2 3 4 4 5 6 7 10 200: the middle is 4 and 5, nine tenths do not exceed 10.
    #expect(all.map { $0["value"] as? Double } == [4.5, 10, 200, 5.75])
    #expect(all.map { $0["denominator"] as? Double } == [10, 10, 10, 2])
    #expect(all.allSatisfy { $0["numerator"] is NSNull })
    // Of ten cases the second to the ninth; two are too few, and the largest has no interval.
    #expect(all.map { $0["low"] as? Double } == [2, nil, nil, nil])
    #expect(all.map { $0["high"] as? Double } == [10, nil, nil, nil])
    let districts = try rows("--metric", "median_wait", "--by", "district")
    let byName = Dictionary(
      uniqueKeysWithValues: districts.map { ("\(($0["by"] as? [String: String])?["district"] ?? "")", $0) })
    #expect(byName["黄浦区"]?["value"] as? Double == 2.5 && byName["黄浦区"]?["denominator"] as? Double == 4)
    #expect(byName["静安区"]?["value"] as? Double == 5.5 && byName["静安区"]?["denominator"] as? Double == 6)
    let days = try rows("--metric", "longest_wait", "--by", "day", "--where", "district=黄浦区")
    #expect(days.filter { $0["value"] is Double }.map { $0["value"] as? Double } == [10])
    #expect(days.count == 31)
    let table = try place.hotline(
      "kpi", "--period", "2019-03", "--metric", "median_wait,median_hours", "--data", data, "--lang", "en")
    #expect(table.contains("4.5 s") && table.contains("2.0–10.0 s") && table.contains("5.75 h"))
  }

  @Test("explain gives SQL with the same answer, and the rows that have the value")
  func explained() throws {
    let text = try place.hotline(
      "explain", "median_wait", "--period", "2019-03", "--data", data, "--lang", "en")
    #expect(text.contains("formula: median of wait_seconds over calls_connected_wait_known"))
    #expect(text.contains("value waits = 4.5") && text.contains("cases calls_connected_wait_known = 10"))
    for (metric, expected) in [
      ("median_wait", "4.5"), ("wait_percentile_90", "10"), ("longest_wait", "200"), ("median_hours", "5.75"),
    ] {
      let document = try #require(
        try place.hotline("explain", metric, "--period", "2019-03", "--data", data, "--format", "json").json()
          as? [String: Any])
      let numerator = try #require(document["numerator"] as? [String: Any])
      let sql = try #require(numerator["sql"] as? String)
      #expect(numerator["value"] is NSNull && document["value"] as? Double == Double(expected))
      #expect(try place.sqlite3(sql).hasPrefix(expected), "\(sql)")
    }
    func keys(_ metric: String, _ part: String) throws -> Int {
      try place.hotline(
        "explain", metric, "--period", "2019-03", "--rows", part, "--format", "csv", "--data", data
      ).split(separator: "\n").count - 1
    }
    // Two calls wait 4 s and one 5 s.
    #expect(try keys("median_wait", "numerator") == 3)
    #expect(try keys("median_wait", "denominator") == 10)
    #expect(try keys("median_wait", "missed") == 7)
    let longest = try place.hotline(
      "explain", "longest_wait", "--period", "2019-03", "--rows", "numerator", "--format", "csv", "--data", data)
    #expect(longest.contains("静安区") && longest.split(separator: "\n").count == 2)
    #expect(try keys("median_hours", "numerator") == 2)
  }

  @Test("reports show it where metrics.yaml names it, with its cases and against a form's target")
  func reports() throws {
    let form = """
      form: {zh: 表, en: Form}
      year: 2019
      header: {project: {zh: 项目, en: p}, budget_unit: {zh: 单位, en: u}, department: {zh: 部门, en: d}, recurrent: false, goal: {zh: 目标, en: g}, assessed_on: 2020-03-12}
      sections:
        - name: {zh: 产出, en: Output}
          weight: 100
          indicators:
            - id: wait
              name: {zh: 等待, en: Waiting}
              weight: 100
              rule: all_or_nothing
              components: [{metric: median_wait, at_most: 4}]

      """
    let path = try place.write(form, to: "form.yaml")
    for (kind, time) in [("monthly", "2019-03"), ("annual", "2019")] {
      let text = try place.hotline(
        "report", kind, time, "--data", data, "--form", path, "--lang", "en", "--format", "markdown", "--out", "-")
      let rows = text.split(separator: "\n").filter { $0.hasPrefix("| Median wait |") }
      #expect(!rows.isEmpty && rows.contains { $0.contains("4.5 s") && $0.contains("10 cases") }, "\(rows)")
      #expect(!text.contains("= 4.50 ÷") && !text.contains("4.5 ÷"))
    }
    let draft = try #require(
      try place.hotline("appraise", path, "--data", data, "--format", "json").json() as? [String: Any])
    #expect("\(draft)".contains("4.5"))
    #expect((draft["total"] as? Double) == 0, "\(draft["total"] ?? "")")
  }
}
