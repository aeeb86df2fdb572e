import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

@Suite("Sums over facts")
struct SumTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  private func moment(_ text: String) throws -> Int64 { try #require(LocalTime.parse(text)) }

  private func sums(
    _ ids: [String], _ period: String = "2019", asOf: String = "2020-12-31",
    where conditions: [Dimension: [String]] = [:],
    by groups: [Grouping] = []
  ) throws -> [SumRow] {
    let measures = try TestMeasures.named(ids)
    return try store.open(.readOnly).sums(
      SumQuery(
        measures: measures, period: try Period(parsing: period), conditions: conditions, groups: groups,
        asOf: try moment(asOf)))
  }

  @Test("an order not yet due counts nowhere but apart; one overdue and open counts as due")
  func maturity() throws {
    try store.ingest(
      .workOrder,
      [
        .order("kept", received: "2019-12-01", [.status: "closed", .dueAt: "2019-12-10", .closedAt: "2019-12-09"]),
        .order("late", received: "2019-12-01", [.dueAt: "2019-12-10"]),
        .order("ahead", received: "2019-12-20", [.dueAt: "2019-12-30", .exportedAt: "2019-12-25"]),
        .order("undated", received: "2019-12-20"),
      ])
    #expect(try sums(["on_time", "due", "not_due", "orders"], asOf: "2019-12-25").first?.values == [1, 2, 1, 4])
    #expect(try sums(["on_time", "due", "not_due"], asOf: "2019-12-05").first?.values == [0, 0, 3])
  }

  @Test("what a word is worth, and what it is worth where there is none", arguments: [true, false])
  func worthOfWords(isRolled: Bool) throws {
    let measure = try TestMeasures.measure(
      "worth", .call,
      value: "case when satisfaction = 'satisfied' then 1 when satisfaction = 'neutral' then 0.25 else 0.5 end",
      time: "started_at")
    if isRolled { store.measures.append(measure) }
    let ratings = ["satisfied", "satisfied", "neutral", "dissatisfied", "", "", ""]
    try store.ingest(
      .call, ratings.enumerated().map { .call("\($0.offset)", at: "2019-01-05", [.satisfaction: $0.element]) })
    let rows = try store.open(.readOnly).sums(
      SumQuery(measures: [measure], period: try Period(parsing: "2019"), asOf: try moment("2019-03-01")))
    // Twice 1, once 0.25, and 0.5 for the dissatisfied one and the three without a word.
    #expect(rows.first?.values == [4.25])
  }

  @Test("groups of time go by the measure's own time, whatever it matures by", arguments: [true, false])
  func ownTime(isRolled: Bool) throws {
    let measure = try TestMeasures.measure(
      "closed_and_due", .workOrder, "status = 'closed'", time: "closed_at", matures: "deadline_at")
    if isRolled { store.measures.append(measure) }
    func closed(_ key: String, _ day: String, due: String) -> TestRecord {
      .order(key, received: "2019-01-02", [.status: "closed", .closedAt: day, .dueAt: due])
    }
    try store.ingest(
      .workOrder,
      [
        closed("1", "2019-01-10", due: "2019-01-20"), closed("2", "2019-02-10", due: "2019-03-10"),
        closed("3", "2019-02-11", due: "2019-02-20"), .order("open", received: "2019-04-01"),
      ])
    let rows = try store.open(.readOnly).sums(
      SumQuery(
        measures: [measure], period: try Period(parsing: "2019"), groups: [.month], asOf: try moment("2019-03-01")))
    #expect(rows.filter { $0.values != [0] }.map(\.labels) == [["2019-01"], ["2019-02"]])
    #expect(rows.filter { $0.values != [0] }.map(\.values) == [[1], [1]])
  }

  @Test("the data do not speak beyond their own last export, whatever moment is asked for")
  func horizon() throws {
    try store.ingest(
      .workOrder, [.order("1", received: "2019-12-20", [.dueAt: "2019-12-30", .exportedAt: "2019-12-25"])])
    #expect(try sums(["due", "not_due"], asOf: "2021-01-01").first?.values == [0, 1])
  }

  @Test("the last calls of the data may still be repeated: they are left out of the repeat rate")
  func censoring() throws {
    let caller: [FactField: String] = [.caller: "13800000001"]
    try store.ingest(
      .call,
      [
        .call("1", at: "2019-03-01", caller), .call("2", at: "2019-03-05", caller),
        .call("3", at: "2019-03-20", caller),
        .call("4", at: "2019-03-25", caller),
      ])
    #expect(try sums(["calls", "repeated"], asOf: "2019-12-31").first?.values == [4, 1])
    #expect(try sums(["calls", "repeated"], asOf: "2019-03-25 12:00").first?.values == [4, 1])
  }

