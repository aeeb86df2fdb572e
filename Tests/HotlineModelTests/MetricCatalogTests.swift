import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@Suite("metrics.yaml")
struct MetricCatalogTests {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func problem(_ yaml: String) -> String {
    do {
      _ = try MetricCatalog(yaml: yaml, file: "metrics.yaml")
      return ""
    } catch {
      return "\(error)"
    }
  }

  private func catalog(measure: String = "fact: call", metric: String) -> String {
    "measures:\n  calls: {\(measure)}\nmetrics:\n  volume:\n    name: {zh: 量, en: Volume}\n    unit: count\n    better: neither\n    definition: {zh: 定义, en: d}\n    source: s\n    \(metric)\n"
  }

  @Test("the shipped file declares every metric of the design")
  func shipped() throws {
    let catalog = try MetricCatalog(contentsOf: Self.project.appending(path: "data/metrics.yaml").path)
    let designed = [
      "call_volume", "connection_rate", "connection_rate_total", "abandonment_rate", "service_level_15s",
      "service_level_15s_of_answered",
      "average_wait", "average_talk", "satisfaction_rate", "satisfaction_index", "rated_share", "transfer_success_rate",
      "repeat_call_rate", "first_call_resolution_rate", "orders_received", "handled_12345", "first_contact_rate",
      "first_contact_rate_surveyed", "on_time_closure_rate", "on_time_closure_rate_original", "actual_resolution_rate",
      "return_rate",
      "reopen_rate", "extension_rate", "average_closure_days", "service_hours_covered", "broadcasts",
      "inquiries_answered", "publications",
    ]
    let known = Set(catalog.metrics.map(\.id))
    #expect(designed.filter { !known.contains($0) }.isEmpty)
    let used = Set(
      catalog.metrics.flatMap { $0.numerator + $0.denominator + $0.leftOut + [$0.unknown].compactMap { $0 } }.map(\.id))
    #expect(
      catalog.measures.map(\.id).filter { !used.contains($0) }.filter { $0 != "calls_failed" }.isEmpty,
      "a measure that nothing reads")
  }

  @Test("what the shipped measures read is written as before conditions had names")
  func texts() throws {
    let catalog = try MetricCatalog(contentsOf: Self.project.appending(path: "data/metrics.yaml").path)
    let written = Dictionary(uniqueKeysWithValues: catalog.measures.map { ($0.id, $0.filter?.sql) })
    #expect(written["calls_connected_15s"] == "direction = 'inbound' and outcome = 'answered' and wait_seconds <= 15")
    #expect(
      written["calls_asked_wait_known"]
        == "direction = 'inbound' and (outcome in ('abandoned', 'failed') or outcome = 'answered' and wait_seconds is not null)"
    )
    #expect(
      written["orders_contacted_in_time"]
        == "status not in ('returned', 'void', 'suspended') and first_contacted_at <= contact_deadline_at")
    for measure in catalog.measures {
      for expression in [measure.filter, measure.value].compactMap({ $0 }) {
        let again = try MeasureExpression(expression.sql, fact: measure.fact, place: .init(file: "again"))
        #expect(again.sql == expression.sql)
      }
    }
  }

  @Test("a broken measure costs itself and the metrics that need it, and both are told")
  func broken() throws {
    let yaml = """
      measures:
        calls: {fact: call}
        wrong: {fact: call, filter: "nonsense = 1"}
      metrics:
        volume: {name: {zh: 量, en: v}, unit: count, better: neither, definition: {zh: 定, en: d}, source: s, numerator: calls}
        lost: {name: {zh: 失, en: l}, unit: count, better: neither, definition: {zh: 定, en: d}, source: s, numerator: wrong}
        odd: {name: {zh: 怪, en: o}, unit: furlongs, better: neither, definition: {zh: 定, en: d}, source: s, numerator: calls}
      """
    let catalog = try MetricCatalog(yaml: yaml, file: "metrics.yaml", skippingBroken: true)
    #expect(catalog.measures.map(\.id) == ["calls"])
    #expect(catalog.metrics.map(\.id) == ["volume"])
    #expect(catalog.problems.map(\.place?.line) == [3, 6, 7])
    #expect(catalog.problems[1].message(.en).contains("needs the measure “wrong”"))
    #expect(throws: catalog.problems[2]) { try catalog.metric("odd") }
    #expect(throws: Diagnostic.self) { try MetricCatalog(yaml: yaml, file: "metrics.yaml") }
  }

  @Test("one entry is enough for a new metric")
  func added() throws {
    let catalog = try MetricCatalog(yaml: catalog(metric: "numerator: calls"), file: "metrics.yaml")
    #expect(try catalog.metric("volume").formula == "calls")
  }

  @Test("mistakes are reported at their place with what is allowed")
  func mistakes() {
    #expect(problem(catalog(metric: "numerator: cals")).hasPrefix("metrics.yaml:10:"))
    #expect(problem(catalog(metric: "numerator: calls\n    colour: red")).contains("unknown key “colour”"))
    #expect(
      problem(catalog(measure: "fact: call, filter: outcom = 'answered'", metric: "numerator: calls")).contains(
        "outcome"))
    #expect(
      problem(catalog(measure: "fact: call, filter: \"outcome = 'anwered'\"", metric: "numerator: calls")).contains(
        "answered"))
    #expect(
      problem(catalog(measure: "fact: call, filter: (select 1)", metric: "numerator: calls")).hasPrefix(
        "metrics.yaml:2:"))
    #expect(
      problem(catalog(metric: "numerator: calls").replacing("unit: count", with: "unit: share")).contains("denominator")
    )
    #expect(problem(catalog(measure: "fact: call, time: closed_at", metric: "numerator: calls")).contains("started_at"))
  }

  @Test("a condition is said once and stands in front of what a measure says itself")
  func conditions() throws {
    let yaml = """
      conditions:
        inbound: direction = 'inbound'
        open: status = 'open' or status = 'suspended'
        unresolved: resolved = 0
      measures:
        calls: {fact: call, base: inbound}
        lost: {fact: call, base: [inbound, unresolved], filter: outcome = 'failed' or outcome = 'abandoned_ivr' or caller is null}
        orders: {fact: work_order, base: open, filter: reopened > 0}
      metrics: {}
      """
    let catalog = try MetricCatalog(yaml: yaml, file: "metrics.yaml")
    #expect(
      catalog.measures.map { $0.filter?.sql } == [
        "direction = 'inbound'",
        "direction = 'inbound' and resolved = 0 and (outcome in ('failed', 'abandoned_ivr') or caller is null)",
        "status in ('open', 'suspended') and reopened > 0",
      ])
  }

  @Test("a condition that is none, unknown, or of another fact is told at its place")
  func wrongConditions() {
    func problem(_ condition: String, _ measure: String) -> String {
      self.problem("conditions:\n  inbound: \(condition)\nmeasures:\n  calls: {\(measure)}\nmetrics: {}\n")
    }
    #expect(problem("directed = 'in'", "fact: call").hasPrefix("metrics.yaml:2:12"))
    #expect(problem("resolved + 1", "fact: call").contains("a condition is expected"))
    #expect(problem("resolved = 1", "fact: call, base: outbound").contains("one of: inbound"))
    #expect(
      problem("direction = 'inbound'", "fact: work_order, base: inbound").contains("no column of work_order_view"))
    #expect(problem("resolved = 1", "fact: call, filter: wait_seconds").contains("a condition is expected"))
  }

  @Test("an unknown metric is a usage error that lists the known ones")
  func unknown() throws {
    let catalog = try MetricCatalog(yaml: catalog(metric: "numerator: calls"), file: "metrics.yaml")
    #expect { _ = try catalog.metric("volum") } throws: { error in
      (error as? Diagnostic)?.kind == .usage && "\(error)".contains("volume")
    }
  }
}
