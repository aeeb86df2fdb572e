import HotlineDocument
import HotlineText
import Testing

@testable import HotlineRender

@Suite("Pages, texts and tables where one more would be too many")
struct TextEdgeTests {
  private func document(_ sections: [Document.Section]) -> Document {
    Document(name: "d", title: "t", language: .en, asOf: .init(0, text: ""), sections: sections)
  }

  private func page(_ table: ReportTable) -> String {
    HTMLDocument(document([.init("s", "s", blocks: [.table(table)])])).text
  }

  @Test(
    "a letter is Chinese from the first to the last of its blocks",
    arguments: [
      (0x33FF, false), (0x3400, true), (0x9FFF, true), (0xA000, false), (0xF8FF, false), (0xF900, true), (0xFAFF, true),
      (0xFB00, false), (0x1_FFFF, false), (0x2_0000, true), (0x3_FFFF, true), (0x4_0000, false), (0x61, false),
    ])
  func chinese(value: UInt32, isOne: Bool) throws {
    let text = "a" + String(try #require(Unicode.Scalar(value)))
    #expect(text.hasChinese == isOne && text.htmlSpoken(.en).contains("<span") == isOne)
    #expect(!text.htmlSpoken(.zh).contains("<span"))
  }

  /// Columns of cells of some widths; what is wider than its place counts as far as that.
  private func isWide(_ headers: [Int], _ cells: [Int]) -> Bool {
    func text(_ count: Int) -> String { String(repeating: "x", count: count) }
    let table = ReportTable(
      columns: headers.map { .init(text($0), .centre) },
      rows: [ReportTable.Row(cells.map { .text(RichText(text($0))) })])
    return page(table).contains("<table class=\"data wide\">")
  }

  @Test("a table of 125 letters with their margins is as others are, of a letter more it is wide")
  func wide() {
    let ten = [Int](repeating: 10, count: 10)
    #expect(!isWide(ten, ten) && isWide(ten, [11] + ten.dropFirst()) && isWide([11] + ten.dropFirst(), ten))
    // A long text counts as 24 letters, a long header as 14: four, one and an empty column are 125.
    #expect(!isWide([1, 1, 1, 1, 30, 0], [30, 30, 30, 30, 0, 0]))
    #expect(isWide([1, 1, 1, 1, 30, 1], [30, 30, 30, 30, 0, 0]))
    #expect(!isWide([1, 1, 1, 1, 30, 0], [24, 24, 24, 24, 0, 0]))
    #expect(isWide([1, 1, 1, 1, 14, 0], [24, 24, 24, 24, 15, 0]))
  }

  @Test(
    "a column of texts gets room for twenty letters, in a wide table for fourteen; numbers and given widths get none")
  func leastWidths() {
    func text(_ count: Int) -> ReportTable.Cell { .text(RichText(String(repeating: "x", count: count))) }
    func width(_ table: ReportTable) -> String? {
      page(table).firstMatch(of: /<th scope="col" style="min-width:([\d.]+)em">a</).map { String($0.1) }
    }
    // Each letter is 0.56 em, and 1.8 em stand beside them.
    for (count, em) in [(0, "1.8"), (5, "4.6"), (19, "12.4"), (20, "13"), (30, "13")] {
      #expect(width(ReportTable(columns: [.init("a")], rows: [[text(count)]])) == em, "\(count)")
    }
    let many = ReportTable(
      columns: (0..<6).map { .init($0 == 0 ? "a" : "b") }, rows: [.init((0..<6).map { _ in text(30) })])
    #expect(width(many) == "9.6")
    let spanning = ReportTable(
      columns: [.init("a"), .init("b")], rows: [[text(30).spanning(columns: 2)], [text(5), text(1)]])
    #expect(width(spanning) == "4.6", "what covers two columns makes neither wider")
    for column in [ReportTable.Column("a", .trailing), .init("a", .centre), .init("a", width: 8)] {
      #expect(width(ReportTable(columns: [column], rows: [[text(5)]])) == nil)
    }
  }

  @Test("cells over rows make a boxed table, cells over columns have no side, a first cell without text is no header")
  func cells() {
    let tall = page(
      ReportTable(columns: [.init("a"), .init("b")], rows: [[.text("t").spanning(rows: 2), "x"], ["y"]]))
    #expect(
      tall.contains("<table class=\"data boxed\">") && tall.contains("<th scope=\"rowgroup\" rowspan=\"2\">t</th>"))
    let wide = page(
      ReportTable(
        columns: [.init("a", .trailing), .init("b", .trailing)], rows: [[.text("t").spanning(columns: 2)], ["", "y"]]))
    #expect(wide.contains("<table class=\"data\">") && wide.contains("<th scope=\"row\" colspan=\"2\">t</th>"))
    #expect(wide.contains("<tr><td class=\"n\"></td><td class=\"n\">y</td></tr>"))
    let plain = page(
      ReportTable(columns: [.init("a")], rows: [["x"], [ReportTable.Cell.text("h").asHeader]], hasRowHeaders: false))
    #expect(plain.contains("<td>x</td>") && plain.contains("<th scope=\"row\">h</th>"))
  }

