import HotlineConfiguration
import Testing

@testable import HotlineAppraisal

/// The words by which cells of a form are known.
@Suite("Labels and columns of a form")
struct FormWordTests {
  static let known: [(FilledForm.Field, [String])] = [
    (.project, ["项目名称"]), (.budgetUnit, ["预算单位", "项目单位", "实施单位", "填报单位", "项目实施单位"]),
    (.department, ["具体实施处（科室）", "具体实施处室", "实施处室", "实施科室", "具体实施科室", "实施部门"]),
    (.recurrent, ["是否为经常性项目", "是否经常性项目", "是否属于经常性项目", "经常性项目"]),
    (.budget, ["当年预算数（元）", "当年预算金额", "当年预算", "本年预算数", "全年预算数", "预算数"]),
    (.priorBudget, ["上年预算金额", "上年预算数", "上年预算", "上年度预算数", "上年度预算金额"]),
    (.executed, ["预算执行数", "当年执行数", "全年执行数", "执行数", "实际支出数", "预算执行金额"]), (.executionRate, ["预算执行率", "执行率"]),
    (.goal, ["项目年度总目标", "年度总目标", "年度总体目标", "项目总目标", "项目年度目标", "绩效总目标"]),
    (.assessedOn, ["自评时间", "自评日期", "填报日期", "填表日期", "评价时间", "填报时间"]),
    (.grade, ["绩效等级", "自评等级", "评价等级", "绩效评级"]), (.achievements, ["主要绩效", "主要成效", "主要绩效情况", "绩效完成情况"]),
    (.problems, ["主要问题", "存在问题", "存在的问题", "存在的主要问题", "主要存在问题"]),
    (.improvements, ["改进措施", "整改措施", "下一步改进措施", "改进建议", "改进措施及建议"]),
  ]

  @Test("each of a label's usual words is that label, also with colon, stars and a value behind it", arguments: known)
  func labels(field: FilledForm.Field, words: [String]) throws {
    for word in words {
      #expect(FilledForm.Field(label: word) == field && FilledForm.Field(label: "**\(word)：**") == field, "\(word)")
      for colon in ["：", ":"] {
        let inline = try #require(FilledForm.Field.inline("\(word)\(colon) 甲"))
        #expect(inline.field == field && inline.value == "甲", "\(word)")
      }
      #expect(FilledForm.Field.inline("\(word)：") == nil && FilledForm.Field.inline(word) == nil)
    }
    #expect(FilledForm.Field(label: "联系电话") == nil && FilledForm.Field.inline("联系电话：021") == nil)
  }

  @Test("amounts are in yuan unless the label says 万元")
  func scale() {
    #expect(FilledForm.Field.scale(of: "预算数（万元）") == 10_000 && FilledForm.Field.scale(of: "预算数（元）") == 1)
  }

  private func row(_ cells: [String]) -> FormCells.Row { FormCells.Row(place: .init(file: "f"), cells: cells) }

