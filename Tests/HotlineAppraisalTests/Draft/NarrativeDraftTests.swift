import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineAppraisal

/// The sentences that a draft makes of values and deductions.
@Suite("Sentences of a draft")
struct NarrativeDraftTests {
  private static let attested = "attested: {by: 甲, on: 2020-03-01, document: 纪要}"

  private func narrative(_ components: String, top: String = "", year: TestYear = TestYear()) throws -> Narrative {
    try OneRow.draft("rule: proportional, components: [\(components)]", year, top: top).narrative
  }

  private func achievements(_ components: String, top: String = "") throws -> [String] {
    try narrative(components, top: top).achievements.map(\.text.zh)
  }

  @Test("a name with its value; a fact that is true by its name, one that is not by nothing; a rank with its total")
  func unphrased() throws {
    #expect(
      try achievements("{metric: connection_rate, at_least: 90%}, {metric: broadcasts, at_least: 12}") == [
        "热线接通率（人工）94.00%（94/100），直通990直播次数12"
      ])
    #expect(try achievements("{fact: 研究, met: yes, \(Self.attested)}, {fact: 案例, met: no, \(Self.attested)}") == ["研究"])
    #expect(try achievements("{fact: 考核, rank: 3, of: 12, at_most: 3, \(Self.attested)}") == ["考核第 3 名（共 12 个）"])
    #expect(try achievements("{fact: 考核, rank: 3, at_most: 3, \(Self.attested)}") == ["考核第 3 名"])
    #expect(try achievements("{fact: 研究, met: yes}") == [], "nobody vouches for it")
  }

  @Test("a phrase has the value in it, and its claim where the target was met; a fact not done is no achievement")
  func phrases() throws {
    let phrase = "phrase: {zh: \"全年{value}\", en: \"{value} a year\"}, claim: {zh: 达标, en: as wanted}"
    #expect(try achievements("{fact: 推送, value: 36, at_least: 36, \(phrase), \(Self.attested)}") == ["全年36，达标"])
    #expect(try achievements("{fact: 推送, value: 35, at_least: 36, \(phrase), \(Self.attested)}") == ["全年35"])
    #expect(try achievements("{fact: 推送, value: 0, at_least: 36, \(phrase), \(Self.attested)}") == ["全年0"])
    #expect(try achievements("{fact: 研究, met: yes, \(phrase), \(Self.attested)}") == ["全年1，达标"])
    #expect(try achievements("{fact: 研究, met: no, \(phrase), \(Self.attested)}") == [])
  }

  @Test("what the data do not give is said to be missing")
  func missing() throws {
    var year = TestYear()
    year.kinds = ["calls"]
    let text = try narrative("{metric: broadcasts, at_least: 12}, {metric: connection_rate, at_least: 90%}", year: year)
      .achievements.map(\.text.en)
    #expect(
      text == ["Broadcasts: not enough data, Connection rate (of calls that asked for a seat) 94.00% (94/100)"])
    let quotient =
      "{name: 成本, unit: yuan, at_most: 10, over: {metric: budget_execution_rate}, under: {metric: connection_rate}}"
    #expect(try narrative(quotient, year: year).achievements.map(\.text.zh) == ["成本数据不足"])
  }

  @Test("paragraphs join what is of one row more closely than what is of two")
  func paragraphs() throws {
    var form = TestForm()
    form.narrative = "narrative: {paragraphs: [[connection_rate, broadcasts], [broadcasts]]}"
    let definition = try FormDefinition(yaml: form.yaml, file: "form.yaml", catalog: TestYear.catalog())
    let texts = try Appraiser(engine: TestYear().engine()).draft(definition).narrative.achievements.map(\.text)
    #expect(texts.map(\.zh) == ["热线接通率（人工）94.00%（94/100）；直通990直播次数12", "直通990直播次数12"])
    #expect(texts.first?.en == "Connection rate (of calls that asked for a seat) 94.00% (94/100); Broadcasts 12")
    let one = "{metric: connection_rate, at_least: 90%}, {metric: broadcasts, at_least: 12}"
    #expect(
      try achievements(one, top: "narrative: {paragraphs: [[broadcasts, connection_rate]]}") == [
        "直通990直播次数12，热线接通率（人工）94.00%（94/100）"
      ])
  }

  private func improvements(_ target: String, _ year: TestYear = TestYear(), isConfirmed: Bool = true) throws
    -> [String]
  {
    try narrative(
      "{metric: connection_rate, at_least: \(target), target_too_low: {confirmed: \(isConfirmed), points: 4, reason: 低}}",
      year: year
    ).improvements.map(\.text.en).filter { !$0.hasPrefix("find out why") }
  }

  @Test("a target confirmed as too low is raised to what the year reached, rounded down to half a point")
  func raised() throws {
    let name = "Connection rate (of calls that asked for a seat)"
    #expect(
      try improvements("70%") == [
        "raise the target of \(name) from at least 70% to at least 94% (basis: what 2019-01 to 2019-12 reached, 94.00%)"
      ])
    #expect(try improvements("70%", isConfirmed: false) == [] && improvements("99%") == [])
    var year = TestYear()
    (year.answered, year.abandoned) = (90, 10)
    #expect(try improvements("90%", year) == [], "nothing more than is asked for already")
    // Too few months for a proposal: four calls a year.
    (year.answered, year.abandoned) = (4, 0)
    #expect(try improvements("70%", year) == ["set the target of \(name) anew (now at least 70%)"])
  }
}
