import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

@Suite("Every number has its rows")
struct ViewTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  @Test("tables are strict and a fact's source must exist")
  func schema() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let database = try store.open()
    for sql in [
      "UPDATE call SET started_at = 'soon'", "UPDATE call SET source_id = 99", "DELETE FROM source",
      "UPDATE call SET line_id = 77",
    ] {
      #expect(throws: Diagnostic.self, "\(sql)") {
        try database.write { database in
          try database.execute(sql: sql)
          return ((), .commit)
        }
      }
    }
    let sql =
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
    let loose = try store.sql(sql).map { $0["name"] as String }
    #expect(loose == ["grdb_migrations"])
  }

  @Test("a view speaks in words, names and local time, and names the file and line")
  func view() throws {
    try store.ingest(
      .call,
      [
        .call("a", at: "2019-01-05 08:00:01"),
        .call("b", at: "2019-01-05 08:00:02", [.district: "浦东", .satisfaction: "neutral"]),
      ],
      named: "一月.csv")
    let row = try #require(try store.sql("SELECT * FROM call_view WHERE key = 'b'").first)
    let expected: [(String, String)] = [
      ("outcome", "answered"), ("direction", "inbound"), ("satisfaction", "neutral"), ("district", "浦东新区"),
      ("line", "962200"),
      ("started_local", "2019-01-05 08:00:02"), ("source_file", "一月.csv"),
    ]
    for (column, value) in expected { #expect((row[column] as String?) == value, "\(column)") }
    #expect((row["started_at"] as Int64?) == LocalTime.parse("2019-01-05 08:00:02"))
    #expect((row["source_line"] as Int64?) == 3)
  }

  @Test("every column that a filter may read stands in the view", arguments: FactKind.allCases)
  func columns(fact: FactKind) throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let names = try store.sql("SELECT name FROM pragma_table_info('\(fact.view)')").map { $0["name"] as String }
    for column in fact.columns where column.name != "age_years" {
      #expect(names.contains(column.name), "\(column.name)")
    }
  }

  @Test("the SQL of a sum can be run by anyone and its rows are as many")
  func explained() throws {
    var records = RandomRecords(seed: 5)
    let database = try store.open()
    try store.ingest(.call, records.calls(120), into: database)
    let (calls, answered) = try (TestMeasures.named("calls")[0], TestMeasures.named("answered")[0])
    let query = SumQuery(
      measures: [calls, answered], period: try Period(parsing: "2019-01"),
      conditions: [.line: ["962200"], .district: ["浦东新区"]],
      asOf: .max)
    let sums = try #require(try database.sums(query).first?.values)
    let all = FactQuestion(calls, in: query)
    let some = FactQuestion(answered, in: query)
    let sql = try database.sql(all, .sum)
    let plain = try DatabaseQueue(path: store.path).read { try Double.fetchOne($0, sql: sql) }
    #expect(plain == sums[0])
    let rows = try database.rows(all, RowSpan(1_000))
    #expect(Double(rows.count) == sums[0])
    let missed = try database.rows(all, excluding: some, RowSpan(1_000))
    #expect(Double(missed.count) == (sums[0] ?? 0) - (sums[1] ?? 0))
    let pages = try stride(from: 0, to: rows.count, by: 7).flatMap {
      try database.rows(all, RowSpan(7, from: .offset($0)))
    }
    #expect(pages == rows)
    #expect(rows.allSatisfy { $0.sourceLine >= 2 && $0.file.hasPrefix("file-") })
    #expect(rows.allSatisfy { row in !row.columns.contains { $0.name == "caller" } })
  }

  @Test(
    "rows are found behind a row and before one, without those that lie between being counted",
    arguments: [(FactKind.call, "calls"), (.workOrder, "orders")])
  func places(fact: FactKind, measure: String) throws {
    var records = RandomRecords(seed: 8)
    let database = try store.open()
    // Many orders of one second: then the key decides.
    let same = (0..<30).map { TestRecord.order("same\($0)", received: "2019-01-09 10:00:00") }
    try store.ingest(fact, fact == .call ? records.calls(150) : records.orders(120) + same, into: database)
    let query = SumQuery(measures: [], period: try Period(parsing: "2019-01"), asOf: .max)
    let question = FactQuestion(try TestMeasures.named(measure)[0], in: query)
    let all = try database.rows(question, RowSpan(1_000))
    try #require(all.count > 60)
    var (pages, place): ([FactRow], RowSpan.Place) = ([], .start)
    while case let page = try database.rows(question, RowSpan(7, from: place)), let last = page.last?.position {
      pages += page
      place = .after(last)
    }
    #expect(pages == all)
    (pages, place) = ([], .end)
    while case let page = try database.rows(question, RowSpan(7, from: place)), let first = page.first?.position {
      pages = page + pages
      place = .before(first)
    }
    #expect(pages == all)
    let middle = try #require(all[40].position)
    #expect(try database.rows(question, RowSpan(3, from: .after(middle))) == Array(all[41...43]))
    #expect(try database.rows(question, RowSpan(3, from: .before(middle))) == Array(all[37...39]))
  }

  @Test("a row shows its numbers")
  func numbers() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let database = try store.open()
    let query = SumQuery(measures: try TestMeasures.named("calls"), period: try Period(parsing: "2019"), asOf: .max)
    let row = try #require(
      try database.rows(FactQuestion(query.measures[0], in: query), RowSpan(1)).first)
    #expect(row.columns.contains(FactRow.Column(name: "wait_seconds", value: "5")))
    #expect(row.columns.contains(FactRow.Column(name: "started_local", value: "2019-01-05 00:00:00")))
  }

  @Test("a name cannot become SQL")
  func injection() throws {
    let name = "x'); DROP TABLE call; --"
    try store.ingest(
      .call, [.call("1", at: "2019-01-05", [.district: name]), .call("2", at: "2019-01-05", [.district: "o''o"])])
    let database = try store.open()
    for district in [name, "o''o", "'"] {
      let query = SumQuery(
        measures: try TestMeasures.named("calls"), period: try Period(parsing: "2019"),
        conditions: [.district: [district]],
        asOf: .max)
      let expected = district == "'" ? 0.0 : 1.0
      #expect(try database.sum(FactQuestion(query.measures[0], in: query)) == expected)
      #expect(try database.sums(query).first?.values == [expected])
    }
    #expect(try store.sql("SELECT * FROM call").count == 2)
  }

  @Test("status tells coverage with its gaps, counts and size")
  func status() throws {
    try store.ingest(
      .call,
      [
        .call("1", at: "2019-01-05"), .call("2", at: "2019-01-06"), .call("3", at: "2019-01-10 23:00"),
        .call("4", at: "2019-02-01", [.line: "12345"]),
      ])
    let status = try store.open(.readOnly).status()
    let main = try #require(status.coverage.first { $0.line == "962200" })
    #expect(main.facts == 3 && main.firstDay == "2019-01-05" && main.lastDay == "2019-01-10")
    #expect(main.gaps == ["2019-01-07..2019-01-09"])
    #expect(status.sources.count == 1 && status.sizeBytes > 4_096 && status.asOf == "2019-02-01 00:00:00")
  }
}
