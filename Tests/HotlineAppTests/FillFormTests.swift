import Foundation
import HotlineAppraisal
import HotlineDocument
import HotlineRenderDOCX
import HotlineText
import Testing

@testable import HotlineApp

/// Layouts of 项目支出绩效自评表 as provinces print them, in our own words: other orders of columns, merged cells, other labels.
@Suite("Filling in a form that somebody else made")
struct FillFormTests {
  private typealias Cell = ReportTable.Cell

  /// A made-up year, ingested once.
  private static let year = Result { () throws -> TestDesk in
    let desk = try TestDesk(shared: "fill")
    let logs = try SimulateLogs(year: 2019, folder: desk.folder + "/logs", seed: 7, scale: 0.01).run(in: desk.workspace)
    _ = try IngestFiles(logs).run(in: desk.workspace)
    return desk
  }

  /// A table of texts over a grid; a text that ends in `>n` covers n columns.
  private static func table(_ columns: Int, _ rows: [[String]]) -> Document.Block {
    .table(
      ReportTable(
        columns: (0..<columns).map { _ in .init("", width: 10) },
        rows: rows.map { row in
          ReportTable.Row(
            row.map { text in
              let parts = text.split(separator: ">", omittingEmptySubsequences: false)
              let span = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
              return Cell.text(String(parts[0])).spanning(columns: span)
            })
        }, showsHeader: false))
  }

  private func fill(_ blocks: [Document.Block], form: String, name: String) throws -> (FillForm.Outcome, [[String]]) {
    let desk = try Self.year.get()
    var document = Document(name: name, title: name, language: .zh, asOf: .init(0, text: ""))
    document.isPrintedForm = true
    document.sections = [Document.Section("s", name, blocks: blocks)]
    let path = "\(desk.folder)/\(name).docx"
    try DOCXDocument(document).bytes().write(to: URL(filePath: path))
    let definition = desk.workspace.data + "/indicators/\(form).yaml"
    let outcome = try FillForm(form: definition, template: path).run(in: desk.workspace)
    #expect(outcome.file == "\(desk.folder)/\(name)-filled.docx")
    #expect(!outcome.hasFormulas, "a Word file has no formulas to be worked out anew")
    return (outcome, try WordForm(contentsOf: outcome.file).rows.map { $0.map(\.text) })
  }

  @Test("Shanghai's blank form: the head beside its labels, printed rows by their names, blank rows in their blocks")
  func shanghai() throws {
    let (outcome, rows) = try fill(
      [
        Self.table(
          4,
          [
            ["项目绩效自我评价>4"], ["项目名称：", "社区服务热线管理", "预算单位：", ""], ["具体实施处（科室）：", "", "是否为经常性项目：", "□是 □否"],
            ["当年预算数（元）：", "", "上年预算金额（元）：", "2,266,180"],
            ["预算执行数（元）：", "1.00", "预算执行率（%）：", ""], ["自评时间：", ">3"], ["主要绩效：", ">3"],
          ]),
        Self.table(
          6,
          [
            ["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"], ["投入与管理(36分)", "资金使用的合规性", "已有解释", "6", "", ""],
            ["", "绩效目标合理性", "", "8", "", ""], ["产出目标(34分)", "", "", "", "", ""], ["", "", "", "", "", ""],
            ["合计", "", "", "100", "", ""],
          ]),
      ], form: "hotline-2019", name: "shanghai")
    #expect(rows[1][3] == "上海市社区服务中心" && rows[2][3] == "□是 ☑否")
    #expect(rows[3][1] == "2,730,460.00" && rows[4][3] == "99.61%")
    // What stood there stays, whether it agrees or not.
    #expect(rows[4][1] == "1.00" && rows[3][3] == "2,266,180" && rows[8][2] == "已有解释")
    #expect(rows[5] == ["自评时间：", "2020-03-12"])
    #expect(rows[8][4] == "6" && rows[9][1] == "绩效目标合理性" && !rows[9][2].isEmpty)
    #expect(rows[10][1] == "直通990节目宣传" && rows[10][3] == "8" && rows[11][1] == "12345承接工作1")
    let differing = outcome.filling.items.filter(\.differs).map(\.name)
    #expect(differing == ["预算执行数（元）", "资金使用的合规性 指标解释"])
    #expect(outcome.filling.missing.contains("绩效等级") && outcome.filling.missing.contains("热线服务3"))
  }

