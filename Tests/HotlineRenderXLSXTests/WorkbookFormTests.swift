import FreshNames
import Foundation
import HotlineOffice
import Testing

@testable import HotlineRenderXLSX

/// Workbooks as several programs write them, made by hand: what is read in each cell, and where what is filled in stands.
@Suite("A workbook that somebody else made")
struct WorkbookFormTests {
  private static let main = """
    <?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="表&amp;1" sheetId="1" r:id="r1"/>\
    <sheet name="hidden" state="hidden" r:id="r2"/><sheet name="chart" r:id="r3"/><sheet name="二" state="visible" ns0:id="r4"/>\
    <sheet name="nowhere" r:id="r9"/></sheets></workbook>
    """
  private static let relations = """
    <Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="worksheets/sheet2.xml"/>\
    <Relationship Id="r3" Target="chartsheets/sheet1.xml"/><Relationship Id="r4" Target="/xl/worksheets/sheet3.xml"/></Relationships>
    """
  private static let strings = """
    <sst><si><t>项目名称：</t></si><si><r><t>自评</t></r><r><rPr/><t xml:space="preserve">分 &lt;1</t></r><rPh sb="0" eb="2"><t>zi ping</t></rPh></si>\
    <si/><si><rPh/><t>□是　□否 ■</t></si></sst>
    """
  private static let styles = """
    <styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="0.00"/></numFmts>\
    <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="164"/>\
    <xf numFmtId="165"/><xf/></cellXfs><cellStyles><xf numFmtId="9"/></cellStyles></styleSheet>
    """
  private static let sheet = """
    <worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="4" t="s"><v>1</v></c></row>\
    <row r="2" s="1" customFormat="1"><c r="A2" s="1"><v>0.9961</v></c><c s="2"><v>0.5</v></c><c r="C2" s="3"><v>0.123456789</v></c><c r="D2" s="4"><v>0.5</v></c><c r="E2" s="5"><v>7</v></c></row>\
    <row r="3"><c r="A3" t="inlineStr"><is><t>行</t><rPh sb="0" eb="1"><t>hang</t></rPh><t>内</t></is></c><c r="B3"><f>SUM(A1:A2)</f><v>12</v></c><c r="C3"><f>A1</f></c><c r="D3" t="str"><v>文</v></c><c r="E3" t="s"><v>3</v></c></row>\
    <row r="5" s="2" customFormat="true"/><row r="7" s="3"><c r="A7" s="4"/><c r="D7"/></row></sheetData>\
    <mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="D2:D3"/><mergeCell ref="B7:C8"/><mergeCell ref="A8:A9"/><mergeCell ref="bad"/></mergeCells></worksheet>
    """
  private static let other =
    "<x:worksheet><x:sheetData><x:row r=\"2\"><x:c r=\"AA2\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"

