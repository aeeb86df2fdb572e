import HotlineDocument
import HotlineText

/// A small document with every kind of block and chart, and with names that try to break out of each format.
package enum SampleDocument {
  /// Names that a renderer must show as they are.
  package static let hostileNames = [
    "<script>alert(1)</script>", "=1+1", "@SUM(A1)", "a|b `c` *d*", "\"引号\" & 'quotes'", "]]>",
  ]

  /// The document.
  package static func make(_ language: Language = .zh) -> Document {
    return Document(
      name: "sample", title: language("热线月报样张", "A sample report"), subtitle: language("2019年12月", "December 2019"),
      language: language,
      notice: .strong(language("模拟数据", "Made-up data")) + RichText(language("，不是真实业务。", ", not real work.")),
      asOf: .init(1_577_807_999, text: language("2019-12-31 23:59:59（上海时间）", "2019-12-31 23:59:59 (Shanghai time)")),
      sections: [headline(language), charts(language), hostile(language)], evidence: [evidence(language)])
  }

  private static func headline(_ language: Language) -> Document.Section {
    let change = ReportTable.Cell.number(
      -0.0125, NumberFormat(.signedPoints(places: 2), suffix: language(" 个百分点", " pp")))
    return Document.Section(
      "headline", language("要点", "Headline"),
      blocks: [
        .keySentences([
          RichText(language("接通率 ", "The connection rate was ")) + .link("94.30%", to: "evidence-connection_rate")
            + RichText(language("，未达目标。", ", below target.")), RichText(language("其余平稳。", "All else was steady.")),
        ]),
        .cards([
          KPICard(
            name: language("热线接通率", "Connection rate"),
            value: .number(0.943, .percent).linked(to: "evidence-connection_rate"), counts: "174,455 / 185,000",
            target: "≥ 95%", status: .missed,
            changes: [
              .init(language("较上月", "vs last month"), change, status: .worse),
              .init(language("较上年同月", "vs a year ago"), .absent(language("无上年数据", "no data a year ago"))),
            ], trend: [0.95, 0.96, nil, 0.94, 0.943]),
          KPICard(name: language("话务总量", "Call volume"), value: .number(185_000, .count), status: .noTarget),
          KPICard(
            name: language("三方转接成功率", "Three-way transfers"), value: .absent(language("没有转接", "no transfers")),
            status: .tooFew, note: language("只有 3 件", "3 cases only")),
        ]),
      ])
  }

  private static func charts(_ language: Language) -> Document.Section {
    let months = (1...12).map { "2019-" + ($0 < 10 ? "0\($0)" : "\($0)") }
    let rates = [0.94, 0.945, 0.938, 0.951, 0.947, 0.942, 0.939, 0.944, 0.9, 0.946, 0.943, 0.97]
    let control = Chart.Control(
      name: language("接通率", "connection rate"),
      points: zip(months, rates).map { month, rate in
        .init(
          month, rate, centre: 0.9438, lower: 0.92, upper: 0.966,
          signal: rate < 0.92
            ? .init(language("低于下限", "below the lower limit"), status: .worse)
            : rate > 0.966 ? .init(language("高于上限", "above the upper limit"), status: .better) : nil)
      }, target: 0.95, format: .percent)
    let funnel = Chart.Funnel(
      points: [
        .init(language("黄浦区", "Huangpu"), cases: 900, rate: 0.953, status: .ordinary),
        .init(language("崇明区", "Chongming"), cases: 40, rate: 0.775, status: .worse),
        .init(language("浦东新区", "Pudong"), cases: 1500, rate: 0.975, status: .better),
        .init(language("金山区", "Jinshan"), cases: 120, rate: 0.9, status: .watch),
        .init(language("虹口区", "Hongkou"), cases: 12, rate: 0.83, status: .tooFew),
      ],
      limits: stride(from: 10.0, through: 1600, by: 53).map { cases in
        let spread = 0.21 / cases.squareRoot()
        return .init(
          cases: cases, lower998: 0.954 - 3.09 * spread, lower95: 0.954 - 1.96 * spread,
          upper95: min(1, 0.954 + 1.96 * spread), upper998: min(1, 0.954 + 3.09 * spread))
      }, centre: 0.954, target: 0.95)
    let hours = (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }
    let days = language("一 二 三 四 五 六 日", "Mon Tue Wed Thu Fri Sat Sun").split(separator: " ").map(String.init)
    let heatmap = Chart.Heatmap(
      rows: days, columns: hours,
      values: days.indices.map { day in
        hours.indices.map { hour in day == 6 && hour < 3 ? nil : Double((hour * 7 + day * 3) % 29) }
      }, format: .count)
    let topics = ["养老", "救助", "婚姻", "殡葬"].enumerated().map { language($0.element, "topic \($0.offset + 1)") }
    let series = [
      Chart.Series(language("咨询", "questions"), [120, 80, 40, 12]),
      Chart.Series(language("投诉", "complaints"), [30, 44, 5, nil]),
    ]
    func figure(_ anchor: Anchor, _ chart: Chart, x: String = "", y: String = "") -> Document.Block {
      .figure(
        Figure(
          anchor, title: language("图 ", "Figure ") + anchor.id, chart: chart, xTitle: x, yTitle: y,
          note: RichText(language("读图说明。", "How to read it.")), alternative: language("文字说明", "In words"),
          evidence: "evidence-connection_rate"))
    }
    return Document.Section(
      "charts", language("图表", "Charts"),
      blocks: [
        figure("control", .control(control), x: language("月份", "month"), y: language("接通率", "rate")),
        figure("funnel", .funnel(funnel), x: language("件数", "cases"), y: language("按时办结率", "on time")),
        figure("heatmap", .heatmap(heatmap), x: language("时", "hour"), y: language("星期", "weekday")),
        figure("stacked", .bars(.init(categories: topics, series: series, isStacked: true, format: .count))),
        figure(
          "pareto",
          .bars(
            .init(
              categories: topics, series: [series[0]], cumulative: [0.476, 0.794, 0.952, 1], format: .count)),
          x: language("主题", "topic"), y: language("件", "cases")),
        figure(
          "lying",
          .bars(.init(categories: topics, series: [series[0]], isHorizontal: true, format: .count)),
          x: language("件", "cases"), y: language("主题", "topic")),
        figure(
          "lines", .lines(.init(labels: months, series: [.init("962200", rates.map { $0 })], format: .percent)),
          x: language("月份", "month")),
        figure(
          "quadrant",
          .quadrant(
            .init(
              points: [
                .init(topics[0], x: 900, y: 0.97), .init(topics[1], x: 700, y: 0.81, status: .worse),
                .init(topics[2], x: 80, y: 0.86), .init(topics[3], x: 20, y: 0.99),
              ], xDivider: 300, yDivider: 0.92,
              corners: [
                language("小而好", "small, good"), language("大而好", "large, good"), language("短板", "shortfall"),
                language("小而差", "small, bad"),
              ],
              xFormat: .count, yFormat: .percent)), x: language("件数", "cases"), y: language("满意率", "satisfied")),
        figure(
          "intervals",
          .intervals(
            .init(
              rows: [
                .init(topics[0], 0.95, low: 0.93, high: 0.97),
                .init(topics[1], 0.8, low: 0.7, high: 0.88, status: .worse),
              ], centre: 0.94, format: .percent))),
        figure(
          "panels",
          .panels([
            .init(topics[0], .lines(.init(labels: months, series: [.init("n", rates.map { $0 })], format: .percent))),
            .init(topics[1], .control(control)),
          ])),
      ])
  }

  private static func hostile(_ language: Language) -> Document.Section {
    let rows = hostileNames.enumerated().map { index, name -> ReportTable.Row in
      [
        .text(name), .number(Double(index) * 1000, .count).linked(to: "evidence-connection_rate"),
        index == 0
          ? .absent(language("件数不足 30", "fewer than 30 cases"))
          : ReportTable.Cell.number(0.9 + Double(index) / 100, .percent).judged(
            index.isMultiple(of: 2) ? .worse : .met),
      ]
    }
    let total = ReportTable.Row(
      [.text(language("合计", "total")), .number(15_000, .count), .absent(language("不合计", "not summed"))], role: .total)
    return Document.Section(
      "names", language("各区", "Districts"),
      blocks: [
        .paragraph(RichText("# <b>1. =x</b>")), .remark(RichText(language("排名不作比较。", "No ranking."))),
        .list(hostileNames.map { RichText($0) }),
        .table(
          ReportTable(
            "names-table", caption: language("各区件数", "Cases by district"),
            columnGroups: [.init("", columns: 1), .init(language("指标", "KPIs"), columns: 2)],
            columns: [
              .init(language("区", "district")), .init(language("件数", "cases"), .trailing),
              .init(language("按时办结率", "on time"), .trailing, link: "evidence-connection_rate"),
            ], rows: rows + [total])),
      ])
  }

  private static func evidence(_ language: Language) -> Evidence {
    Evidence(
      anchor: "evidence-connection_rate", title: language("热线接通率 · 2019-12", "Connection rate · 2019-12"),
      metric: "connection_rate", value: .number(0.943, .percent),
      definition: language("接通 ÷ 请求人工", "answered ÷ asked for a seat"), source: "DESIGN.md §4",
      formula: "calls_connected ÷ calls_offered",
      numerator: [
        .init(measure: "calls_connected", sum: 174_455, sql: "SELECT count(*)\nFROM calls WHERE line < '9';")
      ],
      denominator: [.init(measure: "calls_offered", sum: 185_000)],
      notes: [language("仅工作时间", "office hours only")], files: ["calls-962200.csv"],
      command: "hotline explain connection_rate --period 2019-12")
  }
}
