import FreshNames
import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineStore

/// What an engine leaves, written by hand, and the database that is made of it.
final class EngineFolder {
  let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-sums-\(freshName())").path
  var database: String { "\(folder)/sums.sqlite" }
  /// 2019-03-31 23:59:59 in Shanghai.
  static let asOf: Int64 = 1_554_047_999
  /// 2019-03-04 and 2019-03-05.
  static let days = [17_959, 17_960]

  static func measure(_ id: String, _ filter: String, _ fact: FactKind, time: String) throws -> Measure {
    Measure(
      id: id, fact: fact, filter: try MeasureExpression(filter, fact: fact, place: .init(file: "test")), value: nil,
      time: time)
  }

  let inbound: Measure
  let answered: Measure

  /// - Parameters:
  ///   - accepted: the rows of the source that became facts, of three.
  ///   - reused: the rows that stand under the key of another record.
  init(accepted: Int = 3, reused: Int = 0) throws {
    inbound = try Self.measure("inbound", "direction = 'inbound'", .call, time: "started_at")
    answered = try Self.measure("answered", "outcome = 'answered'", .call, time: "started_at")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let source = """
      {"source": {"path": "/exports/calls.csv", "sha256": "ab", "sizeBytes": 10, "kind": "call", "profile": "calls-zh", \
      "profileFingerprint": "f", "encoding": "utf-8", "delimiter": 44, "records": 3, "rows": 5, "header": 1, "blank": 0, \
      "skipped": 0, "rejected": 1, "minutePrecision": false, "simulated": true, "fields": ["key", "line", "started_at"], \
      "remarks": [], "firstAt": 1551657600, "lastAt": 1551750000, "latestEventAt": 1551750000, "exportedAt": \(Self.asOf), \
      "lines": ["962200"]}, "counts": {"accepted": \(accepted), "updated": 0, "unchanged": 0, "merged": 0, \
      "reused": \(reused), "reused_line": \(reused > 0 ? "3" : "null")}}
      """
    let reject = """
      {"reject": {"line": 4, "column": 2, "header": "开始", "value": "never", "reason": "bad_time", "detail": {"zh": "坏", "en": "bad"}}}
      """
    try Data("\(reject)\n\(source)\n".utf8).write(to: URL(filePath: "\(folder)/sources.ndjson"))
    try DatabaseQueue(path: "\(folder)/raw.sqlite").write { raw in
      try raw.execute(
        sql: """
          CREATE TABLE carried(place INTEGER PRIMARY KEY, kind, bits);
          INSERT INTO carried VALUES (0, 'call', 7);
          CREATE TABLE seat_hour(hour, asked, answered, abandoned, talk, talk_known, waited, seats);
          INSERT INTO seat_hour VALUES (431016, 2, 1, 1, 60, 1, 9, 1);
          CREATE TABLE caller(first_day, last_day, calls, callers);
          INSERT INTO caller VALUES (17956, 17986, 1, 3);
          CREATE TABLE order_age(day, kind, line, district, unit, category, age, orders);
          INSERT INTO order_age VALUES (17959, '投诉', '12345', '黄浦区', '', '', 'closed_in_time', 4),
            (17960, '投诉', '12345', '虹口区', '', '', 'overdue', 1);
          CREATE TABLE row(question, line, day, place, file, source_line, columns);
          INSERT INTO row VALUES ('inbound not answered', '', 0, -1, '', 0, ''),
            ('inbound not answered', '962200', 17959, 0, 'calls.csv', 3, '[["key", "C2"], ["outcome", "abandoned"]]');
          CREATE TABLE sum_call_started_at_hour("day", "line", "hour", "carried", "all facts", "inbound", "answered");
          INSERT INTO sum_call_started_at_hour VALUES (17959, '962200', 8, 7, 2.0, 2.0, 1.0), (17960, '962200', 9, 7, 1.0, 1.0, 1.0);
          CREATE TABLE sum_call_started_at_crossed(
            "day", "line", "district", "unit", "category", "carried", "all facts", "inbound", "answered");
          INSERT INTO sum_call_started_at_crossed VALUES (17959, '962200', '黄浦区', '', '养老', 7, 1.0, 1.0, 1.0),
            (17959, '962200', '', '', '养老', 7, 1.0, 1.0, 0.0), (17960, '962200', '黄浦区', '', '', 7, 1.0, 1.0, 1.0);
          CREATE TABLE sum_call_started_at_hour_district(
            "day", "line", "hour", "district", "carried", "all facts", "inbound", "answered");
          INSERT INTO sum_call_started_at_hour_district VALUES (17959, '962200', 8, '黄浦区', 7, 1.0, 1.0, 1.0);
          """)
      for kind in FactKind.allCases where !Elsewhere.kinds.contains(kind) {
        let columns = kind.fields.map(\.rawValue) + ["source", "source_line", "carried"]
        try raw.execute(sql: "CREATE TABLE fact_\(kind.rawValue)(\(columns.joined(separator: ", ")))")
      }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func make(options: IngestOptions = IngestOptions()) throws -> HotlineDatabase {
    _ = try SumsImport(folder: folder, facts: "/lake/facts", asOf: Self.asOf).run(
      to: database, reference: TestStore.reference(), settings: DerivationSettings(), measures: [inbound, answered],
      options: options)
    return try HotlineDatabase(path: database, mode: .readOnly, reference: TestStore.reference())
  }

  func query(
    _ period: String, groups: [Grouping] = [], where conditions: [HotlineModel.Dimension: [String]] = [:],
    asOf: Int64 = EngineFolder.asOf
  ) throws -> SumQuery {
    SumQuery(
      measures: [inbound, answered], period: try Period(parsing: period), conditions: conditions, groups: groups,
      asOf: asOf)
  }
}

@Suite("Sums that were formed elsewhere")
struct ElsewhereTests {
  @Test("answer by day, by name, by hour and by hour of a name")
  func sums() throws {
    let folder = try EngineFolder()
    let database = try folder.make()
    #expect(try database.sums(folder.query("2019-03")) == [SumRow(labels: [], values: [3, 2])])
    #expect(
      try database.sums(folder.query("2019", groups: [.day])) == [
        SumRow(labels: ["2019-03-04"], values: [2, 1]), SumRow(labels: ["2019-03-05"], values: [1, 1]),
      ])
    #expect(
      try database.sums(folder.query("2019", groups: [.dimension(.district)])) == [
        SumRow(labels: [""], values: [1, 0]), SumRow(labels: ["黄浦区"], values: [2, 2]),
      ])
    #expect(
      try database.sums(folder.query("2019-03", groups: [.dimension(.district)], where: [.category: ["养老"]])) == [
        SumRow(labels: [""], values: [1, 0]), SumRow(labels: ["黄浦区"], values: [1, 1]),
      ])
    #expect(
      try database.sums(folder.query("2019-03-04", groups: [.hour], where: [.district: ["黄浦区"]])) == [
        SumRow(labels: ["08"], values: [1, 1])
      ])
    #expect(try database.sums(folder.query("2019-03-06")) == [SumRow(labels: [], values: [0, 0])])
    let question = FactQuestion(folder.answered, in: try folder.query("2019-03"))
    #expect(try database.sum(question) == 2)
    #expect(try database.sql(question, .sum).contains("call_view"))
  }

  @Test(
    "numbers that no engine forms are refused, and not counted with",
    arguments: [
      ("setting", "value", "'9223372036854775807 /x' WHERE name = 'sums as of'", "sums as of"),
      ("setting", "value", "'-9223372036854775808' WHERE name = 'repeat window seconds'", "repeat window seconds"),
      ("elsewhere_seat_hour", "asked", "10000001", "asked"), ("elsewhere_seat_hour", "talk", "-1", "talk"),
      ("elsewhere_caller", "calls", "9007199254740992", "calls"), ("elsewhere_caller", "callers", "-1", "callers"),
      ("elsewhere_order_age", "orders", "1000000000001", "orders"),
      ("rollup_call_started_at_hour", "inbound", "1e19", "“inbound”"),
    ])
  func tampered(table: String, column: String, value: String, named: String) throws {
    let folder = try EngineFolder()
    let database = try folder.make()
    func ask(_ database: HotlineDatabase) throws {
      let month = try Period(parsing: "2019-03")
      #expect(try database.seatHours(in: month).count == 1)
      #expect(try database.callerFrequencies(in: month).count == 1)
      #expect(try database.orderAges(in: month, asOf: EngineFolder.asOf).count == 1)
      _ = try database.sums(folder.query("2019-03"))
      _ = try DatabaseQueue(path: folder.database).read { try Setting.repeatWindowSeconds($0) }
    }
    try ask(database)
    try DatabaseQueue(path: folder.database).write { try $0.execute(sql: "UPDATE \(table) SET \(column) = \(value)") }
    let tampered = try HotlineDatabase(path: folder.database, mode: .readOnly, reference: TestStore.reference())
    #expect(refused { try ask(tampered) }?.message(.en).contains(named) == true)
  }

  @Test("are not checked against facts that they do not have")
  func check() throws {
    let database = try EngineFolder().make()
    #expect(refused { _ = try database.check() }?.message(.en).contains("a check needs the calls or orders") == true)
  }

  @Test("are as of one moment: an earlier one is refused, a later one is not known any better")
  func moment() throws {
    let folder = try EngineFolder()
    let database = try folder.make()
    #expect(try database.asOf() == EngineFolder.asOf)
    #expect(
      try database.sums(folder.query("2019-03", asOf: EngineFolder.asOf + 86_400)) == [
        SumRow(labels: [], values: [3, 2])
      ])
    let refusal = refused { _ = try database.sums(folder.query("2019-03", asOf: EngineFolder.asOf - 86_400)) }
    #expect(refusal?.message(.en).contains("as of 2019-03-31 23:59:59 and of no other moment") == true)
  }

  @Test("keys that stand for several records are refused, or told where the user allows them")
  func reusedKeys() throws {
    let folder = try EngineFolder(reused: 1)
    let refusal = refused { _ = try folder.make() }
    #expect(
      refusal?.message(.en).contains(
        "/exports/calls.csv:3: of 4 rows, for 1 the key is that of a record that began on another day") == true)
    let other = try EngineFolder(reused: 1)
    let database = try other.make(options: IngestOptions(maxRejectShare: 0.5))
    let remarks = try database.read { try Row.fetchAll($0, sql: "SELECT kind, count, examples FROM remark") }
    #expect(remarks.map { $0[0] as String } == ["key_reused"] && remarks.map { $0[1] as Int } == [1])
    #expect((remarks.first?[2] as String?)?.contains("3") == true)
  }

  @Test("give no number that needs the facts: they say where to ask instead")
  func needsFacts() throws {
    let folder = try EngineFolder()
    let database = try folder.make()
    let query = try folder.query("2019-03")
    let waits = Measure(
      id: "waits", fact: .call, filter: nil,
      value: try MeasureExpression("wait_seconds", fact: .call, place: .init(file: "test")), time: "started_at")
    var cross = query
    cross.groups = [.hour, .dimension(.district), .dimension(.category)]
    var other = query
    other.measures = [waits]
    let refusals = [
      refused { _ = try database.sums(cross) }, refused { _ = try database.sums(other) },
      refused { _ = try database.values(of: waits, in: query) { _ in [1] } },
      refused { _ = try database.status() }, refused { _ = try database.unknownNames() },
      refused { _ = try database.rows(FactQuestion(folder.inbound, in: query), excluding: nil, RowSpan(10)) },
      refused { _ = try database.callerFrequencies(in: Period(parsing: "2019-03-04..2019-03-10")) },
      refused { _ = try database.callerFrequencies(in: query.period, under: [.district: ["黄浦区"]]) },
    ]
    for (place, refusal) in refusals.enumerated() {
      #expect(refusal?.kind == .usage, "\(place)")
      #expect(refusal?.message(.en).contains("/lake/facts") == true, "\(place): \(refusal?.message(.en) ?? "")")
    }
  }

  @Test("have what reports ask besides: seats, callers, ages of orders, first rows")
  func besides() throws {
    let folder = try EngineFolder()
    let database = try folder.make()
    let month = try Period(parsing: "2019-03")
    let hours = try database.seatHours(in: month)
    #expect(hours.map(\.asked) == [2] && hours.map(\.hour) == [0] && hours.map(\.day.iso) == ["2019-03-04"])
    #expect(try database.callerFrequencies(in: month) == [CallerFrequency(calls: 1, callers: 3)])
    #expect(
      try database.orderAges(in: month, asOf: EngineFolder.asOf) == ["投诉": [.closedInTime: 4, .overdue: 1]])
    #expect(
      try database.orderAges(in: month, asOf: EngineFolder.asOf, under: [.district: ["虹口区"]]) == ["投诉": [.overdue: 1]])
    let question = FactQuestion(folder.inbound, in: try folder.query("2019-03", where: [.line: ["962200"]]))
    let other = FactQuestion(folder.answered, in: question.query)
    let rows = try database.rows(question, excluding: other, RowSpan(100))
    #expect(rows.map(\.sourceLine) == [3] && rows.first?.columns.map(\.value) == ["C2", "abandoned"])
    #expect(refused { _ = try database.rows(question, excluding: other, RowSpan(101)) } != nil)
    let part = FactQuestion(folder.inbound, in: try folder.query("2019-03", where: [.district: ["黄浦区"]]))
    #expect(refused { _ = try database.rows(part, excluding: other, RowSpan(1)) } != nil)
    #expect(try database.rejectCounts().map(\.rows) == [1])
    #expect(try database.sources(of: nil).map(\.accepted) == [3])
  }

  @Test("name the query of rows that they do not have, and where it runs")
  func query() throws {
    let folder = try EngineFolder()
    _ = try folder.make()
    let database = try HotlineDatabase(
      path: folder.database, mode: .readOnly, reference: TestStore.reference(), elsewhere: SQLiteDialect())
    let question = FactQuestion(folder.inbound, in: try folder.query("2019-03", where: [.district: ["黄浦区"]]))
    let other = FactQuestion(folder.answered, in: question.query)
    let message = refused { _ = try database.rows(question, excluding: other, RowSpan(20, from: .offset(40))) }?
      .message(.en)
    for part in [
      "run in Spark: CREATE OR REPLACE TEMPORARY VIEW call_view AS SELECT * FROM parquet.`/lake/facts/call`; SELECT * FROM",
      // 2019-03-01 and 2019-04-01 in Shanghai.
      ">= 1551369600 AND", "< 1554048000 AND", "IN ('黄浦区')", "outcome = 'answered'", "IS NOT TRUE)",
      "LIMIT 20 OFFSET 40;",
    ] { #expect(message?.contains(part) == true, "\(part): \(message ?? "")") }
  }

  @Test("cannot be written to")
  func closed() throws {
    let folder = try EngineFolder()
    _ = try folder.make()
    let database = try HotlineDatabase(path: folder.database, mode: .readWrite, reference: TestStore.reference())
    let refusal = refused { _ = try database.write { ((), $0.isInsideTransaction ? .commit : .rollback) } }
    #expect(refusal?.message(.en).contains("holds sums alone") == true)
  }

  @Test("are refused when the engine lost a row")
  func conserved() throws {
    let folder = try EngineFolder(accepted: 2)
    #expect(refused { _ = try folder.make() }?.message(.en).contains("do not add up") == true)
  }

  private func refused(_ body: () throws -> Void) -> Diagnostic? {
    do {
      try body()
      return nil
    } catch {
      return error as? Diagnostic
    }
  }
}
