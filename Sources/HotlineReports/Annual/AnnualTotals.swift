import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// T1: the year's totals by line, beside target and the year before.
struct AnnualTotals {
  let figures: AnnualFigures
  let targets: ReportTargets
  let language: Language
  let links: [Anchor]

  /// The blocks.
  var blocks: [Document.Block] { [.table(table)] }

  private var table: ReportTable {
    var table = ReportTable(
      "T1", caption: language("T1 全年总量与同比", "T1 Totals and year on year"),
      note: RichText(
        language(
          "同比：比率为个百分点，数量为百分比；方括号内为95%区间，带▲（改善）▼（变差）的比率差异显著。“–”为上年没有数据。",
          "Year on year: points for rates, percent for counts; 95 % interval in brackets; differences of rates marked ▲ (better) ▼ (worse) are significant. “–”: no data of the year before."
        )),
      columns: [
        .init(language("指标", "KPI")), .init(language("热线", "line")), .init(language("本年", "year"), .trailing),
        .init(language("分子 / 分母", "numerator / denominator"), .trailing),
        .init(language("95%区间", "95 % interval"), .trailing),
        .init(language("目标", "target"), .trailing), .init(language("上年", "year before"), .trailing),
        .init(language("同比", "change"), .trailing), .init(language("同比区间", "its interval"), .trailing),
      ])
    table.rows = figures.totals.indices.map(row)
    return table
  }

  private func row(_ index: Int) -> ReportTable.Row {
    let total = figures.totals[index]
    let metric = total.now.metric
    let line = total.now.labels[0]
    let target = targets.target(metric, line: line)
    let interval = total.now.interval.map { metric.unit.text($0, language) }
    let before: ReportTable.Cell =
      total.before.map { .value($0, language) } ?? .absent(language("上年没有数据", "no data of the year before"))
    return [
      .text(metric.name(language)).asHeader, .text(language.name(line)),
      ReportTable.Cell.value(total.now, language, against: target?.value).linked(to: links[index]).judged(
        target.map { figures.status(total.now, target: $0, targets) }),
      .counts(total.now, language), .text(interval ?? ""),
      target.map { .text($0.text(in: metric.unit)(language)) } ?? .absent(language("未设目标", "no target")), before,
      figures.changeCell(total, language),
      .text(figures.unlikeMonths(metric, line: line) == nil ? total.intervalText : ""),
    ]
  }
}
