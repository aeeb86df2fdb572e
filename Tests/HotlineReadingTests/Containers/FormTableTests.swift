import FreshNames
import Foundation
import HotlineConfiguration
import Testing

@testable import HotlineReading

@Suite("Forms in Word files and workbooks")
struct FormTableTests {
  private func tables(_ bytes: [UInt8], named name: String) throws -> FormTables? {
    let path = FileManager.default.temporaryDirectory.appending(path: "form-\(freshName())-\(name)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    return try FormTables(contentsOf: path)
  }

  private func word(_ body: String, prologue: String = "") throws -> [FormTables.Row] {
    let xml =
      "<?xml version=\"1.0\"?>\(prologue)<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
      + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>\(body)</w:body></w:document>"
    let bytes = ZipWriter.archive([
      .init("[Content_Types].xml", "<Types/>"), .init("word/document.xml", xml),
    ])
    return try #require(try tables(bytes, named: "f.docx")).rows
  }

  private func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
  }

  private func row(_ cells: String...) -> String { "<w:tr>\(cells.joined())</w:tr>" }

  @Test("runs are read as one, paragraphs of a cell as lines; text that was deleted or moved away is not there")
  func runs() throws {
    let rows = try word(
      "<w:p><w:r><w:t>项目绩效</w:t></w:r><w:r><w:t>自我评价</w:t></w:r></w:p><w:tbl>"
        + "<w:tr><w:tc><w:p><w:r><w:t>接通率94.</w:t></w:r><w:r><w:rPr/><w:t>30%</w:t></w:r>"
        + "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
        + "<w:p><w:r><w:t>第二段</w:t><w:br/><w:t>换行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    #expect(rows.map(\.cells) == [["项目绩效自我评价"], ["接通率94.30%\n第二段\n换行"]])
    #expect(rows.map(\.place.line) == [1, 2])
  }

  @Test("a cell over two columns keeps the columns behind it in place; one that goes on from above is empty")
  func merged() throws {
    let rows = try word(
      "<w:tbl>" + row(cell("块", "<w:vMerge w:val=\"restart\"/>"), cell("名", "<w:gridSpan w:val=\"2\"/>"), cell("5"))
        + row(cell("不读", "<w:vMerge/>"), cell("甲"), cell("乙"), cell("6")) + "</w:tbl>")
    #expect(rows.map(\.cells) == [["块", "名", "", "5"], ["", "甲", "乙", "6"]])
    #expect(rows.map(\.origins) == [[0, 1, 1, 3], [0, 1, 2, 3]])
  }

  @Test("a small file with ever so many merged cells is refused")
  func cellLimit() throws {
    let wide = row(cell("宽", "<w:gridSpan w:val=\"512\"/>"))
    #expect(try word("<w:tbl>" + String(repeating: wide, count: 195) + "</w:tbl>").count == 195)
    #expect(throws: (any Error).self) { try word("<w:tbl>" + String(repeating: wide, count: 196) + "</w:tbl>") }
  }

  @Test("a table inside a cell gives rows of its own; of alternatives the first counts")
  func nested() throws {
    let rows = try word(
      "<w:tbl><w:tr><w:tc><w:tbl>" + row(cell("内1"), cell("内2"))
        + "</w:tbl><w:p><w:r><w:t>外</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        + "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Choice>"
        + "<mc:Fallback><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>")
    #expect(rows.map(\.cells) == [["内1", "内2"], ["外"], ["框"]])
  }

  @Test("a document type, endless nesting and other archives are refused with what to do")
  func hostile() throws {
    #expect(throws: (any Error).self) { try word("<w:p/>", prologue: "<!DOCTYPE x [<!ENTITY a \"b\">]>") }
    let deep = String(repeating: "<w:tbl><w:tr><w:tc>", count: 40)
    #expect(throws: (any Error).self) {
      try word(deep + String(repeating: "</w:tc></w:tr></w:tbl>", count: 40))
    }
    #expect {
      try tables(ZipWriter.archive([.init("a.txt", "x")]), named: "a.docx")
    } throws: { "\($0)".contains(".docx") }
    #expect {
      try tables([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], named: "a.doc")
    } throws: { "\($0)".contains("save it as .docx") }
  }

  @Test("text is left to the reader of text")
  func text() throws {
    #expect(try tables(Array("| 项目名称 | 甲 |".utf8), named: "f.md") == nil)
    #expect(try tables(Array("项目名称,甲".utf8), named: "f.csv") == nil)
    // JSON and XML are text too: whoever reads text says what is wrong with them.
    #expect(try tables(Array("{\"a\": [1, 2]}".utf8), named: "f.json") == nil)
    #expect(try tables(Array("<?xml version=\"1.0\"?><a/>".utf8), named: "f.xml") == nil)
    #expect(throws: (any Error).self) { try tables(Array("%PDF-1.4".utf8), named: "f.pdf") }
  }

  @Test(
    "a workbook's percentages are read as they are shown, its merged cells with their place, hidden sheets not at all")
  func workbook() throws {
    var writer = WorkbookWriter(
      sheets: [
        .init(
          name: "表",
          rows: WorkbookWriter.row(1, ["预算执行率（%）"])
            + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>0.99611</v></c><c r=\"B2\" s=\"2\"><v>0.99611</v></c>"
            + "<c r=\"C2\"><v>0.5</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells><sheetData>"
        ),
        .init(name: "藏", state: "hidden", rows: WorkbookWriter.row(1, ["不读"])),
      ])
    writer.formats = ["0.00%", "0%"]
    let rows = try #require(try tables(writer.bytes, named: "f.xlsx")).rows
    #expect(rows.map { Array($0.cells.prefix(3)) } == [["预算执行率（%）", "", ""], ["99.61%", "100%", "0.5"]])
    #expect(rows[0].origins.prefix(3) == [0, 0, 0] && rows[1].origins.prefix(3) == [0, 1, 2])
    #expect(rows.map(\.place.line) == [1, 2])
  }

  @Test("a workbook of few bytes whose rows have one cell far to the right each is too large for a form")
  func farCells() throws {
    func book(_ column: String, _ sheets: Int) -> [UInt8] {
      let rows = (1...40).map { "<row r=\"\($0)\"><c r=\"\(column)\($0)\"><v>1</v></c></row>" }.joined()
      return WorkbookWriter(sheets: (1...sheets).map { .init(name: "s\($0)", rows: rows) }).bytes
    }
    #expect(try tables(book("CV", 1), named: "f.xlsx")?.rows.count == 40)
    for bytes in [book("XFD", 1), book("CV", 30)] {
      var refusal: Diagnostic?
      do { _ = try tables(bytes, named: "f.xlsx") } catch let problem as Diagnostic { refusal = problem }
      #expect(refusal?.found.en == "the document is too large or too deeply nested for a form")
    }
  }

  @Test("rows that no sheet has are refused; a percentage has thirty decimals at most")
  func odd() throws {
    for line in ["9223372036854775807", "1048576"] {
      let rows = "<row r=\"\(line)\"><c><v>1</v></c></row><row><c><v>2</v></c></row>"
      #expect(throws: (any Error).self) { try tables(WorkbookWriter(rows).bytes, named: "f.xlsx") }
    }
    var writer = WorkbookWriter("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>0.5</v></c></row>")
    writer.formats = ["0." + String(repeating: "0", count: 100_000) + "%"]
    let rows = try #require(try tables(writer.bytes, named: "f.xlsx")).rows
    #expect(rows.map(\.cells) == [["50." + String(repeating: "0", count: 30) + "%"]])
  }
}
