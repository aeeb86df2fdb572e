import HotlineDocument

extension ChartDrawing {
  /// How many shades a heatmap has.
  static let shades = 7

  /// A heatmap: one shaded cell for each row and column, with a legend of the shades.
  func draw(_ chart: Chart.Heatmap) -> SVGCanvas {
    let left = (chart.rows.map { SVGCanvas.textWidth($0) }.max() ?? 0) + 8
    let cellWidth = (width - left - 4) / Double(max(1, chart.columns.count))
    let cellHeight = chart.showsValues ? 26.0 : min(26, max(16, cellWidth))
    let areNumbers = chart.columns.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    let names = areNumbers ? [] : chart.columns.map { AxisName($0, width: cellWidth - 3) }
    let secondLine = names.contains { $0.lines.count > 1 } ? 14.0 : 0
    let top = (figure.xTitle.isEmpty ? 18.0 : 34) + secondLine
    let bottom = top + Double(chart.rows.count) * cellHeight
    var canvas = SVGCanvas(width: width, height: bottom + 42, language: language)
    canvas.text(figure.xTitle, x: left + (width - left) / 2, y: 12, "axis", at: .middle)
    if areNumbers { drawColumnNames(chart, left: left, y: top - 5, cellWidth: cellWidth, &canvas) }
    for (index, name) in names.enumerated() {
      let x = left + (Double(index) + 0.5) * cellWidth
      for (line, text) in name.lines.reversed().enumerated() {
        canvas.text(text, x: x, y: top - 5 - 14 * Double(line), "tick", at: .middle)
      }
    }
    let values = chart.values.flatMap { $0.compactMap { $0 } }
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    for (row, name) in chart.rows.enumerated() {
      let y = top + Double(row) * cellHeight
      canvas.text(name, x: left - 6, y: y + cellHeight / 2 + 4, "tick", at: .end)
      for (column, value) in chart.values[row].enumerated() {
        let x = left + Double(column) * cellWidth
        let shade = value.map { Self.shade($0, low, high) }
        let title = value.map { "\(name) \(chart.columns[column])  \(chart.format.text($0))" }
        canvas.linked(to: value == nil ? nil : address(row, column), named: title ?? "") {
          $0.rectangle(
            x: x, y: y, width: cellWidth - 1, height: cellHeight - 1, shade.map { "q\($0)" } ?? "none",
            title: isNarrow ? nil : title)
        }
        if chart.showsValues, let value {
          let label = ChartScale([low, high], from: 0, to: 1).label(value, chart.format)
          if SVGCanvas.textWidth(label, size: 11) < cellWidth - 1 {
            canvas.text(
              label, x: x + cellWidth / 2, y: y + cellHeight / 2 + 4,
              (shade ?? 0) > Self.shades / 2 + 1 ? "in dark" : "in", at: .middle)
          }
        }
      }
    }
    drawShades(chart, low: low, high: high, y: bottom + 12, left: left, &canvas)
    return canvas
  }

  private func drawColumnNames(
    _ chart: Chart.Heatmap, left: Double, y: Double, cellWidth: Double, _ canvas: inout SVGCanvas
  ) {
    let widest = (chart.columns.map { SVGCanvas.textWidth($0) }.max() ?? 0) + 4
    let step = [1, 2, 3, 4, 6, 12].first { Double($0) * cellWidth >= widest } ?? chart.columns.count
    for (index, name) in chart.columns.enumerated() where index.isMultiple(of: step) {
      canvas.text(name, x: left + (Double(index) + 0.5) * cellWidth, y: y, "tick", at: .middle)
    }
  }

  private func drawShades(
    _ chart: Chart.Heatmap, low: Double, high: Double, y: Double, left: Double, _ canvas: inout SVGCanvas
  ) {
    let texts = [low, high].map { chart.format.text($0) }
    var x = left
    canvas.text(texts[0], x: x, y: y + 11, "legend")
    x += SVGCanvas.textWidth(texts[0]) + 6
    for shade in 0..<Self.shades {
      canvas.rectangle(x: x, y: y, width: 18, height: 14, "q\(shade)")
      x += 18
    }
    canvas.text(texts[1], x: x + 6, y: y + 11, "legend")
    guard chart.values.contains(where: { $0.contains(nil) }) else { return }
    x += 6 + SVGCanvas.textWidth(texts[1]) + 16
    canvas.rectangle(x: x, y: y, width: 18, height: 14, "none")
    canvas.text(chart.absence ?? language("无数据", "no data"), x: x + 24, y: y + 11, "legend")
  }

  private static func shade(_ value: Double, _ low: Double, _ high: Double) -> Int {
    high > low ? min(shades - 1, Int((value - low) / (high - low) * Double(shades))) : 0
  }
}
