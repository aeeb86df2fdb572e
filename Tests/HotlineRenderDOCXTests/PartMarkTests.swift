import DocumentSamples
import Foundation
import GoldenFiles
import HotlineDocument
import HotlineOffice
import HotlineRenderDOCX
import Testing

@Suite("Parts of Word files")
struct WordPartMarkTests {
  private let files = GoldenFiles(in: URL(filePath: #filePath).deletingLastPathComponent())

  @Test("every part of a Word file is what it was: pictures, styles and measures, of which its paragraphs say nothing")
  func marks() throws {
    var form = SampleDocument.make()
    form.isPrintedForm = true
    let documents = [("sample-zh", SampleDocument.make()), ("edge", EdgeDocument.make()), ("printed", form)]
    for (name, document) in documents {
      let marks = try PartMarks.of(DOCXDocument(document).bytes())
      #expect(try files.difference(of: marks, from: name + ".docx.parts.txt") == nil)
    }
  }
}
