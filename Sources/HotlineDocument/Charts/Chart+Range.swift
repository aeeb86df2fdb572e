extension Chart {
  /// The ends of a scale that serves all panels; empty where one of them would be flat on it.
  package static func sharedRange(of panels: [Panel]) -> [Double] {
    let ranges = panels.compactMap { panel -> (low: Double, high: Double)? in
      let values = panel.chart.verticalValues
      return values.min().flatMap { low in values.max().map { (low, $0) } }
    }
    guard let low = ranges.map(\.low).min(), let high = ranges.map(\.high).max(), high > low else { return [] }
    let flattest = ranges.map { ($0.high - $0.low) / (high - low) }.min() ?? 0
    return flattest >= 0.25 ? [low, high] : []
  }

  /// All values on the vertical axis, by which small charts are brought to one scale.
  package var verticalValues: [Double] {
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
