import HotlineDocument
import HotlineText

extension ChartDrawing {
  /// Lines over common labels; series are told apart by mark and dash as well as by colour.
  func draw(_ chart: Chart.Lines) -> SVGCanvas {
    let box = seriesBox(legend: legend(chart))
    let scale = ChartScale(
      chart.series.flatMap { $0.values.compactMap { $0 } } + [chart.target].compactMap { $0 } + shared,
      from: box.height - box.bottomMargin, to: box.top, bounds: chart.format.bounds, tickCount: isPanel ? 3 : 5)
    var frame = self.frame(
      height: box.height, left: ChartFrame.leftMargin(scale, chart.format), right: 14, top: box.top,
      bottom: box.bottomMargin)
    frame.drawVerticalAxis(scale, chart.format, title: isPanel ? "" : figure.yTitle)
    let count = chart.labels.count
    let inset = min(12, (frame.right - frame.left) / Double(max(2, count)) / 2)
    let span = frame.right - frame.left - 2 * inset
    let step = count > 1 ? span / Double(count - 1) : 0
    let start = frame.left + inset + (count > 1 ? 0 : span / 2)
    let places = (0..<count).map { start + step * Double($0) }
    frame.drawLabels(chart.labels, title: isPanel ? "" : figure.xTitle) { places[$0] }
    if let target = chart.target {
      frame.canvas.line(frame.left, scale(target), frame.right, scale(target), "target")
    }
    for (index, series) in chart.series.enumerated() {
      let half = chart.isStepped ? step / 2 : 0
      frame.canvas.path(
        zip(places, series.values).flatMap { x, value -> [(x: Double, y: Double)?] in
          guard let value else { return [nil] }
          let y = scale(value)
          return half > 0 ? [(max(frame.left, x - half), y), (min(frame.right, x + half), y)] : [(x, y)]
        }, "l s\(index % 7)")
      guard count <= 40 else { continue }
      for (place, (x, value)) in zip(places, series.values).enumerated() {
        guard let value else { continue }
        frame.canvas.linked(
          to: address(index, place), named: "\(chart.labels[place])  \(series.name)  \(chart.format.text(value))"
        ) { SeriesMark.draw(index, &$0, x: x, y: scale(value)) }
      }
    }
    frame.drawLegend(box.legend, y: box.legendTop)
    return frame.canvas
  }

  private func legend(_ chart: Chart.Lines) -> [LegendEntry] {
    var entries = chart.series.enumerated().map { LegendEntry(sample: .seriesMark($0.offset), text: $0.element.name) }
    if let target = chart.target {
      entries.append(
        LegendEntry(sample: .line("target"), text: language("目标 ", "target ") + chart.format.text(target)))
    }
    return entries
  }

  /// Legend entries of the statuses that occur.
  static func statusEntries(_ statuses: [Status], _ language: Language) -> [LegendEntry] {
    Status.allCases.filter(statuses.contains).map { LegendEntry(sample: .mark($0), text: $0.name(language)) }
  }
}
