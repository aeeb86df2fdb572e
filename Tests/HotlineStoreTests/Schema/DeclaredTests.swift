import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineStore

@Suite("Declared dimensions and numbers in the database")
struct DeclaredTests {
  private let store: TestStore
  private let model: DataModel
  private let measures: [Measure]

  init() throws {
    store = try TestStore()
    let model = try DataModel(
      yaml: """
        dimensions: {channel: {name: {zh: 来源渠道, en: Channel}, facts: [call, work_order]}}
        numbers: {score: {name: {zh: 评分, en: Score}, facts: call}}
        """, file: "model.yaml")
    self.model = model
    func measure(_ id: String, _ filter: String?, value: String? = nil) throws -> Measure {
      let place = Diagnostic.Place(file: "test.yaml")
      let call = model.kind(.call)
      return Measure(
        id: id, fact: call, filter: try filter.map { try MeasureExpression($0, fact: call, place: place) },
        value: try value.map { try MeasureExpression($0, fact: call, place: place) }, time: "started_at")
    }
    measures = [
      try measure("all_calls", nil), try measure("scores", "score is not null", value: "score"),
      try measure("wechat", "channel = '微信' and score > 3"),
    ]
    store.measures = try TestMeasures.all + measures
  }

  private func open(_ mode: HotlineDatabase.Mode = .readWrite, _ model: DataModel? = nil) throws -> HotlineDatabase {
    var reference = try TestStore.reference()
    reference.model = model ?? self.model
    return try store.open(mode, reference: reference)
  }

  private func record(_ key: String, _ channel: String, _ score: String) throws -> TestRecord {
    var record = TestRecord.call(key, at: "2019-01-05 10:00:00")
    record.kind = model.kind(.call)
    let fields = try ["channel", "score"].map { try #require(model.field(named: $0)) }
    if !channel.isEmpty { record.fields[fields[0]] = channel }
    if !score.isEmpty { record.fields[fields[1]] = score }
    return record
  }

  private func ingestThree() throws {
    try store.ingest(
      model.kind(.call), [record("a", "微信", "5"), record("b", "微信", "3"), record("c", "电话", "")], into: open())
  }

  /// What the view shows of a call.
  private func channel(of key: String) throws -> [String] {
    try open(.readOnly).read {
      try String.fetchAll($0, sql: "SELECT channel FROM call_view WHERE key = ?", arguments: [key])
    }
  }

  private func query(by groups: [Grouping] = [], _ conditions: [Dimension: [String]] = [:]) throws -> SumQuery {
    SumQuery(
      measures: measures, period: try Period(parsing: "2019-01"), conditions: conditions, groups: groups, asOf: .max)
  }

  @Test("they are summed, broken down by and asked for; the SQL of each sum gives the same")
  func sums() throws {
    try ingestThree()
    let database = try open(.readOnly)
    let channel = try #require(model.dimension(named: "channel"))
    #expect(try database.sums(query()).first?.values == [3, 8, 1])
    let rows = try database.sums(query(by: [.dimension(channel)]))
    #expect(rows.map(\.labels) == [["微信"], ["电话"]])
    #expect(rows.map(\.values) == [[2, 8, 1], [1, 0, 0]])
    // Two dimensions at once.
    let crossed = try database.sums(query(by: [.dimension(channel), .dimension(.district)]))
    #expect(crossed.map(\.values) == [[2, 8, 1], [1, 0, 0]])
    #expect(try store.sql("SELECT count(*) FROM rollup_crossed_days_call_started_at WHERE x_channel_id > 0")[0][0] == 2)
    let wechat = try query(by: [], [channel: ["微信"]])
    #expect(try database.sums(wechat).first?.values == [2, 8, 1])
    for measure in measures {
      let sum = try database.sums(wechat).first?.values[measures.firstIndex { $0.id == measure.id } ?? 0]
      #expect(try database.sum(FactQuestion(measure, in: wechat)) == sum)
    }
    let row = try #require(
      try database.rows(FactQuestion(measures[2], in: query()), RowSpan(9)).first)
    #expect(row.columns.contains(FactRow.Column(name: "channel", value: "微信")))
    #expect(row.columns.contains(FactRow.Column(name: "score", value: "5")))
    #expect(try self.channel(of: "c") == ["电话"])
    #expect(try open().check() == [])
  }

  @Test("a database in use learns them when it is next opened for writing; until then questions about them say so")
  func learning() throws {
    let old = try open(.readWrite, .builtIn)
    try store.ingest(.call, [.call("old", at: "2019-01-04")], into: old)
    let channel = try #require(model.dimension(named: "channel"))
    let early = try open(.readOnly)
    let all = SumQuery(
      measures: [.allFacts(.call, time: "started_at")], period: try Period(parsing: "2019-01"), asOf: .max)
    #expect(try early.sums(all).first?.values == [1])
    #expect(throws: Diagnostic.self) { try early.sums(query(by: [.dimension(channel)])) }
    try ingestThree()
    let rows = try open(.readOnly).sums(query(by: [.dimension(channel)]))
    #expect(rows.map(\.labels) == [[""], ["微信"], ["电话"]])
    #expect(rows.map { $0.values[0] } == [1, 2, 1])
  }

  @Test("with a file that declares less the database is read and written as before")
  func forgotten() throws {
    try ingestThree()
    let plain = try open(.readWrite, .builtIn)
    try store.ingest(.call, [.call("d", at: "2019-01-06")], into: plain)
    let all = SumQuery(
      measures: [.allFacts(.call, time: "started_at")], period: try Period(parsing: "2019-01"), asOf: .max)
    #expect(try plain.sums(all).first?.values == [4])
    #expect(try open().sums(query()).first?.values == [4, 8, 1])
  }

  @Test("two rows of one key are versions in a declared field too")
  func versions() throws {
    try ingestThree()
    try store.ingest(model.kind(.call), [record("c", "网站", "2")], into: open())
    // Neither says when it was exported: the fuller row is the newer one.
    #expect(try channel(of: "c") == ["网站"])
  }
}
