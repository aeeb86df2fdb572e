import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// Which profile a file's first rows call for, at the point where another one would be as good.
@Suite("Choice of a profile")
struct HeaderMatchTests {
  private static let start = "2019-01-05 08:03:11"

  private func profile(_ name: String, _ fields: String, kind: String = "call", top: String = "") throws -> Profile {
    try Profile(
      yaml: "title: {zh: a, en: a}\nkind: \(kind)\n\(top.isEmpty ? "" : top + "\n")fields: {\(fields)}\n",
      file: "\(name).yaml")
  }

  /// The name of the profile that matches, or what is said instead.
  private func match(_ text: String, _ profiles: [Profile]) throws -> String {
    let file = try Reading.file(text)
    var name = ""
    let problem = diagnostic { name = try file.matchProfile(in: ProfileCatalog(profiles: profiles)).name }
    return problem.map { $0.message(.en) } ?? name
  }

  private static let constants =
    "line: {constant: \"962200\"}, direction: {constant: inbound}, outcome: {constant: answered}"

  @Test("the nearest profile is the one with most columns, less two for each that is missing; of two alike the first")
  func nearest() throws {
    func nearest(_ header: String, _ profiles: [Profile]) throws -> String {
      let message = try match(header + "\n1,2,3,4,5,6,7\n", profiles)
      guard let start = message.firstRange(of: "the nearest is “")?.upperBound else { return message }
      return String(message[start...].prefix { $0 != "”" })
    }
    let twins = try ["one", "two"].map {
      try profile($0, "key: [编号], started_at: [时间], agent: [坐席], \(Self.constants)")
    }
    #expect(try nearest("编号,坐席,x,y", twins) == "one")
    // Four columns and two missing against three and one.
    let wide = try profile(
      "wide", "key: [k], line: [l], direction: [d], outcome: [o], started_at: [s], agent: [a], unit: [u], category: [c]"
    )
    let narrow = try profile("narrow", "key: [k], started_at: [t], agent: [a], district: [x], \(Self.constants)")
    #expect(try nearest("k,l,d,a,x,y,z", [wide, narrow]) == "narrow")
    // Six columns and two missing against three and one.
    #expect(try nearest("k,l,d,a,u,c,x", [narrow, wide]) == "wide")
    // A profile of which no column is there is not the nearest, however little it lacks.
    let roster = try profile("roster", "key: [工号]", kind: "agent")
    let strict = try profile("strict", "key: [k], line: [l], direction: [d], outcome: [o], started_at: [s]")
    #expect(try nearest("k,o,x,y,z,w,v", [roster, strict]) == "strict")
  }

  @Test("what a file lacks is shown by six of a column's names, and the header by its first hundred")
  func lists() throws {
    let names = (1...7).map { "s\($0)" }.joined(separator: ", ")
    let calls = try profile("calls", "key: [编号], started_at: [\(names)], agent: [坐席], \(Self.constants)")
    let wide = (["编号", "坐席"] + (3...101).map { "c\($0)" }).joined(separator: ",")
    let near = try match(wide + "\n1,2\n", [calls])
    #expect(near.contains("started_at (s1/s2/s3/s4/s5/s6);") && near.contains("c99, c100; the nearest"), "\(near)")
    let unknown = (1...101).map { "c\($0)" }.joined(separator: ",")
    #expect(try match("标题\n" + unknown + "\n1,2\n", [calls]).contains(":2: no known header"))
    #expect(try match(unknown + "\n1,2\n", [calls]).contains("c99, c100 (read as"))
  }

  @Test("an id, a line and the time of the export do not make a roster of a file that has more")
  func generic() throws {
    let roster = try profile("roster", "key: [编号], line: [热线], exported_at: [导出], born_at: [出生]", kind: "agent")
    #expect(try match("编号,热线,导出\n1,2,2019-01-05\n", [roster]) == "roster")
    #expect(try match("编号,热线,导出,foo\n1,2,2019-01-05,x\n", [roster]).contains("only columns that any export has"))
    #expect(try match("编号,出生,foo,bar\n1,2,3,4\n", [roster]) == "roster")
  }

