import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineAppraisal

/// Drafts at the limits of what counts as known, explained, or worth telling.
@Suite("Drafts at their limits")
struct DraftEdgeTests {
  private static let attested = "attested: {by: 甲, on: 2020-03-01, document: 纪要}"
  private static let connection = "rule: proportional, components: [{metric: connection_rate, at_least: 85%}]"

  private func year(answered: Int, abandoned: Int = 0, silent: Set<Int> = [], rated: (Int, Int) = (0, 0)) -> TestYear {
    var year = TestYear()
    (year.answered, year.abandoned, year.silentMonths) = (answered, abandoned, silent)
    year.rated = (satisfied: rated.0, dissatisfied: rated.1)
    return year
  }

  private func row(_ row: String, _ year: TestYear = TestYear(), asOf: Int64? = nil, top: String = "") throws
    -> IndicatorDraft
  {
    try #require(
      try Appraiser(engine: year.engine(), asOf: asOf).draft(OneRow.form(row, top: top)).indicators.first)
  }

  @Test("a silent month is missing where the others have ten calls on average, and not where they have fewer")
  func busyMonth() throws {
    #expect(try row(Self.connection, year(answered: 120, silent: [7])).score == ScoreRange(0, 100))
    #expect(try row(Self.connection, year(answered: 119, silent: [7])).score == ScoreRange(100))
  }

  @Test("data that reach the year's last evening are the year's")
  func lastMoment() throws {
    let end = try #require(LocalDay(iso: "2020-01-01")).start
    #expect(try row(Self.connection, asOf: end).score == ScoreRange(100))
    // A log without the time of its export ends with its last call: the last evening is enough.
    #expect(try row(Self.connection, asOf: end - 21_601).score == ScoreRange(100))
    #expect(try row(Self.connection, asOf: end - 21_602).score == ScoreRange(0, 100))
  }

  @Test("a hotline or project without a single fact has no data")
  func absent() throws {
    func text(_ metric: String) throws -> String {
      try row("rule: proportional, components: [{metric: \(metric), at_least: 85%}]").reasons.map(\.text.en).joined()
    }
    #expect(try text("connection_rate, where: {line: \"12345\"}").contains("there are no data: "))
    #expect(try text("budget_execution_rate, where: {project: 别的项目}").contains("there are no data: "))
    #expect(try !text("connection_rate, where: {line: \"962200\"}").contains("there are no data: "))
  }

  @Test("the cause is asked for a target missed, points off in judgement, a target far beaten, and nothing else")
  func deviation() throws {
    func text(_ words: String) throws -> String? {
      try row(words).deviation(beyond: DeviationLimits(relative: 0.3, gapClosed: 0.4))?.text.en
    }
    let judged = "rule: graded, judgement: {level: partly, points: 70, \(Self.attested)}"
    #expect(try text(judged) == "partly achieved (80–60 %), 30 off")
    #expect(try text("rule: graded, judgement: {level: achieved, points: 100, \(Self.attested)}") == nil)
    #expect(try text("rule: all_or_nothing, components: [{fact: 甲, met: yes}]") == nil, "unknown is not missed")
    #expect(try text("rule: graded, components: [{metric: connection_rate, at_least: 95%}]") == nil, "only shown")
    #expect(try text("rule: all_or_nothing, components: [{fact: 甲, met: yes, \(Self.attested)}]") == nil)
    #expect(try text("rule: all_or_nothing, components: [{fact: 甲, rank: 1, at_most: 3, \(Self.attested)}]") == nil)
    let far = "rule: proportional, components: [{fact: 甲, value: 14, at_least: 10, \(Self.attested)}]"
    #expect(try text(far) == "甲 beats its target by 40.0%")
    let missed = try row("rule: proportional, components: [{fact: 甲, value: 9, at_least: 10, \(Self.attested)}]")
    #expect(missed.deviation(beyond: .proposed)?.text.zh == "甲未达到年度指标值" && missed.statedCauses.isEmpty)
  }

  @Test("the reasons of judgement, condition and confirmed target are causes that people state")
  func causes() throws {
    func causes(_ words: String) throws -> [String] { try row(words).statedCauses.map(\.reason.zh) }
    let met = "rule: all_or_nothing, components: [{fact: 甲, met: yes, \(Self.attested)"
    #expect(
      try causes("\(met)}], conditions: [{fact: 丙, met: no, points: 1, reason: 超龄, \(Self.attested)}]") == ["超龄"])
    #expect(try causes("\(met), target_too_low: {confirmed: true, points: 1, reason: 偏低}}]") == ["偏低"])
    #expect(
      try causes("rule: graded, judgement: {level: partly, points: 70, reason: 依据不足, \(Self.attested)}") == ["依据不足"])
    #expect(try causes("\(met)}]") == [])
  }

  @Test("a row all of whose parts were missed loses nothing more; a fact not done is told so; a provisional target too")
  func reasons() throws {
    let no = "{fact: 甲, met: no, \(Self.attested)}"
    let missed = try row("rule: all_or_nothing, components: [\(no), \(no)]")
    #expect(missed.score == ScoreRange(0) && missed.reasons.map(\.points) == [-50, -50])
    #expect(missed.reasons[0].text.en.hasPrefix("甲: not done: 0 ("))
    #expect(missed.reasons[0].problem?.zh == "甲为否，未达到目标（应达成）")
    func text(_ assumed: String) throws -> String {
      try row("rule: proportional, components: [{metric: connection_rate, at_least: 85%\(assumed)}]").reasons[0].text.en
    }
    #expect(try text(", assumed: true").hasSuffix("(the target is provisional)") && !text("").contains("provisional"))
  }

  private func texts(_ words: String, _ year: TestYear = TestYear(), top: String = "") throws -> [String] {
    try OneRow.draft(words, year, top: top).findings.map(\.found.en)
  }

  @Test("just at the target: not for what is only shown, ranked, or wanted to be nothing")
  func justMet() throws {
    func isFound(_ words: String) throws -> Bool { try texts(words).contains { $0.contains("is just at its target") } }
    func fact(_ value: String, _ more: String) -> String {
      "rule: proportional, components: [{fact: 甲, \(value), \(more), \(Self.attested)}]"
    }
    #expect(try isFound("rule: proportional, components: [{metric: connection_rate, at_least: 94%}]"))
    #expect(try !isFound("rule: graded, components: [{metric: connection_rate, at_least: 94%}]"))
    #expect(try !isFound("rule: all_or_nothing, components: [{metric: agents_over_45, at_most: 0}]"))
    #expect(try !isFound(fact("rank: 3", "at_most: 3")) && !isFound(fact("met: yes", "of: 1")))
    #expect(try isFound(fact("value: 2001", "at_least: 2000")) && !isFound(fact("value: 2001.005", "at_least: 2000")))
    #expect(try !isFound(fact("value: 90.0502%", "unit: share, at_least: 90%, of: 1000000")))
    #expect(try isFound(fact("value: 90.0498%", "unit: share, at_least: 90%, of: 1000000")))
  }

  @Test("too low a target: not by a rank, and of the gap only when more than the share is closed")
  func tooLow() throws {
    func isFound(_ words: String, top: String = "") throws -> Bool {
      try texts(words, top: top).contains { $0.contains("the target may be too low") }
    }
    func fact(_ keys: String) -> String { "rule: proportional, components: [{fact: 甲, \(keys), \(Self.attested)}]" }
    let half = "deviation: {relative: 150%, gap_closed: 50%}"
    #expect(try !isFound(fact("value: 75%, unit: share, of: 100, at_least: 50%"), top: half))
    #expect(try isFound(fact("value: 76%, unit: share, of: 100, at_least: 50%"), top: half))
    #expect(try !isFound(fact("rank: 1, at_most: 5")) && isFound(fact("value: 1, at_most: 5")))
    #expect(try !isFound(fact("met: yes")) && !isFound(fact("value: 11, at_least: 10")))
  }

  @Test("ratings are doubted from thirty rated on, when none is missing; satisfaction that is perfect too")
  func ratings() throws {
    func found(_ answered: Int, _ rated: Int, _ words: String, metric: String = "satisfaction_rate") throws -> Bool {
      try texts(
        "rule: proportional, components: [{metric: \(metric), at_least: 50%}]",
        year(answered: answered, rated: (rated - 1, 1))
      ).contains { $0.contains(words) }
    }
    let filled = "is unrated: ratings look filled in by default"
    #expect(try found(30, 30, filled) && !found(29, 29, filled) && !found(31, 30, filled))
    func perfect(_ metric: String, _ rated: Int = 40) throws -> Bool {
      try texts(
        "rule: proportional, components: [{metric: \(metric), at_least: 50%}]", year(answered: 60, rated: (rated, 0))
      ).contains { $0.contains("is 100 % (") }
    }
    #expect(try perfect("satisfaction_index") && perfect("satisfaction_rate") && !perfect("satisfaction_rate", 29))
    var spent = TestYear()
    spent.budget.spent = 1000
    #expect(
      try !texts("rule: proportional, components: [{metric: budget_execution_rate, at_least: 95%}]", spent).contains {
        $0.contains("is 100 % (")
      }, "a budget spent whole is no default")
  }

  @Test("what is left out is told from a twentieth on, and not where nothing is below the line")
  func exclusions() throws {
    func isFound(_ answered: Int, _ rated: Int) throws -> Bool {
      try texts(
        "rule: proportional, components: [{metric: satisfaction_rate, at_least: 50%}]",
        year(answered: answered, rated: (rated, 0))
      ).contains { $0.contains(" leaves out ") }
    }
    // 51 of 1,012 are 5.04 %.
    #expect(try isFound(1_012, 961) && !isFound(40, 38) && !isFound(40, 0))
  }

  @Test("a figure to be printed beside no target is a contradiction, not a rounding")
  func reported() throws {
    let findings = try OneRow.draft("rule: graded, components: [{metric: connection_rate, reported: 95%}]").findings
    #expect(findings.contains { $0.fault == .contradiction } && !findings.contains { $0.fault == .rounding })
  }

  @Test("amounts in findings have two decimals; half a cent is no difference")
  func amounts() throws {
    var paid = TestYear()
    paid.budget.prior = 900.5
    let yaml = TestForm().yaml.replacing("recurrent: true", with: "recurrent: false")
    let form = try FormDefinition(yaml: yaml, file: "form.yaml", catalog: TestYear.catalog())
    let found = try Appraiser(engine: paid.engine()).draft(form).findings.filter { $0.fault == .recurrence }.map(
      \.found.en)
    #expect(found == ["marked as not recurrent, but there was a budget of 900.50 yuan the year before"])
    func sums(_ budget: String) throws -> [String] {
      let top =
        "layout: national-2020\nfunds: {initial: 1000, sources: [{name: 甲, initial: 1000, budget: \(budget), executed: 990}]}"
      return try OneRow.draft("rule: all_or_nothing, components: [{fact: 事}]", top: top).findings.filter {
        $0.fault == .sums
      }.map(\.found.en)
    }
    #expect(try sums("1000") == [] && sums("1000.004") == [] && sums("1000.00502").count == 1)
    #expect(
      try sums("1000.123") == ["budget of the year: the sources add up to 1,000.12 yuan, the whole is 1,000.00 yuan"])
  }

  @Test("a sum over the sources needs every amount")
  func fundsSum() throws {
    func sum(_ sources: String) throws -> Double? {
      try OneRow.form("rule: all_or_nothing, components: [{fact: 事}]", top: "funds: {sources: [\(sources)]}").funds?
        .sum(
          \.budget)
    }
    #expect(
      try sum("{name: 甲, budget: 5}, {name: 乙, budget: 6}") == 11 && sum("{name: 甲, budget: 5}, {name: 乙}") == nil)
    #expect(try sum("") == nil)
  }
}
