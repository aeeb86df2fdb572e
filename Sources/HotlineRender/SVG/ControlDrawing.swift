import HotlineDocument
import HotlineText

extension ChartDrawing {
  /// A control chart: the values as a line, the limits as a band, the centre dashed, signals by shape.
  func draw(_ chart: Chart.Control) -> SVGCanvas {
    let box = seriesBox(legend: legend(chart))
    let values = Chart.control(chart).verticalValues + shared
    let scale = ChartScale(
      values, from: box.height - box.bottomMargin, to: box.top, bounds: chart.format.bounds,
      tickCount: isPanel ? 3 : 5)
    let edges = edgeLabels(chart, scale)
    let right = edges.map { SVGCanvas.textWidth($0.text, size: edgeSize) + 10 }.max() ?? 10
    var frame = self.frame(
      height: box.height, left: ChartFrame.leftMargin(scale, chart.format), right: right, top: box.top,
      bottom: box.bottomMargin)
    frame.drawVerticalAxis(scale, chart.format, title: isPanel ? "" : figure.yTitle)
    let count = chart.points.count
    let inset = min(14, (frame.right - frame.left) / Double(max(2, count)) / 2)
    let span = frame.right - frame.left - 2 * inset
    let step = count > 1 ? span / Double(count - 1) : 0
    let start = frame.left + inset + (count > 1 ? 0 : span / 2)
    let places = (0..<count).map { start + step * Double($0) }
    drawBand(chart, scale, places, &frame.canvas)
    frame.drawLabels(chart.points.map(\.label), title: isPanel ? "" : figure.xTitle) { places[$0] }
    if let target = chart.target {
      frame.canvas.line(frame.left, scale(target), frame.right, scale(target), "target")
    }
    frame.canvas.path(zip(places, chart.points).map { x, point in point.value.map { (x, scale($0)) } }, "l value")
    for (index, point) in chart.points.enumerated() {
      guard let value = point.value else { continue }
      let title = "\(point.label)  \(chart.format.text(value))" + (point.signal.map { "  \($0.text)" } ?? "")
      frame.canvas.linked(to: address(0, index), named: title) {
        $0.mark(point.signal?.status, x: places[index], y: scale(value), title: title)
      }
    }
    frame.drawEdgeLabels(edges)
    frame.drawLegend(box.legend, y: box.legendTop)
    return frame.canvas
  }

  /// Letters at the edge of a small chart are smaller.
  private var edgeSize: Double { isPanel ? 10.5 : SVGCanvas.fontSize }

  /// The limits as a band; phases with their own limits make steps.
  private func drawBand(_ chart: Chart.Control, _ scale: ChartScale, _ places: [Double], _ canvas: inout SVGCanvas) {
    var upper: [(x: Double, y: Double)] = []
    var lower: [(x: Double, y: Double)] = []
    func close() {
      if upper.count > 1 { canvas.area(upper + lower.reversed(), "band") }
      upper = []
      lower = []
    }
    for (x, point) in zip(places, chart.points) {
      guard let low = point.lower, let high = point.upper else {
        close()
        continue
      }
      upper.append((x, scale(high)))
      lower.append((x, scale(low)))
    }
    close()
    canvas.path(zip(places, chart.points).map { x, point in point.centre.map { (x, scale($0)) } }, "centre")
  }

  private func edgeLabels(_ chart: Chart.Control, _ scale: ChartScale) -> [(text: String, y: Double, style: String)] {
    guard let last = chart.points.last else { return [] }
    let small = isPanel ? " small" : ""
    var labels: [(text: String, y: Double, style: String)] = []
    func add(_ name: String, _ value: Double?, _ style: String) {
      guard let value else { return }
      labels.append((name + short(value, chart), scale(value), style + small))
    }
    if let value = last.value {
      labels.append((isPanel ? short(value, chart) : chart.format.text(value), scale(value), "edge strong" + small))
    }
    add(language("上限 ", "upper "), last.upper, "edge")
    add(language("下限 ", "lower "), last.lower, "edge")
    add(language("基线 ", "base "), last.centre, "edge")
    add(language("目标 ", "target "), chart.target, "edge goal")
    return labels
  }

  private func short(_ value: Double, _ chart: Chart.Control) -> String {
    if case .percent = chart.format.kind { return NumberFormat(.percent(places: 1)).text(value) }
    if case .count = chart.format.kind { return NumberFormat.count.text(value.rounded()) }
    return NumberFormat(chart.format.kind).text(value)
  }

  private func legend(_ chart: Chart.Control) -> [LegendEntry] {
    var entries = [LegendEntry(sample: .line("l value"), text: chart.name)]
    if chart.points.contains(where: { $0.upper != nil }) {
      entries.append(LegendEntry(sample: .box("band"), text: language("控制限", "control limits")))
    }
    if chart.points.contains(where: { $0.centre != nil }) {
      entries.append(LegendEntry(sample: .line("centre"), text: language("基线", "baseline")))
    }
    if chart.target != nil { entries.append(LegendEntry(sample: .line("target"), text: language("目标", "target"))) }
    for status in [Status.better, .worse, .watch] where chart.points.contains(where: { $0.signal?.status == status }) {
      let name =
        switch status {
        case .better: language("信号：改善", "signal: better")
        case .worse: language("信号：变差", "signal: worse")
        default: language("信号：变化", "signal: change")
        }
      entries.append(LegendEntry(sample: .mark(status), text: name))
    }
    return entries
  }
}
