import HotlineDocument
import HotlineText

extension ChartDrawing {
  /// A funnel plot: rates against cases, limits as curves; the units outside them are named.
  func draw(_ chart: Chart.Funnel) -> SVGCanvas {
    let legend = legend(chart)
    let legendHeight = ChartFrame.legendHeight(legend, width: width)
    let bottomMargin = (figure.xTitle.isEmpty ? 24 : 42) + legendHeight
    let rates = chart.points.map(\.rate)
    let isFlat = (rates.max() ?? 0) - (rates.min() ?? 0) < 1e-9
    let height = (isFlat ? 150 : isNarrow ? 300 : 360) + legendHeight
    let top = figure.yTitle.isEmpty ? 10.0 : 22
    let largest = chart.points.map(\.cases).max() ?? 1
    let shown = chart.limits(upTo: largest * 1.05)
    // The limits of the smallest units would stretch the axis beyond all points; those of the units shown count.
    let smallest = chart.points.map(\.cases).min() ?? 0
    let limits = shown.filter { $0.cases >= smallest }.flatMap { [$0.lower998, $0.upper998] }
    let scale = ChartScale(
      chart.points.map(\.rate) + limits + [chart.centre] + [chart.target].compactMap { $0 },
      from: height - bottomMargin, to: top, bounds: chart.format.bounds)
    let centreText = language("总体 ", "all ") + chart.format.text(chart.centre)
    let right = isNarrow ? 12.0 : SVGCanvas.textWidth(centreText) + 12
    var frame = self.frame(
      height: height, left: ChartFrame.leftMargin(scale, chart.format), right: right, top: top,
      bottom: bottomMargin)
    let across = ChartScale(
      [0, largest], from: frame.left, to: frame.right, includesZero: true, tickCount: isNarrow ? 3 : 6)
    frame.drawVerticalAxis(scale, chart.format, title: figure.yTitle)
    frame.drawHorizontalAxis(across, .count, title: figure.xTitle)
    func curve(_ limit: (Chart.Funnel.Limits) -> Double) -> [(x: Double, y: Double)?] {
      shown.map { limits in
        let value = limit(limits)
        return value >= scale.low && value <= scale.high ? (across(limits.cases), scale(value)) : nil
      }
    }
    frame.canvas.path(curve(\.lower998), "limit outer")
    frame.canvas.path(curve(\.upper998), "limit outer")
    frame.canvas.path(curve(\.lower95), "limit")
    frame.canvas.path(curve(\.upper95), "limit")
    frame.canvas.line(frame.left, scale(chart.centre), frame.right, scale(chart.centre), "centre")
    if let target = chart.target {
      frame.canvas.line(frame.left, scale(target), frame.right, scale(target), "target")
    }
    let places = chart.points.map { (x: across($0.cases), y: scale($0.rate)) }
    for (index, (place, point)) in zip(places, chart.points).enumerated() {
      let title = "\(point.label)  n=\(NumberFormat.count.text(point.cases))  \(chart.format.text(point.rate))"
      frame.canvas.linked(to: address(0, index), named: title) {
        $0.mark(point.status, x: place.x, y: place.y, title: title)
      }
    }
    var placement = LabelPlacement(
      left: frame.left, top: frame.top, right: width - 2, bottom: frame.bottom, points: places)
    for (place, point) in zip(places, chart.points) where [.better, .worse, .watch].contains(point.status) {
      guard let spot = placement.place(point.label, x: place.x, y: place.y) else { continue }
      frame.canvas.text(point.label, x: spot.x, y: spot.y, "name \(point.status.tone.rawValue)")
    }
    if !isNarrow { frame.drawEdgeLabels([(centreText, scale(chart.centre), "edge")]) }
    frame.drawLegend(legend, y: height - legendHeight + 10)
    return frame.canvas
  }

  private func legend(_ chart: Chart.Funnel) -> [LegendEntry] {
    var entries = [
      LegendEntry(
        sample: .line("centre"),
        text: isNarrow ? language("总体 ", "all ") + chart.format.text(chart.centre) : language("总体", "all together")),
      LegendEntry(sample: .line("limit"), text: language("95% 限", "95 % limits")),
      LegendEntry(sample: .line("limit outer"), text: language("99.8% 限", "99.8 % limits")),
    ]
    if let target = chart.target {
      entries.append(
        LegendEntry(sample: .line("target"), text: language("目标 ", "target ") + chart.format.text(target)))
    }
    return entries + Self.statusEntries(chart.points.map(\.status), language)
  }
}
