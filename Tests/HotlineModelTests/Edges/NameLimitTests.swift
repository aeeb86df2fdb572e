import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineModel

/// Which names can be declared, and how declared fields are told from others.
@Suite("Names of declared fields")
struct NameLimitTests {
  @Test(
    "small letters, digits and underscores, a letter first, forty at most",
    arguments: [
      ("a", true), ("z9_", true), ("az09", true), ("x0", true), (String(repeating: "a", count: 40), true),
      (String(repeating: "a", count: 41), false), ("", false), ("9a", false), ("_a", false), ("A", false),
      ("aB", false),
      ("a-b", false), ("{a", false), ("a`", false), ("a:", false), ("a/", false), ("评分", false), ("a评", false),
      ("seen_at", false), ("at", true), ("seen_local", false), ("local", true), ("parent_id", false),
      ("identity", true),
      ("select", false), ("selected", true),
    ])
  func names(name: String, isName: Bool) {
    #expect(DataModel.isName(name) == isName)
  }

  @Test(
    "an id of the catalogue is of ASCII letters, digits and underscores, a letter first",
    arguments: [
      ("a", true), ("Z_9", true), ("calls_15s", true), ("", false), ("9a", false), ("_a", false), ("a b", false),
      ("a-b", false), ("量", false), ("a量", false), ("a９", false),
    ])
  func ids(name: String, isName: Bool) {
    #expect(MetricCatalog.isName(name) == isName)
  }

  private func model(_ count: Int, kind: String = "call") throws -> DataModel {
    let numbers = (0..<count).map { "  n\($0): {name: {zh: 数, en: n}, facts: \(kind)}" }
    return try DataModel(yaml: "numbers:\n" + numbers.joined(separator: "\n") + "\n", file: "model.yaml")
  }

  @Test("a kind of fact can have 24 declared fields, not 25")
  func most() throws {
    #expect(try model(24).kind(.call).fields.count == FactKind.call.fields.count + 24)
    #expect(throws: Diagnostic.self) { try model(25) }
  }

  @Test("declared fields are told apart by their names, and from built-in ones")
  func equality() throws {
    let model = try model(2)
    let (one, other) = (try #require(model.field(named: "n0")), try #require(model.field(named: "n1")))
    #expect(one != other && one == model.field(named: "n0") && one.isDeclared && !FactField.key.isDeclared)
    #expect(one != FactField.key && FactField.key == FactField(rawValue: "key") && FactField.key != FactField.line)
    #expect(Set([one, other, one, FactField.key]).count == 3 && model.field(named: "n9") == nil)
    #expect(model.field(named: "line") == .line)
    #expect(one.hashValue != other.hashValue)
  }

  @Test("declared dimensions stand behind the built-in ones and are told apart by their names")
  func dimensions() throws {
    let text = "dimensions:\n  a: {name: {zh: 甲, en: a}, facts: call}\n  b: {name: {zh: 乙, en: b}, facts: call}\n"
    let model = try DataModel(yaml: text, file: "model.yaml")
    let (a, b) = (try #require(model.dimension(named: "a")), try #require(model.dimension(named: "b")))
    #expect(a.index == 7 && b.index == 8 && a.isDeclared && !Dimension.project.isDeclared)
    #expect(a != b && a != .line && a == model.dimension(named: "a") && Dimension(rawValue: "a") == nil)
    let other = try DataModel(
      yaml: "dimensions:\n  c: {name: {zh: 丙, en: c}, facts: call}\n", file: "model.yaml")
    #expect(a != other.dimension(named: "c"), "the same place, another name")
    #expect(Dimension(rawValue: "district") == .district && Dimension.line != .unit)
    #expect(Dimension.builtIn.filter(\.hasAliases) == [.district, .unit])
    #expect(!a.hasAliases)
    #expect(
      model.groupings.map(\.name) == [
        "line", "district", "unit", "category", "agent", "kind", "project", "a", "b", "year", "quarter", "month", "day",
        "hour", "weekday",
      ])
  }

  @Test("a model of known names leaves out what cannot be a name; of a model only some fields can be kept")
  func known() throws {
    let model = DataModel(
      dimensions: ["b": [.call], "a": [.call], "A": [.call]], numbers: ["n": [.call], "x-": [.call]])
    #expect(model.declarations.map(\.field.rawValue) == ["a", "b", "n"])
    let kept = model.keeping { field, _ in field.rawValue != "b" }
    #expect(kept.declarations.map(\.field.rawValue) == ["a", "n"])
    #expect(kept.kind(.call).columns.suffix(2).map(\.name) == ["a", "n"] && kept.kind(named: "call") == .call)
    #expect(kept.kind(named: "nothing") == nil && FactKind(rawValue: "work_order") == .workOrder)
  }

  @Test("the words of a vocabulary and their codes, which databases keep")
  func vocabularies() {
    let words: [Vocabulary: [String]] = [
      .direction: ["inbound", "outbound"],
      .outcome: ["answered", "abandoned", "abandoned_ivr", "self_service", "failed"],
      .transferOutcome: ["succeeded", "failed"],
      .satisfaction: [
        "very_satisfied", "satisfied", "fairly_satisfied", "neutral", "dissatisfied", "very_dissatisfied",
      ],
      .status: ["open", "closed", "returned", "void", "suspended"],
      .resolution: ["resolved", "explained", "unresolved"],
    ]
    for vocabulary in Vocabulary.allCases {
      #expect(vocabulary.words == words[vocabulary])
      #expect(vocabulary.code(of: vocabulary.words[1]) == 1 && vocabulary.code(of: "x") == nil)
    }
  }
}
