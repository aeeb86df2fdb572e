import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import Testing

@testable import HotlineReports

/// Which answers are drawn, and as what: where a chart has more marks than a reader tells apart the table says it better.
@Suite("Charts of an answer")
struct AnswerFigureTests {
  private let calls: Metric
  private let rate: Metric

  init() throws {
    calls = try ByHand.metric("call_volume")
    rate = try ByHand.metric("connection_rate")
  }

  private func figures(_ groups: [Grouping], _ values: [MetricValue], hidesValues: Bool = false) -> [Figure] {
    AnswerFigures([ByHand.table(groups, values)], hidesValues: hidesValues, language: .zh).figures
  }

  private func counts(_ names: [String]) -> [MetricValue] {
    names.enumerated().map { ByHand.value(calls, [$0.element], Double($0.offset + 1)) }
  }

  private func names(_ count: Int) -> [String] { (0..<count).map { "类\($0)" } }

  @Test(
    "one name is no chart, forty are bars, one more is left to the table",
    arguments: [(1, 0), (2, 1), (40, 1), (41, 0)])
  func bars(count: Int, drawn: Int) {
    #expect(figures([.dimension(.category)], counts(names(count))).count == drawn)
  }

  @Test("months are lines; names lie as bars; hours and weekdays stand as bars")
  func kinds() throws {
    func chart(_ group: Grouping, _ labels: [String]) throws -> Chart {
      try #require(figures([group], counts(labels)).first).chart
    }
    guard case .lines(let lines) = try chart(.month, ["2019-01", "2019-02"]) else {
      Issue.record("months are lines")
      return
    }
    #expect(lines.labels == ["2019-01", "2019-02"] && lines.series.map(\.values) == [[1, 2]])
    for (group, labels, shown, lies) in [
      (Grouping.dimension(.category), ["甲", "乙"], ["甲", "乙"], true), (.hour, ["08", "09"], ["08", "09"], false),
      (.weekday, ["1", "7"], ["一", "日"], false),
    ] {
      guard case .bars(let bars) = try chart(group, labels) else {
        Issue.record("\(group) is drawn as bars")
        continue
      }
      #expect(bars.categories == shown && bars.isHorizontal == lies)
    }
  }