  @Test("a score table's columns are found by any of their words, in any order")
  func columns() throws {
    for name in ["指标名称", "三级指标", "绩效指标", "评价指标", "考核指标"] {
      #expect(ScoreColumns(row(["得分", "权重", name]))?.name == 2, "\(name)")
    }
    for weight in ["权重", "分值", "满分", "标准分", "权重分", "权重分值", "分 值（分）"] {
      #expect(ScoreColumns(row(["得分", "指标名称", weight]))?.weight == 2, "\(weight)")
    }
    for score in ["自评分", "自评得分", "得分", "评分", "实得分", "自评分值"] {
      #expect(ScoreColumns(row([score, "指标名称", "权重"]))?.score == 0, "\(score)")
    }
    func columns(_ word: String) -> ScoreColumns? { ScoreColumns(row(["得分", "指标名称", "权重", word])) }
    for word in ["一级指标", "指标类别", "类别"] { #expect(columns(word)?.block == 3, "\(word)") }
    for word in ["指标解释", "指标说明", "指标内涵", "指标定义", "评分标准"] { #expect(columns(word)?.explanation == 3, "\(word)") }
    for word in ["年度指标值", "目标值", "指标值", "年度目标值", "目标"] { #expect(columns(word)?.target == 3, "\(word)") }
    for word in ["实际完成值", "完成值", "实际值", "全年实际值", "实际完成"] { #expect(columns(word)?.actual == 3, "\(word)") }
    for word in ["备注", "扣分原因", "扣分说明", "说明", "偏差原因分析及改进措施", "偏差原因"] { #expect(columns(word)?.remark == 3, "\(word)") }
    #expect(columns("二级指标")?.group == 3 && columns("别的")?.remark == nil)
    #expect(ScoreColumns(row(["指标名称", "权重"])) == nil && ScoreColumns(row(["指标名称", "得分"])) == nil)
  }

  @Test("the funds' columns are found by any of their words; a row with a number is no head")
  func funds() throws {
    func funds(_ words: [String]) -> FundsColumns? { FundsColumns(row(words)) }
    for word in ["全年预算数", "预算数", "调整后预算数", "预算数："] { #expect(funds([word, "执行数", "执行率"])?.budget == 0, "\(word)") }
    for word in ["全年执行数", "执行数", "全年支出数", "执行数:"] { #expect(funds(["预算数", word, "执行率"])?.executed == 1, "\(word)") }
    for word in ["执行率", "预算执行率"] { #expect(funds(["预算数", "执行数", word])?.rate == 2, "\(word)") }
    for word in ["分值", "权重", "满分"] { #expect(funds(["预算数", "执行数", "执行率", word])?.weight == 3, "\(word)") }
    for word in ["得分", "自评得分", "自评分"] { #expect(funds(["预算数", "执行数", "执行率", word])?.score == 3, "\(word)") }
    #expect(funds(["预算数", "执行数", "执行率", "12"]) == nil && funds(["预算数", "执行数"]) == nil)
    #expect(funds(["预算数（万元）", "执行数", "执行率"])?.scale == 10_000 && funds(["预算数", "执行数", "执行率"])?.scale == 1)
    let columns = try #require(funds(["预算数", "执行数", "执行率"]))
    for word in ["年度资金总额", "资金总额", "全年资金总额", "年度资金总额："] { #expect(columns.isTotal(row(["", word])), "\(word)") }
    #expect(!columns.isTotal(row(["", "其他资金"])))
    #expect(FundsColumns.plain(" 预 算数（万元）：") == "预算数")
  }

  @Test(
    "numbers as forms print them",
    arguments: [
      ("2,730,460.00", 2_730_460), ("100.00%", 100), ("8分", 8), ("273万元", 2_730_000), ("273万", 2_730_000), ("5元", 5),
      ("-5", -5), ("+5", nil), ("五", nil), ("", nil), ("inf", nil), ("１２", 12), ("1 000", 1_000), ("1e999", nil),
      (".5", nil),
      ("5%分", nil),
    ] as [(String, Double?)])
  func numbers(text: String, number: Double?) {
    #expect(FormCells.number(text) == number)
  }

  @Test("a Markdown row: an escaped bar is a character, the line under a header is none, lines keep their numbers")
  func markdown() {
    let rows = FormCells("标题\n\n| a\\|b | c |\n| --- | :-: |\n| d\n|\n", file: "f.md").rows
    #expect(rows.map(\.cells) == [["标题"], ["a|b", "c"], ["d"], ["|"]])
    #expect(rows.map(\.place.line) == [1, 3, 5, 6])
  }

  @Test("a covered cell says what the cell says that covers it")
  func merged() {
    let row = FormCells.Row(place: .init(file: "f"), cells: ["甲", "", "乙"], origins: [0, 0, 2])
    #expect(row.text(at: 1) == "甲" && row.text(at: 2) == "乙" && row.text(at: 3) == "" && row.text(at: nil) == "")
    let odd = FormCells.Row(place: .init(file: "f"), cells: ["甲", ""], origins: [0])
    #expect(odd.origins == [0, 1] && odd.text(at: 1) == "" && !odd.isBlank)
  }
}
