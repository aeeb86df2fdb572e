import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// T2: the year month by month, with control limits.
struct AnnualMonths {
  let figures: AnnualFigures
  let targets: ReportTargets
  let language: Language

  /// The series drawn: each metric on the line with most cases.
  private var series: [MetricSeries] {
    figures.roles.annualMonths.compactMap { metric in
      let line = figures.main(metric)?.now.labels[0]
      return figures.series.first { $0.metric.id == metric.id && ($0.line ?? "") == line }
    }
  }

  /// The blocks.
  var blocks: [Document.Block] {
    let series = series
    guard !series.isEmpty else { return [] }
    let drawings = series.map { SeriesDrawing(series: $0, language: language) }
    let panels = zip(series, drawings).map { series, drawing in
      Chart.Panel(
        language.name(series.metric, line: series.line),
        .control(
          drawing.chart(
            target: series.metric.isRatio ? targets.target(series.metric, line: series.line)?.value : nil)),
        alternative: drawing.alternative)
    }
    let signals = zip(series, drawings).filter { !$1.signals.isEmpty }.map { series, drawing in
      let name = language.name(series.metric, line: series.line)
      return language("\(name)（\(language.list(drawing.signals))）", "\(name) (\(language.list(drawing.signals)))")
    }
    let judged = drawings.reduce(0) { $0 + $1.judged }
    let all = drawings.reduce(0) { $0 + $1.shown.count }
    let unjudged =
      judged < all
      ? language(
        "\(all - judged)个月值因可比月数或件数不足未作判断。", " \(all - judged) values are not judged: too few months or cases.") : ""
    let finding =
      judged == 0
      ? ""
      : signals.isEmpty
        ? language("作了判断的\(judged)个月值均在正常范围内。", "All \(judged) values judged are within normal variation.")
        : language(
          "出现变化信号：\(signals.joined(separator: "；"))。其余作了判断的月值在正常范围内。",
          "Signs of change: \(signals.joined(separator: "; ")). The other values judged are within normal variation.")
    return [
      .figure(
        Figure(
          "months-charts", title: language("逐月走势与控制限", "Month by month, with control limits"), chart: .panels(panels),
          note: RichText(finding + unjudged),
          alternative: drawings.map(\.alternative).joined(separator: language("。", ". ")))),
      .table(table(series, drawings)),
    ]
  }

  private func table(_ series: [MetricSeries], _ drawings: [SeriesDrawing]) -> ReportTable {
    var table = ReportTable(
      "T2", caption: language("T2 逐月指标", "T2 Month by month"),
      columns: [.init(language("月份", "month"))]
        + series.map { .init(language.name($0.metric, line: $0.line), .trailing) })
    let shown = series.first?.shown ?? 0..<0
    let months = series.first?.months ?? []
    table.rows = shown.map { index in
      ReportTable.Row(
        [.text(months[index].iso).asHeader]
          + zip(series, drawings).map { series, drawing in
            let cell = drawing.cell(monthsBack: months.count - 1 - index)
            guard let point = series.point(index), point.signal != nil else { return cell }
            return cell.judged(Status(isUpward: point.isUpward, series.metric).directed(isUp: point.isUpward))
          })
    }
    return table
  }
}
