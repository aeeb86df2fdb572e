import HotlineDocument
import HotlineText

extension ChartDrawing {
  /// A scatter with two dividing lines; the points that are not ordinary are named.
  func draw(_ chart: Chart.Quadrant) -> SVGCanvas {
    let legend = Self.statusEntries(chart.points.map(\.status), language)
    let legendHeight = ChartFrame.legendHeight(legend, width: width)
    let bottomMargin = (figure.xTitle.isEmpty ? 24 : 42) + legendHeight
    let height = (isNarrow ? 320 : 380) + legendHeight
    let top = figure.yTitle.isEmpty ? 10.0 : 22
    let up = ChartScale(
      chart.points.map(\.y) + [chart.yDivider], from: height - bottomMargin, to: top, bounds: chart.yFormat.bounds)
    var frame = self.frame(
      height: height, left: ChartFrame.leftMargin(up, chart.yFormat), right: 14, top: top,
      bottom: bottomMargin)
    let across = ChartScale(
      chart.points.map(\.x) + [chart.xDivider], from: frame.left, to: frame.right, bounds: chart.xFormat.bounds,
      tickCount: isNarrow ? 3 : 6)
    frame.drawVerticalAxis(up, chart.yFormat, title: figure.yTitle)
    frame.drawHorizontalAxis(across, chart.xFormat, title: figure.xTitle)
    frame.canvas.line(across(chart.xDivider), frame.top, across(chart.xDivider), frame.bottom, "centre")
    frame.canvas.line(frame.left, up(chart.yDivider), frame.right, up(chart.yDivider), "centre")
    if chart.corners.count == 4 {
      frame.canvas.text(chart.corners[0], x: frame.left + 6, y: frame.top + 14, "corner")
      frame.canvas.text(chart.corners[1], x: frame.right - 6, y: frame.top + 14, "corner", at: .end)
      frame.canvas.text(chart.corners[2], x: frame.right - 6, y: frame.bottom - 8, "corner", at: .end)
      frame.canvas.text(chart.corners[3], x: frame.left + 6, y: frame.bottom - 8, "corner")
    }
    let places = chart.points.map { (x: across($0.x), y: up($0.y)) }
    for (place, point) in zip(places, chart.points) {
      let title = "\(point.label)  \(chart.xFormat.text(point.x))  \(chart.yFormat.text(point.y))"
      frame.canvas.mark(point.status, x: place.x, y: place.y, title: title)
    }
    var placement = LabelPlacement(
      left: frame.left, top: frame.top + 18, right: width - 2, bottom: frame.bottom - 20, points: places)
    for (place, point) in zip(places, chart.points) where point.status != .ordinary && point.status != .tooFew {
      guard let spot = placement.place(point.label, x: place.x, y: place.y) else { continue }
      frame.canvas.text(point.label, x: spot.x, y: spot.y, "name \(point.status.tone.rawValue)")
    }
    frame.drawLegend(legend, y: height - legendHeight + 10)
    return frame.canvas
  }

  /// Values with their intervals, one below the other.
  func draw(_ chart: Chart.Intervals) -> SVGCanvas {
    let legend = Self.statusEntries(chart.rows.map(\.status), language)
    let legendHeight = ChartFrame.legendHeight(legend, width: width)
    let bottomMargin = (figure.xTitle.isEmpty ? 24 : 42) + legendHeight
    let row = 19.0
    let height = 8 + row * Double(chart.rows.count) + bottomMargin
    let names = (chart.rows.map { SVGCanvas.textWidth($0.label) }.max() ?? 0) + 10
    let left = min(names, width * 0.4)
    let values = chart.rows.map { SVGCanvas.textWidth(chart.format.text($0.value)) }.max() ?? 0
    var frame = self.frame(
      height: height, left: left, right: values + 12, top: 8, bottom: bottomMargin)
    let scale = ChartScale(
      chart.rows.flatMap { [$0.low, $0.high, $0.value] } + [chart.centre].compactMap { $0 }, from: frame.left,
      to: frame.right, bounds: chart.format.bounds, tickCount: isNarrow ? 3 : 6)
    frame.drawHorizontalAxis(scale, chart.format, title: figure.xTitle)
    if let centre = chart.centre {
      frame.canvas.line(scale(centre), frame.top, scale(centre), frame.bottom, "centre")
    }
    for (index, item) in chart.rows.enumerated() {
      let y = frame.top + row * (Double(index) + 0.5)
      frame.canvas.text(AxisName.cut(item.label, to: left - 8), x: left - 6, y: y + 4, "tick", at: .end)
      frame.canvas.line(scale(item.low), y, scale(item.high), y, "whisker")
      frame.canvas.mark(item.status, x: scale(item.value), y: y)
      frame.canvas.text(chart.format.text(item.value), x: frame.right + 8, y: y + 4, "edge")
    }
    frame.drawLegend(legend, y: height - legendHeight + 10)
    return frame.canvas
  }

  /// A small line for a card: the last months, the newest marked.
  static func sparkline(_ values: [Double?], alternative: String, _ language: Language) -> String? {
    let known = values.compactMap { $0 }
    guard known.count > 2 else { return nil }
    var canvas = SVGCanvas(width: 120, height: 28, language: language)
    let scale = ChartScale(known, from: 24, to: 4)
    let places = values.indices.map { 4 + 110 * Double($0) / Double(max(1, values.count - 1)) }
    canvas.path(zip(places, values).map { x, value in value.map { (x, scale($0)) } }, "l value")
    if let last = values.last, let last, let x = places.last { canvas.mark(nil, x: x, y: scale(last)) }
    return canvas.svg("spark", alternative: alternative)
  }
}
