import HotlineDocument
import HotlineText

extension ChartDrawing {
  /// Upright bars, side by side or stacked; with cumulative shares a Pareto chart.
  func draw(_ chart: Chart.Bars) -> SVGCanvas {
    var legend =
      chart.series.count > 1
      ? chart.series.enumerated().map { LegendEntry(sample: .box("f s\($0.offset % 7)"), text: $0.element.name) } : []
    if !chart.cumulative.isEmpty {
      legend.append(LegendEntry(sample: .line("l cumulative"), text: language("累计占比", "cumulative share")))
    }
    if let target = chart.target {
      legend.append(
        LegendEntry(sample: .line("target"), text: language("参考线 ", "reference ") + chart.format.text(target)))
    }
    let legendHeight = ChartFrame.legendHeight(legend, width: width)
    let labelsLie = isNarrow && !isPanel && longLabels(chart)
    let names = isPanel ? [] : names(chart)
    let secondLine = names.contains { $0.lines.count > 1 } ? 14.0 : 0
    let bottomMargin = (figure.xTitle.isEmpty || isPanel ? 24 : 42) + legendHeight + secondLine
    if labelsLie, chart.cumulative.isEmpty { return drawHorizontal(chart) }
    let height = (isPanel ? 132 : isNarrow ? 220 : 260) + legendHeight
    let top = figure.yTitle.isEmpty || isPanel ? 16.0 : 26
    let scale = ChartScale(
      chart.lengths + [chart.target].compactMap { $0 } + shared, from: height - bottomMargin, to: top,
      includesZero: true, tickCount: isPanel ? 3 : 5)
    var frame = self.frame(
      height: height, left: ChartFrame.leftMargin(scale, chart.format),
      right: chart.cumulative.isEmpty ? 10 : 44, top: top, bottom: bottomMargin)
    frame.drawVerticalAxis(scale, chart.format, title: isPanel ? "" : figure.yTitle)
    let slot = (frame.right - frame.left) / Double(max(1, chart.categories.count))
    let middles = chart.categories.indices.map { frame.left + slot * (Double($0) + 0.5) }
    drawBars(chart, scale, slot: slot, left: frame.left, &frame.canvas)
    if names.isEmpty {
      frame.drawLabels(chart.categories, title: isPanel ? "" : figure.xTitle) { middles[$0] }
    } else {
      frame.drawNames(names, title: isPanel ? "" : figure.xTitle) { middles[$0] }
    }
    if let target = chart.target {
      frame.canvas.line(frame.left, scale(target), frame.right, scale(target), "target")
    }
    if !chart.cumulative.isEmpty {
      let share = ChartScale([0, 1], from: frame.bottom, to: top + 8, bounds: 0...1, includesZero: true)
      frame.canvas.path(zip(middles, chart.cumulative).map { ($0, share($1)) }, "l cumulative")
      for tick in [0.0, 0.5, 0.8, 1] {
        frame.canvas.text(
          NumberFormat(.percent(places: 0)).text(tick), x: frame.right + 6, y: share(tick) + 4, "tick")
      }
    }
    frame.drawLegend(legend, y: height - legendHeight + 10)
    return frame.canvas
  }

  private func drawBars(
    _ chart: Chart.Bars, _ scale: ChartScale, slot: Double, left: Double, _ canvas: inout SVGCanvas
  ) {
    let group = slot * 0.76
    for index in chart.categories.indices {
      var base = 0.0
      for (number, series) in chart.series.enumerated() {
        guard index < series.values.count, let value = series.values[index] else { continue }
        let barWidth = chart.isStacked ? group : group / Double(chart.series.count)
        let x =
          left + slot * Double(index) + (slot - group) / 2 + (chart.isStacked ? 0 : barWidth * Double(number))
        let ends = [scale(base), scale(base + value)]
        let title = title(chart, index, number, value)
        canvas.linked(to: address(number, index), named: title) {
          $0.rectangle(
            x: x, y: min(ends[0], ends[1]), width: max(0.8, barWidth - 0.6), height: abs(ends[0] - ends[1]),
            "f s\(number % 7)", title: isNarrow ? nil : title)
        }
        let label = chart.format.text(value)
        if chart.series.count == 1, SVGCanvas.textWidth(label, size: 11) < slot {
          canvas.text(label, x: x + barWidth / 2, y: min(ends[0], ends[1]) - 4, "bar", at: .middle)
        }
        if chart.isStacked { base += value }
      }
    }
  }

