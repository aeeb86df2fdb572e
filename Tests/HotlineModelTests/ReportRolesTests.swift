import HotlineModel
import HotlineText
import Testing

@Suite("The section reports of metrics.yaml")
struct ReportRolesTests {
  private static let metrics = """
    measures:
      calls: {fact: call}
      answered: {fact: call, filter: outcome = 'answered'}
      agents: {fact: budget}
      broken: {fact: call, filter: "nonsense = 1"}
    metrics:
      volume: {name: {zh: 量, en: v}, unit: count, better: neither, definition: {zh: 定, en: d}, source: s, numerator: calls}
      rate: {name: {zh: 率, en: r}, unit: share, better: higher, definition: {zh: 定, en: d}, source: s, numerator: answered, denominator: calls}
      roster: {name: {zh: 人, en: a}, unit: count, better: neither, definition: {zh: 定, en: d}, source: s, numerator: agents}
      lost: {name: {zh: 失, en: l}, unit: count, better: neither, definition: {zh: 定, en: d}, source: s, numerator: broken}

    """

  private func catalog(_ reports: String) throws -> MetricCatalog {
    try MetricCatalog(yaml: Self.metrics + reports, file: "metrics.yaml", skippingBroken: true)
  }

  /// What is wrong with the section, its line counted from the section's first.
  private func problems(_ reports: String) throws -> [String] {
    let first = Self.metrics.split(separator: "\n", omittingEmptySubsequences: false).count
    // The broken measure and the metric that needs it are told in any case.
    return try catalog(reports).problems.dropFirst(2).map { problem in
      "\((problem.place?.line ?? 0) - first + 1) \(problem.message(.en))"
    }
  }

  @Test("lists keep their order; what no list names is further, also without the section")
  func lists() throws {
    let reports = try catalog("reports:\n  monthly: {table: [rate, volume]}\n  annual: {table: [volume]}\n").reports
    #expect(reports.monthly.map(\.id) == ["rate", "volume"])
    #expect(reports.annual.map(\.id) == ["volume"])
    #expect(reports.further.map(\.id) == ["roster"])
    #expect(try catalog("").reports.further.map(\.id) == ["volume", "rate", "roster"])
    #expect(try catalog("").reports.isEmpty)
  }

  @Test("a metric that is shown elsewhere is not further")
  func elsewhere() throws {
    #expect(try catalog("reports:\n  elsewhere: [roster, rate]\n").reports.further.map(\.id) == ["volume"])
  }

  @Test("an unknown name costs itself alone and is told at its line")
  func unknown() throws {
    let text = "reports:\n  monthly:\n    table: [volume,\n      rat, rate]\n"
    let problems = try problems(text)
    #expect(problems.count == 1)
    #expect(
      problems.first?.hasPrefix("4 metrics.yaml:") == true && problems.first?.contains("rat") == true, "\(problems)")
    #expect(try catalog(text).reports.monthly.map(\.id) == ["volume", "rate"])
  }

  @Test("a metric that is broken itself is not told a second time")
  func broken() throws {
    #expect(try problems("reports:\n  monthly: {table: [volume, lost]}\n") == [])
  }

  @Test(
    "what does not fit its place is told with what would",
    arguments: [
      ("monthly: {table: [roster]}", "by line"),
      ("monthly: {table: [volume]}\n  annual: {table: [volume]}\n  compare: {district: [volume]}", "unit share"),
      ("monthly: {table: [rate]}\n  headline: [rate]", "annual.table lists"),
      ("monthly: {table: [rate]}\n  annual: {table: [rate]}\n  roles: {calls: rate}", "a count"),
      ("roles: {hours_covered: volume}", "hours_covered"),
      ("annual: {table: [rate], months: [volume]}", "annual.table"),
      ("weekly: {table: [rate]}", "weekly"), ("roles: {callers: rate}", "callers"),
      ("compare: {agent: [rate]}", "agent"),
    ])
  func unfit(text: String, expected: String) throws {
    let problems = try problems("reports:\n  \(text)\n")
    #expect(problems.count == 1 && problems.first?.contains(expected) == true, "\(problems)")
  }

  @Test("the shipped file gives every metric a place")
  func shipped() throws {
    let path = MetricCatalogTests.project.appending(path: "data/metrics.yaml").path
    let reports = try MetricCatalog(contentsOf: path).reports
    // What only some cities have data of is listed where there are any.
    let common = reports.further.filter { !$0.isRare }.map(\.id)
    #expect(common.isEmpty)
    #expect(ReportRoles.Role.allCases.allSatisfy { reports[$0] != nil })
  }

  @Test("of a metric of ratings, what nobody rated is left out")
  func unrated() throws {
    let text = Self.metrics.replacing("denominator: calls}", with: "denominator: calls, unrated: answered}")
    let catalog = try MetricCatalog(yaml: text, file: "metrics.yaml", skippingBroken: true)
    #expect(catalog.problems.contains { $0.message(.en).contains("not in left_out") })
  }
}
