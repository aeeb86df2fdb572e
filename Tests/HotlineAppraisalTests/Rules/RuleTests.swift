import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import Testing

@testable import HotlineAppraisal

/// Points of a rule, to two decimals.
private func points(
  _ rule: any ScoringRule, actual: Double, _ direction: Target.Direction = .atLeast, target: Double, weight: Double,
  unit: Metric.Unit = .share
) -> String {
  rule.outcome(Measured(actual: actual, target: Target(direction, target), unit: unit), weight: weight).points
    .pointsText
}

@Suite("Scoring rules at their boundaries")
struct RuleTests {
  @Test("in proportion: full marks from the target on, below it actual ÷ target")
  func proportional() throws {
    let rule = try ProportionalRule(parameters: nil, units: [.share])
    #expect(points(rule, actual: 0.9, target: 0.9, weight: 8) == "8")
    #expect(points(rule, actual: 9.0 / 10.0 - 1e-12, target: 0.9, weight: 8) == "8", "a binary hair is no shortfall")
    #expect(points(rule, actual: 0.8999, target: 0.9, weight: 9) == "9")
    #expect(rule.outcome(Measured(actual: 0.8999, target: Target(.atLeast, 0.9), unit: .share), weight: 9).points < 9)
    #expect(points(rule, actual: 0.45, target: 0.9, weight: 8) == "4")
    #expect(points(rule, actual: 0, target: 0.9, weight: 8) == "0")
    #expect(points(rule, actual: -3, target: 10, weight: 8, unit: .count) == "0", "a negative value counts as 0")
    #expect(points(rule, actual: 33, target: 36, weight: 7, unit: .count) == "6.42")
  }

  @Test("in proportion, less is better: linear to 0 at twice the target")
  func proportionalDownwards() throws {
    let rule = try ProportionalRule(parameters: nil, units: [.seconds])
    #expect(points(rule, actual: 20, .atMost, target: 20, weight: 8, unit: .seconds) == "8")
    #expect(points(rule, actual: 24, .atMost, target: 20, weight: 8, unit: .seconds) == "6.4")
    #expect(points(rule, actual: 40, .atMost, target: 20, weight: 8, unit: .seconds) == "0")
    #expect(points(rule, actual: 100, .atMost, target: 20, weight: 8, unit: .seconds) == "0")
    #expect(points(rule, actual: 0, .atMost, target: 0, weight: 8, unit: .count) == "8")
    #expect(points(rule, actual: 1, .atMost, target: 0, weight: 8, unit: .count) == "0")
  }

  @Test("all or nothing")
  func allOrNothing() throws {
    let rule = try AllOrNothingRule(parameters: nil, units: [.count])
    #expect(points(rule, actual: 1, target: 1, weight: 5, unit: .count) == "5")
    #expect(points(rule, actual: 0, target: 1, weight: 5, unit: .count) == "0")
    #expect(points(rule, actual: 3, .atMost, target: 3, weight: 5, unit: .count) == "5")
    #expect(points(rule, actual: 4, .atMost, target: 3, weight: 5, unit: .count) == "0")
    #expect(points(rule, actual: 2, .equal, target: 2, weight: 5, unit: .count) == "5")
  }

  @Test("deduction: a step begun counts, or only whole steps, or parts in proportion")
  func deduct() {
    func rule(_ counting: DeductRule.Counting, floor: Double = 0) -> DeductRule {
      DeductRule(step: 0.01, points: 1, counting: counting, floor: floor, unit: .share)
    }
    #expect(points(rule(.started), actual: 0.9, target: 0.9, weight: 8) == "8")
    #expect(points(rule(.started), actual: 0.895, target: 0.9, weight: 8) == "7")
    #expect(points(rule(.started), actual: 0.89, target: 0.9, weight: 8) == "7", "exactly one step is one step")
    #expect(points(rule(.started), actual: 0.889, target: 0.9, weight: 8) == "6")
    #expect(points(rule(.full), actual: 0.895, target: 0.9, weight: 8) == "8")
    #expect(points(rule(.full), actual: 0.89, target: 0.9, weight: 8) == "7")
    #expect(points(rule(.proRata), actual: 0.895, target: 0.9, weight: 8) == "7.5")
    #expect(points(rule(.started), actual: 0.1, target: 0.9, weight: 8) == "0")
    #expect(points(rule(.started, floor: 3), actual: 0.1, target: 0.9, weight: 8) == "3")
  }

