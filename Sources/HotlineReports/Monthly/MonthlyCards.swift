import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// The headline KPIs of a month as cards: value, counts, target, change, trend.
struct MonthlyCards {
  let figures: MonthlyFigures
  let targets: ReportTargets
  let language: Language
  /// For each series of the figures, where it is explained.
  let links: [Anchor?]

  /// The cards, each of the line with most cases.
  var cards: [KPICard] { figures.headline.map(card) }

  private func card(_ index: Int) -> KPICard {
    let series = figures.series[index]
    let drawing = SeriesDrawing(series: series, language: language)
    let target = targets.target(series.metric, line: series.line)
    let isYearly = !series.metric.isRatio
    return KPICard(
      name: language.name(series.metric, line: series.line),
      value: drawing.cell(monthsBack: 0).linked(to: links[index]),
      counts: series.last.map(language.counts) ?? "", target: targetText(series, target),
      status: isYearly ? yearlyStatus(series, target) : targets.status(series.last, target: target),
      changes: [
        change(drawing, series, monthsBack: 1, label: language("较上月", "on the month before")),
        change(drawing, series, monthsBack: 12, label: language("较上年同月", "on the same month last year")),
      ], trend: series.values.map { $0?.value }, note: note(series, drawing, target))
  }

  private func change(_ drawing: SeriesDrawing, _ series: MetricSeries, monthsBack: Int, label: String)
    -> KPICard.Change
  {
    var cell = drawing.change(monthsBack: monthsBack)
    let status = cell.status ?? .ordinary
    cell.status = nil
    return KPICard.Change(label, cell, status: status)
  }

  private func targetText(_ series: MetricSeries, _ target: Target?) -> String? {
    guard let target else { return nil }
    let text = target.text(in: series.metric.unit)(language)
    let assumed = target.isAssumed ? language("（假定）", " (assumed)") : ""
    return (series.metric.isRatio ? text : language("全年 \(text)", "\(text) a year")) + assumed
  }

  /// 序时进度: whether the year so far keeps step with a year's count, month by month in equal parts.
  private func yearlyStatus(_ series: MetricSeries, _ target: Target?) -> Status {
    guard let target, target.direction == .atLeast else { return .noTarget }
    guard let sum = series.yearToDate else { return .open }
    return sum >= target.value * Double(figures.month.month) / 12 ? .met : .missed
  }

  private func note(_ series: MetricSeries, _ drawing: SeriesDrawing, _ target: Target?) -> String {
    var parts = [drawing.verdict]
    if let target, !series.metric.isRatio, let sum = series.yearToDate, target.value > 0 {
      let inStep = NumberText.percent(Double(figures.month.month) / 12, places: 1)
      parts.append(
        language(
          "本年累计 \(NumberText.count(sum))，完成全年目标的 \(NumberText.percent(sum / target.value, places: 1))（序时进度 \(inStep)）",
          "\(NumberText.count(sum)) so far this year, \(NumberText.percent(sum / target.value, places: 1)) of the year's target (in step: \(inStep))"
        ))
    }
    if let target, let interval = series.last?.interval, (interval.low..<interval.high).contains(target.value) {
      parts.append(language("95%区间含目标值，达标与否可能出于偶然", "the 95 % interval holds the target: chance may decide"))
    }
    return parts.joined(separator: language("；", "; "))
  }
}