  @Test("each hotline is a line of its own, up to seven of them", arguments: [(1, 1), (7, 1), (8, 0)])
  func lines(count: Int, drawn: Int) {
    let values = (0..<count).flatMap { line in
      ["2019-01", "2019-02"].map { ByHand.value(calls, ["96220\(line)", $0], Double(line + 1)) }
    }
    let found = figures([.dimension(.line), .month], values)
    #expect(found.count == drawn)
    if case .lines(let lines)? = found.first?.chart {
      #expect(
        lines.series.count == count && lines.series.map(\.values) == (1...count).map { [Double($0), Double($0)] })
      #expect(lines.series[0].name == "962200 话务总量（呼入）")
    }
  }

  @Test("asked by hotline alone, the hotlines are the bars")
  func byLine() throws {
    let figure = try #require(figures([.dimension(.line)], counts(["12345", "962200"])).first)
    guard case .bars(let bars) = figure.chart else {
      Issue.record("hotlines are bars")
      return
    }
    #expect(bars.categories == ["12345", "962200"] && bars.series.map(\.name) == ["话务总量（呼入）"])
  }

  @Test("KPIs of one unit share a chart, another unit has its own, each with its own numbers")
  func units() throws {
    let satisfied = try ByHand.metric("satisfaction_rate")
    let asked: [(Metric, Double)] = [(calls, 300), (rate, 80), (satisfied, 60)]
    let values = asked.flatMap { metric, count -> [MetricValue] in
      ["2019-01", "2019-02"].map { ByHand.value(metric, [$0], count, of: metric.isRatio ? 100 : nil) }
    }
    let found: [Figure] = figures([.month], values)
    #expect(found.map(\.title) == ["话务总量（呼入）", "热线接通率（人工）、满意率（来电评价）"])
    let series = found.compactMap { figure -> [Chart.Series]? in
      if case .lines(let lines) = figure.chart { lines.series } else { nil }
    }
    #expect(series.map { $0.map(\.values) } == [[[300, 300]], [[0.8, 0.8], [0.6, 0.6]]])
  }

  @Test("no more than eight charts are drawn, each under an address of its own")
  func most() {
    let table = ByHand.table([.dimension(.category)], counts(["甲", "乙"]))
    func anchors(_ count: Int) -> [String] {
      AnswerFigures(Array(repeating: table, count: count), language: .zh).figures.map(\.anchor.id)
    }
    let eight = ["answer-chart"] + (2...8).map { "answer-chart-\($0)" }
    #expect(anchors(8) == eight && anchors(9) == eight && anchors(1) == ["answer-chart"])
  }

  @Test("a share of three districts or units has a funnel; of two, of topics, of an index, or in public it has none")
  func funnels() throws {
    let index = try ByHand.metric("satisfaction_index")
    func drawn(_ metric: Metric, _ dimension: Dimension, _ names: [String], all: Double = 100, isPublic: Bool = false)
      -> [Figure]
    {
      figures(
        [.dimension(dimension)], names.map { ByHand.value(metric, [$0], all * 0.8, of: all) }, hidesValues: isPublic
      ).filter { if case .funnel = $0.chart { true } else { false } }
    }
    let three = ["甲", "乙", "丙"]
    #expect(drawn(rate, .district, three).count == 1 && drawn(rate, .unit, three).count == 1)
    #expect(drawn(rate, .district, ["甲", "乙"]).isEmpty && drawn(rate, .category, three).isEmpty)
    #expect(drawn(index, .district, three).isEmpty && drawn(rate, .district, three, isPublic: true).isEmpty)
    #expect(drawn(rate, .district, three, all: 0).isEmpty, "of no cases there is no average")
    let funnel = try #require(drawn(rate, .district, three).first)
    #expect(funnel.marks == [["slice-1", "slice-2", "slice-3"]] && funnel.numbers == "answer-table")
  }

  @Test(
    "two groups are a heat map of up to 31 columns and 1,500 cells",
    arguments: [(1, 2, 0), (2, 1, 0), (2, 2, 1), (2, 31, 1), (2, 32, 0), (75, 20, 1), (79, 19, 0)])
  func heatMaps(rows: Int, columns: Int, drawn: Int) {
    let values = (0..<rows).flatMap { row in
      (0..<columns).map { ByHand.value(calls, ["行\(row)", "列\($0)"], Double(row * 100 + $0)) }
    }
    let found = figures([.dimension(.category), .dimension(.district)], values)
    #expect(found.count == drawn)
    if case .heatmap(let map)? = found.first?.chart {
      #expect(map.rows.count == rows && map.columns.count == columns && map.values[1][1] == 101)
    }
  }

  @Test("each hotline has a heat map of its own")
  func heatMapsByLine() {
    let values = ["12345", "962200"].flatMap { line in
      ["甲", "乙"].flatMap { row in
        ["2019-01", "2019-02"].map { ByHand.value(calls, [line, row, $0], line == "12345" ? 1 : 2) }
      }
    }
    let found = figures([.dimension(.line), .dimension(.category), .month], values)
    #expect(found.map(\.title) == ["12345 话务总量（呼入）", "962200 话务总量（呼入）"])
    let cells = found.compactMap { figure -> [[Double?]]? in
      if case .heatmap(let map) = figure.chart { map.values } else { nil }
    }
    #expect(cells == [[[1, 1], [1, 1]], [[2, 2], [2, 2]]])
  }

  @Test("three groups are left to the table")
  func threeGroups() {
    let values = ["甲", "乙"].map { ByHand.value(calls, [$0, $0, "2019-01"], 1) }
    #expect(figures([.dimension(.category), .dimension(.district), .month], values).isEmpty)
  }

  @Test("a figure leads to its own name and time; where no address asks for it alone it leads nowhere")
  func places() {
    func places(_ groups: [Grouping], _ labels: [[String]]) -> [MetricReport.Place] {
      let found = AnswerFigures([ByHand.table(groups, labels.map { ByHand.value(calls, $0, 1) })], language: .zh).places
      return (1...9).compactMap { found.places[Anchor("slice-\($0)")]?.slice }
    }
    #expect(
      places([.dimension(.line), .month], [["962200", "2019-03"], ["12345", "2019-04"]]) == [
        MetricReport.Place(period: "2019-03", names: ["line": "962200"]),
        MetricReport.Place(period: "2019-04", names: ["line": "12345"]),
      ])
    for (group, label) in [(Grouping.year, "2019"), (.quarter, "2019-Q1"), (.day, "2019-03-08")] {
      #expect(places([group], [[label]]) == [MetricReport.Place(period: label)], "\(group)")
    }
    #expect(places([.dimension(.unit)], [[""]]).isEmpty, "cases without a name")
    #expect(places([.hour], [["09"]]).isEmpty && places([.weekday], [["1"]]).isEmpty)
    #expect(places([.year, .month], [["2019", "2019-03"]]).isEmpty, "two times are no period")
    #expect(places([.dimension(.unit)], [["甲"], ["甲"]]) == [MetricReport.Place(names: ["unit": "甲"])])
  }
}
