import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineAppraisal

@Suite("What a rule says of its points")
struct ReasonTests {
  private func rule(_ yaml: String, units: [Metric.Unit] = [.share]) throws -> any ScoringRule {
    try #require(try ScoringRules.read(ConfigurationNode(yaml: yaml, file: "form.yaml"), units: units))
  }

  private func reason(
    _ yaml: String, actual: Double, _ direction: Target.Direction = .atLeast, target: Double, weight: Double,
    unit: Metric.Unit = .share
  ) throws -> LocalizedText {
    try rule(yaml, units: [unit]).outcome(
      Measured(actual: actual, target: Target(direction, target), unit: unit), weight: weight
    ).reason
  }

  @Test("in proportion: value, target, completion and the product")
  func proportional() throws {
    let short = try reason("proportional", actual: 0.45, target: 0.9, weight: 8)
    #expect(short.zh == "45.00%，目标 ≥90.00%，完成 50.00%，按比例得 8×50.00%=4")
    #expect(short.en == "45.00% of ≥90.00%, 50.00% done, in proportion: 8 × 50.00% = 4")
    let met = try reason("proportional", actual: 0.9, target: 0.9, weight: 8)
    #expect(met.zh == "90.00%，目标 ≥90.00%，达成，得满分 8")
    #expect(met.en == "90.00% meets the target ≥90.00%: full marks, 8")
    let slow = try reason("proportional", actual: 24, .atMost, target: 20, weight: 8, unit: .seconds)
    #expect(slow.zh == "24.0 秒 超过 ≤20.0 秒，按超出比例递减（达两倍为 0）：8×80.00%=6.4")
    #expect(
      slow.en == "24.0 s exceeds ≤20.0 s, falling linearly to 0 at twice the target: 8 × 80.00% = 6.4")
  }

  @Test("all or nothing, bands and steps say what they counted")
  func others() throws {
    #expect(
      try reason("all_or_nothing", actual: 3, .equal, target: 4, weight: 5, unit: .count).en
        == "3 misses the target =4: no points")
    let bands = "bands: [{from: 100%, share: 100%}, {from: 90%, share: 70%}]"
    let middle = try reason(bands, actual: 95, target: 100, weight: 10, unit: .count)
    #expect(middle.zh == "95，目标 ≥100，完成 95.00%，按≥90% 一档得权重的 70%：7")
    #expect(middle.en == "95 of ≥100, 95.00% done: the band from 90% earns 70% of the weight, 7")
    #expect(
      try reason(bands, actual: 50, target: 100, weight: 10, unit: .count).en
        == "50 of ≥100, 50.00% done: the lowest band earns 0% of the weight, 0")
    let deduct = "deduct: {step: 1%, points: 2, counting: pro_rata, floor: 1}"
    let steps = try reason(deduct, actual: 0.885, target: 0.9, weight: 8)
    #expect(steps.zh == "88.50%，距目标 ≥90.00% 差 1.50 个百分点，计 1.5 步、每步扣 2，得 5")
    #expect(steps.en == "88.50% is 1.50 points short of ≥90.00%: 1.5 steps at 2 off each leave 5")
    #expect(
      try reason("deduct: {step: 5, points: 1}", actual: 33, .atMost, target: 20, weight: 8, unit: .seconds).en
        == "33.0 s is 13.0 s short of ≤20.0 s: 3 steps at 1 off each leave 5")
  }

  @Test("a rule in words")
  func words() throws {
    #expect(
      try rule("deduct: {step: 1%, points: 0.5, floor: 3}").text.en
        == "0.5 off for each 1.00 points short, a step begun counts as one, never below 3")
    #expect(
      try rule("deduct: {step: 2, points: 1, counting: full}", units: [.count]).text.zh
        == "每差 2 扣 1 分，不足一步不计，最低 0 分")
    #expect(
      try rule("deduct: {step: 2, points: 1, counting: pro_rata}", units: [.count]).text.en.contains(
        "parts of a step count in proportion"))
    #expect(
      try rule("bands: [{from: 100%, share: 100%}, {from: 90%, share: 70%}]").text.en
        == "by degree of completion (≥100%: 100%, ≥90%: 70%, else 0)")
  }

  @Test("a floor above the weight leaves the weight; half a step of exactly one more is one more")
  func floor() throws {
    func points(_ yaml: String, actual: Double, weight: Double) throws -> Double {
      try rule(yaml).outcome(Measured(actual: actual, target: Target(.atLeast, 0.9), unit: .share), weight: weight)
        .points
    }
    #expect(try points("deduct: {step: 1%, points: 2, floor: 9}", actual: 0.5, weight: 8) == 8)
    #expect(try points("deduct: {step: 10%, points: 2, counting: full}", actual: 0.8, weight: 8) == 6)
    #expect(try points("deduct: {step: 10%, points: 2, counting: full}", actual: 0.81, weight: 8) == 8)
  }

  @Test("a target on either side: met, short by, done to, beaten by")
  func targets() throws {
    let least = Target(.atLeast, 0.9)
    #expect(least.isMet(by: 0.9) && least.isMet(by: 0.95) && !least.isMet(by: 0.89))
    #expect(abs(least.shortfall(of: 0.85) - 0.05) < 1e-12 && least.shortfall(of: 0.95) == 0)
    #expect(least.completion(of: 0.45) == 0.5 && least.completion(of: 2) == 1 && least.completion(of: -1) == 0)
    #expect(abs(try #require(least.deviation(of: 0.99)) - 0.1) < 1e-12)
    let most = Target(.atMost, 20)
    #expect(most.isMet(by: 20) && most.isMet(by: 0) && !most.isMet(by: 20.5))
    #expect(most.shortfall(of: 25) == 5 && most.completion(of: 25) == 0.8 && most.completion(of: 10) == 1)
    #expect(most.gapClosed(by: 10) == nil)
    let equal = Target(.equal, 4)
    #expect(equal.isMet(by: 4) && !equal.isMet(by: 3) && !equal.isMet(by: 5))
    #expect(equal.shortfall(of: 3) == 1 && equal.shortfall(of: 6) == 2)
    #expect(
      equal.completion(of: 3) == 0.75 && equal.completion(of: 5) == 0.8 && Target(.equal, 0).completion(of: 1) == 0)
    #expect(equal.deviation(of: 5) == 0.25 && Target(.atMost, 0).deviation(of: 1) == nil)
    #expect(least.gapClosed(by: 0.9) == nil && least.gapClosed(by: 0.8) == nil)
    #expect([least, most, equal].map { $0.text(in: .count).en } == ["≥0.90", "≤20", "=4"])
  }

  @Test("the bands of a judgement: 80 % is achieved, 79.9 % is partly, 60 % is partly, 59.9 % is missed")
  func judgements() {
    func levels(_ share: Double) -> [Judgement.Level] { Judgement.Level.allCases.filter { $0.contains(share) } }
    #expect(levels(1) == [.achieved] && levels(0.8) == [.achieved] && levels(1.01) == [])
    #expect(levels(0.799) == [.partly] && levels(0.6) == [.partly])
    #expect(levels(0.599) == [.missed] && levels(0) == [.missed] && levels(-0.01) == [])
  }
}
