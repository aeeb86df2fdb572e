import HotlineConfiguration
import Testing

@testable import HotlineApp

@Suite("Values of a YAML file that are changed in place")
struct YAMLTextTests {
  typealias Step = YAMLTree.Step

  /// A text, what is set in it, and what it shall be then.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let before: String
    let set: [(path: [Step], value: YAMLTree?)]
    let after: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a value in a block, with its comment",
      before: "# head\na:\n  by: 自评小组   # who\n  on: 2020-03-12\nb: 1\n",
      set: [([.key("a"), .key("by")], .text("热线部"))],
      after: "# head\na:\n  by: \"热线部\"   # who\n  on: 2020-03-12\nb: 1\n"),
    Case(
      name: "nothing", before: "a: {by: 自评小组, document: “甲”乙} # x\n", set: [],
      after: "a: {by: 自评小组, document: “甲”乙} # x\n"),
    Case(
      name: "a value in brackets", before: "a: {by: 自评小组, on: 2020-03-12} # x\n",
      set: [([.key("a"), .key("on")], .plain("2020-03-13")), ([.key("a"), .key("by")], .text("甲, 乙"))],
      after: "a: {by: \"甲, 乙\", on: 2020-03-13} # x\n"),
    Case(
      name: "the first, a middle and the last value taken out of brackets",
      before: "a: {p: 1, q: 2, r: 3, s: 4, t: 5}\n",
      set: [([.key("a"), .key("p")], nil), ([.key("a"), .key("r")], nil), ([.key("a"), .key("t")], nil)],
      after: "a: {q: 2, s: 4}\n"),
    Case(
      name: "the last taken out of brackets and another put in", before: "a: {p: 1, q: 2 }\n",
      set: [([.key("a"), .key("q")], nil), ([.key("a"), .key("z")], .plain("9"))], after: "a: {p: 1, z: 9 }\n"),
    Case(
      name: "a value put into a block, behind what is further in, before a comment of what follows",
      before: "rows:\n  - id: x\n    parts:\n      - {use: y}\n\n  # the next\n  - id: z\n",
      set: [([.key("rows"), .index(0), .key("cause"), .key("reason")], .text("因"))],
      after:
        "rows:\n  - id: x\n    parts:\n      - {use: y}\n    cause: {reason: \"因\"}\n\n  # the next\n  - id: z\n"),
    Case(
      name: "a value within a value put into a block stands on lines",
      before: "- id: x\n- id: z",
      set: [
        ([.index(1), .key("judgement"), .key("points")], .plain("4.5")),
        ([.index(1), .key("judgement"), .key("attested"), .key("by")], .text("甲")),
      ], after: "- id: x\n- id: z\n  judgement:\n    points: 4.5\n    attested: {by: \"甲\"}\n"),
    Case(
      name: "lines taken out of a block, and what has nothing left with them",
      before: "a:\n  b: 1\n  c:\n    d: 2 # gone\n  e: 3\n", set: [([.key("a"), .key("c"), .key("d")], nil)],
      after: "a:\n  b: 1\n  e: 3\n"),
    Case(
      name: "texts over several lines",
      before: "a: |\n  one\n\n  two\nb: one\n  and two # c\nc: \"x\n  y\"\nd: 'it''s'\n# end\n",
      set: [
        ([.key("a")], .text("A\nB")), ([.key("b")], .text("B")), ([.key("c")], .text("C")), ([.key("d")], .text("D")),
      ], after: "a: \"A\\nB\"\nb: \"B\" # c\nc: \"C\"\nd: \"D\"\n# end\n"),
    Case(
      name: "a key behind which nothing stands", before: "a:\n  reason:\n  b: 1\n",
      set: [([.key("a"), .key("reason")], .text("因"))], after: "a:\n  reason: \"因\"\n  b: 1\n"),
    Case(
      name: "line ends of Windows", before: "a:\r\n  by: x\r\n  on: y\r\nb: 1\r\n",
      set: [([.key("a"), .key("by")], .text("甲")), ([.key("b")], .plain("2"))],
      after: "a:\r\n  by: \"甲\"\r\n  on: y\r\nb: 2\r\n"),
    Case(
      name: "a mapping in place of another one", before: "a: {replace: {zh: 甲, en: x}}\nb: 1\n",
      set: [([.key("a")], .mapping([("follow", .text("乙"))]))], after: "a: {follow: \"乙\"}\nb: 1\n"),
    Case(
      name: "one language of a text", before: "a: {zh: 甲, en: \"it: x\"}\n",
      set: [([.key("a"), .key("zh")], .text("乙"))], after: "a: {zh: \"乙\", en: \"it: x\"}\n"),
    Case(
      name: "what would be an anchor, a comment or a quotation mark", before: "a: {b: x, c: y}\n",
      set: [([.key("a"), .key("b")], .text("\"甲\", &乙 # \\ {丙}: 丁"))],
      after: "a: {b: \"\\\"甲\\\", \\x26乙 # \\\\ {丙}: 丁\", c: y}\n"),
    Case(
      name: "what our reader takes for an anchor, though its name stands elsewhere",
      before: "a: x # *y\nb: x\n", set: [([.key("a")], .text("R&D &y *y")), ([.key("b")], .text("3 * 4 & 5"))],
      after: "a: \"R\\x26D \\x26y *y\" # *y\nb: \"3 * 4 & 5\"\n"),
    Case(
      name: "a list in brackets over lines, with a comment",
      before: "a: [{use: x,   # why\n     share: 1}, {use: y}]\n",
      set: [([.key("a"), .index(0), .key("t"), .key("points")], .plain("1"))],
      after: "a: [{use: x,   # why\n     share: 1, t: {points: 1}}, {use: y}]\n"),
  ]

  @Test("only the value changes", arguments: cases)
  func changed(_ one: Case) throws {
    var tree = try YAMLTree(ConfigurationNode(yaml: one.before, file: "form.yaml"))
    for (path, value) in one.set { tree.set(path, to: value) }
    #expect(try YAMLText.text(one.before, file: "form.yaml", saying: tree) == one.after)
  }

  @Test("what cannot be changed in place is told, and nothing else becomes of it")
  func refused() throws {
    for (text, path, value) in [
      // The first key of a row stands behind its dash.
      ("- {a: 1}\n- b: 1\n  c: 2\n", [Step.index(1), .key("b")], YAMLTree?.none),
      ("a: 1\n", [], .list([])), ("a: [1, 2]\n", [.key("a")], .list([.plain("1")])),
    ] {
      var tree = try YAMLTree(ConfigurationNode(yaml: text, file: "form.yaml"))
      tree.set(path, to: value)
      let written = try? YAMLText.text(text, file: "form.yaml", saying: tree)
      // Either it says what it shall, or it is refused.
      if let written { #expect(try YAMLTree(ConfigurationNode(yaml: written, file: "")) == tree, "\(text)") }
    }
    var tree = try YAMLTree(ConfigurationNode(yaml: "- b: 1\n  c: 2\n", file: "form.yaml"))
    tree.set([Step.index(0), .key("b")], to: nil)
    #expect(throws: Diagnostic.self) { try YAMLText.text("- b: 1\n  c: 2\n", file: "form.yaml", saying: tree) }
  }
}
