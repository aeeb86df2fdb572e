import HotlineConfiguration
import HotlineModel
import Testing

@Suite("model.yaml")
struct DataModelTests {
  private let text = """
    dimensions:
      channel: {name: {zh: 来源渠道, en: Channel}, facts: [work_order, call]}
    numbers:
      score: {name: {zh: 评分, en: Score}, facts: [call], unit: count}
    """

  private func problem(_ yaml: String) -> String {
    do {
      _ = try DataModel(yaml: yaml, file: "model.yaml")
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("what is declared stands behind what is built in, which keeps its place")
  func declared() throws {
    let model = try DataModel(yaml: text, file: "model.yaml")
    let call = model.kind(.call)
    #expect(call == FactKind.call)
    #expect(call.columns.prefix(FactKind.call.columns.count) == FactKind.call.columns[...])
    #expect(call.columns.suffix(2).map(\.name) == ["channel", "score"])
    #expect(call.fields.prefix(FactKind.call.fields.count) == FactKind.call.fields[...])
    #expect(model.kind(.workOrder).columns.last?.name == "channel")
    #expect(model.kind(.agent).fields == FactKind.agent.fields)
    #expect(model.dimensions.map(\.rawValue).last == "channel")
    #expect(model.grouping(named: "channel")?.name == "channel" && model.grouping(named: "score") == nil)
    #expect(model.dimension(named: "channel")?.name?.en == "Channel")
    #expect(DataModel.builtIn.dimension(named: "channel") == nil)
  }

  @Test("filters read what is declared, by its kind")
  func filters() throws {
    let call = try DataModel(yaml: text, file: "model.yaml").kind(.call)
    let place = Diagnostic.Place(file: "metrics.yaml")
    let filter = try MeasureExpression("channel in ('微信', '电话') and score >= 4", fact: call, place: place)
    #expect(filter.sql == "channel in ('微信', '电话') and score >= 4")
    #expect(throws: Diagnostic.self) { try MeasureExpression("channel > 4", fact: call, place: place) }
    #expect(throws: Diagnostic.self) { try MeasureExpression("score = '4'", fact: call, place: place) }
    #expect(throws: Diagnostic.self) { try MeasureExpression("score > 4", fact: .call, place: place) }
  }

  @Test(
    "a name that is taken, no name, or no kind of fact is told at its place",
    arguments: [
      ("dimensions:\n  district: {name: {zh: 区, en: d}, facts: call}", "2:3: the name “district” is taken"),
      ("dimensions:\n  month: {name: {zh: 月, en: m}, facts: call}", "2:3: the name “month” is taken"),
      ("numbers:\n  wait_seconds: {name: {zh: 秒, en: s}, facts: call}", "2:3: the name “wait_seconds” is taken"),
      ("numbers:\n  select: {name: {zh: 选, en: s}, facts: call}", "“select” cannot be a name"),
      ("numbers:\n  \"a; drop\": {name: {zh: 选, en: s}, facts: call}", "cannot be a name"),
      ("numbers:\n  seen_at: {name: {zh: 见, en: s}, facts: call}", "cannot be a name"),
      ("numbers:\n  parent_id: {name: {zh: 母, en: p}, facts: call}", "cannot be a name"),
      ("numbers:\n  score: {name: {zh: 分, en: s}, facts: calls}", "“calls” is not allowed here"),
      ("numbers:\n  score: {name: {zh: 分, en: s}}", "“facts” is missing"),
      ("numbers:\n  score: {name: {zh: 分, en: s}, facts: call, unit: stars}", "“stars” is not allowed here"),
      (
        "dimensions:\n  a: {name: {zh: 甲, en: a}, facts: call}\nnumbers:\n  a: {name: {zh: 甲, en: a}, facts: agent}",
        "4:3: the name “a” is taken"
      ),
    ])
  func mistakes(yaml: String, expected: String) {
    #expect(problem(yaml).contains(expected), "\(problem(yaml))")
  }
}
