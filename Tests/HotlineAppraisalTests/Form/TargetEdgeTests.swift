import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineAppraisal

/// Targets, quantities and rules at the very value where they turn.
@Suite("Targets and rules at their limits")
struct TargetEdgeTests {
  @Test("a billionth counts as met, from each side")
  func tolerance() {
    #expect(Target(.atLeast, 0.9).isMet(by: 0.9 - 1e-9) && !Target(.atLeast, 0.9).isMet(by: 0.9 - 2e-9))
    #expect(Target(.atMost, 0.9).isMet(by: 0.9 + 1e-9) && !Target(.atMost, 0.9).isMet(by: 0.9 + 2e-9))
    #expect(Target(.equal, 0).isMet(by: 1e-9) && !Target(.equal, 0).isMet(by: 2e-9))
  }

  @Test("a target as a sentence says it: a rate with the decimals it needs, two at most")
  func words() {
    #expect(Target(.atLeast, 0.85).words(in: .share).zh == "不低于85%")
    #expect(Target(.atMost, 0.92494).words(in: .index).en == "at most 92.49%")
    #expect(Target(.equal, 1_000).words(in: .count).zh == "等于1,000" && Target(.equal, 4).words(in: .count).en == "4")
    #expect(Target(.atMost, 20).words(in: .seconds).zh == "不高于20.0 秒")
  }

