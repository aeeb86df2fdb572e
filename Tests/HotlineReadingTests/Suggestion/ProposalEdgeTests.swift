import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What a suggestion shows of columns and words, and what it keeps to itself.
@Suite("Proposals, edge by edge")
struct ProposalEdgeTests {
  private func suggest(_ text: String, _ language: Language = .en) throws -> ProfileSuggestion {
    try ProfileSuggestion(for: Reading.file(text), districts: Places.districts, language: language)
  }

  private func suggest(_ header: String, _ count: Int, _ row: (Int) -> String) throws -> ProfileSuggestion {
    try suggest(header + "\n" + (0..<count).map { row($0) + "\n" }.joined())
  }

  private func field(_ field: FactField, _ suggestion: ProfileSuggestion) throws -> ProfileSuggestion.Field {
    try #require(suggestion.fields.first { $0.field == field })
  }

  private func time(_ number: Int, _ second: Int = 0) -> String {
    "2019-03-04 \(10 + number / 60):\(10 + number % 60 / 2):\(10 + second + number % 2)"
  }

  @Test("samples of unused columns: not of free text, of persons or of callers, and forty characters at most")
  func unused() throws {
    let header = "流水号,开始时间,结果,备注,地址,foo,bar,qux,quux,corge,grault,garply,waldo,"
    let suggestion = try suggest(header, 202) { row in
      let long = { (count: Int, number: Int) in String(repeating: "a", count: count - 3) + "\(100 + number)" }
      return [
        "K\(row)", time(row), "接通", "短", "某路", long(24, row), long(25, row), long(25, min(row, 100)),
        long(25, min(row, 101)), String(repeating: row % 2 == 0 ? "字" : "词", count: 41),
        row < 60 ? "138\(12_345_000 + row)" : "8001", row < 61 ? "138\(12_345_000 + row)" : "8001", "", "",
      ].joined(separator: ",")
    }
    func sample(_ name: String) throws -> [String] {
      try #require(suggestion.unused.first { $0.header == name }).sample
    }
    #expect(suggestion.unused.map(\.column) == Array(4...13))
    #expect(try sample("备注").isEmpty && sample("地址").isEmpty && sample("waldo").isEmpty)
    #expect(try sample("foo").count == 3 && sample("bar").isEmpty)
    #expect(try sample("qux").count == 3 && sample("quux").isEmpty, "half of the texts differ, or just more")
    #expect(try sample("corge") == ["字", "词"].map { String(repeating: $0, count: 40) }.sorted())
    #expect(try sample("grault").first == "8001" && sample("garply").first == "****")
  }

  @Test("a column without a name is shown as long as something stands in it")
  func nameless() throws {
    let suggestion = try suggest("流水号,开始时间,结果,,", 12) { "K\($0),\(time($0)),接通,7," }
    #expect(suggestion.unused.map(\.column) == [4] && suggestion.unused.map(\.header) == [""])
  }

  @Test("a key is made of two columns or more that differ in every row together")
  func compositeKey() throws {
    let alone = try suggest("开始时间,结果", 20) { "\(time($0)),接通" }
    #expect(try field(.key, alone).way == "none" && field(.key, alone).sure == .open)
    let seats = try suggest("开始时间,坐席,结果", 20) { "\(time($0 / 2)),张\($0 % 2),接通" }
    #expect(try field(.key, seats).columns == ["开始时间", "坐席"] && field(.key, seats).sure == .open)
    let twice = try suggest("开始时间,坐席,结果", 20) { "\(time($0 / 4)),张\($0 % 2),接通" }
    #expect(try field(.key, twice).way == "none")
    let budget = try suggest("项目,年度,预算数", 20) { "项目\($0 / 4),\(2016 + $0 % 4),\(1000 + $0 / 2)" }
    #expect(budget.kind == .budget)
    #expect(try field(.key, budget).columns == ["项目", "年度"] && field(.key, budget).sure == .likely)
  }

