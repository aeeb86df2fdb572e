import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineStore

/// Which periods and parts are told ahead, and what an engine may leave besides.
@Suite("What sums formed elsewhere tell ahead")
struct ElsewhereEdgeTests {
  private func isRefused(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return false
    } catch { return (error as? Diagnostic)?.kind == .usage }
  }

  @Test(
    "callers are counted of months, quarters and years, and of no other period",
    arguments: [
      ("2019-03", true), ("2019-02", true), ("2019", true), ("2019-Q1", true), ("2019-Q2", true), ("2019-Q3", true),
      ("2019-Q4", true), ("2019-01..2019-12", true), ("2019-02..2019-04", false), ("2019-03..2019-05", false),
      ("2018-02..2019-01", false), ("2019-01..2019-02", false), ("2019-01..2019-04", false),
      ("2019-01..2020-01", false), ("2019-01..2019-11", false), ("2018..2019", false),
      ("2019-03-02..2019-03-31", false), ("2019-03-01..2019-03-30", false), ("2019-01-02..2019-03-31", false),
      ("2019-01-01..2019-03-30", false), ("2019-01-01..2019-12-30", false), ("2019-03-04", false),
    ])
  func callers(period: String, isTold: Bool) throws {
    let database = try EngineFolder().make()
    let asked = try Period(parsing: period)
    #expect(isRefused { _ = try database.callerFrequencies(in: asked) } == !isTold)
  }

  @Test("orders stand as they do in each part that orders have, and in no part that they have not")
  func ages() throws {
    let database = try EngineFolder().make()
    let month = try Period(parsing: "2019-03")
    func orders(_ dimension: HotlineModel.Dimension, _ name: String) throws -> Int {
      try database.orderAges(in: month, asOf: EngineFolder.asOf, under: [dimension: [name]]).values
        .flatMap(\.values).reduce(0, +)
    }
    #expect(try orders(.line, "12345") == 5 && orders(.line, "962200") == 0)
    #expect(try orders(.kind, "投诉") == 5 && orders(.kind, "咨询") == 0)
    #expect(try orders(.district, "虹口区") == 1 && orders(.district, "静安区") == 0)
    #expect(try orders(.unit, "") == 5 && orders(.unit, "社会救助处") == 0)
    #expect(try orders(.category, "") == 5 && orders(.category, "养老") == 0)
    #expect(try orders(.agent, "S1") == 0)
    #expect(
      try database.orderAges(in: Period(parsing: "2019-03-05"), asOf: EngineFolder.asOf) == ["投诉": [.overdue: 1]])
  }

  @Test("rows are told of whole months; what is no column is none")
  func rows() throws {
    let folder = try EngineFolder()
    _ = try folder.make()
    try DatabaseQueue(path: folder.database).write {
      try $0.execute(
        sql: """
          INSERT INTO elsewhere_row(question, line, day, place, file, source_line, columns)
          VALUES ('inbound not answered', '962200', 17960, 1, 'calls.csv', 4, '[["talk_seconds", "60"], ["a"], ["a", "b", "c"]]')
          """)
    }
    let database = try HotlineDatabase(path: folder.database, mode: .readOnly, reference: TestStore.reference())
    func rows(_ period: String, _ span: RowSpan = RowSpan(10)) throws -> [FactRow] {
      let query = try folder.query(period)
      return try database.rows(
        FactQuestion(folder.inbound, in: query), excluding: FactQuestion(folder.answered, in: query), span)
    }
    #expect(try rows("2019-03").map(\.sourceLine) == [3, 4] && rows("2019-02..2019-03").count == 2)
    #expect(try rows("2019-03").last?.columns.map(\.name) == ["talk_seconds"])
    #expect(try rows("2019-03", RowSpan(99, from: .offset(1))).map(\.sourceLine) == [4])
    for period in ["2019-03-02..2019-03-31", "2019-03-01..2019-03-30", "2019-03-04"] {
      #expect(isRefused { _ = try rows(period) }, "\(period)")
    }
    #expect(isRefused { _ = try rows("2019-03", RowSpan(100, from: .offset(1))) })
    #expect(isRefused { _ = try rows("2019-03", RowSpan(.max, from: .offset(1))) })
    #expect(isRefused { _ = try rows("2019-03", RowSpan(10, from: .end)) })
  }

  @Test("the folder of the facts may have blanks in its name; without one the setting is nobody's")
  func setting() throws {
    let folder = try EngineFolder()
    let database = try folder.make()
    for (value, isRight) in [("1554047999 /a b/c", true), ("1554047999", false), ("x /a", false), ("", false)] {
      try DatabaseQueue(path: folder.database).write {
        try $0.execute(sql: "UPDATE setting SET value = ? WHERE name = 'sums as of'", arguments: [value])
      }
      let read = Result { try database.read { try Elsewhere($0) } }
      #expect(((try? read.get()) != nil) == isRight, "\(value)")
      if isRight {
        let found = try read.get()
        #expect(found?.facts == "/a b/c" && found?.asOf == 1_554_047_999)
        #expect(found?.view(of: .call).contains("parquet.`/a b/c/call`") == true)
      }
    }
  }

  @Test("seats, activities with their titles, and the repeat window as the settings have it", arguments: [false, true])
  func besides(acrossLines: Bool) throws {
    let folder = try EngineFolder()
    try DatabaseQueue(path: "\(folder.folder)/raw.sqlite").write { raw in
      try raw.execute(
        sql: """
          CREATE TABLE sum_call_started_at_agent("day", "line", "agent", "carried", "all facts", "inbound", "answered");
          INSERT INTO sum_call_started_at_agent VALUES (17959, '962200', 'S1', 7, 2.0, 2.0, 1.0),
            (17960, '962200', 'S2', 7, 1.0, 1.0, 1.0);
          INSERT INTO fact_activity(key, line, kind, title, held_at, inquiries, source, source_line, carried)
            VALUES ('A1', '962200', 'broadcast', '民生节目', 1551657600, 3, 1, 2, 255);
          """)
    }
    var settings = DerivationSettings()
    settings.repeatsAcrossLines = acrossLines
    _ = try SumsImport(folder: folder.folder, facts: "/lake", asOf: EngineFolder.asOf).run(
      to: folder.database, reference: TestStore.reference(), settings: settings,
      measures: [folder.inbound, folder.answered])
    let database = try HotlineDatabase(
      path: folder.database, mode: .readOnly, reference: TestStore.reference(), settings: settings)
    #expect(
      try database.sums(folder.query("2019-03", groups: [.dimension(.agent)])) == [
        SumRow(labels: ["S1"], values: [2, 1]), SumRow(labels: ["S2"], values: [1, 1]),
      ])
    #expect(try database.sums(folder.query("2019-03", where: [.agent: ["S2"]])).map(\.values) == [[1, 1]])
    try database.read { connection in
      #expect(try Setting.repeatWindowSeconds(connection) == 604_800)
      #expect(try Setting.repeatLines.value(connection) == (acrossLines ? "any" : nil))
      let row = try #require(try Row.fetchOne(connection, sql: "SELECT * FROM activity_view"))
      #expect(
        ["title", "kind", "line", "source_file"].map { row[$0] as String? } == [
          "民生节目", "broadcast", "962200", "calls.csv",
        ])
      #expect(["inquiries", "source_line"].map { row[$0] as Int? } == [3, 2])
    }
  }
}
