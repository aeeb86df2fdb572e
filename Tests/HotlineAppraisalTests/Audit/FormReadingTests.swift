import Testing

@testable import HotlineAppraisal

/// How a form's head and score table are read, with what page breaks and second tables do to them.
@Suite("A filled-in form is read")
struct FormReadingTests {
  private func read(_ text: String) throws -> FilledForm {
    try #require(try FilledForm.forms(in: text, file: "f.md").first)
  }

  private func table(_ rows: String..., head: String = "一级指标 | 指标名称 | 指标解释 | 权重 | 自评分 | 备注") throws -> FilledForm {
    try read("| 项目名称 | 热线 |\n| \(head) |\n| --- |\n" + rows.map { "\($0)\n" }.joined())
  }

  @Test("the first value of a label counts; a label behind a label is no value; values may stand in the label's cell")
  func head() throws {
    let form = try read(
      """
      项目名称：热线
      | 绩效等级 | 自评时间 | 2020-03-12 |
      | 自评时间 | 2021-03-12 |
      | 主要问题 |  | 坐席不足 |
      改进措施：招聘
      改进措施：培训
      预算数（万元）：5
      """)
    #expect(form.text(.project) == "热线" && form.text(.grade) == "" && form.text(.assessedOn) == "2020-03-12")
    #expect(form.text(.problems) == "坐席不足" && form.text(.improvements) == "招聘" && form.number(.budget) == 50_000)
    #expect(form.fields[.grade] != nil && form.fields[.goal] == nil && !form.isNational)
    #expect(try FilledForm.forms(in: "项目名称：甲\n| 项目名称 | 乙 |\n", file: "f.md").map { $0.text(.project) } == ["甲", "乙"])
  }

  @Test(
    "blocks, rows and the total: a line of text, a header printed again and what comes behind the total change nothing")
  func blocks() throws {
    let form = try table(
      "| 产出（60分） | 甲 | 说明 | 60 | 59 | 无 |", "第2页", "| 一级指标 | 指标名称 | 指标解释 | 权重 | 自评分 | 备注 |",
      "| 产出（60分） | 乙 | 说明 | 0 | 0 | 扣1分 |", "| 效果（40分） | 丙 | 说明 | 40 | 40 | — |", "| 合计 |  |  | 100 | 99 |  |",
      "| 指标名称 | 权重 | 自评分 |", "| 丁 | 5 | 5 |")
    #expect(form.sections.map(\.name) == ["产出", "效果"] && form.sections.map(\.weight) == [60, 40])
    #expect(form.rows.map(\.name) == ["甲", "乙", "丙"] && form.rows.map(\.remark) == ["", "扣1分", ""])
    #expect(form.total?.weight == 100 && form.total?.score == 99 && form.rows[0].lost == 1)
    #expect(form.rows.allSatisfy { !$0.isFunds })
  }

  @Test("the total has many names", arguments: ["合计", "总分", "总计", "合 计"])
  func total(name: String) throws {
    #expect(try table("| 产出 | 甲 | 说明 | 60 | 59 | 无 |", "| \(name) |  |  | 60 | 59 |  |").total?.score == 59)
    #expect(try table("| 产出 | 甲 | 说明 | 60 | 59 | 无 |", "|  | \(name) |  | 60 | 59 |  |").total?.score == 59)
  }

  @Test("a remark that says nothing is none", arguments: ["无", "/", "-", "—", "——", "略", "未述理由"])
  func remark(text: String) throws {
    #expect(try table("| 产出 | 甲 | 说明 | 60 | 59 | \(text) |").rows.map(\.remark) == [""])
  }