  @Test("a deduction that does not say which steps count takes points for each step begun, down to 0")
  func deductUnsaid() throws {
    func rule(_ yaml: String) throws -> any ScoringRule {
      try #require(try ScoringRules.read(ConfigurationNode(yaml: yaml, file: "form.yaml"), units: [.share]))
    }
    let unsaid = try rule("deduct: {step: 1%, points: 2}")
    // 90 % wanted: 89.5 % is half a step short, 88.5 % a step and a half, 1 % eighty-nine.
    #expect(points(unsaid, actual: 0.895, target: 0.9, weight: 8) == "6")
    #expect(points(unsaid, actual: 0.885, target: 0.9, weight: 8) == "4")
    #expect(points(unsaid, actual: 0.01, target: 0.9, weight: 8) == "0")
    #expect(
      try points(rule("deduct: {step: 1%, points: 2, counting: full}"), actual: 0.885, target: 0.9, weight: 8) == "6")
    #expect(
      try points(rule("deduct: {step: 1%, points: 2, counting: pro_rata}"), actual: 0.885, target: 0.9, weight: 8)
        == "5")
    #expect(try points(rule("deduct: {step: 1%, points: 2, floor: 3}"), actual: 0.01, target: 0.9, weight: 8) == "3")
  }

  @Test("deduction gives the published points of Lianyungang's scheme (domain.md §1.15)")
  func lianyungang() {
    let satisfaction = DeductRule(step: 0.01, points: 0.5, counting: .proRata, floor: 12.5, unit: .share)
    for (rate, expected) in [(0.875, "19.75"), (0.8333, "17.67"), (0.75, "13.5"), (0.7143, "12.5"), (0.5, "12.5")] {
      #expect(points(satisfaction, actual: rate, target: 0.98, weight: 25) == expected)
    }
    let onTime = DeductRule(step: 0.01, points: 1, counting: .proRata, unit: .share)
    #expect(points(onTime, actual: 0.8982, target: 0.9, weight: 15) == "14.82")
    #expect(points(onTime, actual: 0.6667, target: 0.9, weight: 15) == "0")
  }

  @Test("bands: the lower end belongs to the band")
  func bands() {
    let rule = BandsRule([.init(from: 1, share: 1), .init(from: 0.9, share: 0.7), .init(from: 0.8, share: 0.5)])
    #expect(points(rule, actual: 36, target: 36, weight: 7, unit: .count) == "7")
    #expect(points(rule, actual: 33, target: 36, weight: 7, unit: .count) == "4.9")
    #expect(points(rule, actual: 90, target: 100, weight: 10, unit: .count) == "7")
    #expect(points(rule, actual: 89.5, target: 100, weight: 10, unit: .count) == "5")
    #expect(points(rule, actual: 79.9, target: 100, weight: 10, unit: .count) == "0")
  }

  @Test("a rule's parameters are checked where they stand")
  func parameters() throws {
    func problem(_ yaml: String, units: [Metric.Unit] = [.share]) -> String {
      do {
        _ = try ScoringRules.read(ConfigurationNode(yaml: yaml, file: "form.yaml"), units: units)
        return ""
      } catch { return "\(error)" }
    }
    #expect(problem("proportional").isEmpty)
    #expect(problem("deduct").hasPrefix("form.yaml:1:1: the rule deduct needs parameters"))
    #expect(problem("deduct: {step: 0, points: 1}", units: [.count]).contains("a step is above 0"))
    #expect(problem("deduct: {step: 1, points: 1}").contains("not in the unit"))
    #expect(problem("deduct: {step: 1%, points: 1}", units: [.share, .count]).contains("cannot serve both"))
    #expect(problem("bands: [{from: 90%, share: 100%}]").contains("from 100 %"))
    #expect(problem("bands: [{from: 100%, share: 50%}, {from: 90%, share: 70%}]").contains("downwards"))
    #expect(problem("proportional: {a: 1}").contains("no parameters"))
    #expect(problem("guess").contains("proportional, all_or_nothing, deduct, bands, graded"))
  }

  @Test("a target of 0 knows only done and not done, and no relative deviation")
  func zeroTarget() {
    #expect(Target(.atLeast, 0).deviation(of: 5) == nil)
    #expect(Target(.atMost, 0).completion(of: 1) == 0)
    #expect(Target(.atLeast, 0).completion(of: 0) == 1)
  }

  @Test("the gap to 100 % that was closed: 94.3 against 90 closes 43 % of it")
  func gap() throws {
    let closed = try #require(Target(.atLeast, 0.9).gapClosed(by: 0.943))
    #expect(abs(closed - 0.43) < 1e-9)
    #expect(Target(.atLeast, 1).gapClosed(by: 1) == nil)
    let deviation = try #require(Target(.atMost, 20).deviation(of: 15))
    #expect(deviation == 0.25, "for “at most”, less is a positive deviation")
  }
}