  @Test("a group without a case is listed on the as-of day too", arguments: ["08:15", "10:00", "13:00", "23:59:59"])
  func groupWithoutCases(clock: String) throws {
    try store.ingest(
      .call,
      [
        .call("1", at: "2019-01-05 08:00", [.district: "黄浦区"]),
        .call("2", at: "2019-01-05 08:10", [.district: "静安区", .direction: "outbound"]),
        .call("3", at: "2019-01-05 23:00", [.district: "浦东新区"]), .call("4", at: "2019-01-06 09:00"),
      ])
    let rows = try sums(["calls"], "2019-01-05", asOf: "2019-01-05 \(clock)", by: [.dimension(.district)])
    let known = Dictionary(uniqueKeysWithValues: rows.map { ($0.labels, $0.values) })
    #expect(known[["黄浦区"]] == [1] && known[["静安区"]] == [0])
    #expect(known[["浦东新区"]] ?? [0] == [clock == "23:59:59" ? 1 : 0])
  }

  @Test("a group without a name is the empty label; a measure without the dimension has no value")
  func labels() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05", [.district: "黄浦区"]), .call("2", at: "2019-01-06")])
    try store.ingest(
      .activity, [TestRecord(.activity, [.key: "a", .kind: "broadcast", .heldAt: "2019-01-07", .inquiries: "12"])])
    let rows = try sums(["calls", "inquiries"], by: [.dimension(.district)])
    #expect(rows.map(\.labels) == [[""], ["黄浦区"]])
    #expect(rows.map(\.values) == [[1, nil], [1, nil]])
    #expect(try sums(["inquiries"]).first?.values == [12])
    #expect(try sums(["calls"], where: [.district: [""]]).first?.values == [1])
  }

  @Test("an alias may be asked for by")
  func aliasInCondition() throws {
    try store.ingest(
      .call, [.call("1", at: "2019-01-05", [.district: "浦东"]), .call("2", at: "2019-01-06", [.district: "浦东新区"])])
    #expect(try sums(["calls"], where: [.district: ["浦东新区"]]).first?.values == [2])
    #expect(try sums(["calls"], where: [.district: ["浦东"]]).first?.values == [2])
    #expect(try sums(["calls"], where: [.district: ["浦东"], .unit: [""]]).first?.values == [2])
  }

  @Test("hours, weekdays, days and months are local")
  func localTime() throws {
    try store.ingest(
      .call,
      [.call("1", at: "2019-01-01 00:10"), .call("2", at: "2019-12-31 23:50"), .call("3", at: "2018-12-31 23:59:59")])
    #expect(try sums(["calls"]).first?.values == [2])
    #expect(try sums(["calls"], by: [.hour]).map(\.labels) == [["00"], ["23"]])
    #expect(try sums(["calls"], by: [.month, .weekday]).map(\.labels) == [["2019-01", "2"], ["2019-12", "2"]])
  }

  @Test("the roster is as it stands on the last day asked for")
  func roster() throws {
    func agent(_ key: String, born: String, hired: String = "", left: String = "") -> TestRecord {
      TestRecord(
        .agent,
        [.key: key, .line: "962200", .bornAt: born, .hiredAt: hired, .leftAt: left].filter { !$0.value.isEmpty })
    }
    try store.ingest(
      .agent,
      [
        agent("1", born: "1973-12-31"), agent("2", born: "1974-01-01", hired: "2019-06-01"),
        agent("3", born: "1960-01-01", left: "2019-11-30"),
        agent("4", born: "1960-01-01", hired: "2020-01-01"), agent("5", born: "1990-01-01"),
      ])
    #expect(try sums(["over_45"], "2019").first?.values == [1])
    #expect(try sums(["over_45"], "2019-10").first?.values == [1])
    #expect(try sums(["over_45"], "2020").first?.values == [3])
    let database = try store.open(.readOnly)
    for period in ["2019", "2020"] {
      let query = SumQuery(measures: try TestMeasures.named("over_45"), period: try Period(parsing: period), asOf: .max)
      #expect(
        try database.sum(FactQuestion(query.measures[0], in: query)) == database.sums(query).first?.values[0])
    }
  }

  @Test("a budget belongs to its year")
  func budget() throws {
    func budget(_ year: String, _ fen: String) -> TestRecord {
      TestRecord(.budget, [.key: "热线|\(year)", .project: "热线", .year: year, .budgetFen: fen])
    }
    try store.ingest(.budget, [budget("2019", "273046050"), budget("2018", "226618000")])
    #expect(try sums(["budget"]).first?.values == [2_730_460.5])
    #expect(try sums(["budget"], "2018-01..2018-12").first?.values == [2_266_180])
  }

  @Test("the as-of moment is the latest export's, else the latest event's")
  func asOf() throws {
    #expect(throws: Diagnostic.self) { try store.open(.readOnly) }
    try store.ingest(.call, [.call("1", at: "2019-01-05 08:00", [.endedAt: "2019-01-05 08:10"])])
    #expect(try store.open(.readOnly).asOf() == moment("2019-01-05 08:10"))
    try store.ingest(
      .workOrder, [.order("1", received: "2019-01-01", [.exportedAt: "2019-02-01", .dueAt: "2019-05-01"])])
    #expect(try store.open(.readOnly).asOf() == moment("2019-02-01"))
  }
}
