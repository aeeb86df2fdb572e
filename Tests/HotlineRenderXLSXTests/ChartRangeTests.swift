import DocumentSamples
import HotlineRenderXLSX
import Testing

/// Charts of a workbook draw what stands on the data sheet; those of the reports are checked in CommandTests.
@Suite("Charts of a workbook and the rows they draw")
struct ChartRangeTests {
  private static let book = Result { try WorkbookReading(XLSXDocument(SampleDocument.make()).bytes()) }

  @Test("every series is named by the header of its column and draws all rows below it, beside as many categories")
  func ranges() throws {
    let book = try Self.book.get()
    #expect(book.series.count == 36)
    #expect(ChartRanges(book).problems == [])
  }

  @Test("every column of numbers is drawn by a series, or is what others are drawn along")
  func nothingLeftOut() throws {
    // The names at the points of a funnel and a quadrant are labels; a Pareto chart's line of shares is only listed.
    #expect(ChartRanges(try Self.book.get()).undrawn == ["名称", "名称", "累计占比"])
  }
}
