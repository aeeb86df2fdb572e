import Foundation
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineApp

@Suite("What is typed, attached and asked, at its bounds")
struct BoundTests {
  // MARK: Typed

  private static func read(_ typed: String, _ kind: FormField.Kind) -> String {
    let field = FormField("x/y", LocalizedText(zh: "项", en: "field"), kind, at: [], value: "")
    return switch FieldCheck.result(typed, field) {
    case .value(let value): value
    case .problem: "✗"
    }
  }

  static let typed: [(kind: FormField.Kind, typed: String, written: String)] = [
    (.points(most: 6), "0", "0"), (.points(most: 6), "6", "6"), (.points(most: 6), "6.01", "✗"),
    (.points(most: 6), "4.50", "4.5"), (.points(most: 6), "4.555", "✗"), (.points(most: 6), "４．５", "4.5"),
    (.points(most: 6), "1,", "1"), (.points(most: 6), "+1", "✗"), (.points(most: 1_000_000), "999999", "999999"),
    (.points(most: 10_000_000), "1000000", "✗"), (.points(most: 6), ".5", "✗"), (.points(most: 6), "", ""),
    (.whole, "1", "1"), (.whole, "0", "✗"), (.whole, "1000000", "1000000"), (.whole, "1000001", "✗"),
    (.whole, "１ ２，3", "123"), (.whole, "-1", "✗"),
    (.day, "2020-03-12", "2020-03-12"), (.day, "2020/3/1", "2020-03-01"), (.day, "2020.3.1", "2020-03-01"),
    (.day, "2020年3月1日", "2020-03-01"), (.day, "２０２０年３月１日", "2020-03-01"), (.day, "2020-02-29", "2020-02-29"),
    (.day, "2019-02-29", "✗"), (.day, "2020-13-01", "✗"), (.day, "20-03-12", "✗"), (.day, "2020-3", "✗"),
    (.quantity(.share), "85%", "85%"), (.quantity(.share), "85％", "85%"), (.quantity(.share), "many", "✗"),
    (.quantity(.yuan), "2,730,460.5", "2730460.5"), (.quantity(.count), "３", "3"),
    (.line, String(repeating: "字", count: 200), String(repeating: "字", count: 200)),
    (.line, String(repeating: "字", count: 201), "✗"), (.text, String(repeating: "字", count: 2_001), "✗"),
    (.text, "一\n二", "一 二"), (.paragraphs, "一\n二", "一\n二"),
    (.text, String(repeating: "字", count: 2_000), String(repeating: "字", count: 2_000)),
    (.paragraphs, String(repeating: "a", count: 10_001), "✗"), (.line, "致 13812345678", "致 138****5678"),
    (.line, "a\u{FEFF}b\u{7}c\u{85}d\u{2028}e\u{FFFE}f", "abcdef"),
    (.yesNo, "yes", "yes"), (.yesNo, "no", "no"), (.yesNo, "maybe", "✗"), (.confirmation, "yes", "yes"),
    (.placement, "follow", "follow"), (.placement, "replace", "replace"), (.placement, "before", "✗"),
  ]

  @Test("a field takes what it can be and nothing else")
  func fields() {
    for (kind, typed, written) in Self.typed {
      #expect(Self.read(typed, kind) == written, "\(kind) \(typed.prefix(30))")
    }
    func shown(_ text: String, _ kind: FormField.Kind) -> String {
      FormField("x", LocalizedText(zh: "", en: ""), kind, at: [], value: text).value
    }
    #expect(shown(" a\r\nb\tc\r ", .text) == "a\nb c" && shown("a\r\nb\rc", .line) == "a b c")
    #expect(shown("a\n\nb", .paragraphs) == "a\n\nb" && FormField.mark(of: "a").count == 16)
  }

