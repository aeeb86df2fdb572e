import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// Draws a monthly series: its control chart, its row in the table of trends, its words.
struct SeriesDrawing {
  let series: MetricSeries
  let language: Language

  private var format: NumberFormat { series.metric.unit.format(language) }
  private var name: String { language.name(series.metric, line: series.line) }

  /// Limits as drawn: shares and counts have ends that no value passes.
  private func drawn(_ limit: Double) -> Double {
    series.metric.unit.isRate ? min(1, max(0, limit)) : max(0, limit)
  }

  /// The control chart.
  func chart(target: Double?) -> Chart.Control {
    let chart = series.chart
    let points = series.months.indices.map { index -> Chart.Control.Point in
      let signal = series.point(index).flatMap { point in
        point.signal.map {
          Chart.Control.Signal(
            language.signal($0, isUpward: point.isUpward),
            status: Status(isUpward: point.isUpward, series.metric))
        }
      }
      return Chart.Control.Point(
        series.months[index].iso, series.values[index]?.value, centre: chart?.centre,
        lower: chart.map { drawn($0.low) },
        upper: chart.map { drawn($0.high) }, signal: signal)
    }
    return Chart.Control(name: name, points: points, target: target, format: format)
  }

  /// The months that signal a change, in words: `2019-03 超出控制上限`.
  var signals: [String] {
    series.months.indices.compactMap { index in
      guard let point = series.point(index), let signal = point.signal else { return nil }
      return "\(series.months[index].iso) \(language.signal(signal, isUpward: point.isUpward))"
    }
  }

  /// What the series says, in one line.
  var verdict: String {
    guard let chart = series.chart else { return language("月数不足，不作判断", "too few months to judge") }
    let trial = chart.isTrial ? language("（不足12个月，试用控制限）", " (trial limits, under 12 months)") : ""
    guard let last = series.months.indices.last, let point = series.point(last) else {
      return language("本月数据不足，不作判断", "this month cannot be judged") + trial
    }
    guard let signal = point.signal else { return language("正常波动", "wobbling as usual") + trial }
    return language.signal(signal, isUpward: point.isUpward) + trial
  }

  /// What the chart shows, for those who cannot see it.
  var alternative: String {
    let values = zip(series.months, series.values).map { month, value in
      "\(month.iso) \(value?.value.map(format.text) ?? language("无数据", "no data"))"
    }
    let limits = series.chart.map {
      language(
        "；均值 \(format.text($0.centre))，控制限 \(format.text(drawn($0.low)))–\(format.text(drawn($0.high)))",
        "; mean \(format.text($0.centre)), limits \(format.text(drawn($0.low)))–\(format.text(drawn($0.high)))")
    }
    return name + language("：", ": ") + values.joined(separator: language("，", ", ")) + (limits ?? "")
  }

  /// The mean and limits as table cells.
  var limitCells: [ReportTable.Cell] {
    let reason = language("月数不足", "too few months")
    // A mean of counts is not a count: it is shown without decimals that mean nothing.
    let format = series.metric.unit == .count ? NumberFormat(.amount(places: 0)) : format
    return [
      .number(series.chart?.centre, format, absent: reason),
      .number(series.chart.map { drawn($0.low) }, format, absent: reason),
      .number(series.chart.map { drawn($0.high) }, format, absent: reason),
    ]
  }

  /// A month's value as a table cell.
  func cell(monthsBack: Int) -> ReportTable.Cell {
    let index = series.months.count - 1 - monthsBack
    guard series.months.indices.contains(index), let value = series.values[index] else {
      return .absent(language("没有数据", "no data"))
    }
    return .value(value, language)
  }

  /// The newest month against an earlier one as a table cell; judged only when it is more than a wobble.
  func change(monthsBack: Int) -> ReportTable.Cell {
    guard let step = series.step(monthsBack: monthsBack) else {
      return .absent(language("没有可比的数据", "nothing to compare with"))
    }
    let cell = ReportTable.Cell.number(step.difference, series.metric.unit.changeFormat(language))
    return step.isChange ? cell.judged(Status(isUpward: step.difference > 0, series.metric)) : cell
  }

  /// `较上月上升 1.25 个百分点，变化明显` or `…，属正常波动`.
  func changeText(monthsBack: Int, label: String) -> String? {
    guard let step = series.step(monthsBack: monthsBack) else { return nil }
    let size = language.change(abs(step.difference), series.metric).replacing("+", with: "")
    if step.difference == 0 { return language("\(label)持平", "unchanged on \(label)") }
    let move = language(
      step.difference > 0 ? "上升" : "下降", step.difference > 0 ? "up" : "down")
    return language(
      "\(label)\(move) \(size)，\(step.isChange ? "变化明显" : "属正常波动")",
      "\(move) \(size) on \(label), \(step.isChange ? "a change" : "usual wobbling")")
  }
}
