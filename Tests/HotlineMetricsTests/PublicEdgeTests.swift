import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// What a public version hides of values over made-up facts, exactly at the threshold.
@Suite("Public figures at the threshold")
struct PublicEdgeTests {
  private typealias Calls = MadeUpSource

  private func values(
    _ facts: [MadeUpSource.Fact], _ id: String, _ period: String, by groups: [Grouping] = [],
    where conditions: [HotlineModel.Dimension: [String]] = [:]
  ) throws -> [MetricValue] {
    try MadeUpSource(facts, until: "2020-01-31").engine.publicVersion(hidingUnder: 10).values(
      MetricQuery(
        metrics: [ShippedMetrics.metric(id)], slice: Slice(period: Period(parsing: period), conditions: conditions),
        groups: groups)
    ).values
  }

  private static func calls(
    _ month: String, _ asked: Double, connected: Double? = nil, _ district: String = "a", line: String = "962200"
  ) -> MadeUpSource.Fact {
    MadeUpSource.calls(
      "2019-\(month)-05 10:00", asked, connected: connected, line: line, names: [.district: district])
  }

  @Test("nine calls are hidden and ten are not; of a share also nine above the line, or nine that are missing from it")
  func threshold() throws {
    func isHidden(_ asked: Double, _ connected: Double, _ id: String) throws -> Bool {
      try values([Self.calls("12", asked, connected: connected)], id, "2019-12")[0].isSuppressed
    }
    #expect(try isHidden(9, 9, "call_volume") && !isHidden(10, 10, "call_volume"))
    #expect(try !isHidden(0, 0, "call_volume"), "a 0 is shown")
    #expect(try isHidden(30, 9, "connection_rate") && !isHidden(30, 10, "connection_rate"))
    #expect(try isHidden(30, 21, "connection_rate") && !isHidden(30, 20, "connection_rate"))
    #expect(try !isHidden(30, 30, "connection_rate") && !isHidden(30, 0, "connection_rate"))
    #expect(try isHidden(9, 0, "connection_rate"))
  }

  @Test("two rates of one denominator tell no small rest: calls that failed are those neither connected nor abandoned")
  func rest() throws {
    func hidden(asked: Double, abandoned: Double) throws -> [Bool] {
      let engine = try MadeUpSource(
        [Calls.calls("2019-12-05 10:00", asked, connected: 400, abandoned: abandoned)], until: "2020-01-31"
      ).engine.publicVersion(hidingUnder: 10)
      let metrics = try ["connection_rate", "abandonment_rate"].map(ShippedMetrics.metric)
      return try engine.values(MetricQuery(metrics: metrics, slice: Slice(period: Period(parsing: "2019-12"))))
        .values.map(\.isSuppressed)
    }
    #expect(try hidden(asked: 430, abandoned: 29) == [false, true], "one call failed")
    #expect(try hidden(asked: 430, abandoned: 21) == [false, true], "nine failed")
    #expect(try hidden(asked: 430, abandoned: 20) == [false, false], "ten failed")
    #expect(try hidden(asked: 430, abandoned: 30) == [false, false], "none failed")
    #expect(try hidden(asked: 401, abandoned: 0) == [true, false], "one failed; nothing was abandoned, which is shown")
  }

