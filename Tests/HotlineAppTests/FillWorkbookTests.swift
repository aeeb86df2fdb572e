import Foundation
import HotlineAppraisal
import HotlineConfiguration
import HotlineOffice
import HotlineText
import Testing

@testable import HotlineApp

/// Python's openpyxl, which knows nothing of us.
private enum Openpyxl {
  static let python = "/usr/bin/python3"
  static let isThere = (try? run(python, ["-c", "import openpyxl"])) != nil

  static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: data, as: UTF8.self)
  }
}

/// Workbooks of 项目支出绩效自评表 that openpyxl makes, not we: five layouts, read back by openpyxl and opened in LibreOffice.
@Suite(
  "Filling in a workbook that somebody else made",
  .enabled(if: Openpyxl.isThere, "python3-openpyxl is not installed"))
struct FillWorkbookTests {
  /// A sheet as openpyxl is to make it: texts (a text that begins with `=` is a formula, one with `%` behind it a number shown in percent),
  /// merged ranges, and the cells that do not stand in the file at all.
  private struct Sheet: Codable {
    var name = "自评表"
    var rows: [[String]]
    var merges: [String] = []
    var absent: [String] = []
    var state = "visible"
    /// Cells that show percentages.
    var percent: [String] = []
  }

  private static let writing = """
    import json, sys, openpyxl
    from openpyxl.styles import Border, Side, Font, Alignment
    sheets = json.load(open(sys.argv[1]))
    book = openpyxl.Workbook()
    book.remove(book.active)
    thin = Side(style="thin")
    for spec in sheets:
        sheet = book.create_sheet(spec["name"])
        sheet.sheet_state = spec["state"]
        for r, row in enumerate(spec["rows"], 1):
            for c, text in enumerate(row, 1):
                cell = sheet.cell(r, c)
                if cell.coordinate in spec["absent"]: continue
                cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
                cell.font = Font(name="仿宋", size=11)
                cell.alignment = Alignment(wrap_text=True, vertical="center")
                if cell.coordinate in spec["percent"]: cell.number_format = "0.00%"
                if text: cell.value = float(text) if text.replace(".", "", 1).isdigit() else text
        for name in spec["absent"]:
            sheet._cells.pop((sheet[name].row, sheet[name].column), None)
        for ref in spec["merges"]: sheet.merge_cells(ref)
        sheet.row_dimensions[1].height = 30
        sheet.column_dimensions["B"].width = 22
    book.save(sys.argv[2])
    """

  private static let reading = """
    import json, sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    cells = {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    kind = "n" if isinstance(cell.value, (int, float)) else "s"
                    cells[sheet.title + "!" + cell.coordinate] = [kind, str(cell.value), cell.font.name or ""]
    print(json.dumps(cells, ensure_ascii=False))
    """

  /// A made-up year, ingested once.
  private static let year = Result { () throws -> TestDesk in
    let desk = try TestDesk(shared: "fill-workbook")
    let logs = try SimulateLogs(year: 2019, folder: desk.folder + "/logs", seed: 7, scale: 0.01).run(in: desk.workspace)
    _ = try IngestFiles(logs).run(in: desk.workspace)
    return desk
  }

  private struct Filled {
    let outcome: FillForm.Outcome
    /// Kind, text and font of every cell that says something.
    let cells: [String: [String]]
    let before: [ZipFile.Entry]
    let after: [ZipFile.Entry]

    func text(_ name: String) -> String? { cells[name]?[1] }
    /// The cells that were filled.
    var names: Set<String> { Set(outcome.filling.items.filter(\.isFilled).compactMap { outcome.names[$0.place] }) }
  }

  private func fill(_ sheets: [Sheet], form: String, name: String) throws -> Filled {
    let desk = try Self.year.get()
    let (spec, path) = ("\(desk.folder)/\(name).json", "\(desk.folder)/\(name).xlsx")
    try JSONEncoder().encode(sheets).write(to: URL(filePath: spec))
    _ = try Openpyxl.run(Openpyxl.python, ["-c", Self.writing, spec, path])
    let definition = desk.workspace.data + "/indicators/\(form).yaml"
    let outcome = try FillForm(form: definition, template: path).run(in: desk.workspace)
    #expect(outcome.file == "\(desk.folder)/\(name)-filled.xlsx")
    let json = try Openpyxl.run(Openpyxl.python, ["-c", Self.reading, outcome.file])
    let cells = try JSONDecoder().decode([String: [String]].self, from: Data(json.utf8))
    let filled = Filled(
      outcome: outcome, cells: cells, before: try ZipParts.all(of: path), after: try ZipParts.all(of: outcome.file))
    try expectNothingElse(filled)
    return filled
  }

