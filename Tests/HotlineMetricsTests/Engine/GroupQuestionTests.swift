import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Questions about districts, units and topics over made-up facts.
@Suite("Districts, units and topics compared")
struct GroupQuestionTests {
  private typealias Calls = MadeUpSource

  private static func slice(_ period: String) throws -> Slice { Slice(period: try Period(parsing: period)) }

  private static func call(
    _ asked: Double, _ connected: Double, _ district: String, topic: String = "", at: String = "2019-12-05 10:00"
  ) -> MadeUpSource.Fact {
    Calls.calls(at, asked, asked: asked, connected: connected, names: [.district: district, .category: topic])
  }

  @Test("a member is above the average only when it is; a hidden one takes no part in it")
  func average() throws {
    let metric = try ShippedMetrics.metric("connection_rate")
    func value(_ name: String, _ cases: Double) -> MetricValue {
      ShippedMetrics.value(metric, cases, of: 100, labels: [name])
    }
    let comparison = GroupComparison(
      metric: metric,
      values: [value("a", 40), value("b", 50), value("c", 60), value("d", 99).suppressed(under: 10)])
    #expect(comparison.funnel?.average == 0.5)
    #expect(comparison.members.map { comparison.isAbove($0) } == [false, false, true, nil])
    #expect(comparison.heterogeneity?.degrees == 2)
  }

  @Test("whether the rest differs is asked of those that are not named, watched ones among them")
  func rest() throws {
    let metric = try ShippedMetrics.metric("connection_rate")
    let cases = [200.0, 200, 200, 200, 200, 200, 200, 164, 120]
    let comparison = GroupComparison(
      metric: metric,
      values: cases.enumerated().map { ShippedMetrics.value(metric, $1, of: 400, labels: ["u\($0)"]) }
        + [ShippedMetrics.value(metric, 10, of: 400, labels: [""])])
    #expect(comparison.members.suffix(3).map { comparison.standing($0) } == [.watch, .worse, .tooFew])
    // Seven at one half and the watched one; neither the outlier nor cases without a name.
    #expect(comparison.restHeterogeneity?.degrees == 7 && comparison.heterogeneity?.degrees == 8)
    #expect(comparison.restHeterogeneity?.isChance == true && comparison.heterogeneity?.isChance == false)
    #expect(comparison.members(.watch).map(\.name) == ["u7"] && comparison.members(.worse).map(\.name) == ["u8"])
  }

