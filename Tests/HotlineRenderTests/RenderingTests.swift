import DocumentSamples
import Foundation
import GoldenFiles
import HotlineRender
import HotlineText
import Testing

@Suite("Renderings")
struct RenderingTests {
  private let files = GoldenFiles(in: URL(filePath: #filePath).deletingLastPathComponent())

  @Test("the page, the text and the tables of a document are the golden ones", arguments: Language.allCases)
  func golden(language: Language) throws {
    let document = SampleDocument.make(language)
    let name = "sample-\(language.rawValue)"
    #expect(try files.difference(ofPage: HTMLDocument(document).text, from: name + ".html") == nil)
    #expect(try files.difference(of: MarkdownDocument(document).text, from: name + ".md") == nil)
    let tables = CSVDocument(document).files.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n")
    #expect(try files.difference(of: tables, from: name + ".csv.txt") == nil)
  }

  @Test("every page has the golden style sheet; the languages differ only in the words that marks are read out by")
  func style() throws {
    func lines(_ language: Language) throws -> [Substring] {
      try #require(GoldenFiles.style(of: HTMLDocument(SampleDocument.make(language)).text)).split(
        separator: "\n", omittingEmptySubsequences: false)
    }
    let (chinese, english) = (try lines(.zh), try lines(.en))
    #expect(try files.difference(of: chinese.joined(separator: "\n"), from: "style.css") == nil)
    let words = english.filter { !chinese.contains($0) }
    #expect(english.count == chinese.count)
    #expect(!words.isEmpty && words.allSatisfy { $0.contains("content:") }, "\(words)")
  }
}
