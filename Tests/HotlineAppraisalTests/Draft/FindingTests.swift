import HotlineCalendar
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineAppraisal

@Suite("Findings at their limits")
struct FindingTests {
  private func findings(_ row: String, _ year: TestYear = TestYear(), top: String = "") throws -> [Finding] {
    try OneRow.draft(row, year, top: top).findings
  }

  private func year(answered: Int, abandoned: Int) -> TestYear {
    var year = TestYear()
    (year.answered, year.abandoned) = (answered, abandoned)
    return year
  }

  private static let connection = "rule: proportional, components: [{metric: connection_rate, at_least: 90%}]"

  @Test("a count beaten by exactly the deviation allowed is no finding, by one more it is")
  func relative() throws {
    func isFound(_ broadcasts: Int) throws -> Bool {
      var year = TestYear()
      year.broadcasts = broadcasts
      return try findings("rule: proportional, components: [{metric: broadcasts, at_least: 10}]", year).contains {
        $0.fault == .target && $0.found.en.contains("may be too low")
      }
    }
    #expect(try !isFound(12) && isFound(13) && !isFound(9))
  }

  @Test("a rate is too low a target when it was beaten by a fifth of itself or two fifths of the gap to 100 %")
  func gap() throws {
    func text(_ answered: Int) throws -> String? {
      try findings(Self.connection, year(answered: answered, abandoned: 100 - answered)).first {
        $0.fault == .target && $0.severity == .warning
      }?.found.en
    }
    #expect(try text(93) == nil)
    #expect(
      try text(95)
        == "Connection rate (of calls that asked for a seat): 95.00% against ≥90.00%, deviation 5.6%, 50.0% of the gap to 100 % closed; the target may be too low"
    )
  }

  @Test("just at the target: within half a thousandth above it")
  func justMet() throws {
    func isFound(_ answered: Int, _ abandoned: Int) throws -> Bool {
      try findings(Self.connection, year(answered: answered, abandoned: abandoned)).contains {
        $0.found.en.contains("is just at its target")
      }
    }
    // 90.00 %, 90.02 %, 90.10 % and, missed, 89.98 %.
    #expect(try isFound(90, 10) && isFound(451, 50) && !isFound(91, 10) && !isFound(449, 50))
  }

  @Test("100 % of 30 cases looks filled in, of 29 it does not")
  func perfect() throws {
    func isFound(_ answered: Int, _ abandoned: Int = 0) throws -> Bool {
      try findings(Self.connection, year(answered: answered, abandoned: abandoned)).contains {
        $0.fault == .defaultFilled
      }
    }
    #expect(try isFound(30) && !isFound(29) && !isFound(99, 1))
  }

  @Test("more than a twentieth left out is to be told")
  func exclusions() throws {
    func text(_ rated: Int) throws -> String? {
      var year = TestYear()
      (year.answered, year.abandoned) = (100, 0)
      year.rated = (rated, 0)
      return try findings("rule: proportional, components: [{metric: satisfaction_rate, at_least: 90%}]", year).first {
        $0.fault == .exclusions
      }?.found.en
    }
    #expect(try text(95) == nil)
    #expect(try text(94) == "Satisfaction rate (calls) leaves out 6.0% (not rated 6)")
  }

  @Test("data that end in the year's last second reach it; a form assessed on the year's last day is too early")
  func period() throws {
    let end = try #require(LocalDay(iso: "2020-01-01")).start
    func texts(asOf: Int64, assessedOn: String = "2020-03-12") throws -> [String] {
      let yaml = TestForm().yaml.replacing("2020-03-12", with: assessedOn)
      let form = try FormDefinition(yaml: yaml, file: "form.yaml", catalog: TestYear.catalog())
      return try Appraiser(engine: TestYear().engine(), asOf: asOf).draft(form).findings.filter { $0.fault == .period }
        .map(\.found.en)
    }
    #expect(try texts(asOf: end) == [])
    #expect(try texts(asOf: end - 2).count == 1)
    #expect(
      try texts(asOf: end, assessedOn: "2019-12-31") == [
        "assessed on 2019-12-31, not after the period's end (2019-12-31)"
      ])
    #expect(try texts(asOf: end, assessedOn: "2020-01-01") == [])
  }

  @Test("the budget: spent whole is no finding, none is one; a budget the year before belies “not recurrent”")
  func budget() throws {
    func faults(_ year: TestYear, recurrent: String = "true", project: String = "测试项目") throws -> [String] {
      let yaml = TestForm().yaml.replacing("recurrent: true", with: "recurrent: \(recurrent)").replacing(
        "project: {zh: 测试项目", with: "project: {zh: \(project)")
      let form = try FormDefinition(yaml: yaml, file: "form.yaml", catalog: TestYear.catalog())
      return try Appraiser(engine: year.engine()).draft(form).findings.filter {
        $0.fault == .executionRate || $0.fault == .recurrence
      }.map(\.found.en)
    }
    var year = TestYear()
    year.budget = (1000, 900, 1000)
    #expect(try faults(year) == [])
    #expect(
      try faults(year, recurrent: "false") == [
        "marked as not recurrent, but there was a budget of 900.00 yuan the year before"
      ])
    #expect(try faults(year, project: "别的项目") == ["the database has no budget of the project “Test project”"])
    year.budget.prior = 0
    #expect(try faults(year, recurrent: "false") == [])
  }

  @Test("a grade that rounding decides is told")
  func gradeByRounding() throws {
    func isFound(_ answered: Int) throws -> Bool {
      let form = try FormDefinition(yaml: TestForm().yaml, file: "form.yaml", catalog: TestYear.catalog())
      let year = year(answered: answered, abandoned: 100 - answered)
      return try Appraiser(engine: year.engine()).draft(form).findings.contains {
        $0.fault == .rounding
          && $0.found.en.contains("rounded rows add up to 90, “excellent”; unrounded to 89.67, “good”")
      }
    }
    // 40 · 69 ÷ 90 = 30.67, rounded 31, and 59 of the other rows.
    #expect(try isFound(69) && !isFound(70))
  }

  @Test("unlike things added up, ratings of two kinds, ranks and rates without a number behind them are told")
  func kinds() throws {
    let vouched = "attested: {by: 甲, on: 2020-03-01, document: 纪要}"
    func faults(_ components: String) throws -> [Fault] {
      try findings("explanation: 甲, rule: proportional, components: [\(components)]").map(\.fault)
    }
    #expect(try faults("{metric: handled_12345, at_least: 1}").contains(.mixedUnits))
    #expect(try !faults("{metric: call_volume, at_least: 1}").contains(.mixedUnits))
    let ratings = "{metric: satisfaction_rate, at_least: 1%}"
    #expect(try !faults(ratings).contains(.contradiction))
    #expect(try faults(ratings + ", {metric: satisfaction_index, at_least: 1%}").contains(.contradiction))
    #expect(try faults("{fact: 甲, rank: 3, at_most: 5, \(vouched)}").contains(.rank))
    #expect(try !faults("{fact: 甲, rank: 3, of: 9, at_most: 5, \(vouched)}").contains(.rank))
    let share = "{fact: 甲, value: 92.49%, unit: share, at_least: 90%, \(vouched)"
    #expect(try faults(share + "}").contains(.unattainableRate))
    #expect(try faults(share + ", of: 120}").contains(.unattainableRate), "domain.md §6.8: 173 is the fewest")
    #expect(try !faults(share + ", of: 173}").contains(.unattainableRate))
  }

  @Test("an indicator without explanation, and a judgement that takes points without a reason, are told")
  func unexplained() throws {
    let vouched = "attested: {by: 甲, on: 2020-03-01, document: 纪要}"
    func texts(_ row: String) throws -> [String] { try findings(row).map(\.found.en) }
    #expect(try texts(Self.connection).contains("the indicator has no explanation"))
    #expect(try !texts("explanation: 乙, " + Self.connection).contains("the indicator has no explanation"))
    func judged(_ points: Int, _ more: String = "") throws -> Bool {
      try texts("rule: graded, judgement: {level: achieved, points: \(points)\(more), \(vouched)}").contains(
        "\(100 - points) points off without a reason")
    }
    #expect(try judged(90) && !judged(100) && !judged(90, ", reason: 丙"))
  }

  @Test("graver findings come first, then by the catalogue's code")
  func order() {
    func finding(_ fault: Fault, _ severity: Finding.Severity) -> Finding {
      Finding(
        fault, severity, found: LocalizedText(zh: "", en: "\(fault.rawValue)"), action: LocalizedText(zh: "", en: ""))
    }
    let sorted = Finding.sorted([
      finding(.rank, .remark), finding(.target, .warning), finding(.sums, .warning), finding(.wording, .error),
    ])
    #expect(sorted.map(\.found.en) == ["C27", "C02", "C07", "C26"])
  }
}
