import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineEngines

@Suite("SQL of other engines")
struct EngineDialectTests {
  private static let place = Diagnostic.Place(file: "test")

  private static func sql(
    _ engine: Engine, filter: String? = nil, value: String? = nil, fact: FactKind = .call, time: String? = "started_at",
    conditions: [Dimension: [String]] = [:], carrying: Set<FactField> = [], lacking: Set<FactField> = [],
    _ answer: FactAnswer = .sum
  ) throws -> String {
    var measure = try Measure(
      id: "m", fact: fact, filter: filter.map { try MeasureExpression($0, fact: fact, place: place) },
      value: value.map { try MeasureExpression($0, fact: fact, place: place) }, time: time
    ).carrying(carrying)
    if !lacking.isEmpty { measure = measure.lacking(lacking) }
    let query = SumQuery(
      measures: [], period: try Period(parsing: "2019-03-04"), conditions: conditions, asOf: 1_551_715_199)
    return FactSQL(
      FactQuestion(measure, in: query), horizon: nil, tellsFields: true, dialect: engine.dialect
    ).sql(answer)
  }

  // 2019-03-04 in Shanghai: 1551628800 up to 1551715200.
  private static let day = "started_at >= 1551628800 AND started_at < 1551715200 AND started_at <= 1551715199"

  @Test("sums are crossed by all names but the hotline, which every row has, and the seat")
  func crossed() throws {
    let measure = Measure(id: "m", fact: .call, filter: nil, value: nil, time: "started_at")
    let kind = SparkPlan.Kind(.call, identity: ["line", "key"], parts: [], reuse: nil, measures: [measure], rows: [])
    #expect(kind.bases.map(\.crossed) == [["district", "unit", "category"]])
    #expect(kind.bases.map { $0.sums.map(\.id) } == [["all facts", "m"]])
  }

  @Test("a count is the same text in all of them", arguments: Engine.allCases)
  func count(engine: Engine) throws {
    #expect(
      try Self.sql(engine, filter: "direction = 'inbound' and outcome in ('answered', 'failed')")
        == """
        SELECT count(*) AS value FROM call_view WHERE \(Self.day) AND \
        (direction = 'inbound' and outcome in ('answered', 'failed'));
        """)
  }

  @Test("a quotient has a fraction in every engine, and nothing is divided by 0")
  func quotients() throws {
    for engine in Engine.allCases {
      #expect(try Self.sql(engine, value: "talk_seconds / 60.0").contains("sum(talk_seconds / nullif(60.0, 0))"))
    }
  }

  @Test("a quote and a backslash in a name stay in the name")
  func literals() throws {
    let conditions: [Dimension: [String]] = [.district: ["o'x\\"]]
    #expect(
      try Self.sql(.duckdb, conditions: conditions).contains("coalesce(district, '') IN ('o''x\\')"))
    #expect(
      try Self.sql(.spark, conditions: conditions).contains("coalesce(district, '') IN ('o\\'x\\\\')"))
  }

  @Test("which fields a record's file carries is told by bits")
  func carried() throws {
    // district is the 12th field of calls (bit 11), satisfaction the 17th (bit 16).
    #expect(
      try Self.sql(.duckdb, carrying: [.district, .satisfaction]).hasSuffix("AND (carried & 67584) = 67584;"))
    #expect(try Self.sql(.spark, lacking: [.district]).hasSuffix("AND (carried & 2048) <> 2048;"))
  }

  @Test("hours, gaps, medians and ages")
  func others() throws {
    #expect(
      try Self.sql(.duckdb, .hours).hasPrefix("SELECT count(DISTINCT (started_at + 28800) // 3600) AS value"))
    #expect(
      try Self.sql(.spark, .hours).hasPrefix("SELECT count(DISTINCT (started_at + 28800) div 3600) AS value"))
    // The day's first local hour is 431015 since 1970; the last known second lies in the 24th.
    let gap = try Self.sql(.duckdb, .longestGap)
    #expect(gap.contains("UNION SELECT 431040") && gap.contains("lag(h, 1, 431015)"))
    #expect(
      try Self.sql(.spark, value: "wait_seconds", .statistic(.median)).hasSuffix(
        "n IN ((cases + 1) div 2, cases div 2 + 1);"))
    #expect(
      try Self.sql(.duckdb, fact: .agent, time: nil).contains(
        "(20190304 - CAST(strftime(make_timestamp((born_at + 28800) * 1000000), '%Y%m%d') AS INTEGER)) // 10000 AS age_years"
      ))
    #expect(
      try Self.sql(.spark, fact: .agent, time: nil).contains(
        "CAST(date_format(date_add(DATE '1970-01-01', CAST(floor((born_at + 28800) / 86400) AS INT)), 'yyyyMMdd') AS INT)) div 10000"
      ))
  }

  @Test("every kind has its view, with all columns that a filter may read", arguments: Engine.allCases)
  func views(engine: Engine) {
    let statements = RecordViews(engine, model: .builtIn, settings: DerivationSettings()).statements(over: "a'b.ndjson")
    #expect(statements.count == 1 + FactKind.allCases.count)
    #expect(statements[0].contains(engine == .duckdb ? "read_json('a''b.ndjson'" : "path 'a\\'b.ndjson'"))
    for (kind, statement) in zip(FactKind.allCases, statements.dropFirst()) {
      #expect(statement.contains(" \(kind.view) AS "))
      let selected = statement.split(separator: ") SELECT ").last ?? ""
      for column in kind.columns where column.name != "age_years" {
        #expect(selected.contains(column.name), "\(kind.rawValue) \(column.name)")
      }
    }
  }
}
