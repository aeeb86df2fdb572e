import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What is told of values that were emptied or are doubtful: of which field, how often, in which words.
@Suite("Remarks on values")
struct ValueRemarkTests {
  private static let start = "2019-01-05 08:03:11"

  @Test("unknown words are listed by frequency, with the others only where there are others")
  func words() throws {
    func list(_ words: [String]) throws -> LocalizedText {
      let rows = words.enumerated().map { "k\($0.offset),\(Self.start),\($0.element)\n" }.joined()
      let reading = try Reading("id,start,s\n" + rows, profile: Profiles.calls("satisfaction: [s]"))
      return try #require(reading.summary.remarks.first).text
    }
    let few = try list(["认可", "还行", "还行"])
    #expect(few.zh.contains("（“还行”2 行、“认可”1 行）") && few.en.contains("(rows: “还行” in 2, “认可” in 1)"))
    let many = try list((1...20).map { "词\($0)" } + ["词21"])
    #expect(many.zh.contains("、其他 1 行）") && many.en.contains(", others in 1)"))
    let twenty = try list((1...20).map { "词\($0)" })
    #expect(!twenty.zh.contains("其他") && !twenty.en.contains("others"))
  }

  @Test("of lines that the locality does not list the five most frequent are told")
  func lines() throws {
    let values = ["10001", "10002", "10003", "10004", "10005", "10006", "10006"]
    let rows = values.enumerated().map { "k\($0.offset),\(Self.start),\($0.element)\n" }.joined()
    let reading = try Reading("id,start,l\n" + rows, profile: Profiles.calls("line: [l]"))
    let remark = try #require(reading.summary.remarks.first)
    #expect(
      reading.summary.remarks.count == 1 && remark.kind == .lineUnknown && remark.field == .line && remark.count == 7)
    #expect(
      remark.text.en.contains(
        "(rows: “10006” in 2, “10001” in 1, “10002” in 1, “10003” in 1, “10004” in 1, others in 1)"),
      "\(remark.text.en)")
    #expect(remark.text.zh.contains("“10004”1 行、其他 1 行）"))
    #expect(values.indices.map { reading.text($0, .line) } == values)
  }

  @Test("a number of six digits may be a line, one of seven is somebody's, and so is a text")
  func lineLengths() throws {
    let name = String(repeating: "线", count: 40)
    let values = ["654321", "6543217", "热线6543", "6543:21", "12:34:56:1", name, name + "线", "962200", "热线-65432"]
    let rows = values.enumerated().map { "k\($0.offset),\(Self.start),\($0.element)\n" }.joined()
    let reading = try Reading("id,start,l\n" + rows, profile: Profiles.calls("line: [l]"))
    #expect(
      values.indices.map { reading.text($0, .line) }
        == ["654321", "other", "热线6543", "6543:21", "other", name, "other", "962200", "热线-65432"])
    #expect(reading.summary.remarks.map(\.count) == [8])
  }

  @Test("where a hotline stands among the callers, the number among the lines is the caller's, if it can be read")
  func turned() throws {
    let values = ["13812345678", "匿名", "1.38E+10", "'13912345678"]
    let rows = values.enumerated().map { "k\($0.offset),\(Self.start),962200,\($0.element)\n" }.joined()
    let reading = try Reading("id,start,c,l\n" + rows, profile: Profiles.calls("line: [l]\ncaller: [c]"))
    #expect(values.indices.map { reading.text($0, .line) } == Array(repeating: "962200", count: 4))
    #expect(values.indices.map { reading.text($0, .caller) } == ["13812345678", nil, nil, "13912345678"])
    #expect(reading.summary.remarks.isEmpty)
  }

  @Test("each kind of remark names its own field")
  func fields() throws {
    let long = String(repeating: "长", count: 41)
    let profile = Profiles.calls(
      "line: [l]\ndistrict: [d]\ncategory: [c]\nsatisfaction: [s]\ntalk_seconds: [t]\nwait_seconds: [w]")
    let reading = try Reading(
      "id,start,l,d,c,s,t,w\na,\(Self.start),10001,\(long),x,某词,1,x\nb,\(Self.start),962200,x,\(long),,x,1\n",
      profile: profile)
    let told = reading.summary.remarks.map { "\($0.kind) \($0.field?.rawValue ?? "-") \($0.count)" }
    #expect(
      Set(told) == [
        "unknownWord satisfaction 1", "unreadable wait_seconds 1", "unreadable talk_seconds 1", "tooLong district 1",
        "tooLong category 1", "lineUnknown line 1",
      ])
    let text = try #require(reading.summary.remarks.first { $0.kind == .tooLong }).text
    #expect(text.en.hasPrefix("texts of more than 40 characters in ") && text.zh.contains("有超过 40 字的文本"))
    let times = ["talk_seconds", "wait_seconds"].allSatisfy { name in
      reading.summary.remarks.contains {
        $0.text.en.hasPrefix("values of \(name) that cannot be read: the row is kept")
      }
    }
    #expect(times)
  }

  @Test("five examples are kept, each with its line")
  func examples() throws {
    for count in [4, 5, 6] {
      let rows = (0..<count).map { "k\($0),\(Self.start),某词\n" }.joined()
      let reading = try Reading("id,start,s\n" + rows, profile: Profiles.calls("satisfaction: [s]"))
      #expect(reading.summary.remarks.first?.examples.map(\.line) == Array(2..<2 + min(count, 5)))
    }
  }

  @Test("notes of a part that knows other fields are not added up")
  func otherFields() throws {
    let profile = try Profile(yaml: Profiles.calls(""), file: "ours.yaml")
    let plan = try ColumnPlan(profile: profile, headers: ["id", "start"], headerLine: 1, file: "a.csv")
    var remarks = ValueRemarks(plan: plan)
    let own = remarks.tallies
    let sum = own.count
    #expect(
      sum == 4 * plan.fields.count + Contradiction.allCases.count && remarks.showsWords && remarks.remarks.isEmpty)
    let added = [own, [], Array(own.dropLast()), own + [ValueTally()]].map { remarks.add($0) }
    #expect(added == [true, false, false, false])
  }

  @Test("twenty different words are kept; what comes later is counted in one, and two parts tell whether they knew all")
  func tally() {
    func tally(_ words: [String], lines: [Int] = []) -> ValueTally {
      var tally = ValueTally()
      for word in words { tally.count(word: word) }
      tally.count = words.count
      tally.examples = lines.map { .init(line: $0, value: "") }
      return tally
    }
    let twenty = (1...20).map { "w\($0)" }
    #expect(!tally(twenty + ["w1"]).leavesOut && tally(twenty + ["w1"]).words["w1"] == 2)
    #expect(tally(twenty + ["w21"]).leavesOut && tally(twenty + ["w21"]).words.count == 20 && !tally([]).leavesOut)
    func sum(_ first: [String], _ second: [String]) -> (Bool, ValueTally) {
      var sum = tally(first, lines: [1, 2, 3])
      return (sum.add(tally(second, lines: [7, 8, 9])), sum)
    }
    let (isWhole, both) = sum(["a", "b"], ["b", "c"])
    #expect(isWhole && both.count == 4 && both.words == ["a": 1, "b": 2, "c": 1])
    #expect(both.examples.map(\.line) == [1, 2, 3, 7, 8])
    #expect(
      sum(Array(twenty.prefix(10)), Array(twenty.suffix(10))).0 && !sum(twenty, ["w21"]).0 && sum(twenty, ["w20"]).0)
    #expect(!sum(twenty + ["w21"], []).0 && !sum([], twenty + ["w21"]).0)
  }
}
