import Testing

@testable import HotlineAppraisal

/// Targets that a row prints, against the results that the text states.
@Suite("A row's target against the result")
struct RowTargetTests {
  private func form(
    _ achievements: String, name: String = "指标一", _ explanation: String, score: String = "100", remark: String = ""
  ) -> SmallForm {
    var form = SmallForm(achievements)
    form.rows = ["产出（100分） | \(name) | \(explanation) | 100 | \(score) | \(remark)"]
    form.total = "合计 |  |  | 100 | \(score) | "
    return form
  }

  private func misses(_ achievements: String, name: String = "指标一", _ explanation: String) throws -> Bool {
    try form(achievements, name: name, explanation).found(.scoreAgainstTarget).contains {
      $0.hasSuffix("yet it has full marks")
    }
  }

  @Test("a target is met at its value, from either side; full marks beyond it are told")
  func met() throws {
    #expect(try !misses("投诉20件", "投诉不超过20件") && misses("投诉21件", "投诉不超过20件"))
    #expect(try !misses("直播200期", "直播不少于200期") && misses("直播199期", "直播不少于200期"))
    #expect(try !misses("满意率98%（0/0）", "满意率≥98%"))
    // 979 of 1,000 are printed as 98 %.
    #expect(try misses("满意率98%（979/1,000）", "满意率≥98%") && !misses("满意率98%（981/1,000）", "满意率≥98%"))
  }

  @Test(
    "a result is that of the row's hotline, named in the row's name or explanation",
    arguments: [
      ("962200热线来电50个", "来电", "来电不少于100个", true), ("来电50个", "962200热线来电", "来电不少于100个", true),
      ("962200热线来电50个", "962200热线来电", "来电不少于100个", true), ("12345热线来电50个", "962200热线来电", "来电不少于100个", false),
      ("962200热线来电50个。12345热线来电150个", "12345热线来电", "来电不少于100个", false),
      ("12345热线来电50个。962200热线来电150个", "来电", "962200热线来电不少于100个", false),
      ("962200热线来电50个。12345热线来电150个", "来电", "962200热线来电不少于100个", true),
    ])
  func lines(achievements: String, name: String, explanation: String, isFound: Bool) throws {
    #expect(try misses(achievements, name: name, explanation) == isFound)
  }

  @Test(
    "a count is of the same thing when its unit and its last two letters agree",
    arguments: [
      ("来电50件", "来电不少于100个", false), ("直播50个", "来电不少于100个", false), ("直播180期", "直播不少于200期", true),
      ("参与直播180期", "直播不少于200期", true), ("直播180期", "参与直播不少于200期", true), ("稿180期", "稿不少于200期", false),
      ("来稿180期", "稿不少于200期", false), ("稿180期", "来稿不少于200期", false),
    ])
  func things(achievements: String, explanation: String, isFound: Bool) throws {
    #expect(try misses(achievements, explanation) == isFound)
  }

  @Test("points off “for a miss” are told where all targets were met")
  func unearned() throws {
    func found(_ remark: String, score: String = "99", _ achievements: String = "直播200期") throws -> [String] {
      try form(achievements, "直播不少于200期", score: score, remark: remark).found(.scoreAgainstTarget)
    }
    for word in ["未达标", "未达到目标", "未完成", "低于目标"] {
      #expect(try found(word) == ["all targets were met, yet 1 are off for a miss"], "\(word)")
    }
    #expect(try found("未达标", score: "100") == [] && found("材料不全") == [] && found("未达标", "直播199期") == [])
  }

  private func tooLow(_ form: SmallForm, lastYear: SmallForm? = nil) throws -> [String] {
    try form.found(.target, lastYear: lastYear)
  }