  private static let funds = [
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"], ["", "年度资金总额", "", "", "", "10", "", ""],
  ]

  @Test(
    "the national form: amounts in the form's own unit, blank rows by block and group, printed names in any order of columns",
    arguments: [0, 1, 2, 3])
  func national(layout: Int) throws {
    let yuan = [
      ["项目资金（元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分"], ["", "年度资金总额", "", "", "", "", "10", ""],
    ]
    let head = [["项目支出绩效自评表>8"], ["（2019年度）>8"], ["项目名称", "社区服务热线管理>7"], ["主管部门", "某局>3", "实施单位", ">3"]]
    let goal = [["年度总体目标", "预期目标>3", "实际完成情况>4"], ["", ">3", ">4"]]
    let tables: [Document.Block]
    switch layout {
    case 0:
      tables = [
        Self.table(8, head + Self.funds + goal),
        Self.table(
          8,
          [
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
            ["产出指标（50分）", "质量指标", "", "", "", "", "", ""], ["满意度指标（10分）", "服务对象满意度指标", "", "", "", "", "", ""],
            ["总分>5", "100", "", ""],
          ]),
      ]
    case 1:
      // Score before weight, another word for each, the cause before them.
      tables = [
        Self.table(8, head + yuan + goal),
        Self.table(
          7,
          [
            ["一级指标", "二级指标", "绩效指标", "目标值", "完成值", "自评得分", "权重"],
            ["产出指标", "质量指标", "热线接通率（人工）", "", "", "", ""], ["满意度指标", "", "来电满意率", "", "", "", "5"],
            ["合计", "", "", "", "", "", ""],
          ]),
      ]
    case 2:
      // All in one table, under one grid.
      tables = [
        Self.table(
          8,
          head + Self.funds + goal + [
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
            ["产出指标（50分）", "成本指标", "单次接通成本", "", "", "8", "", ""], ["总分>5", "", "", ""],
          ])
      ]
    default:
      // Two levels only, a remark, amounts in their own table.
      tables = [
        Self.table(8, head), Self.table(8, Self.funds), Self.table(8, goal),
        Self.table(
          6,
          [
            ["指标类别", "三级指标", "全年实际值", "分值", "得分", "备注"], ["产出指标", "平均等待时长", "", "3", "", ""],
            ["效益指标", "45岁以上坐席人数", "", "3", "", ""], ["合计", "", "", "100", "", ""],
          ]),
      ]
    }
    let (outcome, rows) = try fill(tables, form: "hotline-national-2019", name: "national-\(layout)")
    let total = try #require(rows.first { $0.count > 1 && $0[1] == "年度资金总额" })
    #expect(total.contains("9.96") && total.contains("99.61%"))
    #expect(total.contains(layout == 1 ? "2730460" : "273.046"), "\(total)")
    #expect(
      rows.contains { $0.first == "" && $0.count == 3 && $0[1].hasPrefix("上海社区服务热线管理项目") && $0[2].contains("预算执行率") })
    func row(_ name: String) throws -> [String] { try #require(rows.first { $0.contains(name) }) }
    switch layout {
    case 0:
      #expect(try row("热线接通率（人工）")[3] == "≥85%")
      #expect(try row("来电满意率")[5] == "5")
    case 1:
      #expect(try row("热线接通率（人工）")[3] == "≥85%" && row("热线接通率（人工）")[6] == "6")
      #expect(outcome.filling.items.contains { $0.name == "来电满意率 权重" && !$0.isFilled && !$0.differs })
    case 2: #expect(try row("单次接通成本")[3] == "≤18元" && row("单次接通成本")[4].hasSuffix("元"))
    default:
      #expect(try row("平均等待时长")[2].hasSuffix("秒"))
      #expect(try row("45岁以上坐席人数")[5].contains("改进措施：优化话务坐席人员年龄结构"))
    }
  }

  @Test("a file that is no Word form is told with its name")
  func refused() throws {
    let desk = try Self.year.get()
    let form = desk.workspace.data + "/indicators/hotline-2019.yaml"
    #expect(problem { _ = try FillForm(form: form, template: form).run(in: desk.workspace) }?.place?.file == form)
  }
}
