import CLibXLSXWriter
import HotlineDocument
import HotlineText

extension ChartDataSheet {
  /// How a series looks.
  struct SeriesStyle {
    var colour: UInt32 = 0x0072B2
    var width: Float = 2
    var dash: lxw_chart_line_dash_type = LXW_CHART_LINE_DASH_SOLID
    var hasLine = true
    var marker: lxw_chart_marker_type = LXW_CHART_MARKER_NONE
    var markerSize: UInt8 = 5
  }

  /// How wide a chart is, in pixels.
  static let width = 680.0

  /// Okabe & Ito's colours, in the order of the HTML's series.
  static let palette: [UInt32] = [0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0x7B838C]
  private static let markers = [
    LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_TRIANGLE, LXW_CHART_MARKER_CIRCLE,
  ]

  /// Inserts a figure's chart, or its charts.
  ///
  /// - Returns: the rows that they take.
  func insert(_ figure: Figure, at place: Workbook.Place, in book: Workbook) -> Int {
    guard case .panels(let panels) = figure.chart else {
      return insert(figure.chart, title: figure.title, figure, at: place, size: (Self.width, 330), in: book)
    }
    var rows = 0
    for (index, panel) in panels.enumerated() {
      let at = Workbook.Place(sheet: place.sheet, row: place.row + index / 2 * 13, column: place.column)
      rows =
        index / 2 * 13
        + insert(
          panel.chart, title: panel.title, figure, at: at, size: (Self.width / 2 - 5, 240),
          offset: index % 2 * Int(Self.width / 2 + 5), alternative: panel.alternative, in: book)
    }
    return rows
  }

  private func insert(
    _ chart: Chart, title: String, _ figure: Figure, at place: Workbook.Place, size: (Double, Double),
    offset: Int = 0, alternative: String? = nil, in book: Workbook
  ) -> Int {
    var height = size.1
    if case .bars(let bars) = chart, bars.isHorizontal { height = max(height, 90 + 20 * Double(bars.categories.count)) }
    guard let native = native(chart, title: title, figure, in: book) else { return 0 }
    // On a small chart a legend would take the room of the lines; the note says what they are.
    if size.0 < Self.width { chart_legend_set_position(native, UInt8(LXW_CHART_LEGEND_NONE.rawValue)) }
    title.chartText.withMutableCString { text in
      chart_title_set_name(native, text)
      withFont(size: 11, isBold: true) { chart_title_set_name_font(native, &$0) }
    }
    (alternative ?? figure.alternative).attributeText.withMutableCString { alternative in
      var options = lxw_chart_options()
      options.x_offset = Int32(offset)
      options.x_scale = size.0 / 480
      options.y_scale = height / 288
      options.description = alternative
      worksheet_insert_chart_opt(
        place.sheet.pointer, lxw_row_t(place.row), lxw_col_t(place.column), native, &options)
    }
    return Int((height / 20).rounded(.up)) + 1
  }

  private func native(
    _ chart: Chart, title: String, _ figure: Figure, in book: Workbook
  ) -> UnsafeMutablePointer<lxw_chart>? {
    switch chart {
    case .control(let control): native(control, title: title, figure, in: book)
    case .lines(let lines): native(lines, title: title, figure, in: book)
    case .bars(let bars): native(bars, title: title, figure, in: book)
    case .funnel(let funnel): native(funnel, title: title, figure, in: book)
    case .quadrant(let quadrant): native(quadrant, title: title, figure, in: book)
    case .intervals(let intervals): native(intervals, title: title, figure, in: book)
    case .heatmap, .panels: nil
    }
  }

  /// A font for the letters of charts: that of the cells where the workbook is Chinese.
  func withFont(size: Double, isBold: Bool = false, _ body: (inout lxw_chart_font) -> Void) {
    var font = lxw_chart_font()
    font.size = size
    font.bold = isBold ? 1 : 0
    guard language == .zh else { return body(&font) }
    XLSXDocument.chineseFont.withMutableCString { name in
      font.name = name
      body(&font)
    }
  }

  func cells(_ values: [Double?], _ format: NumberFormat) -> [ReportTable.Cell] {
    values.map { .number($0, format, absent: "") }
  }

  func names(_ texts: [String]) -> [ReportTable.Cell] { texts.map { .text($0) } }

  /// Adds a series of the data sheet to a chart.
  @discardableResult
  func addSeries(
    _ chart: UnsafeMutablePointer<lxw_chart>, _ ranges: ChartRanges, categories: Int, values: Int,
    _ style: SeriesStyle
  ) -> UnsafeMutablePointer<lxw_chart_series>? {
    guard let series = chart_add_series(chart, nil, nil) else { return nil }
    func column(_ index: Int) -> lxw_col_t { lxw_col_t(index) }
    let (x, y) = (ranges.rows(categories), ranges.rows(values))
    chart_series_set_categories(
      series, ranges.sheet, lxw_row_t(x.lowerBound), column(categories), lxw_row_t(x.upperBound), column(categories))
    chart_series_set_values(
      series, ranges.sheet, lxw_row_t(y.lowerBound), column(values), lxw_row_t(y.upperBound), column(values))
    chart_series_set_name_range(series, ranges.sheet, lxw_row_t(ranges.headerRow), column(values))
    var line = lxw_chart_line()
    line.color = style.colour
    line.width = style.width
    line.dash_type = UInt8(style.dash.rawValue)
    line.none = style.hasLine ? 0 : 1
    chart_series_set_line(series, &line)
    chart_series_set_marker_type(series, UInt8(style.marker.rawValue))
    if style.marker != LXW_CHART_MARKER_NONE {
      var fill = lxw_chart_fill()
      fill.color = style.colour
      var edge = lxw_chart_line()
      edge.color = style.colour
      chart_series_set_marker_size(series, style.markerSize)
      chart_series_set_marker_fill(series, &fill)
      chart_series_set_marker_line(series, &edge)
    }
    return series
  }

