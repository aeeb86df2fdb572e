import HotlineConfiguration
import Testing

@testable import HotlineAppraisal

/// Which value goes into which cell of a form that somebody else made.
@Suite("Cells of another form are filled")
struct FormFillingTests {
  private static let values = """
    | 项目名称 | 热线 | 预算单位 | 中心 |
    | 当年预算数（元） | 2,730,460.00 | 上年预算金额（元） | 2,266,185.5 |
    | 预算执行数（元） | 2,719,852.00 | 预算执行率（%） | 99.61% |
    | 是否为经常性项目 | 是 | 绩效等级 | 优秀 |
    | 主要绩效 | 接通率94% |
    | 一级指标 | 二级指标 | 指标名称 | 指标解释 | 年度指标值 | 实际完成值 | 权重 | 自评分 | 备注 |
    | --- |
    | 产出 | 数量 | 直播 | 场次 | ≥10 | 12 | 60 | 59.5 | 缺一场 |
    |  |  | 推送 | 期数 | ≥36 | 33 | 20 | 20 |  |
    |  | 质量 | 接通 | 比率 | ≥90% | 94% | 10.254 | 10 |  |
    | 效果 | 满意 | 满意率 | 评价 | ≥98% | 98% | 10 | 10 |  |
    | 合计 |  |  |  |  |  | 100 | 99.5 |  |
    """

  private func filling(
    _ rows: [[String]], values: String = values, boxes: [FormFilling.Place: [FormFilling.Box]] = [:]
  ) throws -> FormFilling {
    let form = try #require(try FilledForm.forms(in: values, file: "f.md").first)
    let rows = rows.enumerated().map { FormCells.Row(place: .init(file: "o", line: $0 + 1), cells: $1) }
    var cells: [FormFilling.Place: [FormFilling.Box]] = [:]
    for (row, line) in rows.enumerated() {
      for column in line.cells.indices { cells[.init(row: row, column: column)] = [] }
    }
    return FormFilling(form, into: rows, cells: cells.merging(boxes) { $1 })
  }

  /// What was put where: `row,column=value`.
  private func put(_ filling: FormFilling) -> [String] {
    filling.items.map { "\($0.place.row),\($0.place.column)=\($0.value)" }
  }

