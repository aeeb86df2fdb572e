import DocumentSamples
import HotlineDocument
import HotlineRenderXLSX
import HotlineText
import Testing

@Suite("Sheets whose tables just fit")
struct SheetEdgeTests {
  /// The XML of the one sheet that a chapter makes.
  private func sheet(_ blocks: [Document.Block]) throws -> String {
    let document = Document(
      name: "t", title: "t", language: .en, asOf: .init(0, text: ""), sections: [.init("s", "t", blocks: blocks)])
    return try #require(WorkbookReading(XLSXDocument(document).bytes()).xml["t"])
  }

  private func rows(_ count: Int, _ role: ReportTable.Row.Role = .body) -> [ReportTable.Row] {
    (0..<count).map { .init(["\($0)", "x"], role: role) }
  }

  private func table(_ rows: [ReportTable.Row], showsHeader: Bool = true) -> Document.Block {
    .table(ReportTable(columns: [.init("a"), .init("b")], rows: rows, showsHeader: showsHeader))
  }

  @Test(
    "a table of more than five rows can be filtered, without its totals; one whose cells go on, or without a head, not")
  func filter() throws {
    // Title, moment, a blank row and the chapter's heading stand above the table's head in the fifth row.
    #expect(try !sheet([table(rows(5))]).contains("<autoFilter"))
    #expect(try sheet([table(rows(6))]).contains("<autoFilter ref=\"A5:B11\"/>"))
    #expect(try sheet([table(rows(6) + rows(2, .total))]).contains("<autoFilter ref=\"A5:B11\"/>"))
    #expect(try !sheet([table(rows(5) + rows(2, .total))]).contains("<autoFilter"))
    #expect(try sheet([table(rows(3) + rows(1, .subtotal) + rows(3))]).contains("<autoFilter ref=\"A5:B12\"/>"))
    #expect(try !sheet([table(rows(6), showsHeader: false)]).contains("<autoFilter"))
    for span in [ReportTable.Cell.text("w").spanning(columns: 2), .text("w").spanning(rows: 2)] {
      #expect(try !sheet([table(rows(6) + [.init([span])])]).contains("<autoFilter"))
    }
    // Of two tables of one length the first has it.
    #expect(try sheet([table(rows(6)), table(rows(6))]).contains("<autoFilter ref=\"A5:B11\"/>"))
  }

  @Test(
    "the head of the one table stays in sight where it stands among the first twelve rows",
    arguments: [(7, true), (8, false)])
  func frozen(paragraphs: Int, stays: Bool) throws {
    let texts = (0..<paragraphs).map { Document.Block.paragraph(RichText("p\($0)")) }
    #expect(try sheet(texts + [table(rows(2))]).contains("state=\"frozen\"") == stays)
    #expect(try !sheet(texts + [table(rows(2)), table(rows(2))]).contains("state=\"frozen\""))
  }

  /// A table of columns that ask for so many letters each.
  private func wide(_ widths: [Double]) throws -> String {
    try sheet([
      .table(
        ReportTable(columns: widths.map { .init("c", width: $0) }, rows: [.init(widths.map { _ in "x" })]))
    ])
  }

  @Test("a sheet of a thousand pixels is printed upright, a wider one across")
  func landscape() throws {
    // Each column has three letters of room, seven pixels a letter, and five for its edges: 250.
    #expect(try !wide([32, 32, 32, 32]).contains("orientation=\"landscape\""))
    #expect(try wide([32, 32, 32, 33]).contains("orientation=\"landscape\""))
  }

  @Test("a column is as wide as it asks, with room for three letters, and never wider than seventy")
  func columns() throws {
    func first(_ width: Double) throws -> String? {
      try wide([width, 50]).firstMatch(of: /<col min="1" max="1" width="([\d.]+)"/).map { String($0.1) }
    }
    let (seventy, less) = (try first(67), try first(66))
    #expect(seventy?.hasPrefix("70.") == true && less?.hasPrefix("69.") == true)
    #expect(try first(68) == seventy && first(500) == seventy)
    #expect(
      try first(1)?.hasPrefix("7.") == true && first(4)?.hasPrefix("7.") == true && first(5)?.hasPrefix("8.") == true)
  }
}