  /// The other parts are the same bytes, and so is each sheet without the cells that were filled.
  private func expectNothingElse(_ filled: Filled) throws {
    #expect(filled.before.map(\.name) == filled.after.map(\.name))
    let references = Set(filled.names.compactMap { $0.split(separator: "!").last.map(String.init) })
    func without(_ bytes: [UInt8]) -> String {
      String(decoding: bytes, as: UTF8.self).replacing(/<c r="([A-Z]+[0-9]+)"[^>]*?(\/>|>.*?<\/c>)/) { match in
        references.contains(String(match.1)) ? "" : String(match.0)
      }
    }
    for (before, after) in zip(filled.before, filled.after) {
      if before.name.hasPrefix("xl/worksheets/sheet") {
        #expect(without(before.bytes) == without(after.bytes), "\(before.name)")
      } else {
        #expect(before.bytes == after.bytes, "\(before.name)")
      }
    }
  }

  @Test("Shanghai's blank form: beside its labels, boxes ticked, what stood there kept and listed")
  func shanghai() throws {
    let filled = try fill(
      [
        Sheet(
          rows: [
            ["项目绩效自我评价", "", "", "", "", ""], ["项目名称：", "社区服务热线管理", "预算单位：", "", "", ""],
            ["具体实施处（科室）：", "", "是否为经常性项目：", "□是 □否", "", ""], ["当年预算数（元）：", "", "上年预算金额（元）：", "2266180", "", ""],
            ["预算执行数（元）：", "1.00", "预算执行率（%）：", "", "", ""], ["自评时间：", "", "", "", "", ""],
            ["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"], ["投入与管理(36分)", "资金使用的合规性", "已有解释", "6", "", ""],
            ["", "绩效目标合理性", "", "8", "", ""], ["产出目标(34分)", "", "", "", "", ""],
            ["合计", "", "", "100", "=SUM(E8:E10)", ""],
          ], merges: ["A1:F1", "A8:A9", "B6:F6"])
      ], form: "hotline-2019", name: "shanghai")
    #expect(filled.text("自评表!D2") == "上海市社区服务中心" && filled.text("自评表!D3") == "□是 ☑否")
    // Numbers are numbers, so that sums count them.
    #expect(filled.cells["自评表!B4"]?.prefix(2) == ["n", "2730460"] && filled.cells["自评表!E8"]?.prefix(2) == ["n", "6"])
    #expect(filled.text("自评表!B5") == "1" && filled.text("自评表!D4") == "2266180" && filled.text("自评表!C8") == "已有解释")
    #expect(filled.text("自评表!B6") == "2020-03-12" && filled.text("自评表!B10") == "直通990节目宣传")
    #expect(filled.text("自评表!E11") == "=SUM(E8:E10)" && filled.outcome.hasFormulas, "a formula is not ours")
    #expect(filled.cells["自评表!D2"]?[2] == "仿宋", "the look of the cell stays")
    #expect(filled.outcome.filling.items.filter(\.differs).map(\.name).contains("预算执行数（元）"))
    #expect(filled.outcome.filling.missing.contains("绩效等级"))
  }

