import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineSimulation
@testable import HotlineStore

/// Filters and values of every shape, made at random, against what SQLite makes of the same text over the readable view.
@Suite("Expressions against SQLite")
struct ExpressionComparisonTests {
  /// Writes expressions; the same for the same seed.
  private struct Author {
    var random: SeededGenerator

    mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    static let numbers = ["wait_seconds", "talk_seconds", "ended_at", "next_call_at", "resolved"]
    static let words = [
      "outcome": ["answered", "abandoned", "failed", "self_service"], "direction": ["inbound", "outbound"],
      "satisfaction": ["satisfied", "neutral", "dissatisfied", "very_satisfied"],
    ]
    static let names = [
      "district": ["黄浦区", "浦东新区", "静安区", "无此区"], "unit": ["社会救助处", "婚姻管理处"], "category": ["低保", "婚姻登记"],
      "agent": ["1001", "1002", "1003"], "line": ["962200", "12345"],
    ]

    private mutating func text() -> String {
      let all = Self.words.merging(Self.names) { $1 }
      let column = pick(all.keys.sorted())
      let texts = all[column] ?? []
      switch Int.random(in: 0..<5, using: &random) {
      case 0: return "\(column) = '\(pick(texts))'"
      case 1: return "\(column) <> '\(pick(texts))'"
      case 2: return "\(column) in ('\(pick(texts))', '\(pick(texts))', '\(pick(texts))')"
      case 3: return "\(column) not in ('\(pick(texts))', '\(pick(texts))')"
      default: return "\(column) is \(chance(50) ? "not " : "")null"
      }
    }

    mutating func number(_ depth: Int) -> String {
      switch Int.random(in: 0..<(depth > 0 ? 10 : 3), using: &random) {
      case 0: return "\(Int.random(in: 0...60, using: &random))"
      case 1, 2: return pick(Self.numbers)
      case 3: return "\(number(depth - 1)) + \(number(depth - 1))"
      case 4: return "(\(number(depth - 1)) - \(number(depth - 1)))"
      case 5: return "\(pick(Self.numbers)) * \(pick(["2", "0.5", "3"]))"
      case 6: return "\(pick(Self.numbers)) / \(pick(["2.5", "60.0", "0.5"]))"
      case 7: return "-\(pick(Self.numbers))"
      case 8: return "case when \(condition(depth - 1)) then \(number(depth - 1)) else \(number(depth - 1)) end"
      default:
        return "case when \(condition(0)) then 1 when \(condition(0)) then \(pick(["0.6", "null", "2"])) end"
      }
    }

    mutating func condition(_ depth: Int) -> String {
      switch Int.random(in: 0..<(depth > 0 ? 12 : 7), using: &random) {
      case 0, 1, 2: return text()
      case 3:
        return
          "\(pick(Self.numbers)) \(pick(["=", "<>", "<", "<=", ">", ">="])) \(Int.random(in: 0...30, using: &random))"
      case 4:
        return
          "started_at \(pick(["<", "<=", ">", ">=", "=", "<>"])) \(pick(["ended_at", "next_call_at", "started_at"]))"
      case 5: return "wait_seconds \(pick(["", "not "]))between \(Int.random(in: 0...20, using: &random)) and 40"
      case 6: return "\(pick(Self.numbers)) is \(pick(["", "not "]))null"
      case 7: return "not (\(condition(depth - 1)))"
      case 8, 9: return "(\(condition(depth - 1))) and \(condition(depth - 1))"
      case 10: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
      default: return "\(number(depth - 1)) \(pick(["<", "<=", ">", ">=", "="])) \(number(depth - 1))"
      }
    }
  }

