import HotlineText

extension Figure {
  /// The chart's data as a table: for those who cannot see it, for spreadsheets, and where nothing can be drawn.
  package func table(_ language: Language) -> ReportTable {
    var table = chart.table(self, language)
    table.anchor = anchor.appending("data")
    return table
  }
}

extension Chart {
  fileprivate func table(_ figure: Figure, _ language: Language) -> ReportTable {
    let none = language("没有数据", "no data")
    func number(_ value: Double?, _ format: NumberFormat) -> ReportTable.Cell {
      .number(value, format, absent: none)
    }
    func status(_ status: Status) -> ReportTable.Cell { ReportTable.Cell.text(status.name(language)).judged(status) }
    let statusColumn = ReportTable.Column(language("判断", "class"))
    switch self {
    case .control(let chart):
      return ReportTable(
        columns: [
          .init(figure.xTitle.isEmpty ? language("时间", "time") : figure.xTitle), .init(chart.name, .trailing),
          .init(language("基线", "baseline"), .trailing), .init(language("下限", "lower limit"), .trailing),
          .init(language("上限", "upper limit"), .trailing), .init(language("信号", "signal")),
        ],
        rows: chart.points.map { point in
          [
            .text(point.label), number(point.value, chart.format), number(point.centre, chart.limitFormat),
            number(point.lower, chart.limitFormat), number(point.upper, chart.limitFormat),
            ReportTable.Cell.text(point.signal?.text ?? "").judged(
              point.signal?.status.directed(isUp: (point.value ?? 0) > (point.centre ?? 0))),
          ]
        })
    case .heatmap(let chart):
      return ReportTable(
        columns: [.init(figure.yTitle)] + chart.columns.map { .init($0, .trailing) },
        rows: zip(chart.rows, chart.values).map { name, values in
          ReportTable.Row(
            [.text(name)] + values.map { .number($0, chart.format, absent: chart.absence ?? none) })
        })
    case .funnel(let chart):
      return ReportTable(
        columns: [
          .init(language("名称", "name")),
          .init(figure.xTitle.isEmpty ? language("件数", "cases") : figure.xTitle, .trailing),
          .init(figure.yTitle.isEmpty ? language("比率", "rate") : figure.yTitle, .trailing), statusColumn,
        ],
        rows: chart.points.map { point in
          [
            .text(point.label), .number(point.cases, .count), .number(point.rate, chart.format),
            status(point.status.directed(isUp: point.rate > chart.centre)),
          ]
        })
    case .bars(let chart):
      var columns = [ReportTable.Column(chart.isHorizontal ? figure.yTitle : figure.xTitle)]
      columns += chart.series.map { .init($0.name, .trailing) }
      if !chart.cumulative.isEmpty { columns.append(.init(language("累计占比", "cumulative share"), .trailing)) }
      return ReportTable(
        columns: columns,
        rows: chart.categories.enumerated().map { index, name in
          let values = chart.series.map { number(index < $0.values.count ? $0.values[index] : nil, chart.format) }
          let shares =
            chart.cumulative.isEmpty
            ? [] : [number(index < chart.cumulative.count ? chart.cumulative[index] : nil, .percent)]
          return ReportTable.Row([.text(name)] + values + shares)
        })
    case .lines(let chart):
      return ReportTable(
        columns: [.init(figure.xTitle)] + chart.series.map { .init($0.name, .trailing) },
        rows: chart.labels.enumerated().map { index, label in
          ReportTable.Row(
            [.text(label)]
              + chart.series.map { number(index < $0.values.count ? $0.values[index] : nil, chart.format) })
        })
    case .quadrant(let chart):
      return ReportTable(
        columns: [
          .init(language("名称", "name")), .init(figure.xTitle, .trailing), .init(figure.yTitle, .trailing), statusColumn,
        ],
        rows: chart.points.map { point in
          [
            .text(point.label), .number(point.x, chart.xFormat), .number(point.y, chart.yFormat),
            status(point.status),
          ]
        })
    case .intervals(let chart):
      return ReportTable(
        columns: [
          .init(language("名称", "name")), .init(language("值", "value"), .trailing),
          .init(language("区间下限", "low"), .trailing),
          .init(language("区间上限", "high"), .trailing), statusColumn,
        ],
        rows: chart.rows.map { row in
          [
            .text(row.label), .number(row.value, chart.format), .number(row.low, chart.format),
            .number(row.high, chart.format), status(row.status),
          ]
        })
    case .panels(let panels):
      let tables = panels.map { ($0.title, $0.chart.table(figure, language)) }
      guard let widest = tables.map(\.1).max(by: { $0.columns.count < $1.columns.count }) else {
        return ReportTable(columns: [.init("")])
      }
      let rows = tables.flatMap { title, table in
        table.rows.map { row in
          let padding = Array(repeating: ReportTable.Cell(""), count: widest.columns.count - row.cells.count)
          return ReportTable.Row([.text(title)] + row.cells + padding)
        }
      }
      var columns = widest.columns
      // The values of several charts are not headed by the name of the first.
      let isControl = panels.allSatisfy { if case .control = $0.chart { true } else { false } }
      if isControl, panels.count > 1 { columns[1].header = language("值", "value") }
      return ReportTable(columns: [.init(language("图", "chart"))] + columns, rows: rows)
    }
  }
}
