import Foundation
import HotlineConfiguration
import HotlineReports
import HotlineText
import Testing

@Suite("Renderings")
struct RenderingTests {
  @Test("the page, the text and the tables of a document are the golden ones", arguments: Language.allCases)
  func golden(language: Language) throws {
    let document = SampleDocument.make(language)
    let name = "sample-\(language.rawValue)"
    try Golden.expect(page: document, equals: name + ".html")
    try Golden.expect(MarkdownDocument(document).text, equals: name + ".md")
    let tables = CSVDocument(document).files.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n")
    try Golden.expect(tables, equals: name + ".csv.txt")
  }

  @Test("every page has the golden style sheet; the languages differ only in the words that marks are read out by")
  func style() throws {
    func lines(_ language: Language) throws -> [Substring] {
      try Golden.style(of: HTMLDocument(SampleDocument.make(language)).text).split(
        separator: "\n", omittingEmptySubsequences: false)
    }
    let (chinese, english) = (try lines(.zh), try lines(.en))
    try Golden.expect(chinese.joined(separator: "\n"), equals: "style.css")
    let words = english.filter { !chinese.contains($0) }
    #expect(english.count == chinese.count)
    #expect(!words.isEmpty && words.allSatisfy { $0.contains("content:") }, "\(words)")
  }
}