  @Test("sums of random measures, rolled up and not", arguments: UInt64(1)...4, [true, false])
  func sums(seed: UInt64, isRolled: Bool) throws {
    var author = Author(random: SeededGenerator(seed: seed))
    let measures = try (0..<60).map { number in
      let filter = author.chance(85) ? author.condition(3) : nil
      let value = author.chance(50) ? author.number(2) : nil
      return try TestMeasures.measure("m\(number)", .call, filter, value: value, time: "started_at")
    }
    let store = try TestStore()
    store.measures = isRolled ? measures : []
    var records = RandomRecords(seed: seed + 50)
    let database = try store.open()
    let calls = records.calls(90).map { call in
      var call = call
      let number = Int.random(in: 0..<90, using: &records.random)
      if number % 3 == 0 { call.fields[.talkSeconds] = "\(number)" }
      if number % 4 < 3 { call.fields[.resolved] = number % 4 == 0 ? "1" : "0" }
      return call
    }
    try store.ingest(.call, calls, into: database)
    for conditions: [Dimension: [String]] in [[:], [.line: ["12345"]], [.district: ["浦东新区", ""], .unit: ["社会救助处"]]] {
      let query = SumQuery(
        measures: measures, period: try Period(parsing: "2019-01-02..2019-01-19"), conditions: conditions, asOf: .max)
      let row = try #require(try database.sums(query).first)
      for (index, measure) in measures.enumerated() {
        let slow = try database.sum(FactQuestion(measure, in: query))
        let fast = try #require(row.values[index])
        #expect(
          abs(fast - slow) <= 1e-5 + abs(slow) * 1e-9,
          "\(measure.filter?.sql ?? "") | \(measure.value?.sql ?? ""): \(fast) is not \(slow)")
      }
    }
  }

  @Test("orders of operations, as everyone reads them")
  func precedence() throws {
    let store = try TestStore()
    store.measures = []
    try store.ingest(.call, [.call("1", at: "2019-01-05", [.waitSeconds: "10", .talkSeconds: "4"])])
    let values: [(String, Double)] = [
      ("wait_seconds + talk_seconds * 2", 18), ("wait_seconds - talk_seconds - 1", 5),
      ("(wait_seconds + talk_seconds) * 2", 28),
      ("wait_seconds / 4.0", 2.5), ("wait_seconds - -talk_seconds", 14),
      ("case when wait_seconds > 9 then 7 when talk_seconds = 4 then 3 end", 7),
      ("case when wait_seconds > 10 then 7 else 3 end", 3), ("case when wait_seconds > 10 then 7 end", 0),
      ("wait_seconds * talk_seconds / 8.0", 5),
      ("ended_at + 1", 0), ("2", 2), ("-wait_seconds + 20", 10), ("wait_seconds / 4.0 * 2", 5),
    ]
    for (text, expected) in values {
      let measure = try TestMeasures.measure("m", .call, value: text, time: "started_at")
      let query = SumQuery(measures: [measure], period: try Period(parsing: "2019"), asOf: .max)
      #expect(try store.open(.readOnly).sums(query).first?.values == [expected], "\(text)")
    }
    let conditions: [(String, Double)] = [
      ("wait_seconds = 1 or wait_seconds = 10 and talk_seconds = 5", 0),
      ("(wait_seconds = 1 or wait_seconds = 10) and talk_seconds = 4", 1),
      ("not wait_seconds = 1 and talk_seconds = 4", 1), ("not (wait_seconds = 10 and talk_seconds = 4)", 0),
      ("wait_seconds between 10 and 10", 1),
      ("wait_seconds between 11 and 20", 0), ("wait_seconds between 1 and 9", 0),
      ("wait_seconds not between 11 and 20", 1), ("wait_seconds in (1, 10)", 1),
      ("wait_seconds not in (1, 10)", 0), ("wait_seconds <> 10", 0), ("ended_at = ended_at", 0), ("ended_at <> 1", 0),
      ("not ended_at = 1", 0), ("ended_at is null", 1),
      ("wait_seconds >= 10 and wait_seconds <= 10 and wait_seconds > 9 and wait_seconds < 11", 1),
      ("10 < wait_seconds or 10 > wait_seconds", 0),
      (
        "talk_seconds < wait_seconds and wait_seconds > talk_seconds and talk_seconds <= wait_seconds and wait_seconds >= talk_seconds",
        1
      ),
      ("1 = 1", 1), ("1 = 2 or 1 = 1", 1), ("OUTCOME = 'answered'", -1),
      ("outcome = 'answered' AND NOT line = '12345'", 1), ("district is null and unit is null", 1),
      ("district <> '黄浦区'", 0), ("outcome in ('failed', 'answered') and direction not in ('outbound')", 1),
    ]
    for (text, expected) in conditions {
      guard expected >= 0 else {
        #expect(throws: Diagnostic.self) { try TestMeasures.measure("m", .call, text, time: "started_at") }
        continue
      }
      let measure = try TestMeasures.measure("m", .call, text, time: "started_at")
      let query = SumQuery(measures: [measure], period: try Period(parsing: "2019"), asOf: .max)
      #expect(try store.open(.readOnly).sums(query).first?.values == [expected], "\(text)")
    }
  }

  @Test("rolled up as well: a word that is not there is no word, and numbers at the edge of sixty-four are numbers")
  func edges() throws {
    let cases: [(filter: String?, value: String?, sum: Double)] = [
      ("wait_seconds = 64", nil, 1), ("wait_seconds = 63", nil, 1), ("wait_seconds = 0", nil, 1),
      ("wait_seconds in (63, 64)", nil, 2),
      ("wait_seconds not in (63, 64)", nil, 1), ("wait_seconds not in (0, 63)", nil, 1), ("wait_seconds <= 63", nil, 2),
      ("wait_seconds < 64", nil, 2),
      // One very satisfied, two without a word.
      (nil, "case when satisfaction = 'very_satisfied' then 1 else 0.25 end", 1.5),
      (nil, "case when satisfaction is null then 4 end", 8),
      (nil, "case when satisfaction = 'very_satisfied' then 1 end", 1), (nil, "wait_seconds", 127),
    ]
    let measures = try cases.enumerated().map {
      try TestMeasures.measure("m\($0)", .call, $1.filter, value: $1.value, time: "started_at")
    }
    for isRolled in [true, false] {
      let store = try TestStore()
      store.measures = isRolled ? measures : []
      let calls: [TestRecord] = [
        .call("1", at: "2019-01-05", [.waitSeconds: "64", .satisfaction: "very_satisfied"]),
        .call("2", at: "2019-01-06", [.waitSeconds: "63"]), .call("3", at: "2019-01-06", [.waitSeconds: "0"]),
      ]
      let database = try store.open()
      try store.ingest(.call, calls, into: database)
      let query = SumQuery(measures: measures, period: try Period(parsing: "2019"), asOf: .max)
      let sums = try database.sums(query).first?.values ?? []
      for (found, expected) in zip(sums, cases) {
        #expect(found == expected.sum, "\(expected.filter ?? "") \(expected.value ?? "") \(isRolled)")
      }
      #expect(sums.count == cases.count)
    }
  }

  @Test("what an expression may be at most")
  func limits() throws {
    func isRead(_ text: String) -> Bool {
      (try? MeasureExpression(text, fact: .call, place: .init(file: "m.yaml"))) != nil
    }
    let long = "wait_seconds = 1" + String(repeating: " ", count: 10_000 - 16)
    #expect(isRead(long) && !isRead(long + " "))
    func nested(_ count: Int) -> String {
      String(repeating: "(", count: count) + "1 = 1" + String(repeating: ")", count: count)
    }
    #expect(isRead(nested(59)) && !isRead(nested(60)))
    #expect(isRead("wait_seconds = 8999999999999999") && !isRead("wait_seconds = 9000000000000000"))
    #expect(
      isRead("wait_seconds = 1.5") && !isRead("wait_seconds = 1.") && !isRead("wait_seconds = 1.5.5")
        && !isRead("wait_seconds = .5"))
    #expect(isRead("category = 'it''s'") && !isRead("category = 'it's'"))
    #expect(
      isRead("wait_seconds / 60.0 > 1") && isRead("wait_seconds / 0.5 > 1") && !isRead("wait_seconds / 60 > 1")
        && isRead("60.0 / wait_seconds > 1"))
  }
}

