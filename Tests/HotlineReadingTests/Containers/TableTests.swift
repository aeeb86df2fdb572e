import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

@Suite("Tables of web pages and XML workbooks as exports")
struct TableTests {
  private func html(_ body: String) throws -> [[String]] {
    try CellTexts(Array("<html><body>\(body)</body></html>".utf8), name: "a.xls").rows
  }

  @Test("a table under the name .xls, in UTF-8 and in GBK, whatever the page says of its encoding")
  func encodings() throws {
    let cells = { (line: Substring) in line.split(separator: ",").map { "<td>\($0)</td>" }.joined() }
    let rows = (Profiles.header + Profiles.row("C1") + Profiles.row("C2")).split(separator: "\n")
    let table = "<table border=1>\(rows.map { "<tr>\(cells($0))</tr>\r\n" }.joined())</table>"
    for charset in ["gb2312", "utf-8"] {
      let page = "<html><head><meta charset=\"\(charset)\"></head><body>\(table)</body></html>"
      for bytes in [Array(page.utf8), try encoded(page, "GBK"), try encoded("\u{FEFF}" + page, "UTF-16LE")] {
        let reading = try Reading(bytes, name: "a.xls")
        #expect(reading.keys == ["C1", "C2"])
        #expect(reading.text(0, .district) == "黄浦区")
      }
    }
  }

  @Test("titles over several columns, line breaks, entities, tags inside cells, white space")
  func cells() throws {
    let rows = try html(
      """
      <style>td { color: red }</style>
      <table><tr><th colspan="4">话务明细</th></tr>
      <tr><th>a</th><th>b</th><th>c</th><th>d</th></tr>
      <tr><td> x&amp;y&lt;&#20013;</td><td>1<br/>2</td><td><font><b>粗</b> 体</font><script>no()</script></td><td>
         two
         words&nbsp;</td></tr>
      <tr><td>1<td><td>3<td>4</table>
      """)
    #expect(
      rows == [
        ["话务明细"], ["a", "b", "c", "d"], ["x&y<中", "1\n2", "粗 体", "two words\u{A0}"], ["1", "", "3", "4"],
      ])
  }

  @Test("the widest table is the data, also inside a table that only lays out the page")
  func widest() throws {
    let rows = try html(
      """
      <table><tr><td>菜单</td><td>首页</td></tr></table>
      <table><tr><td>left</td><td><table><tr><td>a</td><td>b</td><td>c</td></tr>
      <tr><td>1</td><td>2</td><td>3</td></tr></table></td></tr></table>
      """)
    #expect(rows == [["a", "b", "c"], ["1", "2", "3"]])
  }

  @Test("a cell over several rows leaves empty fields under itself")
  func rowSpans() throws {
    let rows = try html(
      """
      <table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td rowspan="2">1</td><td>2</td><td>3</td></tr>
      <tr><td>5</td><td>6</td></tr><tr><td>7</td><td>8</td><td>9</td></tr></table>
      """)
    #expect(rows == [["a", "b", "c"], ["1", "2", "3"], ["", "5", "6"], ["7", "8", "9"]])
  }

  @Test("a byte that the encoding does not allow costs its row")
  func undecodable() throws {
    var bytes = Array("<table><tr><td>编号</td><td>时间</td><td>结果</td><td>主叫</td><td>区</td></tr>".utf8)
    for key in ["C1", "C\u{1}", "C3"] {
      let cells = Profiles.row(key).dropLast().split(separator: ",").map { "<td>\($0)</td>" }.joined()
      bytes += Array("<tr>\(cells)</tr>".utf8).map { $0 == 1 ? 0xFE : $0 }
    }
    let reading = try Reading(bytes, name: "a.xls")
    #expect(reading.keys == ["C1", "C3"])
    #expect(reading.reasons == [.invalidBytes])
  }

  @Test("a page that nests without end is refused")
  func deep() {
    let page = "<html><body>" + String(repeating: "<b><i>", count: 200_000)
    #expect(diagnostic { _ = try CellTexts(Array(page.utf8), name: "a.xls") } != nil)
  }

  @Test("a tag that never ends is refused before it fills the memory")
  func endlessTag() {
    let page = "<html><table><tr><td>a</td><td class=\"" + String(repeating: "x", count: 24 << 20)
    #expect(diagnostic { _ = try CellTexts(Array(page.utf8), name: "a.xls") } != nil)
  }

  @Test("spans that claim millions of columns cost nothing")
  func hugeSpans() throws {
    let row = String(repeating: "<td colspan=\"999999999\" rowspan=\"99999\">x</td>", count: 50)
    let texts = try CellTexts(
      Array("<table><tr>\(row)</tr><tr><td>a</td><td>b</td><td>c</td></tr></table>".utf8), name: "a.xls")
    #expect(texts.rows.count + texts.oversize == 2)
  }

  private static let workbook = """
    <?xml version="1.0"?>
    <?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:x="urn:schemas-microsoft-com:office:excel">
    <Worksheet ss:Name="旧"><Table><Row><Cell><Data ss:Type="String">a</Data></Cell><Cell><Data ss:Type="String">b</Data></Cell></Row></Table>
    <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
    <Worksheet ss:Name="明细"><Table>
    <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标题</Data></Cell><Cell><Data ss:Type="String">尾</Data></Cell></Row>
    <Row ss:Index="4"><Cell><Data ss:Type="String">甲<B>乙</B></Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">1.3800000001E10</Data></Cell>
    <Cell><Data ss:Type="DateTime">2019-03-04T08:00:00.000</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T00:02:00.000</Data></Cell>
    <Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
    </Table></Worksheet></Workbook>
    """

  @Test("SpreadsheetML 2003 is read by the same rules")
  func workbookXML() throws {
    let texts = try CellTexts(Array(Self.workbook.utf8), name: "a.xls")
    #expect(
      texts.rows == [
        ["标题", "", "", "尾"], ["甲乙", "", "13800000001", "2019-03-04 08:00:00", "00:02:00", "TRUE"],
      ])
    #expect(texts.lines == [1, 4])
    let listing = try TemporaryFile.listing(Array(Self.workbook.utf8), name: "a.xls")
    #expect(listing.sources.first?.remarks.first?.text.zh.contains("旧") == true)
  }
}
