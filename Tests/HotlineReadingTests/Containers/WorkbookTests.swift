import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

@Suite("Workbooks as exports")
struct WorkbookTests {
  /// One row of cells, as texts.
  private func cells(_ xml: String, strings: String? = nil, formats: [String] = [], is1904: Bool = false) throws
    -> [String]
  {
    var book = WorkbookWriter("<row r=\"1\">\(xml)</row>")
    book.strings = strings
    book.formats = formats
    book.is1904 = is1904
    return try CellTexts(book.bytes).rows.first ?? []
  }

  @Test("a workbook is read like the CSV of the same cells; the line is the sheet's row")
  func likeCSV() throws {
    let title = WorkbookWriter.row(1, ["话务明细"])
    let reading = try Reading(
      WorkbookWriter(title + WorkbookWriter.calls(["C1", "C2"], from: 3)).bytes, name: "a.xlsx")
    #expect(reading.keys == ["C1", "C2"])
    #expect(reading.time(0, .startedAt) == "2019-01-05 08:03:11")
    #expect(reading.summary.header == 2)
    let texts = try CellTexts(WorkbookWriter(title + WorkbookWriter.calls(["C1"], from: 3)).bytes)
    #expect(texts.lines == [1, 3, 4])
  }

  @Test("a workbook under the name of a CSV is recognised by its bytes")
  func misnamed() throws {
    #expect(try Reading(WorkbookWriter(WorkbookWriter.calls(["C1"])).bytes, name: "a.csv").keys == ["C1"])
  }

