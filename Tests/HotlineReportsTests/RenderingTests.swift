import Foundation
import HotlineConfiguration
import HotlineReports
import Testing

@Suite("Renderings")
struct RenderingTests {
  @Test("the page, the text and the tables of a document are the golden ones", arguments: Language.allCases)
  func golden(language: Language) throws {
    let document = SampleDocument.make(language)
    let name = "sample-\(language.rawValue)"
    try Golden.expect(HTMLDocument(document).text, equals: name + ".html")
    try Golden.expect(MarkdownDocument(document).text, equals: name + ".md")
    let tables = CSVDocument(document).files.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n")
    try Golden.expect(tables, equals: name + ".csv.txt")
  }

}
