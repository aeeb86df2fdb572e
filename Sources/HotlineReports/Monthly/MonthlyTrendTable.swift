import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// All series of a monthly report: the month, the month before, the same month last year, limits, signals.
struct MonthlyTrendTable {
  let figures: MonthlyFigures
  let targets: ReportTargets
  let language: Language
  let links: [Anchor?]

  private var names: [ReportTable.Column] {
    [.init(language("指标", "KPI")), .init(language("热线", "line"))]
  }

  private func name(_ series: MetricSeries) -> [ReportTable.Cell] {
    [.text(series.metric.name(language)).asHeader, .text(series.line ?? language("全部", "all"))]
  }

  /// The month beside the month before and the same month last year.
  var values: ReportTable {
    var table = ReportTable(
      "trend-table", caption: language("各项指标", "All KPIs"),
      note: RichText(
        language(
          "只有标 ▲▼! 的变化超出月与月之间通常的差异；“–”为没有可比的数据。",
          "Only changes marked ▲▼! exceed what months usually differ by; “–”: nothing to compare with.")),
      columns: names + [
        .init(language("本月", "this month"), .trailing), .init(language("分子 / 分母", "counts"), .trailing),
        .init(language("目标", "target"), .trailing), .init(language("上月", "month before"), .trailing),
        .init(language("较上月", "change"), .trailing), .init(language("上年同月", "a year ago"), .trailing),
        .init(language("较上年同月", "change"), .trailing),
      ])
    table.rows = figures.series.indices.map(row)
    return table
  }

  private func row(_ index: Int) -> ReportTable.Row {
    let series = figures.series[index]
    let drawing = SeriesDrawing(series: series, language: language)
    let target = series.metric.isRatio ? targets.target(series.metric, line: series.line) : nil
    let goal: ReportTable.Cell =
      target.map { .text($0.text(in: series.metric.unit)(language)) } ?? .absent(language("未设目标", "no target"))
    let status = target.map { targets.status(series.last, target: $0) }
    return ReportTable.Row(
      name(series) + [
        drawing.cell(monthsBack: 0).linked(to: links[index]).judged(status),
        .text(series.last.map(language.counts) ?? ""), goal, drawing.cell(monthsBack: 1), drawing.change(monthsBack: 1),
        drawing.cell(monthsBack: 12), drawing.change(monthsBack: 12),
      ])
  }

  /// The limits of each series and what it signals.
  var limits: ReportTable {
    var table = ReportTable(
      "limit-table", caption: language("控制限与变化信号", "Control limits and signals"),
      columns: names + [
        .init(language("均值", "mean"), .trailing), .init(language("控制下限", "lower limit"), .trailing),
        .init(language("控制上限", "upper limit"), .trailing), .init(language("对目标", "against target")),
        .init(language("本月判断", "this month")), .init(language("13个月内的信号", "signals in the 13 months")),
      ])
    table.rows = figures.series.map { series in
      let drawing = SeriesDrawing(series: series, language: language)
      return ReportTable.Row(
        name(series) + drawing.limitCells + [
          .text(assurance(series)), .text(drawing.verdict), .text(language.list(drawing.signals)),
        ])
    }
    return table
  }

  /// Whether the process as it is reaches its target.
  private func assurance(_ series: MetricSeries) -> String {
    guard series.metric.isRatio, let target = targets.target(series.metric, line: series.line),
      let chart = series.chart,
      target.direction != .equal
    else { return "" }
    switch chart.assurance(target: target.value, isHigherBetter: target.direction == .atLeast) {
    case .consistentlyMet: return language("稳定达标", "met as a rule")
    case .consistentlyMissed: return language("稳定不达标", "missed as a rule")
    case .hitOrMiss: return language("时达时不达", "hit or miss")
    }
  }
}
