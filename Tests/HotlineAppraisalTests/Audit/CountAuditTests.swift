import Testing

@testable import HotlineAppraisal

/// Rates against the counts that stand beside them.
@Suite("Rates and their counts")
struct CountAuditTests {
  @Test("a rate without counts is listed with the fewest cases; a negative or whole one without them")
  func bare() throws {
    func found(_ text: String, explanation: String = "全年运行") throws -> [String] {
      var form = SmallForm(text)
      form.rows = ["产出（100分） | 日常运行 | \(explanation) | 100 | 100 | "]
      return try form.found(.unattainableRate)
    }
    #expect(try found("接通率94.3%") == ["rates without their counts: 接通率 94.3% (at least 35 cases)"])
    #expect(try found("按时办结率100%") == ["rates without their counts: 按时办结率 100%"])
    #expect(try found("满意率为-98.60%") == [] && found("满意率98%（49/50）") == [] && found("接到50件") == [])
    #expect(try found("接通率94.3%", explanation: "33/35") == [] && found("接通率94.3%", explanation: "34/35").count == 1)
    #expect(try found("接通率94.3%", explanation: "5/0").count == 1)
    #expect(try found("预算执行率99.00%") == [])
  }

  @Test(
    "counts that give another rate are told, also when they are equal",
    arguments: [
      ("满意率98%（50/50）", "“满意率” is printed as 98%, but 50 ÷ 50 = 100.00%"),
      ("满意率98%（48/50）", "“满意率” is printed as 98%, but 48 ÷ 50 = 96.00%"), ("满意率98%（49/50）", ""), ("满意率98%（0/0）", ""),
    ])
  func otherRate(text: String, expected: String) throws {
    #expect(try SmallForm(text).found(.unattainableRate) == (expected.isEmpty ? [] : [expected]))
  }

  @Test(
    "a denominator alone must be able to give the rate; an index may count fifths of a case",
    arguments: [
      ("满意率92.49%（共1件）", true), ("满意率92.49%（共120件）", true), ("满意率92.49%（共173件）", false), ("满意率93.33%（共3件）", true),
      ("满意度93.33%（共3件）", false), ("满意度94.44%（共3件）", true),
    ])
  func denominators(text: String, isFound: Bool) throws {
    #expect(try SmallForm(text).found(.unattainableRate).contains { $0.contains("no count out of") } == isFound)
  }

  @Test(
    "above 100 %, below 0, a numerator above its denominator: impossible this year and last",
    arguments: [
      ("满意率108%", "exceeds 100 %"), ("上年满意率为108%", "exceeds 100 %"), ("满意率100%（50/50）", ""), ("满意率同比提高108%", ""),
      ("满意率目标108%", ""), ("满意率为-5%", "is negative"), ("满意率98%（51/50）", "above its denominator of 50"), ("来电108%", ""),
    ])
  func impossible(text: String, words: String) throws {
    let found = try SmallForm(text).found(.impossible)
    #expect(found.count == (words.isEmpty ? 0 : 1) && found.allSatisfy { $0.contains(words) }, "\(found)")
  }

  @Test(
    "a service level is not above the connection rate of its hotline",
    arguments: [
      ("接通率94%（47/50），20秒内接通率96%（48/50）", true), ("接通率94%（47/50）。962200热线20秒内接通率96%（48/50）", true),
      ("20秒内接通率96%（48/50），962200热线接通率94%（47/50）", true), ("962200热线接通率94%（47/50），20秒内接通率96%（48/50）", true),
      ("12345热线接通率94%（47/50）。962200热线20秒内接通率96%（48/50）", false), ("接通率96%（48/50），20秒内接通率96%（48/50）", false),
      ("满意率90%（45/50），接通率98%（49/50），20秒内接通率96%（48/50）", false), ("接通率94%（47/50），20秒内接通率占接通总数96%（48/50）", false),
    ])
  func serviceLevel(text: String, isFound: Bool) throws {
    #expect(
      try SmallForm(text).found(.impossible).contains { $0.contains("impossible over one denominator") } == isFound)
  }

  @Test(
    "a part is not above its whole, by any of their words",
    arguments: [
      ("话务总量4,000个，接通量5,000个", true), ("呼入量4,000个，接听量5,000个", true), ("来电总量4,000个，接通数5,000个", true),
      ("办结工单100件，按时办结200件", true), ("已办结100件，按期办结200件", true), ("转派工单100件，办结工单200件", true),
      ("受理工单100件，已办结工单200件", true), ("派单100件，办结200件", true), ("评价100件，满意200件", true), ("回访100件，满意200件", true),
      ("参评100件，满意200件", true), ("按时办结工单200件，转派工单100件", true), ("直播5期，接通量5,000个，话务总量6,000个", false),
      ("不予受理工单100件，办结工单200件", false), ("未受理工单100件，办结工单200件", false), ("来电4,000个，未接通5,000个", false),
      ("直播9,000期，接通量3,000个，话务总量4,000个", false), ("话务总量4,000个，接通量4,000.5个", false),
      ("话务总量4,000个，接通量4,000.502个", true), ("话务总量4,000个，接通量4,000个", false),
    ])
  func parts(text: String, isFound: Bool) throws {
    #expect(try SmallForm(text).found(.impossible).contains { $0.contains(" is above ") } == isFound)
  }

  /// 1.0005 × 2,000 + 0.5 = 2,001.5; 0.0005 × 2,000 + 0.5 = 1.5.
  @Test(
    "parts may be above their sum, or miss a stated sum, by rounding and no more",
    arguments: [
      ("共2,000件，其中咨询1,000件、求助1,001.5件", false), ("共2,000件，其中咨询1,000件、求助1,001.502件", true),
      ("共1,500件，其中咨询900件、求助500件、同比增加200件", false), ("共100件，其中咨询200件", false),
      ("工单1,000件、电话998.5件，合计2,000件", false), ("工单1,000件、电话998.498件，合计2,000件", true),
      ("工单1,000件、电话1,001.5件，合计2,000件", false), ("工单1,000件、电话1,001.502件，合计2,000件", true),
      ("工单30件、电话40件，合计70件", false), ("工单30件、电话40件、同比增加50件，合计70件", false),
      ("工单300、电话400合计900件", true), ("甲事10件、乙事10件、丙事10件、丁事10件，合计100件", true),
      ("甲事10件、乙事10件、丙事10件、丁事10件、戊事10件，合计100件", false), ("甲事10件，合计100件", false),
      ("工单100件、电话40件，合计100件", false), ("工单30件、电话40件，合计一二三四五六七八100件", true),
      ("工单30件、电话40件，合计一二三四五六七八九100件", false),
    ])
  func sums(text: String, isFound: Bool) throws {
    #expect(try SmallForm(text).found(.impossible).contains { $0.contains("does not agree with") } == isFound)
  }
}