  @Test("a count that is hidden stands under no other name: the average wait is over the calls that were answered")
  func sameCount() throws {
    func counts(_ day: String, _ connected: Double, _ waitKnown: Double) -> Calls.Fact {
      Calls.Fact(
        at: "\(day) 10:00", names: [.line: "962200"],
        counts: [
          "calls_inbound": 60, "calls_asked": 60, "calls_connected": connected, "calls_connected_wait_known": waitKnown,
          "calls_connected_wait_unknown": connected - waitKnown, "wait_sum": 300,
        ])
    }
    func hidden(connected: Double, waitKnown: Double, inMarch: Double = 50) throws -> [Bool] {
      let facts = [counts("2019-03-01", 50, inMarch), counts("2019-12-05", connected, waitKnown)]
      let engine = try MadeUpSource(facts, until: "2020-01-31").engine.publicVersion(hidingUnder: 10)
      let metrics = try ["connection_rate", "average_wait"].map(ShippedMetrics.metric)
      return try engine.values(MetricQuery(metrics: metrics, slice: Slice(period: Period(parsing: "2019-12"))))
        .values.map(\.isSuppressed)
    }
    #expect(try hidden(connected: 59, waitKnown: 59) == [true, true], "60 calls, and one was not answered")
    #expect(try hidden(connected: 50, waitKnown: 50) == [false, false])
    #expect(
      try hidden(connected: 59, waitKnown: 59, inMarch: 49) == [true, true],
      "one call of another month without a known wait changes nothing")
    #expect(
      try hidden(connected: 59, waitKnown: 59, inMarch: 0) == [true, true], "nor does a month without any known wait")
    #expect(
      try hidden(connected: 59, waitKnown: 40, inMarch: 30) == [true, false], "forty waits tell nothing of the one")
    #expect(try hidden(connected: 50, waitKnown: 50, inMarch: 49) == [false, false])
  }

  @Test("two rates of which one holds the other tell no small difference, in a crossing that asks for one alone either")
  func excess() throws {
    func counts(_ district: String, selfService: Double) -> Calls.Fact {
      Calls.Fact(
        at: "2019-12-05 10:00", names: [.line: "962200", .district: district, .unit: "u"],
        counts: [
          "calls_inbound": 500, "calls_asked": 500, "calls_connected": 400,
          "calls_connected_or_self_service": 400 + selfService,
        ])
    }
    let engine = try MadeUpSource(
      [counts("a", selfService: 3), counts("b", selfService: 20), counts("c", selfService: 30)], until: "2020-01-31"
    ).engine.publicVersion(hidingUnder: 10)
    let ids = try ShippedMetrics.catalog.get().metrics.filter {
      ["calls_connected", "calls_connected_or_self_service"].contains($0.numerator.first?.id ?? "")
        && $0.denominator.map(\.id) == ["calls_inbound"]
    }.map(\.id)
    try #require(ids.count == 2)
    for groups in [[Grouping.dimension(.district)], [.dimension(.district), .dimension(.unit)]] {
      let values = try engine.values(
        MetricQuery(
          metrics: [ShippedMetrics.metric(ids[1])], slice: Slice(period: Period(parsing: "2019-12")), groups: groups)
      ).values
      #expect(values.map(\.isSuppressed) == [true, true, false], "the second is hidden with the next smallest")
    }
  }

  @Test("broadcasts are nobody's and stay, also beside what is hidden")
  func nobody() throws {
    let facts = [
      Calls.Fact(kind: .activity, at: "2019-12-06 10:00", counts: ["broadcasts_held": 4]), Self.calls("12", 3),
    ]
    #expect(try values(facts, "broadcasts", "2019-12")[0].value == 4)
    let both = try MadeUpSource(facts, until: "2019-12-31").engine.publicVersion(hidingUnder: 10).values(
      MetricQuery(
        metrics: [ShippedMetrics.metric("broadcasts"), ShippedMetrics.metric("call_volume")],
        slice: Slice(period: Period(parsing: "2019-12"))))
    #expect(both.values.map(\.isSuppressed) == [false, true])
  }

  @Test("hours are hidden where the calls of those hours are")
  func hours() throws {
    func isHidden(_ calls: Double) throws -> Bool {
      try values([Self.calls("12", calls)], "service_hours_covered", "2019-12")[0].isSuppressed
    }
    #expect(try isHidden(9) && !isHidden(10))
  }

  @Test("a hotline of few calls hides the sum of all hotlines, which less the others would tell it")
  func lines() throws {
    let two = [Self.calls("12", 100), Self.calls("12", 4, line: "12345")]
    #expect(try values(two, "call_volume", "2019-12")[0].isSuppressed)
    #expect(try values(two, "call_volume", "2019-12", where: [.line: ["962200"]])[0].value == 100)
    #expect(try values(two, "call_volume", "2019-12", by: [.dimension(.line)]).map(\.isSuppressed) == [true, false])
    let three = two + [Self.calls("12", 5, line: "10086")]
    #expect(try values(three, "call_volume", "2019-12")[0].value == 109, "two hidden ones are not told by their sum")
    #expect(try values(three, "call_volume", "2019-12", where: [.line: ["962200", "12345"]])[0].isSuppressed)
  }

  @Test("a year so far hides itself when it would tell the one month that is hidden")
  func yearSoFar() throws {
    func hidden(_ counts: [String: Double], _ period: String) throws -> Bool {
      try values(counts.map { Self.calls($0.key, $0.value) }, "call_volume", period)[0].isSuppressed
    }
    #expect(try hidden(["01": 50, "02": 5, "03": 60], "2019-01..2019-03"))
    #expect(try !hidden(["01": 50, "02": 50, "03": 60], "2019-01..2019-03"))
    // Two hidden months that together reach ten: neither follows from the sum.
    #expect(try !hidden(["01": 4, "02": 50, "03": 6], "2019-01..2019-03"))
    #expect(try hidden(["01": 4, "02": 50, "03": 5], "2019-01..2019-03"))
    // A period that begins later is none of the reports' sums: nothing hidden is in it.
    #expect(try hidden(["02": 4, "03": 50, "04": 6], "2019-02..2019-04"))
    #expect(try !hidden(["01": 4, "02": 50, "03": 60], "2019-02..2019-03"))
    #expect(try hidden(["01": 50, "02": 5], "2019-02"))
  }

  @Test("a district of few calls takes the smallest other one with it; crossed with a topic its row is hidden too")
  func districts() throws {
    func call(_ count: Double, _ district: String, _ topic: String) -> MadeUpSource.Fact {
      Calls.calls("2019-12-05 10:00", count, names: [.district: district, .category: topic])
    }
    let facts = [
      call(9, "a", "x"), call(20, "b", "x"), call(30, "b", "y"), call(100, "c", "x"), call(90, "c", "y"),
      call(70, "d", "x"), call(80, "d", "y"),
    ]
    let districts = try values(facts, "call_volume", "2019-12", by: [.dimension(.district)])
    #expect(districts.map(\.isSuppressed) == [true, true, false, false])
    let crossed = try values(facts, "call_volume", "2019-12", by: [.dimension(.district), .dimension(.category)])
    let hidden = crossed.filter(\.isSuppressed).map { $0.labels.joined() }
    #expect(hidden.contains("ax") && hidden.contains("bx") && hidden.contains("by"))
    let months = try values(facts, "call_volume", "2019-11..2019-12", by: [.dimension(.district), .month])
    #expect(months.filter(\.isSuppressed).map { $0.labels.joined(separator: " ") } == ["a 2019-12", "b 2019-12"])
  }

  @Test("what is left out is hidden by itself where it is small")
  func leftOut() throws {
    var fact = Self.calls("12", 40, connected: 20)
    fact.counts["calls_self_service"] = 4
    fact.counts["calls_abandoned_ivr"] = 30
    let rate = try values([fact], "connection_rate", "2019-12")[0]
    #expect(rate.value == 0.5 && rate.leftOut.map(\.measure) == ["calls_abandoned_ivr"] && rate.notes.count == 1)
    fact.counts["calls_self_service"] = 10
    #expect(try values([fact], "connection_rate", "2019-12")[0].leftOut.count == 2)
  }

  @Test("a small table's hidden cells are those of the smallest counts, of equal ones the first by name")
  func cells() {
    func hidden(_ counts: [String: Double], forced: Set<[String]> = []) -> [String] {
      SmallCells(threshold: 10, axes: [0]).hidden(
        in: Dictionary(uniqueKeysWithValues: counts.map { ([$0.key], $0.value) }), forced: forced
      ).map { $0[0] }.sorted()
    }
    #expect(hidden(["a": 9, "b": 20, "c": 20, "d": 0]) == ["a", "b"])
    #expect(hidden(["a": 10, "b": 20]) == [] && hidden(["a": 0, "b": 20]) == [])
    #expect(hidden(["a": 9, "b": 0]) == ["a", "b"], "there is nothing else")
    #expect(hidden(["a": 4, "b": 6, "c": 50]) == ["a", "b"] && hidden(["a": 4, "b": 5, "c": 50]) == ["a", "b", "c"])
    #expect(hidden(["a": 40, "b": 30, "c": 50], forced: [["c"], ["unknown"]]) == ["b", "c"])
    #expect(hidden(["a": 40], forced: [["unknown"]]) == [])
  }
}
