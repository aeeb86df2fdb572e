import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// Draws a monthly series: its control chart, its row in the table of trends.
struct SeriesDrawing {
  let series: MetricSeries
  let language: Language

  private var format: NumberFormat { series.metric.unit.format(language) }
  private var name: String { language.name(series.metric, line: series.line) }

  /// The places of the months shown.
  var shown: Range<Int> { series.shown }

  /// The control chart.
  func chart(target: Double?) -> Chart.Control {
    let points = shown.map { index -> Chart.Control.Point in
      let point = series.point(index)
      let signal = point.flatMap { point in
        point.signal.map {
          Chart.Control.Signal(
            language.signal($0, isUpward: point.isUpward), status: Status(isUpward: point.isUpward, series.metric))
        }
      }
      func limit(_ value: Double?) -> Double? { value.map { series.inUnit($0, at: index) } }
      return Chart.Control.Point(
        series.months[index].iso, series.values[index]?.value, centre: limit(point?.baseline.centre),
        lower: limit(point?.low), upper: limit(point?.high), signal: signal)
    }
    return Chart.Control(name: name, points: points, target: target, format: format)
  }

  /// The values of the months shown.
  var trend: [Double?] { shown.map { series.values[$0]?.value } }

  /// The months that signal a change, in words: `2019-03 超出控制上限`.
  var signals: [String] {
    shown.compactMap { index in
      guard let point = series.point(index), let signal = point.signal else { return nil }
      return "\(series.months[index].iso) \(language.signal(signal, isUpward: point.isUpward))"
    }
  }

  /// How many of the months shown are judged.
  var judged: Int { shown.count { series.point($0) != nil } }

  /// What the newest month says, in one line.
  var verdict: String {
    guard let point = series.lastPoint else {
      if series.last?.isSuppressed == true {
        return language("本月数值不公布，不作判断", "this month is not published: not judged")
      }
      return series.last?.value == nil
        ? language("本月没有数据，不作判断", "no data of this month: not judged")
        : language("可比月数或本月件数不足，不作判断", "too few months or cases: not judged")
    }
    let trial = point.baseline.isTrial ? language("（基线不足12个月，试用控制限）", " (trial limits, under 12 months)") : ""
    guard let signal = point.signal else { return language("在正常范围内", "within normal variation") + trial }
    return language.signal(signal, isUpward: point.isUpward) + trial
  }

  /// By which months the newest one is judged: `2018-01至2019-03中的14个月（剔除异常月2018-04）`.
  var baseline: String {
    guard let baseline = series.lastPoint?.baseline, let first = baseline.months.first, let last = baseline.months.last
    else { return "" }
    let range = language(
      "\(series.months[first].iso)至\(series.months[last].iso)中的\(baseline.months.count)个月",
      "\(baseline.months.count) months, \(series.months[first].iso) to \(series.months[last].iso)")
    let out = baseline.leftOut.map { series.months[$0].iso }
    let shift = series.shifts.last.map {
      language(
        "；\(series.months[$0.start].iso)起水平变化（\(series.months[$0.confirmed].iso)确认），基线随之重定",
        "; re-based on a lasting change from \(series.months[$0.start].iso), confirmed in \(series.months[$0.confirmed].iso)"
      )
    }
    return range
      + (out.isEmpty ? "" : language("（剔除异常月\(language.list(out))）", " (without the outlying \(language.list(out)))"))
      + (shift ?? "")
  }

  /// What the chart shows, for those who cannot see it.
  var alternative: String {
    let values = shown.map { index in
      let value = series.values[index]
      let none = value?.isSuppressed == true ? language("不公布", "not published") : language("无数据", "no data")
      return "\(series.months[index].iso) \(value?.value.map(format.text) ?? none)"
    }
    let limits = limits.map {
      language(
        "；最近一月的基线水平 \($0.centre)，控制限 \($0.low)–\($0.high)",
        "; baseline of the newest month \($0.centre), limits \($0.low)–\($0.high)")
    }
    let signals =
      signals.isEmpty ? "" : language("；信号：\(language.list(signals))", "; signals: \(language.list(signals))")
    return name + language("：", ": ") + values.joined(separator: language("，", ", ")) + (limits ?? "") + signals
  }

  /// The newest month's limits as texts.
  private var limits: (centre: String, low: String, high: String)? {
    guard let point = series.lastPoint else { return nil }
    func text(_ value: Double) -> String { limitFormat.text(series.inUnit(value, at: series.months.count - 1)) }
    return (text(point.baseline.centre), text(point.low), text(point.high))
  }

  // A mean of counts is not a count: it is shown without decimals that mean nothing.
  private var limitFormat: NumberFormat { series.metric.unit == .count ? NumberFormat(.amount(places: 0)) : format }

  /// The newest month's baseline and limits as table cells.
  var limitCells: [ReportTable.Cell] {
    let reason = language("可比月数或本月件数不足", "too few months or cases")
    let point = series.lastPoint
    return [point?.baseline.centre, point?.low, point?.high].map { value in
      .number(value.map { series.inUnit($0, at: series.months.count - 1) }, limitFormat, absent: reason)
    }
  }

  /// A month's value as a table cell, told from a target that it misses.
  func cell(monthsBack: Int, against target: Double? = nil) -> ReportTable.Cell {
    let index = series.months.count - 1 - monthsBack
    guard series.months.indices.contains(index), let value = series.values[index] else {
      return .absent(language("没有数据", "no data"))
    }
    return .value(value, language, against: target)
  }

  /// The newest month against an earlier one as a table cell; judged only when it is more than such months usually differ by.
  func change(monthsBack: Int) -> ReportTable.Cell {
    guard let step = series.step(monthsBack: monthsBack) else {
      return .absent(language("没有可比的数据", "nothing to compare with"))
    }
    let cell = ReportTable.Cell.number(
      language.printedDifference(step.difference, series, monthsBack: monthsBack),
      series.metric.unit.changeFormat(language))
    let isUp = step.difference > 0
    return step.isChange == true ? cell.judged(Status(isUpward: isUp, series.metric).directed(isUp: isUp)) : cell
  }
}