  private static let head = [
    ["项目支出绩效自评表", "", "", "", "", "", "", ""], ["（2019年度）", "", "", "", "", "", "", ""],
    ["项目名称", "社区服务热线管理", "", "", "", "", "", ""], ["主管部门", "某局", "", "", "实施单位", "", "", ""],
  ]
  private static let goal = [["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""], ["", "", "", "", "", "", "", ""]]
  private static let headMerges = ["A1:H1", "A2:H2", "B3:H3", "B4:D4", "F4:H4"]

  @Test("the national form in one sheet: amounts in 万元, blank rows by block, percentages in cells that show them")
  func national() throws {
    let filled = try fill(
      [
        Sheet(
          rows: Self.head + [
            ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["", "年度资金总额", "", "", "", "10", "", ""],
          ] + Self.goal + [
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
            ["产出指标（50分）", "质量指标", "", "", "", "", "", ""], ["满意度指标（10分）", "服务对象满意度指标", "", "", "", "", "", ""],
            ["总分", "", "", "", "", "100", "", ""],
          ], merges: headMerges(goalRow: 7) + ["A5:A6", "A12:E12"], percent: ["G6"])
      ], form: "hotline-national-2019", name: "national")
    #expect(filled.cells["自评表!D6"]?.prefix(2) == ["n", "273.046"])
    #expect(filled.cells["自评表!G6"]?[0] == "n" && filled.text("自评表!G6")?.hasPrefix("0.9961") == true)
    #expect(filled.text("自评表!B8")?.hasPrefix("上海社区服务热线管理项目") == true)
    #expect(filled.text("自评表!D10") == "≥85%" && filled.text("自评表!F11") == "5")
    let total = filled.text("自评表!G12").flatMap(Double.init)
    #expect(total.map { 50 < $0 && $0 <= 100 } == true, "the total of the scores stands in the row 总分 too")
  }

  private func headMerges(goalRow: Int) -> [String] {
    Self.headMerges + [
      "A\(goalRow):A\(goalRow + 1)", "B\(goalRow):D\(goalRow)", "E\(goalRow):H\(goalRow)",
      "B\(goalRow + 1):D\(goalRow + 1)", "E\(goalRow + 1):H\(goalRow + 1)",
    ]
  }

  @Test("another order of columns, other words, over two sheets; a hidden one is left alone")
  func twoSheets() throws {
    let filled = try fill(
      [
        Sheet(name: "基本情况", rows: Self.head + Self.goal, merges: headMerges(goalRow: 5)),
        Sheet(
          name: "指标",
          rows: [
            ["一级指标", "二级指标", "绩效指标", "目标值", "完成值", "自评得分", "权重"],
            ["产出指标", "质量指标", "热线接通率（人工）", "", "", "", ""], ["满意度指标", "", "来电满意率", "", "", "", "5"],
            ["合计", "", "", "", "", "", ""],
          ]),
        Sheet(name: "备用", rows: [["实施单位", ""], ["一级指标", "三级指标"]], state: "hidden"),
      ], form: "hotline-national-2019", name: "two-sheets")
    #expect(
      filled.text("基本情况!F4") == "上海市社区服务中心" && filled.text("指标!D2") == "≥85%"
        && filled.cells["指标!G2"]?.prefix(2) == ["n", "6"])
    #expect(filled.text("备用!B1") == nil)
    #expect(filled.outcome.filling.items.contains { $0.name == "来电满意率 权重" && !$0.isFilled && !$0.differs })
  }

  @Test("cells and rows that do not stand in the file are put in at their place")
  func absentCells() throws {
    let filled = try fill(
      [
        Sheet(
          rows: [
            ["指标类别", "三级指标", "全年实际值", "分值", "得分", "备注"], ["产出指标", "平均等待时长", "", "3", "", ""],
            ["效益指标", "45岁以上坐席人数", "", "3", "", ""], ["合计", "", "", "100", "", ""],
          ], absent: ["C2", "E2", "F2", "C3"])
      ], form: "hotline-national-2019", name: "absent")
    #expect(filled.text("自评表!C2")?.hasSuffix("秒") == true && filled.cells["自评表!E2"]?[0] == "n")
    #expect(filled.text("自评表!F3")?.contains("改进措施：优化话务坐席人员年龄结构") == true)
  }

  @Test(
    "a label at the end of a row with its value in merged cells, and a note with signs of markup, opened in LibreOffice"
  )
  func office() throws {
    let filled = try fill(
      [
        Sheet(
          rows: [
            ["填表说明：<请按实际填写> & \"核对\"", "", "", ""], ["项目名称", "", "", ""], ["预算单位", "", "自评时间", ""],
            ["一级指标", "指标名称", "权重", "自评分"], ["投入与管理", "资金使用的合规性", "", ""], ["合计", "", "", ""],
          ], merges: ["A1:D1", "B2:D2"])
      ], form: "hotline-2019", name: "office")
    #expect(
      filled.text("自评表!B2") == "社区服务热线管理" && filled.text("自评表!D3") == "2020-03-12" && filled.text("自评表!D5") == "6")
    #expect(filled.text("自评表!A1") == "填表说明：<请按实际填写> & \"核对\"")
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice") else { return }
    let folder = try Self.year.get().folder
    _ = try Openpyxl.run(
      "/usr/bin/soffice",
      [
        "-env:UserInstallation=file://\(folder)/office", "--headless", "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", "\(folder)/opened", filled.outcome.file,
      ])
    let text = try String(contentsOfFile: "\(folder)/opened/office-filled.csv", encoding: .utf8)
    #expect(text.contains("项目名称,社区服务热线管理") && text.contains("资金使用的合规性,6,6"), "\(text)")
  }

  @Test("a workbook without a form is filled nowhere; a damaged one is told with its name")
  func refused() throws {
    let desk = try Self.year.get()
    let filled = try fill([Sheet(rows: [["姓名", "电话"], ["甲", ""]])], form: "hotline-2019", name: "other")
    #expect(filled.outcome.filling.items.isEmpty && !filled.outcome.filling.missing.isEmpty)
    // One with macros stays one: under another ending Excel would not open it.
    try FileManager.default.copyItem(atPath: "\(desk.folder)/other.xlsx", toPath: "\(desk.folder)/macros.XLSM")
    let macros = try FillForm(
      form: desk.workspace.data + "/indicators/hotline-2019.yaml", template: "\(desk.folder)/macros.XLSM"
    ).run(in: desk.workspace)
    #expect(macros.file == "\(desk.folder)/macros-filled.xlsm")
    let path = try desk.write("PK nothing", to: "broken.xlsx")
    let form = desk.workspace.data + "/indicators/hotline-2019.yaml"
    #expect(problem { _ = try FillForm(form: form, template: path).run(in: desk.workspace) }?.place?.file == path)
  }
}
