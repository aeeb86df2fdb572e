import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// The headline KPIs of a year as cards: value, counts, target, change on the year before.
struct AnnualCards {
  let figures: AnnualFigures
  let targets: ReportTargets
  let language: Language
  /// For each total of the figures, where it is explained.
  let links: [Anchor]

  /// The cards.
  var cards: [KPICard] {
    figures.roles.headline.compactMap { metric in figures.totals.firstIndex { $0.now.metric.id == metric.id } }.map(
      card)
  }

  private func card(_ index: Int) -> KPICard {
    let total = figures.totals[index]
    let metric = total.now.metric
    let line = total.now.labels[0]
    let target = targets.target(metric, line: line)
    var change = figures.changeCell(total, language)
    let status = change.status ?? .ordinary
    change.status = nil
    let series = figures.series.first { $0.metric.id == metric.id && $0.line == line }
    return KPICard(
      name: language.name(metric, line: line),
      value: .value(total.now, language, against: target?.value).linked(to: links[index]),
      counts: language.counts(total.now), pair: ReportTable.Counts(total.now),
      target: target.map {
        $0.text(in: metric.unit)(language) + ($0.isAssumed ? language("（暂定，待确认）", " (provisional)") : "")
      }, status: figures.status(total.now, target: target, targets),
      changes: [KPICard.Change(language("同比", "on the year before"), change, status: status)],
      trend: series.map { SeriesDrawing(series: $0, language: language).trend } ?? [])
  }
}
