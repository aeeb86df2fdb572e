import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineReading

/// What a profile and a header make of the columns: which rows are long enough, which fields are carried.
@Suite("Columns of a file")
struct ColumnPlanTests {
  private func plan(
    _ fields: String, _ headers: [String], top: String = "", yaml: String? = nil
  ) throws -> ColumnPlan {
    let profile = try Profile(yaml: yaml ?? Profiles.calls(fields, top: top), file: "ours.yaml")
    return try ColumnPlan(profile: profile, headers: headers, headerLine: 1, file: "a.csv")
  }

  private func carries(_ field: FactField, _ plan: ColumnPlan, _ kind: FactKind = .call) throws -> Bool {
    let place = try #require(kind.fields.firstIndex(of: field))
    return plan.carriedBits & (1 << UInt64(place)) != 0
  }

  @Test("a row has all fields up to the last one with a name, or at least those that a record needs")
  func lengths() throws {
    let plan = try plan("district: [d]", ["id", "start", "d", "e", ""])
    #expect(plan.expectedCount == 4 && plan.leastCount == 2)
    #expect((0...6).filter(plan.accepts) == [2, 3, 4])
    let late = try self.plan("district: [d]", ["d", "e", "start", "id"])
    #expect(late.expectedCount == 4 && late.leastCount == 4 && (0...6).filter(late.accepts) == [4])
  }

  @Test("without a header a row may be longer, and the column of a rule that leaves rows out belongs to it")
  func headerless() throws {
    let fields = "key: 2\nstarted_at: 1"
    let plan = try plan(fields, [], top: "header: none")
    #expect(plan.expectedCount == 2 && plan.leastCount == 2 && (0...5).filter(plan.accepts) == [2, 3, 4, 5])
    let skipping = try self.plan(fields, [], top: "header: none\nskip: [{column: 4, in: [x]}]")
    #expect(
      skipping.expectedCount == 4 && skipping.leastCount == 2 && (0...5).filter(skipping.accepts) == [2, 3, 4, 5])
  }

  @Test("the header over a column is shown, but no more than forty characters of it, and none beside the columns")
  func headers() throws {
    let long = String(repeating: "字", count: 41)
    let plan = try plan("", ["id", "start", long])
    #expect([0, 1, 2, 4].map { plan.header(over: $0) } == [nil, "id", "start", nil])
    #expect(plan.header(over: 3) == String(long.prefix(40)))
  }

  @Test("a wait follows from start and answer, a talk from answer and end; one time alone gives neither")
  func following() throws {
    for (fields, waits, talks) in [
      ("answered_at: [a]\nended_at: [e]", true, true), ("answered_at: [a]", true, false),
      ("ended_at: [e]", false, false),
      ("", false, false), ("wait_seconds: [w]", true, false), ("talk_seconds: [w]", false, true),
    ] {
      let plan = try plan(fields, ["id", "start", "a", "e", "w"])
      #expect(try carries(.waitSeconds, plan) == waits && carries(.talkSeconds, plan) == talks, "\(fields)")
    }
  }

  @Test("a field is carried from a column, a constant, or what else is present; a key that is made of others as well")
  func carried() throws {
    let plan = try plan(
      "outcome: {when_present: {field: answered_at, then: answered, else: abandoned}}\nanswered_at: [a]\ncategory: [x]",
      ["id", "start", "a"])
    for (field, isCarried) in [
      (FactField.key, true), (.line, true), (.outcome, true), (.answeredAt, true), (.category, false),
      (.satisfaction, false),
    ] {
      #expect(try carries(field, plan) == isCarried, "\(field.rawValue)")
    }
    #expect(plan.carriedFields == [.key, .startedAt, .answeredAt])
    let sums = try self.plan(
      "", ["日期", "呼入"],
      yaml:
        "title: {zh: a, en: a}\nkind: tally\nfields: {line: {constant: \"962200\"}, counted_at: [日期], calls_offered: [呼入]}"
    )
    #expect(try carries(.key, sums, .tally) && !carries(.district, sums, .tally) && carries(.countedAt, sums, .tally))
  }

  @Test("the columns of a field are those of its value and those whose presence decides")
  func columnsRead() throws {
    let plan = try plan(
      "outcome: {columns: [o], when_present: [{column: [c], then: answered}, {else: abandoned}]}\n"
        + "ended_at: {plus: {time: started_at, seconds: [n]}}\nwait_seconds: {sum: [[q], [r]]}",
      ["id", "start", "o", "c", "n", "q", "r"])
    func read(_ field: FactField) -> [Int]? { plan.fields.first { $0.field == field }?.columnsRead }
    #expect(read(.outcome) == [2, 3] && read(.endedAt) == [4] && read(.waitSeconds) == [5, 6] && read(.line) == [])
  }

  @Test(
    "columns that nobody reads: none whose rule leaves rows out, none without a name, none that says simulated")
  func unread() throws {
    let plan = try plan(
      "", ["id", "start", "", "备注", "模拟数据", "类", "来源"], top: "skip: [{column: [类], in: [测试]}]")
    #expect(plan.unreadHeaders == ["备注", "来源"])
  }

  @Test("a required column that is missing refuses the file unless its cells have a default")
  func missing() throws {
    #expect(throws: Diagnostic.self) { try plan("outcome: [o]", ["id", "start"]) }
    #expect(throws: Diagnostic.self) { try plan("started_at: {join: [[day], [clock]]}", ["id", "day"]) }
    let filled = try plan("outcome: {columns: [o], default: answered}\ncategory: [c]", ["id", "start"])
    #expect(filled.fields.first { $0.field == .outcome }?.columnsRead == [])
    #expect(try carries(.outcome, filled) && !carries(.category, filled))
    let other = try plan("category: {columns: [c], default: 其他}", ["id", "start"])
    #expect(try carries(.category, other))
  }

  @Test("a word is known as the profile writes it, else in any case and width")
  func words() {
    let table = WordTable(["Ab": "satisfied", "aB": "neutral", "无评": "absent", "yes": "yes"], for: .satisfaction)
    func meaning(_ word: String) -> String {
      switch Array(word.utf8).withUnsafeBufferPointer({ table.meaning(of: $0) }) {
      case nil: "?"
      case .absent: "absent"
      case .text(let text): String(decoding: text, as: UTF8.self)
      case .code(let code): code == WordTable.code(of: "satisfied", for: .satisfaction) ? "satisfied" : "neutral"
      }
    }
    #expect(
      ["Ab", "aB", "无评", "ＡＢ", "AB", "ab", "x", "yes"].map(meaning) == [
        "satisfied", "neutral", "absent", "satisfied", "satisfied", "satisfied", "?", "yes",
      ])
    #expect(WordTable([:], for: .satisfaction).isEmpty && !table.isEmpty)
    #expect(["yes", "no", "maybe"].map { WordTable.code(of: $0, for: .resolved) } == [1, 0, nil])
    #expect(WordTable.code(of: "yes", for: .category) == nil)
  }
}