  @Test("three chapters have a list of contents, two do not; headings go down to the sixth level")
  func headings() {
    func chapters(_ count: Int) -> Document { document((1...count).map { .init(Anchor("c\($0)"), "C\($0)") }) }
    #expect(!HTMLDocument(chapters(2)).text.contains("href=\"#c1\""))
    #expect(HTMLDocument(chapters(3)).text.contains("href=\"#c1\""))
    func nested(_ depth: Int) -> Document.Section {
      .init(Anchor("n\(depth)"), "N\(depth)", sections: depth < 7 ? [nested(depth + 1)] : [])
    }
    let deep = document([nested(1)])
    let levels = HTMLDocument(deep).text.matches(of: /<h(\d)[^>]*>N/).map { String($0.1) }
    #expect(levels == ["2", "3", "4", "5", "6", "6", "6"])
    let marks = MarkdownDocument(deep).text.matches(of: /(?m)^(#+) N/).map { $0.1.count }
    #expect(marks == [2, 3, 4, 5, 6, 6, 6])
  }

  @Test("files of tables are numbered so that ten of them stand in order")
  func files() {
    let tables = (1...11).map { Document.Block.table(ReportTable(Anchor("t\($0)"), columns: [.init("c")])) }
    let names = CSVDocument(document([.init("s", "s", blocks: tables)])).files.map(\.name)
    #expect(names.first == "01-t1.csv" && names[8...] == ["09-t9.csv", "10-t10.csv", "11-t11.csv"])
  }

  @Test("a text that would begin a list or a heading in Markdown begins none; others stay as they are")
  func paragraphs() {
    for (text, line) in [
      ("1. a", "1\\. a"), ("12) a", "12\\) a"), ("1 a", "1 a"), ("1a.", "1a."), ("12", "12"), ("１. a", "１. a"),
      ("# a", "\\# a"), ("- a", "\\- a"), ("+ a", "\\+ a"), ("= a", "\\= a"), ("~ a", "\\~ a"), ("a # b", "a # b"),
      (".", "."),
    ] {
      let markdown = MarkdownDocument(document([.init("s", "s", blocks: [.paragraph(RichText(text))])])).text
      #expect(markdown.hasSuffix("\n\n\(line)\n"), "\(text)")
    }
  }

  @Test(
    "a table stands as it is in a terminal that it just fits, and with its texts below in one that the rest just fits")
  func terminal() {
    let table = ReportTable(
      columns: [.init("n"), .init("note"), .init("v", .trailing)],
      texts: [["xx", "some more words", "12"], ["y", "", "3"]])
    // Two, fifteen and two letters, and two blanks between them.
    #expect(table.terminalText(width: 23) == table.terminalText)
    let below = table.terminalText(width: 22)
    #expect(below == "n    v\n──  ──\nxx  12\n    note: some more\n    words\ny    3\n")
    #expect(table.terminalText(width: 6).hasPrefix("n    v\n") && table.terminalText(width: 5).hasPrefix("xx\n"))
    // Of two texts the wider one goes below, never the first column or a number.
    let two = ReportTable(columns: [.init("aaaaaaaa"), .init("b"), .init("cc")], texts: [["1", "22", "333"]])
    #expect(two.terminalText(width: 14) == "aaaaaaaa  b\n────────  ──\n1         22\n    cc: 333\n")
    let numbers = ReportTable(columns: [.init("a"), .init("b", .trailing)], texts: [["x", "1"]])
    #expect(numbers.terminalText(width: 4) == numbers.terminalText)
    #expect(numbers.terminalText(width: 3).hasPrefix("x\n"))
    // A word that is wider than a line is broken anywhere.
    let word = ReportTable(columns: [.init("n"), .init("")], texts: [["x", "aaaaaaaaaaaa"]])
    #expect(word.terminalText(width: 9) == "n\n─\nx\n    aaaaa\n    aaaaa\n    aa\n")
  }
}
