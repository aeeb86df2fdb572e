import FreshNames
import Foundation
import HotlineOffice
import Testing

@testable import HotlineRenderDOCX

@Suite("A Word form that somebody else made")
struct WordFormTests {
  private static let head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- <w:tc> is none --><w:document xmlns:w=\"w\"><w:body>"
    + "<w:p><w:r><w:t>标题</w:t></w:r></w:p>"

  private func file(_ body: String) throws -> String {
    let entries = [
      ZipFile.Entry(name: "[Content_Types].xml", bytes: Array("<Types/>".utf8)),
      ZipFile.Entry(name: "word/document.xml", bytes: Array((Self.head + body + "</w:body></w:document>").utf8)),
      ZipFile.Entry(name: "word/media/a.bin", bytes: (0..<2_000).map { UInt8(truncatingIfNeeded: $0 * 7) }),
    ]
    let path = FileManager.default.temporaryDirectory.appending(path: "form-\(freshName()).docx").path
    try ZipFile.bytes(of: entries).write(to: URL(filePath: path))
    return path
  }

  private static let table = """
    <w:tbl><w:tblGrid/><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>项目</w:t></w:r>\
    <w:r><w:t xml:space="preserve">名称 &amp; 号</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>\
    <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>投入</w:t><w:br/><w:t>(36分)</w:t></w:r></w:p></w:tc>\
    <w:tc><w:tcPr/><w:p><w:pPr><w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr></w:pPr></w:p><w:p/></w:tc><w:tc><w:p><w:del><w:r><w:t>旧</w:t></w:r></w:del>\
    <w:r><w:t>新</w:t></w:r></w:p></w:tc></w:tr>\
    <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc>\
    <w:tc><w:p/></w:tc></w:tr></w:tbl>
    """

  @Test("cells are read with their place: spans, cells that go on, runs read as one, tables within cells")
  func read() throws {
    let path = try file(Self.table)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let form = try WordForm(contentsOf: path)
    #expect(form.rows.map { $0.map(\.text) } == [["项目名称 & 号", ""], ["投入\n(36分)", "", "新"], ["内"], ["", "", ""]])
    #expect(form.rows.map { $0.map(\.column) } == [[0, 2], [0, 1, 2], [0], [0, 1, 2]])
    #expect(form.rows[0].map(\.columns) == [2, 1])
    #expect(form.rows[3].map(\.isContinued) == [true, false, false])
  }

  @Test("a table of more rows, or of more columns in all, than forms have is refused before it is searched")
  func tooLarge() throws {
    let span = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"60\"/></w:tcPr><w:p/></w:tc></w:tr>"
    for (row, count) in [("<w:tr><w:tc><w:p/></w:tc></w:tr>", 5_001), (span, 1_700)] {
      for (rows, isRefused) in [(count, true), (count / 2, false)] {
        let path = try file("<w:tbl>" + String(repeating: row, count: rows) + "</w:tbl>")
        defer { try? FileManager.default.removeItem(atPath: path) }
        var refusal: String?
        do { _ = try WordForm(contentsOf: path) } catch let error as OfficeError { refusal = error.found.en }
        #expect(refusal == (isRefused ? "the file is too large for a form" : nil))
      }
    }
  }

  @Test("a cell whose text is longer than a form's is refused, however many runs it has")
  func longCell() throws {
    for (runs, isRefused) in [(32_000, false), (33_000, true)] {
      let text = String(repeating: "<w:r><w:t>ab</w:t></w:r>", count: runs)
      let path = try file("<w:tbl><w:tr><w:tc><w:p>\(text)</w:p></w:tc></w:tr></w:tbl>")
      defer { try? FileManager.default.removeItem(atPath: path) }
      var refusal: String?
      do { _ = try WordForm(contentsOf: path) } catch let error as OfficeError { refusal = error.found.en }
      #expect(refusal == (isRefused ? "the file is too large for a form" : nil))
    }
  }

