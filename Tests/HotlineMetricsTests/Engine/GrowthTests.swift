import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Shares that grew, topics that stand out, at the limits of what is judged.
@Suite("Growth of shares and unlike mixes at their limits")
struct GrowthTests {
  private static let first = LocalMonth(year: 2019, month: 1)

  /// Months of 2019 and 2018 in pairs: the counts of a member now and before, of a thousand each.
  private func growth(_ pairs: [(Double, Double)]) -> ShareGrowth {
    var counts: [LocalMonth: [String: Double]] = [:]
    for (place, pair) in pairs.enumerated() {
      let month = Self.first.advanced(by: place)
      counts[month] = ["甲": pair.0, "": 1000 - pair.0]
      counts[month.advanced(by: -12)] = ["甲": pair.1, "": 1000 - pair.1]
    }
    return ShareGrowth(counts, months: pairs.indices.map { Self.first.advanced(by: $0) })
  }

  @Test("thirty cases in one of the years are judged, 29 in both are not")
  func fewest() {
    #expect(growth([(5, 1), (5, 1), (5, 1), (5, 1), (5, 1), (5, 2)]).standing("甲") == .riser)
    #expect(growth([(5, 1), (5, 1), (5, 1), (5, 1), (5, 1), (4, 1)]).standing("甲") == .unjudged)
    #expect(growth([(1, 5), (1, 5), (1, 5), (1, 5), (1, 5), (2, 5)]).standing("甲") == .faller)
    #expect(growth([(5, 5), (5, 5), (5, 5), (5, 5), (5, 5), (5, 5)]).standing("甲") == .ordinary)
    #expect(growth([(9, 1), (9, 1), (9, 1), (9, 1), (9, 1)]).standing("甲") == .unjudged, "five pairs")
    #expect(growth([(5, 1)]).standing("乙") == nil)
  }

  @Test("differences that are all alike are certain; all nothing are none")
  func alike() {
    #expect(ShareGrowth.probability(of: Array(repeating: 0.25, count: 6)) == 0)
    #expect(ShareGrowth.probability(of: Array(repeating: 0, count: 6)) == 1)
    #expect(ShareGrowth.probability(of: Array(repeating: 0.25, count: 5)) == nil)
  }

  @Test("a month has a pair only with cases in both years; those with most cases come first, equal ones by name")
  func pairs() {
    var counts: [LocalMonth: [String: Double]] = [:]
    counts[Self.first] = ["甲": 6, "乙": 9, "丙": 6]
    counts[Self.first.advanced(by: -12)] = ["甲": 4]
    counts[Self.first.advanced(by: 1)] = ["甲": 50]
    counts[Self.first.advanced(by: -10)] = ["甲": 70]
    counts[Self.first.advanced(by: 3)] = ["甲": 0]
    counts[Self.first.advanced(by: -9)] = ["甲": 7]
    let growth = ShareGrowth(counts, months: (0..<6).map { Self.first.advanced(by: $0) })
    #expect(growth.months == [Self.first])
    #expect(growth.members.map(\.name) == ["乙", "丙", "甲"])
    let first = growth.members[2]
    #expect(first.now == (6, 21) && first.before == (4, 4) && first.shareBefore == 1 && first.share == 6.0 / 21)
    #expect(growth.members[0].shareBefore == 0)
    let none = ShareGrowth.Member(name: "", now: (0, 0), before: (0, 0), standing: .ordinary)
    #expect(none.share == nil && none.shareBefore == nil)
  }

  @Test("two members are the same when name, both years and standing are")
  func same() {
    func member(
      _ name: String = "甲", now: Double = 5, before: Double = 3, _ standing: ShareGrowth.Standing = .ordinary
    ) -> ShareGrowth.Member {
      ShareGrowth.Member(name: name, now: (now, 10), before: (before, 10), standing: standing)
    }
    #expect(member() == member() && member().hashValue == member().hashValue)
    #expect(member() != member("乙") && member() != member(now: 6) && member() != member(before: 4))
    #expect(member() != member("甲", .riser))
    #expect(member("乙") != member("甲", now: 6, before: 4, .riser))
  }

  @Test("a month of which a count is hidden has no pair, nor has one that is not over")
  func engine() throws {
    var facts: [MadeUpSource.Fact] = []
    for month in ["2018-11", "2018-12", "2019-11", "2019-12"] {
      for (topic, count) in [("甲", 50.0), ("乙", 60), ("丙", month == "2018-12" ? 3 : 70)] {
        facts.append(MadeUpSource.calls("\(month)-05 10:00", count, names: [.category: topic]))
      }
    }
    func months(_ engine: MetricEngine) throws -> [String] {
      try engine.shareGrowth(
        ShippedMetrics.metric("call_volume"), by: .category, in: Period(parsing: "2019-11..2019-12")
      ).months.map(\.iso)
    }
    let engine = try MadeUpSource(facts, until: "2019-12-31").engine
    #expect(try months(engine) == ["2019-11", "2019-12"])
    #expect(try months(engine.publicVersion(hidingUnder: 10)) == ["2019-11"])
    #expect(try months(MadeUpSource(facts, until: "2019-12-30").engine) == ["2019-11"])
  }

