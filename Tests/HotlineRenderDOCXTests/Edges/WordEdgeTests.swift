import FreshNames
import Foundation
import HotlineDocument
import HotlineOffice
import HotlineRender
import HotlineText
import Testing

@testable import HotlineRenderDOCX

@Suite("Word files at their limits")
struct WordEdgeTests {
  private func form(_ body: String) throws -> WordForm {
    let text = "<w:document><w:body>\(body)</w:body></w:document>"
    return try WordForm([ZipFile.Entry(name: "word/document.xml", bytes: Array(text.utf8))])
  }

  /// Why a form is refused; `nil` when it is read.
  private func refusal(_ body: String) -> String? {
    do {
      _ = try form(body)
      return nil
    } catch { return (error as? OfficeError)?.found.en ?? "\(error)" }
  }

  private func table(_ cells: String...) -> String {
    "<w:tbl><w:tr>" + cells.map { "<w:tc>\($0)</w:tc>" }.joined() + "</w:tr></w:tbl>"
  }

  private func run(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

  @Test("tables stand in one another 64 deep, elements 512 deep, and no deeper")
  func depth() {
    func nested(_ count: Int) -> String {
      String(repeating: "<w:tbl><w:tr><w:tc>", count: count) + String(repeating: "</w:tc></w:tr></w:tbl>", count: count)
    }
    func elements(_ count: Int) -> String {
      String(repeating: "<w:x>", count: count) + String(repeating: "</w:x>", count: count)
    }
    #expect(refusal(nested(64)) == nil && refusal(nested(65)) != nil)
    #expect(refusal(elements(510)) == nil && refusal(elements(511)) != nil)
  }

  @Test("a form has 100,000 columns in all and 65,536 bytes of text in a cell, and no more")
  func sizes() {
    let tooLarge = "the file is too large for a form"
    let wide = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"500\"/></w:tcPr></w:tc></w:tr>"
    let rows = String(repeating: wide, count: 200)
    #expect(refusal("<w:tbl>\(rows)</w:tbl>") == nil)
    #expect(refusal("<w:tbl>\(rows)<w:tr><w:tc/><w:tc></w:tc></w:tr></w:tbl>") == tooLarge)
    func text(_ count: Int) -> String { table(run(String(repeating: "x", count: count))) }
    #expect(refusal(text(65_536)) == nil && refusal(text(65_537)) == tooLarge)
  }

  @Test("a cell covers as many columns as it says, one at least and 512 at most; a row may begin further right")
  func spans() throws {
    for (value, columns) in [("2", 2), ("512", 512), ("513", 512), ("0", 1), ("-3", 1), ("x", 1)] {
      let cells = try form(table("<w:tcPr><w:gridSpan w:val=\"\(value)\"/></w:tcPr>", "")).rows[0]
      #expect(cells.map(\.columns) == [columns, 1] && cells[1].column == columns, "\(value)")
    }
    for (value, column) in [("2", 2), ("512", 512), ("600", 512), ("-1", 0), ("x", 0)] {
      let row = "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"\(value)\"/></w:trPr><w:tc></w:tc></w:tr></w:tbl>"
      #expect(try form(row).rows[0][0].column == column, "\(value)")
    }
    let merged = ["<w:vMerge/>", "<w:vMerge w:val=\"continue\"/>", "<w:vMerge w:val=\"restart\"/>", ""]
    let cells = try form("<w:tbl><w:tr>" + merged.map { "<w:tc>\($0)</w:tc>" }.joined() + "</w:tr></w:tbl>").rows[0]
    #expect(cells.map(\.isContinued) == [true, true, false, false])
  }

  @Test("a text is read with its tabs and line ends; what was deleted, moved away or stands in for another is not")
  func texts() throws {
    let tabs =
      "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r></w:p>"
    let gone = ["w:del", "w:moveFrom", "mc:Fallback"].map {
      "<\($0)><w:r><w:t>x</w:t><w:tab/><w:br/></w:r></\($0)><\($0)/>"
    }.joined()
    let cells = try form(table(tabs + run("d"), "<w:p>\(gone)<w:r><w:t/><w:t>y</w:t></w:r></w:p>", run(" z ")))
    #expect(cells.rows[0].map(\.text) == ["a b\nc\nd", "y", "z"])
  }

  @Test(
    "a box is ticked unless it says that it is not, in each of the words for it",
    arguments: [("", true), ("1", true), ("true", true), ("on", true), ("0", false), ("false", false), ("off", false)])
  func boxes(value: String, isTicked: Bool) throws {
    let own = value.isEmpty ? "" : " w:val=\"\(value)\""
    func field(_ state: String) -> String {
      "<w:p><w:r><w:ffData><w:checkBox>\(state)</w:checkBox></w:ffData></w:r><w:r><w:t>是</w:t></w:r></w:p>"
    }
    let cells = try form(table(field("<w:default\(own)/>"), field("<w:default w:val=\"0\"/><w:checked\(own)/>"))).rows[
      0]
    #expect(cells.map { $0.boxes.map(\.isTicked) } == [[isTicked], [isTicked]])
    #expect(cells.map { $0.boxes.map(\.label) } == [["是"], ["是"]])
    // Of a content control Word writes numbers, or true and false.
    guard value != "off" else { return }
    let control = "<w:p><w:sdtPr><w14:checked\(own.replacing("w:val", with: "w14:val"))/></w:sdtPr></w:p>"
    #expect(try form(table(control + run("☐是☐否"))).rows[0][0].boxes.map(\.isTicked) == [isTicked, false])
  }

  @Test("the words of a box end where the next one begins")
  func labels() throws {
    let boxes = try form(table(run("前□ 甲 ☑乙■"))).rows[0][0].boxes
    #expect(boxes.map(\.label) == ["甲", "乙", ""] && boxes.map(\.isTicked) == [false, true, true])
  }

  @Test("what is filled in looks like the cell's own run, its paragraph, or the nearest cell, the left one of two")
  func looks() throws {
    func look(_ mark: String) -> String { "<w:rPr><w:\(mark)/></w:rPr>" }
    let cells = [
      "<w:p><w:r>\(look("b"))<w:t>l</w:t></w:r></w:p>", "<w:p/>", "<w:p><w:r>\(look("i"))<w:t>r</w:t></w:r></w:p>",
      "<w:p><w:pPr>\(look("u"))</w:pPr></w:p>",
      "<w:p><w:pPr>\(look("u"))</w:pPr><w:r>\(look("caps"))</w:r></w:p>",
      "<w:p><w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr></w:r></w:p>",
    ]
    let form = try form("<w:tbl><w:tr>" + cells.map { "<w:tc>\($0)</w:tc>" }.joined() + "</w:tr></w:tbl>")
    #expect(form.rows[0].map(\.look) == ["<w:b/>", nil, "<w:i/>", "<w:u/>", "<w:caps/>", nil])
    let path = FileManager.default.temporaryDirectory.appending(path: "look-\(freshName()).docx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try form.filled([(0, 1, "x")]).write(to: URL(filePath: path))
    let text = String(decoding: try #require(ZipParts.all(of: path).first).bytes, as: UTF8.self)
    #expect(text.contains("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">x</w:t></w:r></w:p>"))
    guard case .insteadOf = form.rows[0][1].insertion, case .at = form.rows[0][0].insertion else {
      Issue.record("an empty paragraph is replaced, another one gets a run at its end")
      return
    }
  }

  @Test("characters that no XML has are left out of a run; of nothing there is no run")
  func runs() {
    #expect(RunMarkup.run("a\u{FFFE}b\u{FFFF}<") == "<w:r><w:t xml:space=\"preserve\">ab&lt;</w:t></w:r>")
    #expect(RunMarkup.run("") == "" && RunMarkup.run("\n").contains("<w:r><w:br/></w:r>"))
  }

  @Test("a cell over rows and columns goes on below in as many rows, and what covers more than there is ends with it")
  func grid() {
    let table = ReportTable(
      columns: ["a", "b", "c", "d"].map { .init($0) },
      rows: [
        [.text("tall").spanning(columns: 2, rows: 3), "x", "y"], ["z"], ["v", "w"],
        ["p", .text("wide").spanning(columns: 9)],
      ])
    let rows = TableGrid(table).rows
    #expect(rows.map { $0.map(\.columns) } == [[2, 1, 1], [2, 1, 1], [2, 1, 1], [1, 3]])
    #expect(rows.map { $0.map(\.isContinued) }.map { $0[0] } == [false, true, true, false])
    #expect(
      rows.map { $0.map { $0.cell.text } } == [
        ["tall", "x", "y"], ["tall", "z", ""], ["tall", "v", "w"], ["p", "wide"],
      ])
  }

  @Test("a text of a form takes the lines that its letters fill, to the last one that fits")
  func lines() {
    // Ten letters of 10 points, each 5 points and 3 % wide, fill a cell of 1,030 twentieths and its margins.
    for (count, lines) in [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3)] {
      #expect(FormTable.lines(String(repeating: "a", count: count), width: 1_030 + 140, size: 20) == lines, "\(count)")
    }
    #expect(
      FormTable.lines("a\n\nb", width: 1_170, size: 20) == 3 && FormTable.lines("字字字字字", width: 1_170, size: 20) == 1)
    // A cell that is all margin has room for a letter of its own.
    #expect(FormTable.lines("ab", width: 10, size: 20) == 2 && FormTable.lines("a", width: 10, size: 20) == 1)
    #expect(FormTable.height(lines: 1, size: 20) == 250 + 44 && FormTable.height(lines: 3, size: 16) == 600 + 44)
  }

