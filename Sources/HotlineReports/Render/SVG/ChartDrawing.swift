import HotlineConfiguration
import HotlineText

/// Draws a figure's chart as SVG at a given width, so that letters keep their size from a phone to a sheet of paper.
struct ChartDrawing {
  let figure: Figure
  let language: Language
  /// The width in pixels at which letters have their own size.
  let width: Double
  /// The values that the vertical axis must show besides the chart's own, so that small charts share a scale.
  var shared: [Double] = []

  func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)(language) }

  var isNarrow: Bool { width < 500 }
  /// Whether it is one of many small drawings side by side.
  var isPanel: Bool { width < 300 }

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

extension Chart {
  /// The ends of a scale that serves all panels; empty where one of them would be flat on it.
  static func sharedRange(of panels: [Panel]) -> [Double] {
    let ranges = panels.compactMap { panel -> (low: Double, high: Double)? in
      let values = panel.chart.verticalValues
      return values.min().flatMap { low in values.max().map { (low, $0) } }
    }
    guard let low = ranges.map(\.low).min(), let high = ranges.map(\.high).max(), high > low else { return [] }
    let flattest = ranges.map { ($0.high - $0.low) / (high - low) }.min() ?? 0
    return flattest >= 0.25 ? [low, high] : []
  }

  /// All values on the vertical axis, by which small charts are brought to one scale.
  var verticalValues: [Double] {
    switch self {
    case .control(let control):
      control.points.flatMap { [$0.value, $0.lower, $0.upper].compactMap { $0 } } + [control.target].compactMap { $0 }
    case .lines(let lines): lines.series.flatMap { $0.values.compactMap { $0 } } + [lines.target].compactMap { $0 }
    case .bars(let bars) where !bars.isHorizontal && !bars.isStacked:
      bars.series.flatMap { $0.values.compactMap { $0 } }
    case .funnel(let funnel): funnel.points.map(\.rate)
    default: []
    }
  }
}