  @Test("what topics make expected is asked of two topics or more, and not of topics themselves")
  func expected() throws {
    func expected(_ facts: [MadeUpSource.Fact], by dimension: HotlineModel.Dimension = .district) throws -> [Double?] {
      try MadeUpSource(facts, until: "2019-12-31").engine.comparisons(
        [ShippedMetrics.metric("connection_rate")], by: dimension, slice: Self.slice("2019-12"))[0].members.map(
          \.expected)
    }
    let one = [Self.call(100, 90, "a", topic: "x"), Self.call(100, 80, "b", topic: "x")]
    #expect(try expected(one) == [nil, nil])
    let two = one + [Self.call(100, 20, "b", topic: "y"), Self.call(0, 0, "a", topic: "z")]
    let found = try expected(two)
    // 170 of 200 of x, 20 of 100 of y: b expects 85 + 20 of 200.
    let (first, second) = (try #require(found[0]), try #require(found[1]))
    #expect(abs(first - 0.85) < 1e-12 && abs(second - 0.525) < 1e-12)
    #expect(try expected(two, by: .category) == [nil, nil, nil])
    // Of a thousand members each is asked by topic, of one more none.
    func many(_ count: Int) throws -> Bool {
      let small = (0..<count - 2).map { Self.call(1, 1, "u\($0)", topic: "x") }
      return try expected(small + two).contains { $0 != nil }
    }
    #expect(try many(1000) && !many(1001))
  }

  @Test("shortfalls are what the average would have had more, the most first; groups of 29 cases have none")
  func shortfalls() throws {
    func shortfalls(_ id: String, _ facts: [MadeUpSource.Fact]) throws -> [Shortfall] {
      try MadeUpSource(facts, until: "2019-12-31").engine.shortfalls(
        ShippedMetrics.metric(id), by: [.district, .category], slice: Self.slice("2019-12"))
    }
    let facts = [
      Self.call(400, 200, "a", topic: "x"), Self.call(400, 150, "b", topic: "x"), Self.call(400, 250, "c", topic: "x"),
      Self.call(30, 10, "d", topic: "x"), Self.call(29, 0, "e", topic: "x"), Self.call(29, 29, "f", topic: "x"),
      Self.call(60, 36, "g", topic: "x"), Self.call(30, 10, "d", topic: "w"), Self.call(400, 183, "h", topic: "x"),
      Self.call(400, 217, "i", topic: "x"), Self.call(32, 30, "j", topic: "x"), Self.call(90, 0, "", topic: "x"),
      Self.call(90, 90, "k", topic: ""),
    ]
    // 1,115 of 2,210 cases with both names.
    let average = 1115.0 / 2210
    let found = try shortfalls("connection_rate", facts)
    #expect(found.map { $0.labels[0] } == ["b", "h", "d", "d", "a"])
    #expect(found.map { $0.labels[1] } == ["x", "x", "w", "x", "x"], "equal ones by name")
    #expect(abs(found[0].cases - (400 * average - 150)) < 1e-9 && abs(found[4].cases - (400 * average - 200)) < 1e-9)
    #expect(found.map(\.standing) == [.worse, .ordinary, .ordinary, .ordinary, .ordinary])
    // Where less is better the others lose: 400 asked and 200 abandoned each, but for these.
    let lost = [
      Calls.calls("2019-12-05 10:00", 400, abandoned: 260, names: [.district: "a", .category: "x"]),
      Calls.calls("2019-12-05 10:00", 400, abandoned: 222, names: [.district: "b", .category: "x"]),
      Calls.calls("2019-12-05 10:00", 1000, abandoned: 418, names: [.district: "c", .category: "x"]),
    ]
    let lower = try shortfalls("abandonment_rate", lost)
    #expect(lower.map { $0.labels[0] } == ["a", "b"] && lower.map(\.standing) == [.worse, .watch])
    #expect(abs(lower[0].cases - 60) < 1e-9)
    #expect(try shortfalls("call_volume", facts).isEmpty && shortfalls("satisfaction_index", facts).isEmpty)
    #expect(try shortfalls("connection_rate", [Self.call(100, 50, "a", topic: "x")]).isEmpty, "the average itself")
  }

  @Test("a year beside the one before: a hotline that had nothing then has nothing to compare with")
  func yearOnYear() throws {
    let facts = [
      Calls.calls("2019-12-05 10:00", 120), Calls.calls("2018-12-05 10:00", 100),
      Calls.Fact(kind: .workOrder, at: "2019-12-05 10:00", counts: ["orders_received": 5]),
    ]
    let found = try MadeUpSource(facts, until: "2019-12-31").engine.yearOnYear(
      [
        ShippedMetrics.metric("call_volume"), ShippedMetrics.metric("orders_received"),
        ShippedMetrics.metric("connection_rate"), ShippedMetrics.metric("outbound_calls"),
      ], slice: Self.slice("2019-12"), groups: [])
    #expect(found.map { $0.before?.value } == [100, nil, 1, 0])
    #expect(abs(try #require(found[0].difference) - 0.2) < 1e-12 && found[1].difference == nil)
    #expect(found[3].difference == nil && found[3].now.value == 0)
  }

  @Test("which part of its interval a difference leaves out decides, 0 at its end is not left out")
  func difference() throws {
    let metric = try ShippedMetrics.metric("call_volume")
    func compared(_ now: Double, _ before: Double, days: (Int, Int)) -> YearOnYear {
      YearOnYear(
        now: ShippedMetrics.value(metric, now), before: ShippedMetrics.value(metric, before), days: days)
    }
    let zero = compared(0, 100, days: (31, 31))
    #expect(zero.difference == -1 && zero.isDifferent == true && zero.interval?.low == -1)
    let days = compared(310, 280, days: (31, 28))
    let grown = try #require(days.difference)
    #expect(days.isDifferent == false && abs(grown - 3.0 / 28) < 1e-12)
  }
}