  @Test("a target beaten by more than a fifth of itself is too low, whichever side is the better")
  func farBeaten() throws {
    #expect(try tooLow(form("直播1,200期", "直播不少于1,000期")) == [])
    #expect(
      try tooLow(form("直播1,201期", "直播不少于1,000期")) == [
        "target 1,000期, actual 1,201期, 20.1% beyond: too low a target"
      ])
    #expect(try tooLow(form("投诉18件", "投诉不超过20件")) == [] && tooLow(form("投诉15件", "投诉不超过20件")).count == 1)
    #expect(try tooLow(form("投诉5件", "投诉不少于0件")) == [], "of a target of nothing there is no share")
    #expect(try tooLow(form("直播900期", "直播不少于1,000期")) == [])
  }

  @Test("a target far beaten is not told again where remark or problems say so")
  func explained() throws {
    func isFound(remark: String = "", problems: String = "无") throws -> Bool {
      var form = form("直播1,300期", "直播不少于1,000期", remark: remark)
      form.problems = problems
      return try !tooLow(form).isEmpty
    }
    #expect(try isFound() && isFound(remark: "按期完成") && !isFound(problems: "直播目标偏低"))
    #expect(try !isFound(remark: "目标一二三四五六七八偏低") && isFound(remark: "目标一二三四五六七八九偏低"))
    #expect(try !isFound(remark: "指标一二三四偏低") && isFound(remark: "指标一二三四五偏低"))
    #expect(try !isFound(remark: "超额完成") && !isFound(remark: "偏离较大") && !isFound(remark: "目标设定偏低"))
  }

  @Test("a target below last year's result is told when it was met, explained or not")
  func belowLastYear() throws {
    func found(_ achievements: String, remark: String = "") throws -> Bool {
      try tooLow(form(achievements, "接通率≥93%", remark: remark)).contains { $0.contains(", below last year's 94%") }
    }
    #expect(try found("接通率95%（95/100），上年接通率94%。") && found("接通率93%（93/100），上年接通率94%。"))
    #expect(try !found("接通率92%（92/100），上年接通率94%。") && found("接通率95%（95/100），上年接通率94%。", remark: "目标偏低"))
    #expect(try tooLow(form("接通率95%（95/100），上年接通率93%。", "接通率≥93%")) == [])
    #expect(try tooLow(form("接通率95%（95/100）。", "接通率≥93%")) == [])
  }

  @Test("last year's result may stand in last year's form: a result of the same thing in the same unit")
  func lastYearsForm() throws {
    func isFound(_ before: String) throws -> Bool {
      try !tooLow(form("直播210期", "直播不少于200期"), lastYear: SmallForm(before)).isEmpty
    }
    #expect(try isFound("直播205期") && !isFound("直播200期") && !isFound("直播205次") && !isFound("参会205期"))
    #expect(try !isFound("上年直播205期"), "that is of the year before the last")
    var other = SmallForm("直播205期")
    other.project = "别的项目"
    #expect(try tooLow(form("直播210期", "直播不少于200期"), lastYear: other) == [])
  }

  @Test("a rate that meets its target only as printed is told")
  func rounding() throws {
    func found(_ text: String) throws -> [String] { try form(text, "满意率≥98%").found(.rounding) }
    #expect(try found("满意率98%（979/1,000）") == ["printed as 98% it meets 98%; it is 97.90% and misses it"])
    #expect(try found("满意率98%（980/1,000）") == [] && found("满意率97%（970/1,000）") == [] && found("满意率98%（0/0）") == [])
  }

  /// A form with the columns 年度指标值 and 实际完成值.
  private func columns(_ target: String, _ actual: String) throws -> [Finding] {
    let text = """
      | 项目名称 | 热线 |
      | 一级指标 | 指标名称 | 指标值 | 完成值 | 分值 | 得分 | 备注 |
      | --- | --- | --- | --- | --- | --- | --- |
      | 产出 | 接通 | \(target) | \(actual) | 100 | 100 |  |
      """
    return try #require(FormAudit().results(try FilledForm.forms(in: text, file: "f.md")).first).findings
  }

  @Test(
    "target and actual in columns of their own: a bare number has the other's unit",
    arguments: [
      ("95%", "93", true), ("95", "93%", true), ("95%", "95", false), ("95%", "93%", true), ("100件", "93", true),
      ("100分", "93分", false), ("≥95%", "93件", false),
    ])
  func ownColumns(target: String, actual: String, isFound: Bool) throws {
    #expect(try columns(target, actual).contains { $0.found.en.hasSuffix("yet it has full marks") } == isFound)
  }

  @Test("a row without explanation needs both a target and an actual")
  func unexplained() throws {
    func isFound(_ target: String, _ actual: String) throws -> Bool {
      try columns(target, actual).contains { $0.fault == .notAuditable }
    }
    #expect(try !isFound("95%", "95%") && isFound("95%", "") && isFound("", "95%") && isFound("", ""))
  }
}