/// Groups of calls counted one by one in the test.
@Suite("Groups by hand")
struct GroupTests {
  @Test("hours, days, weekdays, months, lines, districts and seats, alone and together", arguments: [true, false])
  func groups(isRolled: Bool) throws {
    let store = try TestStore()
    if !isRolled { store.measures = [] }
    var random = SeededGenerator(seed: 77)
    struct Call { var start: Int64, line: String, district: String, agent: String, wait: Int }
    let first = try #require(LocalTime.parse("2018-12-25"))
    let calls = (0..<150).map { _ in
      Call(
        start: first + Int64.random(in: 0..<50 * 86_400, using: &random),
        line: Bool.random(using: &random) ? "962200" : "12345",
        district: ["", "黄浦区", "静安区"].randomElement(using: &random) ?? "",
        agent: ["1", "2"].randomElement(using: &random) ?? "",
        wait: Int.random(in: 0..<30, using: &random))
    }
    try store.ingest(
      .call,
      calls.enumerated().map { number, call in
        .call(
          "k\(number)", at: "\(call.start)",
          [.line: call.line, .district: call.district, .agent: call.agent, .waitSeconds: "\(call.wait)"])
      })
    let measures = try TestMeasures.named("calls", "wait")
    let period = try Period(parsing: "2018-12-28..2019-02-05")
    let database = try store.open(.readOnly)
    let weekdays = ["2": "2019-01-01"]
    #expect(weekdays["2"].flatMap { LocalDay(iso: $0) }?.weekday == 2, "New Year's Day of 2019 was a Tuesday")
    func label(_ call: Call, _ group: Grouping) -> String {
      let text = LocalTime.text(call.start)
      switch group {
      case .hour: return String(text.dropFirst(11).prefix(2))
      case .day: return String(text.prefix(10))
      case .month: return String(text.prefix(7))
      case .year: return String(text.prefix(4))
      case .quarter:
        let quarters = ["01": 1, "02": 1, "03": 1, "10": 4, "11": 4, "12": 4]
        return "\(text.prefix(4))-Q\(quarters[String(text.dropFirst(5).prefix(2))] ?? 0)"
      case .weekday: return String((Int((call.start + 28_800) / 86_400) + 3) % 7 + 1)
      case .hourOfDay: return String(call.start - (call.start % 3600))
      case .dimension(.line): return call.line
      case .dimension(.district): return call.district
      case .dimension: return call.agent
      }
    }
    let choices: [[Grouping]] = [
      [.hour], [.day], [.month], [.quarter], [.year], [.weekday], [.dimension(.line)], [.dimension(.district)],
      [.dimension(.agent)],
      [.dimension(.line), .month], [.dimension(.district), .quarter],
      [.dimension(.district), .weekday], [.month, .hour], [.dimension(.district), .dimension(.line), .day],
      [.weekday, .dimension(.agent), .dimension(.district)],
      [.hour, .dimension(.line)], [.dimension(.agent), .hour],
    ]
    for groups in choices {
      for condition: [Dimension: [String]] in [
        [:], [.line: ["962200"]], [.district: ["黄浦区", ""]], [.agent: ["2"], .line: ["12345"]],
      ] {
        var expected: [[String]: [Double]] = [:]
        for call in calls where period.contains(LocalDay(containing: call.start)) {
          let values: [Dimension: String] = [.line: call.line, .district: call.district, .agent: call.agent]
          guard condition.allSatisfy({ $0.value.contains(values[$0.key] ?? "") }) else { continue }
          let key = groups.map { label(call, $0) }
          expected[key] = [(expected[key]?[0] ?? 0) + 1, (expected[key]?[1] ?? 0) + Double(call.wait)]
        }
        let rows = try database.sums(
          SumQuery(measures: measures, period: period, conditions: condition, groups: groups, asOf: .max))
        let found = rows.filter { $0.values != [0, 0] }
        let keys = expected.keys.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(found.map(\.labels) == keys, "\(groups) \(condition)")
        #expect(found.map(\.values) == keys.map { expected[$0] ?? [] }, "\(groups) \(condition)")
      }
    }
  }

