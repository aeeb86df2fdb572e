import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineAppraisal

/// A form of one row, which a test writes.
enum OneRow {
  static func form(_ row: String, top: String = "", weight: String = "100") throws -> FormDefinition {
    let yaml = """
      form: {zh: 表, en: form}
      year: 2019
      header: {project: 测试项目, budget_unit: 单位, department: 部, recurrent: true, goal: 目标, assessed_on: 2020-03-12}
      \(top)
      sections:
        - name: 产出
          weight: \(weight)
          indicators:
            - {id: a, name: 甲, weight: \(weight), \(row)}
      """
    return try FormDefinition(yaml: yaml, file: "form.yaml", catalog: TestYear.catalog())
  }

  static func problem(_ row: String, top: String = "", weight: String = "100") -> String {
    do {
      _ = try form(row, top: top, weight: weight)
      return ""
    } catch { return "\(error)" }
  }

  /// The draft of the row on a made-up year.
  static func draft(_ row: String, _ year: TestYear = TestYear(), top: String = "") throws -> AppraisalDraft {
    try Appraiser(engine: year.engine()).draft(form(row, top: top))
  }
}

@Suite("What a form's file may leave out, and what not")
struct FormDefaultTests {
  private static let attested = "attested: {by: 甲, on: 2020-03-01, document: 纪要}"

  @Test("what is left out has the default that the README says")
  func defaults() throws {
    let form = try OneRow.form(
      "rule: proportional, components: [{metric: connection_rate, at_least: 90%}, {metric: broadcasts, at_least: 12}]")
    #expect(form.rounding.step == 1 && form.totalWeight == 100)
    #expect(form.grades.grades.map(\.from) == [90, 75, 60, 0])
    #expect(form.deviation.relative == 0.2 && form.deviation.gapClosed == 0.4)
    let components = form.indicators[0].components
    #expect(components.map(\.share) == [1, 1])
    #expect(components.map { $0.target?.isAssumed } == [false, false])
    #expect(components.map(\.name.zh) == ["热线接通率（人工）", "直通990直播次数"])
    #expect(form.indicators[0].explanation == nil && form.indicators[0].conditions.isEmpty)
  }

  @Test(
    "the head of Shanghai's form names the department and whether the project recurs; that of the state's form need not"
  )
  func heads() {
    func problem(_ head: String, layout: String) -> String {
      let yaml = """
        form: {zh: 表, en: form}
        year: 2019
        layout: \(layout)
        header: {project: 测试项目, budget_unit: 单位, goal: 目标, assessed_on: 2020-03-12\(head)}
        sections: []
        """
      do {
        _ = try FormDefinition(yaml: yaml, file: "form.yaml", catalog: TestYear.catalog())
        return ""
      } catch { return "\(error)" }
    }
    #expect(problem("", layout: "shanghai-2019").contains("“department” is missing"))
    #expect(problem(", department: 部", layout: "shanghai-2019").contains("“recurrent” is missing"))
    #expect(!problem(", department: 部, recurrent: true", layout: "shanghai-2019").contains("is missing"))
    #expect(!problem("", layout: "national-2020").contains("is missing"))
  }

  @Test("what is written is taken: rounding, grades, deviation, total, shares, names, an assumed target")
  func written() throws {
    let form = try OneRow.form(
      "rule: proportional, components: [{metric: connection_rate, name: 接通, at_least: 90%, share: 3, assumed: true}]",
      top: """
        rounding: 0.5
        total: 100
        grades: [{name: 好, from: 50}, {name: 差, from: 0}]
        deviation: {relative: 150%, gap_closed: 10%}
        """)
    #expect(form.rounding.step == 0.5 && form.grades.grade(of: 50)?.name.zh == "好")
    #expect(form.grades.grade(of: 49.9)?.name.zh == "差")
    #expect(form.deviation.relative == 1.5 && form.deviation.gapClosed == 0.1)
    let component = form.indicators[0].components[0]
    #expect(component.share == 3 && component.name.zh == "接通" && component.target?.isAssumed == true)
    let partly = try OneRow.form(
      "rule: all_or_nothing, components: [{fact: 事}]", top: "deviation: {relative: 30%}")
    #expect(partly.deviation.relative == 0.3 && partly.deviation.gapClosed == 0.4)
  }

  @Test("a fact without a target is wanted to be true; without anyone who vouches it is missing")
  func facts() throws {
    func fact(_ keys: String) throws -> Component {
      try OneRow.form("rule: all_or_nothing, components: [{fact: 事, \(keys)}]").indicators[0].components[0]
    }
    let met = try fact("met: yes, \(Self.attested)")
    #expect(met.target == Target(.atLeast, 1) && met.isYesNo && met.factNumber == 1)
    #expect(try fact("met: no, \(Self.attested)").factNumber == 0)
    #expect(try fact("met: yes").factNumber == nil)
    let number = try fact("value: \"1,250\", at_least: 1000, \(Self.attested)")
    #expect(number.factNumber == 1250 && number.unit == .count && !number.isYesNo)
    let share = try fact("value: 92.5%, unit: share, at_least: 90%, of: 40, \(Self.attested)")
    #expect(share.factNumber == 0.925 && share.unit == .share)
    let rank = try fact("rank: 3, of: 12, at_most: 5, \(Self.attested)")
    #expect(rank.factNumber == 3 && rank.isRanked && !met.isRanked)
  }

