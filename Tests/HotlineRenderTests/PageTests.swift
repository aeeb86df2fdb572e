import DocumentSamples
import Foundation
import HotlineDocument
import HotlineRender
import HotlineText
import Testing

@Suite("Pages")
struct PageTests {
  private func matches(_ pattern: String, in text: String) throws -> [String] {
    try text.matches(of: Regex<(Substring, Substring)>(pattern)).map { String($0.output.1) }
  }

  @Test("every link of a page leads to one place of it")
  func links() throws {
    let page = HTMLDocument(SampleDocument.make()).text
    let ids = try matches(" id=\"([^\"]*)\"", in: page)
    let targets = try matches("href=\"#([^\"]*)\"", in: page)
    #expect(Set(ids).count == ids.count)
    #expect(targets.count > 10)
    #expect(Set(targets).isSubset(of: ids))
  }

  @Test("a page holds no script and asks for nothing from outside")
  func isSelfContained() {
    let page = HTMLDocument(SampleDocument.make()).text
    for forbidden in ["<script", "http://", "https://", " src=", "url(", "@import", "javascript:"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
  }

  @Test("names from the data are shown as they are in every format", arguments: SampleDocument.hostileNames)
  func hostileNames(name: String) {
    let escaped = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    let document = SampleDocument.make()
    #expect(HTMLDocument(document).text.contains(">\(escaped)<"))
    #expect(!MarkdownDocument(document).text.contains("<script"))
    let csv = CSVDocument(document).files.first { $0.name.contains("names-table") }?.text ?? ""
    let field = name.csvField
    #expect(csv.split(separator: "\n").contains { $0.hasPrefix(field + ",") })
    #expect(!["=", "+", "-", "@"].contains(field.prefix(1)))
  }

  @Test("every drawing says in words what it shows, and its data stand beside it")
  func alternatives() throws {
    let page = HTMLDocument(SampleDocument.make()).text
    #expect(try matches("(<svg [^>]*>)", in: page).allSatisfy { $0.contains("role=\"img\" aria-label=\"") })
    let figures = page.components(separatedBy: "<figure").dropFirst()
    #expect(figures.count == 10)
    #expect(figures.allSatisfy { $0.contains("<details class=\"data\">") && $0.contains("<th scope=\"row\"") })
  }

  @Test("each mark of a chart is a link where the figure says so; a mark without a place is none")
  func marks() throws {
    let series = [Chart.Series("甲", [1, 2]), Chart.Series("乙", [3, nil])]
    let limits = [Chart.Funnel.Limits(cases: 50, lower998: 0.1, lower95: 0.2, upper95: 0.8, upper998: 0.9)]
    let charts: [(Chart, [String])] = [
      (.bars(Chart.Bars(categories: ["a", "b"], series: series, format: .count)), ["a-1", "a-2", "b-1"]),
      (
        .bars(Chart.Bars(categories: ["a", "b"], series: series, isHorizontal: true, format: .count)),
        ["a-1", "a-2", "b-1"]
      ),
      (.lines(Chart.Lines(labels: ["a", "b"], series: series, format: .count)), ["a-1", "a-2", "b-1"]),
      (.control(Chart.Control(name: "甲", points: [.init("a", 1), .init("b", 2)], format: .count)), ["a-1", "a-2"]),
      (
        .heatmap(Chart.Heatmap(rows: ["甲", "乙"], columns: ["a", "b"], values: [[1, 2], [3, nil]], format: .count)),
        ["a-1", "a-2", "b-1"]
      ),
      (
        .funnel(
          Chart.Funnel(
            points: [
              .init("甲", cases: 40, rate: 0.5, status: .met), .init("乙", cases: 50, rate: 0.6, status: .met),
            ], limits: limits, centre: 0.5)), ["a-1", "a-2"]
      ),
    ]
    for (chart, expected) in charts {
      let figure = Figure(
        "figure", title: "图", chart: chart, alternative: "图", marks: [["a-1", "a-2"], ["b-1", "b-2"]])
      let document = Document(
        name: "d", title: "D", language: .zh, asOf: .init(0, text: ""),
        sections: [.init("s", "S", blocks: [.figure(figure)])])
      let places = ["a-1", "a-2", "b-1", "b-2"].map { (Anchor($0), "/\($0)?x&y") }
      let page = HTMLDocument(partOfPage: document, addresses: Dictionary(uniqueKeysWithValues: places)).text
      let drawings = try matches("(<svg [^>]*>.*?</svg>)", in: page)
      #expect(!drawings.isEmpty)
      for drawing in drawings {
        #expect(try matches("<a href=\"/([^?]*)[?]x&amp;y\" aria-label=", in: drawing).sorted() == expected)
        #expect(drawing.contains("role=\"group\""))
      }
      let alone = HTMLDocument(document).text
      #expect(!alone.contains("<a href=\"/") && alone.contains("role=\"img\""))
    }
  }

  @Test("an English page has no Chinese")
  func english() {
    let page = HTMLDocument(SampleDocument.make(.en)).text
    // Two of its letters are a name's.
    let chinese = page.filter { ("\u{3000}"..."\u{9FFF}").contains($0) && !"引号".contains($0) }
    #expect(chinese == "")
  }

  @Test(
    "Chinese names on an English page say that they are Chinese, wherever they stand; a sign between counts stays with them"
  )
  func language() {
    let figure = Figure(
      "f", title: "Beyond: 宝山区",
      chart: .lines(.init(labels: ["宝山区", "b"], series: [.init("n", [1, 2])], format: .count)),
      alternative: "f")
    let table = ReportTable(
      caption: "宝山区 first", columns: [.init("a"), .init("b", .trailing)],
      rows: [["x 宝山区 y", .counts(ReportTable.Counts(9742, of: 9850))]])
    func page(_ language: Language) -> String {
      HTMLDocument(
        Document(
          name: "t", title: "t", language: language, asOf: .init(0, text: ""),
          sections: [.init("s", "s", blocks: [.figure(figure), .table(table), .list(["at 宝山区"])])])
      ).text
    }
    let english = page(.en)
    #expect(english.contains("x <span lang=\"zh-CN\">宝山区</span> y</th>"))
    #expect(english.contains("<figcaption>Beyond: <span lang=\"zh-CN\">宝山区</span></figcaption>"))
    #expect(english.contains("<caption><span lang=\"zh-CN\">宝山区</span> first</caption>"))
    #expect(english.contains("<li>at <span lang=\"zh-CN\">宝山区</span></li>"))
    #expect(english.contains(" lang=\"zh-CN\">宝山区</text>"))
    #expect(english.contains("9,742\u{A0}/\u{A0}9,850"))
    #expect(!page(.zh).contains("lang=\"zh-CN\">宝"))
  }

  @Test("up to when the data speak is told once, in the head of the page")
  func asOf() {
    let document = Document(
      name: "t", title: "t", language: .zh, asOf: .init(0, text: "2020-02-01"), sections: [.init("s", "s")])
    #expect(HTMLDocument(document).text.components(separatedBy: "2020-02-01").count == 2)
  }

  @Test("a table says why a value is absent, once for each reason")
  func absences() {
    let table = ReportTable(
      columns: [.init("a"), .init("b")], rows: [[.absent("too few"), .absent("no data")], [.absent("too few"), "x"]])
    let document = Document(
      name: "t", title: "t", language: .en, asOf: .init(0, text: ""),
      sections: [.init("s", "s", blocks: [.table(table)])])
    let page = HTMLDocument(document).text
    #expect(page.contains("<p>–<sup>1</sup> too few</p><p>–<sup>2</sup> no data</p>"))
    #expect(page.components(separatedBy: "–<sup>1</sup>").count == 4)
  }

  @Test("a broken line of a chart stays broken: a missing month is not bridged")
  func gaps() {
    let chart = Chart.Lines(labels: ["a", "b", "c"], series: [.init("n", [1, nil, 3])], format: .count)
    let figure = Figure("f", title: "f", chart: .lines(chart), alternative: "f")
    let document = Document(
      name: "t", title: "t", language: .en, asOf: .init(0, text: ""),
      sections: [.init("s", "s", blocks: [.figure(figure)])])
    let paths = HTMLDocument(document).text.components(separatedBy: "<path d=\"").dropFirst()
      .map { $0.prefix { $0 != "\"" } }
    #expect(paths.filter { $0.filter { $0 == "M" }.count == 2 && !$0.contains("L") }.count == 2)
  }
}