  private static func parts(_ sheet: String = sheet) -> [ZipFile.Entry] {
    [
      ("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", main), ("xl/_rels/workbook.xml.rels", relations),
      ("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles), ("xl/worksheets/sheet1.xml", sheet),
      ("xl/worksheets/sheet2.xml", sheet), ("xl/worksheets/sheet3.xml", other), ("xl/chartsheets/sheet1.xml", "<x/>"),
    ].map { ZipFile.Entry(name: $0.0, bytes: Array($0.1.utf8)) }
  }

  @Test("a workbook of few bytes whose cells lie far apart, or merge over each other, is no form")
  func farApart() throws {
    func grid(_ rows: String, _ merges: String = "") throws -> Int {
      let sheet = "<worksheet><sheetData>\(rows)</sheetData><mergeCells>\(merges)</mergeCells></worksheet>"
      return try WorkbookForm(Self.parts(sheet)).grid.reduce(0) { $0 + $1.count }
    }
    let near = "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>表</v></c></row>"
    func far(_ text: String) -> String { near + "<row r=\"5000\"><c r=\"IV5000\" s=\"1\">\(text)</c></row>" }
    // Right of the last text is a place as well.
    let other = 2 * 28
    #expect(try grid(near) == 2 * 3 + other)
    // A look far away is nobody's cell.
    #expect(try grid(far("")) == 2 * 3 + other)
    #expect(throws: OfficeError.self) { try grid(far("<v>1</v>")) }
    let merges = String(repeating: "<mergeCell ref=\"A1:A5000\"/>", count: 10_000)
    #expect(throws: OfficeError.self) { try grid(far(""), merges) }
  }

  @Test("cells are read with their names, places and texts: shared, inline, percentages, formulas, cells that go on")
  func read() throws {
    let form = try WorkbookForm(Self.parts())
    func texts(_ row: Int) -> [String] { form.grid[row].map(\.text) }
    #expect(form.grid.count == 8 + 2 && form.hasFormulas && WorkbookForm.isOne(Self.parts()))
    #expect(texts(0) == ["项目名称：", "自评分 <1", "", "", ""] && form.grid[0].map(\.columns) == [2, 1, 1, 1, 1])
    #expect(texts(1) == ["99.61%", "50%", "12.345679%", "0.5", "7", ""])
    #expect(texts(2) == ["行内", "12", "（公式）", "", "□是　□否 ■", ""], "D3 goes on of D2")
    #expect(form.grid[2].map(\.isContinued) == [false, false, false, true, false, false])
    #expect(
      form.grid[2][4].boxes.map(\.label) == ["是", "否", ""]
        && form.grid[2][4].boxes.map(\.isTicked) == [false, false, true])
    #expect(
      form.grid[6].map(\.columns) == [1, 2, 1, 1, 1]
        && form.grid[7].map(\.isContinued) == [false, true, false, false, false])
    #expect(form.grid[3].map(\.name) == ["表&1!A4", "表&1!B4", "表&1!C4", "表&1!D4", "表&1!E4", "表&1!F4"])
    #expect(form.grid[9].count == 28 && form.grid[9][26].name == "二!AA2" && form.grid[9][26].text == "1")
    // Without a formula nothing has to be worked out anew.
    let plain = Self.sheet.replacing(/<f>[^<]*<\/f>/, with: "")
    #expect(try !WorkbookForm(Self.parts(plain)).hasFormulas)
  }

  @Test("what is filled in stands in its cell with its look, in order; rows and cells that were not there are made")
  func fill() throws {
    let form = try WorkbookForm(Self.parts())
    let texts = [
      (0, 2, "热线 <&>\n二\u{7}"), (1, 0, "99.5%"), (1, 3, "2,730,460.00"), (3, 1, "-1.5"), (3, 0, "007"), (4, 1, "85%"),
      (4, 0, "0.5"),
      (6, 0, "0"), (6, 1, "12,34"), (7, 2, "x"), (8, 1, "1234567890123456"), (9, 1, "3"),
    ]
    let bytes = try form.filled(texts.map { (row: $0.0, cell: $0.1, text: $0.2) }, ticks: [(2, 4, 1)])
    let path = FileManager.default.temporaryDirectory.appending(path: "form-\(freshName()).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try bytes.write(to: URL(filePath: path))
    let parts = try ZipParts.all(of: path)
    #expect(parts.map(\.name) == Self.parts().map(\.name) && parts.count == 9)
    for (before, after) in zip(Self.parts(), parts)
    where !["xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"].contains(before.name) {
      #expect(before.bytes == after.bytes, "\(before.name)")
    }
    let first = String(decoding: parts[5].bytes, as: UTF8.self)
    func text(_ reference: String, _ text: String, _ style: String = "") -> String {
      "<c r=\"\(reference)\"\(style) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
    }
    #expect(
      first
        == Self.sheet.replacing(
          "</c></row><row r=\"2\"", with: "</c>\(text("D1", "热线 &lt;&amp;&gt;\n二"))</row><row r=\"2\""
        )
        .replacing("<c r=\"A2\" s=\"1\"><v>0.9961</v></c>", with: "<c r=\"A2\" s=\"1\"><v>0.995</v></c>")
        .replacing("<c r=\"D2\" s=\"4\"><v>0.5</v></c>", with: "<c r=\"D2\" s=\"4\"><v>2730460</v></c>")
        .replacing("<c r=\"E3\" t=\"s\"><v>3</v></c>", with: text("E3", "□是　☑否 ■"))
        .replacing(
          "<row r=\"5\" s=\"2\" customFormat=\"true\"/>",
          with:
            "<row r=\"4\">\(text("A4", "007"))<c r=\"B4\"><v>-1.5</v></c></row><row r=\"5\" s=\"2\" customFormat=\"true\">"
            + text("A5", "0.5", " s=\"2\"") + "<c r=\"B5\" s=\"2\"><v>0.85</v></c></row>"
        )
        .replacing("<c r=\"A7\" s=\"4\"/>", with: "<c r=\"A7\" s=\"4\"><v>0</v></c>\(text("B7", "12,34"))")
        .replacing("</row></sheetData>", with: "</row><row r=\"8\">\(text("D8", "x"))</row></sheetData>"), "\(first)")
    let second = String(decoding: parts[7].bytes, as: UTF8.self)
    #expect(
      second
        == Self.other.replacing(
          "<x:row r=\"2\"><x:c",
          with:
            "<x:row r=\"1\"><x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">1234567890123456</x:t></x:is></x:c></x:row>"
            + "<x:row r=\"2\"><x:c r=\"B2\"><x:v>3</x:v></x:c><x:c"), "\(second)")
    let again = try WorkbookForm(parts)
    #expect(again.grid[2][4].boxes.map(\.isTicked) == [false, true, true] && again.grid[4][1].text == "85%")
  }

  @Test("names of cells are read and written: letters count from A to XFD")
  func references() {
    for (name, row, column) in [
      ("A1", 1, 0), ("Z9", 9, 25), ("AA10", 10, 26), ("AZ1", 1, 51), ("BA1", 1, 52), ("ZZ1", 1, 701), ("AAA1", 1, 702),
      ("XFD1048576", 1_048_576, 16_383),
    ] {
      #expect(CellReference(name) == CellReference(row: row, column: column), "\(name)")
      #expect(CellReference(row: row, column: column).name == name)
    }
    #expect(CellReference("b7") == CellReference(row: 7, column: 1))
    for name in ["", "7", "B", "B0", "B1048577", "ABCD1", "B7x", "é1", "B-1"] {
      #expect(CellReference(name) == nil, "\(name)")
    }
  }

  @Test("a sheet that is named twice, or two hundred and one of them, are refused")
  func sheetsNamed() throws {
    func form(_ targets: [String]) throws -> WorkbookForm {
      let sheets = targets.indices.map { "<sheet name=\"s\($0)\" sheetId=\"\($0 + 1)\" r:id=\"r\($0)\"/>" }.joined()
      let relations = targets.enumerated().map { "<Relationship Id=\"r\($0)\" Target=\"worksheets/\($1).xml\"/>" }
        .joined()
      return try WorkbookForm(
        [
          ZipFile.Entry(name: "xl/workbook.xml", bytes: Array("<workbook><sheets>\(sheets)</sheets></workbook>".utf8)),
          ZipFile.Entry(
            name: "xl/_rels/workbook.xml.rels", bytes: Array("<Relationships>\(relations)</Relationships>".utf8)),
        ]
          + Set(targets).map {
            ZipFile.Entry(
              name: "xl/worksheets/\($0).xml",
              bytes: Array(
                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>".utf8))
          })
    }
    #expect(try form((0..<200).map { "a\($0)" }).grid.count == 200)
    #expect(throws: OfficeError.self) { try form((0..<201).map { "a\($0)" }) }
    #expect(throws: OfficeError.self) { try form(["a", "b", "a"]) }
  }

  @Test("a form of more rows or columns than forms have is cut; what is no workbook, or a damaged one, is told")
  func bounds() throws {
    func grid(_ cells: String, merges: String = "") throws -> [[OfficeCell]] {
      let form = try WorkbookForm(Self.parts("<worksheet><sheetData>\(cells)</sheetData>\(merges)</worksheet>"))
      return form.grid.filter { $0.first?.name.hasPrefix("表") == true }
    }
    #expect(try grid("<row r=\"5001\"><c r=\"A5001\"><v>1</v></c></row>").count == 5_000)
    #expect(try grid("<row r=\"4999\"><c r=\"A4999\"><v>1</v></c></row>").count == 4_999)
    #expect(try grid("<row r=\"1\"><c r=\"IW1\"><v>1</v></c></row>").first?.count == 256)
    #expect(
      try grid("<row r=\"1\"><c r=\"IV1\"/></row>").first?.count == 256
        && grid("<row r=\"1\"><c r=\"IW1\"/></row>").isEmpty)
    #expect(try grid("").isEmpty)
    // A merge over a whole row of the sheet makes no form wider.
    let wide = "<mergeCells><mergeCell ref=\"A1:XFD1\"/><mergeCell ref=\"A2:C2\"/></mergeCells>"
    #expect(try grid("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", merges: wide).map(\.count) == [1, 1])
    // Rows and cells without numbers follow each other.
    #expect(
      try grid("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>").map { $0.map(\.text) } == [
        ["1", "2", ""], ["", "3", ""],
      ])
    // A cell within another one, or outside of rows, would be written over with it.
    for broken in [
      "<row r=\"1\"><c r=\"A1\">", "</c>", "<row r=\"1048577\">", "<c r=\"A1", "<c r=\"A1\"/>",
      "<row r=\"1\"><c r=\"A1\"><c r=\"B1\"/></c></row>", "<row r=\"1\"><row r=\"2\"/></row>",
      "<row r=\"1\"><c r=\"A1\"><row r=\"2\"/></c></row>", "<row r=\"1\"><c r=\"A1\"></row></c>",
    ] {
      #expect(throws: OfficeError.self, "\(broken)") { try grid(broken) }
    }
    #expect(throws: OfficeError.self) { try WorkbookForm(Self.parts().filter { $0.name != "xl/workbook.xml" }) }
    #expect(!WorkbookForm.isOne(Self.parts().filter { $0.name != "xl/workbook.xml" }))
  }

  @Test("tags, attributes and texts of markup are read as XML says")
  func markup() throws {
    let text = "<?x <a> ?><!-- <b/> --><w:a  one = 'x>\"' two=\"y\" three='a'><b/></w:a ><c>"
    var tags = MarkupTags(Array(text.utf8))
    var told: [String] = []
    while let tag = try tags.next() {
      told.append("\(tag.name) \(tag.localName) \(tag.isEnd) \(tag.isEmpty) \(tag.range.count)")
      if tag.name == "w:a", !tag.isEnd {
        #expect(tags.attribute("one", of: tag) == "x>\"" && tags.attribute("two", of: tag) == "y")
        #expect(
          tags.attribute("three", of: tag) == "a" && tags.attribute("on", of: tag) == nil
            && tags.attribute("x", of: tag) == nil)
      }
    }
    #expect(told == ["w:a a false false 36", "b b false true 4", "w:a a true false 7", "c c false false 3"])
    var open = MarkupTags(Array("<a b='>".utf8))
    #expect(throws: OfficeError.self) { try open.next() }
    for (raw, plain) in [
      ("a&lt;b&gt;&quot;&apos;&amp;", "a<b>\"'&"), ("&#65;&#x42;", "AB"), ("&nbsp;&", "&nbsp;&"),
      ("&#xD800;", "&#xD800;"), ("x", "x"),
      ("&1234567890;&lt;", "&1234567890;<"), ("&12345678901;", "&12345678901;"), ("&;", "&;"),
    ] { #expect(MarkupTags.text(Array(raw.utf8)) == plain, "\(raw)") }
  }
}
