import DocumentSamples
import Foundation
import GoldenFiles
import HotlineOffice
import HotlineRenderXLSX
import Testing

@Suite("Parts of workbooks")
struct PartMarkTests {
  private let files = GoldenFiles(in: URL(filePath: #filePath).deletingLastPathComponent())

  @Test("every part of a workbook is what it was: charts, styles and pages, of which the cells say nothing")
  func marks() throws {
    for (name, document) in [("sample-zh", SampleDocument.make()), ("edge", EdgeDocument.make())] {
      let marks = try PartMarks.of(XLSXDocument(document).bytes())
      #expect(try files.difference(of: marks, from: name + ".xlsx.parts.txt") == nil)
    }
  }
}