  @Test("a value goes beside its label; what stands there already is kept and told; the rest is missing")
  func head() throws {
    let filling = try filling([
      ["项目名称", "", "预算单位", "某中心"], ["绩效等级", "自评时间", ""], ["绩效等级", ""], ["绩效等级", ""], ["主要问题", ""], ["预算执行率"],
    ])
    #expect(put(filling) == ["0,1=热线", "0,3=中心", "2,1=优秀"])
    #expect(
      filling.items.map(\.isFilled) == [true, false, true] && filling.items.map(\.differs) == [false, true, false])
    #expect(
      filling.missing == [
        "是否为经常性项目", "当年预算数（元）", "上年预算金额（元）", "预算执行数（元）", "预算执行率（%）", "主要绩效", "直播", "推送", "接通", "满意率",
      ])
  }

  @Test("amounts are written in the other form's unit, with the decimals that it needs")
  func amounts() throws {
    let other = try filling([["预算数（万元）", "", "上年预算（万元）", ""], ["执行数（元）", "", "执行率", ""]])
    #expect(put(other) == ["0,1=273.046", "0,3=226.61855", "1,1=2,719,852.00", "1,3=99.61%"])
    let inTenThousands = Self.values.replacing("当年预算数（元） | 2,730,460.00", with: "当年预算数（万元） | 273.046123456")
    #expect(try put(filling([["预算数（元）", ""]], values: inTenThousands)) == ["0,1=2730461.23"])
    let exact = Self.values.replacing("2,266,185.5", with: "2,266,185.55")
    #expect(try put(filling([["上年预算（万元）", ""]], values: exact)) == ["0,1=226.618555"])
    let finer = Self.values.replacing("2,266,185.5", with: "2,266,185.557")
    #expect(try put(filling([["上年预算（万元）", ""]], values: finer)) == ["0,1=226.618556"])
  }

  @Test(
    "two values never go into one cell; one whose cell goes on of the one above, or whose column is not there, is told")
  func shared() throws {
    let form = try #require(try FilledForm.forms(in: Self.values, file: "f.md").first)
    let names = ["指标名称", "年度指标值", "实际完成值", "分值", "得分"]
    // Target and actual are one cell, and so are weight and score.
    let rows = [
      FormCells.Row(place: .init(file: "o", line: 1), cells: names),
      FormCells.Row(place: .init(file: "o", line: 2), cells: ["直播", "", "", "", ""], origins: [0, 1, 1, 3, 3]),
    ]
    var cells: [FormFilling.Place: [FormFilling.Box]] = [:]
    for (row, line) in rows.enumerated() { for column in line.origins { cells[.init(row: row, column: column)] = [] } }
    let filling = FormFilling(form, into: rows, cells: cells)
    #expect(put(filling) == ["1,1=≥10", "1,1=12", "1,3=60", "1,3=59.5"])
    #expect(filling.items.map(\.isFilled) == [true, false, true, false])
    #expect(
      filling.items.map(\.before) == ["", "≥10", "", "60"]
        && filling.items.map(\.differs) == [false, true, false, true])
    #expect(filling.missing.suffix(2) == ["指标解释", "备注"])
    // The cell beside the label belongs to the row above.
    cells = [.init(row: 0, column: 0): []]
    let head = FormFilling(form, into: [.init(place: .init(file: "o", line: 1), cells: ["预算单位", ""])], cells: cells)
    #expect(head.items.isEmpty && head.missing.contains("预算单位"))
  }

  @Test("two texts are the same but for blanks and the way of writing a number")
  func same() {
    #expect(
      FormFilling.isSame("1,000.00", "1000") && !FormFilling.isSame("1,000", "1,001") && FormFilling.isSame("0", "0.0"))
    #expect(FormFilling.isSame("社区 热线", "社区热线") && !FormFilling.isSame("社区", "热线") && !FormFilling.isSame("1", "甲"))
  }

  private let columns = ["一级指标", "二级指标", "指标名称", "指标解释", "年度指标值", "实际完成值", "分值", "得分", "备注"]

  @Test(
    "a row is filled by its name, the total by its own; a header printed again and rows behind the total change nothing"
  )
  func scores() throws {
    let filling = try filling([
      columns, ["产出（60分）", "", "直播", "", "", "", "", "", ""], ["第2页"], ["", "", "别的", "", "", "", "", "", ""],
      ["小计", "", "", "", "", "", "", "", ""], columns, ["效果", "", "接 通", "", "", "", "10.25", "", ""],
      ["总分", "", "", "", "", "", "", "", ""], ["指标名称", "权重", "得分"], ["推送", "", ""],
    ])
    #expect(
      put(filling) == [
        "1,3=场次", "1,4=≥10", "1,5=12", "1,6=60", "1,7=59.5", "1,8=缺一场", "6,3=比率", "6,4=≥90%", "6,5=94%", "6,6=10.25",
        "6,7=10", "7,6=100", "7,7=99.5",
      ])
    #expect(filling.missing.suffix(2) == ["推送", "满意率"])
  }

  @Test("a total has many names", arguments: ["合计", "总分", "总计"])
  func totals(name: String) throws {
    #expect(try put(filling([columns, ["", "", name, "", "", "", "", "", ""]])) == ["1,6=100", "1,7=99.5"])
  }

  @Test("a row without a name is the next of its block and group that stands nowhere in the form")
  func nameless() throws {
    func names(_ rows: [[String]]) throws -> [String] {
      let rows = rows.map { $0 + [String](repeating: "", count: 9 - $0.count) }
      return try filling([columns] + rows).items.filter { $0.name.hasSuffix("指标名称") }.map {
        "\($0.place.row)\($0.value)"
      }
    }
    #expect(try names([["产出（60分）"], [""], [""], [""]]) == ["1直播", "2推送", "3接通"])
    #expect(try names([["产出", "质量"], [""]]) == ["1接通"])
    #expect(try names([["产出", "数量"], [""], ["", "质量"], ["效果"]]) == ["1直播", "2推送", "3接通", "4满意率"])
    #expect(try names([["产出"], ["", "", "直播"], [""]]) == ["1推送", "3接通"])
    #expect(try names([["别的"]]) == [])
  }

  @Test("rows without a group may be filled under any")
  func noGroups() throws {
    let values = Self.values.replacing("| 数量 |", with: "|  |").replacing("| 质量 |", with: "|  |")
    let rows = [columns, ["产出", "质量", "", "", "", "", "", "", ""]]
    #expect(try filling(rows, values: values).items.first?.value == "直播")
  }

  @Test("the box whose words begin with the value is ticked; one ticked already is kept")
  func boxes() throws {
    func item(_ yes: Bool, _ no: Bool) throws -> FormFilling.Item {
      let boxes = [FormFilling.Box(label: "否", isTicked: no), FormFilling.Box(label: "是（经常）", isTicked: yes)]
      let place = FormFilling.Place(row: 0, column: 1)
      return try #require(try filling([["是否为经常性项目", "□否 □是"]], boxes: [place: boxes]).items.first)
    }
    #expect(try item(false, false).box == 1 && item(false, false).isFilled && !item(false, false).differs)
    #expect(try item(true, false).before == "是" && !item(true, false).differs)
    #expect(try item(false, true).before == "否" && item(false, true).differs)
    #expect(try item(true, true).before == "否，是（经常）")
  }

  @Test("the funds of a national form: amounts in its unit, the score of the execution rate, once")
  func funds() throws {
    let values = """
      | 项目名称 | 热线 |
      | 项目资金（元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
      | 年度资金总额 | 900000 | 899740 | 10 | 99.97% | 9.99 |
      | 年度总体目标 | 预期目标 | 实际完成情况 |
      |  | 全年运行 | 运行365天 |
      """
    let filling = try filling(
      [
        ["项目资金（万元）", "全年预算数", "全年执行数", "分值", "执行率", "得分"], ["其他资金", "", "", "", "", ""],
        ["年度资金总额", "", "", "", "", ""], ["年度资金总额", "", "", "", "", ""], ["", "预期目标", "实际完成情况"], ["", "", ""],
        ["", "", ""],
      ], values: values)
    #expect(
      put(filling) == ["2,1=90", "2,2=89.974", "2,4=99.97%", "2,3=10", "2,5=9.99", "5,1=全年运行", "5,2=运行365天"])
    #expect(filling.missing == ["项目名称"])
  }
}
