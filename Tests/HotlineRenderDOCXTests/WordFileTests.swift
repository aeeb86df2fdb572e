import DocumentSamples
import Foundation
import FoundationXML
import GoldenFiles
import HotlineDocument
import HotlineRenderDOCX
import HotlineText
import Testing

@Suite("Word files")
struct WordFileTests {
  private let files = GoldenFiles(in: URL(filePath: #filePath).deletingLastPathComponent())

  private func open(_ document: Document) throws -> WordReading { try WordReading(DOCXDocument(document).bytes()) }

  private func document(_ blocks: [Document.Block], isForm: Bool = false) -> Document {
    var document = Document(
      name: "t", title: "t", language: .zh, asOf: .init(0, text: "then"),
      sections: [Document.Section("s", "chapter", blocks: blocks)])
    document.isPrintedForm = isForm
    return document
  }

  @Test("the sample is the golden one")
  func golden() throws {
    let word = try open(SampleDocument.make())
    defer { word.close() }
    #expect(try files.difference(of: word.listing(), from: "sample-zh.docx.txt") == nil)
  }

  @Test("one document gives the same bytes, whenever it is written")
  func stable() throws {
    let first = try DOCXDocument(SampleDocument.make()).bytes()
    Thread.sleep(forTimeInterval: 2.1)
    #expect(first == (try DOCXDocument(SampleDocument.make()).bytes()))
  }

  @Test("every part is XML that a parser takes, and each relation leads to a part", arguments: [true, false])
  func parts(isEdge: Bool) throws {
    let word = try open(isEdge ? EdgeDocument.make() : SampleDocument.make(.en))
    defer { word.close() }
    for name in word.names where !name.hasSuffix(".emf") {
      let parser = XMLParser(data: try word.part(name))
      #expect(parser.parse(), "\(name): \(String(describing: parser.parserError))")
    }
    let relations = try word.text("word/_rels/document.xml.rels")
    for match in relations.matches(of: /Id="([^"]+)"[^>]*Target="([^"]+)"/) {
      #expect(word.names.contains("word/\(match.2)"), "\(match.2)")
    }
    let main = try word.text("word/document.xml")
    let embedded = main.matches(of: /r:embed="([^"]+)"/).map { String($0.1) }
    #expect(embedded.count >= 20 && embedded.allSatisfy { relations.contains("Id=\"\($0)\"") })
    let links = Set(main.matches(of: /w:anchor="([^"]+)"/).map { String($0.1) })
    let marks = main.matches(of: /w:bookmarkStart w:id="[0-9]+" w:name="([^"]+)"/).map { String($0.1) }
    #expect(Set(marks).count == marks.count && links.subtracting(marks).isEmpty)
    #expect(isEdge || !links.isEmpty)
  }