  private func deviations(_ counts: [(String, String, Double)]) throws -> TopicDeviations {
    let metric = try ShippedMetrics.metric("call_volume")
    return TopicDeviations(
      metric: metric, values: counts.map { ShippedMetrics.value(metric, $0.2, labels: [$0.0, $0.1]) })
  }

  @Test("a cell is judged from five expected cases on, and stands out from a fifth more or fewer on")
  func deviationLimits() throws {
    // Rows of 50 and 950, columns of 100 and 900: 5 expected.
    let five = try deviations([("a", "x", 20), ("a", "y", 30), ("b", "x", 80), ("b", "y", 870)])
    #expect(five.cells[0].expected == 5 && five.cells[0].standing == .more)
    let fewer = try deviations([("a", "x", 20), ("a", "y", 30), ("b", "x", 80), ("b", "y", 871)])
    #expect(fewer.cells[0].standing == .tooFew && fewer.cells[0].ratio.map { $0 > 4 } == true)
    // Rows and columns of 4,000: 2,000 expected; 400 more or fewer are a fifth.
    let more = try deviations([("a", "x", 2401), ("a", "y", 1599), ("b", "x", 1599), ("b", "y", 2401)])
    #expect(more.cells.map(\.standing) == [.more, .fewer, .fewer, .more])
    let less = try deviations([("a", "x", 2399), ("a", "y", 1601), ("b", "x", 1601), ("b", "y", 2399)])
    #expect(less.cells.allSatisfy { $0.standing == .ordinary })
    #expect(
      more.outstanding.map(\.member) == ["a", "a", "b", "b"] && more.outstanding.map(\.topic) == ["x", "y", "x", "y"])
  }

  @Test("a cell that nobody has a case in is listed with none; one topic alone deviates nowhere; nothing has no cells")
  func cells() throws {
    let found = try deviations([("a", "x", 100), ("a", "y", 100), ("b", "x", 200), ("", "x", 900), ("b", "", 900)])
    #expect(found.cells.map(\.count) == [100, 100, 200, 0] && found.cells[3].standing == .fewer)
    #expect(found.cells[3].expected == 50 && found.cells[3].ratio == 0 && found.cells(of: "b").count == 2)
    let alone = try deviations([("a", "x", 100), ("b", "x", 900)])
    #expect(alone.cells.allSatisfy { $0.standing == .tooFew && $0.ratio == 1 })
    #expect(try deviations([("a", "x", 0)]).cells.isEmpty)
  }

  /// Fourteen months of a wobbling count, the last given, all of 30 days.
  private func series(_ last: Double, usual: Double) throws -> MetricSeries {
    let metric = try ShippedMetrics.metric("call_volume")
    let months = (0..<14).map { LocalMonth(year: 2018, month: 11).advanced(by: $0) }
    let days = months.map { Double(MonthDays(weekdaysOf: $0).count) }
    return MetricSeries(
      metric: metric, line: nil, months: months,
      values: (0..<14).map { place in
        ShippedMetrics.value(metric, (place == 13 ? last : usual) * (place == 13 ? 1 : days[place] / 31))
      }, asOf: LocalMonth(year: 2019, month: 12).lastDay.end)
  }

  @Test("a month is judged where it, or what is usual, has thirty cases")
  func surprise() throws {
    #expect(try series(30, usual: 2).surprise != nil && series(29, usual: 2).surprise == nil)
    #expect(try series(1, usual: 31).surprise != nil && series(1, usual: 29).surprise == nil)
    #expect(try abs(#require(TopicChanges(["a": series(1, usual: 31)]).topics[0].usual) - 31) < 1e-9)
  }

  @Test("topics come by their cases, equal ones by name, cases without a topic last and never a riser")
  func order() throws {
    let changes = TopicChanges([
      "": try series(900, usual: 300), "b": try series(310, usual: 300), "a": try series(310, usual: 300),
      "c": try series(800, usual: 300), "d": try series(30, usual: 300),
    ])
    #expect(changes.topics.map(\.name) == ["c", "a", "b", "d", ""])
    #expect(changes.topics.map(\.standing) == [.riser, .ordinary, .ordinary, .faller, .ordinary])
  }
}