  @Test(
    "a row of a report stays on one page, unless it is longer than one", arguments: [(1_499, true), (1_500, false)])
  func unbroken(count: Int, stays: Bool) {
    let table = ReportTable(columns: [.init("a")], rows: [[.text(RichText(String(repeating: "x", count: count)))]])
    let document = Document(name: "d", title: "t", language: .en, asOf: .init(0, text: ""))
    let markup = WordTable(
      table, width: 9_000, language: .en, bookmarks: WordBookmarks(document), absences: []
    ).markup
    // The head's row always stays.
    #expect(markup.matches(of: /<w:cantSplit\/>/).count == (stays ? 2 : 1))
  }

  private func pieces(_ line: [(Double, Double)], _ pattern: [Double]) -> [[[Double]]] {
    Dashes.pieces(of: line.map { .init(x: $0.0, y: $0.1) }, pattern).map { piece in
      piece.map { [($0.x * 1e6).rounded() / 1e6, ($0.y * 1e6).rounded() / 1e6] }
    }
  }

  @Test("a dashed line is its dashes: as long as they say, around corners, the last one cut at the end")
  func dashes() {
    #expect(pieces([(0, 0), (10, 0)], [4, 2]) == [[[0, 0], [4, 0]], [[6, 0], [10, 0]]])
    #expect(pieces([(0, 0), (11, 0)], [4, 2]) == [[[0, 0], [4, 0]], [[6, 0], [10, 0]]])
    #expect(pieces([(0, 0), (0, 13)], [4, 2]) == [[[0, 0], [0, 4]], [[0, 6], [0, 10]], [[0, 12], [0, 13]]])
    #expect(pieces([(0, 0), (3, 0), (3, 4)], [4, 2]) == [[[0, 0], [3, 0], [3, 1]], [[3, 3], [3, 4]]])
    #expect(pieces([(0, 0), (6, 8)], [5, 5]) == [[[0, 0], [3, 4]]])
    for solid in [[], [4], [4, 0], [0, 4]] as [[Double]] {
      #expect(pieces([(0, 0), (9, 0)], solid) == [[[0, 0], [9, 0]]])
    }
  }
}
