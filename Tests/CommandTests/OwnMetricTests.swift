import Foundation
import Testing

/// The README promises that a metric added to `metrics.yaml` appears everywhere: its own example, in a copy of the data
/// folder, through the built binary.
@Suite("A metric of one's own")
struct OwnMetricTests {
  /// The entries of the README's example: of `measures` and of `metrics`, indented as they stand.
  private func example() throws -> (measures: String, metrics: String) {
    let readme = try String(contentsOf: Workplace.project.appending(path: "README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    let block = try #require(blocks.first { $0.contains("calls_elder_care") })
    let parts = block.components(separatedBy: "metrics:\n")
    try #require(parts.count == 2 && parts[0].hasPrefix("measures:\n"))
    return (String(parts[0].dropFirst("measures:\n".count)), parts[1])
  }

  /// A copy of the project's data folder with the example's metric in it.
  ///
  /// - Parameter change: what else is done to the file of metrics.
  private func data(in place: Workplace, _ change: (String) -> String = { $0 }) throws -> String {
    let folder = place.path("data")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["metrics.yaml", "profiles", "calendar", "districts.csv", "units.csv", "indicators"] {
      try FileManager.default.copyItem(
        at: Workplace.project.appending(path: "data/\(name)"), to: place.folder.appending(path: "data/\(name)"))
    }
    for name in ["locality.yaml", "localities", "model.yaml"] {
      try? FileManager.default.copyItem(
        at: Workplace.project.appending(path: "data/\(name)"), to: place.folder.appending(path: "data/\(name)"))
    }
    let (measures, metrics) = try example()
    let file = try String(contentsOfFile: "\(folder)/metrics.yaml", encoding: .utf8)
    let added = file.replacing("\nmeasures:\n", with: "\nmeasures:\n\(measures)")
      .replacing("\nmetrics:\n", with: "\nmetrics:\n\(metrics)")
    try place.write(change(added), to: "data/metrics.yaml")
    return folder
  }

  /// Twenty calls of December 2019, five of them on elder care.
  private func ingested(_ place: Workplace, _ data: String) throws {
    let rows = (0..<20).map { index in
      "c\(index),962200,2019-12-0\(index % 9 + 1) 09:\(10 + index):00,answered,5,60,\(index < 5 ? "养老服务" : "婚姻登记")"
    }
    let header = "call_id,line,started_at,outcome,wait_seconds,talk_seconds,category"
    let path = try place.write(([header] + rows).joined(separator: "\n") + "\n", to: "calls.csv")
    try place.hotline("ingest", path, "--data", data, "--profile", "calls-en", "--quiet")
  }

  private func report(_ place: Workplace, _ kind: String, _ time: String, _ data: String) throws -> String {
    try place.hotline(
      "report", kind, time, "--data", data, "--form", "none", "--lang", "en", "--format", "markdown", "--out", "-")
  }

  /// The chapter under a heading of a Markdown text, or a table under its caption.
  private func rows(of table: String, in text: String) -> [Substring] {
    guard let start = text.range(of: "**\(table)**")?.upperBound else { return [] }
    return text[start...].drop { $0 == "\n" }.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("|") }
  }

  @Test("the README's example is in kpi, explain and both reports")
  func everywhere() throws {
    let place = try Workplace()
    let data = try data(in: place)
    try ingested(place, data)
    let name = "Share of elder-care calls"
    let kpi = try place.hotline(
      "kpi", "--period", "2019-12", "--metric", "elder_care_share", "--data", data, "--lang", "en")
    #expect(kpi.contains(name) && kpi.contains("25.00%"))
    let explanation = try place.hotline(
      "explain", "elder_care_share", "--period", "2019-12", "--data", data, "--lang", "en")
    #expect(explanation.contains("calls_elder_care = 5") && explanation.contains("calls_inbound = 20"))
    for (kind, time) in [("monthly", "2019-12"), ("annual", "2019")] {
      let text = try report(place, kind, time, data)
      let rows = rows(of: "Further KPIs", in: text)
      #expect(rows.count == 3, "header, rule and the one metric without a place: \(rows)")
      #expect(rows.last?.contains(name) == true && rows.last?.contains("5 / 20") == true)
      #expect(
        rows.last?.contains("[25.00%](#evidence-elder_care_share-962200-\(time))") == true, "leads to its evidence")
      #expect(self.rows(of: "Definitions of the KPIs", in: text).contains { $0.contains(name) })
    }
  }

  @Test("named in the section reports, it stands where it is named, and in no table of further KPIs")
  func withRoles() throws {
    let place = try Workplace()
    let data = try data(in: place) { text in
      text.replacing("table: [call_volume,", with: "table: [call_volume, elder_care_share,")
        .replacing("headline: [call_volume,", with: "headline: [elder_care_share, call_volume,")
        .replacing("district: [connection_rate,", with: "district: [elder_care_share, connection_rate,")
    }
    try ingested(place, data)
    for (kind, time, caption) in [
      ("monthly", "2019-12", "All KPIs"), ("annual", "2019", "T1 Totals and year on year"),
    ] {
      let text = try report(place, kind, time, data)
      #expect(rows(of: "Further KPIs", in: text).isEmpty)
      let table = rows(of: caption, in: text).dropFirst(2)
      let second = table.dropFirst().first
      #expect(second?.contains("Share of elder-care calls") == true, "second of its table: \(table.prefix(3))")
      let cards = try #require(text.range(of: "| KPI | value | target |"))
      let first = text[cards.upperBound...].split(separator: "\n").dropFirst(2).first
      #expect(first?.contains("Share of elder-care calls") == true, "first of the headline: \(first ?? "")")
    }
  }

  @Test("a name that no metric has is told with its line, and the other KPIs go on")
  func renamed() throws {
    let place = try Workplace()
    let data = try data(in: place) { $0.replacing("closure: on_time_closure_rate ", with: "closure: on_time_rate ") }
    try ingested(place, data)
    let text = try String(contentsOfFile: "\(data)/metrics.yaml", encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("closure: on_time_rate") }) + 1
    let outcome = try place.run([
      "report", "monthly", "2019-12", "--data", data, "--form", "none", "--lang", "en", "--format", "markdown", "--out",
      "-", "--database", place.database,
    ])
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains("metrics.yaml:\(line):") && outcome.errors.contains("on_time_rate"), "\(outcome.errors)")
    #expect(outcome.output.contains("Connection rate"))
  }

  @Test("no metric's id stands in the sources: what a report shows is said in the file alone")
  func sources() throws {
    let text = try String(contentsOf: Workplace.project.appending(path: "data/metrics.yaml"), encoding: .utf8)
    let start = try #require(text.range(of: "\nmetrics:\n")).upperBound
    let section = text[start...].prefix(upTo: try #require(text.range(of: "\nreports:\n")).lowerBound)
    let ids = section.matches(of: /(?m)^  ([a-z_0-9]+):$/).map { String($0.output.1) }
    #expect(ids.count > 40)
    let sources = Workplace.project.appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(atPath: sources.path)).compactMap { $0 as? String }
    for file in files where file.hasSuffix(".swift") && !file.hasPrefix("HotlineSimulation/") {
      let source = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      let found = ids.filter { source.contains("\"\($0)\"") }
      #expect(found.isEmpty, "\(file): \(found)")
    }
  }
}
