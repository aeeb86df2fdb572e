import FreshNames
import Foundation
import Testing

@testable import HotlineReading

/// Forms with odd tables: cells before others, merged ones, too many of them.
@Suite("Forms at the edges")
struct FormEdgeTests {
  private func tables(_ bytes: [UInt8], named name: String) throws -> [FormTables.Row] {
    let path = FileManager.default.temporaryDirectory.appending(path: "form-\(freshName())-\(name)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    return try #require(try FormTables(contentsOf: path)).rows
  }

  private func word(_ body: String) throws -> [FormTables.Row] {
    let xml =
      "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
      + "<w:body>\(body)</w:body></w:document>"
    return try tables(
      ZipWriter.archive([.init("[Content_Types].xml", "<Types/>"), .init("word/document.xml", xml)]), named: "f.docx")
  }

  private func table(_ rows: String...) throws -> [FormTables.Row] { try word("<w:tbl>\(rows.joined())</w:tbl>") }

  private func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
  }

  private func span(_ count: Int) -> String { "<w:gridSpan w:val=\"\(count)\"/>" }

  private func row(_ cells: String...) -> String { "<w:tr>\(cells.joined())</w:tr>" }

  @Test("a cell that goes on from above is empty, whether its document says so in a word or in none")
  func continued() throws {
    let rows = try table(
      row(cell("a", "<w:vMerge w:val=\"restart\"/>"), cell("b")),
      row(cell("c", "<w:vMerge w:val=\"continue\"/>"), cell("d")),
      row(cell("e", "<w:vMerge/>"), cell("f")), row(cell("g"), cell("h")))
    #expect(rows.map(\.cells) == [["a", "b"], ["", "d"], ["", "f"], ["g", "h"]])
  }

  @Test("columns that a row leaves out at its beginning are empty cells")
  func before() throws {
    func row(_ before: String) -> String { "<w:tr><w:trPr>\(before)</w:trPr>\(cell("x"))</w:tr>" }
    let rows = try table(
      row(""), row("<w:gridBefore w:val=\"1\"/>"), row("<w:gridBefore w:val=\"2\"/>"), row("<w:gridBefore/>"),
      row("<w:gridBefore w:val=\"-1\"/>"))
    #expect(rows.map(\.cells) == [["x"], ["", "x"], ["", "", "x"], ["x"], ["x"]])
    #expect(rows.map(\.origins) == [[0], [0, 1], [0, 0, 2], [0], [0]])
  }

  @Test("a cell covers the columns that it says, one at least, and a row has 512 at most")
  func spans() throws {
    let rows = try table(
      row(cell("a", "<w:gridSpan/>"), cell("b", span(0)), cell("c", span(2)), cell("d")),
      row(cell("a", span(511)), cell("b")), row(cell("a", span(512)), cell("b")), row(cell("a", span(900))),
      row(cell("a", span(510)), cell("b", span(3)), cell("c", span(2))))
    #expect(rows[0].cells == ["a", "b", "c", "", "d"] && rows[0].origins == [0, 1, 2, 2, 4])
    #expect(rows.dropFirst().map(\.cells.count) == [512, 512, 512, 512])
    #expect(rows[1].cells[511] == "b" && rows[2].cells[511] == "" && rows[4].cells[510] == "c")
  }

  @Test("signs of a run are text where the run is")
  func signs() throws {
    let rows = try word(
      "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>e</w:t></w:r><w:del><w:r><w:tab/><w:t>x</w:t></w:r></w:del><w:r><w:t>f</w:t></w:r>g</w:p>"
        + "<w:p/><w:tbl>h<w:tr>i<w:tc><w:p><w:r><w:t> j </w:t></w:r></w:p></w:tc><w:t>k</w:t></w:tr></w:tbl>")
    #expect(rows.map(\.cells) == [["a b-c\nd"], ["ef"], ["j"]] && rows.map(\.place.line) == [1, 2, 3])
  }

  @Test("tables 32 deep are read, one more is too deep")
  func depth() throws {
    func nested(_ count: Int) throws -> [FormTables.Row] {
      try word(
        String(repeating: "<w:tbl><w:tr><w:tc>", count: count) + "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
          + String(repeating: "</w:tc></w:tr></w:tbl>", count: count))
    }
    #expect(try nested(32).count == 32)
    #expect(diagnostic { _ = try nested(33) }?.found.en.contains("too deeply nested") == true)
  }

