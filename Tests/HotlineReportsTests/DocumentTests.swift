import HotlineReports
import HotlineText
import Testing

@Suite("Documents")
struct DocumentTests {
  private func document(_ blocks: [Document.Block]) -> Document {
    Document(
      name: "t", title: "t", language: .en, asOf: 0, sections: [Document.Section("here", "Here", blocks: blocks)])
  }

  @Test("a link to a place that is not in the document is found, wherever it stands")
  func unresolvedLinks() {
    let cell = ReportTable.Cell.number(0.5, .percent).linked(to: "a")
    let table = ReportTable("there", columns: [.init("x", link: "b")], rows: [[cell]])
    let figure = Figure(
      "figure", title: "f", chart: .lines(.init(labels: [], series: [], format: .count)), alternative: "f",
      evidence: "d")
    let links = document([
      .table(table), .figure(figure), .paragraph(.link("x", to: "c")), .cards([KPICard(name: "k", value: cell)]),
      .paragraph(.link("h", to: "here") + .link("t", to: "there") + .link("f", to: "figure")),
    ]).unresolvedLinks
    #expect(links == ["a", "b", "c", "d"])
  }

  @Test(
    "anchors can stand in an HTML id and in a URL's fragment",
    arguments: [("kpi 1", "kpi-1"), ("12345", "a-12345"), ("黄浦区", "黄浦区"), ("a\"><b", "a---b"), ("", "a-")])
  func anchors(name: String, id: String) {
    #expect(Anchor(name).id == id)
  }

  @Test("cells after one that spans rows or columns go to the next free place")
  func spans() {
    let table = ReportTable(
      columns: ["a", "b", "c"].map { .init($0) },
      rows: [
        [.text("block").spanning(rows: 2), "x", "y"], ["z", "w"], [.text("wide").spanning(columns: 2), "end"],
      ])
    #expect(table.csvText == "a,b,c\nblock,x,y\n,z,w\nwide,,end\n")
  }

  @Test(
    "numbers are written as their format says",
    arguments: [
      (0.943, NumberFormat.percent, "94.30%"), (185_000, .count, "185,000"), (2_730_460, .amount, "2,730,460.00"),
      (0.0125, .points(.en), "+1.25 pp"), (-0.0125, NumberFormat(.signedPercent(places: 1)), "-1.3%"),
      (12, NumberFormat(.signedDecimal(places: 0)), "+12"), (11.25, NumberFormat(.seconds, language: .zh), "11.3 秒"),
    ])
  func formats(value: Double, format: NumberFormat, text: String) {
    #expect(format.text(value) == text)
  }

  @Test("CSV has numbers that a program reads, and nothing where there is no value")
  func csvNumbers() {
    let table = ReportTable(
      columns: [.init("a")], rows: [[.number(185_000, .count)], [.number(0.943, .percent)], [.absent("no calls")]])
    #expect(table.csvText == "a\n185000\n94.30%\n\n")
  }
}
