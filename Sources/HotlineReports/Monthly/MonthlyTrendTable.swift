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
          "标▲改善、▼变差、↑偏高、↓偏低的变化超出月与月之间通常的差异（数量按相同工作日折算后判断），其余未超出或不能判断；“–”为没有可比的数据。",
          "Changes marked ▲ (better), ▼ (worse), ↑ (high) or ↓ (low) exceed what months usually differ by (counts for equal days); the others do not, or cannot be judged. “–”: nothing to compare with."
        )),
      columns: names + [
        .init(language("本月", "this month"), .trailing),
        .init(language("分子 / 分母", "numerator / denominator"), .trailing),
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
        drawing.cell(monthsBack: 0, against: target?.value).linked(to: links[index]).judged(status),
        series.last.map { ReportTable.Cell.counts($0, language) } ?? "", goal, drawing.cell(monthsBack: 1),
        drawing.change(monthsBack: 1),
        drawing.cell(monthsBack: 12), drawing.change(monthsBack: 12),
      ])
  }

  /// The limits of each series and what it signals.
  var limits: ReportTable {
    var table = ReportTable(
      "limit-table", caption: language("控制限与变化信号", "Control limits and signals"),
      note: RichText(
        language(
          "每月按它以前的月份判断：基线为有记录的前24个月（至少6个月；不足12个月为试用），此后不变，已作的判断不因新数据改变。控制限按当月件数计算：比率为p′图（Laney），件数少时为精确分布，数量（按相同工作日折算）和均值为单值图；过程稳定时约0.5%的月份落在限外。",
          "Each month is judged by those before it: the baseline is the first 24 months on record (at least six; trial limits under twelve) and stands from then on, so that no verdict changes later. Limits hold for the month's own cases: p′ charts (Laney) for rates, exact ones where cases are few, individuals charts for counts (for equal days) and means; a stable process has about 0.5 % of its months outside."
        )),
      columns: names + [
        .init(language("基线水平", "baseline"), .trailing), .init(language("控制下限", "lower limit"), .trailing),
        .init(language("控制上限", "upper limit"), .trailing), .init(language("对目标", "against target")),
        .init(language("本月判断", "this month")), .init(language("13个月内的信号", "signals in the 13 months")),
        .init(language("基线", "baseline months")),
      ])
    table.rows = figures.series.map { series in
      let drawing = SeriesDrawing(series: series, language: language)
      return ReportTable.Row(
        name(series) + drawing.limitCells + [
          .text(assurance(series)), .text(drawing.verdict), .text(language.list(drawing.signals)),
          .text(drawing.baseline),
        ])
    }
    return table
  }

  /// How often the months on record met the target: that is what they show.
  private func assurance(_ series: MetricSeries) -> String {
    guard series.metric.isRatio, let target = targets.target(series.metric, line: series.line) else { return "" }
    let judged = series.shown.compactMap { index -> Bool? in
      guard let value = series.values[index], let number = value.value,
        (value.denominator ?? 0) >= FunnelPlot.fewestJudged
      else { return nil }
      return target.isMet(by: number)
    }
    guard !judged.isEmpty else { return language("件数不足", "too few cases") }
    let met = judged.count { $0 }
    let counted = language("\(judged.count)个月中\(met)个月达标", "\(met) of \(judged.count) months met it")
    guard judged.count >= ControlChart.settledCount else { return counted }
    if met == judged.count { return language("稳定达标（\(counted)）", "met as a rule (\(counted))") }
    if met == 0 { return language("持续未达标（\(counted)）", "missed throughout (\(counted))") }
    return language("达标不稳定（\(counted)）", "met at times (\(counted))")
  }
}