  @Test("a torn row is put together; a row with a number or a block of its own is none torn")
  func torn() throws {
    let torn = try table("| 产出 | 热线 | 说明 | 60 | 59 | 扣1 |", "|  | 服务 | 书 |  |  | 分 |")
    #expect(
      torn.rows.map(\.name) == ["热线服务"] && torn.rows.map(\.explanation) == ["说明书"] && torn.rows[0].remark == "扣1分")
    #expect(try table("| 产出 | 热线 | 说明 | 60 | 59 | |", "|  | 服务 | 书 | 5 |  |  |").rows.map(\.name) == ["热线", "服务"])
    #expect(try table("| 产出 | 热线 | 说明 | 60 | 59 | |", "|  | 服务 | 书 |  | 5 |  |").rows.map(\.name) == ["热线", "服务"])
    #expect(try table("| 产出 | 热线 | 说明 | 60 | 59 | |", "| 效果 | 服务 | 书 |  |  |  |").rows.map(\.name) == ["热线", "服务"])
  }

  @Test("a table without blocks is one block")
  func noBlocks() throws {
    let form = try table("| 甲 | 60 | 59 |", "| 乙 | 40 | 40 |", head: "指标名称 | 权重 | 自评分")
    #expect(form.sections.map(\.name) == [""] && form.rows.map(\.name) == ["甲", "乙"])
  }

  @Test("a merged group holds for the rows below it, until another group or block begins")
  func groups() throws {
    let form = try table(
      "| 产出 | 数量 | 甲 | 60 | 59 |", "|  |  | 乙 | 10 | 10 |", "|  | 质量 | 丙 | 10 | 10 |", "| 效果 |  | 丁 | 20 | 20 |",
      head: "一级指标 | 二级指标 | 指标名称 | 权重 | 自评分")
    #expect(form.rows.map(\.group) == ["数量", "数量", "质量", ""])
    #expect(try table("| 产出 | 甲 | 60 | 59 |", head: "一级指标 | 指标名称 | 权重 | 自评分").rows.map(\.group) == [""])
  }

  @Test("rows that a page break left under the block before theirs go back, where the weights tell; else they stay")
  func pageBreak() throws {
    func names(_ rows: [String]) throws -> [[String]] {
      try read("| 项目名称 | 热线 |\n| 一级指标 | 指标名称 | 权重 | 自评分 |\n" + rows.map { "| \($0) |\n" }.joined()).sections.map {
        $0.rows.map(\.name)
      }
    }
    #expect(try names(["甲（10分） | 一 | 10 | 10", " | 二 | 5 | 5", "乙（15分） | 三 | 10 | 10"]) == [["一"], ["二", "三"]])
    #expect(try names(["甲（10分） | 一 | 10 | 10", " | 二 | 5 | 5", "乙（16分） | 三 | 10 | 10"]) == [["一", "二"], ["三"]])
    #expect(try names(["甲（10分） | 一 | 10 | 10", " | 二 | 5 | 5", "乙 | 三 | 10 | 10"]) == [["一", "二"], ["三"]])
    #expect(try names(["甲（10分） | 一 | 10 | 10", "乙（5分） | 三 | 5 | 5", " | 四 | 5 | 5"]) == [["一"], ["三", "四"]])
  }

  @Test("the six rows above a form are its heading")
  func heading() throws {
    let more = (1...5).map { "第\($0)行\n" }.joined()
    #expect(try read("2018年度\n" + more + "| 项目名称 | 热线 |\n").year == 2018)
    #expect(try read("2018年度\n" + more + "第6行\n| 项目名称 | 热线 |\n").year == nil)
  }

  @Test(
    "the year is that of the heading, of the texts' 年度, or the one before the form's date",
    arguments: [
      ("（2019年度）", "热线", "甲", "2021-03-12", 2019), ("2019年自评表", "热线", "甲", "2021-03-12", 2019),
      ("自评表 2019", "热线", "甲", "", 2019),
      ("2019-02-10", "热线", "甲", "", nil), ("编号12019", "热线", "甲", "", nil), ("1999年度", "热线", "甲", "", nil),
      ("自评表", "2018年度热线", "甲", "", 2018), ("自评表", "热线", "2018年基础上，2019年提升", "2020-03-12", 2019),
      ("自评表", "热线", "2017年起，2018年扩大", "2020-03-12", 2019), ("自评表", "热线", "2020年提升", "2020-03-12", 2020),
      ("自评表", "热线", "2018年提升", "", 2018), ("自评表", "热线", "甲", "2020-03-12", nil), ("自评表", "热线", "1999年提升", "", nil),
    ] as [(String, String, String, String, Int?)])
  func year(title: String, project: String, goal: String, assessedOn: String, year: Int?) throws {
    let form = try read("\(title)\n| 项目名称 | \(project) |\n| 年度总目标 | \(goal) |\n| 自评时间 | \(assessedOn) |\n")
    #expect(form.year == year)
  }

  @Test("a figure of another year is no result; where no year is known every figure is")
  func otherYears() throws {
    var form = SmallForm("接通率95%（95/100）")
    form.problems = "2018年接通率93%"
    #expect(try form.found(.contradiction) == [])
    (form.title, form.problems) = ("自评表", "2018年接通率93%")
    #expect(try form.found(.contradiction).count == 1)
    #expect(try SmallForm("2018年接通率90%（90/100），接通率95%（95/100）").found(.contradiction) == [])
    #expect(try SmallForm("2019年接通率90%（90/100），接通率95%（95/100）").found(.contradiction).count == 1)
  }

  @Test("whole sentences of twelve characters are copied, shorter ones are not; only of the same project's form")
  func copied() throws {
    func found(_ text: String, _ before: String, project: String = "社区热线") throws -> [String] {
      var last = SmallForm(before)
      last.project = project
      return try SmallForm(text).found(.copied, lastYear: last)
    }
    let twelve = "一二三四五六七八九十甲乙"
    #expect(try found(twelve, twelve) == ["1 sentences are last year's, word for word: \(twelve)"])
    #expect(try found(String(twelve.dropLast()), String(twelve.dropLast())) == [] && found(twelve, "丙" + twelve) == [])
    #expect(try found(twelve, twelve, project: "别的") == [])
  }

  @Test(
    "a rank needs its total: within sixteen characters behind it, before it, or anywhere as 参评",
    arguments: [
      ("考核第三名", true), ("考核第三名（共12个部门）", false), ("考核第3名/12", false), ("考核第三名一二三四五六七八九十甲乙丙丁（共12个）", false),
      ("考核第三名一二三四五六七八九十甲乙丙丁戊（共12个）", true), ("12个一二三四五六七八九十中排第三名", false), ("在12个部门中第三名", false),
      ("在12家一二三四五六七八九十甲乙丙中第三名", false), ("在12家一二三四五六七八九十甲乙丙丁中第三名", true), ("参评单位12个。考核第三名", false),
      ("参评一二三四12个。考核第三名", false), ("参评一二三四五12个。考核第三名", true), ("排名一二三四五六七八第3", true), ("排名一二三四五六七八九第3", false),
      ("位列前三", true), ("第三季度", false),
    ])
  func ranks(text: String, isFound: Bool) throws {
    #expect(try SmallForm(text).found(.rank).isEmpty != isFound)
  }
}
