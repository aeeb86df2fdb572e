import DocumentSamples
import Foundation
import GoldenFiles
import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineRenderXLSX
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

    init(_ language: Language) throws {
      store = try ReportStore()
      self.language = language
      let months = (1...12).map { LocalMonth(year: 2019, month: $0) }
      // The data speak of the whole year: something stands after its end.
      let after = Handmade.month(LocalMonth(year: 2020, month: 1), calls: 1, lost: 0)
      try store.calls(months.flatMap { Handmade.month($0, calls: 50, lost: 10) } + after)
      let form = try FormDefinition(yaml: FormDocumentTests.yaml, file: "forms/small.yaml", catalog: store.catalog)
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
    #expect(book.sheets.count == 8)
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
}
