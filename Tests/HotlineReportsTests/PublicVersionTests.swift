import HotlineDocument
import HotlineReports
import HotlineText
import Testing

@Suite("Small cells in public tables")
struct PublicVersionTests {
  private func table(_ counts: [[Double]], sums: ReportTable.Sums = [.columns, .rows]) -> ReportTable {
    var table = ReportTable(columns: [.init("区")] + counts[0].indices.map { .init("\($0)", .trailing) })
    table.rows = counts.enumerated().map { index, row in
      ReportTable.Row([.text("区\(index)").asHeader] + row.map { ReportTable.Cell.number($0, .count).of($0) })
    }
    table.sums = sums
    return table
  }

  private func hidden(_ table: ReportTable) -> [[Bool]] {
    PublicVersion(hidingUnder: 10, language: .zh).hidden(in: table).rows.map {
      $0.cells.dropFirst().map { $0.number == nil }
    }
  }

  @Test("cells of one to nine cases are hidden with the reason; 0 and 10 are shown")
  func primary() {
    let table = table([[9, 10], [1, 0], [50, 60]], sums: [])
    #expect(hidden(table) == [[true, false], [true, false], [false, false]])
    let cell = PublicVersion(hidingUnder: 10, language: .zh).hidden(in: table).rows[0].cells[1]
    #expect(cell.content == .absent(reason: "件数少于 10，或由此可推算，不公布"))
  }

  @Test("a single hidden cell takes the next smallest with it, so that no sum gives it away")
  func secondary() {
    #expect(hidden(table([[5], [40], [30]], sums: .columns)) == [[true], [false], [true]])
    #expect(hidden(table([[5], [6], [30]], sums: .columns)) == [[true], [true], [false]], "two are enough")
    #expect(hidden(table([[5], [0], [30]], sums: .columns)) == [[true], [false], [true]], "0 hides nothing")
  }

  @Test("in a table that adds up both ways no line keeps a single hidden cell")
  func bothWays() {
    let result = hidden(table([[5, 20, 30], [40, 50, 60], [70, 80, 90]]))
    for row in result { #expect(row.count { $0 } != 1) }
    for column in 0..<3 { #expect(result.count { $0[column] } != 1) }
    #expect(result[0][0])
  }

  @Test("the sum of all stays, cells that tell no cases too")
  func totals() {
    var table = table([[5], [40], [30]], sums: .columns)
    table.rows.append(ReportTable.Row(["合计", .number(75, .count)], role: .total))
    table.columns.append(.init("说明"))
    for index in table.rows.indices { table.rows[index].cells.append("文字") }
    let result = PublicVersion(hidingUnder: 10, language: .zh).hidden(in: table)
    #expect(result.rows[3].texts == ["合计", "75", "文字"])
    #expect(result.rows[0].texts == ["区0", "–", "文字"])
  }

  @Test("a funnel loses its small points, the rest of a document stays as it is")
  func document() {
    let funnel = Chart.Funnel(
      points: [.init("小", cases: 4, rate: 0.5, status: .tooFew), .init("大", cases: 400, rate: 0.9, status: .ordinary)],
      limits: [], centre: 0.9)
    let document = Document(
      name: "d", title: "标题", language: .zh, asOf: .init(0, text: ""),
      sections: [
        Document.Section(
          "s", "节",
          blocks: [.paragraph("文"), .figure(Figure("f", title: "图", chart: .funnel(funnel), alternative: ""))])
      ])
    let result = PublicVersion(hidingUnder: 10, language: .zh).hidden(in: document)
    guard case .figure(let figure) = result.sections[0].blocks[1], case .funnel(let shown) = figure.chart else {
      Issue.record("the figure is a funnel")
      return
    }
    #expect(shown.points.map(\.label) == ["大"])
    #expect(result.sections[0].blocks[0] == document.sections[0].blocks[0])
  }

  @Test("a funnel keeps points of ten cases, a document loses the table of rejected rows, sums of some rows stay")
  func limits() {
    let points = [9.0, 10].map { Chart.Funnel.Point("\($0)", cases: $0, rate: 0.5, status: .tooFew) }
    let funnel = Figure(
      "f", title: "图", chart: .funnel(.init(points: points, limits: [], centre: 0.9)), alternative: "")
    var own = table([[5], [40]], sums: [])
    own.rows.append(ReportTable.Row(["小计", ReportTable.Cell.number(5, .count).of(5)], role: .subtotal))
    var rejects = table([[5]])
    rejects.anchor = "rejects"
    let document = Document(
      name: "d", title: "标题", language: .zh, asOf: .init(0, text: ""),
      sections: [.init("s", "节", blocks: [.figure(funnel), .table(rejects), .table(own)])])
    let blocks = PublicVersion(hidingUnder: 10, language: .zh).hidden(in: document).sections[0].blocks
    guard blocks.count == 2, case .figure(let figure) = blocks[0], case .funnel(let shown) = figure.chart,
      case .table(let table) = blocks[1]
    else {
      Issue.record("a figure and a table are left")
      return
    }
    #expect(shown.points.map(\.cases) == [10] && table.rows.map { $0.texts[1] } == ["–", "40", "5"])
  }
}
