import Testing

@testable import HotlineAppraisal

/// Which words name which rate: forms call one thing by many names.
@Suite("Names of rates")
struct RateNameTests {
  static let known: [(RateKind, [String])] = [
    (.serviceLevel, ["服务水平", "20秒接通率", "20秒内接通率", "15秒内应答率", "20秒内接起"]),
    (.connection, ["接通率", "接听率", "应答率", "接起率", "接通比例", "接听占比", "得到接听"]),
    (.abandonment, ["放弃率", "呼损率", "放弃比例", "放弃的占"]),
    (.satisfaction, ["满意率", "满意比例", "满意的比例", "满意的占", "好评率"]),
    (.satisfactionIndex, ["满意度", "满意指数", "满意度指数", "满意度得分"]), (.rated, ["评价率", "参评率"]),
    (.firstContact, ["先行联系率", "先联率", "先行联系比例", "先行联系的比例"]),
    (.onTime, ["按时办结率", "按期办结率", "及时办结率", "准时办结率"]), (.closure, ["办结率", "办结比例"]),
    (.transfer, ["转接成功率", "三方通话成功率", "三方转接率", "转接成功比例"]), (.resolution, ["实际解决率", "解决率", "解决比例"]),
    (.callback, ["回访率"]), (.execution, ["预算执行率", "执行率", "执行力", "支出进度", "预算完成率"]),
  ]

  @Test("each of the usual names is that of its rate", arguments: known)
  func kinds(kind: RateKind, names: [String]) {
    for name in names {
      #expect(RateKind(name: name) == kind && RateKind(endOf: "全年" + name + "为") == kind, "\(name)")
      #expect(StatedFigure.all(in: "\(name)为95%").map(\.kind) == [kind], "\(name)")
    }
  }

  @Test(
    "a rate may be told behind its figure",
    arguments: [
      ("95%的来电接通", RateKind.connection), ("95%的来电得到接听", .connection), ("95%被接起", .connection),
      ("95%的电话有应答", .connection),
      ("95%的市民满意", .satisfaction), ("95%得到先行联系", .firstContact), ("95%的工单按时办结", .onTime), ("95%的工单按期办结", .onTime),
      ("95%的工单及时办结", .onTime), ("95%的电话转接成功", .transfer), ("95%的诉求实际解决", .resolution), ("95%的诉求得到解决", .resolution),
      ("95%获得解答，满意", nil), ("95%接通", nil),
    ] as [(String, RateKind?)])
  func behind(text: String, kind: RateKind?) {
    #expect(StatedFigure.all(in: text).map(\.kind) == [kind])
  }

  @Test("the longest name at one place counts")
  func longest() {
    #expect(RateKind(name: "按时办结率") == .onTime && RateKind(name: "办结率") == .closure)
    #expect(RateKind(name: "接通率和满意率") == .satisfaction && RateKind(name: "满意率和接通率") == .connection)
    #expect(RateKind(name: "知晓率") == nil)
  }

  @Test("what ends in 率 and is no rate of service has no name; a name has at most thirty characters before 率")
  func names() {
    for word in ["效率", "频率", "概率", "功率", "汇率", "税率", "速率", "利率", "心率"] {
      #expect(StatedFigure.rateNames(in: "工作\(word)") == [], "\(word)")
    }
    #expect(StatedFigure.rateNames(in: "接通率和满意度") == ["接通率", "满意度"])
    let long = String(repeating: "甲", count: 40) + "率"
    #expect(StatedFigure.rateNames(in: long) == [String(long.suffix(31))])
  }

  @Test("names are of one rate when one ends in the other, or both are of one kind")
  func same() {
    #expect(StatedFigure.sameRate("接通率", "热线接通率") && StatedFigure.sameRate("热线接通率", "接通率"))
    #expect(StatedFigure.sameRate("接听率", "接通率") && !StatedFigure.sameRate("接通率", "满意率"))
    #expect(!StatedFigure.sameRate("知晓率", "参与率") && !StatedFigure.sameRate("知晓率", "满意率"))
  }

  @Test("a service level is called with its seconds")
  func seconds() {
    #expect(StatedFigure.all(in: "全年20秒内接通率95%").map(\.rateName) == ["20秒内接通率"])
  }

  @Test("figures are of the same rate unless they are of two hotlines, of two kinds, or counts")
  func figures() throws {
    func isSame(_ left: String, _ right: String) throws -> Bool {
      let left = try #require(StatedFigure.all(in: left).last), right = try #require(StatedFigure.all(in: right).last)
      #expect(left.isSameRate(as: right) == right.isSameRate(as: left))
      return left.isSameRate(as: right)
    }
    #expect(try isSame("接通率94%", "接听率95%") && isSame("962200接通率94%", "接通率95%"))
    #expect(try isSame("962200接通率94%", "962200接通率95%") && !isSame("962200接通率94%", "12345接通率95%"))
    #expect(try !isSame("接通率94%", "满意率94%") && !isSame("接通率94%", "接通94件") && !isSame("占94%", "占95%"))
    #expect(try isSame("知晓率94%", "市民知晓率95%"))
  }
}
