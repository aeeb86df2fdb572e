import HotlineConfiguration
import HotlineText
import Testing

/// Values of configuration files, and the numbers that are printed.
@Suite("Values of configuration files")
struct NodeTests {
  private func problem(_ body: () throws -> Void) -> Diagnostic? {
    do {
      try body()
      return nil
    } catch { return error as? Diagnostic }
  }

  private func node(_ yaml: String) throws -> ConfigurationNode { try ConfigurationNode(yaml: yaml, file: "f.yaml") }

  @Test("scalars are what the accessor reads them as")
  func scalars() throws {
    let root = try node(
      "i: 12\nd: 1.5\nb: true\nn: no\nt: '007'\nz:\nw: higher\nl: [1, 2]\nm: {zh: 甲, en: a}\nx: .inf\n")
    #expect(try root.required("i").int() == 12 && root.required("i").double() == 12)
    #expect(try root.required("d").double() == 1.5 && root.required("b").bool() && !root.required("n").bool())
    #expect(try root.required("t").string() == "007" && root.required("z").isNull && !root.required("i").isNull)
    #expect(try root.required("w").word(of: ["lower", "higher"]) == "higher")
    #expect(try root.required("w").word(as: Direction.self) == .higher)
    #expect(try root.required("l").elements().map { try $0.int() } == [1, 2])
    #expect(try root.required("l").oneOrMore().count == 2 && root.required("i").oneOrMore().count == 1)
    #expect(
      try root.required("m").localizedText() == LocalizedText(zh: "甲", en: "a") && root.required("m").text().en == "a")
    #expect(try root.required("w").text() == LocalizedText(zh: "higher", en: "higher"))
    #expect(root.isMapping && !root.isList)
    #expect(try root.required("l").isList && !root.required("l").isMapping && root.optional("q") == nil)
    #expect(try root.entries().map(\.key) == ["i", "d", "b", "n", "t", "z", "w", "l", "m", "x"])
    #expect(try root.entries(allowed: nil).map(\.keyPlace.line) == Array(1...10))
  }

  private enum Direction: String, CaseIterable { case higher, lower }

  @Test("a value of the wrong shape says what it is, what is expected and where")
  func shapes() throws {
    let root = try node("t: x\nl: [1]\nm: {a: 1}\nx: .inf\n")
    let cases: [(String, (ConfigurationNode) throws -> Void, String)] = [
      ("t", { _ = try $0.int() }, "f.yaml:1:4: found “x”; expected a whole number"),
      ("t", { _ = try $0.double() }, "f.yaml:1:4: found “x”; expected a number"),
      ("x", { _ = try $0.double() }, "f.yaml:4:4: found “.inf”; expected a number"),
      ("t", { _ = try $0.bool() }, "f.yaml:1:4: found “x”; expected true or false"),
      ("t", { _ = try $0.elements() }, "f.yaml:1:4: found “x”; expected a list"),
      ("t", { _ = try $0.entries() }, "f.yaml:1:4: found “x”; expected a mapping (key: value)"),
      ("t", { _ = try $0.optional("a") }, "f.yaml:1:4: found “x”; expected a mapping (key: value)"),
      ("l", { _ = try $0.string() }, "f.yaml:2:4: found a list; expected a text"),
      ("m", { _ = try $0.string() }, "f.yaml:3:4: found a mapping; expected a text"),
      ("m", { _ = try $0.text() }, "f.yaml:3:5: unknown key “a”; allowed here: zh, en"),
      ("t", { _ = try $0.word(as: Direction.self) }, "f.yaml:1:4: “x” is not allowed here; one of: higher, lower"),
      ("m", { _ = try $0.required("b") }, "f.yaml:3:4: “b” is missing; add “b”"),
    ]
    for (key, read, message) in cases {
      let value = try root.required(key)
      #expect(problem { try read(value) }?.message(.en) == message)
    }
    #expect(problem { _ = try root.required("t").int() }?.message(.zh) == "f.yaml:1:4: 此处是“x”；应为整数")
    #expect(problem { _ = try self.node("{zh: a}").localizedText() }?.found.en == "“en” is missing")
    #expect(problem { _ = try self.node("a: [1\n") }?.place?.line != nil)
    #expect(
      problem { _ = try ConfigurationNode(contentsOf: "/nowhere.yaml") }?.message(.en)
        == "/nowhere.yaml: cannot read the file; check the path and its permissions")
  }

  @Test(
    "anchors are refused with their place; a sign in a text or comment is none",
    arguments: [
      ("a: &x 1\n", 1, 4), ("a: 1\nb: [&y 2]\n", 2, 5), ("- &z\n", 1, 3), ("a:\t&x 1\n", 1, 4), ("{&x a: 1}", 1, 2),
      ("a: [1,&x 2]", 1, 7),
      ("a: \"*x\n  &x\"\n", 2, 3), ("a: b&c\n", 0, 0), ("a: 'x &y'\n", 0, 0), ("a: \"x &y\"\n", 0, 0),
      ("a: 1 # &x\n", 0, 0), ("a: b&c d\n", 0, 0),
      ("a: '*b' # &c\n", 0, 0), ("a: b & c\n", 0, 0), ("a: b, & c: d\n", 0, 0), ("a: b [ & c\n", 0, 0),
      ("a: b - & c\n", 0, 0),
      ("- R & D\n", 0, 0), ("a: [b & c, d & e]\n", 0, 0), ("a: it's & so\n", 0, 0), ("a: [1, [2, &x 3]]\n", 1, 12),
      ("? &x a\n: 1\n", 1, 3), ("a: {b: &x 1}\n", 1, 8), ("a: \"b\" # & c\n", 0, 0), ("a: b #&x\n", 0, 0),
      ("a: &x 1\nb: *x\n", 1, 4), ("a: !!str &x 1\nb: *x\n", 2, 4),
    ])
  func anchors(yaml: String, line: Int, column: Int) {
    let found = problem { _ = try self.node(yaml) }
    let isAnchor = found?.found.en.contains("anchor") == true
    if line == 0 {
      #expect(!isAnchor, "\(yaml)")
    } else {
      #expect(isAnchor && found?.place?.line == line, "\(yaml) \(found?.message(.en) ?? "accepted")")
      if !yaml.contains("*") { #expect(found?.place?.column == column, "\(yaml)") }
    }
  }

  @Test("a message: place, what was found, what was expected, how to mend it, each only if it is there")
  func messages() {
    let text = LocalizedText(zh: "甲", en: "a")
    let place = Diagnostic.Place(file: "f")
    #expect(Diagnostic(found: text).message(.zh) == "甲" && Diagnostic(found: text).kind == .data)
    #expect(Diagnostic(at: place, found: text, fix: text).message(.en) == "f: a; a")
    #expect(Diagnostic(at: .init(file: "f", line: 2), found: text, expected: text).message(.zh) == "f:2: 甲；甲")
    #expect("\(Diagnostic(at: .init(file: "f", line: 2, column: 3), found: text))" == "f:2:3: a")
    #expect(
      Language.ofLocale(["LC_MESSAGES": "zh_CN", "LANG": "en_US"]) == .zh && Language.ofLocale(["LANG": "cz"]) == .en)
    #expect(Language.ofLocale(["LC_ALL": "en_US", "LC_MESSAGES": "zh_CN"]) == .en)
  }

  @Test("a small table: short rows, comments, blank lines, quotes over lines, the place of each row")
  func table() throws {
    let csv = "name, alias ,x\na\n # no comment\n#comment,1\n\n,,\n\"b\nc\", d ,e,f\n\"g\"\n"
    let table = try DataTable(csv: Array(csv.utf8), file: "t.csv", columns: ["name", "alias"])
    #expect(
      table.rows.map { [$0["name"], $0["alias"], $0["x"], $0["nothing"]] } == [
        ["a", "", "", ""], ["b\nc", "d", "e", ""], ["g", "", "", ""],
      ])
    #expect(table.rows.map(\.place.line) == [2, 7, 9])
    #expect(table.rows.map(\.place.file) == ["t.csv", "t.csv", "t.csv"])
    #expect(DataTable.lines(csv: Array("a,b\n\nc".utf8)).map(\.line) == [1, 3])
    #expect(
      problem { _ = try DataTable(csv: [], file: "t.csv", columns: []) }?.message(.en) == "t.csv: the file is empty")
    #expect(
      problem { _ = try DataTable(csv: Array("\nx,name\n".utf8), file: "t.csv", columns: ["name", "y", "z"]) }?.message(
        .en) == "t.csv:2: column “y” is missing; columns: name, y, z")
    #expect(problem { _ = try DataTable(contentsOf: "/nowhere.csv", columns: []) }?.found.en == "cannot read the file")
  }

  @Test("counts, shares and decimals as they are printed, half away from zero")
  func numbers() {
    let counts: [(Double, String)] = [
      (0, "0"), (999, "999"), (1000, "1,000"), (185_000, "185,000"), (-1234, "-1,234"), (1_234_567.5, "1,234,567.50"),
      (0.5, "0.50"), (0.005, "0.01"), (999.995, "1,000.00"),
      (999_999_999, "999,999,999"), (1_000_000_000, "1,000,000,000"), (12_345_678_901, "12,345,678,901"),
      (-12_345_678_901.25, "-12,345,678,901.25"), (-0.001, "0.00"), (123_456_789_012, "123,456,789,012"),
    ]
    for (value, text) in counts { #expect(NumberText.count(value) == text) }
    let decimals: [(Double, Int, String)] = [
      (0.945, 2, "0.95"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (-1.005, 2, "-1.01"), (-0.004, 2, "0.00"),
      (2.5, 0, "3"), (-2.5, 0, "-3"), (0.5, 0, "1"), (1.23456, 4, "1.2346"), (1.23455, 4, "1.2346"),
      (12, 3, "12.000"), (0.00001, 4, "0.0000"), (9.9999, 3, "10.000"), (1e9, 1, "1000000000.0"), (1.5, 5, "1.50000"),
      (0.1234567, 6, "0.123457"), (.infinity, 2, ""), (.nan, 0, ""), (0.05, 1, "0.1"), (99.99, 1, "100.0"),
    ]
    for (value, places, text) in decimals { #expect(NumberText.decimal(value, places: places) == text) }
    #expect(
      NumberText.percent(0.943) == "94.30%" && NumberText.percent(0.94305, places: 1) == "94.3%"
        && NumberText.percent(1) == "100.00%")
    #expect(
      NumberText.signedPoints(0.0125) == "+1.25" && NumberText.signedPoints(-0.0125) == "-1.25"
        && NumberText.signedPoints(0) == "0.00")
    #expect(NumberText.signedPoints(0.00001) == "0.00" && NumberText.signedPoints(0.0005, places: 1) == "+0.1")
    #expect(
      ["6.42", "7.5", "8", "0", "10", "0.1"]
        == [(6.42, 2), (7.5, 2), (8, 2), (0, 3), (10, 1), (0.1, 4)].map { NumberText.shortest($0.0, places: $0.1) })
    #expect(NumberText.shortest(10, places: 0) == "10" && NumberText.shortest(100.04, places: 1) == "100")
  }
}