  @Test(
    "a word is told by the answers beside it: in five rows or more and 98 of 100, or never where one hangs up"
  )
  func provenOutcomes() throws {
    let groups: [(word: String, rows: Int, answered: Int, meaning: String?)] = [
      ("甲", 5, 5, "answered"), ("乙", 4, 4, nil), ("丁", 50, 49, "answered"), ("戊", 69, 67, nil),
      ("用户挂机", 5, 0, "abandoned"),
      ("hung", 4, 0, "abandoned"), ("丙", 5, 0, nil), ("挂断", 5, 1, nil),
    ]
    let rows = groups.flatMap { group in (0..<group.rows).map { (group.word, $0 < group.answered) } }
    let suggestion = try suggest("流水号,开始时间,应答时间,结果", rows.count) {
      "K\($0),\(time($0)),\(rows[$0].1 ? time($0, 4) : ""),\(rows[$0].0)"
    }
    let words = try field(.outcome, suggestion).words
    for group in groups {
      let word = try #require(words.first { $0.word == group.word })
      #expect(word.meaning == group.meaning && word.count == group.rows, "\(group.word): \(word.meaning ?? "?")")
    }
    let always = try suggest("流水号,开始时间,应答时间,结果", 20) { "K\($0),\(time($0)),\(time($0, 4)),甲" }
    #expect(try field(.outcome, always).words.map(\.meaning) == [nil], "every call has an answer: that proves nothing")
  }

  @Test("a time of which some values are no time is likely at most; a time of which all are is sure")
  func unread() throws {
    func start(_ bad: Int) throws -> ProfileSuggestion.Field {
      try field(.startedAt, suggest("流水号,开始,结果", 40) { "K\($0),\($0 < bad ? "soon" : time($0)),接通" })
    }
    #expect(try start(0).sure == .sure && !start(0).why.contains("fit no format"))
    #expect(try start(1).sure == .likely && start(1).why.hasSuffix("a few values fit no format"))
  }

  @Test("words of which some are open are likely at most, words that are all open leave the field open")
  func openWords() throws {
    func words(_ words: [String]) throws -> SuggestionCertainty {
      try field(.satisfaction, suggest("流水号,开始时间,满意度", 40) { "K\($0),\(time($0)),\(words[$0 % words.count])" }).sure
    }
    #expect(try words(["满意", "不满意"]) == .sure && words(["满意", "不满意", "满意", "认可"]) == .likely)
    #expect(try words(["认可", "某"]) == .open)
  }

  @Test("sixty unused columns and twenty words are written down")
  func lengths() throws {
    let names = (1...63).map { "zz\($0)" }
    let wide = try suggest("流水号,开始时间,结果," + names.joined(separator: ","), 12) {
      "K\($0),\(time($0)),接通" + String(repeating: ",1", count: 63)
    }
    let lines = wide.yaml.split(separator: "\n").filter { $0.hasPrefix("#   ") }
    #expect(wide.unused.count == 63 && lines.count == 60 && lines.last == "#   63 zz60: 1")
    let many = try suggest("流水号,开始时间,满意度", 63) { "K\($0),\(time($0)),词\(10 + $0 % 21)" }
    let words = try #require(many.yaml.split(separator: "\n").first { $0.hasPrefix("    # 词10 ×3 = ?") })
    #expect(words.count { $0 == "×" } == 20 && words.hasSuffix("词29 ×3 = ?"))
  }

  @Test("only of a mark of satisfaction it is said that the platform alone knows its good end")
  func marks() throws {
    let remark = "    # only the platform can say which end of a score is the good one"
    func isSaid(_ header: String, _ words: [String]) throws -> Bool {
      let suggestion = try suggest("流水号,开始时间,\(header)", 40) { "K\($0),\(time($0)),\(words[$0 % words.count])" }
      return suggestion.yaml.split(separator: "\n").contains { $0 == remark }
    }
    #expect(try isSaid("满意度", ["1", "2", "5"]) && isSaid("满意度", ["满意", "5"]))
    #expect(try !isSaid("满意度", ["满意", "某"]) && !isSaid("结果", ["1", "2", "5"]))
  }

  @Test("a line break, a tab or another control in a header does not end the comment that shows it")
  func controls() throws {
    let suggestion = try suggest("流水号,开始时间,\"备\u{2028}注\",\"foo\tbar\",\"baz\nqux\",结果", 12) {
      "K\($0),\(time($0)),x,y,z,接通"
    }
    #expect(!suggestion.yaml.contains("\t") && !suggestion.yaml.contains("\u{2028}"))
    #expect(suggestion.yaml.contains("#   3 备 注: "))
  }
}