  @Test("as of each hour of a day: what has matured by then, rolled up or not", arguments: [true, false])
  func maturing(isRolled: Bool) throws {
    let store = try TestStore()
    if !isRolled { store.measures = [] }
    let start = try #require(LocalTime.parse("2019-01-10"))
    let calls = (0..<96).map { number in
      TestRecord.call(
        "k\(number)", at: "\(start - 86_400 + Int64(number) * 2700)", [.caller: "1380000000\(number % 3)"])
    }
    try store.ingest(.call, calls)
    try store.ingest(.call, [.call("end", at: "2019-03-01")])
    let database = try store.open(.readOnly)
    let measures = try TestMeasures.named("calls", "repeated")
    let week: Int64 = 7 * 86_400
    for shift in stride(from: Int64(-90_000), through: 180_000, by: 4500) {
      for asOf in [start + shift, start + shift - 1, start + week + shift, start + week + shift + 1] {
        let query = SumQuery(measures: measures, period: try Period(parsing: "2019-01"), asOf: asOf)
        let starts = (0..<96).map { start - 86_400 + Int64($0) * 2700 }
        // Each caller rings every third time, 8,100 s apart; the last three are followed by none.
        let calls = starts.count { $0 <= asOf }
        let repeated = starts.prefix(93).count { $0 + week <= asOf }
        #expect(
          try database.sums(query).first?.values == [Double(calls), Double(repeated)], "\(shift) \(asOf - start)")
      }
    }
  }
}
