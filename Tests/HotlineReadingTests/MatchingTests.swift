import Foundation
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// Which profile and which row name the columns, what rows count as, and the quick way of words.
@Suite("Headers, rows and words")
struct MatchingTests {
  private static let start = "2019-01-05 08:03:11"

  private func message(_ text: String, _ profiles: [Profile]) -> String {
    let path = try? Reading.file(text)
    return diagnostic { _ = try #require(path).matchProfile(in: ProfileCatalog(profiles: profiles)) }.map {
      $0.message(.en).replacing(path?.path ?? "", with: "F")
    } ?? "matched"
  }

  @Test("what is said of a file that no profile fits, and of one that two fit")
  func messages() throws {
    let calls = try Profile(yaml: Profiles.calls, file: "one.yaml")
    let twin = try Profile(yaml: Profiles.calls, file: "two.yaml")
    let read = "(read as utf-8, separated by comma; tried: comma, tab, semicolon, pipe)"
    let suggest = "write a profile with `hotline profile suggest`"
    #expect(
      message("标题\nfoo,,bar\n1,,3\n", [calls])
        == "F:2: no known header; the likeliest row is: foo, , bar \(read); headers that a profile knows; \(suggest), or name one with --profile"
    )
    #expect(
      message("编号,foo\n1,2\n", [calls])
        == "F:1: no known header; the likeliest row is: 编号, foo \(read); headers that a profile knows; \(suggest), or name one with --profile"
    )
    #expect(
      message("编号,结果,foo\n1,2,3\n", [calls])
        == "F:1: no profile fits these headers: 编号, 结果, foo; the nearest is “one”, which lacks: started_at (时间); \(suggest), or add the header to that profile's synonyms"
    )
    #expect(
      message(Profiles.header + Profiles.row("a"), [calls, twin])
        == "F:1: 2 profiles fit these headers equally: 编号, 时间, 结果, 主叫, 区; one of: one, two; name it with --profile")
    #expect(message(Profiles.header + Profiles.row("a"), [calls]) == "matched")
    let roster = try Profile(
      yaml: "title: {zh: a, en: a}\nkind: agent\nfields: {key: [编号], line: [热线]}\n", file: "roster.yaml")
    #expect(
      message("编号,热线,foo\n1,2,3\n", [roster]).contains(
        "the nearest is “roster”, but only columns that any export has fit it"))
    #expect(message("编号,热线\n1,2\n", [roster]) == "matched")
    #expect(message(Profiles.header + Profiles.row("a"), [roster, calls]) == "matched")
    let titles = String(repeating: "标题\n", count: 9)
    #expect(message(titles + Profiles.header + Profiles.row("a"), [calls]) == "matched")
    #expect(message(titles + "标题\n" + Profiles.header + Profiles.row("a"), [calls]).contains("no known header"))
  }

  @Test("the row with most known names is the header; a row of data never is")
  func bestRow() throws {
    let profile = Profiles.calls("district: [区]\ncategory: [类]")
    #expect(
      try Reading("id,start,区\nid,start,区,类\na,\(Self.start),黄浦,低保\n", profile: profile).text(0, .category) == "低保")
    #expect(try Reading("id,start,区\na,\(Self.start),区\n", profile: profile).keys == ["a"])
    let twice = diagnostic { _ = try Reading("id,start,区,区\na,\(Self.start),1,2\n", profile: profile) }
    #expect(twice?.place?.line == 1 && twice?.place?.column == 4 && twice?.found.en == "the header “区” appears 2 times")
    let lacking = diagnostic { _ = try Reading("id,begin\na,\(Self.start)\n", profile: profile) }
    #expect(lacking?.found.en.contains("no profile fits these headers: id, begin") == true)
    let mapped = try Reading.file("备注,id,类,start\nx,a,低保,\(Self.start)\n").mappedColumns(
      profile: Profile(yaml: profile, file: "p.yaml"))
    #expect(
      mapped.map(\.index) == [1, 2, 3] && mapped.map(\.header) == ["id", "类", "start"]
        && mapped.map(\.field) == [.key, .category, .startedAt])
  }

  @Test("every row counts once, as what it is")
  func counts() throws {
    let text =
      "标题\nid,start,d\na,\(Self.start),x\n\n,,\n \u{3000},\u{A0},\nb,\(Self.start)\nid,start,d\n合计,2,\n合计：,2,\n总计(人),2,\n小计 3,,\n共计,,\n合计数,\(Self.start),x\nc,\(Self.start),x,\n"
      + "d,\(Self.start),x,y\n合计,很长很长很长很长很长很长很长,\n,合计,\ne,soon,x\n"
    let summary = try Reading(text, profile: Profiles.calls("district: [d]"))
    #expect(summary.keys == ["a", "b", "合计数", "c"])
    let counts = summary.summary
    #expect(
      (counts.rows, counts.header, counts.blank, counts.skipped, counts.records, counts.rejected) == (19, 3, 3, 7, 4, 2)
    )
    #expect(summary.rejected.map(\.line) == [16, 19])
    #expect(
      counts.carriedFields == [.key, .startedAt, .district] && counts.unreadColumns.isEmpty && !counts.isSimulated)
  }

  @Test("a file whose header says so is made up", arguments: ["模拟数据", "simulated", "Simulated ", "simulate"])
  func simulated(header: String) throws {
    let reading = try Reading("id,start,d,\(header)\na,\(Self.start),x,1\n", profile: Profiles.calls("district: [d]"))
    #expect(reading.summary.isSimulated == (header != "simulate"))
  }

  @Test("a column of many words, short and long, met again and again: each keeps its meaning")
  func words() throws {
    let words =
      (0..<40).map { number in String("词abcdefghijklmnopqrstuvwxyz".prefix(1 + number % 20)) + "\(number)" } + [
        "abcdefgh", "abcdefghh", "abcdefghhh", "abcdefgi", "aabcdefgh", "abcdefghabcdefgh", "abcdefghabcdefg",
        "abcdefghabcdefghi", "b", "bb",
      ]
    let meanings = ["satisfied", "neutral", "dissatisfied", "absent", "very_satisfied"]
    var dice = Dice(9)
    let listed = words.enumerated().filter { $0.offset % 7 != 6 }
    let list = listed.map { "\($0.element): \(meanings[$0.offset % 5])" }.joined(separator: ", ")
    let rows = (0..<900).map { _ in dice.roll(0..<words.count) }
    let text = "id,start,s\n" + rows.enumerated().map { "k\($0.offset),\(Self.start),\(words[$0.element])\n" }.joined()
    let reading = try Reading(text, profile: Profiles.calls("satisfaction: {columns: [s], words: {\(list)}}"))
    #expect(reading.summary.records == 900)
    for (row, number) in rows.enumerated() {
      let meaning = number % 7 == 6 || meanings[number % 5] == "absent" ? nil : meanings[number % 5]
      #expect(reading.word(row, .satisfaction) == meaning, "\(words[number])")
    }
    #expect(reading.summary.remarks.map(\.count) == [rows.count { $0 % 7 == 6 }])
    #expect(
      try Reading(
        "id,start,s\na,\(Self.start),ＳＡＴＩＳＦＩＥＤ\nb,\(Self.start),Satisfied\n",
        profile: Profiles.calls("satisfaction: [s]")
      ).word(1, .satisfaction) == "satisfied")
  }

  @Test("what cells of nothing look like, in a text, a time and a word")
  func nothing() throws {
    let words = [
      "-", "--", "/", "\\N", "NULL", "null", "None", "nan", "NaN", "N/A", "?", "？", "无", "0000-00-00",
      "0000-00-00 00:00:00", "1900-01-01", "1900-01-01 00:00:00", "1900/1/1", "1900/1/1 0:00:00", " ", "",
    ]
    let rows = words.enumerated().map { "k\($0.offset),\(Self.start),\($0.element),\($0.element),\($0.element)\n" }
      .joined()
    let reading = try Reading(
      "id,start,d,e,s\n" + rows, profile: Profiles.calls("district: [d]\nended_at: [e]\nsatisfaction: [s]"))
    #expect(reading.summary.records == words.count && reading.summary.remarks.isEmpty)
    for row in words.indices {
      #expect(
        reading.text(row, .district) == nil && reading.number(row, .endedAt) == nil
          && reading.word(row, .satisfaction) == nil, "\(words[row])")
    }
    #expect(
      try Reading("id,start,d\na,\(Self.start),---\nb,\(Self.start),Null\n", profile: Profiles.calls("district: [d]"))
        .text(0, .district) == "---")
    let key = try Reading(
      "id,start\nNULL,\(Self.start)\n-,\(Self.start)\nx,\(Self.start)\n", profile: Profiles.calls(""))
    #expect(key.reasons == [.missingValue, .missingValue] && key.keys == ["x"])
  }

  @Test("numbers of persons that come into a column of names are marked for pseudonyms, in lines they are none")
  func misplaced() throws {
    let rows = ["13812345678", "02162345678", "62345678", "12345678", "浦东13812345678号", "2019"]
    let reading = try Reading(
      "id,start,d,u,l\n"
        + rows.enumerated().map { "k\($0.offset),\(Self.start),\($0.element),\($0.element),\($0.element)\n" }.joined(),
      profile: Profiles.calls("district: [d]\nagent: [u]\nline: [l]"))
    #expect(
      rows.indices.map { reading.text($0, .district) ?? "" } == [
        "\013812345678\0", "\002162345678\0", "\062345678\0", "12345678", "浦东\0\("13812345678")\0号", "2019",
      ])
    // Eight digits are what many platforms give their seats for numbers.
    #expect(
      rows.indices.map { reading.text($0, .agent) ?? "" } == [
        "\013812345678\0", "\002162345678\0", "62345678", "12345678", "浦东\0\("13812345678")\0号", "2019",
      ])
    #expect(
      rows.indices.map { reading.text($0, .line) ?? "" } == ["other", "other", "other", "other", "other", "2019"])
    let remark = try #require(reading.summary.remarks.first { $0.kind == .lineUnknown })
    #expect(remark.count == 6 && remark.examples.first?.value == "138****5678")
    #expect(remark.text.en.contains("“12345678” in 1"))
  }

  @Test("of an outbound call the hotline stands among the callers, and the citizen among the lines")
  func outbound() throws {
    let reading = try Reading(
      "id,start,from,to,way\na,\(Self.start),962200,138 1234 5678,out\nb,\(Self.start),13987654321,962200,in\n"
        + "c,\(Self.start),8001,13812345678,out\nd,\(Self.start),12345,匿名,out\n"
        + "e,\(Self.start),8001,0012125550123,out\nf,\(Self.start),8001,95588,out\n",
      profile: Profiles.calls(
        "line: [to]\ncaller: [from]\ndirection: {columns: [way], words: {out: outbound, in: inbound}}"))
    #expect((0..<6).map { reading.text($0, .line) } == ["962200", "962200", "other", "12345", "other", "95588"])
    #expect((0..<4).map { reading.text($0, .caller) } == ["13812345678", "13987654321", "8001", nil])
    #expect(reading.summary.remarks.map(\.kind) == [.lineUnknown] && reading.summary.remarks.map(\.count) == [3])
  }

  @Test("a text where a name is wanted is not kept; it is counted and its words are not repeated")
  func texts() throws {
    let text = "王小明住在幸福路88号301室，家里老人需要帮助，请尽快派人上门看望并且回电告知处理结果谢谢"
    let name = String(repeating: "字", count: 40)
    let reading = try Reading(
      "id,start,d,u\na,\(Self.start),\(text),\(text)\nb,\(Self.start),\(name),8001\n\(text)\(text)\(text),\(Self.start),,\n",
      profile: Profiles.calls("district: [d]\nagent: [u]"))
    #expect(reading.keys == ["a", "b"] && reading.reasons == [.fieldTooLong])
    #expect((0..<2).map { reading.text($0, .district) } == [nil, name])
    #expect((0..<2).map { reading.text($0, .agent) } == [nil, "8001"])
    #expect(reading.summary.remarks.map(\.kind) == [.tooLong, .tooLong])
    #expect(reading.summary.remarks.map(\.field) == [.agent, .district])
    #expect(!"\(reading.summary.remarks)".contains("幸福路") && !"\(reading.rejected)".contains("派人"))
  }

  @Test("a name has one form, however its characters are composed")
  func composed() throws {
    let spellings = [
      "café处", "cafe\u{301}处", "\u{F9DC}盛居委", "隆盛居委", "\u{1112}\u{1161}\u{11AB}", "“①”、Å", "か\u{3099}",
    ]
    let rows = spellings.enumerated().map { "k\($0.offset),\(Self.start),\($0.element),A\($0.element)\n" }.joined()
    let reading = try Reading("id,start,c,u\n" + rows, profile: Profiles.calls("category: [c]\nagent: [u]"))
    let expected = ["café处", "café处", "隆盛居委", "隆盛居委", "한", "“①”、Å", "が"].map { Array($0.utf8) }
    #expect(spellings.indices.map { reading.text($0, .category).map { Array($0.utf8) } } == expected)
    #expect(spellings.indices.map { reading.text($0, .agent).map { Array($0.utf8.dropFirst()) } } == expected)
  }

  @Test("codes that repeat are no citizens' numbers, numbers that do not are")
  func codes() throws {
    func names(_ values: [String]) throws -> [String?] {
      let rows = values.enumerated().map { "k\($0.offset),\(Self.start),\($0.element)\n" }.joined()
      let reading = try Reading("id,start,c\n" + rows, profile: Profiles.calls("category: [c]"))
      return values.indices.map { reading.text($0, .category) }
    }
    let codes = (0..<24).map { ["0101020304", "0101990304", "42500231", "42599931"][$0 % 4] }
    #expect(try names(codes) == codes)
    #expect(try names(codes + ["13812345678", "电话42500231"]).suffix(2) == ["\013812345678\0", "电话\0\("42500231")\0"])
    let numbers = (0..<24).map { "623456\($0 + 10)" }
    #expect(try names(numbers) == numbers.map { "\0\($0)\0" })
    #expect(try names(["42500231", "42599931"]) == ["\042500231\0", "\042599931\0"])
  }

  @Test("a citizen's number is no count")
  func misplacedCounts() throws {
    let profile =
      "title: {zh: a, en: a}\nkind: activity\nfields: {key: [k], kind: [n], held_at: [t], inquiries: [i], line: {constant: \"962200\"}}\n"
    let reading = try Reading(
      "k,n,t,i\na,b,2019-03-04,13812345678\nb,b,2019-03-04,1234\nc,b,2019-03-04,12345678\nd,b,2019-03-04,62345678\n",
      profile: profile)
    #expect((0..<4).map { reading.number($0, .inquiries) } == [nil, 1234, 12_345_678, nil])
    #expect(reading.summary.remarks.map(\.count) == [2])
  }

  @Test(
    "a citizen's number is no sum of things and no amount",
    arguments: [
      ("02162345678", nil, nil), ("2162345678", nil, 216_234_567_800), ("13812345678", nil, nil),
      ("310101199003071233", nil, nil),
      ("62345678", 62_345_678, 6_234_567_800), ("13,812,345,678", nil, nil),
      ("13812345678.50", nil, nil), ("1813200.00", 1_813_200, 181_320_000),
    ] as [(String, Int64?, Int64?)])
  func misplacedAmounts(text: String, quantity: Int64?, fen: Int64?) throws {
    let activities =
      "title: {zh: a, en: a}\nkind: activity\nfields: {key: [k], kind: [n], held_at: [t], quantity: [q], line: {constant: \"962200\"}}\n"
    let budgets =
      "title: {zh: a, en: a}\nkind: budget\nfields: {key: [k], project: [n], year: [t], budget_fen: [q]}\n"
    #expect(try Reading("k,n,t,q\na,b,2019-03-04,\"\(text)\"\n", profile: activities).number(0, .quantity) == quantity)
    let budget = try Reading("k,n,t,q\na,b,2019,\"\(text)\"\n", profile: budgets)
    #expect((budget.keys.isEmpty ? nil : budget.number(0, .budgetFen)) == fen)
  }

  @Test("seconds that are added, and times that are joined")
  func sums() throws {
    let profile = Profiles.calls("wait_seconds: {sum: [[q], [r]]}\ndistrict: {join: [[a], [b]]}")
    let reading = try Reading(
      "id,start,q,r,a,b\n1,\(Self.start),5,7,x,y\n2,\(Self.start),5,,x,\n3,\(Self.start),,,,y\n4,\(Self.start),5,x,'x,y\n",
      profile: profile)
    #expect((0..<4).map { reading.number($0, .waitSeconds) } == [12, 5, nil, nil])
    #expect((0..<4).map { reading.text($0, .district) } == ["x|y", nil, nil, "x|y"])
    #expect(reading.summary.remarks.map(\.count) == [1])
    let fallback = Profiles.calls("district: {columns: [d], default: 未知}")
    #expect(
      try Reading("id,start,d\na,\(Self.start),\nb,\(Self.start),x\n", profile: fallback).text(0, .district) == "未知")
    #expect(try Reading("id,start\na,\(Self.start)\n", profile: fallback).text(0, .district) == "未知")
  }
}