  /// What a bar says of itself.
  private func title(_ chart: Chart.Bars, _ category: Int, _ series: Int, _ value: Double) -> String {
    [chart.categories[category], chart.series.count > 1 ? chart.series[series].name : "", chart.format.text(value)]
      .filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private func longLabels(_ chart: Chart.Bars) -> Bool {
    let total = chart.categories.reduce(0) { $0 + SVGCanvas.textWidth($1) + 8 }
    return total > width
  }

  /// The categories as names of things, all of which must be read; empty for hours and days, some of which may be left out.
  private func names(_ chart: Chart.Bars) -> [AxisName] {
    let isTime = chart.categories.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isNumber || "-:".contains($0)) } }
    let room = (width - 90) / Double(max(1, chart.categories.count)) - 4
    return isTime ? [] : chart.categories.map { AxisName($0, width: room) }
  }

  /// Lying bars: a line for each category, its name at the side.
  func drawHorizontal(_ chart: Chart.Bars) -> SVGCanvas {
    let legend =
      chart.series.count > 1
      ? chart.series.enumerated().map { LegendEntry(sample: .box("f s\($0.offset % 7)"), text: $0.element.name) } : []
    let legendHeight = ChartFrame.legendHeight(legend, width: width)
    let row = chart.isStacked || chart.series.count == 1 ? 22.0 : 12 * Double(chart.series.count) + 8
    let names = (chart.categories.map { SVGCanvas.textWidth($0) }.max() ?? 0) + 10
    let left = min(names, width * 0.45)
    let longest = chart.lengths.map { SVGCanvas.textWidth(chart.format.text($0), size: 11) }.max() ?? 0
    let bottomMargin = (figure.xTitle.isEmpty ? 24 : 42) + legendHeight
    let height = 8 + row * Double(chart.categories.count) + bottomMargin
    var frame = self.frame(
      height: height, left: left, right: longest + 10, top: 8, bottom: bottomMargin)
    let scale = ChartScale(
      chart.lengths + [chart.target].compactMap { $0 }, from: frame.left, to: frame.right, includesZero: true,
      tickCount: isNarrow ? 3 : 6)
    frame.drawHorizontalAxis(scale, chart.format, title: figure.xTitle)
    for (index, name) in chart.categories.enumerated() {
      let y = frame.top + row * Double(index)
      frame.canvas.text(AxisName.cut(name, to: left - 8), x: left - 6, y: y + row / 2 + 4, "tick", at: .end)
      var base = 0.0
      for (number, series) in chart.series.enumerated() {
        guard index < series.values.count, let value = series.values[index] else { continue }
        let barHeight = chart.isStacked ? row - 6 : (row - 6) / Double(chart.series.count)
        let barY = y + 3 + (chart.isStacked ? 0 : barHeight * Double(number))
        let ends = [scale(base), scale(base + value)]
        frame.canvas.linked(to: address(number, index), named: title(chart, index, number, value)) {
          $0.rectangle(
            x: min(ends[0], ends[1]), y: barY, width: abs(ends[1] - ends[0]), height: max(1, barHeight - 1),
            "f s\(number % 7)")
        }
        if !chart.isStacked {
          frame.canvas.text(chart.format.text(value), x: max(ends[0], ends[1]) + 4, y: barY + barHeight / 2 + 4, "bar")
        } else {
          base += value
        }
      }
    }
    if let target = chart.target {
      frame.canvas.line(scale(target), frame.top, scale(target), frame.bottom, "target")
    }
    frame.drawLegend(legend, y: height - legendHeight + 10)
    return frame.canvas
  }
}

extension Chart.Bars {
  /// How far each bar, or stack of bars, reaches.
  var lengths: [Double] {
    guard isStacked else { return series.flatMap { $0.values.compactMap { $0 } } }
    return categories.indices.map { index in
      series.reduce(0) { $0 + (index < $1.values.count ? $1.values[index] ?? 0 : 0) }
    }
  }
}
