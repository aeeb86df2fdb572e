import Foundation
import Testing

@Suite("kpi --suppress")
struct SuppressionTests {
  private struct Row {
    let metric: String
    let by: [String: String]
    let numerator: Double?
    let denominator: Double?
    let leftOut: [String: Double]
    let isSuppressed: Bool
  }

  private func rows(_ place: Workplace, _ arguments: String...) throws -> [Row] {
    let outcome = try place.run(
      ["kpi", "--period", "2019", "--format", "json", "--database", place.database] + arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let rows = (try outcome.output.json() as? [String: Any])?["rows"] as? [[String: Any]] ?? []
    return rows.map { row in
      Row(
        metric: row["metric"] as? String ?? "", by: row["by"] as? [String: String] ?? [:],
        numerator: row["numerator"] as? Double, denominator: row["denominator"] as? Double,
        leftOut: row["left_out"] as? [String: Double] ?? [:], isSuppressed: row["suppressed"] as? Bool ?? false)
    }
  }

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.hotline("ingest", place.simulatedCalls(scale: "0.005"))
    return place
  }

  @Test(
    "no value over fewer cases is left, its counts stand in no other metric, and no month gives it back by subtraction")
  func hidden() throws {
    let place = try place()
    let open = try rows(place, "--by", "district,month")
    let shared = try rows(place, "--by", "district,month", "--suppress", "10")
    #expect(open.count == shared.count && open.count > 1000)
    let small = open.filter { ($0.denominator ?? 0) > 0 && ($0.denominator ?? 0) < 10 }
    #expect(small.count > 20)
    for (before, after) in zip(open, shared) {
      #expect(before.metric == after.metric && before.by == after.by)
      if after.isSuppressed {
        #expect(after.numerator == nil && after.denominator == nil)
      } else {
        #expect(before.numerator == after.numerator && before.denominator == after.denominator)
      }
    }
    let ratios = shared.filter { !$0.isSuppressed && $0.metric != "service_hours_covered" }
    #expect(!ratios.contains { ($0.denominator ?? 0) > 0 && ($0.denominator ?? 0) < 10 })
    #expect(shared.contains { !$0.isSuppressed && ($0.denominator ?? 0) >= 10 }, "not everything is hidden")
    // Rated calls are the base of the satisfaction rate and stand above the line of the share that was rated.
    for row in shared where row.metric == "satisfaction_rate" && row.isSuppressed {
      #expect(shared.contains { $0.metric == "rated_share" && $0.by == row.by && $0.isSuppressed }, "\(row.by)")
    }
    // Within each district and within each month a hidden value is never alone.
    for group in ["district", "month"] {
      let lines = Dictionary(grouping: shared.filter { $0.metric == "connection_rate" }) { $0.by[group] ?? "" }
      for (name, line) in lines { #expect(line.count(where: \.isSuppressed) != 1, "\(name)") }
    }
  }

  @Test("no count of what is left out from 1 to 9 is to be seen, nor does a single one follow from the other months")
  func leftOut() throws {
    let place = try place()
    func small(_ count: Double) -> Bool { count > 0 && count < 10 }
    var large = 0
    for by in ["district,month", "unit", "category"] {
      let open = try rows(place, "--by", by)
      let shared = try rows(place, "--by", by, "--suppress", "10")
      #expect(open.contains { $0.leftOut.values.contains(where: small) }, "\(by)")
      for row in shared { #expect(!row.leftOut.values.contains(where: small), "\(row)") }
      large += shared.count { $0.leftOut.values.contains { $0 >= 10 } }
    }
    #expect(large > 0, "not everything is hidden")
    // What is left out of the satisfaction rate, month by month: the hidden months of a district are never a single one.
    let months = try rows(place, "--by", "district,month", "--suppress", "10", "--metric", "satisfaction_rate")
    for (name, line) in Dictionary(grouping: months, by: { $0.by["district"] ?? "" }) {
      #expect(line.count { $0.leftOut["calls_unrated"] == nil } != 1, "\(name)")
    }
  }

  @Test("what is hidden is said in every format; what it excludes is refused")
  func said() throws {
    let place = try place()
    let table = try place.hotline(
      "kpi", "--period", "2019", "--by", "district,month", "--suppress", "10", "--lang", "en")
    #expect(table.contains("hidden: under 10 cases"))
    #expect(
      try place.hotline("kpi", "--period", "2019", "--by", "district,month", "--suppress", "10", "--lang", "zh")
        .contains("已隐去"))
    for arguments in [["--suppress", "1"], ["--suppress", "10", "--compare", "previous"]] {
      let outcome = try place.run(["kpi", "--period", "2019", "--database", place.database] + arguments)
      #expect(outcome.status == 64, "\(outcome.errors)")
    }
  }
}