  @Test("texts go into empty cells in the look of the cell or its neighbour; all else stays byte for byte")
  func fill() throws {
    let path = try file(Self.table)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let form = try WordForm(contentsOf: path)
    let filled = path + ".filled"
    try form.filled([(0, 1, "热线 < 1"), (1, 1, "行\n行"), (3, 1, "外")]).write(to: URL(filePath: filled))
    defer { try? FileManager.default.removeItem(atPath: filled) }
    let again = try WordForm(contentsOf: filled)
    #expect(
      again.rows.map { $0.map(\.text) } == [
        ["项目名称 & 号", "热线 < 1"], ["投入\n(36分)", "行\n行", "新"], ["内"], ["", "外", ""],
      ])
    let (before, after) = (try ZipParts.all(of: path), try ZipParts.all(of: filled))
    // Names alone are listed without unpacking anything.
    #expect(try ZipParts.names(of: path) == before.map(\.name) && before.count > 2)
    #expect(before.map(\.name) == after.map(\.name))
    for (one, other) in zip(before, after) where one.name != "word/document.xml" { #expect(one.bytes == other.bytes) }
    var text = String(decoding: after[1].bytes, as: UTF8.self)
    let first = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">热线 &lt; 1</w:t></w:r>"
    let second =
      "<w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋\"/></w:rPr><w:t xml:space=\"preserve\">行</w:t><w:br/><w:t xml:space=\"preserve\">行</w:t></w:r>"
    for (run, old) in [
      ("<w:p>\(first)</w:p>", "<w:p/>"), (second, ""),
      ("<w:p><w:r><w:t xml:space=\"preserve\">外</w:t></w:r></w:p>", "<w:p/>"),
    ] {
      #expect(text.contains(run), "\(text)")
      text.replace(run, with: old)
    }
    #expect(text == String(decoding: before[1].bytes, as: UTF8.self))
  }

  @Test("a box is a character, a content control or an old field, and is ticked as what it is")
  func boxes() throws {
    let body = """
      <w:tbl><w:tr><w:tc><w:p><w:r><w:t>□是　□否</w:t></w:r></w:p></w:tc><w:tc><w:p><w:sdt><w:sdtPr><w14:checkbox>\
      <w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>是</w:t></w:r></w:p></w:tc>\
      <w:tc><w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>\
      <w:r><w:t>是</w:t></w:r><w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>\
      <w:r><w:t>否</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
      """
    let path = try file(body)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let form = try WordForm(contentsOf: path)
    #expect(form.rows[0].map { $0.boxes.map(\.label) } == [["是", "否"], ["是"], ["是", "否"]])
    #expect(form.rows[0].map { $0.boxes.map(\.isTicked) } == [[false, false], [false], [false, true]])
    let filled = path + ".filled"
    try form.filled([], ticks: [(0, 0, 1), (0, 1, 0), (0, 2, 0)]).write(to: URL(filePath: filled))
    defer { try? FileManager.default.removeItem(atPath: filled) }
    let again = try WordForm(contentsOf: filled)
    #expect(again.rows[0].map { $0.boxes.map(\.isTicked) } == [[false, true], [true], [true, true]])
    #expect(again.rows[0].map(\.text) == ["□是　☑否", "☑是", "是否"])
    let text = String(decoding: try ZipParts.all(of: filled)[1].bytes, as: UTF8.self)
    #expect(text.contains("<w14:checked w14:val=\"1\"/>") && text.contains("<w:default w:val=\"0\"/><w:checked/>"))
  }

  @Test("what is no Word file, or a damaged one, is told", arguments: ["<w:tbl>", "<w:tr", "</w:tc>"])
  func damaged(body: String) throws {
    let path = try file(body)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: OfficeError.self) { _ = try WordForm(contentsOf: path) }
    #expect(throws: OfficeError.self) { _ = try WordForm(contentsOf: path + ".none") }
  }
}