  @Test("a document of 5,000 rows or 100,000 cells is read, one more is too large")
  func size() throws {
    let paragraph = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    #expect(try word(String(repeating: paragraph, count: 5000)).count == 5000)
    #expect(
      diagnostic { _ = try word(String(repeating: paragraph, count: 5001)) }?.found.en.contains("too large") == true)
    let wide = String(repeating: row(cell("a", span(512))), count: 195)
    #expect(try table(wide, row(cell("a", span(160)))).count == 196)
    #expect(diagnostic { _ = try table(wide, row(cell("a", span(161)))) }?.found.en.contains("too large") == true)
  }

  @Test("a text of more than a million bytes is none of a form")
  func longText() {
    let text = "<w:r><w:t>\(String(repeating: "x", count: (1 << 20) + 1))</w:t></w:r>"
    for body in ["<w:p>\(text)</w:p>", "<w:tbl><w:tr><w:tc><w:p>\(text)</w:p></w:tc></w:tr></w:tbl>"] {
      #expect(diagnostic { _ = try word(body) }?.found.en.contains("too large") == true)
    }
  }

  private func sheet(_ rows: String, merged: [String] = [], styles: String? = nil) throws -> [FormTables.Row] {
    let cells = merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    let book = WorkbookWriter(rows + "</sheetData><mergeCells>\(cells)</mergeCells><sheetData>")
    var entries = book.entries
    if let styles {
      entries[4] = .init("xl/styles.xml", "<?xml version=\"1.0\"?><styleSheet>\(styles)</styleSheet>")
    }
    return try tables(ZipWriter.archive(entries), named: "f.xlsx")
  }

  @Test("percentages by the built-in formats and by a format's first section, with its decimals")
  func percentages() throws {
    let formats = ["0.0#%", "0%;0", "0;0%", "0.000%", "0.5%"]
    let own = formats.enumerated().map { "<numFmt numFmtId=\"\(200 + $0.offset)\" formatCode=\"\($0.element)\"/>" }
    let ids = [0, 9, 10, 11, 8] + formats.indices.map { 200 + $0 }
    let styles =
      "<numFmts>\(own.joined())</numFmts><cellXfs>\(ids.map { "<xf numFmtId=\"\($0)\"/>" }.joined())</cellXfs>"
      + "<cellStyles><xf numFmtId=\"9\"/></cellStyles>"
    let cells = ids.indices.map { "<c s=\"\($0)\"><v>0.99611</v></c>" }.joined()
    let rows = try sheet(
      "<row r=\"1\">\(cells)<c t=\"str\" s=\"1\"><v>0.5</v></c><c t=\"n\" s=\"1\"><v>0.5</v></c></row>"
        + "<row><c s=\"1\"><v>0.25</v></c><c s=\"99\"><v>0.25</v></c></row>", styles: styles)
    #expect(
      rows.map { Array($0.cells.prefix(12)) } == [
        [
          "0.99611", "100%", "99.61%", "0.99611", "0.99611", "99.61%", "100%", "0.99611", "99.611%", "100%", "0.5",
          "50%",
        ],
        ["25%", "0.25"] + Array(repeating: "", count: 10),
      ])
  }

  @Test("merged cells have their place in each of their rows; what cannot be merged is not")
  func merged() throws {
    let line = { (number: Int) in WorkbookWriter.row(number, ["a", "b", "c"]) }
    let rows = try sheet(
      line(1) + line(2) + line(3) + line(4),
      merged: ["A1:B2", "B3:C3", "C4:B4", "A4", "A4:B0", "a4:b4", "A4:SS4", "A4:B4:C4", "A4:AAAA4", "A3:A2", ""])
    #expect(rows.map(\.origins) == [[0, 0, 2], [0, 0, 2], [0, 1, 1], [0, 1, 2]])
    let wide = try sheet(line(1) + line(2), merged: ["B1:SR1", "C2:D2"])
    #expect(wide.map(\.cells.count) == [512, 4] && wide[0].origins[511] == 1 && wide[1].origins == [0, 1, 2, 2])
    #expect(wide[1].cells == ["a", "b", "c", ""])
  }

  @Test("of several sheets each row tells its own, of one the file")
  func sheets() throws {
    func files(_ sheets: [WorkbookWriter.Sheet]) throws -> [String] {
      try tables(WorkbookWriter(sheets: sheets).bytes, named: "f.xlsx").map { String($0.place.file.suffix(7)) }
    }
    let row = WorkbookWriter.row(1, ["a", "b"])
    #expect(try files([.init(name: "甲", rows: row)]) == ["-f.xlsx"])
    #expect(try files([.init(name: "甲", rows: row), .init(name: "乙", state: "hidden", rows: row)]) == ["-f.xlsx"])
    #expect(try files([.init(name: "甲", rows: row), .init(name: "乙", rows: row)]) == [".xlsx#甲", ".xlsx#乙"])
  }

  @Test("a sheet of too many rows is told by one row more than a form has, one of too many cells is refused")
  func sheetSize() throws {
    func rows(_ count: Int) -> String { (1...count).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined() }
    for (count, found) in [(4999, 4999), (5000, 5000), (5001, 5001), (5003, 5001)] {
      #expect(try sheet(rows(count)).count == found, "\(count)")
    }
    // A row is filled up to the widest one before it: ALL is column 1,000.
    let wide = "<row r=\"1\"><c r=\"ALL1\"><v>1</v></c></row>"
    func filled(_ count: Int) -> String {
      wide + (2...count).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined()
    }
    #expect(try sheet(filled(100)).count == 100)
    #expect(diagnostic { _ = try sheet(filled(101)) }?.found.en.contains("too large") == true)
  }
}
