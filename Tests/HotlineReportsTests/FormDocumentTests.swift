import FreshNames
import DocumentSamples
import Foundation
import GoldenFiles
import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineRenderXLSX
import HotlineReading
import HotlineRenderDOCX
import HotlineReports
import HotlineText
import Testing

/// A small form: one row from data, one judged, one open, under names that try to break out.
@Suite("The form as a document")
struct FormDocumentTests {
  private let files = GoldenFiles(in: URL(filePath: #filePath).deletingLastPathComponent())

  private static let yaml = """
    form: {zh: 项目绩效自我评价, en: Project performance self-evaluation}
    year: 2019
    header:
      project: {zh: "=热线|<项目>", en: "=Hotline|<project>"}
      budget_unit: {zh: 中心, en: Centre}
      department: {zh: 热线部, en: Hotline department}
      recurrent: true
      goal: {zh: 全年无休, en: Open all year}
      assessed_on: 2020-03-12
    rounding: 1
    sections:
      - name: {zh: 投入与管理, en: Input}
        weight: 40
        indicators:
          - id: rules
            name: {zh: "+制度 *健全*", en: "+rules *sound*"}
            explanation: {zh: "@是否健全", en: "@sound or not"}
            weight: 30
            rule: graded
            judgement:
              level: achieved
              points: 27
              reason: {zh: 制度需要完善, en: The rules need to be completed}
              attested: {by: A, on: 2020-03-12, document: D}
          - id: open
            name: {zh: 待评的一项, en: An open row}
            weight: 10
            rule: graded
      - name: {zh: 产出目标, en: Output}
        weight: 60
        indicators:
          - id: connection
            name: {zh: 热线服务, en: Hotline service}
            weight: 60
            rule: proportional
            components:
              - metric: connection_rate
                where: {line: "962200"}
                at_least: 90%
    """

  private struct Made {
    let store: ReportStore
    let draft: AppraisalDraft
    let language: Language

    init(_ language: Language, yaml: String = FormDocumentTests.yaml) throws {
      store = try ReportStore()
      self.language = language
      let months = (1...12).map { LocalMonth(year: 2019, month: $0) }
      // The data speak of the whole year: something stands after its end.
      let after = Handmade.month(LocalMonth(year: 2020, month: 1), calls: 1, lost: 0)
      try store.calls(months.flatMap { Handmade.month($0, calls: 50, lost: 10) } + after)
      let form = try FormDefinition(yaml: yaml, file: "forms/small.yaml", catalog: store.catalog)
      draft = try Appraiser(engine: store.engine).draft(form)
    }

    var document: Document { FormDocument(draft, language: language).document() }

    func withEvidence() throws -> Document {
      let evidence = try FormEvidence(draft, engine: store.engine, language: language).section()
      return FormDocument(draft, language: language).document(evidence: evidence)
    }
  }

  @Test("text, page and sheets are the golden ones", arguments: Language.allCases)
  func golden(language: Language) throws {
    let document = try Made(language).withEvidence()
    let name = "form-\(language.rawValue)"
    #expect(try files.difference(of: MarkdownDocument(document).text, from: name + ".md") == nil)
    #expect(try files.difference(ofPage: HTMLDocument(document).text, from: name + ".html") == nil)
    #expect(
      try files.difference(of: WorkbookReading(XLSXDocument(document).bytes()).listing, from: name + ".xlsx.txt") == nil
    )
  }

  @Test("the sheet that is handed in has its words, widths and heights in both layouts", arguments: [false, true])
  func sheets(isNational: Bool) throws {
    let sheet = try FormDocument(Made(.zh, yaml: isNational ? Self.national : Self.yaml).draft, language: .zh).sheet()
    let marks = try PartMarks.of(DOCXDocument(sheet).bytes()) + PartMarks.of(XLSXDocument(sheet).bytes())
    let name = isNational ? "sheet-national-zh.txt" : "sheet-shanghai-zh.txt"
    #expect(try files.difference(of: MarkdownDocument(sheet).text + "\n" + marks, from: name) == nil)
  }

  @Test("with its evidence, every link leads somewhere; without, none is drawn", arguments: Language.allCases)
  func links(language: Language) throws {
    let made = try Made(language)
    #expect(try made.withEvidence().unresolvedLinks.isEmpty)
    #expect(!MarkdownDocument(made.document).text.contains("](#evidence"))
  }

  @Test("an evaluator can go on in the workbook: sums, grade and links to the evidence are live")
  func formulas() throws {
    let book = try WorkbookReading(XLSXDocument(Made(.en).withEvidence()).bytes())
    let sheet = book.cells.filter { $0.sheet == "The form" }
    let scores = sheet.filter { book.links["The form"]?[$0.name] != nil }
    let rows = scores.compactMap { Int($0.name.dropFirst()) }
    let range = "E\(rows.first ?? 0):E\(rows.last ?? 0)"
    #expect(scores.map(\.value) == ["27", "open 0–10", "53"])
    #expect(
      sheet.contains { $0.formula == "IF(COUNT(\(range))<3,\"80–90\",SUM(\(range)))" && $0.value == "80–90" })
    let grade = try #require(sheet.first { $0.formula?.hasPrefix("IF(COUNT(\(range))<3,") == true })
    #expect(grade.formula?.contains("\"excellent\"") == true)
    #expect(grade.formula?.contains("<3,\"excellent/good\",") == true && grade.value == "excellent/good")
    let targets = scores.compactMap { book.links["The form"]?[$0.name] }
    #expect(targets == ["'01 +rules sound'!A1", "'02 An open row'!A1", "'03 Hotline service'!A1"])
    #expect(book.sheets.count == 9)
  }

