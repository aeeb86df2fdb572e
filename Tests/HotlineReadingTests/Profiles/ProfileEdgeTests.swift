import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What a profile may say and what it comes to, where the neighbouring case is another.
@Suite("Profiles, key by key")
struct ProfileEdgeTests {
  private func profile(_ fields: String, kind: String = "call", top: String = "", model: DataModel = .builtIn) throws
    -> Profile
  {
    try Profile(
      yaml: "title: {zh: a, en: a}\nkind: \(kind)\n\(top.isEmpty ? "" : top + "\n")fields: {\(fields)}\n",
      file: "ours.yaml", model: model)
  }

  private func problem(_ fields: String, kind: String = "call", top: String = "", model: DataModel = .builtIn) -> String
  {
    diagnostic { _ = try profile(fields, kind: kind, top: top, model: model) }?.message(.en) ?? "accepted"
  }

  private static let calls =
    "key: [id], line: {constant: \"962200\"}, direction: {constant: inbound}, started_at: [start], "
    + "outcome: {constant: answered}"

  @Test("an export that only completes facts needs what tells them apart, and puts no parts together")
  func completes() throws {
    let whole = try profile(Self.calls)
    #expect(whole.mergesParts && !whole.completes && whole.requiredFields == FactKind.call.requiredFields)
    let addition = try profile("key: [id], line: [l], satisfaction: [s]", top: "completes: true")
    #expect(!addition.mergesParts && addition.completes && addition.requiredFields == [.key, .line])
    #expect(try profile(Self.calls, top: "completes: false\nrows: parts").mergesParts)
    #expect(problem("key: [id], line: [l], satisfaction: [s]").contains("the required field “direction” is missing"))
    #expect(problem("key: [id], satisfaction: [s]", top: "completes: true").contains("“line” is missing"))
  }

  @Test("only sums by day may come without a key")
  func keys() throws {
    let sums = "line: [l], counted_at: [d]"
    #expect(try profile(sums, kind: "tally").fields[.key] == nil && !profile(sums, kind: "tally").mergesParts)
    #expect(problem("counted_at: [d]", kind: "tally").contains("the required field “line” is missing"))
    #expect(problem("line: [l]", kind: "tally").contains("the required field “counted_at” is missing"))
    #expect(problem("born_at: [b]", kind: "agent").contains("the required field “key” is missing; required: key"))
    #expect(problem("key: [k]", kind: "agent", top: "rows: versions") == "accepted")
  }

  private func model() throws -> DataModel {
    try DataModel(
      yaml: """
        dimensions:
          channel: {name: {zh: 来源渠道, en: Channel}, facts: [work_order, call]}
        numbers:
          score: {name: {zh: 评分, en: Score}, facts: [call], unit: count}
        """, file: "model.yaml")
  }

