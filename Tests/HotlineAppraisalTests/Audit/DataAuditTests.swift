import HotlineMetrics
import HotlineText
import Testing

@testable import HotlineAppraisal

/// What a form says, against what the database gives for the project of its name.
@Suite("A filled-in form against the data")
struct DataAuditTests {
  private static let connection =
    "rule: proportional, components: [{metric: connection_rate, where: {line: \"962200\"}, at_least: 90%}]"

  private func findings(
    _ achievements: String, row: String = connection, _ year: TestYear = TestYear(), known: [KnownCount] = [],
    _ change: (inout SmallForm) -> Void = { _ in }
  ) throws -> [Finding] {
    var form = SmallForm(achievements)
    form.project = "测试项目"
    change(&form)
    let forms = try FilledForm.forms(in: form.text, file: "form.md")
    let audit = FormAudit(drafts: [try OneRow.draft(row, year)], known: known)
    let result = try #require(audit.results(forms).first)
    #expect(result.isCompared == (form.project == "测试项目"))
    return result.findings
  }

  private func compared(
    _ achievements: String, row: String = connection, _ year: TestYear = TestYear(), known: [KnownCount] = []
  ) throws -> [Fault] {
    try findings(achievements, row: row, year, known: known).filter { $0.found.en.contains("the data give") }.map(
      \.fault)
  }

  @Test(
    "a figure that the data do not give is told: the rate, or either of its counts",
    arguments: [
      ("热线接通率94.00%", false), ("接听率94%", false), ("热线接通率93.00%", true), ("接听率93%", true), ("热线接通率94%（94/100）", false),
      ("热线接通率94%（47/50）", true), ("热线接通率94%（94/100.4）", false), ("热线接通率94%（94.5/100.5）", false),
      ("热线接通率94%（94.502/100）", true), ("热线接通率94%（94/100.502）", true), ("热线接通率94%（94.502/100.5）", true),
      ("满意率93%", false),
      ("直播5期", false), ("热线接通率提高2个百分点", false), ("12345热线接通率93%", false), ("962200热线接通率93%", true),
      ("热线接通率超过93%", false), ("热线接通率超过95%", true),
    ])
  func figures(text: String, isFound: Bool) throws {
    #expect(try compared(text) == (isFound ? [.contradiction] : []))
  }

  @Test("a figure that meets the target while the data miss it is a rounding; one that is no target's is none")
  func crossing() throws {
    var year = TestYear()
    (year.answered, year.abandoned) = (936, 64)
    let row = Self.connection.replacing("90%", with: "94%")
    #expect(try compared("热线接通率94%", row: row, year) == [.rounding])
    #expect(
      try compared("热线接通率93.6%", row: row, year) == [] && compared("热线接通率93%", row: row, year) == [.contradiction])
    let shown = "rule: graded, components: [{metric: connection_rate}]"
    #expect(try compared("热线接通率93%", row: shown) == [.contradiction])
  }

  @Test("a count is known by the component's name, the metric's without its bracket, or the words of its phrase")
  func names() throws {
    func row(_ more: String) -> String {
      "rule: proportional, components: [{metric: call_volume, at_least: 50\(more)}]"
    }
    // 101 calls with the one after the year's end, 100 within it.
    #expect(try compared("话务总量100个", row: row("")) == [] && compared("话务总量90个", row: row("")) == [.contradiction])
    #expect(try compared("呼入90个", row: row(", name: 呼入")) == [.contradiction])
    #expect(try compared("呼入量90个", row: row(", name: 量")) == [], "one character is no name")
    #expect(try compared("接电话90个", row: row(", phrase: \"全年，接电话为{value}个\"")) == [.contradiction])
    #expect(try compared("话务总量90%", row: row("")) == [] && compared("话务总量90个百分点", row: row("")) == [])
  }

  @Test("a count that the form does not score is held against the data of its hotline")
  func known() throws {
    func found(_ text: String, _ name: String = "12345转派工单数（件）") throws -> Bool {
      let known = KnownCount(name: LocalizedText(zh: name, en: "orders"), line: "12345", value: 100)
      return try !compared(text, known: [known]).isEmpty
    }
    #expect(try found("12345热线转派工单90件") && found("12345热线转派工单数量90件") && !found("12345热线转派工单100件"))
    #expect(try !found("962200热线转派工单90件") && !found("转派工单90件") && !found("12345热线受理工单90件"))
    #expect(try !found("12345热线转派工单90%") && !found("12345热线工单90件", "工单数"), "two characters are no name")
    #expect(try found("12345热线来电人90个", "来电人数") && !found("12345热线来电人100个", "来电人数"))
  }

  @Test("the database's counts are of calls and orders, by hotline, and none is zero")
  func counts() throws {
    let form = try OneRow.form(Self.connection)
    let counts = try Appraiser(engine: TestYear().engine()).counts(for: form)
    #expect(counts.contains { $0.name.zh == "话务总量（呼入）" && $0.line == "962200" && $0.value == 100 })
    #expect(counts.allSatisfy { $0.value > 0 && $0.line == "962200" })
    let metrics = try TestYear.catalog().metrics
    let others = metrics.filter {
      $0.isRatio || $0.id == "broadcasts" || $0.id == "agents_over_45" || $0.unit != .count
    }
    #expect(!counts.contains { count in others.contains { $0.name == count.name } })
    #expect(!counts.contains { count in metrics.contains { $0.name == count.name && $0.counting != .sums } })
  }

  @Test("a score is the drafted one, or within its range where it is open")
  func scores() throws {
    func found(_ score: String, row: String = Self.connection, name: String = "甲") throws -> [String] {
      try findings("甲", row: row) { form in
        form.rows = ["产出（100分） | \(name) | 说明 | 100 | \(score) | 材料不全"]
        form.total = nil
      }.filter { $0.fault == .scoreAgainstTarget }.map(\.found.en)
    }
    #expect(
      try found("100") == [] && found("99").first?.hasPrefix("99 is given; by data and rule it is 100 (") == true)
    #expect(try found("99", name: "乙") == [])
    let open = "rule: all_or_nothing, components: [{fact: 事}]"
    #expect(try found("0", row: open) == [] && found("50", row: open) == [] && found("100", row: open) == [])
    let condition =
      open + ", conditions: [{fact: 丙, met: no, points: 3, attested: {by: 甲, on: 2020-03-01, document: 纪要}}]"
    #expect(
      try found("97", row: condition) == [] && found("98", row: condition).first?.contains("it is 0–97 (") == true)
  }

  @Test("the amounts are those of the data, to half a cent")
  func budget() throws {
    func found(_ change: (inout SmallForm) -> Void) throws -> [String] {
      try findings("甲") { change(&$0) }.filter { $0.fault == .contradiction }.map(\.found.en)
    }
    #expect(try found { _ in } == [])
    #expect(try found { $0.budget = "1,001.00" } == ["printed is 1,001, the data have 1,000"])
    #expect(try found { $0.prior = "901" }.count == 1 && found { $0.executed = "991" }.count == 1)
    #expect(try found { $0.budget = "1000.00502" }.count == 1 && found { $0.budget = "1000.004" } == [])
    #expect(
      try found {
        $0.project = "别的项目"; $0.budget = "1,001.00"
      } == [])
  }
}