  @Test("shared strings: runs are joined, phonetic runs are left out, escapes are undone")
  func sharedStrings() throws {
    let strings = """
      <si><t>黄浦区</t></si>\
      <si><r><t>投诉</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 建议</t></r></si>\
      <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>\
      <si><t>a_x000A_b_x005F_x_x000D_</t></si><si><t>&lt;&amp;&#x41;</t></si><si/>
      """
    let row = (0...5).map { "<c t=\"s\"><v>\($0)</v></c>" }.joined() + "<c><v>7</v></c>"
    #expect(
      try cells(row, strings: strings) == ["黄浦区", "投诉 建议", "東京", "a\nb_x", "<&A", "", "7"])
  }

  @Test("a cell that refers to a text that is not there is refused with its row")
  func missingString() throws {
    let problem = diagnostic { _ = try cells("<c t=\"s\"><v>5</v></c><c><v>1</v></c>", strings: "<si><t>a</t></si>") }
    #expect(problem?.place?.line == 1)
  }

  @Test("inline texts, booleans, errors, formulas by their cached value")
  func kinds() throws {
    let row = """
      <c t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>\
      <c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c>\
      <c t="str"><f>CONCAT("a","b")</f><v>ab</v></c><c><f>1+1</f><v>2</v></c><c t="d"><v>2019-03-04T08:00:00Z</v></c>
      """
    #expect(try cells(row) == ["行内", "TRUE", "FALSE", "", "ab", "2", "2019-03-04 08:00:00"])
  }

  @Test("cells go where their reference says; gaps and merged titles become empty fields")
  func sparse() throws {
    let rows = """
      <row r="1"><c r="A1" t="str"><v>标题</v></c><c r="B1" s="0"/><c r="C1" s="0"/></row>\
      <row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="C2"><v>3</v></c><c r="XFD2" s="0"/></row>\
      <row r="5"><c r="C5"><v>3</v></c></row><row r="6"><c r="A6"/></row><row r="7"><c r="A7"><v>9</v></c></row>
      """
    let texts = try CellTexts(WorkbookWriter(rows).bytes)
    #expect(texts.rows == [["标题"], ["1", "2", "3"], ["", "", "3"], ["9", "", ""]])
    #expect(texts.lines == [1, 2, 5, 7])
    #expect(texts.blank == 1)
  }

  @Test(
    "rows or cells out of order are refused",
    arguments: [
      "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>",
      "<row r=\"1048577\"><c><v>1</v></c></row>",
      "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
      "<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"><v>1</v></c></row>",
      "<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>",
    ])
  func disorder(rows: String) {
    #expect(diagnostic { _ = try CellTexts(WorkbookWriter(rows).bytes) }?.place?.line != nil)
  }

  @Test(
    "dates by number format, in both date systems",
    arguments: [
      ("43528.333333333336", "yyyy\\-mm\\-dd hh:mm:ss", "2019-03-04 08:00:00"),
      ("43528", "yyyy/m/d", "2019-03-04"),
      ("43528.5", "yyyy\"年\"m\"月\"d\"日\"", "2019-03-04 12:00:00"),
      ("43528", "m/d/yy h:mm", "2019-03-04 00:00:00"),
      ("43528.3542361111", "[$-804]yyyy/m/d\\ AM/PM h:mm;@", "2019-03-04 08:30:06"),
      ("0.3355439814814815", "h:mm:ss", "08:03:11"),
      ("43528.25", "h:mm", "2019-03-04 06:00:00"),
      ("43528.25000578704", "yyyy-mm-dd hh:mm:ss.000", "2019-03-04 06:00:00.500"),
      ("1.0833333333333333", "[h]:mm:ss", "26:00:00"),
      ("0.001388888888888889", "[h]:mm:ss", "0:02:00"),
      ("0.001388888888888889", "mm:ss", "0:02:00"),
      ("59", "yyyy-mm-dd", "1900-02-28"), ("61", "yyyy-mm-dd", "1900-03-01"), ("1", "yyyy-mm-dd", "1900-01-01"),
      ("43465.999999", "yyyy-mm-dd hh:mm:ss", "2019-01-01 00:00:00"),
      ("2958465", "yyyy-mm-dd", "9999-12-31"), ("2958466", "yyyy-mm-dd", "2958466"), ("-1", "yyyy-mm-dd", "-1"),
      ("0", "yyyy-mm-dd", "0"), ("7", "0.00E+00", "7"), ("5", "\"dd\"0", "5"), ("5", "[Red]0.0;[Blue]0", "5"),
      ("42", "00000", "00042"),
    ])
  func dates(value: String, format: String, text: String) throws {
    #expect(try cells("<c s=\"1\"><v>\(value)</v></c>", formats: [format]) == [text])
  }

  @Test("a workbook that counts from 1904")
  func date1904() throws {
    let row = "<c s=\"1\"><v>42066.333333333336</v></c><c s=\"1\"><v>0</v></c><c s=\"2\"><v>0.5</v></c>"
    #expect(
      try cells(row, formats: ["yyyy-mm-dd hh:mm:ss", "h:mm"], is1904: true)
        == ["2019-03-04 08:00:00", "1904-01-01 00:00:00", "12:00:00"])
  }

  @Test(
    "the built-in formats, those of Chinese Excel too",
    arguments: [
      (0, CellFormat.number), (14, .time(hasDate: true, hasClock: false, hasFraction: false)),
      (20, .time(hasDate: false, hasClock: true, hasFraction: false)),
      (22, .time(hasDate: true, hasClock: true, hasFraction: false)),
      (31, .time(hasDate: true, hasClock: false, hasFraction: false)), (46, .duration), (49, .number),
    ])
  func builtIn(id: Int, format: CellFormat) { #expect(CellFormat(builtIn: id) == format) }

  @Test(
    "numbers keep their digits and have no exponent",
    arguments: [
      ("310101199001011234", "310101199001011234"), ("1.3800000001E10", "13800000001"), ("1E+17", "100000000000000000"),
      ("1.2345678901234568E17", "123456789012345680"), ("0.10000000000000001", "0.1"), ("96.299999999999997", "96.3"),
      ("-1.5E-3", "-0.0015"), ("12.50", "12.5"), ("1.0", "1"), ("0.0", "0"), ("1E300", "1E300"),
      ("00012", "00012"), ("", ""),
    ])
  func numbers(value: String, text: String) throws {
    #expect(try cells("<c><v>\(value)</v></c><c><v>1</v></c>") == [text, "1"])
  }

  @Test("hidden sheets are named and passed over, empty ones ignored; one visible sheet is the file")
  func hidden() throws {
    let book = WorkbookWriter(sheets: [
      .init(name: "字典", state: "veryHidden", rows: WorkbookWriter.calls(["H1"])),
      .init(name: "空", rows: "<row r=\"1\"><c r=\"A1\" s=\"0\"/></row>"),
      .init(name: "说明", rows: WorkbookWriter.row(1, ["本表由系统导出"])),
      .init(name: "明细", rows: WorkbookWriter.calls(["C1", "C2"])),
      .init(name: "旧", state: "hidden", rows: WorkbookWriter.calls(["H2"])),
    ])
    let reading = try Reading(book.bytes, name: "a.xlsx")
    #expect(reading.keys == ["C1", "C2"])
    let passed = reading.summary.remarks.filter { $0.kind == .passedOver }
    #expect(passed.map(\.count) == [1, 2])
    #expect(passed[0].text.zh.contains("说明") && passed[1].text.zh.contains("字典、旧"))
  }

  @Test("several visible sheets are several exports, each known by itself")
  func several() throws {
    let book = WorkbookWriter(sheets: [
      .init(name: "一月", rows: WorkbookWriter.calls(["C1"])), .init(name: "二月", rows: WorkbookWriter.calls(["C2"])),
    ])
    let path = try TemporaryFile.write(book.bytes, name: "a.xlsx")
    defer { TemporaryFile.remove(path) }
    let listing = try ExportListing(DiskFile(path))
    #expect(listing.sources.map(\.path) == ["\(path)#一月", "\(path)#二月"])
    #expect(listing.sources.map(\.contentPart) == ["一月", "二月"])
    #expect(try ExportFile(path: "\(path)#二月").sample.last?.fields.first == "C2")
    #expect(diagnostic { _ = try ExportFile(path: path) }?.fix?.en.contains("#一月") == true)
    #expect(diagnostic { _ = try ExportFile(path: "\(path)#三月") } != nil)
  }

  @Test("a workbook with nothing to be seen is refused and its hidden sheets are named")
  func nothing() {
    let book = WorkbookWriter(sheets: [.init(name: "藏", state: "hidden", rows: WorkbookWriter.calls(["C1"]))])
    #expect(diagnostic { _ = try Reading(book.bytes, name: "a.xlsx") }?.found.zh.contains("藏") == true)
  }

  @Test("a document type, and so every entity bomb, is refused before an entity is expanded")
  func entities() {
    var book = WorkbookWriter(WorkbookWriter.calls(["C1"]))
    book.prologue = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
    let problem = diagnostic { _ = try Reading(book.bytes, name: "a.xlsx") }
    #expect(problem?.found.en.contains("DOCTYPE") == true)
  }

  @Test("damaged XML, a missing part and a wrong check sum are refused in words")
  func damage() {
    let cut = WorkbookWriter("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row")
    #expect(diagnostic { _ = try CellTexts(cut.bytes) }?.found.en.contains("damaged") == true)
    let whole = WorkbookWriter(WorkbookWriter.calls(["C1"])).entries
    let lacking = ZipWriter.archive(whole.filter { !String(decoding: $0.name, as: UTF8.self).contains("sheet1") })
    #expect(diagnostic { _ = try CellTexts(lacking) }?.found.en.contains("lacks") == true)
    var wrong = whole
    wrong[wrong.count - 1].checksum = 1
    #expect(diagnostic { _ = try CellTexts(ZipWriter.archive(wrong)) }?.found.en.contains("damaged") == true)
  }

  @Test("a cell beyond the limit costs its row, with line and column")
  func oversize() throws {
    let long = String(repeating: "长", count: 400_000)
    let rows =
      WorkbookWriter.row(1, ["a", "b"]) + WorkbookWriter.row(2, ["c", long]) + WorkbookWriter.row(3, ["d", "e"])
    let texts = try CellTexts(WorkbookWriter(rows).bytes)
    #expect(texts.rows == [["a", "b"], ["d", "e"]])
    #expect(texts.oversize == 1)
  }

  @Test("a sheet that unpacks to hundreds of times its size is refused")
  func bomb() {
    let blanks = String(repeating: " ", count: 65 << 20)
    let book = WorkbookWriter("<row r=\"1\"><c t=\"inlineStr\"><is><t>\(blanks)</t></is></c></row>")
    #expect(diagnostic { _ = try CellTexts(book.bytes) }?.found.en.contains("bomb") == true)
  }

  @Test("shared strings of more bytes than are kept in memory are read from the temporary file")
  func manyStrings() throws {
    let count = 2500
    let long = String(repeating: "满意度回访", count: 1000)
    var book = WorkbookWriter(
      (1...count).map { "<row r=\"\($0)\"><c t=\"s\"><v>\($0 - 1)</v></c></row>" }.joined())
    book.strings = (1...count).map { "<si><t>\($0)-\(long)\($0 * 7919)</t></si>" }.joined()
    let stored = book.entries.map { entry in
      var entry = entry
      entry.isDeflated = false
      return entry
    }
    let texts = try CellTexts(ZipWriter.archive(stored))
    #expect(texts.rows.count == count)
    #expect(texts.rows.enumerated().allSatisfy { $0.element[0] == "\($0.offset + 1)-\(long)\(($0.offset + 1) * 7919)" })
  }
}
