import HotlineDocument
import HotlineText

/// A document of everything that lies at an edge: charts without values, with one, with negative ones and with every mark; names
/// too long for their place; numbers of every format. Beside ``SampleDocument``, which has what is usual.
package enum EdgeDocument {
  /// The document.
  package static func make(_ language: Language = .en) -> Document {
    Document(
      name: "edge", title: "Edges", language: language,
      asOf: .init(1_577_807_999, text: "2019-12-31 23:59:59 (Shanghai time)"),
      sections: [
        Document.Section("controls", "Control charts", blocks: controls),
        Document.Section("bars", "Bars", blocks: bars),
        Document.Section("others", "Other charts", blocks: others),
        Document.Section("tables", "Tables", blocks: [.table(numbers), .cards(cards)]),
      ])
  }

  private static func figure(_ anchor: Anchor, _ chart: Chart, x: String = "", y: String = "") -> Document.Block {
    .figure(
      Figure(anchor, title: "Figure \(anchor.id)", chart: chart, xTitle: x, yTitle: y, alternative: "in words"))
  }

  private static let signals: [Status?] = [.better, .worse, .watch, .met, .missed, .open, .tooFew, .noTarget, nil]

  private static let controls: [Document.Block] = [
    figure(
      "marks",
      .control(
        .init(
          name: "calls",
          points: signals.enumerated().map { index, status in
            .init(
              "2019-0\(index + 1)", index == 6 ? nil : Double(100 + index * index * 7), centre: 180,
              lower: index == 3 ? nil : 40, upper: index == 3 ? nil : 320,
              signal: status.map { .init("signal \(index)", status: $0) })
          }, target: 500, format: .count)), x: "month", y: "calls"),
    figure(
      "single",
      .control(
        .init(name: "one", points: [.init("2019-12", 8.25)], format: NumberFormat(.decimal(places: 1), suffix: " s")))),
    figure("none", .control(.init(name: "none", points: [], format: .percent))),
    figure(
      "flat",
      .control(.init(name: "flat", points: (1...4).map { .init("week \($0)", 1) }, target: 1, format: .percent))),
    figure(
      "panels",
      .panels([
        .init(
          "small", .control(.init(name: "a", points: (1...6).map { .init("2019-0\($0)", Double($0)) }, format: .count))),
        .init(
          "large",
          .control(.init(name: "b", points: (1...6).map { .init("2019-0\($0)", Double($0 * 900)) }, format: .count))),
        .init("pillars", .bars(.init(categories: ["a", "b"], series: [.init("n", [3, 5])], format: .count))),
        .init(
          "cloud", .funnel(.init(points: [.init("a", cases: 50, rate: 0.5, status: .watch)], limits: [], centre: 0.4))),
        .init("run", .lines(.init(labels: ["a", "b"], series: [.init("n", [1, nil])], format: .count, target: 2))),
      ])),
    figure(
      "alike",
      .panels(
        (1...3).map { number in
          .init(
            "panel \(number)",
            .lines(.init(labels: ["a", "b", "c"], series: [.init("n", [1, 2, Double(number) + 1])], format: .decimal)))
        })),
  ]

  private static let long = [
    "pensions for the elderly of all districts", "marriages", "殡葬服务与公墓管理的投诉和咨询", "a", "x y z",
  ]

  private static let bars: [Document.Block] = [
    figure(
      "hours",
      .bars(
        .init(
          categories: (0..<24).map { String($0) }, series: [.init("calls", (0..<24).map { Double($0 * $0) })],
          format: .count)),
      x: "hour"),
    figure(
      "days",
      .bars(
        .init(
          categories: ["2019-12-01", "2019-12-02", "10:30"], series: [.init("calls", [4, nil, 2])], format: .count))),
    figure(
      "grouped",
      .bars(
        .init(
          categories: long, series: [.init("first", [12, -4, 3.5, nil, 9]), .init("second", [7, 5])],
          format: NumberFormat(.decimal(places: 1)), target: 10)), y: "things"),
    figure(
      "piled",
      .bars(
        .init(
          categories: long,
          series: [.init("first", [12, 4, 3, nil, 9]), .init("second", [7, 5]), .init("third", [1, 1, 1, 1, 1])],
          isStacked: true, isHorizontal: true, format: .count, target: 12)), x: "things"),
    figure(
      "side",
      .bars(
        .init(
          categories: long, series: [.init("first", [12, -4, 3, nil, 9]), .init("second", [7, 5])], isHorizontal: true,
          format: .count))),
    figure(
      "shares",
      .bars(
        .init(
          categories: long, series: [.init("n", [60, 25, 10, 5, 0])], cumulative: [0.6, 0.85, 0.95, 1], format: .count,
          target: 50)),
      x: "topic", y: "cases"),
    figure("empty", .bars(.init(categories: [], series: [], format: .count))),
  ]

  private static let crowd: [Chart.Funnel.Point] = (0..<12).map { index in
    .init(
      "unit \(index)", cases: Double(100 + index % 3), rate: 0.5 + Double(index % 4) / 1000,
      status: [.worse, .better, .watch, .tooFew][index % 4])
  }

  private static let others: [Document.Block] = [
    figure(
      "crowd",
      .funnel(
        .init(
          points: crowd,
          limits: [10.0, 50, 100, 200].map {
            .init(cases: $0, lower998: 0.3, lower95: 0.4, upper95: 0.6, upper998: 0.7)
          },
          centre: 0.5, target: 0.6)), x: "cases", y: "rate"),
    figure(
      "lonely", .funnel(.init(points: [.init("only", cases: 40, rate: 1, status: .ordinary)], limits: [], centre: 1))),
    figure("nobody", .funnel(.init(points: [], limits: [], centre: 0))),
    figure(
      "values",
      .heatmap(
        .init(
          rows: ["row one", "row two"], columns: ["a", "b", "c"], values: [[0, 0.5, 1], [nil, -1, 0.25]],
          format: .percent, showsValues: true))),
    figure("zeros", .heatmap(.init(rows: ["r"], columns: ["a", "b"], values: [[0, 0]], format: .count))),
    figure("blank", .heatmap(.init(rows: [], columns: [], values: [], format: .count))),
    figure(
      "many",
      .lines(
        .init(
          labels: (1...9).map { "label \($0)" },
          series: many, format: NumberFormat(.signedDecimal(places: 0)), target: 15)), x: "time", y: "difference"),
    figure("dot", .lines(.init(labels: ["a"], series: [.init("n", [2])], format: .amount))),
    figure("nothing", .lines(.init(labels: [], series: [], format: .count))),
    figure(
      "corners",
      .quadrant(
        .init(
          points: scattered, xDivider: 20, yDivider: 0.7, xFormat: NumberFormat(.signedPercent(places: 0)),
          yFormat: NumberFormat(.signedPoints(places: 1)))),
      x: "x", y: "y"),
    figure(
      "spans",
      .intervals(
        .init(
          rows: spans,
          centre: 1, format: NumberFormat(.signedPercent(places: 1)))), x: "change"),
    figure("unbounded", .intervals(.init(rows: [.init("r", 0.5, low: 0, high: 1)], format: .percent))),
  ]

  private static let formats: [NumberFormat] = [
    .count, .amount, NumberFormat(.amount(places: 0)), .decimal, .percent, NumberFormat(.percent(places: 0)),
    NumberFormat(.signedPoints(places: 1)), NumberFormat(.signedPercent(places: 2)),
    NumberFormat(.signedDecimal(places: 1)),
    .points(.en), NumberFormat(.decimal(places: 1), suffix: " s"), NumberFormat(.decimal(places: 2), suffix: " 天"),
    NumberFormat(.count, suffix: " h"), .amount, .points(.en), NumberFormat(.signedPercent(places: 2)),
  ]

  private static var numbers: ReportTable {
    let values = [0, 1, -1, 0.005, -0.0049, 1234.5, 9_999_999, 0.99999, -1234.567]
    var table = ReportTable(
      "numbers", caption: "Every format", note: .code("a < b") + RichText(" & ") + .strong("c"),
      columns: [.init("format", width: 12)] + values.map { .init("\($0)", .trailing) } + [.init("judged", .centre)])
    table.rows = formats.enumerated().map { index, format in
      ReportTable.Row(
        [ReportTable.Cell.text("f\(index)").asHeader] + values.map { .number($0, format) }
          + [ReportTable.Cell.number(1, format).judged(signals[index % signals.count])],
        role: index == formats.count - 1 ? .total : .body)
    }
    return table
  }

  private static let cards: [KPICard] = signals.enumerated().map { index, status in
    KPICard(
      name: "card \(index)", value: .number(Double(index) / 8, .percent),
      counts: index.isMultiple(of: 2) ? "\(index) / 8" : "",
      target: index.isMultiple(of: 3) ? "≥50%" : nil, status: status ?? .ordinary,
      changes: index < 5 ? [.init("before", .number(Double(index) - 2, .percent), status: status ?? .ordinary)] : [],
      trend: trend(index), note: index == 4 ? "a note" : nil)
  }

  private static func trend(_ length: Int) -> [Double?] {
    (0..<length).map { index -> Double? in index == 3 ? nil : Double(index * (length - 4)) }
  }

  private static let scattered: [Chart.Quadrant.Point] = signals.enumerated().map { index, status in
    let y = 1 - Double(index) / 10
    return Chart.Quadrant.Point("point \(index)", x: Double(index * index), y: y, status: status ?? .ordinary)
  }

  private static let spans: [Chart.Intervals.Row] = signals.enumerated().map { index, status in
    let value = Double(index) - 3
    return Chart.Intervals.Row("row \(index)", value, low: value - 2, high: value + 3, status: status ?? .ordinary)
  }

  private static let many: [Chart.Series] = (0..<8).map { series in
    let values = (0..<9).map { index -> Double? in index == series ? nil : Double(series * 10 + index - 20) }
    return Chart.Series("series number \(series)", values)
  }
}