  @Test("signs stand before targets in both languages")
  func signs() {
    #expect(
      Target(.atMost, 0.9).text(in: .share).zh == "≤90.00%" && Target(.atMost, 0.9).text(in: .share).en == "≤90.00%")
    #expect(Target(.equal, 4).text(in: .count).zh == "=4")
  }

  @Test("of a target of 100 % there is no gap to close, of a target of 0 no deviation")
  func nothingLeft() {
    #expect(Target(.atLeast, 1).gapClosed(by: 1.1) == nil && Target(.atMost, 0.5).gapClosed(by: 0.7) == nil)
    #expect(Target(.atLeast, 0.5).gapClosed(by: 0.75) == 0.5 && Target(.atLeast, 0).gapClosed(by: 0.5) == 0.5)
    #expect(Target(.atMost, 20).deviation(of: 15) == 0.25 && Target(.atLeast, 20).deviation(of: 25) == 0.25)
  }

  @Test("a quantity keeps the decimals that are printed; rates end in a percent sign, full-width too, and at 100 %")
  func quantities() throws {
    func read(_ text: String, _ unit: Metric.Unit) throws -> Reported {
      try ConfigurationNode(yaml: "\"\(text)\"", file: "form.yaml").printedQuantity(in: unit)
    }
    #expect(
      try read("94.30%", .share).decimals == 2 && read("94%", .share).decimals == 0
        && read("1,250", .count).decimals == 0)
    #expect(
      try read("94.30％", .share).value == 0.943 && read("100%", .share).value == 1 && read("150", .count).value == 150)
    #expect(try read("100.5%", .index).value == 1.005 && read("1,250.5", .yuan).decimals == 1)
    for (text, unit) in [("100.5%", .share), ("94", .share), ("94%", .count), ("-5", .count), ("many", .count)]
      as [(String, Metric.Unit)]
    {
      #expect(throws: Diagnostic.self, "\(text)") { try read(text, unit) }
    }
  }

  @Test("points are rounded half up and no more than half; each step that forms know is kept")
  func rounding() throws {
    #expect(Rounding(step: 1)(4.496) == 4 && Rounding(step: 1)(4.5) == 5)
    for (step, value, expected) in [("1", 4.5, 5.0), ("0.5", 4.25, 4.5), ("0.1", 4.25, 4.3), ("0.01", 4.255, 4.26)] {
      let form = try OneRow.form("rule: all_or_nothing, components: [{fact: 事}]", top: "rounding: \(step)")
      #expect(form.rounding(value) == expected, "\(step)")
    }
    #expect(6.4167.pointsText == "6.42" && 6.0.pointsText == "6")
  }

  @Test("bands: two may earn the same share, no two begin at one place")
  func bands() throws {
    func problem(_ bands: String) -> String {
      OneRow.problem("rule: {bands: [\(bands)]}, components: [{fact: 甲, value: 9, at_least: 10}]")
    }
    #expect(problem("{from: 100%, share: 100%}, {from: 90%, share: 100%}").isEmpty)
    #expect(problem("{from: 100%, share: 100%}, {from: 100%, share: 50%}").contains("downwards"))
    #expect(problem("{from: 100%, share: 50%}, {from: 90%, share: 60%}").contains("downwards"))
  }

  @Test("a quotient needs something below its line")
  func quotient() {
    #expect(QuotientValue(over: 6, under: 3).value == 2 && QuotientValue(over: 6, under: 0).value == nil)
    #expect(QuotientValue(over: nil, under: 3).value == nil && QuotientValue(over: 6, under: nil).value == nil)
  }

  @Test("two decimals of a rate, and as many more as tell it from 100 %, six at most")
  func formNumbers() {
    #expect(
      FormNumber.text(0.999_999_99, .share).zh == "99.999999%" && FormNumber.text(1 - 2e-9, .share).zh == "100.000000%")
    #expect(FormNumber.text(0.995, .index, counts: LocalizedText(zh: "（甲）", en: " (a)")).zh == "99.50%（甲）")
    #expect(FormNumber.text(0.995, .share, counts: LocalizedText(zh: "（甲）", en: " (a)")).en == "99.50% (a)")
    #expect(FormNumber.text(1_234, .yuan).zh == "1,234元")
  }

  @Test("one's own words alone are not numbered; a row's sentence is, and paragraphs end in a full stop")
  func narrative() {
    func sentence(_ text: String, _ id: String?) -> Narrative.Sentence {
      Narrative.Sentence(indicator: id, text: LocalizedText(zh: text, en: text))
    }
    #expect(Narrative.text([sentence("甲", nil)], .zh) == "甲" && Narrative.text([sentence("甲", "a")], .zh) == "1.甲。")
    #expect(Narrative.text([sentence("甲", nil), sentence("乙", nil)], .zh) == "1.甲；2.乙。")
    #expect(Narrative.text([sentence("甲；乙", "a"), sentence("丙", "b")], .zh) == "1.甲；乙。2.丙。")
    #expect(Narrative.text([], .zh) == "")
  }

  private static let attested = "attested: {by: 甲, on: 2020-03-01, document: 纪要}"

  private static let wrong: [(String, String, String)] = [
    ("rule: proportional, components: [{fact: 甲, value: 5, at_least: 1, at_most: 9}]", "", "only one target"),
    ("rule: graded, components: [{metric: connection_rate, claim: 好}]", "", "bears the claim out"),
    ("rule: graded, judgement: {level: achieved, points: 70, \(attested)}", "", "70 points are not"),
    ("rule: all_or_nothing, components: [{fact: 事}], note: 甲", "", "note"),
    (
      "rule: all_or_nothing, components: [{fact: 事}], conditions: [{over: {metric: budget_execution_rate}, under: {metric: connection_rate}, unit: yuan, name: 商, at_most: 1, points: 1}]",
      "", "looks at one metric or fact"
    ),
    (
      "rule: all_or_nothing, components: [{fact: 事}]", "narrative: {paragraphs: [[nobody]]}",
      "no component has the id “nobody”"
    ),
    ("rule: all_or_nothing, components: [{fact: 事}]", "narrative: {problems: {}}", "one of the two is wanted"),
  ]

  @Test("mistakes of a row", arguments: wrong)
  func mistakes(row: String, top: String, words: String) {
    #expect(OneRow.problem(row, top: top).contains(words), "\(OneRow.problem(row, top: top))")
  }

  @Test(
    "what a row may say besides",
    arguments: [
      "rule: graded, judgement: {level: missed, points: 0, reason: 丙, improvement: 丁, \(attested)}",
      "rule: all_or_nothing, components: [{fact: 事, target_too_low: {confirmed: true, points: 1, reason: 低}}]",
      "rule: all_or_nothing, components: [{fact: 事}], cause: {reason: 甲, improvement: 乙, document: 丙}",
      "rule: {deduct: {step: 1, points: 2, counting: full, floor: 1}}, components: [{fact: 甲, value: 5, at_least: 1}]",
      "rule: all_or_nothing, components: [{fact: 事}], conditions: [{fact: 丙, points: 0, reason: 丁, improvement: 戊}]",
    ])
  func allowed(row: String) {
    #expect(OneRow.problem(row) == "")
  }

  /// A form whose sections a test writes.
  private func problem(sections: String) -> String {
    let yaml = """
      form: {zh: 表, en: form}
      year: 2019
      header: {project: 测试项目, budget_unit: 单位, department: 部, recurrent: true, goal: 目标, assessed_on: 2020-03-12}
      sections: [\(sections)]
      """
    do {
      _ = try FormDefinition(yaml: yaml, file: "form.yaml", catalog: TestYear.catalog())
      return ""
    } catch { return "\(error)" }
  }

  @Test("the funds are one section of one row")
  func funds() {
    func section(_ id: String, _ weight: Int, _ more: String, rows: Int = 1) -> String {
      let list = (1...rows).map {
        "{id: \(id)\($0), name: 甲, weight: \(weight / rows), rule: all_or_nothing, components: [{fact: 事}]}"
      }
      return "{name: \(id), weight: \(weight)\(more), indicators: [\(list.joined(separator: ", "))]}"
    }
    #expect(problem(sections: section("a", 40, ", place: funds") + ", " + section("b", 60, "")) == "")
    #expect(problem(sections: section("a", 40, ", place: funds") + ", " + section("b", 60, ", place: funds")) != "")
    #expect(problem(sections: section("a", 40, ", place: funds", rows: 2) + ", " + section("b", 60, "")) != "")
    #expect(problem(sections: section("a", 40, "", rows: 2) + ", " + section("b", 60, "", rows: 2)) == "")
    #expect(problem(sections: section("a", 100, ", groups: [数量]")).contains("none of the section's groups"))
  }
}
