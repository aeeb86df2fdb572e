/// How a chart over time divides its height: drawn alone with titles and a legend, or as one of many small panels.
struct SeriesBox {
  let legend: [LegendEntry]
  let height: Double
  let top: Double
  let bottomMargin: Double
  /// Where the legend begins, from the top.
  let legendTop: Double
}

extension ChartDrawing {
  /// The box of a chart over time; a panel shows no legend.
  func seriesBox(legend entries: @autoclosure () -> [LegendEntry]) -> SeriesBox {
    let legend = isPanel ? [] : entries()
    let legendHeight = ChartFrame.legendHeight(legend, width: width)
    let height = (isPanel ? 132 : isNarrow ? 220 : 250) + legendHeight
    return SeriesBox(
      legend: legend, height: height, top: figure.yTitle.isEmpty || isPanel ? 10 : 22,
      bottomMargin: (figure.xTitle.isEmpty || isPanel ? 24 : 42) + legendHeight,
      legendTop: height - legendHeight + 10)
  }
}
