import HotlineDocument
import HotlineText
import Testing

@Suite("Counts in columns of their own")
struct CountColumnTests {
  private func counts(_ numerator: Double, _ denominator: Double) -> ReportTable.Cell {
    .counts(ReportTable.Counts(numerator, of: denominator))
  }

  @Test("two counts are one text on a page and two numbers for a program")
  func apart() {
    let table = ReportTable(
      columns: [.init("区"), .init("接通率", .trailing), .init("分子 / 分母", .trailing), .init("说明")],
      rows: [["甲", .number(0.5, .percent), counts(1200, 2400), "x"], ["乙", .absent("无"), .absent("不足10件"), ""]])
    #expect(table.rows[0].texts == ["甲", "50.00%", "1,200 / 2,400", "x"])
    let apart = table.withCountsApart()
    #expect(apart.columns.map(\.header) == ["区", "接通率", "分子", "分母", "说明"])
    #expect(apart.rows[0].cells.map(\.number) == [nil, 0.5, 1200, 2400, nil])
    #expect(apart.rows[1].cells[2].content == .absent(reason: "不足10件"))
    #expect(apart.rows[1].cells[3].content == .absent(reason: "不足10件"))
    #expect(table.withCountsApart(naming: "t").rows[0].cells[2].name == "t.0.2.n")
  }

  @Test("several columns of counts are told by the column they belong to; groups and spans grow with them")
  func several() {
    let table = ReportTable(
      columnGroups: [.init("", columns: 1), .init("指标", columns: 4)],
      columns: ["区", "甲率", "分子 / 分母", "乙率", "分子 / 分母"].map { .init($0) },
      rows: [
        ["一", "a", counts(1, 2), "b", counts(3, 4)],
        ["二", ReportTable.Cell.text("全部").spanning(columns: 4)],
        ["三", "a", "12 件", "b", counts(5, 6)],
      ])
    let apart = table.withCountsApart()
    #expect(apart.columns.map(\.header) == ["区", "甲率", "甲率 · 分子", "甲率 · 分母", "乙率", "乙率 · 分子", "乙率 · 分母"])
    #expect(apart.columnGroups.map(\.columns) == [1, 6])
    #expect(apart.rows[1].cells[1].columnSpan == 6)
    #expect(apart.rows[2].cells.map(\.text) == ["三", "a", "12 件", "", "b", "5", "6"])
  }

  @Test("a table without counts stays as it is")
  func none() {
    let table = ReportTable(columns: [.init("a / b")], texts: [["1 / 2"]])
    #expect(table.withCountsApart() == table)
  }

  @Test("what is worth a look is high or low in a table, by arrow and word")
  func directed() {
    #expect(Status.watch.directed(isUp: true) == .high && Status.watch.directed(isUp: false) == .low)
    #expect(Status.better.directed(isUp: false) == .better)
    #expect(Status.high.symbol == "↑" && Status.low.symbol == "↓")
    #expect(Set(Status.allCases.map(\.symbol)).count == Status.allCases.count, "told apart by shape alone")
    let control = Chart.Control(
      name: "n",
      points: [
        .init("a", 9, centre: 5, signal: .init("s", status: .watch)),
        .init("b", 1, centre: 5, signal: .init("s", status: .watch)),
      ], format: .count)
    let table = Figure("f", title: "", chart: .control(control), alternative: "").table(.zh)
    #expect(table.rows.map { $0.cells.last?.status } == [.high, .low])
  }

  @Test("limits of counts have no decimals; a cell of a heat map without a value says why")
  func chartTables() {
    let control = Chart.Control(
      name: "n", points: [.init("a", 9, centre: 5.25, lower: 1.5, upper: 8.75)], format: .count)
    #expect(
      Figure("f", title: "", chart: .control(control), alternative: "").table(.zh).rows[0].texts.suffix(5).prefix(4)
        == ["9", "5", "2", "9"])
    let heatmap = Chart.Heatmap(rows: ["a"], columns: ["b"], values: [[nil]], format: .percent, absence: "不足10通")
    let table = Figure("f", title: "", chart: .heatmap(heatmap), alternative: "").table(.zh)
    #expect(table.rows[0].cells[1].content == .absent(reason: "不足10通"))
  }
}
