import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineMetrics

/// What a value says beside its number.
@Suite("Notes of values")
struct LineTableTests {
  private typealias Calls = MadeUpSource

  private func query(_ ids: [String], _ period: String = "2019-12", by groups: [Grouping] = []) throws -> MetricQuery {
    MetricQuery(
      metrics: try ids.map(ShippedMetrics.metric), slice: Slice(period: try Period(parsing: period)), groups: groups)
  }

  private let facts = [
    Calls.calls("2019-12-05 10:00", 9), Calls.calls("2019-12-06 10:00", 2, asked: 0, line: "12345"),
    Calls.calls("2019-12-06 10:00", 0, line: "10086"),
    Calls.Fact(kind: .activity, at: "2019-12-06 10:00", counts: ["broadcasts_held": 4]),
  ]

  private func value(
    _ id: String, _ facts: [MadeUpSource.Fact], _ period: String = "2019-12", until: String = "2020-01-31",
    change: (inout MadeUpSource) throws -> Void = { _ in }
  ) throws -> MetricValue {
    var source = try MadeUpSource(facts, until: until)
    try change(&source)
    return try #require(try source.engine.values(query([id], period)).values.first)
  }

  @Test("a period that goes on after the data's end says so, one that ends with them does not")
  func endOfData() throws {
    #expect(try value("call_volume", facts).notes.isEmpty)
    let before = try value("call_volume", facts, until: "2019-12-30")
    #expect(before.notes.map(\.en) == ["the data end at 2019-12-30 23:59:59, before the period does"])
    #expect(before.value == 11)
    let last = try value("call_volume", facts, until: "2019-12-31") { $0.end = ($0.end ?? 0) + 1 }
    #expect(last.notes.isEmpty, "the first moment after the period")
    #expect(try value("call_volume", facts, until: "2019-12-31") { $0.end = ($0.end ?? 0) - 1 }.notes.count == 1)
  }

  @Test("what no file tells has no value, nor has what lies ahead of the data; what was counted keeps its own")
  func untold() throws {
    let none = try value("call_volume", []) { $0.files = [] }
    #expect(none.value == nil && none.notes.map(\.en) == ["no file covers this time: calls"])
    #expect(try value("call_volume", []).value == 0, "a file tells that nobody called")
    let ahead = try value("call_volume", [], "2020-02", until: "2019-12-31")
    #expect(ahead.value == nil && !ahead.notes.map(\.en).contains { $0.hasPrefix("no file covers") })
    #expect(try value("agents_on_roster", [], "2020-02").value == 0, "a roster is taken as it stands")
    #expect(try value("call_volume", facts) { $0.files = [] }.value == 11)
    // A sum of two kinds of fact wants both to be told of, a rate the cases below the line.
    let calls = [Calls.Fact(at: "2019-12-05 10:00", counts: ["calls_12345": 3])]
    let both = try value("handled_12345", calls) { source in source.files.removeAll { $0.kind == .workOrder } }
    #expect(both.value == nil && both.notes.map(\.en) == ["no file covers this time: work orders"])
    #expect(try value("handled_12345", calls).value == 3)
    let lost = [Calls.calls("2019-12-05 10:00", 5, connected: 0)]
    #expect(try value("connection_rate", lost) { $0.files = [] }.value == 0, "five asked, none was connected")
    let quiet = try value("connection_rate", []) { $0.files = [] }
    #expect(quiet.denominator == nil && quiet.notes.count == 1)
    #expect(try value("connection_rate", []).denominator == 0)
  }

  @Test("files that are exact to the minute only are named, three of them at most")
  func minutes() throws {
    let waits = [Calls.Fact(at: "2019-12-05 10:00", counts: ["wait_sum": 30, "calls_connected_wait_known": 3])]
    func note(_ files: [String]) throws -> [String] {
      try value("average_wait", waits) { $0.preciseToMinutes = files }.notes.map(\.en)
    }
    #expect(try note([]).isEmpty)
    #expect(try note(["a", "b", "c"]) == ["times are exact to the minute only in a, b, c"])
    #expect(try note(["a", "b", "c", "d"]) == ["times are exact to the minute only in a, b, c …"])
    #expect(try value("call_volume", facts) { $0.preciseToMinutes = ["a"] }.notes.isEmpty)
  }

  @Test("medians, the smallest and the largest are values of cases, with the interval of ranks")
  func statistics() throws {
    let cases = try ShippedMetrics.metric("median_wait").denominator[0].id
    let waits = (1...20).map(Double.init)
    let fact = Calls.Fact(at: "2019-12-05 10:00", counts: [cases: 20], cases: ["waits": waits])
    let median = try value("median_wait", [fact])
    // The sixth and the fifteenth of twenty.
    #expect(median.value == 10.5 && median.interval == ValueInterval(low: 6, high: 15) && median.denominator == 20)
    #expect(median.numerator == nil && median.metric.isRatio)
    let ninety = try value("wait_percentile_90", [fact])
    #expect(ninety.value == 18 && ninety.interval == nil, "two cases beyond it tell no upper end")
    #expect(try value("longest_wait", [fact]).value == 20 && value("longest_wait", [fact]).interval == nil)
    #expect(try value("median_wait", []).value == nil)
    let explained = try MadeUpSource([fact], until: "2019-12-31").engine.explain(
      ShippedMetrics.metric("median_wait"), slice: Slice(period: Period(parsing: "2019-12")))
    #expect(explained.numerator.map(\.sum) == [10.5] && explained.numerator.map(\.unit) == [.seconds])
  }

  @Test("an empty database says that it is empty")
  func empty() throws {
    #expect(throws: Diagnostic.self) { try value("call_volume", []) { $0.end = nil } }
  }

  @Test("metrics that are rare are shown only where there are facts of their kinds")
  func rare() throws {
    let catalog = try ShippedMetrics.catalog.get()
    let found = catalog.metrics.first { $0.isRare }
    let rare = try #require(found)
    let usual = try ShippedMetrics.metric("call_volume")
    func shown(_ metrics: [Metric], _ kinds: [FactKind]) throws -> [String] {
      var source = try MadeUpSource([], until: "2019-12-31")
      source.reports = kinds.map {
        SourceReport(file: "f", sha256: "", sizeBytes: 1, profile: "p", kind: $0, encoding: "utf-8")
      }
      return try source.engine.withFacts(metrics).map(\.id)
    }
    #expect(try shown([rare, usual], []) == [usual.id] && shown([usual], []) == [usual.id])
    #expect(try shown([rare, usual], Array(rare.facts)) == [rare.id, usual.id])
    #expect(try shown([rare, usual], [.budget]) == [usual.id])
  }
}
