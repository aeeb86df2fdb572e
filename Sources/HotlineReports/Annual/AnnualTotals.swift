import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// T1: the year's totals by line, beside target and the year before.
struct AnnualTotals {
  let figures: AnnualFigures
  let targets: ReportTargets
  let wording: Wording
  let links: [Anchor]

  /// The blocks.
  var blocks: [Document.Block] { [.table(table)] }

  private var table: ReportTable {
    var table = ReportTable(
      "T1", caption: wording("T1 全年总量与同比", "T1 Totals and year on year"),
      note: RichText(
        wording(
          "同比：比率为个百分点，数量为百分比；方括号内为 95% 区间，带 ▲▼ 的比率差异不能由偶然解释。“–”为上年没有数据。",
          "Year on year: points for rates, percent for counts; 95 % interval in brackets; chance does not explain differences of rates marked ▲▼. “–”: no data of the year before."
        )),
      columns: [
        .init(wording("指标", "KPI")), .init(wording("热线", "line")), .init(wording("本年", "year"), .trailing),
        .init(wording("分子 / 分母", "counts"), .trailing), .init(wording("95%区间", "95 % interval"), .trailing),
        .init(wording("目标", "target"), .trailing), .init(wording("上年", "year before"), .trailing),
        .init(wording("同比", "change"), .trailing), .init(wording("同比区间", "its interval"), .trailing),
      ])
    table.rows = figures.totals.indices.map(row)
    return table
  }

  private func row(_ index: Int) -> ReportTable.Row {
    let total = figures.totals[index]
    let metric = total.now.metric
    let line = total.now.labels[0]
    let target = targets.target(metric, line: line)
    let interval = total.now.interval.map { "\(NumberText.percent($0.low))–\(NumberText.percent($0.high))" }
    let before: ReportTable.Cell =
      total.before.map { .value($0, wording.language) } ?? .absent(wording("上年没有数据", "no data of the year before"))
    return [
      .text(metric.name(wording.language)).asHeader, .text(wording.name(line)),
      .value(total.now, wording.language).linked(to: links[index]).judged(
        target.map { targets.status(total.now, target: $0) }),
      .text(wording.counts(total.now)), .text(interval ?? ""),
      target.map { .text($0.text(in: metric.unit)(wording.language)) } ?? .absent(wording("未设目标", "no target")), before,
      wording.changeCell(total), .text(wording.interval(total)),
    ]
  }
}

extension YearOnYear {
  /// The smaller of the two counts.
  var fewest: Double? { [now.value, before?.value].compactMap { $0 }.min() }
}

extension Wording {
  /// A year-on-year difference, judged where it is more than chance.
  func changeCell(_ change: YearOnYear) -> ReportTable.Cell {
    let metric = change.now.metric
    let cell = ReportTable.Cell.number(
      change.difference, .change(of: metric.unit, language: language),
      absent: self("没有可比的数据", "nothing to compare with"))
    // More or fewer of what is neither good nor bad is told by the interval alone.
    guard change.isDifferent == true, metric.better != .neither, let difference = change.difference else { return cell }
    return cell.judged(status(isUpward: difference > 0, metric))
  }

  /// A year-on-year growth of a count, marked where it differs from that of all together by more than chance.
  func growthCell(_ change: YearOnYear, among all: [YearOnYear]) -> ReportTable.Cell {
    let cell = changeCell(change)
    let group = all.filter { $0.now.metric.id == change.now.metric.id }
    let before = group.reduce(0) { $0 + ($1.before?.value ?? 0) }
    guard before > 0, let interval = change.interval else { return cell }
    let growth = group.reduce(0) { $0 + ($1.now.value ?? 0) } / before - 1
    return interval.low > growth || interval.high < growth ? cell.judged(.watch) : cell
  }

  /// `[+0.12, +0.50]`.
  func interval(_ change: YearOnYear) -> String {
    guard let interval = change.interval, interval.high.isFinite else { return "" }
    let format = NumberFormat(.signedPoints(places: 2))
    return "[\(format.text(interval.low)), \(format.text(interval.high))]" + (change.now.metric.unit.isRate ? "" : "%")
  }
}