  @Test("the header is the row with most of the names, and the first one of those that have as many")
  func find() throws {
    let calls = try Profile(yaml: Profiles.calls("district: [区]\ncategory: [类]"), file: "calls.yaml")
    func line(_ text: String) throws -> Int { try HeaderRow.find(for: calls, in: Reading.file(text)).line }
    #expect(try line("id,start,区\nid,start,区,类\na,\(Self.start),黄浦,低保\n") == 2)
    #expect(try line("标题\nid,start,类\na,\(Self.start),低保\nid,start,区\n") == 2)
    #expect(diagnostic { _ = try line("foo,bar\n1,2\n") }?.found.en.contains("no known header") == true)
    #expect(diagnostic { _ = try line("id,区,类\n1,2,3\n") }?.found.en.contains("no profile fits") == true)
    let bare = try Profile(yaml: Profiles.calls("key: 2\nstarted_at: 1", top: "header: none"), file: "b.yaml")
    let row = try HeaderRow.find(for: bare, in: Reading.file("\(Self.start),a\n"))
    #expect(row.line == 0 && row.fields.isEmpty)
  }

  @Test("a file without header is a profile's whose rows all read, be it one row; the last may be cut")
  func headerless() throws {
    let bare = try profile(
      "bare", "key: 2, started_at: 1, \(Self.constants)", top: "header: none\nskip: [{column: 2, in: [测试]}]")
    let calls = try Profile(yaml: Profiles.calls, file: "calls.yaml")
    let good = "\(Self.start),a\n"
    #expect(try match(good, [calls, bare]) == "bare")
    #expect(try match(good + good.replacing("a", with: "b"), [calls, bare]) == "bare")
    #expect(try match(good + "soon,b\n", [bare]) == "bare")
    for text in [
      "soon,b\n" + good + good, good + "soon,b\n" + good, "soon,a\n", "\(Self.start),测试\n\(Self.start),测试\n",
      "foo,bar\n1,2\n",
    ] {
      #expect(try match(text, [calls, bare]).contains("no known header"), "\(text)")
    }
  }

  @Test("a profile's own separator is tried, beside profiles that name none or another")
  func separators() throws {
    let caret = try profile("caret", "key: [编号], started_at: [时间], \(Self.constants)", top: "delimiter: '^'")
    let plain = try profile("plain", "key: [单号], started_at: [时间], \(Self.constants)")
    let tilde = try profile("tilde", "key: [流水], started_at: [时间], \(Self.constants)", top: "delimiter: '~'")
    for (text, name) in [
      ("编号^时间\na^\(Self.start)\n", "caret"), ("单号,时间\na,\(Self.start)\n", "plain"),
      ("流水~时间\na~\(Self.start)\n", "tilde"),
    ] {
      #expect(try match(text, [plain, caret, tilde]) == name)
      #expect(try match(text, [tilde, caret, plain]) == name)
    }
    #expect(try match("编号~时间\na~\(Self.start)\n", [plain, caret, tilde]).contains("no known header"))
  }

  @Test("the columns that a profile reads, in the file's order, each once, with those that hold codes")
  func mapped() throws {
    let rows = (0..<12).map { "\($0),\(Self.start),张三\($0 % 2),\(["010102", "010203", "010304"][$0 % 3]),黄浦" }
    let text = "id,start,坐席,类,区\n" + rows.joined(separator: "\n") + "\n12,\(Self.start)\n"
    let profile = try Profile(
      yaml: Profiles.calls("district: [区]\ncategory: [类]\nagent: [坐席]\nunit: [类]"), file: "calls.yaml")
    let mapped = try Reading.file(text).mappedColumns(profile: profile)
    #expect(mapped.map(\.index) == [0, 1, 2, 3, 4] && mapped.map(\.header) == ["id", "start", "坐席", "类", "区"])
    #expect(mapped.map(\.field) == [.key, .startedAt, .agent, .unit, .district])
    #expect(mapped.map(\.holdsCodes) == [false, false, true, true, false])
    let bare = try Profile(yaml: Profiles.calls("key: 2\nstarted_at: 1", top: "header: none"), file: "b.yaml")
    let numbered = try Reading.file("\(Self.start),a\n\(Self.start),b\n").mappedColumns(profile: bare)
    #expect(numbered.map(\.header) == ["1", "2"] && numbered.map(\.field) == [.startedAt, .key])
  }

  @Test("headers are compared without signs, in one case and width; numbers and times are no names")
  func names() {
    #expect(HeaderText.names(in: ["08:00:00", "12 5", "2019-01-05", "1,5/2.", "编号", "A1"]) == ["编号", "a1"])
    #expect(HeaderText.folded("ＣＡＬＬ＿ＩＤ") == "callid" && HeaderText.folded("（编号）：") == "编号")
    #expect(
      HeaderText.folded("ａ～Ｚ") == "a~z" && HeaderText.folded("！a") == "!a"
        && HeaderText.folded("\u{FF00}") == "\u{FF00}")
  }
}
