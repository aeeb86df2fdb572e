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
            target: series.metric.isRatio ? targets.target(series.metric, line: series.line)?.value : nil)))
    }
    let signals = zip(series, drawings).filter { !$1.signals.isEmpty }.map { series, drawing in
      let name = language.name(series.metric, line: series.line)
      return language("\(name)（\(language.list(drawing.signals))）", "\(name) (\(language.list(drawing.signals)))")
    }
    let finding =
      signals.isEmpty
      ? language("全年各月均在正常波动范围内，没有变化信号。", "No month signals a change: all wobble within usual limits.")
      : language(
        "出现变化信号：\(signals.joined(separator: "；"))。其余月份为正常波动。",
        "Signs of change: \(signals.joined(separator: "; ")). Other months wobble as usual.")
    return [
      .figure(
        Figure(
          "months-charts", title: language("逐月走势与控制限", "Month by month, with control limits"), chart: .panels(panels),
          note: RichText(finding), alternative: drawings.map(\.alternative).joined(separator: language("。", ". ")))),
      .table(table(series, drawings)),
    ]
  }

  private func table(_ series: [MetricSeries], _ drawings: [SeriesDrawing]) -> ReportTable {
    var table = ReportTable(
      "T2", caption: language("T2 逐月指标", "T2 Month by month"),
      columns: [.init(language("月份", "month"))]
        + series.map { .init(language.name($0.metric, line: $0.line), .trailing) })
    let months = series.first?.months ?? []
    table.rows = months.indices.map { index in
      ReportTable.Row(
        [.text(months[index].iso).asHeader]
          + zip(series, drawings).map { series, drawing in
            let cell = drawing.cell(monthsBack: months.count - 1 - index)
            guard let point = series.point(index), point.signal != nil else { return cell }
            return cell.judged(Status(isUpward: point.isUpward, series.metric))
          })
    }
    return table
  }
}