  @Test("declared dimensions and numbers stand under their own keys")
  func declared() throws {
    let model = try model()
    func problem(_ top: String, kind: String = "call", _ fields: String = Self.calls) -> String {
      self.problem(fields, kind: kind, top: top, model: model)
    }
    let own = try profile(Self.calls, top: "dimensions: {channel: [来源]}\nnumbers: {score: [分]}", model: model)
    #expect(own.columns.map(\.field.rawValue).suffix(2) == ["channel", "score"])
    #expect(
      problem("dimensions: {score: [分]}").contains(
        "data/model.yaml declares no “score” of calls; declared: channel; declare it under `dimensions`"))
    #expect(problem("numbers: {channel: [来源]}").contains("declares no “channel” of calls; declared: score"))
    #expect(problem("dimensions: {district: [区]}").contains("declares no “district” of calls"))
    #expect(problem("numbers: {talk_seconds: [t]}").contains("declares no “talk_seconds” of calls"))
    #expect(problem("", Self.calls + ", channel: [来源]").contains("“channel” is no field of calls; one of: key, line"))
    #expect(!problem("", Self.calls + ", channel: [来源]").contains("exported_at, channel"))
    #expect(problem("numbers: {score: [s]}", kind: "agent", "key: [k]").contains("declares no “score” of agents"))
  }

  @Test("characters that cannot be seen separate no fields, but for the tab")
  func separators() {
    for (text, isAllowed) in [
      ("\"\\x01\"", false), ("\"\\x1f\"", false), ("\"\\x7f\"", false), ("\"\\t\"", true), ("' '", true), ("'~'", true),
      ("'!'", true), ("'\"'", false), ("'ab'", false),
    ] {
      let problem = problem("key: [k]", kind: "agent", top: "delimiter: \(text)")
      #expect((problem == "accepted") == isAllowed, "\(text): \(problem)")
    }
  }

  @Test("the century, the unit and the unknown word of a field are those that it names")
  func manners() throws {
    let own = try profile(
      Self.calls
        + ", answered_at: {columns: [a], century: 1900}, ended_at: {columns: [e], century: 2000}, "
        + "satisfaction: {columns: [s], otherwise: reject}, resolved: {columns: [r], otherwise: absent}, "
        + "transfer_outcome: [t], wait_seconds: {columns: [w], unit: min}, exported_at: {file_name: yes}",
      top: "decimal: point\nabsent: [暂缺, 空]\nheader: yes")
    #expect(own.fields[.answeredAt]?.century == 1900 && own.fields[.endedAt]?.century == 2000)
    #expect(own.fields[.satisfaction]?.unknownWord == .reject && own.fields[.resolved]?.unknownWord == .absent)
    #expect(own.fields[.transferOutcome]?.unknownWord == .remark && own.fields[.waitSeconds]?.unit == .minutes)
    #expect(!own.isDecimalComma && own.absentWords == ["暂缺", "空"].map { Array($0.utf8) } && !own.isHeaderless)
    #expect(problem(Self.calls + ", talk_seconds: {columns: [t], unit: ms}") == "accepted")
    #expect(
      problem(Self.calls + ", ended_at: {plus: {time: started_at, seconds: [t]}, unit: min}") == "accepted")
    #expect(problem(Self.calls + ", ended_at: {columns: [t], unit: min}").contains("“unit” has no meaning"))
    #expect(problem(Self.calls + ", satisfaction: {columns: [s], otherwise: maybe}").contains("one of: reject, absent"))
    #expect(problem(Self.calls + ", wait_seconds: {join: [[a], [b]]}").contains("“join” has no meaning"))
  }

  @Test("an empty cell may take its word from what else is present; a record can do without its column then")
  func presence() throws {
    let both = try profile(
      Self.calls.replacing(
        "{constant: answered}",
        with:
          "{columns: [o], when_present: [{field: answered_at, then: answered}, {column: [c], then: failed}, "
          + "{else: abandoned}]}"
      )
        + ", answered_at: [a]")
    let source = try #require(both.fields[.outcome])
    #expect(source.hasFallback && source.fallback == nil && source.presence?.cases.count == 2)
    #expect(both.columns.filter { $0.field == .outcome }.flatMap(\.column.synonyms) == ["o", "c"])
    #expect(both.fields[.key]?.hasFallback == false)
    #expect(try profile(Self.calls + ", category: {columns: [c], default: 其他}").fields[.category]?.hasFallback == true)
    #expect(
      problem(Self.calls.replacing("{constant: answered}", with: "{columns: [o], constant: answered}")).contains(
        "exactly one way"))
  }

  @Test("fields from which a required one follows are as indispensable as itself")
  func indispensable() throws {
    let derived = try profile(
      Self.calls.replacing(
        "{constant: answered}", with: "{when_present: {field: answered_at, then: answered, else: abandoned}}"
      ).replacing("started_at: [start]", with: "started_at: {plus: {time: ended_at, seconds: [s]}}")
        + ", answered_at: [a], ended_at: [e], category: [c]")
    #expect(
      derived.indispensableFields == [.key, .line, .direction, .startedAt, .outcome, .answeredAt, .endedAt])
  }

  @Test("columns of a file without header are numbered from 1 to the widest row that is read")
  func numbers() throws {
    func agent(_ key: String) -> String { problem("key: \(key)", kind: "agent", top: "header: none") }
    #expect(agent("1") == "accepted" && agent("[16384]") == "accepted" && agent("16385").contains("numbered from 1"))
    #expect(try profile("key: 16384", kind: "agent", top: "header: none").columns.map(\.column.position) == [16_383])
  }

  @Test("the standard words of a first contact are those of a solution")
  func standardWords() {
    for field: FactField in [.firstContact, .resolved] {
      let words = StandardWords.of(field)
      #expect(words["已联"] == "yes" && words["未联"] == "no" && words["是"] == "yes" && words["0"] == "no")
    }
    #expect(StandardWords.of(.category).isEmpty && StandardWords.of(.satisfaction)["认可"] == nil)
  }
}