  @Test("headings, tables and pictures are what python-docx calls them", .enabled(if: WordReading.hasPythonDocx))
  func python() throws {
    let word = try open(SampleDocument.make())
    defer { word.close() }
    let content = try word.content()
    #expect(content.page == [210, 297])
    #expect(
      content.paragraphs.filter { $0[0] == "Heading 1" }.map { $0[1] } == ["要点", "图表", "各区", "数据来源与口径"])
    #expect(content.paragraphs.first == ["Title", "热线月报样张"])
    #expect(content.pictures.count == 10 && content.pictures.allSatisfy { !$0.isEmpty })
    let districts = try #require(content.tables.first { $0[1][0] == "区" })
    // Words under a link are none for this reader.
    #expect(districts[1] == ["区", "件数", ""])
    #expect(districts.dropFirst(2).dropLast().map { $0[0] } == SampleDocument.hostileNames)
    #expect(districts.last == ["合计", "15,000", "–2"])
  }

  @Test("a cell over several rows and columns is one cell, and goes on below", .enabled(if: WordReading.hasPythonDocx))
  func spans() throws {
    let table = ReportTable(
      columns: [.init("a"), .init("b"), .init("c")],
      rows: [
        [ReportTable.Cell.text("tall").spanning(rows: 2), ReportTable.Cell.text("wide").spanning(columns: 2)],
        [.text("x"), .text("y")],
      ])
    for isForm in [true, false] {
      let word = try open(document([.table(table)], isForm: isForm))
      defer { word.close() }
      let rows = try #require(try word.content().tables.first)
      #expect(rows == [["a", "b", "c"], ["tall", "wide", "wide"], ["tall", "x", "y"]])
    }
  }

  @Test("a table's head is repeated and its rows are not broken, but for one with more than a page of text")
  func rows() throws {
    let long = String(repeating: "长", count: 2_000)
    let word = try open(document([.table(ReportTable(columns: [.init("a")], rows: [["x"], [.text(long)]]))]))
    defer { word.close() }
    let rows = try word.listing().split(separator: "\n").filter { $0.hasPrefix("<w:tr>") }
    #expect(rows.map { $0.contains("<w:tblHeader/>") } == [true, false, false])
    #expect(rows.map { $0.contains("<w:cantSplit/>") } == [true, true, false])
  }

  @Test("a table with many columns stays within the page, in smaller letters")
  func width() throws {
    let columns = (0..<24).map { ReportTable.Column("指标\($0)", .trailing) }
    let row = ReportTable.Row((0..<24).map { .number(Double(345 + $0), .count) })
    let word = try open(document([.table(ReportTable(columns: columns, rows: [row]))]))
    defer { word.close() }
    let main = try word.text("word/document.xml")
    let widths = main.matches(of: /<w:gridCol w:w="([0-9]+)"/).compactMap { Int($0.1) }
    #expect(widths.count == 24 && widths.reduce(0, +) <= 9_866)
    #expect(widths.allSatisfy { $0 > 350 })
    #expect(!main.contains("<w:sz w:val=\"18\"/>"))
  }

  @Test(
    "a printed form has its blocks and nothing else, its Chinese letters in a Chinese font",
    .enabled(if: WordReading.hasPythonDocx))
  func form() throws {
    let table = ReportTable(
      columns: [.init("", width: 10), .init("", width: 30)],
      rows: [
        ReportTable.Row([ReportTable.Cell.text("标题").asHeader.spanning(columns: 2)], role: .total),
        [ReportTable.Cell.text("投入\n(36分)").asHeader, ReportTable.Cell.number(12, .count).linked(to: "s")],
      ], showsHeader: false)
    let word = try open(document([.table(table), .paragraph("说明：一")], isForm: true))
    defer { word.close() }
    let content = try word.content()
    #expect(content.paragraphs.filter { !$0[1].isEmpty } == [["Form Label", "说明：一"]])
    #expect(content.tables == [[["标题", "标题"], ["投入\n(36分)", "12"]]])
    #expect(!word.names.contains { $0.contains("header") || $0.contains("footer") || $0.contains("media") })
    let main = try word.text("word/document.xml")
    #expect(!main.contains("hyperlink") && !main.contains("then") && !main.contains("chapter"))
    let styles = try word.text("word/styles.xml")
    #expect(styles.contains("w:eastAsia=\"宋体\"") && styles.contains("w:eastAsia=\"仿宋\""))
    #expect(try !word.text("docProps/core.xml").contains("hotline"))
  }

  @Test("a form's letters are as large as one page allows; one that needs more pages keeps them readable")
  func fit() throws {
    func size(rows: Int) throws -> Int {
      let cells = (0..<rows).map { ReportTable.Row(texts: ["\($0)", "x"]) }
      let table = ReportTable(columns: [.init("a", width: 10), .init("b", width: 10)], rows: cells)
      let word = try open(document([.table(table)], isForm: true))
      defer { word.close() }
      let sizes = try word.text("word/document.xml").matches(of: /<w:sz w:val="([0-9]+)"/).compactMap { Int($0.1) }
      return try #require(sizes.first)
    }
    // A row is 1.25 of the letters' size with 2.2 points around it and a border of half a point; 777.9 points are to be had, less
    // 5.5 for the gap and the last border. At 10.5 points a row is 15.8 high: the head and 47 rows fit, at 8 the head and 59.
    #expect(try size(rows: 20) == 21)
    #expect(try size(rows: 47) == 21 && size(rows: 48) == 20)
    #expect(try size(rows: 52) == 19 && size(rows: 53) == 18)
    #expect(try size(rows: 57) == 17 && size(rows: 58) == 16)
    #expect(try size(rows: 59) == 16 && size(rows: 60) == 18)
  }

  @Test("a notice stands on every page, also on a form")
  func notice() throws {
    var document = document([.paragraph("x")], isForm: true)
    document.notice = "模拟数据"
    let word = try open(document)
    defer { word.close() }
    #expect(try word.text("word/header1.xml").contains("模拟数据"))
    #expect(try word.text("word/document.xml").contains("<w:headerReference w:type=\"default\" r:id=\"header\"/>"))
  }
}
