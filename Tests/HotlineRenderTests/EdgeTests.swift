import DocumentSamples
import Foundation
import GoldenFiles
import HotlineDocument
import HotlineRender
import HotlineText
import Testing

@Suite("Documents at their edges")
struct EdgeTests {
  @Test("page, text and tables are the golden ones")
  func golden() throws {
    let document = EdgeDocument.make()
    let files = GoldenFiles(in: URL(filePath: #filePath).deletingLastPathComponent())
    #expect(try files.difference(ofPage: HTMLDocument(document).text, from: "edge.html") == nil)
    #expect(try files.difference(of: MarkdownDocument(document).text, from: "edge.md") == nil)
    let tables = CSVDocument(document).files.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n")
    #expect(try files.difference(of: tables, from: "edge.csv.txt") == nil)
  }

  /// The drawings of a chart, wide and narrow.
  private func drawings(_ chart: Chart, x: String = "", y: String = "") -> [Substring] {
    let figure = Figure("f", title: "f", chart: chart, xTitle: x, yTitle: y, alternative: "f")
    let page = HTMLDocument(
      Document(
        name: "t", title: "t", language: .en, asOf: .init(0, text: ""),
        sections: [Document.Section("s", "s", blocks: [.figure(figure)])])
    ).text
    return page.matches(of: /<svg(?s:.)*?<\/svg>/).map(\.output)
  }

  private func numbers(_ drawing: Substring, _ element: String, _ style: String, _ keys: [String]) -> [[Double]] {
    drawing.matches(of: /<(\w+) ([^>]*?)\/?>/).filter { match in
      match.output.1 == element && match.output.2.contains("class=\"\(style)\"")
    }.map { match in
      keys.map { key in
        let attributes = " " + match.output.2
        guard let begin = attributes.range(of: " \(key)=\"")?.upperBound else { return .nan }
        return Double(attributes[begin...].prefix { $0 != "\"" }) ?? .nan
      }
    }
  }

  @Test("a bar is as high as its value, stands on the axis, and the axis begins at 0")
  func bars() throws {
    let values = [10.0, 40, 25, 100]
    for drawing in drawings(
      .bars(.init(categories: ["a", "b", "c", "d"], series: [.init("n", values)], format: .count)))
    {
      let bars = numbers(drawing, "rect", "f s0", ["x", "y", "width", "height"])
      try #require(bars.count == 4)
      for (bar, value) in zip(bars, values) {
        #expect(abs(bar[3] - bars[3][3] * value / 100) <= 0.2, "\(value): \(bar)")
        #expect(abs(bar[1] + bar[3] - bars[0][1] - bars[0][3]) <= 0.2, "all stand on one line")
        #expect(bar[2] == bars[0][2])
      }
      #expect(zip(bars, bars.dropFirst()).allSatisfy { $1[0] - $0[0] > $0[2] }, "side by side, apart")
    }
  }

  @Test("stacked bars stand on each other, their heights add up")
  func stacked() throws {
    let series = [Chart.Series("one", [10, 20]), Chart.Series("two", [30, 5])]
    for drawing in drawings(.bars(.init(categories: ["a", "b"], series: series, isStacked: true, format: .count))) {
      let (lower, upper) = (
        numbers(drawing, "rect", "f s0", ["x", "y", "height"]), numbers(drawing, "rect", "f s1", ["x", "y", "height"])
      )
      // The legend's boxes have a class of the same name and stand last.
      for index in 0..<2 {
        #expect(lower[index][0] == upper[index][0])
        #expect(abs(upper[index][1] + upper[index][2] - lower[index][1]) <= 0.2)
      }
      #expect(abs(lower[1][2] - 2 * lower[0][2]) <= 0.3 && abs(upper[0][2] - 3 * lower[0][2]) <= 0.3)
      #expect(abs(upper[1][2] - lower[0][2] / 2) <= 0.2)
    }
  }

  @Test("lying bars are as long as their values")
  func lying() throws {
    for drawing in drawings(
      .bars(.init(categories: ["a", "b"], series: [.init("n", [25, 100])], isHorizontal: true, format: .count)))
    {
      let bars = numbers(drawing, "rect", "f s0", ["x", "width", "y"])
      try #require(bars.count == 2)
      #expect(abs(bars[1][1] - 4 * bars[0][1]) <= 0.3 && bars[0][0] == bars[1][0])
      #expect(abs(bars[1][2] - bars[0][2] - 22) <= 0.1)
    }
  }

  @Test("a control chart's points lie where grid and ticks say, its limits in proportion between them")
  func control() throws {
    let values = [40.0, 60, 50, 90]
    let chart = Chart.Control(
      name: "n", points: values.enumerated().map { .init("w\($0)", $1, centre: 60, lower: 30, upper: 90) }, target: 45,
      format: .count)
    for drawing in drawings(.control(chart)) {
      let marks = numbers(drawing, "circle", "m neutral", ["cx", "cy"])
      try #require(marks.count == 4)
      let perUnit = (marks[0][1] - marks[3][1]) / 50
      #expect(perUnit > 0, "more is higher")
      for (mark, value) in zip(marks, values) { #expect(abs(mark[1] - (marks[3][1] + (90 - value) * perUnit)) <= 0.2) }
      #expect(zip(marks, marks.dropFirst()).allSatisfy { abs($1[0] - $0[0] - (marks[1][0] - marks[0][0])) <= 0.2 })
      let target = numbers(drawing, "line", "target", ["y1", "y2"])
      try #require(!target.isEmpty)
      #expect(abs(target[0][0] - (marks[3][1] + 45 * perUnit)) <= 0.3 && target[0][0] == target[0][1])
      let centre = try #require(drawing.firstMatch(of: /<path d="M([\d.]+) ([\d.]+)L[^"]*" class="centre"/))
      #expect(abs((Double(centre.output.2) ?? 0) - (marks[3][1] + 30 * perUnit)) <= 0.3)
      // A grid line stands at each tick, at the height of its number.
      let grid = numbers(drawing, "line", "grid", ["y1"]).map { $0[0] }
      let ticks = drawing.matches(of: /<text x="[\d.]+" y="([\d.]+)" class="tick" text-anchor="end">(\d+)</)
      try #require(grid.count == ticks.count && grid.count > 2)
      for (line, tick) in zip(grid, ticks) {
        let value = Double(tick.output.2) ?? .nan
        #expect(abs(line - (marks[3][1] + (90 - value) * perUnit)) <= 0.3, "\(value)")
        #expect(abs((Double(tick.output.1) ?? 0) - line - 4) <= 0.11)
      }
    }
  }

  @Test("ticks are round numbers: one, two, two and a half or five times a power of ten apart")
  func ticks() throws {
    for top in [3.0, 7, 11, 18, 26, 60, 99, 130, 480, 1111, 25_000] {
      let drawing = try #require(
        drawings(.bars(.init(categories: ["a"], series: [.init("n", [top])], format: .count))).first)
      let ticks = drawing.matches(of: /class="tick" text-anchor="end">([\d,.]+)</).compactMap {
        Double($0.output.1.replacing(",", with: ""))
      }
      try #require(ticks.count >= 3 && ticks.count <= 7, "\(top): \(ticks)")
      #expect(ticks[0] == 0)
      let step = ticks[1]
      let mantissa = step / pow(10, floor(log10(step)))
      #expect([1, 2, 2.5, 5].contains { abs(mantissa - $0) < 1e-9 }, "\(top): \(ticks)")
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { abs($1 - $0 - step) < 1e-6 })
      #expect((ticks.last ?? 0) <= top * 1.06 + 1e-9 && (ticks.last ?? 0) + step > top)
    }
  }

  @Test("a funnel's points lie by cases and rate; marks tell their status by shape")
  func funnel() throws {
    let chart = Chart.Funnel(
      points: [
        .init("a", cases: 100, rate: 0.2, status: .ordinary), .init("b", cases: 200, rate: 0.4, status: .ordinary),
        .init("c", cases: 400, rate: 0.3, status: .ordinary), .init("d", cases: 300, rate: 0.25, status: .worse),
        .init("e", cases: 40, rate: 0.35, status: .tooFew),
      ], limits: [], centre: 0.3)
    for drawing in drawings(.funnel(chart)) {
      // The legend's own mark stands last.
      let marks = numbers(drawing, "circle", "m neutral", ["cx", "cy"])
      try #require(marks.count == 4)
      #expect(abs((marks[2][0] - marks[0][0]) - 3 * (marks[1][0] - marks[0][0])) <= 0.4)
      #expect(abs((marks[0][1] - marks[2][1]) - (marks[2][1] - marks[1][1])) <= 0.3 && marks[0][1] > marks[1][1])
      #expect(numbers(drawing, "circle", "ring", ["cx"]).count >= 1 && drawing.contains("<polygon"))
      let centre = numbers(drawing, "line", "centre", ["y1"])
      #expect(abs(centre[0][0] - marks[2][1]) <= 0.1)
    }
  }

  @Test("widths in a terminal: wide, narrow and combining characters, and none for what is not there")
  func widths() {
    let widths: [(String, Int)] = [
      ("", 0), ("abc", 3), ("接通率", 6), ("Ｆ", 2), ("e\u{301}", 1), ("한글", 4), ("あ", 2), ("😀", 2), ("–", 1), ("é", 1),
      ("１２", 4), ("a\u{200B}b", 2), ("㐀", 2), ("𠀀", 2), ("12345678接", 10), ("（未填）", 8), ("｡", 1), ("🤖", 2),
    ]
    for (text, width) in widths { #expect(text.displayWidth == width, "\(text)") }
  }

  @Test("what steers a terminal or turns a line around is made visible; line ends and tabs stay where there are lines")
  func controls() {
    #expect("a\u{1B}b".withVisibleControls == "a␛b" && "a\nb\tc".withVisibleControls == "a␊b␉c")
    #expect(
      "a\u{7F}\u{9F}\u{202E}\u{2066}\u{200F}\u{61C}\u{2028}b".withVisibleControls == "a"
        + String(repeating: "\u{FFFD}", count: 7) + "b")
    #expect("plain 文字".withVisibleControls == "plain 文字" && "\u{A0}~\u{2010}".withVisibleControls == "\u{A0}~\u{2010}")
    #expect("a\nb\tc\u{1B}".linesWithVisibleControls == "a\nb\tc␛" && "a\r\n".linesWithVisibleControls == "a␍\n")
    #expect("12345678\u{0}".withVisibleControls == "12345678␀" && "1234567\u{1F}".withVisibleControls == "1234567␟")
  }

  @Test(
    "a column that is empty in all rows is left out, one with a single text is kept; trailing blanks are not printed")
  func emptyColumns() {
    let table = ReportTable(
      columns: [.init("a"), .init("b"), .init("c", .trailing)], texts: [["x", "", ""], ["long", "", "1"]])
    #expect(table.withoutEmptyColumns.columns.map(\.header) == ["a", "c"])
    #expect(table.withoutEmptyColumns.terminalText == "a     c\n────  ─\nx\nlong  1\n")
    let single = ReportTable(columns: [.init("区")], texts: [])
    #expect(single.terminalText == "区\n──\n")
  }
}
