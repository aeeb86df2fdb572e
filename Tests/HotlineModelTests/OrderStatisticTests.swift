import HotlineConfiguration
import HotlineModel
import Testing

@Suite("Medians and percentiles")
struct OrderStatisticTests {
  @Test(
    "which cases' values make a statistic",
    arguments: [
      (OrderStatistic.median, 1, [1]), (.median, 2, [1, 2]), (.median, 5, [3]), (.median, 6, [3, 4]),
      (.minimum, 7, [1]), (.maximum, 7, [7]),
      // Of ten cases nine are 90 %; of eleven it takes 9.9, so ten.
      (.percentile(90), 10, [9]), (.percentile(90), 11, [10]), (.percentile(90), 1, [1]),
      (.percentile(50), 4, [2]), (.percentile(1), 50, [1]), (.percentile(99), 50, [50]),
    ] as [(OrderStatistic, Int, [Int])])
  func ranks(statistic: OrderStatistic, cases: Int, expected: [Int]) {
    #expect(statistic.ranks(of: cases) == expected)
  }

  @Test("nothing of no cases, and nothing of ranks that were not asked for")
  func nothing() {
    #expect(OrderStatistic.maximum.ranks(of: 0).isEmpty)
    #expect(RankedValues(labels: [], cases: 0, values: [:]).value(.median) == nil)
    #expect(RankedValues(labels: [], cases: 4, values: [2: 10]).value(.median) == nil)
    #expect(RankedValues(labels: [], cases: 4, values: [2: 10, 3: 13]).value(.median) == 11.5)
  }

  private func catalog(
    _ metric: String, measure: String = "filter: resolved = 1, value: wait_seconds", also: String = ""
  ) throws -> MetricCatalog {
    try MetricCatalog(
      yaml: """
        measures:
          waits: {fact: call, \(measure)}
          \(also)
        metrics:
          typical: {name: {zh: 中, en: m}, better: lower, definition: {zh: 定, en: d}, source: s, numerator: waits, \(metric)}
        """, file: "metrics.yaml")
  }

  @Test("the denominator is the cases that have a value")
  func cases() throws {
    let found = try catalog("unit: seconds, counting: percentile, percent: 90")
    let metric = try found.metric("typical")
    #expect(metric.statistic == .percentile(90))
    let cases = try #require(metric.denominator.first)
    #expect(metric.denominator.count == 1 && cases.value == nil && cases.time == "started_at")
    #expect(cases.filter?.sql == "resolved = 1 and wait_seconds is not null")
    // By the last one it is counted of how many calls the wait is not in the data.
    #expect(found.measures.map(\.id) == ["waits", "call where true", "cases of waits"])
    #expect(metric.isRatio && !metric.countsHours)
    #expect(metric.formula == "percentile 90 of wait_seconds over cases of waits")
  }

  @Test("a measure of the file that counts just these cases is taken instead")
  func named() throws {
    let known = "known: {fact: call, filter: resolved = 1 and wait_seconds is not null}"
    let found = try catalog("unit: min, counting: median", also: known)
    #expect(try found.metric("typical").denominator.map(\.id) == ["known"])
    #expect(found.measures.map(\.id) == ["waits", "known", "call where true"])
    // Not one that counts others: at another time, or only those that have matured later.
    let other = "known: {fact: call, filter: resolved = 1 and wait_seconds is not null, matures: repeat_window_ends_at}"
    #expect(
      try catalog("unit: min, counting: median", also: other).metric("typical").denominator.map(\.id)
        == ["cases of waits"])
    // What the filter says is not said twice.
    let said = try catalog(
      "unit: s, counting: median".replacing("s,", with: "seconds,"),
      measure: "filter: wait_seconds is not null, value: wait_seconds")
    #expect(try said.metric("typical").denominator.first?.filter?.sql == "wait_seconds is not null")
  }

  @Test("what cannot be a statistic is refused with its place")
  func refused() throws {
    for wrong in [
      "unit: seconds, counting: percentile", "unit: seconds, counting: percentile, percent: 100",
      "unit: seconds, counting: percentile, percent: 0", "unit: seconds, counting: median, percent: 90",
      "unit: seconds, percent: 90", "unit: share, counting: median",
      "unit: seconds, counting: minimum, denominator: waits",
      "unit: seconds, counting: average",
    ] {
      #expect(throws: Diagnostic.self, "\(wrong)") { try catalog(wrong) }
    }
    #expect(throws: Diagnostic.self) { try catalog("unit: seconds, counting: maximum", measure: "time: started_at") }
    #expect(throws: Diagnostic.self) { try catalog("unit: count, counting: maximum", measure: "value: resolved = 1") }
  }

  @Test("the cases that have a value are told by it, negative and broken ones too")
  func valued() throws {
    let measure = try catalog("unit: seconds, counting: median", measure: "value: wait_seconds / 60.0 - 1").measures[0]
    let condition = measure.cases(valued: [-1, 0.5])?.filter?.sql
    #expect(
      condition
        == "wait_seconds / 60.0 - 1 is not null and (wait_seconds / 60.0 - 1 = -1 or wait_seconds / 60.0 - 1 = 0.5)")
  }
}
