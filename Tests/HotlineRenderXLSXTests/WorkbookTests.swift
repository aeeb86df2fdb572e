import DocumentSamples
import Foundation
import GoldenFiles
import HotlineDocument
import HotlineRenderXLSX
import HotlineText
import Testing

@Suite("Workbooks")
struct WorkbookTests {
  private let files = GoldenFiles(in: URL(filePath: #filePath).deletingLastPathComponent())

  private func open(_ document: Document) throws -> WorkbookReading {
    try WorkbookReading(XLSXDocument(document).bytes())
  }

  private func document(_ table: ReportTable, title: String = "t") -> Document {
    Document(
      name: "t", title: "t", language: .en, asOf: .init(0, text: ""),
      sections: [Document.Section("s", title, blocks: [.table(table)])])
  }

  @Test("all cells of the sample are the golden ones")
  func golden() throws {
    #expect(try files.difference(of: open(SampleDocument.make()).listing, from: "sample-zh.xlsx.txt") == nil)
    #expect(try files.difference(of: open(EdgeDocument.make()).listing, from: "edge.xlsx.txt") == nil)
  }

  @Test(
    "figures in long form stand on a sheet of their own from its first row: numbers, rates as formulas, a filter, no text for what is absent"
  )
  func longForm() throws {
    var document = document(ReportTable(columns: [.init("x")], rows: [["y"]]))
    document.data = ReportTable(
      "data", columns: ["metric", "n", "d", "value", "remark"].map { .init($0) },
      rows: (0..<7).map { index in
        [
          "rate", .number(Double(index), .count).named("data.\(index).n"), .number(8, .count).named("data.\(index).d"),
          ReportTable.Cell.number(Double(index) / 8, .percent).computed(
            .quotient(of: "data.\(index).n", by: "data.\(index).d")), "",
        ]
      } + [["rate", "", "", "", "not in the data"]], hasRowHeaders: false)
    let book = try open(document)
    #expect(book.sheets == ["t", "Data"])
    func cell(_ name: String) -> WorkbookReading.Cell? { book.cells.first { $0.sheet == "Data" && $0.name == name } }
    #expect(cell("A1")?.value == "metric" && cell("B3")?.value == "1" && cell("B3")?.isText == false)
    #expect(cell("D3")?.formula == "B3/C3" && cell("D3")?.value == "0.125" && cell("D3")?.format == "0.00%")
    #expect(cell("D9").map { $0.value.isEmpty } ?? true)
    #expect(book.xml["Data"]?.contains("<autoFilter ref=\"A1:E9\"/>") == true)
  }

  @Test("one document gives the same bytes, whenever it is written")
  func stable() throws {
    let first = try XLSXDocument(SampleDocument.make()).bytes()
    Thread.sleep(forTimeInterval: 1.1)
    #expect(first == (try XLSXDocument(SampleDocument.make()).bytes()))
  }

  @Test(
    "a text that begins like a formula stays a text",
    arguments: ["=1+1", "+1", "-1+2", "@SUM(A1)", "=HYPERLINK(\"x\")"])
  func textsAreNoFormulas(text: String) throws {
    let table = ReportTable("a", columns: [.init(text)], rows: [[.text(text)], [.text(text)]])
    let book = try open(document(table))
    #expect(book.cells.filter { $0.value == text }.count == 3)
    #expect(book.cells.allSatisfy { $0.formula == nil && ($0.isText || $0.value != text) })
  }

  @Test("numbers are numbers, in the format in which they are printed")
  func numbers() throws {
    let table = ReportTable(
      columns: [.init("x", .trailing)],
      rows: [
        [.number(0.943, .percent)], [.number(185_000, .count)], [.number(0.0125, .points(.en))],
        [.number(11.25, NumberFormat(.decimal(places: 1), suffix: " 秒"))], [.absent("no calls")],
      ])
    let book = try open(document(table))
    func cell(_ value: String) throws -> WorkbookReading.Cell { try #require(book.cells.first { $0.value == value }) }
    #expect(try cell("0.943").format == "0.00%")
    #expect(try cell("185000").format == "#,##0")
    #expect(try cell("1.25").format == "+0.00\" pp\";-0.00\" pp\";0.00\" pp\"")
    #expect(try cell("11.25").format == "0.0\" 秒\"")
    #expect(try cell("– no calls").isText)
  }

  @Test("two counts are numbers, the rate before them a formula over them, the total a sum")
  func counts() throws {
    func row(_ name: String, _ numerator: Double, _ denominator: Double) -> [ReportTable.Cell] {
      [
        .text(name), .number(denominator, .count), .number(numerator / denominator, .percent),
        .counts(ReportTable.Counts(numerator, of: denominator)),
      ]
    }
    let table = ReportTable(
      columns: [.init("unit"), .init("calls"), .init("rate"), .init("numerator / denominator")],
      rows: [
        ReportTable.Row(row("a", 30, 40)), ReportTable.Row(row("b", 20, 60)),
        ReportTable.Row(row("all", 50, 100), role: .total),
      ])
    let cells = try open(document(table)).cells.filter { $0.sheet == "t" }
    func cell(_ name: String) throws -> WorkbookReading.Cell { try #require(cells.first { $0.name == name }) }
    let head = try #require(cells.first { $0.value == "numerator" })
    let first = try #require(Int(head.name.dropFirst())) + 1
    let (numerator, below, rate) = (try cell("D\(first)"), try cell("E\(first - 1)"), try cell("C\(first)"))
    #expect(head.name.hasPrefix("D") && below.value == "denominator")
    #expect(numerator.value == "30" && !numerator.isText)
    #expect(rate.formula == "D\(first)/E\(first)" && rate.value == "0.75")
    #expect(try cell("B\(first + 2)").formula == "SUM(B\(first):B\(first + 1))")
    #expect(try cell("D\(first + 2)").formula == "SUM(D\(first):D\(first + 1))")
    #expect(try cell("C\(first + 2)").formula == "D\(first + 2)/E\(first + 2)")
  }

  @Test("a total that is not the sum of what is shown, and a rate that is none of its counts, stay numbers")
  func noFormula() throws {
    let table = ReportTable(
      columns: [.init("unit"), .init("calls"), .init("rate"), .init("numerator / denominator")],
      rows: [
        ["a", .number(40, .count), .number(0.5, .percent), .counts(ReportTable.Counts(30, of: 40))],
        ["b", .absent("hidden"), .absent("hidden"), .absent("hidden")],
        ReportTable.Row(["all", .number(60, .count), "", ""], role: .total),
      ])
    #expect(try open(document(table)).cells.allSatisfy { $0.formula == nil })
  }

  @Test(
    "a day or a moment alone in a cell is a date",
    arguments: [
      ("2019-12-02 13:12:55", "43801.55063657407", "yyyy-mm-dd hh:mm:ss"), ("2019-12-02", "43801", "yyyy-mm-dd"),
      ("2019-12-02 06:00", "43801.25", "yyyy-mm-dd hh:mm"),
    ])
  func dates(text: String, value: String, format: String) throws {
    let book = try open(document(ReportTable(columns: [.init("when")], rows: [[.text(text)]])))
    let cell = try #require(book.cells.first { $0.sheet == "t" && $0.value.hasPrefix(value.prefix(12)) })
    #expect(!cell.isText && cell.format == format)
  }

  @Test(
    "other texts stay texts",
    arguments: [
      "2019-12", "2019-02-30", "2019-13-01", "2019-12-02 25:00:00", "1899-12-30", "2019-12-02T06:00", "12345-6-78",
    ])
  func noDates(text: String) throws {
    let book = try open(document(ReportTable(columns: [.init("when")], rows: [[.text(text)]])))
    #expect(book.cells.contains { $0.value == text && $0.isText })
  }

  @Test("the longest table of a sheet can be filtered, also beside others")
  func filter() throws {
    func table(_ rows: Int) -> ReportTable {
      ReportTable(
        columns: [.init("name"), .init("x")], rows: (0..<rows).map { ReportTable.Row(texts: ["\($0)", "x"]) })
    }
    let book = try open(
      Document(
        name: "t", title: "t", language: .en, asOf: .init(0, text: ""),
        sections: [Document.Section("s", "t", blocks: [.table(table(8)), .table(table(30)), .table(table(7))])]))
    let xml = try #require(book.xml["t"])
    let range = try #require(xml.firstMatch(of: /<autoFilter ref="A(\d+):B(\d+)"/)).output
    #expect((Int(range.2) ?? 0) - (Int(range.1) ?? 0) == 30)
  }

  @Test("a cell that spans columns or rows is one cell of the sheet as well")
  func spans() throws {
    let table = ReportTable(
      "a", columns: [.init("one"), .init("two"), .init("three")],
      rows: [
        [.text("wide").spanning(columns: 2), .text("x")],
        [.text("tall").spanning(rows: 2), .text("x"), .text("x")], [.text("x"), .text("x")],
      ])
    let book = try open(document(table))
    let xml = try #require(book.xml["t"])
    func cell(_ value: String) throws -> Int {
      let name = try #require(book.cells.first { $0.value == value }?.name)
      #expect(name.hasPrefix("A"))
      return try #require(Int(name.dropFirst()))
    }
    let (wide, tall) = (try cell("wide"), try cell("tall"))
    #expect(xml.contains("<mergeCell ref=\"A\(wide):B\(wide)\"/>"))
    #expect(xml.contains("<mergeCell ref=\"A\(tall):A\(tall + 1)\"/>"))
  }

  @Test("a sheet with one table keeps its header in sight and repeats it on paper, which is A4")
  func header() throws {
    let rows = (0..<60).map { ReportTable.Row(texts: ["\($0)", "x"]) }
    let book = try open(document(ReportTable(columns: [.init("name"), .init("x")], rows: rows)))
    let xml = try #require(book.xml["t"])
    #expect(xml.contains("state=\"frozen\""))
    #expect(xml.contains("paperSize=\"9\""))
    #expect(xml.contains("fitToHeight=\"0\""))
  }

  @Test("sheets get names that a spreadsheet allows, each its own")
  func sheetNames() throws {
    let titles = ["a/b:c*?[d]", "a/b:c*?[d]", String(repeating: "长", count: 60), "", "'x'"]
    let sections = titles.enumerated().map { Document.Section(Anchor("s\($0.offset)"), $0.element) }
    let book = try open(Document(name: "t", title: "t", language: .zh, asOf: .init(0, text: ""), sections: sections))
    #expect(book.sheets == ["abcd", "abcd 2", String(repeating: "长", count: 31), "Sheet", "x"])
  }

  @Test("a figure leads to its evidence, on another sheet, and stays a number")
  func links() throws {
    let book = try open(SampleDocument.make())
    let cell = try #require(book.cells.first { $0.value == "0.943" && $0.sheet == "要点" })
    let target = try #require(book.links["要点"]?[cell.name])
    #expect(!cell.isText)
    let place = target.split(separator: "!").map(String.init)
    #expect(place.first == "'数据来源与口径'")
    #expect(book.cells.contains { $0.sheet == "数据来源与口径" && $0.name == place.last && $0.value.contains("热线接通率") })
  }

  @Test("a long description does not break the sheet that holds the chart")
  func longDescriptions() throws {
    let figure = Figure(
      "f", title: "=A1", chart: .lines(.init(labels: ["a", "b"], series: [.init("=B1", [1, 2])], format: .count)),
      alternative: String(repeating: "很长的说明 & <文字>。", count: 400))
    let document = Document(
      name: "t", title: "t", language: .zh, asOf: .init(0, text: ""),
      sections: [Document.Section("s", "t", blocks: [.figure(figure)])])
    #expect(try open(document).sheets.count == 2)
  }
}
