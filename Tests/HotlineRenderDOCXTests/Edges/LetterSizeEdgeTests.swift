import HotlineDocument
import HotlineText
import Testing

@testable import HotlineRenderDOCX

@Suite("Letters of a Word file become smaller where the page asks for it, and not before")
struct LetterSizeEdgeTests {
  /// The size of the letters (half points) of a table of one text on a page of some width, its cells with margins of 60.
  private func size(_ text: String, _ width: Int) -> Int {
    let table = ReportTable(columns: [.init("")], rows: [[.text(RichText(text))]])
    return ColumnWidths(table, width: width, margin: 60).size
  }

  @Test("a word has its place: a letter is 5.3 twentieths wide for each half point, a quarter is spare")
  func words() {
    // Ten letters, a quarter more, and 130 for the margins: 66.25 for each half point.
    for (width, size) in [
      (1_323, 18), (1_322, 17), (1_257, 17), (1_256, 16), (1_191, 16), (1_189, 15), (1_124, 15), (1_123, 14),
      (1_058, 14), (1_057, 13), (992, 13), (991, 12), (926, 12), (500, 12),
    ] { #expect(self.size("aaaaaaaaaa", width) == size, "\(width)") }
    // A longer word counts as eighteen letters, Chinese may break after three characters.
    let long = String(repeating: "a", count: 30)
    #expect(size(long, 2_277) == 18 && size(long, 2_276) == 17)
    #expect(size("字字字字", 703) == 18 && size("字字字字", 702) == 17)
    #expect(size("字字", 703) == 18 && size("字a字", 703) == 18)
  }

  @Test("a text that is a third longer than the page is wide keeps its size; it counts 64 letters at most")
  func texts() {
    let five = [String](repeating: "aaaaaaaaaa", count: 5).joined(separator: " ")
    #expect(size(five, 3_913) == 18 && size(five, 3_912) == 17)
    let twenty = [String](repeating: "aaaa", count: 20).joined(separator: " ")
    #expect(size(twenty, 4_619) == 18 && size(twenty, 4_618) == 17)
    // Each line of a text counts by itself.
    #expect(size(five.replacing(" ", with: "\n"), 1_323) == 18)
  }

  @Test("a column is as wide as its text where the page allows, and takes its part of a page that is too narrow")
  func widths() {
    let table = ReportTable(columns: [.init("aaaaaaaaaa"), .init("aaaaaaaaaa")])
    #expect(ColumnWidths(table, width: 9_000, margin: 60).widths == [1_322, 1_322])
    let narrow = ColumnWidths(table, width: 1_000, margin: 60)
    #expect(narrow.widths == [500, 500] && narrow.size == 12)
  }

  @Test(
    "a form has the largest letters with which all its rows stand on one page; of one that needs two pages the usual ones",
    arguments: [
      (1, 21), (48, 21), (49, 20), (50, 20), (51, 19), (53, 19), (54, 18), (55, 18), (56, 17), (58, 17), (59, 16),
      (60, 16), (61, 18),
    ])
  func form(rows: Int, size: Int) {
    let table = ReportTable(
      columns: [.init("a", width: 10), .init("b", width: 10)],
      rows: (0..<rows).map { ["\($0)", "x"] }.map { ReportTable.Row(texts: $0) }, showsHeader: false)
    let document = Document(
      name: "d", title: "t", language: .zh, asOf: .init(0, text: ""),
      sections: [.init("s", "s", blocks: [.table(table)])])
    let markup = FormBody(document).markup
    #expect(markup.matches(of: /<w:sz w:val="(\d+)"/).map { String($0.1) }.allSatisfy { $0 == "\(size)" })
    #expect(markup.contains("<w:sz w:val=\"\(size)\""))
  }
}