  @Test("a text is written so that YAML and JSON read it as it was typed")
  func quoted() throws {
    for (text, line) in [
      ("甲乙", "\"甲乙\""), ("a\"b", "\"a\\\"b\""), ("a\\b", "\"a\\\\b\""), ("a\nb", "\"a\\nb\""), ("a & b", "\"a & b\""),
      ("a&b", "\"a\\x26b\""), ("a &-", "\"a \\x26-\""), ("\"a\" & b", "\"\\\"a\\\" \\x26 b\""), ("&", "\"&\""),
      ("&甲", "\"&甲\""),
      ("a\u{1}\u{9F}\u{2029}b", "\"ab\""),
    ] {
      #expect(YAMLTree.text(text).line == line)
      let read = try ConfigurationNode(yaml: "k: \(line)\n", file: "").required("k").string()
      #expect(read == YAMLTree.kept(text), "\(text)")
    }
    let flat = YAMLTree.mapping([("by", .text("甲")), ("on", .plain("2020-03-12"))])
    #expect(flat.line == "{by: \"甲\", on: 2020-03-12}")
    #expect(flat.block("a", indent: 2) == "  a: {by: \"甲\", on: 2020-03-12}\n")
    let deep = YAMLTree.mapping([("a", flat), ("b", .list([.plain("1"), .plain("2")]))])
    #expect(deep.block("k", indent: 0) == "k:\n  a: {by: \"甲\", on: 2020-03-12}\n  b: [1, 2]\n")
    // A line of 100 characters stands on one, of 101 on several.
    for (count, isOne) in [(93, true), (94, false)] {
      let long = YAMLTree.mapping([("b", .text(String(repeating: "x", count: count)))])
      #expect(long.block("k", indent: 0).hasPrefix("k: {") == isOne, "\(long.line.count)")
    }
    #expect(deep == .mapping([("b", .list([.text("1"), .text("2")])), ("a", flat)]))
    #expect(deep != .mapping([("b", .list([.text("2"), .text("1")])), ("a", flat)]))
    #expect(
      flat != .mapping([("by", .text("甲"))]) && flat != .mapping([("by", .text("乙")), ("on", .text("2020-03-12"))]))
    var tree = deep
    tree.set([.key("a"), .key("by")], to: nil)
    tree.set([.key("b"), .index(1)], to: .plain("3"))
    tree.set([.key("b"), .index(2)], to: .plain("4"))
    tree.set([.key("c"), .key("d")], to: .plain("5"))
    #expect(tree.line == "{a: {on: 2020-03-12}, b: [1, 3], c: {d: 5}}")
    #expect(tree[[.key("c"), .key("d")]]?.line == "5" && tree[[.key("b"), .index(2)]] == nil)
    tree.set([.key("c"), .key("d")], to: nil)
    #expect(tree.line == "{a: {on: 2020-03-12}, b: [1, 3]}" && tree[[.key("c")]] == nil)
  }

  // MARK: Attached

  @Test("what may be attached is told by its content and its ending")
  func evidence() throws {
    let desk = try TestDesk()
    func type(_ name: String, _ bytes: [UInt8]) throws -> EvidenceType? {
      let path = "\(desk.folder)/file"
      try Data(bytes).write(to: URL(filePath: path))
      return try? EvidenceType.of(file: path, named: name)
    }
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let cases: [(String, [UInt8], EvidenceType?)] = [
      ("a.pdf", Array("%PDF-1".utf8), .pdf), ("a.PDF", Array("%PDF-".utf8), .pdf), ("a.pdf", Array("%PDF".utf8), nil),
      ("a.png", png, .png), ("a.jpg", png, nil), ("a.png", png.dropLast(), nil),
      ("a.jpg", [0xFF, 0xD8, 0xFF, 0], .jpeg), ("a.jpeg", [0xFF, 0xD8, 0xFF], .jpeg),
      ("a.jpe", [0xFF, 0xD8, 0xFF], nil),
      ("a.txt", Array("text\t\r\n\u{C}".utf8), .text), ("a.csv", Array("1,2".utf8), .text),
      ("a.md", Array("1".utf8), nil),
      ("a.txt", [], nil), ("a.txt", Array(" \n<html>".utf8), nil),
      ("a.txt", [0xEF, 0xBB, 0xBF] + Array(" <a".utf8), nil),
      ("a.txt", [0xEF, 0xBB, 0xBF] + Array("a<".utf8), .text), ("a.txt", Array("#!/bin/sh".utf8), nil),
      ("a.txt", Array("{\\rtf1".utf8), nil), ("a.txt", [0x61, 0x7F], nil), ("a.txt", [0x61, 0x0B], nil),
      ("a.txt", [0x61, 0x1F], nil),
      // GB18030: two bytes, four bytes, and what is none.
      ("a.txt", [0xD6, 0xD0], .text), ("a.txt", [0x81, 0x40], .text), ("a.txt", [0xFE, 0xFE], .text),
      ("a.txt", [0x81, 0x7E, 0x81, 0x80], .text), ("a.txt", [0x81, 0x30, 0x81, 0x30], .text),
      ("a.txt", [0xFE, 0x39, 0xFE, 0x39], .text), ("a.txt", [0x80, 0x40], nil), ("a.txt", [0xFF, 0x40], nil),
      ("a.txt", [0x81], nil), ("a.txt", [0x81, 0x3A], nil), ("a.txt", [0x81, 0xFF], nil),
      ("a.txt", [0x81, 0x30, 0x80, 0x30], nil), ("a.txt", [0x81, 0x30, 0xFF, 0x30], nil),
      ("a.txt", [0x81, 0x30, 0x81, 0x3A], nil), ("a.txt", [0x81, 0x30, 0x81], nil),
    ]
    for (name, bytes, expected) in cases { #expect(try type(name, bytes) == expected, "\(name) \(bytes)") }
    #expect(EvidenceType.accepted == ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.txt,.csv")
    #expect(EvidenceType.allCases.map(\.title.en) == ["PDF", "picture", "picture", "Word file", "workbook", "text"])
    #expect(EvidenceType.allCases.map(\.title.zh) == ["PDF", "图片", "图片", "Word 文档", "Excel 工作簿", "文本"])
  }

  @Test("the same file at two rows is kept once, and goes with the last of them")
  func attachments() throws {
    let desk = try TestDesk()
    let path = try desk.write("1,2\n", to: "a.csv")
    let store = AttachmentStore(form: desk.workspace.data + "/indicators/hotline-2019.yaml", in: desk.workspace)
    #expect(try store.list().isEmpty && store.remove("x", from: "form") == nil)
    let first = try store.add(file: path, named: "表13812345678.csv", place: "form", by: "甲", at: 7)
    #expect(first.name == "表138****5678.csv" && first.size == 4 && first.type == .text && first.at == 7)
    let second = try store.add(file: path, named: "b.csv", place: "row/x", by: "乙", at: 8)
    #expect(try store.add(file: path, named: "c.csv", place: "row/x", by: "丙", at: 9) == second)
    #expect(try store.list() == [first, second] && store.bytes(of: first) == Data("1,2\n".utf8))
    let register = try String(contentsOfFile: desk.workspace.database + ".evidence/hotline-2019.json", encoding: .utf8)
    #expect(
      register.hasPrefix("[\n  {\n    \"at\" : 7,\n") && register.hasSuffix("\n]\n") && register.contains("\"row/x\""))
    #expect(try store.remove(first.sha256, from: "row/y") == nil)
    #expect(try store.remove(first.sha256, from: "form") == first && store.list() == [second])
    #expect(try store.bytes(of: second).count == 4)
    #expect(try store.remove(first.sha256, from: "row/x") == second)
    #expect(throws: Diagnostic.self) { try store.bytes(of: second) }
    #expect(throws: Diagnostic.self) {
      try AttachmentStore(form: desk.folder + "/x.yaml", in: desk.workspace).add(
        file: path, named: "a.csv", place: "form", by: "", at: 0)
    }
  }

  // MARK: Asked

  @Test("pages count from 1 to a thousand million")
  func pages() {
    let most = 1_000_000_000
    for (page, size, isOne) in [
      (1, 1, true), (most, most, true), (1, nil, true), (0, 1, false), (1, 0, false), (most + 1, 1, false),
      (1, most + 1, false),
    ] as [(Int, Int?, Bool)] {
      #expect((problem { try ListFacts.check(page: page, pageSize: size) } == nil) == isOne, "\(page) \(size ?? -1)")
    }
    for (threshold, isOne) in [(nil, true), (2, true), (1, false), (0, false)] as [(Int?, Bool)] {
      #expect((problem { try SmallCellSuppression.checkThreshold(threshold) } == nil) == isOne)
    }
  }

  @Test("a condition is a name, an equals sign and names between bars")
  func conditions() throws {
    let condition = try FactSelection.Condition(parsing: "unit=a=b|c|")
    #expect(condition == FactSelection.Condition("unit", ["a=b", "c", ""]))
    #expect(try FactSelection.Condition(parsing: "district=").names == [""])
    #expect(try FactSelection.Condition(parsing: "unit=致13812345678").names == ["致138****5678"])
    #expect(problem { _ = try FactSelection.Condition(parsing: "district") }?.kind == .usage)
  }

  @Test("months are those from the first record to the last, none without records")
  func months() throws {
    let desk = try TestDesk()
    _ = try IngestFiles([desk.calls("2019-12-31", answered: 1, abandoned: 0)]).run(in: desk.workspace)
    #expect(try ListMonths().run(in: desk.workspace).map(\.iso) == ["2019-12"])
    _ = try IngestFiles([desk.calls("2020-02-01", answered: 1, abandoned: 0)]).run(in: desk.workspace)
    #expect(try ListMonths().run(in: desk.workspace).map(\.iso) == ["2019-12", "2020-01", "2020-02"])
  }

  @Test("any of four names makes a folder one of data; the one that is named must be there")
  func dataFolder() throws {
    let desk = try TestDesk()
    let program = "\(desk.folder)/usr/bin/hotline"
    func find(_ named: String? = nil, _ environment: [String: String] = [:], in folder: String) -> String? {
      try? DataFolder(named: named, environment: environment, program: program, workingFolder: folder).find()
    }
    for mark in ["metrics.yaml", "locality.yaml", "model.yaml", "profiles", "hotline.sqlite"] {
      let folder = "\(desk.folder)/\(mark)-only"
      try FileManager.default.createDirectory(atPath: folder + "/data", withIntermediateDirectories: true)
      _ = try desk.write("x", to: "\(mark)-only/data/\(mark)")
      #expect(find(in: folder) == (mark == "hotline.sqlite" ? nil : folder + "/data"), "\(mark)")
    }
    let share = "\(desk.folder)/usr/share/hotline"
    try FileManager.default.createDirectory(atPath: share, withIntermediateDirectories: true)
    _ = try desk.write("x", to: "usr/share/hotline/model.yaml")
    #expect(
      find(in: desk.folder).map { URL(filePath: $0).resolvingSymlinksInPath().path }
        == URL(filePath: share).resolvingSymlinksInPath().path)
    #expect(find(share, in: desk.folder) == share && find(share + "/model.yaml", in: desk.folder) == nil)
    #expect(find(nil, [DataFolder.variable: share], in: desk.folder) == share)
    #expect(find(nil, [DataFolder.variable: share + "x"], in: desk.folder) == nil)
    #expect(find(nil, [DataFolder.variable: ""], in: desk.folder) != nil)
    let other = "\(desk.folder)/model.yaml-only/data"
    #expect(find(other, [DataFolder.variable: share], in: desk.folder) == other)
  }

  @Test("names of profiles and of lists of names, at their bounds; the list gets as many columns as it has")
  func names() throws {
    let desk = try TestDesk()
    let data = desk.folder + "/data"
    try FileManager.default.copyItem(atPath: desk.workspace.data, toPath: data)
    let workspace = Workspace(database: desk.workspace.database, data: data)
    let yaml = try String(contentsOfFile: data + "/profiles/calls-en.yaml", encoding: .utf8)
    func saves(_ name: String, _ text: String? = nil) -> Bool {
      problem { try SaveProfile(name, yaml: text ?? yaml).run(in: workspace) } == nil
    }
    for (name, isOne) in [
      ("a", true), ("呼叫-2", true), (String(repeating: "b", count: 60), true),
      (String(repeating: "c", count: 61), false),
      ("", false), ("a/b", false), ("a.b", false), ("a", false), ("13812345678", false),
    ] { #expect(saves(name) == isOne, "\(name)") }
    #expect(!saves("d", "kind: nothing\n") && saves("e", String(yaml.dropLast())))
    #expect(try String(contentsOfFile: data + "/profiles/e.yaml", encoding: .utf8) == yaml)

    func assigns(_ name: String, _ known: String?, of dimension: String = "district") -> Bool {
      problem { try AssignName(name, of: dimension, as: known).run(in: workspace) } == nil
    }
    let header = try String(contentsOfFile: data + "/districts.csv", encoding: .utf8).split(separator: "\n").first {
      !$0.hasPrefix("#")
    }
    let commas = header?.count { $0 == "," } ?? 0
    for (name, known, isOne) in [
      ("某新城", "黄浦区", true), ("某区", nil, true), ("某区", nil, false), ("黄浦区", nil, false), ("", nil, false),
      ("a,b", nil, false), ("a\"b", nil, false), ("a#b", nil, false), ("a\nb", nil, false),
      ("致13812345678", nil, false),
      ("x", "没有的区", false), (String(repeating: "区", count: 66) + "ab", nil, true),
      (String(repeating: "区", count: 67), nil, false),
    ] as [(String, String?, Bool)] { #expect(assigns(name, known) == isOne, "\(name.prefix(20))") }
    #expect(!assigns("w", nil, of: "category"))
    let rows = try String(contentsOfFile: data + "/districts.csv", encoding: .utf8).split(separator: "\n").suffix(3)
    #expect(rows.first == "黄浦区,某新城\(String(repeating: ",", count: commas - 1))"[...])
    #expect(rows.dropFirst().first == "某区\(String(repeating: ",", count: commas))"[...])

    // Two who add at once both have theirs in the file.
    DispatchQueue.concurrentPerform(iterations: 16) { number in
      #expect(problem { try AssignName("并行\(number)", of: "district", as: nil).run(in: workspace) } == nil)
    }
    let names = try String(contentsOfFile: data + "/districts.csv", encoding: .utf8)
    #expect(names.split(separator: "\n").count { $0.hasPrefix("并行") } == 16)

    // As a spreadsheet saves it: a byte order mark, CR LF, no comment, no line end at the end.
    try Data("\u{FEFF}name,alias,since,until\r\n黄浦区,,,\r\n静安区,,,".utf8).write(
      to: URL(filePath: data + "/districts.csv"))
    #expect(assigns("某新城", "黄浦区"))
    let saved = try Data(contentsOf: URL(filePath: data + "/districts.csv"))
    #expect(
      saved == Data("\u{FEFF}name,alias,since,until\r\n黄浦区,,,\r\n静安区,,,\r\n黄浦区,某新城,,\r\n".utf8),
      "\(String(decoding: saved, as: UTF8.self))")
  }

  // MARK: Read

  @Test(
    "a preview shows the first five records in the words of their fields, counts what it looked at, and names twenty refusals"
  )
  func preview() throws {
    let desk = try TestDesk()
    var rows = [
      "call_id,line,direction,started_at,answered_at,outcome,wait_seconds,caller,district,resolved,satisfaction"
    ]
    for number in 0..<7 {
      rows.append(
        "K\(number),962200,inbound,2019-03-04 09:00:0\(number),2019-03-04 09:01:00,answered,\(number),13812345678,黄浦区,\(number % 2),satisfied"
      )
    }
    for number in 0..<22 { rows.append("B\(number),962200,inbound,no time,,answered,5,,黄浦区,1,") }
    let path = try desk.write(rows.joined(separator: "\n") + "\n", to: "calls.csv")
    let shown = try PreviewExport(path, language: .zh).run(in: desk.workspace)
    let export = try #require(shown.first)
    #expect(shown.count == 1 && export.profile == "calls-en" && export.kind == .call && export.problem == nil)
    #expect(export.name == path && export.encoding == "utf-8", "\(export.encoding)")
    #expect(export.looked == (29, 22) && export.rejected.count == 20 && export.rejected.first?.line == 9)
    #expect(export.records.rows.count == 5)
    func column(_ header: String) -> [String] {
      export.records.columns.firstIndex { $0.header == header }.map { place in
        export.records.rows.map { $0.texts[place] }
      } ?? []
    }
    #expect(
      export.records.columns.first?.header == "行号"
        && export.records.rows.map { $0.texts[0] } == ["2", "3", "4", "5", "6"])
    #expect(column("来电时间") == (0..<5).map { "2019-03-04 09:00:0\($0)" })
    for texts in [["K0", "K1", "K2", "K3", "K4"], ["0", "1", "2", "3", "4"], ["否", "是", "否", "是", "否"]] {
      #expect(
        export.records.columns.indices.contains { place in export.records.rows.map { $0.texts[place] } == texts },
        "\(texts)")
    }
    for word in ["呼入", "人工接听", "（已加密）", "黄浦区", "满意", "2019-03-04 09:01:00"] {
      #expect(export.records.rows.allSatisfy { $0.texts.contains(word) }, "\(word): \(export.records.rows[0].texts)")
    }
    // Columns that nobody fills in are not shown.
    #expect(!export.records.columns.contains { $0.header == "业务类别" })
    let unknown = try PreviewExport(desk.write("甲,乙\n1,2\n", to: "odd.csv"), language: .en).run(in: desk.workspace)
    #expect(unknown.first?.profile == nil && unknown.first?.problem != nil && unknown.first?.looked.rows == 0)
  }
}
