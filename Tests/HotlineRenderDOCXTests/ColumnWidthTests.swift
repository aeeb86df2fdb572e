import HotlineDocument
import Testing

@testable import HotlineRenderDOCX

@Suite("Widths of columns in Word files")
struct ColumnWidthTests {
  private func table(_ rows: [[String]]) -> ReportTable {
    var table = ReportTable(columns: rows[0].map { .init($0) })
    table.texts = Array(rows.dropFirst())
    return table
  }

  /// The width of a page's text, in twentieths of a point.
  private static let page = 9_600

  @Test("columns are as wide as their texts where the page allows, and never wider together than the page")
  func room() {
    let short = ColumnWidths(table([["甲", "乙"], ["一", "二三"]]), width: Self.page, margin: 100).widths
    #expect(short.reduce(0, +) < Self.page / 2 && short[0] < short[1])
    let long = String(repeating: "这里有一段不短的说明，", count: 12)
    for rows in [
      [["编号", "说明", "备注"], ["A1", long, long]], [["编号", "说明"], ["GD2019081800000118", long]],
      [["a", "b", "c", "d"], [long, long, long, "GD2019081800000118"]],
    ] {
      let widths = ColumnWidths(table(rows), width: Self.page, margin: 100).widths
      #expect((Self.page * 9 / 10...Self.page).contains(widths.reduce(0, +)), "\(widths)")
      #expect(widths.allSatisfy { $0 > 300 })
    }
    // A code is one word and keeps its line.
    let code = ColumnWidths(table([["编号", "说明"], ["GD2019081800000118", long]]), width: Self.page, margin: 100)
    #expect(Double(code.widths[0]) >= 18 * Double(code.size) * 5)
  }
}