  /// Names, formats and limits of the axes.
  func setAxes(
    _ chart: UnsafeMutablePointer<lxw_chart>, x: String, y: String, xFormat: NumberFormat? = nil,
    yFormat: NumberFormat?, yScale: ChartScale? = nil
  ) {
    if !x.isEmpty { chart_axis_set_name(chart.pointee.x_axis, x.chartText) }
    if !y.isEmpty { chart_axis_set_name(chart.pointee.y_axis, y.chartText) }
    if let xFormat { chart_axis_set_num_format(chart.pointee.x_axis, xFormat.axisCode) }
    if let yFormat { chart_axis_set_num_format(chart.pointee.y_axis, yFormat.axisCode) }
    if let yScale {
      chart_axis_set_min(chart.pointee.y_axis, yScale.low)
      chart_axis_set_max(chart.pointee.y_axis, yScale.high)
    }
    var grid = lxw_chart_line()
    grid.color = 0xD5DAE0
    grid.width = 0.75
    chart_axis_major_gridlines_set_line(chart.pointee.y_axis, &grid)
    withFont(size: 9) { font in
      chart_axis_set_num_font(chart.pointee.x_axis, &font)
      chart_axis_set_num_font(chart.pointee.y_axis, &font)
      chart_axis_set_name_font(chart.pointee.x_axis, &font)
      chart_axis_set_name_font(chart.pointee.y_axis, &font)
      chart_legend_set_font(chart, &font)
    }
    chart_axis_set_label_position(chart.pointee.x_axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
    chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
  }

  private func native(
    _ chart: Chart.Lines, title: String, _ figure: Figure, in book: Workbook
  ) -> UnsafeMutablePointer<lxw_chart>? {
    guard let native = book.chart(LXW_CHART_LINE) else { return nil }
    var columns = [Column(header: figure.xTitle, cells: names(chart.labels))]
    columns += chart.series.map { Column(header: $0.name, cells: cells($0.values, chart.format)) }
    if let target = chart.target {
      let values = chart.labels.map { _ in ReportTable.Cell.number(target, chart.format) }
      columns.append(Column(header: language("目标", "target"), cells: values))
    }
    let ranges = add(title, columns)
    for index in chart.series.indices {
      addSeries(
        native, ranges, categories: 0, values: index + 1,
        SeriesStyle(
          colour: Self.palette[index % Self.palette.count], marker: Self.markers[index % Self.markers.count]))
    }
    if chart.target != nil {
      addSeries(native, ranges, categories: 0, values: columns.count - 1, Self.target)
    }
    let scale = ChartScale(Chart.lines(chart).verticalValues, from: 0, to: 1, bounds: chart.format.bounds)
    setAxes(native, x: figure.xTitle, y: figure.yTitle, yFormat: chart.format, yScale: scale.rounded)
    return native
  }

  static var target: SeriesStyle {
    SeriesStyle(colour: 0xE69F00, width: 1.75, dash: LXW_CHART_LINE_DASH_LONG_DASH)
  }

  private func native(
    _ chart: Chart.Bars, title: String, _ figure: Figure, in book: Workbook
  ) -> UnsafeMutablePointer<lxw_chart>? {
    let type =
      switch (chart.isHorizontal, chart.isStacked) {
      case (true, true): LXW_CHART_BAR_STACKED
      case (true, false): LXW_CHART_BAR
      case (false, true): LXW_CHART_COLUMN_STACKED
      case (false, false): LXW_CHART_COLUMN
      }
    guard let native = book.chart(type) else { return nil }
    var columns = [Column(header: chart.isHorizontal ? figure.yTitle : figure.xTitle, cells: names(chart.categories))]
    columns += chart.series.map { Column(header: $0.name, cells: cells($0.values, chart.format)) }
    if !chart.cumulative.isEmpty {
      columns.append(
        Column(header: language("累计占比", "cumulative share"), cells: cells(chart.cumulative, .percent)))
    }
    let ranges = add(title, columns)
    for index in chart.series.indices {
      let series = addSeries(native, ranges, categories: 0, values: index + 1, SeriesStyle(hasLine: false))
      var fill = lxw_chart_fill()
      fill.color = Self.palette[index % Self.palette.count]
      chart_series_set_fill(series, &fill)
      if chart.series.count == 1, chart.categories.count <= 30 {
        chart_series_set_labels(series)
        withFont(size: 8) { chart_series_set_labels_font(series, &$0) }
        chart_series_set_labels_num_format(series, chart.format.axisCode)
      }
    }
    setAxes(
      native, x: figure.xTitle, y: figure.yTitle, xFormat: chart.isHorizontal ? chart.format : nil,
      yFormat: chart.isHorizontal ? nil : chart.format)
    if chart.isHorizontal {
      // A spreadsheet draws lying bars from the bottom up; turned over, the numbers would stand on top.
      chart_axis_set_reverse(native.pointee.y_axis)
      chart_axis_set_label_position(
        native.pointee.x_axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_HIGH.rawValue))
    }
    chart_set_series_gap(native, 40)
    if chart.series.count == 1 { chart_legend_set_position(native, UInt8(LXW_CHART_LEGEND_NONE.rawValue)) }
    return native
  }

}

extension NumberFormat {
  /// The format of an axis: short.
  var axisCode: String {
    switch kind {
    case .percent: "0.0%"
    case .count, .amount: "#,##0"
    default: spreadsheetCode(for: 0.5)
    }
  }
}