  private static let mistakes: [(String, String, String)] = [
    ("rule: proportional", "", "there are no components to score"),
    ("rule: proportional, components: [{metric: connection_rate}]", "", "there is no target"),
    ("rule: proportional, components: [{metric: connection_rate, at_least: 90%, share: 0}]", "", "a share is above 0"),
    ("rule: proportional, components: [{metric: connection_rate, at_least: 90%, share: -1}]", "", "a share is above 0"),
    ("rule: proportional, components: [{metric: connection_rate, at_least: -5%}]", "", "“-5%” is not a value"),
    ("rule: proportional, components: [{metric: broadcasts, at_least: many}]", "", "“many” is not a value"),
    ("rule: proportional, components: [{metric: broadcasts, at_least: 5%}]", "", "a number of count"),
    ("rule: proportional, components: [{metric: connection_rate, at_least: 5}]", "", "a percentage from 0% to 100%"),
    ("rule: proportional, components: [{at_least: 5}]", "", "fact"),
    (
      "rule: all_or_nothing, components: [{fact: 事}], judgement: {level: achieved, points: 9}", "",
      "only a row with `rule: graded` has a judgement"
    ),
    (
      "rule: all_or_nothing, components: [{fact: 事}], conditions: [{metric: agents_over_45, points: 1}]", "",
      "the condition has no target"
    ),
    (
      "rule: all_or_nothing, components: [{fact: 事}], conditions: [{metric: agents_over_45, at_most: 0, points: -1}]",
      "", "points are not negative"
    ),
    (
      "rule: all_or_nothing, components: [{fact: 事}], conditions: [{targets_too_low: some, points: 1}]", "", "none"
    ),
    (
      "rule: {proportional: {}, bands: []}, components: [{fact: 事}]", "", "one rule is wanted"
    ),
    ("rule: all_or_nothing, components: [{fact: 事, attested: {by: 甲, on: 1 March, document: 纪要}}]", "", "is not a day"),
    ("rule: all_or_nothing, components: [{fact: 事, attested: {by: 甲, on: 2020-03-01}}]", "", "document"),
    (
      "rule: all_or_nothing, components: [{fact: 事}]", "total: 99",
      "the weights of the sections add up to 100; expected 99"
    ),
    ("rule: all_or_nothing, components: [{fact: 事}]", "grades: [{name: 好, from: 50}]", "end at 0"),
    (
      "rule: all_or_nothing, components: [{fact: 事}]", "grades: [{name: 好, from: 0}, {name: 差, from: 0}]",
      "from high to low"
    ),
    ("rule: all_or_nothing, components: [{fact: 事}]", "rounding: 2", "1, 0.5, 0.1 or 0.01"),
    ("rule: all_or_nothing, components: [{fact: 事}]", "narrative: {problems: 无}", "mapping"),
    (
      "rule: all_or_nothing, components: [{fact: 事}]", "narrative: {problems: {replace: 甲, follow: 乙}}",
      "one of the two is wanted"
    ),
    ("rule: all_or_nothing, components: [{fact: 事, target_too_low: {points: 1, reason: 低}}]", "", "confirmed"),
    ("rule: deduct, components: [{fact: 事}]", "", "the rule deduct needs parameters"),
    (
      "rule: {deduct: {step: 1, points: -1}}, components: [{metric: broadcasts, at_least: 1}]", "",
      "points are not negative"
    ),
    ("rule: {bands: []}, components: [{fact: 事}]", "", "from 100 %"),
    ("rule: {all_or_nothing: {a: 1}}, components: [{fact: 事}]", "", "no parameters"),
  ]

  @Test("a mistake is told at its line", arguments: mistakes)
  func told(row: String, top: String, words: String) {
    let message = OneRow.problem(row, top: top)
    #expect(message.contains(words), "\(message)")
    let isTop = top.isEmpty == false && !words.contains("add up")
    #expect(message.hasPrefix("form.yaml:\(isTop ? 4 : words.contains("add up") ? 6 : 9):"), "\(message)")
  }

  @Test("a row and a block weigh more than nothing")
  func weights() {
    let row = "rule: all_or_nothing, components: [{fact: 事}]"
    #expect(OneRow.problem(row, top: "total: 0", weight: "0").contains("a weight is above 0"))
    #expect(OneRow.problem(row).isEmpty)
    #expect(OneRow.problem(row, top: "total: 0.5", weight: "0.5").isEmpty)
  }

  @Test("an index may be beaten beyond 100 %, a share may not be asked beyond it")
  func beyond() {
    #expect(
      OneRow.problem("rule: proportional, components: [{metric: satisfaction_index, at_least: 120%}]").isEmpty)
    #expect(
      OneRow.problem("rule: proportional, components: [{metric: connection_rate, at_least: 100%}]").isEmpty)
    #expect(
      OneRow.problem("rule: proportional, components: [{metric: connection_rate, at_least: 100.1%}]").contains(
        "above 100 %"))
  }
}