  @Test("the form that goes out can be read back by the audit, score by score")
  func readBack() throws {
    let text = MarkdownDocument(try Made(.zh).withEvidence()).text
    let form = try #require(FilledForm.forms(in: text, file: "small.md").first)
    #expect(form.rows.map(\.name) == ["+制度 *健全*", "待评的一项", "热线服务"])
    #expect(form.rows.map(\.weight) == [30, 10, 60])
    #expect(form.rows.map(\.score) == [27, nil, 53])
    #expect(form.sections.map(\.name) == ["投入与管理", "产出目标"])
  }

  // MARK: The sheet that is handed in

  /// The form's Word file, read back by python-docx and by the audit.
  private func handedIn(_ yaml: String) throws -> (content: WordReading.Content, form: FilledForm, main: String) {
    let bytes = try DOCXDocument(FormDocument(Made(.zh, yaml: yaml).draft, language: .zh).sheet()).bytes()
    let word = try WordReading(bytes)
    defer { word.close() }
    let path = FileManager.default.temporaryDirectory.appending(path: "form-\(freshName()).docx").path
    try bytes.write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rows = try #require(try FormTables(contentsOf: path)).rows.map {
      FormCells.Row(place: $0.place, cells: $0.cells, origins: $0.origins)
    }
    let form = try #require(try FilledForm.forms(in: FormCells(rows: rows), file: path).first)
    return (try word.content(), form, try word.text("word/document.xml"))
  }

  @Test(
    "Shanghai's form in Word: two tables and three notes, rows, weights, scores; short remarks, no links",
    .enabled(if: WordReading.hasPythonDocx))
  func shanghaiSheet() throws {
    let (content, form, main) = try handedIn(Self.yaml)
    #expect(content.tables.count == 2)
    let scores = content.tables[1]
    #expect(scores[0] == ["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"])
    #expect(scores[1] == ["投入与管理\n(40分)", "+制度 *健全*", "@是否健全", "30", "27", "扣3分：制度需要完善"])
    #expect(scores[2] == ["投入与管理\n(40分)", "待评的一项", "", "10", "待评", ""])
    #expect(scores[3] == ["产出目标\n(60分)", "热线服务", "", "60", "53", "扣7分：热线接通率（人工）为80.00%，未达到目标（≥90.00%）"])
    #expect(scores[4] == ["合计", "合计", "合计", "100", "待评", ""])
    #expect(content.tables[0].first { $0[0] == "绩效等级：" }?[1] == "待评")
    #expect(content.paragraphs.filter { !$0[1].isEmpty }.map { $0[1].prefix(4) } == ["说明：1", "2、绩效", "3、产出"])
    #expect(!main.contains("w:hyperlink") && !main.contains("SELECT") && !main.contains("数据截至"))
    #expect(form.rows.map(\.weight) == [30, 10, 60] && form.rows.map(\.score) == [27, nil, 53])
    #expect(form.sections.map(\.name) == ["投入与管理", "产出目标"] && form.sections.map(\.weight) == [40, 60])
  }

  /// The same rows in the national layout: taken over, not written again.
  private static let national = yaml.replacing("year: 2019", with: "layout: national-2020\nyear: 2019").replacing(
    "    weight: 60\n    indicators:", with: "    weight: 60\n    groups: [数量指标, 质量指标]\n    indicators:"
  ).replacing(
    "        name: {zh: 热线服务, en: Hotline service}",
    with: "        name: {zh: 热线服务, en: Hotline service}\n        group: 质量指标")

  @Test(
    "the national form in Word: funds, goal beside what was done, three levels, target and actual with sign and unit",
    .enabled(if: WordReading.hasPythonDocx))
  func nationalSheet() throws {
    let (content, form, _) = try handedIn(Self.national)
    #expect(content.tables.count == 2)
    let head = content.tables[0]
    #expect(head[1][0] == "（2019年度）" && head[2].prefix(2) == ["项目名称", "=热线|<项目>"])
    #expect(head[4] == ["项目资金\n（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"])
    #expect(head[5] == ["项目资金\n（万元）", "年度资金总额", "–", "–", "–", "", "–", ""])
    #expect(head[6..<9].map { $0[1] } == ["其中：本年财政拨款", "上年结转资金", "其他资金"])
    #expect(head[9].map { $0.prefix(4) } == ["年度总体", "预期目标", "预期目标", "实际完成", "实际完成", "实际完成", "实际完成", "实际完成"])
    #expect(head[10][1] == "全年无休" && head[10][3].contains("80.00%（480/600）"))
    let rows = content.tables[1]
    try #require(rows.count == 7)
    #expect(
      rows[0] == ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"])
    #expect(rows[1] == ["投入与管理\n（40分）", "", "+制度 *健全*", "", "达成预期指标", "30", "27", "制度需要完善"])
    // A group without a row stays blank.
    #expect(rows[3] == ["产出目标\n（60分）", "数量指标", "", "", "", "", "", ""])
    #expect(rows[4] == ["产出目标\n（60分）", "质量指标", "热线服务", "≥90%", "80.00%", "60", "53", ""])
    #expect(rows[5] == ["总分", "总分", "总分", "总分", "总分", "100", "待评", ""])
    #expect(rows[6].prefix(6) == ["填报人：", "", "联系电话：", "", "填报日期：", "2020-03-12"])
    #expect(form.rows.map(\.weight) == [30, 10, 60] && form.rows.map(\.score) == [27, nil, 53])
    #expect(form.text(.goal) == "全年无休" && form.text(.assessedOn) == "2020-03-12")
  }

  @Test("what the sheet has no room for is a second document, whose links lead somewhere", arguments: Language.allCases)
  func explanation(language: Language) throws {
    let made = try Made(language)
    let evidence = try FormEvidence(made.draft, engine: made.store.engine, language: language).section()
    let document = FormDocument(made.draft, language: language).explanation(evidence: evidence)
    #expect(document.unresolvedLinks.isEmpty && document.name == "appraisal-small-evidence")
    #expect(document.sections.map(\.anchor) == ["sums", "targets", "reasons", "findings", "evidence-by-indicator"])
  }
}
