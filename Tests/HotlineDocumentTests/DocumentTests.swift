import HotlineDocument
import HotlineText
import Testing

@Suite("Documents")
struct DocumentTests {
  private func document(_ blocks: [Document.Block]) -> Document {
    Document(
      name: "t", title: "t", language: .en, asOf: .init(0, text: ""),
      sections: [Document.Section("here", "Here", blocks: blocks)])
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

  @Test("a table of cards has a column for counts or notes only where a card has any")
  func cardColumns() {
    let cell = ReportTable.Cell.text("12")
    let bare = KPICard(name: "a", value: cell)
    #expect([bare].table(.en).columns.map(\.header) == ["KPI", "value", "target", "status"])
    var told = bare
    told.note = "n"
    #expect([bare, told].table(.en).columns.map(\.header) == ["KPI", "value", "target", "status", "note"])
    #expect([bare, told].table(.en).rows.map { $0.cells.last?.text } == ["", "n"])
    told.counts = "1 / 2"
    #expect(
      [told].table(.en).columns.map(\.header) == [
        "KPI", "value", "target", "status", "numerator / denominator", "note",
      ])
    #expect([told].table(.en).rows[0].cells.map(\.text).suffix(2) == ["1 / 2", "n"])
  }

  @Test("a change says by a word what it is; a wobble and a gap say nothing")
  func changeWords() {
    func text(_ points: Double, _ status: Status, _ language: Language = .zh) -> String {
      KPICard.Change("", .number(points, .points(language)), status: status).text(language)
    }
    #expect(text(-0.0109, .better) == "-1.09 个百分点 改善")
    #expect(text(-0.0109, .worse) == "-1.09 个百分点 变差")
    #expect(text(0.0109, .watch) == "+1.09 个百分点 偏高" && text(-0.0109, .watch) == "-1.09 个百分点 偏低")
    #expect(text(0.0109, .ordinary) == "+1.09 个百分点")
    #expect(text(0.0109, .worse, .en) == "+1.09 pp worse")
  }

  @Test("the values of several control charts are headed by what they are, not by the first one's name")
  func panelHeader() {
    func panel(_ name: String) -> Chart.Panel {
      Chart.Panel(name, .control(Chart.Control(name: name, points: [.init("2019-01", 1)], format: .count)))
    }
    let one = Figure("f", title: "", chart: .panels([panel("a"), panel("b")]), alternative: "").table(.en)
    #expect(one.columns.map(\.header).prefix(3) == ["chart", "time", "value"])
  }
}
