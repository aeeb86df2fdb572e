import Testing

@testable import HotlineAppraisal

/// How figures are worded: things added up, vague words, changes of rates, whole hundreds.
@Suite("How figures are worded")
struct FigureWordingTests {
  @Test(
    "two different things added up are told, by any of their words",
    arguments: [
      ("电话和工单100件", true), ("工单和来电100件", true), ("电话及话务100件", false), ("电话与诉求件100件", true), ("电话以及案件100件", true),
      ("电话和办件100件", true), ("电话加活动100次", true), ("电话和信息100条", true), ("电话和稿件100篇", true),
      ("电话和微信100条", true), ("电话和留言100条", true), ("工单和诉求件100件", false), ("来电人次和工单100件", true), ("电话工单100件", false),
      ("来电和工单甲乙丙丁戊己100件", true), ("来电和工单甲乙丙丁戊己庚100件", false), ("来电甲乙丙丁戊己和工单100件", true), ("来电甲乙丙丁戊己庚和工单100件", false),
      ("电话和工单100%", false),
    ])
  func mixed(text: String, isFound: Bool) throws {
    #expect(try SmallForm(text).found(.mixedUnits).isEmpty != isFound)
  }

  @Test("an exact figure made vague is a warning; a round one, one in 万 and a lower bound are remarks")
  func vague() throws {
    func severity(_ text: String) throws -> [Finding.Severity] {
      try SmallForm(text).findings().filter { $0.fault == .vagueNumber }.map(\.severity)
    }
    #expect(try severity("直播近216期") == [.warning] && severity("直播近200期") == [.remark])
    #expect(try severity("来电近5万个") == [.remark] && severity("直播216期以上") == [.remark] && severity("直播216期") == [])
  }

  @Test("a rate of 100 % needs counts; ratings that are all good are doubted even with counts")
  func whole() throws {
    func isFound(_ text: String) throws -> Bool { try !SmallForm(text).found(.defaultFilled).isEmpty }
    #expect(try isFound("按时办结率100%") && !isFound("按时办结率100%（50/50）") && !isFound("按时办结率98%"))
    #expect(try isFound("满意率100%（50/50）") && isFound("满意度100%（50/50）") && isFound("评价率100%（50/50）"))
    #expect(try !isFound("预算执行率100%") && !isFound("满意率98%（49/50）"))
  }

  @Test(
    "a change of a rate is told in points, of a count in percent",
    arguments: [
      ("满意率同比提高2%", "told in points"), ("满意率较2018年提高2%", "told in points"), ("满意率比上年提高2%", "told in points"),
      ("满意率同比提高2个百分点", ""), ("满意率较1999年提高2%", ""), ("满意率98%（49/50），同比提高2%", "told in points"),
      ("满意率同比提高一二三四五六2%", "told in points"), ("满意率同比提高一二三四五六七2%", ""), ("满意率同比从93.1%提高到94.3%", ""),
      ("话务量同比增长2%", ""), ("话务量同比增长2个百分点", "told in percent"), ("接听电话数量同比增长2个百分点", "told in percent"),
      ("话务量5,000，同比增长2百分点", "told in percent"), ("同比增长2%", ""),
    ])
  func changes(text: String, words: String) throws {
    let found = try SmallForm(text).found(.percentagePoints)
    #expect(found.count == (words.isEmpty ? 0 : 1) && found.allSatisfy { $0.hasSuffix(words) }, "\(found)")
  }

  @Test("what was left out needs its number close by, before or behind")
  func exclusions() throws {
    func isFound(_ text: String) throws -> Bool { try !SmallForm(text).found(.exclusions).isEmpty }
    // Twenty-four characters behind the word, sixteen before it.
    let (behind, before) = (String(repeating: "甲", count: 21), String(repeating: "甲", count: 13))
    #expect(try isFound("剔除疑难工单后办结率98%（49/50）") && !isFound("剔除\(behind)12件后办结率98%（49/50）"))
    #expect(try isFound("剔除甲\(behind)12件后办结率98%（49/50）"))
    #expect(try !isFound("退单12件\(before)不计入办结率") && isFound("退单12件\(before)甲甲不计入办结率"))
    #expect(try !isFound("剔除疑难工单") && isFound("剔除疑难工单，满意的占98%") && isFound("剔除疑难工单后计算满意率"))
    #expect(try !isFound("剔除疑难工单，同比提高98%") && !isFound("剔除疑难工单后接到50件"))
    #expect(try !isFound("退单12件不计入办结率"))
  }

  @Test("a target in the place of a result is told unless a result of its kind stands beside it")
  func targets() throws {
    func isFound(_ text: String) throws -> Bool {
      try SmallForm(text).found(.valueMissing).contains { $0.contains("not a result") }
    }
    #expect(try isFound("满意率≥98%") && !isFound("满意率≥98%，满意率98.5%（197/200）") && !isFound("满意率98.5%（197/200）"))
    #expect(try isFound("满意率≥98%，接通率98.5%（197/200）") && !isFound("满意率目标≥98%"))
  }

  @Test("a rate that problems or measures speak of has a value somewhere, or is told once")
  func withoutValue() throws {
    func found(_ problems: String, _ improvements: String, _ achievements: String = "甲", row: String = "")
      throws -> [String]
    {
      var form = SmallForm(achievements)
      (form.problems, form.improvements) = (problems, improvements)
      form.rows = ["产出（100分） | 日常运行 | 全年运行 | 100 | 100 | \(row)"]
      return try form.found(.valueMissing).filter { $0.contains("its value stands nowhere") }
    }
    #expect(try found("解决率不高", "提高实际解决率") == ["“解决率” is spoken of, but its value stands nowhere"])
    #expect(try found("解决率不高", "无", "解决率80%（40/50）") == [] && found("解决率不高", "无", row: "解决率80%") == [])
    #expect(try found("解决率不高", "解决率不低于80%").count == 1, "a target is no value")
    #expect(try found("解决率不高", "提高回访率").count == 2)
  }
}
