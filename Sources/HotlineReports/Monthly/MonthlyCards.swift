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
      value: drawing.cell(monthsBack: 0, against: isYearly ? nil : target?.value).linked(to: links[index]),
      counts: series.last.map(language.counts) ?? "", pair: series.last.flatMap { ReportTable.Counts($0) },
      target: targetText(series, target),
      status: isYearly
        ? YearOutlook(series, target: target, language: language).paceStatus
        : targets.status(series.last, target: target),
      changes: [
        change(drawing, series, monthsBack: 1, label: language("较上月", "on the month before")),
        change(drawing, series, monthsBack: 12, label: language("较上年同月", "on the same month last year")),
      ], trend: drawing.trend, note: note(series, drawing, target))
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
    let assumed = target.isAssumed ? language("（暂定，待确认）", " (provisional)") : ""
    return (series.metric.isRatio ? text : language("全年 \(text)", "\(text) a year")) + assumed
  }

  private func note(_ series: MetricSeries, _ drawing: SeriesDrawing, _ target: Target?) -> String {
    var parts = [drawing.verdict]
    let outlook = YearOutlook(series, target: target, language: language)
    if !series.metric.isRatio, let pace = outlook.paceText { parts.append(pace) }
    if target != nil, let sentence = outlook.sentence { parts.append(sentence) }
    if let target, let interval = series.last?.interval, (interval.low..<interval.high).contains(target.value) {
      parts.append(language("95%区间含目标值，达标与否可能出于偶然", "the 95 % interval holds the target: chance may decide"))
    }
    return parts.joined(separator: language("；", "; "))
  }
}
