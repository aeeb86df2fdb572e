import HotlineDocument
import HotlineText

/// Draws a figure's chart as SVG at a given width, so that letters keep their size from a phone to a sheet of paper.
struct ChartDrawing {
  let figure: Figure
  let language: Language
  /// The width in pixels at which letters have their own size.
  let width: Double
  /// The values that the vertical axis must show besides the chart's own, so that small charts share a scale.
  var shared: [Double] = []
  /// Where the marks lead, as the figure's own places.
  var addresses: [[String?]] = []

  var isNarrow: Bool { width < 500 }
  /// Whether it is one of many small drawings side by side.
  var isPanel: Bool { width < 300 }

  /// Where the mark of a series' value, or of a cell, leads; `nil` for nowhere.
  func address(_ row: Int, _ column: Int) -> String? {
    addresses.indices.contains(row) && addresses[row].indices.contains(column) ? addresses[row][column] : nil
  }

  /// A frame of the drawing's width.
  func frame(height: Double, left: Double, right: Double, top: Double = 12, bottom: Double) -> ChartFrame {
    ChartFrame(width: width, height: height, language: language, left: left, right: right, top: top, bottom: bottom)
  }

  /// The drawing; `nil` for panels, which are drawn one by one.
  func canvas(_ chart: Chart) -> SVGCanvas? {
    switch chart {
    case .control(let control): draw(control)
    case .heatmap(let heatmap): draw(heatmap)
    case .funnel(let funnel): draw(funnel)
    case .bars(let bars): bars.isHorizontal ? drawHorizontal(bars) : draw(bars)
    case .lines(let lines): draw(lines)
    case .quadrant(let quadrant): draw(quadrant)
    case .intervals(let intervals): draw(intervals)
    case .panels: nil
    }
  }
}
