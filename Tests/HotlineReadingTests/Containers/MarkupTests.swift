import Foundation
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// Pages and workbooks in the ways in which programs write them.
@Suite("Markup of tables")
struct MarkupTests {
  private func html(_ body: String) throws -> [[String]] { try CellTexts(Array(body.utf8), name: "a.xls").rows }

  @Test("characters that a chunk's end cuts, at any place, are whole")
  func cutCharacters() throws {
    for padding in 0..<4 {
      let rows = (0..<4600).map { "<tr><td>\($0)</td><td>黄浦区静安</td><td>é𠮷x</td></tr>" }.joined()
      let page = "<html><body>" + String(repeating: " ", count: padding) + "<table>\(rows)</table></body></html>"
      #expect(page.utf8.count > ByteStream.chunkSize)
      for bytes in [Array(page.utf8), padding == 0 ? try encoded(page, "GB18030") : []] where !bytes.isEmpty {
        let found = try CellTexts(bytes, name: "a.xls")
        #expect(
          found.rows.count == 4600
            && found.rows.enumerated().allSatisfy { $0.element == ["\($0.offset)", "黄浦区静安", "é𠮷x"] }, "\(padding)")
      }
    }
  }

  @Test(
    "white space, breaks, paragraphs and what is not shown",
    arguments: [
      ("<td>a\t\r\n b</td>", "a b"), ("<td> \n a \n </td>", "a"), ("<td>a<br>b<br/> c</td>", "a\nb\nc"),
      ("<td><p>a</p><p>b</p></td>", "a\nb"),
      ("<td><ul><li>a<li>b</ul></td>", "a\nb"), ("<td>a<b>b</b> <i>c</i></td>", "ab c"),
      ("<td>a<style>x{}</style>b<script>1</script>c</td>", "abc"), ("<td>a&nbsp;&gt;&quot;&#65;</td>", "a\u{A0}>\"A"),
      ("<td><br>a</td>", "\na"), ("<td>a<br></td>", "a"), ("<th>a</th>", "a"),
      ("<td>a<!-- b -->c</td>", "ac"), ("<td colspan='x'>a</td>", "a"), ("<td colspan=' 1 '>a</td>", "a"),
      ("<td rowspan='0'>a</td>", "a"), ("<td><div>a</div>b</td>", "a\nb"), ("<td>a<p>b</p>c</td>", "a\nb\nc"),
      ("<td><div><div>a</div></div><div>b</div></td>", "a\nb"), ("<td><div>a</div> </td>", "a"),
      ("<td><div>a<br></div>b</td>", "a\nb"), ("<td><h1>a</h1>b<hr>c</td>", "a\nb\nc"),
      ("<td>a<span>b</span>c</td>", "abc"), ("<td>a<table><tr><td>n</table>b</td>", "a\nb"),
    ])
  func cells(cell: String, text: String) throws {
    let rows = try html("<table><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>x</td>\(cell)<td>y</td></tr></table>")
    #expect(rows == [["1", "2", "3"], ["x", text, "y"]])
  }

  @Test("which table is the export: the widest of three columns or more, the longest of those, the first of those")
  func choice() throws {
    func page(_ body: String) throws -> [[String]] { try html("<html><body>\(body)</body></html>") }
    func table(_ name: String, _ width: Int, _ rows: Int) -> String {
      "<table>"
        + (0..<rows).map { row in "<tr>" + (0..<width).map { "<td>\(name)\(row)\($0)</td>" }.joined() + "</tr>" }
        .joined() + "</table>"
    }
    #expect(try page(table("a", 3, 2) + table("b", 4, 1) + table("c", 3, 9))[0][0] == "b00")
    #expect(try page(table("a", 3, 2) + table("b", 3, 3) + table("c", 3, 3))[0][0] == "b00")
    #expect(try page(table("a", 3, 2) + table("b", 3, 2))[0][0] == "a00")
    #expect(try html("<table><tr><td colspan=4>t</td></tr><tr><td>a</td></tr></table>" + table("b", 3, 3))[0][0] == "t")
    // Tables without a page around them, as some exports are.
    for before in [
      "", "\n ", "<?xml version=\"1.0\"?>", "<!DOCTYPE html>", "<meta charset=utf-8>", "<style>x{}</style>",
    ] {
      let found = try html(before + table("a", 3, 1) + "\n" + table("b", 3, 2) + table("c", 4, 2))
      #expect(found.map { $0[0] } == ["c00", "c10"], "\(before)")
    }
    #expect(throws: (any Error).self) { try html("<p>请 登录</p>" + table("a", 2, 9)) }
    let problem = diagnostic {
      _ = try html("<html><head><script>no()</script></head><body><p>请</p> <p>登录</p>" + table("a", 2, 1))
    }
    #expect(problem?.found.en.contains("请 登录 a00 a01") == true, "\(problem?.found.en ?? "")")
  }

  @Test(
    "the encoding that a page says of itself counts while its bytes do not tell",
    arguments: [
      ("gb2312", ExportEncoding.gb18030), ("GBK", .gb18030), ("utf-8", .utf8), ("x", .utf8), ("'gb18030'", .gb18030),
    ])
  func charset(name: String, encoding: ExportEncoding) throws {
    #expect(HTMLEncoding.encoding(of: Array("<html><meta charset=\(name)>".utf8)) == encoding)
    #expect(HTMLEncoding.encoding(of: Array("<html><meta charset=\(name)>满意度回访黄浦区".utf8)) == .utf8)
    #expect(HTMLEncoding.encoding(of: try encoded("<html><meta charset=\(name)>满意度回访黄浦区静安区", "GBK")) == .gb18030)
    #expect(HTMLEncoding.encoding(of: [0xFF, 0xFE, 0x3C, 0x00]) == .utf16le)
  }

  @Test("a replacement character that the page itself holds is text")
  func replacementCharacter() throws {
    #expect(
      try html("<html><table><tr><td>a\u{FFFD}b</td><td>2</td><td>3</td></tr></table>") == [["a\u{FFFD}b", "2", "3"]])
  }

  private func workbook(_ rows: String, visible: String = "SheetVisible") throws -> CellTexts {
    try CellTexts(
      Array(
        """
        <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="空"><Table><Row><Cell/></Row></Table></Worksheet>
        <Worksheet ss:Name="明细"><Table>\(rows)</Table><WorksheetOptions><Visible>\(visible)</Visible></WorksheetOptions></Worksheet></Workbook>
        """.utf8), name: "a.xml")
  }

  private func data(_ text: String, _ type: String = "String", _ cell: String = "") -> String {
    "<Cell\(cell)><Data ss:Type=\"\(type)\">\(text)</Data></Cell>"
  }

  @Test("places, merged cells and kinds of value in SpreadsheetML")
  func spreadsheetML() throws {
    let found = try workbook(
      "<Row>\(data("a"))\(data("b", "String", " ss:MergeAcross=\"2\""))\(data("c"))</Row>"
        + "<Row ss:Index=\"3\">\(data("1.50", "Number"))\(data("0", "Boolean", " ss:Index=\"5\""))\(data("1", "Boolean"))\(data("#REF!", "Error"))\(data("x", "Odd"))</Row>"
        + "<Row><Cell/>\(data("2019-03-04T08:00:00.500", "DateTime"))\(data("1899-12-31T08:00:00.000", "DateTime"))\(data("1899-12-31T", "DateTime"))</Row>"
        + "<Row><Cell/></Row><Row>\(data("z"))</Row>")
    #expect(
      found.rows == [
        ["a", "b", "", "", "c"], ["1.5", "", "", "", "FALSE", "TRUE", "", "x"],
        ["", "2019-03-04 08:00:00.500", "08:00:00", "1899-12-31 ", "", "", "", ""], ["z", "", "", "", "", "", "", ""],
      ])
    #expect(found.lines == [1, 3, 4, 6] && found.blank == 1)
  }

  @Test("rows and cells out of order, hidden sheets, and what is at the edge")
  func disorder() throws {
    for rows in [
      "<Row ss:Index=\"2\">\(data("a"))</Row><Row ss:Index=\"2\">\(data("a"))</Row>",
      "<Row ss:Index=\"1048577\">\(data("a"))\(data("b"))</Row>",
      "<Row>\(data("a"))\(data("b", "String", " ss:Index=\"1\""))</Row>",
      "<Row>\(data("a"))\(data("b", "String", " ss:Index=\"16385\""))</Row>",
    ] {
      #expect(diagnostic { _ = try workbook(rows) }?.place?.line != nil, "\(rows)")
    }
    #expect(
      try workbook("<Row ss:Index=\"1048576\">\(data("a"))\(data("b", "String", " ss:Index=\"16384\""))</Row>").lines
        == [1_048_576])
    #expect(try workbook("<Row>\(data("a"))\(data("b", "String", " ss:Index=\"2\""))</Row>").rows == [["a", "b"]])
    for state in ["SheetHidden", "SheetVeryHidden"] {
      #expect(
        diagnostic { _ = try workbook("<Row>\(data("a"))\(data("b"))</Row>", visible: state) }?.found.zh.contains("明细")
          == true)
    }
  }

  @Test("references, styles and states of a workbook")
  func workbookParts() throws {
    func rows(_ xml: String, formats: [String] = [], is1904: Bool = false) throws -> [String] {
      var book = WorkbookWriter("<row r=\"1\">\(xml)</row>")
      book.formats = formats
      book.is1904 = is1904
      return try CellTexts(book.bytes).rows.first ?? []
    }
    #expect(
      try rows("<c r=\"A1\"><v>1</v></c><c r=\"Z1\"><v>2</v></c><c r=\"AA1\"><v>3</v></c>").enumerated().filter {
        !$0.element.isEmpty
      }.map(\.offset) == [0, 25, 26])
    #expect(
      try rows("<c r=\"ZZ1\"><v>1</v></c><c r=\"AAA1\"><v>2</v></c>").enumerated().filter { !$0.element.isEmpty }.map(
        \.offset) == [701, 702])
    #expect(try rows("<c r=\"B1\"><v>1</v></c><c><v>2</v></c>") == ["", "1", "2"])
    #expect(
      try rows(
        "<c s=\"1\"><v>43528</v></c><c s=\"2\"><v>43528</v></c><c s=\"x\"><v>1</v></c><c s=\"99\"><v>2</v></c><c s=\"0\"><v>43528</v></c>",
        formats: ["yyyy-mm-dd", "0"]) == ["2019-03-04", "43528", "1", "2", "43528"])
    #expect(
      try rows("<c t=\"n\" s=\"1\"><v>43528</v></c><c t=\"str\" s=\"1\"><v>43528</v></c>", formats: ["yyyy-mm-dd"]) == [
        "2019-03-04", "43528",
      ])
    #expect(
      try rows("<c t=\"b\"><v>2</v></c><c t=\"d\"><v>2019-03-04</v></c><c t=\"s\"><v></v></c><c><v>5</v></c>") == [
        "FALSE", "2019-03-04", "", "5",
      ])
    #expect(diagnostic { _ = try rows("<c t=\"s\"><v>x</v></c>") }?.place?.line == 1)
    #expect(diagnostic { _ = try rows("<c r=\"XFE1\"><v>1</v></c>") }?.place?.line == 1)
    #expect(try rows("<c r=\"XFD1\"><v>1</v></c>").count == 16_384)
  }
}
