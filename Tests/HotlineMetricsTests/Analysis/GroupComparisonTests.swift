import HotlineModel
import Testing

@testable import HotlineMetrics

@Suite("Groups compared with the average of all")
struct GroupComparisonTests {
  /// Twelve quiet groups of 400 cases, and one to be judged.
  private func standing(_ id: String, _ cases: Double, of all: Double, usual: Double) throws
    -> GroupComparison.Standing
  {
    let metric = try ShippedMetrics.metric(id)
    let quiet = (0..<12).map { ShippedMetrics.value(metric, usual, of: 400, labels: ["quiet \($0)"]) }
    let judged = ShippedMetrics.value(metric, cases, of: all, labels: ["judged"])
    let comparison = GroupComparison(metric: metric, values: quiet + [judged])
    return comparison.standing(try #require(comparison.members.last))
  }

  @Test("more answered is better, less is worse; between 95 and 99.8 % it is only watched")
  func higherIsBetter() throws {
    // With 200 of 400 usual, the 95 % limits are 180.4 and 219.6 of 400, those of 99.8 % 169.2 and 230.8; the one that is
    // judged moves the average by a thirteenth of its own distance.
    func standing(_ cases: Double) throws -> GroupComparison.Standing {
      try self.standing("connection_rate", cases, of: 400, usual: 200)
    }
    #expect(try standing(200) == .ordinary)
    #expect(try standing(182) == .ordinary)
    #expect(try standing(177) == .watch)
    #expect(try standing(165) == .worse)
    #expect(try standing(223) == .watch)
    #expect(try standing(235) == .better)
  }

  @Test("of what is better when there is less of it, the same is told the other way round")
  func lowerIsBetter() throws {
    func standing(_ cases: Double) throws -> GroupComparison.Standing {
      try self.standing("abandonment_rate", cases, of: 400, usual: 200)
    }
    #expect(try standing(165) == .better)
    #expect(try standing(177) == .watch)
    #expect(try standing(235) == .worse)
    #expect(try self.standing("rated_share", 165, of: 400, usual: 200) == .worse)
  }

  @Test("29 cases are too few to be judged, 30 are not")
  func few() throws {
    #expect(try standing("connection_rate", 1, of: 29, usual: 200) == .tooFew)
    #expect(try standing("connection_rate", 1, of: 30, usual: 200) == .worse)
  }

  @Test("cases without a name are listed, but no member of any standing and no part of the average")
  func unnamed() throws {
    let metric = try ShippedMetrics.metric("connection_rate")
    let comparison = GroupComparison(
      metric: metric,
      values: [
        ShippedMetrics.value(metric, 90, of: 100, labels: ["a"]),
        ShippedMetrics.value(metric, 180, of: 200, labels: ["b"]),
        ShippedMetrics.value(metric, 0, of: 500, labels: [""]), ShippedMetrics.value(metric, 0, of: 0, labels: ["c"]),
      ])
    #expect(comparison.funnel?.average == 0.9)
    #expect(comparison.members.map(\.judgement) == [.usual, .usual, .tooFew, .tooFew])
    #expect(comparison.members(.tooFew).map(\.name) == ["c"])
    #expect(comparison.members(.ordinary).map(\.name) == ["a", "b"])
    #expect(comparison.members.map(\.cases) == [100, 200, 500, 0])
  }

  @Test("an hour of fewer than ten calls has no share; the heaviest losses come first, of equal ones the earlier")
  func hourlyLoad() {
    let lost: [Int: Double] = [10: 5, 11: 9, 24 + 3: 9, 6 * 24 + 23: 1]
    let load = HourlyLoad(
      cells: (0..<168).map {
        HourlyLoad.Cell(
          weekday: $0 / 24 + 1, hour: $0 % 24, callsPerHour: 1, asked: $0 == 11 ? 10 : 9, abandoned: lost[$0] ?? 0)
      })
    #expect(load.abandoned == 24)
    #expect(load.cell(weekday: 1, hour: 11).abandonment == 0.9 && load.cell(weekday: 1, hour: 10).abandonment == nil)
    #expect(load.cell(weekday: 2, hour: 3).abandoned == 9 && load.cell(weekday: 7, hour: 23).abandoned == 1)
    let worst = load.heaviestLosses(3)
    #expect(worst.map(\.weekday) == [1, 2, 1] && worst.map(\.hour) == [11, 3, 10])
    #expect(load.heaviestLosses(9).count == 4)
  }

  @Test("a unit of hard topics is compared with what its topics make expected, beside the plain average")
  func standardised() throws {
    let metric = try ShippedMetrics.metric("connection_rate")
    // Everyone reaches 95 % of easy calls and 60 % of hard ones. Seven units have mostly easy calls, the eighth only hard ones;
    // the ninth has easy calls and fails.
    var values: [MetricValue] = []
    var topics: [MetricValue] = []
    func add(_ name: String, _ parts: [(topic: String, cases: Double, of: Double)]) {
      for part in parts {
        topics.append(ShippedMetrics.value(metric, part.cases, of: part.of, labels: [name, part.topic]))
      }
      values.append(
        ShippedMetrics.value(
          metric, parts.reduce(0) { $0 + $1.cases }, of: parts.reduce(0) { $0 + $1.of }, labels: [name]))
    }
    for unit in 0..<7 { add("unit \(unit)", [("easy", 380, 400), ("hard", 12, 20)]) }
    add("hard", [("hard", 240, 400)])
    add("bad", [("easy", 240, 400)])
    var comparison = GroupComparison(metric: metric, values: values)
    comparison.adjust(topics)
    func member(_ name: String) throws -> GroupComparison.Member {
      try #require(comparison.members.first { $0.name == name })
    }
    let (hard, bad) = (try member("hard"), try member("bad"))
    #expect(comparison.standing(hard) == comparison.standing(bad), "the plain rates are equal: 60 %")
    // All hard calls: (7 · 12 + 240) ÷ (7 · 20 + 400) = 324 ÷ 540.
    #expect(abs(try #require(hard.expected) - 0.6) < 1e-12)
    #expect(comparison.adjustedStanding(hard) == .ordinary)
    // All easy calls: (7 · 380 + 240) ÷ (7 · 400 + 400) = 2,900 ÷ 3,200.
    #expect(abs(try #require(bad.expected) - 0.90625) < 1e-12)
    #expect(comparison.adjustedStanding(bad) == comparison.standing(bad))
  }
}
